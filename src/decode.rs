//! The ways to read the body of an answer. Only the call of serde_json is generic.

mod locate;

use bytes::Bytes;
use serde::de::DeserializeOwned;

pub(crate) use locate::json_path;

/// Why a body could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is none although one was promised.
    Empty,
    Json(serde_json::Error),
}

/// A JSON body.
pub(crate) fn required<T: DeserializeOwned>(body: &Bytes) -> Result<T, Failure> {
    if is_empty(body) {
        return Err(Failure::Empty);
    }
    read(body)
}

/// A JSON body, or none.
pub(crate) fn optional<T: DeserializeOwned>(body: &Bytes) -> Result<Option<T>, Failure> {
    if is_empty(body) {
        return Ok(None);
    }
    read(body).map(Some)
}

/// No body; one that comes anyway does no harm.
pub(crate) fn nothing(_body: &Bytes) -> Result<(), Failure> {
    Ok(())
}

/// The body as it is.
pub(crate) fn bytes(body: &Bytes) -> Result<Bytes, Failure> {
    Ok(body.clone())
}

/// Reads the body as text: what is inside of a union is decoded from text too, and no type is compiled for two sources.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    match std::str::from_utf8(body) {
        Ok(text) => serde_json::from_str(text).map_err(Failure::Json),
        Err(error) => Err(Failure::Json(serde::de::Error::custom(error))),
    }
}

fn is_empty(body: &[u8]) -> bool {
    body.trim_ascii().is_empty()
}
