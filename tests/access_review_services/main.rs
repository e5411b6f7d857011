//! The embedded services of the `access_review` example keep to the vendored documents: every
//! answer is held against its schema, and what the documents do not allow is refused.

#[allow(dead_code)] // the example uses parts that this test does not
#[path = "../../examples/access_review/demo/mod.rs"]
mod demo;
mod lists;
mod refusals;
mod writes;

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Method, StatusCode};
use serde_json::Value;

use demo::data::Company;
use demo::secoda::Secoda;
use demo::snyk::Snyk;
use demo::wire::{Reply, Request};

const VERSION: &str = "version=2024-10-15";
const ORIGIN: &str = "http://127.0.0.1:1";

/// The embedded services, asked without a network.
struct Services {
    company: Arc<Mutex<Company>>,
    snyk: Snyk,
    secoda: Secoda,
}

impl Services {
    fn new() -> Self {
        let company = Arc::new(Mutex::new(Company::new(demo::SEED)));
        let snyk = Snyk::new(Arc::clone(&company)).unwrap();
        let secoda = Secoda::new(Arc::clone(&company)).unwrap();
        Self { company, snyk, secoda }
    }

    /// The answer of Snyk, which is as its document says, whatever its status.
    fn snyk(&self, method: Method, target: &str, body: Value) -> Reply {
        let authorization = format!("token {}", demo::TOKEN);
        let request = request(method, target, &authorization, demo::snyk::MEDIA, &body);
        let reply = self.snyk.answer(&request);
        let (route, _) = self.snyk.document.route(&request.method, &request.path).unwrap();
        let document = &self.snyk.document;
        let violations = document.answer_violations(route, reply.status, &reply.body);
        assert!(violations.is_empty(), "{target}: {violations:?}");
        for header in ["snyk-request-id", "snyk-version-served", "snyk-version-lifecycle-stage"] {
            assert!(reply.headers.iter().any(|(name, _)| *name == header), "{target}: {header}");
        }
        reply
    }

    /// The answer of Secoda; its document says nothing of errors.
    fn secoda(&self, method: Method, target: &str, body: Value) -> Reply {
        let authorization = format!("Bearer {}", demo::API_KEY);
        let request = request(method, target, &authorization, demo::secoda::MEDIA, &body);
        let reply = self.secoda.answer(&request);
        if reply.status.is_success() {
            let document = &self.secoda.document;
            let (route, _) = document.route(&request.method, &request.path).unwrap();
            let mut found = document.answer_violations(route, reply.status, &reply.body);
            // The descriptions say that these are null at the ends, the schema does not.
            found.retain(|found| !found.at.starts_with("/links/") && !found.at.starts_with("/meta/"));
            assert!(found.is_empty(), "{target}: {found:?}");
        }
        reply
    }

    /// All pages of a Snyk collection, by their links.
    fn pages(&self, target: &str) -> Vec<Reply> {
        let mut pages = Vec::new();
        let mut next = Some(target.to_owned());
        while let Some(target) = next {
            let reply = self.snyk(Method::GET, &target, Value::Null);
            assert_eq!(reply.status, StatusCode::OK, "{target}: {}", reply.body);
            let link = &reply.body["links"]["next"];
            next = link.as_str().or(link["href"].as_str()).map(|link| {
                let link = link.strip_prefix(ORIGIN).unwrap_or(link);
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

fn request(method: Method, target: &str, authorization: &str, media: &str, body: &Value) -> Request {
    let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
    let request = http::Request::builder().method(method).uri(target);
    let request = request.header("authorization", authorization).header("content-type", media);
    Request::new(ORIGIN, &request.body(()).unwrap().into_parts().0, body)
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}
