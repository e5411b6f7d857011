use bytes::Bytes;

use super::Failure;
use crate::json::Decode;

/// A value that is decoded by the status of an answer, and never by trial.
pub trait Outcome: Sized {
    /// Decodes a body by the status that it came with.
    fn decode(status: u16, body: ReceivedBody<'_>) -> Result<Self, Undecoded>;
}

/// The body of an answer, to be decoded.
#[derive(Clone, Copy, Debug)]
pub struct ReceivedBody<'a>(&'a Bytes);

/// Why a body was not decoded.
#[derive(Debug)]
pub struct Undecoded(pub(crate) Failure);

impl<'a> ReceivedBody<'a> {
    pub(crate) fn new(body: &'a Bytes) -> Self {
        Self(body)
    }

    /// As JSON.
    pub fn json<T: Decode>(self) -> Result<T, Undecoded> {
        super::required(self.0).map_err(Undecoded)
    }

    /// As JSON that may be absent.
    pub fn optional<T: Decode>(self) -> Result<Option<T>, Undecoded> {
        super::optional(self.0).map_err(Undecoded)
    }

    /// As text.
    pub fn text(self) -> Result<String, Undecoded> {
        super::text(self.0).map_err(Undecoded)
    }

    /// As it is.
    pub fn bytes(self) -> Result<Bytes, Undecoded> {
        Ok(self.0.clone())
    }
}
