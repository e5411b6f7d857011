use std::fmt;

use http::{HeaderMap, Method};

use super::Body;

/// What a call would send, for inspection and for tests without a network.
///
/// The credential is not part of it: that is added when the call is sent.
#[derive(Clone)]
pub struct Parts {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query_text: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
}

impl Parts {
    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path below the base URL, filled in and percent-encoded: `/groups/7f…/memberships`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query as decoded pairs, in the order sent; the API version comes last.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The query exactly as it is sent, without the `?`.
    pub fn query_text(&self) -> &str {
        &self.query_text
    }

    /// The headers that belong to the call; never `Authorization`.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The bytes of the body; `None` if there is none, or if it is a [`stream`](Body::stream).
    pub fn body(&self) -> Option<&[u8]> {
        Some(self.body.as_ref()?.as_bytes()?.as_ref())
    }

    /// Whether it can be sent again: a stream cannot.
    pub(crate) fn is_replayable(&self) -> bool {
        self.body.as_ref().is_none_or(|body| body.as_bytes().is_some())
    }
}

/// Shows no query value, header value or body: they may hold anything.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let headers: Vec<&str> = self.headers.keys().map(|name| name.as_str()).collect();
        f.debug_struct("Parts")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &query)
            .field("headers", &headers)
            .field("body", &self.body)
            .finish()
    }
}
