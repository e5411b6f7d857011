//! Requests, as handlers and tests see them.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, Method};
use serde_json::Value;
use url::form_urlencoded;

use super::document::Document;

/// A request that the server received.
#[derive(Clone)]
pub struct Request {
    method: Method,
    /// Scheme, host and port of the server.
    origin: String,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
    found: Option<Found>,
    /// Query parameters that hold a credential.
    secret: Vec<String>,
}

/// The operation that a request means.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The place among the operations.
    pub(super) route: usize,
    pub(super) operation: String,
    pub(super) template: String,
    pub(super) arguments: BTreeMap<String, String>,
}

impl Request {
    pub(super) fn new(origin: &str, parts: http::request::Parts, body: Bytes) -> Self {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        Self {
            method: parts.method,
            origin: origin.to_owned(),
            path: parts.uri.path().to_owned(),
            query: form_urlencoded::parse(query).into_owned().collect(),
            headers: parts.headers,
            body,
            found: None,
            secret: Vec::new(),
        }
    }

    /// Marks what must not be shown.
    pub(super) fn hide_credentials(&mut self, document: &Document) {
        let names = [AUTHORIZATION.as_str(), COOKIE.as_str(), PROXY_AUTHORIZATION.as_str()];
        for name in names.into_iter().chain(document.secret_headers.iter().map(String::as_str)) {
            if let Some(value) = self.headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
        self.secret.clone_from(&document.secret_parameters);
    }

    pub(super) fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    pub(super) fn set_found(&mut self, found: Found) {
        self.found = Some(found);
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path as it was sent, still percent-encoded: `/rest/groups/7f…`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Scheme, host and port of the server, for absolute links: `http://127.0.0.1:40123`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The id of the operation; `None` if the document has none for this method and path.
    pub fn operation(&self) -> Option<&str> {
        Some(&self.found.as_ref()?.operation)
    }

    /// The path of the operation, as in the document: `/groups/{group_id}`.
    pub fn template(&self) -> Option<&str> {
        Some(&self.found.as_ref()?.template)
    }

    /// The value of a path parameter, decoded.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.found.as_ref()?.arguments.get(name).map(String::as_str)
    }

    /// All path parameters by name, decoded.
    pub fn arguments(&self) -> impl Iterator<Item = (&str, &str)> {
        let arguments = self.found.iter().flat_map(|found| &found.arguments);
        arguments.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The query as decoded pairs, in the order sent.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// All values of a query parameter.
    pub fn query_values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a query parameter.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The headers. The credential is among them, marked as sensitive.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, if there is one and it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The bytes of the body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Shows no credential, and of the body its size alone.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |name: &str, value| if self.secret.iter().any(|secret| secret == name) { "…" } else { value };
        let query: Vec<_> = self.query.iter().map(|(name, value)| (name, shown(name, value.as_str()))).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("operation", &self.operation())
            .field("query", &query)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
