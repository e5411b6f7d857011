//! A service without a network: answers in the order in which they are given, and then from the first again.

use std::sync::atomic::{AtomicUsize, Ordering};

use http::{HeaderMap, HeaderValue, StatusCode};
use snyk_secoda::rt::Bytes;
use snyk_secoda::snyk;
use snyk_secoda::transport::{Request, Response, Sending, Transport};
use snyk_secoda::{ClientBuilder, RateLimit};

pub(crate) struct Memory {
    answers: Vec<(StatusCode, HeaderMap, Bytes)>,
    sent: AtomicUsize,
}

impl Memory {
    /// Successes with these bodies.
    pub(crate) fn of(bodies: Vec<String>) -> Self {
        let answers = bodies.into_iter().map(|body| (StatusCode::OK, headers(), Bytes::from(body))).collect();
        Self { answers, sent: AtomicUsize::new(0) }
    }

    /// Before the first success comes a failure that may pass.
    pub(crate) fn after(mut self, status: StatusCode) -> Self {
        let mut headers = headers();
        headers.insert("retry-after", HeaderValue::from_static("0"));
        self.answers.insert(0, (status, headers, Bytes::from_static(br#"{"errors":[]}"#)));
        self
    }

    /// A client of it.
    pub(crate) fn client(self, limit: RateLimit) -> snyk::Client {
        let builder: ClientBuilder<snyk::Snyk> = snyk::Client::builder().base_url("http://127.0.0.1:9/rest");
        let credential = snyk::Credential::api_token("00000000-0000-4000-8000-000000000000");
        builder.credential(credential).rate_limit(limit).transport(self).build().expect("the settings are in order")
    }
}

impl Transport for Memory {
    fn send(&self, _: Request) -> Sending {
        let place = self.sent.fetch_add(1, Ordering::Relaxed) % self.answers.len();
        let (status, headers, body) = self.answers[place].clone();
        Box::pin(async move { Ok(Response::new(status, headers, body)) })
    }
}

/// What Snyk sends along that the client looks at.
fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/vnd.api+json"));
    headers.insert("snyk-request-id", HeaderValue::from_static("0d9c1f5a"));
    headers.insert("snyk-version-served", HeaderValue::from_static("2024-10-15"));
    headers
}
