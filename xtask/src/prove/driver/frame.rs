//! Calls operations of a document by data: a line of JSON in, a line of JSON out, in the same order.
//!
//! `cargo xtask prove` writes this beside a scratch client, with a module `operations` made from the model.
//! With a base URL as its argument, a call without an `answer` goes there.

mod operations;

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use std::pin::Pin;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use scratch::{Client, Scratch};
use serde_json::{Map, Value, json};
use snyk_secoda::transport::{self, Transport};
use snyk_secoda::{Error, Parts, Response, RetryPolicy, rt};

/// How many calls are under way at a time.
const ABREAST: usize = 4;
/// Where calls with an answer of their own would go.
const NOWHERE: &str = "http://127.0.0.1:9";
/// The header that tells a judge which call this is.
const MARK: &str = "x-prove";

type Failure = Box<dyn std::error::Error>;
type Doing = Pin<Box<dyn Future<Output = Result<Value, Stop>> + Send>>;
type Operation = fn(Client, Given) -> Doing;

/// Why a call was not sent.
enum Stop {
    /// By the check of the client, with the reasons.
    Refused(String),
    /// The types have no such value.
    Inexpressible(String),
}

/// A decoded answer, as JSON, and the variant of an enum of answers.
pub struct Shown {
    value: Value,
    variant: Option<&'static str>,
}

fn main() -> Result<(), Failure> {
    let base = std::env::args().nth(1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(base))
}

async fn run(base: Option<String>) -> Result<(), Failure> {
    let network = base.map(|base| client(&base, None)).transpose()?;
    let mut running = VecDeque::new();
    for line in io::stdin().lock().lines() {
        let given = Given(serde_json::from_str(&line?)?);
        if running.len() == ABREAST {
            finish(running.pop_front()).await?;
        }
        running.push_back(tokio::spawn(call(network.clone(), given)));
    }
    while !running.is_empty() {
        finish(running.pop_front()).await?;
    }
    Ok(())
}

