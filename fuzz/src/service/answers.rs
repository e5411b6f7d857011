//! A transport that answers what it was told to, one answer after the other and the last for ever.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use snyk_secoda::transport::{Request, Response, Sending, Transport};
use tokio::time::Instant;
use url::Url;

use super::{MARKER, ORIGIN};

/// The answers, and what was asked.
#[derive(Clone)]
pub struct Answers(Arc<Mutex<State>>);

struct State {
    answers: Vec<Answer>,
    asked: Vec<(Url, Instant)>,
}

#[derive(Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answers {
    pub fn new(answers: Vec<Answer>) -> Self {
        Self(Arc::new(Mutex::new(State { answers, asked: Vec::new() })))
    }

    /// Where requests went, and when.
    pub fn asked(&self) -> Vec<(Url, Instant)> {
        self.state().asked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, url: Url) -> Answer {
        let mut state = self.state();
        let index = state.asked.len().min(state.answers.len().saturating_sub(1));
        state.asked.push((url, Instant::now()));
        state.answers.get(index).cloned().unwrap_or_default()
    }
}

impl Transport for Answers {
    fn send(&self, request: Request) -> Sending {
        let url = &request.url;
        assert_eq!(url.origin().ascii_serialization(), ORIGIN, "a request leads elsewhere");
        assert!(url.username().is_empty() && url.password().is_none(), "a request names a user");
        let credential = request.headers.get("authorization").and_then(|value| value.to_str().ok());
        assert!(credential.is_some_and(|value| value.contains(MARKER)), "a request lacks the credential");
        assert!(!url.as_str().contains(MARKER) || self.state().has_echo(), "the credential is in a URL");
        let Answer { status, headers, body } = self.answer(request.url);
        Box::pin(async move { Ok(Response::new(status, headers, body)) })
    }
}

impl State {
    /// Whether an answer gave the credential away itself: as a cursor it goes back to where it came from.
    fn has_echo(&self) -> bool {
        self.answers.iter().any(|answer| answer.body.windows(MARKER.len()).any(|part| part == MARKER.as_bytes()))
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body: Vec::new() }
    }
}

impl Answer {
    pub fn new(status: StatusCode, body: Vec<u8>) -> Self {
        Self { status, body, ..Self::default() }
    }

    /// Adds what HTTP can carry of a header.
    pub fn header(&mut self, name: &[u8], value: &[u8]) {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value))
            && self.headers.len() < 100
        {
            self.headers.append(name, value);
        }
    }
}

/// The status of a number: the usual ones, or any.
pub fn status(number: usize) -> StatusCode {
    const USUAL: [u16; 16] = [200, 200, 200, 200, 201, 202, 204, 303, 400, 401, 404, 409, 410, 429, 500, 503];
    let number = u16::try_from(number).unwrap_or_default();
    let code = USUAL.get(usize::from(number)).copied().unwrap_or(100 + number * 3);
    StatusCode::from_u16(code).unwrap_or(StatusCode::OK)
}
