//! The one error of this crate.

mod display;
mod make;
mod problem;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::operation::Operation;
use crate::response::Meta;
use crate::rules::Violation;

pub use problem::Problem;

/// How much of a body is shown, in bytes.
const MAX_SHOWN: usize = 2 * 1024;

/// How much of the body of an error is kept to be decoded, in bytes.
const MAX_KEPT: usize = 64 * 1024;

/// Why a call did not give its result.
///
/// Its display is one clause that says what happened, to which operation and what to do next;
/// what caused it is in [`source`](StdError::source). Neither it nor its `Debug` form holds a
/// credential, a query string or a header of the request.
///
/// ```
/// # fn handle(error: snyk_secoda::Error) {
/// if error.is_not_found() {
///     // absent, or hidden from this token
/// } else if let Some(id) = error.request_id() {
///     eprintln!("{error} (request {id})");
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    /// Of the answer, if there was one.
    meta: Option<Meta>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    /// How often the request had been sent before.
    retries: u32,
}

/// The time limit that passed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    Attempt(Duration),
    Total(Duration),
    /// One that the transport has of its own.
    OfTransport,
}

#[derive(Debug)]
enum Kind {
    Config(String),
    InvalidRequest(Vec<Violation>),
    Connect {
        timeout: bool,
    },
    Timeout(Limit),
    Transport,
    Middleware,
    /// No access token, with the error that shows why.
    Token(Arc<Error>),
    TokenSource,
    NoToken(String),
    BodyTooLarge {
        limit: usize,
    },
    Api {
        problems: Vec<Problem>,
        body: Kept,
        advice: Option<String>,
    },
    EmptyBody,
    Decode {
        path: String,
        body: String,
    },
    PageLink(&'static str),
    PageLoop,
    EmptyPages {
        count: u32,
    },
}

/// The body of an error, more of it than is shown.
struct Kept(Bytes);

/// What kind of error it is.
impl Error {
    /// The client was set up wrongly: a base URL, a credential, an environment variable.
    /// Nothing was sent.
    pub fn is_config(&self) -> bool {
        matches!(self.0.kind, Kind::Config(_))
    }

    /// The request breaks a rule of its operation, or cannot be put on the wire. Nothing was
    /// sent; [`violations`](Self::violations) has all that is wrong.
    pub fn is_invalid_request(&self) -> bool {
        matches!(self.0.kind, Kind::InvalidRequest(_))
    }

    /// No connection came about, so the request did not reach the service: a wrong base URL,
    /// DNS, a proxy, TLS.
    pub fn is_connect(&self) -> bool {
        matches!(self.cause().0.kind, Kind::Connect { .. })
    }

    /// The time limit of an attempt passed, or that of the whole call. Unless [`is_connect`](Self::is_connect) or
    /// [`is_token`](Self::is_token) as well, the service may have done what it was asked.
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause().0.kind, Kind::Timeout(_) | Kind::Connect { timeout: true })
    }

    /// The exchange broke off before there was a whole answer: a reset or closed connection, a body
    /// that ended early. The service may have done what it was asked.
    pub fn is_transport(&self) -> bool {
        matches!(self.cause().0.kind, Kind::Transport)
    }

    /// A [`Middleware`](crate::middleware::Middleware) ended the call; its error is the source. If
    /// there is a [`status`](Self::status), the request was answered.
    pub fn is_middleware(&self) -> bool {
        matches!(self.0.kind, Kind::Middleware)
    }

    /// No access token could be had from the token endpoint of the service or from a
    /// [`TokenSource`](crate::TokenSource), so the request was not sent, or not sent again after a 401.
    /// Status, problems and source are those of the attempt to get a token.
    pub fn is_token(&self) -> bool {
        matches!(self.0.kind, Kind::Token(_))
    }

    /// The service answered with a status that is no success.
    pub fn is_api(&self) -> bool {
        matches!(self.0.kind, Kind::Api { .. })
    }

    /// Status 401: the credential is missing, wrong, expired, or of another region.
    pub fn is_unauthorized(&self) -> bool {
        self.is_answer(StatusCode::UNAUTHORIZED)
    }

    /// Status 403: the credential does not permit it.
    pub fn is_forbidden(&self) -> bool {
        self.is_answer(StatusCode::FORBIDDEN)
    }

    /// Status 404: absent or, as these services hide what a caller may not read, not permitted.
    pub fn is_not_found(&self) -> bool {
        self.is_answer(StatusCode::NOT_FOUND)
    }

    /// Status 429, after the retries that the client was allowed.
    pub fn is_rate_limited(&self) -> bool {
        self.is_answer(StatusCode::TOO_MANY_REQUESTS)
    }

    /// A redirect. They are not followed, since the credential would go along; the target is in
    /// [`meta`](Self::meta).
    pub fn is_redirect(&self) -> bool {
        self.is_api() && self.status().is_some_and(|status| status.is_redirection())
    }

    /// A success without the body that the operation promises. The request was carried out.
    pub fn is_empty_body(&self) -> bool {
        matches!(self.0.kind, Kind::EmptyBody)
    }

    /// A success whose body was not understood; [`json_path`](Self::json_path) says where. The
    /// request was carried out.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode { .. })
    }

    /// The body is larger than the client was allowed to read.
    pub fn is_body_too_large(&self) -> bool {
        matches!(self.0.kind, Kind::BodyTooLarge { .. })
    }

    /// A list goes on at a place that the client does not go to: another host, or nowhere
    /// that can be read from the link. Nothing was sent there.
    pub fn is_page_link(&self) -> bool {
        matches!(self.0.kind, Kind::PageLink(_))
    }

    /// A list does not end: it leads back to a page already read, or gives empty pages only.
    pub fn is_page_loop(&self) -> bool {
        matches!(self.0.kind, Kind::PageLoop | Kind::EmptyPages { .. })
    }

    fn is_answer(&self, status: StatusCode) -> bool {
        self.is_api() && self.status() == Some(status)
    }
}

