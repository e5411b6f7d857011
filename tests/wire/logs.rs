use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::{MARKER, snyk_at};

/// Keeps events and spans, one line each.
#[derive(Clone)]
pub(crate) struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    /// How the targets begin that are kept.
    targets: &'static str,
}

struct Line(String);

impl Log {
    /// What this crate says.
    pub(crate) fn of_this_crate() -> Self {
        Self::of("snyk_secoda")
    }

    /// What anybody says, at every level.
    pub(crate) fn of_all() -> Self {
        Self::of("")
    }

    fn of(targets: &'static str) -> Self {
        /// While there is one subscriber alone, tracing asks that of the thread which meets a callsite first whether
        /// it is of interest to anybody, and tests run in many threads. So there are always two.
        static ANOTHER: OnceLock<Dispatch> = OnceLock::new();
        ANOTHER.get_or_init(|| Dispatch::new(Self { lines: Arc::default(), targets: "nobody" }));
        Self { lines: Arc::default(), targets }
    }

    /// All of it.
    pub(crate) fn text(&self) -> String {
        self.lines.lock().unwrap().join("\n")
    }

    pub(crate) fn lines(&self, level: &str) -> Vec<String> {
        self.lines.lock().unwrap().iter().filter(|line| line.starts_with(level)).cloned().collect()
    }

    fn keep(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let mut line = Line(format!("{} {}", metadata.level(), metadata.name()));
        record(&mut line);
        self.lines.lock().unwrap().push(line.0);
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(self.targets)
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.keep(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        self.lines.lock().unwrap().push(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.keep(event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn an_attempt_is_one_event_without_secrets() {
    let log = Log::of_this_crate();
    let _guard = tracing::subscriber::set_default(log.clone());
    let limited = Reply::new(429).header("retry-after", "0");
    let server = Server::start([limited, last_orgs(0).header("snyk-request-id", "42")]).await;
    snyk_at(&server).orgs().list_orgs().slug(MARKER).send().await.unwrap();
    let attempts = log.lines("DEBUG");
    assert_eq!(attempts.len(), 2);
    assert!(attempts[0].contains("status=429") && attempts[1].contains("status=200"), "{attempts:?}");
    assert!(attempts[1].contains("operation=\"listOrgs\"") && attempts[1].contains("request_id=\"42\""));
    assert_eq!(log.lines("INFO event").len(), 1, "the wait");
    assert!(!log.text().contains(MARKER));
}

#[tokio::test]
async fn a_deprecation_is_told_once_for_an_operation() {
    let log = Log::of_this_crate();
    let _guard = tracing::subscriber::set_default(log.clone());
    let reply = || last_orgs(0).header("deprecation", "2025-01-31T00:00:00Z");
    let server = Server::start([reply(), reply()]).await;
    let client = snyk_at(&server);
    client.orgs().list_orgs().send().await.unwrap();
    client.clone().orgs().list_orgs().send().await.unwrap();
    assert_eq!(log.lines("WARN").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_fetched_ahead_is_told_to_the_subscriber_of_its_caller() {
    let log = Log::of_this_crate();
    let _guard = tracing::subscriber::set_default(log.clone());
    let server = Server::start([orgs(1, serde_json::json!("/orgs?starting_after=a")), last_orgs(1)]).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
    assert_eq!(log.lines("DEBUG").len(), 2);
}
