//! Answers, as tests describe them.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

/// An answer of the server.
///
/// The default is what the operation answers where nothing is scripted: what its handler says, or else the success that
/// the document describes.
///
/// What a test may get wrong, such as a status that there is not, is answered with 500 and told there.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Reply {
    pub(super) content: Content,
    /// Names and values; they replace those that the server would send.
    pub(super) headers: Vec<(String, String)>,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

/// A way in which an exchange fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed instead of an answer.
    Disconnect,
    /// The connection is closed within the body.
    Truncate {
        /// How many bytes of the body are sent.
        after: usize,
    },
    /// Nothing is sent, and the connection stays open.
    Stall,
}

/// What is in an answer.
#[derive(Clone, Debug, Default)]
pub(super) enum Content {
    /// What there would be without this answer.
    #[default]
    Usual,
    /// What the document describes for a status.
    Documented(u16),
    /// An error in the form of the service.
    Problem(Box<Problem>),
    /// JSON in the media type of the service; null means no body.
    Json(u16, Box<Value>),
    Bytes {
        status: u16,
        media: String,
        body: Bytes,
    },
}

/// An error that is still to be written in the form of the service.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) detail: String,
    pub(super) source: Option<Source>,
}

/// What is at fault in a request.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Parameter(String),
    /// A JSON pointer into the body.
    Pointer(String),
}

impl Reply {
    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self::json(status, Value::Null)
    }

    /// A JSON body, in the media type of the service. Null means no body. It is not held against the document.
    pub fn json(status: u16, body: Value) -> Self {
        Self::of(Content::Json(status, Box::new(body)))
    }

    /// A body of any media type.
    pub fn bytes(status: u16, media_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self::of(Content::Bytes { status, media: media_type.into(), body: body.into() })
    }

    /// The answer that the document describes for a status of the operation: with a range such as `2XX` or the default
    /// where that is what it has.
    pub fn documented(status: u16) -> Self {
        Self::of(Content::Documented(status))
    }

    /// An error in the form in which the service writes them.
    pub fn problem(status: u16, detail: impl Into<String>) -> Self {
        Problem { status, detail: detail.into(), source: None }.into()
    }

    /// A 400 for what is wrong with a parameter, as the server writes it by itself: `is required`.
    pub fn invalid_parameter(name: &str, fault: &str) -> Self {
        Problem::parameter(name, fault).into()
    }

    /// A 400 for what is wrong in the body at this JSON pointer.
    pub fn invalid_body(pointer: &str, fault: &str) -> Self {
        Problem::pointer(pointer, fault).into()
    }

    /// A header more, or another value for one that the server sends by itself.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// How long to wait before this is sent.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Fails at sending this.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }

    fn of(content: Content) -> Self {
        Self { content, ..Self::default() }
    }

    /// This in the place of what is usual, where it is not that itself.
    pub(super) fn or_usual(self, usual: impl FnOnce() -> Self) -> Self {
        if !matches!(self.content, Content::Usual) {
            return self;
        }
        let mut usual = usual();
        usual.headers.extend(self.headers);
        usual.delay = usual.delay.saturating_add(self.delay);
        usual.fault = self.fault.or(usual.fault);
        usual
    }
}

/// The usual answer, sent with this fault.
impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        Self::default().fault(fault)
    }
}

impl From<Problem> for Reply {
    fn from(problem: Problem) -> Self {
        Self::of(Content::Problem(Box::new(problem)))
    }
}

impl Problem {
    pub(super) fn new(status: u16, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), source: None }
    }

    pub(super) fn parameter(name: &str, fault: &str) -> Self {
        let source = Some(Source::Parameter(name.to_owned()));
        Self { source, ..Self::new(400, format!("Parameter {name} {fault}")) }
    }

    pub(super) fn pointer(at: &str, fault: &str) -> Self {
        let source = Some(Source::Pointer(at.to_owned()));
        Self { source, ..Self::new(400, format!("{at} in the body {fault}")) }
    }
}
