//! How errors are made.

use std::error::Error as StdError;
use std::sync::Arc;

use super::{Error, Inner, Kept, Kind, Limit, MAX_SHOWN, beginning, problem};
use crate::operation::Operation;
use crate::response::Meta;
use crate::rules::Violation;
use crate::transport::{self, Unread};

impl Error {
    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(Kind::Config(what.into()))
    }

    pub(crate) fn invalid_request(violations: Vec<Violation>) -> Self {
        Self::new(Kind::InvalidRequest(violations))
    }

    /// An attempt that gave no answer.
    pub(crate) fn transport(error: transport::Error) -> Self {
        let kind = match error.kind {
            transport::Kind::Connect => Kind::Connect { timeout: false },
            transport::Kind::ConnectTimeout => Kind::Connect { timeout: true },
            transport::Kind::Timeout => Kind::Timeout(Limit::OfTransport),
            transport::Kind::Broken => Kind::Transport,
        };
        Self::new(kind).with_boxed_source(error.source)
    }

    /// A body that was not read to its end.
    pub(crate) fn unread(unread: Unread, limit: usize) -> Self {
        match unread {
            Unread::TooLarge => Self::body_too_large(limit),
            Unread::Broken(error) => Self::transport(error),
        }
    }

    /// What took too long, by our own clock.
    pub(crate) fn timeout(limit: Limit) -> Self {
        Self::new(Kind::Timeout(limit))
    }

    /// A call that a middleware ended, after this answer if there was one.
    pub(crate) fn middleware(source: Box<dyn StdError + Send + Sync>, meta: Option<&Meta>) -> Self {
        let mut error = Self::new(Kind::Middleware).with_boxed_source(source);
        error.0.meta = meta.cloned();
        error
    }

    /// A call without a token. All that waited for it share the cause.
    pub(crate) fn token(cause: Arc<Self>) -> Self {
        Self::new(Kind::Token(cause))
    }

    /// An error of a source that is not ours.
    pub(crate) fn token_source(source: Box<dyn StdError + Send + Sync>) -> Self {
        Self::new(Kind::TokenSource).with_boxed_source(source)
    }

    /// A way to a token that led to none.
    pub(crate) fn no_token(why: impl Into<String>) -> Self {
        Self::new(Kind::NoToken(why.into()))
    }

    pub(crate) fn body_too_large(limit: usize) -> Self {
        Self::new(Kind::BodyTooLarge { limit })
    }

    pub(crate) fn api(body: &str, advice: Option<String>) -> Self {
        Self::new(Kind::Api { problems: problem::read(body), body: Kept::new(body), advice })
    }

    pub(crate) fn empty_body() -> Self {
        Self::new(Kind::EmptyBody)
    }

    pub(crate) fn undecoded(path: String, body: &str) -> Self {
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

    pub(crate) fn with_retries(mut self, retries: u32) -> Self {
        self.0.retries = retries;
        self
    }

    pub(crate) fn with_source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.with_boxed_source(Box::new(source))
    }

    fn with_boxed_source(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner { kind, operation: None, meta: None, source: None, retries: 0 }))
    }
}