async fn finish(call: Option<tokio::task::JoinHandle<Result<Value, String>>>) -> Result<(), Failure> {
    let Some(call) = call else { return Ok(()) };
    let said = match call.await {
        Ok(done) => done?,
        Err(error) => json!({ "panic": error.to_string() }),
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{said}")?;
    out.flush()?;
    Ok(())
}

/// What came of a call. An error is one of this program, and ends it.
async fn call(network: Option<Client>, given: Given) -> Result<Value, String> {
    let name = given.0["operation"].as_str().unwrap_or_default().to_owned();
    let found = operations::TABLE.iter().find(|(key, _)| *key == name);
    let Some((_, operation)) = found else { return Err(format!("there is no operation {name:?}")) };
    let client = match given.0.get("answer") {
        Some(answer) => client(NOWHERE, Some(Canned::of(answer)?)).map_err(|error| error.to_string())?,
        None => network.ok_or("neither an answer nor a base URL")?,
    };
    Ok(match operation(client, given).await {
        Ok(done) => done,
        Err(Stop::Refused(why)) => json!({ "refused": why }),
        Err(Stop::Inexpressible(why)) => json!({ "inexpressible": why }),
    })
}

fn client(base: &str, canned: Option<Canned>) -> Result<Client, Error> {
    let builder = rt::Client::<Scratch>::builder().base_url(base).retry(RetryPolicy::never()).rate_limit(None);
    let builder = match operations::credential() {
        Some(credential) => builder.credential(credential),
        None => builder,
    };
    let builder = match canned {
        Some(canned) => builder.transport(canned),
        None => builder,
    };
    builder.build().map(Into::into)
}

/// The values of a call.
pub struct Given(Value);

impl Given {
    /// The value of a parameter that has to be there.
    fn required<T: rt::Decode>(&self, place: &str, name: &str) -> Result<T, Stop> {
        let missing = || Stop::Inexpressible(format!("{place} {name} is an argument, and has no value"));
        self.optional(place, name)?.ok_or_else(missing)
    }

    /// The value of a parameter that may be left out.
    fn optional<T: rt::Decode>(&self, place: &str, name: &str) -> Result<Option<T>, Stop> {
        let value = self.0.get(place).and_then(|values| values.get(name));
        value.map(|value| read(value, &format!("{place} {name}"))).transpose()
    }

    fn body_value(&self) -> Result<&Value, Stop> {
        self.0.get("body").ok_or_else(|| Stop::Inexpressible("the body is an argument, and has no value".to_owned()))
    }

    fn body<T: rt::Decode>(&self) -> Result<T, Stop> {
        read(self.body_value()?, "body")
    }

    /// A text as it is, and everything else as JSON.
    fn raw_body(&self) -> Result<Vec<u8>, Stop> {
        self.body_value().map(content)
    }

    /// A field of a form of parts.
    fn member<T: rt::Decode>(&self, name: &str) -> Result<Option<T>, Stop> {
        let value = self.body_value()?.get(name);
        value.map(|value| read(value, &format!("body {name}"))).transpose()
    }

    fn file(&self, name: &str) -> Result<Option<rt::File>, Stop> {
        Ok(self.body_value()?.get(name).map(|value| rt::File::new(name, content(value))))
    }

    fn files(&self, name: &str) -> Result<Option<Vec<rt::File>>, Stop> {
        let Some(value) = self.body_value()?.get(name) else { return Ok(None) };
        let values: Vec<Value> = read(value, &format!("body {name}"))?;
        Ok(Some(values.iter().map(|value| rt::File::new(name, content(value))).collect()))
    }

    fn mark(&self) -> Option<&str> {
        self.0.get("mark")?.as_str()
    }
}

/// A field that has to be there.
fn present<T>(value: Option<T>, name: &str) -> Result<T, Stop> {
    value.ok_or_else(|| Stop::Inexpressible(format!("body {name} is an argument, and has no value")))
}

/// Read from text, as answers are.
fn read<T: rt::Decode>(value: &Value, what: &str) -> Result<T, Stop> {
    rt::decode(&value.to_string()).map_err(|error| Stop::Inexpressible(format!("{what}: {error}")))
}

fn content(value: &Value) -> Vec<u8> {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes()
}

/// What is about to be sent, or why it is not.
fn sent(parts: Result<Parts, Error>) -> Result<Value, Stop> {
    let parts = parts.map_err(|error| Stop::Refused(reasons(&error)))?;
    let query: Vec<Value> = parts.query().iter().map(|(name, value)| json!([name, value])).collect();
    let headers = parts.headers().iter().map(|(name, value)| json!([name.as_str(), lossy(value.as_bytes())]));
    Ok(json!({
        "method": parts.method().as_str(),
        "path": parts.path(),
        "query": query,
        "query_text": parts.query_text(),
        "headers": headers.collect::<Vec<Value>>(),
        "body": parts.body().map(lossy),
    }))
}

fn reasons(error: &Error) -> String {
    let violations: Vec<String> = error.violations().iter().map(|violation| format!("{violation}")).collect();
    match violations.is_empty() {
        true => error.to_string(),
        false => violations.join("; "),
    }
}

/// The line of a call that was sent.
fn done<T>(
    sent: Value,
    answer: Result<Response<T>, Error>,
    show: fn(&T) -> Result<Shown, String>,
    failure: fn(&Error) -> Option<Result<Shown, String>>,
) -> Value {
    let mut line = Map::from_iter([("sent".to_owned(), sent)]);
    let mut put = |name: &str, value: Value| line.insert(name.to_owned(), value);
    match answer {
        Ok(answer) => {
            put("status", answer.status().as_u16().into());
            let shown = show(&answer);
            add(&mut line, "ok", shown);
        }
        Err(error) => {
            if let Some(status) = error.status() {
                put("status", status.as_u16().into());
            }
            let operation = error.operation().map(|operation| operation.id);
            let (text, kind, path) = (told(&error), kind(&error), error.json_path());
            put("error", json!({ "text": text, "kind": kind, "path": path, "operation": operation }));
            if let Some(shown) = failure(&error) {
                add(&mut line, "failure", shown);
            }
        }
    }
    Value::Object(line)
}

fn add(line: &mut Map<String, Value>, name: &str, shown: Result<Shown, String>) {
    match shown {
        Ok(shown) => {
            line.insert(name.to_owned(), shown.value);
            line.extend(shown.variant.map(|variant| ("variant".to_owned(), variant.into())));
        }
        Err(why) => {
            line.insert("error".to_owned(), json!({ "text": why, "kind": "encode" }));
        }
    }
}

/// An error with all that caused it.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

fn kind(error: &Error) -> &'static str {
    let kinds = [
        (error.is_config(), "config"),
        (error.is_invalid_request(), "invalid_request"),
        (error.is_connect(), "connect"),
        (error.is_timeout(), "timeout"),
        (error.is_transport(), "transport"),
        (error.is_decode(), "decode"),
        (error.is_empty_body(), "empty_body"),
        (error.is_body_too_large(), "body_too_large"),
        (error.is_redirect(), "redirect"),
        (error.is_api(), "api"),
    ];
    kinds.into_iter().find(|(is, _)| *is).map_or("other", |(_, kind)| kind)
}

/// By text, so that numbers stay as they are written.
pub fn shown<T: rt::Encode + ?Sized>(value: &T) -> Result<Shown, String> {
    let value = serde_json::from_str(&rt::encode(value)).map_err(|error| error.to_string())?;
    Ok(Shown { value, variant: None })
}

impl Shown {
    /// What is no JSON.
    fn plain(value: impl Into<Value>) -> Self {
        Self { value: value.into(), variant: None }
    }

    fn of(self, variant: &'static str) -> Self {
        Self { variant: Some(variant), ..self }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Gives one answer without a network.
struct Canned {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Canned {
    fn of(answer: &Value) -> Result<Self, String> {
        let status = answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
        let mut headers = HeaderMap::new();
        for (name, value) in answer["headers"].as_object().into_iter().flatten() {
            let value = value.as_str().ok_or_else(|| format!("the header {name} is no text"))?;
            let header = name.parse::<HeaderName>().map_err(|error| format!("header {name}: {error}"))?;
            headers.append(header, value.parse::<HeaderValue>().map_err(|error| format!("header {name}: {error}"))?);
        }
        let status = StatusCode::from_u16(status).map_err(|error| format!("the answer: {error}"))?;
        Ok(Self { status, headers, body: answer.get("body").map(content).unwrap_or_default() })
    }
}

impl Transport for Canned {
    fn send(&self, _: transport::Request) -> transport::Sending {
        let answer = transport::Response::new(self.status, self.headers.clone(), self.body.clone());
        Box::pin(async move { Ok(answer) })
    }
}
