//! The ways to read the body of an answer. Only the reading of JSON is generic.

mod outcome;

use std::str::Utf8Error;

use bytes::Bytes;

use crate::json::{self, Decode, Fault, Slot};

pub use outcome::{Outcome, ReceivedBody, Undecoded};

/// Why a body could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is none although one was promised.
    Empty,
    /// It is not in UTF-8, which JSON has to be.
    NotText(Utf8Error),
    Json(Fault),
}

/// A JSON body.
pub(crate) fn required<T: Decode>(body: &Bytes) -> Result<T, Failure> {
    let mut slot = None;
    match fill(body, &mut slot) {
        Ok(()) => slot.ok_or(Failure::Empty),
        Err(failure) => Err(failure),
    }
}

/// A JSON body, or none.
pub(crate) fn optional<T: Decode>(body: &Bytes) -> Result<Option<T>, Failure> {
    let mut slot = None;
    match fill(body, &mut slot) {
        Ok(()) | Err(Failure::Empty) => Ok(slot),
        Err(failure) => Err(failure),
    }
}

/// No body; one that comes anyway does no harm.
pub(crate) fn nothing(_body: &Bytes) -> Result<(), Failure> {
    Ok(())
}

/// The body as it is.
pub(crate) fn bytes(body: &Bytes) -> Result<Bytes, Failure> {
    Ok(body.clone())
}

/// The body as text.
pub(crate) fn text(body: &Bytes) -> Result<String, Failure> {
    utf8(body).map(str::to_owned)
}

fn fill(body: &[u8], slot: &mut dyn Slot) -> Result<(), Failure> {
    if body.trim_ascii().is_empty() {
        return Err(Failure::Empty);
    }
    json::fill(utf8(body)?, slot).map_err(Failure::Json)
}

fn utf8(body: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(body).map_err(Failure::NotText)
}
