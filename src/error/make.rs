//! How errors are made.

use std::error::Error as StdError;
use std::sync::Arc;

use super::{Error, Inner, Kept, Kind, MAX_SHOWN, beginning, problem};
use crate::operation::Operation;
use crate::response::Meta;
use crate::rules::Violation;

impl Error {
    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(Kind::Config(what.into()))
    }

    pub(crate) fn invalid_request(violations: Vec<Violation>) -> Self {
        Self::new(Kind::InvalidRequest(violations))
    }

    pub(crate) fn unserializable_body(source: Arc<serde_json::Error>) -> Self {
        Self::new(Kind::UnserializableBody).with_source(source)
    }

    /// An attempt that gave no answer. The URL is taken out: its query may hold anything.
    pub(crate) fn transport(source: reqwest::Error) -> Self {
        let kind = match (source.is_connect(), source.is_timeout()) {
            (true, timeout) => Kind::Connect { timeout },
            (false, true) => Kind::Timeout,
            (false, false) => Kind::Transport,
        };
        Self::new(kind).with_source(source.without_url())
    }

    /// An attempt that took too long, by our own clock.
    pub(crate) fn timeout() -> Self {
        Self::new(Kind::Timeout)
    }

    /// A call without a token. All that waited for it share the cause.
    pub(crate) fn token(cause: Arc<Self>) -> Self {
        Self::new(Kind::Token(cause))
    }

    /// An error of a source that is not ours.
    pub(crate) fn token_source(source: Box<dyn StdError + Send + Sync>) -> Self {
        let mut error = Self::new(Kind::TokenSource);
        error.0.source = Some(source);
        error
    }

    /// A way to a token that led to none.
    pub(crate) fn no_token(why: impl Into<String>) -> Self {
        Self::new(Kind::NoToken(why.into()))
    }

    pub(crate) fn body_too_large(limit: usize) -> Self {
        Self::new(Kind::BodyTooLarge { limit })
    }

    pub(crate) fn api(body: &str, advice: Option<&'static str>) -> Self {
        Self::new(Kind::Api { problems: problem::read(body), body: Kept::new(body), advice })
    }

    pub(crate) fn empty_body() -> Self {
        Self::new(Kind::EmptyBody)
    }

    pub(crate) fn undecoded(path: Option<String>, body: &str) -> Self {
        Self::new(Kind::Decode { path, body: beginning(body, MAX_SHOWN).to_owned() })
    }

    pub(crate) fn page_link(what: &'static str) -> Self {
        Self::new(Kind::PageLink(what))
    }

    pub(crate) fn page_loop() -> Self {
        Self::new(Kind::PageLoop)
    }

    pub(crate) fn empty_pages(count: u32) -> Self {
        Self::new(Kind::EmptyPages { count })
    }

    pub(crate) fn with_operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn with_meta(mut self, meta: Meta) -> Self {
        self.0.meta = Some(meta);
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner { kind, operation: None, meta: None, source: None }))
    }
}
