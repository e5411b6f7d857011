//! What carries requests: reqwest, unless another [`Transport`] takes its place.
//!
//! A transport stands below all that the client does: what reaches it was checked, waited for its
//! turn and has its credential, and what it gives back is retried, judged and decoded like any other
//! answer. It serves tests without sockets, other HTTP stacks, and layers that want to see the
//! very last of a request, such as signatures.
//!
//! ```
//! use http::{HeaderMap, StatusCode};
//! use snyk_secoda::snyk;
//! use snyk_secoda::transport::{Request, Response, Sending, Transport};
//!
//! /// Answers everything with an empty list.
//! struct Empty;
//!
//! impl Transport for Empty {
//!     fn send(&self, _: Request) -> Sending {
//!         let body = r#"{"data": [], "jsonapi": {"version": "1.0"}, "links": {}}"#;
//!         Box::pin(async move { Ok(Response::new(StatusCode::OK, HeaderMap::new(), body)) })
//!     }
//! }
//!
//! # async fn run() -> Result<(), snyk_secoda::Error> {
//! let builder = snyk::Client::builder().credential(snyk::Credential::api_token("…"));
//! let snyk = builder.transport(Empty).build()?;
//! assert!(snyk.orgs().list_orgs().send().await?.data.is_empty());
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run()).unwrap();
//! ```

mod body;
mod error;

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::request::Body;

pub(crate) use body::{Incoming, Unread, outgoing, poll_chunk};
pub use error::Error;
pub(crate) use error::Kind;

/// A request on its way, as a transport gives it back. Dropping it breaks the request off.
pub type Sending = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

/// Carries one request to where its URL points, and gives back what comes of it.
///
/// It neither follows redirects nor repeats a request: the client decides on both, and a redirect
/// that is followed takes the credential along.
pub trait Transport: Send + Sync + 'static {
    /// Begins to send a request. The future ends with the head of the answer; its body may still
    /// be on its way.
    ///
    /// The client drops the future when the time limit of the attempt has passed.
    fn send(&self, request: Request) -> Sending;
}

/// A request as it goes out, credential and all.
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The whole address, query included.
    pub url: Url,
    /// All headers that are not about the connection. The credential among them is marked as
    /// sensitive.
    pub headers: HeaderMap,
    /// The body, if there is one.
    pub body: Option<Body>,
    /// How long a new connection may take to come about, where the call has a limit of its own.
    pub connect_timeout: Option<Duration>,
}

/// The head of an answer, and its body as it arrives.
pub struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Incoming,
}

impl Response {
    /// An answer. The body is bytes, text or a [`Body::stream`].
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Body>) -> Self {
        Self { status, headers, body: Incoming::new(&body.into()) }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, for a transport that changes what another one received.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }
}

/// Shows where it goes, without the query and the values of headers.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .field("path", &self.url.path())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}
