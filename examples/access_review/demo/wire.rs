//! What the two embedded services take and give, free of sockets, so that tests can ask them
//! directly.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use url::form_urlencoded;

/// A request as the services see it.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path as it was sent, still percent-encoded.
    pub(crate) path: String,
    /// The query pairs, decoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Scheme, host and port of this server, for absolute links.
    pub(crate) origin: String,
}

impl Request {
    pub(crate) fn new(origin: &str, parts: &http::request::Parts, body: Bytes) -> Self {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        Self {
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            query: form_urlencoded::parse(query).into_owned().collect(),
            headers: parts.headers.clone(),
            body,
            origin: origin.to_owned(),
        }
    }

    /// All values of a query parameter.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of a query parameter that is there at most once.
    pub(crate) fn one<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The value of a header, empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Whether `Authorization` carries this secret under one of the schemes.
    pub(crate) fn is_authorized(&self, schemes: &[&str], secret: &str) -> bool {
        let authorization = self.header("authorization").split_once(' ');
        authorization.is_some_and(|(scheme, given)| {
            given == secret && schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme))
        })
    }
}

/// An answer of a service.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Null means an answer without a body.
    pub(crate) body: Value,
}

impl Reply {
    pub(crate) fn new(status: StatusCode, body: Value) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    pub(crate) fn empty() -> Self {
        Self::new(StatusCode::NO_CONTENT, Value::Null)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Why a request was refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) detail: String,
    /// The query or path parameter at fault.
    pub(crate) parameter: Option<String>,
    /// JSON pointer to what is at fault in the body.
    pub(crate) pointer: Option<String>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, detail: &str) -> Self {
        Self { status, detail: detail.to_owned(), parameter: None, pointer: None }
    }

    pub(crate) fn parameter(name: &str, what: &str) -> Self {
        let refusal = Self::new(StatusCode::BAD_REQUEST, &format!("Parameter {name} {what}"));
        Self { parameter: Some(name.to_owned()), ..refusal }
    }

    pub(crate) fn pointer(at: &str, what: &str) -> Self {
        let refusal = Self::new(StatusCode::BAD_REQUEST, &format!("{at} in the body {what}"));
        Self { pointer: Some(at.to_owned()), ..refusal }
    }
}
