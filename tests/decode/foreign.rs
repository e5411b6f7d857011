//! Answers that public clients of the two services carry in their tests, rebuilt with values of our own.
//!
//! `foreign/README.md` lists them with their sources, `foreign/samples.json` holds them, and each has a test of its name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use snyk_secoda::transport::{Request, Response, Sending, Transport};
use snyk_secoda::{RetryPolicy, secoda, snyk};
use url::Url;

use crate::bodies;

#[path = "foreign/errors.rs"]
mod errors;
#[path = "foreign/pages.rs"]
mod pages;
#[path = "foreign/refused.rs"]
mod refused;
#[path = "foreign/secoda_groups.rs"]
mod secoda_groups;
#[path = "foreign/snyk_answers.rs"]
mod snyk_answers;

static SAMPLES: LazyLock<BTreeMap<String, Vec<Answer>>> =
    LazyLock::new(|| serde_json::from_str(&read("samples.json")).unwrap());

const SOURCES: [&str; 5] = ["errors.rs", "pages.rs", "refused.rs", "secoda_groups.rs", "snyk_answers.rs"];

/// An answer of a sample. A body that is a text is sent as it is.
#[derive(Clone, Deserialize)]
struct Answer {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Value,
}

/// Gives the answers of a sample, one after the other.
#[derive(Clone)]
struct Replay {
    answers: Arc<Mutex<Vec<Answer>>>,
    asked: Arc<Mutex<Vec<Url>>>,
}

impl Replay {
    fn of(sample: &str) -> Self {
        let mut answers = SAMPLES.get(sample).unwrap_or_else(|| panic!("there is no sample `{sample}`")).clone();
        answers.reverse();
        Self { answers: Arc::new(Mutex::new(answers)), asked: Arc::default() }
    }

    /// What was asked for: paths and queries.
    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|url| format!("{}?{}", url.path(), url.query().unwrap_or_default())).collect()
    }

    fn snyk(&self) -> snyk::Client {
        let builder = snyk::Client::builder().credential(snyk::Credential::api_token("a token"));
        builder.transport(self.clone()).retry(RetryPolicy::never()).build().unwrap()
    }

    fn secoda(&self) -> secoda::Client {
        let builder = secoda::Client::builder().credential(secoda::Credential::api_key("a key"));
        let builder = builder.base_url("https://acme.secoda.co").transport(self.clone());
        builder.retry(RetryPolicy::never()).build().unwrap()
    }
}

impl Drop for Replay {
    /// Nothing of a sample is left over, so that no answer goes untested.
    fn drop(&mut self) {
        if Arc::strong_count(&self.answers) == 1 && !std::thread::panicking() {
            assert!(self.answers.lock().unwrap().is_empty(), "an answer of the sample was not asked for");
        }
    }
}

impl Transport for Replay {
    fn send(&self, request: Request) -> Sending {
        self.asked.lock().unwrap().push(request.url);
        let answer = self.answers.lock().unwrap().pop().expect("the sample has no answer for this request");
        Box::pin(async move { Ok(answer.response()) })
    }
}

impl Answer {
    fn response(&self) -> Response {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            headers.insert(name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap());
        }
        let body = match &self.body {
            Value::String(text) => text.clone(),
            json => json.to_string(),
        };
        Response::new(StatusCode::from_u16(self.status).unwrap(), headers, body)
    }
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decode/foreign").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A row of the list: the name of the sample, and the other cells.
fn row(line: &str) -> Option<(String, Vec<&str>)> {
    let cells = line.strip_prefix("| `")?.strip_suffix('|')?;
    let (name, cells) = cells.split_once("` |")?;
    Some((name.to_owned(), cells.split(" | ").map(str::trim).collect()))
}

/// The tests of a file, each with its text.
fn tests(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let after_attribute = |text: &'static str| source.split(text).skip(1);
    let texts = after_attribute("#[tokio::test]\nasync fn ").chain(after_attribute("#[test]\nfn "));
    texts.map(|text| {
        let text = text.split_once("\n}\n").map_or(text, |(text, _)| text);
        (text.split_once('(').unwrap().0, text)
    })
}

#[test]
fn every_row_has_a_sample_and_a_test_of_its_name_and_nothing_else_has() {
    let list = read("README.md");
    let rows: Vec<String> = list.lines().filter_map(row).map(|(name, _)| name).collect();
    let names: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(rows.len(), names.len(), "a name stands in two rows");
    assert_eq!(names, SAMPLES.keys().map(String::as_str).collect(), "rows and samples");
    let sources = SOURCES.map(read);
    let tests: Vec<(&str, &str)> = sources.iter().flat_map(|source| tests(source)).collect();
    assert_eq!(names, tests.iter().map(|(name, _)| *name).collect(), "rows and tests");
    for (name, text) in tests {
        assert!(text.contains(&format!("Replay::of(\"{name}\")")), "{name} tests another sample");
    }
}

#[test]
fn every_row_says_where_its_sample_is_from() {
    const ORIGINS: [&str; 3] = ["recorded", "by hand", "reference"];
    for (name, cells) in read("README.md").lines().filter_map(row) {
        let [source, origin, operation, noteworthy, outcome] = cells[..] else { panic!("{name}: {cells:?}") };
        assert!(source.contains('/') && ORIGINS.contains(&origin), "{name}: {source}, {origin}");
        assert!([operation, noteworthy, outcome].iter().all(|cell| !cell.is_empty()), "{name}: {cells:?}");
    }
}

#[test]
fn every_file_of_tests_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decode/foreign");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> = names.filter(|name| name.ends_with(".rs")).collect();
    assert_eq!(found, SOURCES.map(str::to_owned).into());
}
