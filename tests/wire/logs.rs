use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::{MARKER, snyk_at};

/// Keeps the events of this crate, one line each.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Log {
    fn lines(&self, level: &str) -> Vec<String> {
        self.0.lock().unwrap().iter().filter(|line| line.starts_with(level)).cloned().collect()
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("snyk_secoda")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn an_attempt_is_one_event_without_secrets() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let limited = Reply::new(429).header("retry-after", "0");
    let server = Server::start([limited, last_orgs(0).header("snyk-request-id", "42")]).await;
    snyk_at(&server).orgs().list_orgs().slug(MARKER).send().await.unwrap();
    let attempts = log.lines("DEBUG");
    assert_eq!(attempts.len(), 2);
    assert!(attempts[0].contains("status=429") && attempts[1].contains("status=200"), "{attempts:?}");
    assert!(attempts[1].contains("operation=\"listOrgs\"") && attempts[1].contains("request_id=\"42\""));
    assert_eq!(log.lines("INFO").len(), 1, "the wait");
    assert!(!log.0.lock().unwrap().concat().contains(MARKER));
}

#[tokio::test]
async fn a_deprecation_is_told_once_for_an_operation() {
    let log = Log::default();
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
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let server = Server::start([orgs(1, serde_json::json!("/orgs?starting_after=a")), last_orgs(1)]).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
    assert_eq!(log.lines("DEBUG").len(), 2);
}