/// What is known about it.
impl Error {
    /// The operation that was called.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.meta().map(Meta::status)
    }

    /// The status and headers of the answer, if there was one.
    pub fn meta(&self) -> Option<&Meta> {
        self.cause().0.meta.as_ref()
    }

    /// The id of the request at the service.
    pub fn request_id(&self) -> Option<&str> {
        self.meta()?.request_id()
    }

    /// What the service says is wrong, if it says so in a form that was understood.
    pub fn problems(&self) -> &[Problem] {
        match &self.cause().0.kind {
            Kind::Api { problems, .. } => problems,
            _ => &[],
        }
    }

    /// How often the request was sent again before this came of it.
    pub fn retries(&self) -> u32 {
        self.0.retries
    }

    /// What is wrong with the request.
    pub fn violations(&self) -> &[Violation] {
        match &self.0.kind {
            Kind::InvalidRequest(violations) => violations,
            _ => &[],
        }
    }

    /// The first 2 KiB of the body of an answer that was no success or was not understood.
    pub fn body(&self) -> Option<&str> {
        match &self.cause().0.kind {
            Kind::Api { body, .. } => Some(body.shown()),
            Kind::Decode { body, .. } => Some(body.as_str()),
            _ => None,
        }
    }

    /// The body of an answer that was no success, up to 64 KiB of it and without the credential.
    pub(crate) fn kept_body(&self) -> Option<&Bytes> {
        match &self.0.kind {
            Kind::Api { body, .. } => Some(&body.0),
            _ => None,
        }
    }

    /// Whether there is no answer, or only the beginning of one.
    pub(crate) fn is_unanswered(&self) -> bool {
        matches!(self.cause().0.kind, Kind::Connect { .. } | Kind::Timeout(_) | Kind::Transport)
    }

    /// The kind in one word, for traces.
    pub(crate) fn kind_name(&self) -> &'static str {
        match &self.0.kind {
            Kind::Config(_) => "config",
            Kind::InvalidRequest(_) => "invalid_request",
            Kind::Connect { .. } => "connect",
            Kind::Timeout(_) => "timeout",
            Kind::Transport => "transport",
            Kind::Middleware => "middleware",
            Kind::Token(_) | Kind::TokenSource | Kind::NoToken(_) => "token",
            Kind::BodyTooLarge { .. } => "body_too_large",
            Kind::Api { .. } => "api",
            Kind::EmptyBody | Kind::Decode { .. } => "decode",
            Kind::PageLink(_) | Kind::PageLoop | Kind::EmptyPages { .. } => "page",
        }
    }

    /// The error to look at: where there is no token, why there is none.
    fn cause(&self) -> &Self {
        match &self.0.kind {
            Kind::Token(cause) => cause,
            _ => self,
        }
    }

    /// The path of the JSON value that was not understood: `$.data[3].attributes.created_at`.
    pub fn json_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.cause().0.source.as_deref()?;
        Some(source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation.map(|operation| operation.id))
            .field("meta", &self.0.meta)
            .field("source", &self.0.source)
            .finish()
    }
}

impl Kept {
    fn new(body: &str) -> Self {
        Self(Bytes::copy_from_slice(beginning(body, MAX_KEPT).as_bytes()))
    }

    fn shown(&self) -> &str {
        beginning(std::str::from_utf8(&self.0).unwrap_or_default(), MAX_SHOWN)
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}

/// The first bytes of a body, up to the last whole character.
fn beginning(body: &str, limit: usize) -> &str {
    // Most bodies are far shorter than what may be kept.
    let end = (0..=limit.min(body.len())).rev().find(|end| body.is_char_boundary(*end));
    body.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_small_and_goes_anywhere() {
        fn check<E: StdError + Send + Sync + 'static>() -> usize {
            size_of::<E>()
        }
        assert_eq!(check::<Error>(), size_of::<usize>());
    }

    #[test]
    fn a_body_is_cut_between_characters() {
        let table = [(0, 0), (1, 2), (1023, 2046), (1024, 2048), (1025, 2048), (5000, 2048)];
        for (count, expected) in table {
            assert_eq!(beginning(&"ä".repeat(count), MAX_SHOWN).len(), expected);
            assert!(beginning(&("x".to_owned() + &"ä".repeat(count)), MAX_SHOWN).len() <= MAX_SHOWN);
        }
    }

    #[test]
    fn the_display_says_where_and_what_to_do() {
        static GET_ORG: Operation = Operation { id: "getOrg", path: "/orgs/{org_id}", ..Operation::DEFAULT };
        let meta = Meta::new(StatusCode::NOT_FOUND, http::HeaderMap::new());
        let error = Error::api(r#"{"title": "Not\nFound"}"#, Some("look elsewhere".to_owned()));
        assert_eq!(
            error.with_operation(&GET_ORG).with_meta(meta).to_string(),
            "getOrg (GET /orgs/{org_id}): answered 404 Not Found: Not Found; look elsewhere"
        );
    }
}
