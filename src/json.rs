//! JSON as the generated types read and write it: one reader and one writer, neither of them generic.
//!
//! A type says what its members are called, and the rest is compiled once. Serde's traits would be compiled for
//! every type and every member: that was two thirds of what the generated code cost to check and to optimise.
//! What is compiled for every type does without `?` and closures: in a development build each of them is a function more.
//! Values without a type, and the texts with escapes, are left to serde_json.

mod decode;
mod encode;
mod fault;
mod number;
mod object;
mod reader;
mod serde;
mod skip;
mod text;
mod union;
mod writer;

pub use decode::Decode;
pub use encode::Encode;
pub(crate) use fault::text_path;
pub use fault::{Fault, Read, Stop};
pub(crate) use object::Slot;
pub use object::kind;
pub use reader::Reader;
pub use serde::{deserialize, serialize};
pub use union::Mark;
pub use writer::Writer;

use serde_json::Value;

/// Reads a value from the whole of a text.
///
/// # Errors
///
/// What is wrong with the text, and where.
pub fn decode<T: Decode>(text: &str) -> Result<T, Fault> {
    let mut slot = None;
    match fill(text, &mut slot) {
        Ok(()) => slot.ok_or_else(|| Reader::new(text).into_fault()),
        Err(fault) => Err(fault),
    }
}

/// Reads the whole of a text into a slot.
pub(crate) fn fill(text: &str, slot: &mut dyn Slot) -> Result<(), Fault> {
    let mut reader = Reader::new(text);
    slot.fill(&mut reader).and_then(|()| reader.end()).map_err(|Stop| reader.into_fault())
}

/// The JSON of a value.
pub fn encode<T: Encode + ?Sized>(value: &T) -> String {
    written(&value)
}

fn written(value: &dyn Encode) -> String {
    let mut writer = Writer::default();
    value.encode(&mut writer);
    writer.into_text()
}

/// The JSON of a value as a tree.
pub(crate) fn to_value<T: Encode + ?Sized>(of: &T) -> Value {
    // What the writer writes is JSON.
    value(&encode(of)).unwrap_or_default()
}

/// Reads any JSON as a tree. serde_json has compiled `FromStr`; its `from_str` would be compiled once more, in here.
pub(crate) fn value(text: &str) -> serde_json::Result<Value> {
    text.parse()
}

/// The same of bytes that may not even be text.
pub(crate) fn value_of_bytes(bytes: &[u8]) -> Option<Value> {
    value(str::from_utf8(bytes).ok()?).ok()
}

/// Reads a text with its quotes and escapes.
fn string(quoted: &str) -> serde_json::Result<String> {
    match value(quoted)? {
        Value::String(text) => Ok(text),
        other => Ok(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
