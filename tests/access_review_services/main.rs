//! The embedded services of the `access_review` example keep to the vendored documents: every
//! answer is held against its schema, and what the documents do not allow is refused.

#[path = "../common/bare.rs"]
mod bare;
#[allow(dead_code)] // the example uses parts that this test does not
#[path = "../../examples/access_review/demo/mod.rs"]
mod demo;
mod lists;
mod refusals;
#[path = "../common/schemas.rs"]
mod schemas;
mod writes;

use std::sync::{Arc, Mutex};

use serde_json::Value;
use snyk_secoda::mock::Server;
use tokio::runtime::{self, Runtime};

use demo::Demo;
use demo::data::Company;
use schemas::Schemas;

const VERSION: &str = "version=2024-10-15";
/// Media type of every body of Snyk, sent and received.
const MEDIA: &str = "application/vnd.api+json";

/// The embedded services, asked one request after the other.
struct Services {
    company: Arc<Mutex<Company>>,
    runtime: Runtime,
    demo: Demo,
    schemas: [Schemas; 2],
}

/// An answer with its body as JSON, null without one.
struct Reply {
    status: u16,
    body: Value,
    /// As it came.
    answer: bare::Answer,
}

impl Services {
    fn new() -> Self {
        let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let company = Arc::new(Mutex::new(Company::new(demo::SEED)));
        let demo = runtime.block_on(Demo::serving(&company)).unwrap();
        let schemas = ["snyk", "secoda"].map(Schemas::of);
        Self { company, runtime, demo, schemas }
    }

    /// The answer of Snyk, which is as its document says, whatever its status.
    fn snyk(&self, method: &str, target: &str, body: Value) -> Reply {
        let authorization = format!("token {}", demo::TOKEN);
        let reply = self.ask(&self.demo.snyk, method, target, &authorization, MEDIA, &body);
        assert_eq!(faults(&self.demo.snyk, &self.schemas[0], &reply), [""; 0], "{target}");
        for header in ["snyk-request-id", "snyk-version-served", "snyk-version-lifecycle-stage"] {
            assert!(reply.answer.header(header).is_some(), "{target}: {header}");
        }
        reply
    }

    /// The answer of Secoda; its document says nothing of errors.
    fn secoda(&self, method: &str, target: &str, body: Value) -> Reply {
        let authorization = format!("Bearer {}", demo::API_KEY);
        let mut reply = self.ask(&self.demo.secoda, method, target, &authorization, "application/json", &body);
        if reply.status < 300 {
            let whole = reply.body.clone();
            // The descriptions say that these are null at the ends, the schema does not.
            for place in ["links", "meta"] {
                let members = reply.body.get_mut(place).and_then(Value::as_object_mut);
                members.into_iter().for_each(|members| members.retain(|_, value| !value.is_null()));
            }
            assert_eq!(faults(&self.demo.secoda, &self.schemas[1], &reply), [""; 0], "{target}");
            reply.body = whole;
        }
        reply
    }

    /// Sends a request to a path of the server, such as `/rest/groups`.
    fn ask(&self, server: &Server, method: &str, path: &str, authorization: &str, media: &str, body: &Value) -> Reply {
        let headers = [("authorization", authorization), ("content-type", media)];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.runtime.block_on(bare::ask(&origin(server), method, path, &headers, &body));
        Reply { status: answer.status, body: answer.json(), answer }
    }

    /// All pages of a Snyk collection, by their links.
    fn pages(&self, target: &str) -> Vec<Reply> {
        let mut pages = Vec::new();
        let mut next = Some(target.to_owned());
        while let Some(target) = next {
            let reply = self.snyk("GET", &target, Value::Null);
            assert_eq!(reply.status, 200, "{target}: {}", reply.body);
            let link = &reply.body["links"]["next"];
            next = link.as_str().or(link["href"].as_str()).map(|link| {
                let link = link.strip_prefix(&origin(&self.demo.snyk)).unwrap_or(link);
                format!("/rest{}", link.strip_prefix("/rest").unwrap_or(link))
            });
            pages.push(reply);
        }
        pages
    }

    /// All items of a Snyk collection.
    fn all(&self, target: &str) -> Vec<Value> {
        let pages = self.pages(&format!("{target}?{VERSION}&limit=100"));
        pages.iter().flat_map(|page| page.body["data"].as_array().unwrap().clone()).collect()
    }
}

/// How the last answer of a server differs from what its document says of it.
fn faults(server: &Server, schemas: &Schemas, reply: &Reply) -> Vec<String> {
    let requests = server.requests();
    let request = requests.last().unwrap();
    let operation = format!("{} {}", request.method(), request.template().unwrap());
    let answer = schemas.answer(&operation, reply.status).unwrap();
    schemas.faults(&[(answer, reply.body.clone())])
}

/// Scheme, host and port.
fn origin(server: &Server) -> String {
    server.url().trim_end_matches("/rest").to_owned()
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}
