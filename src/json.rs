//! JSON as the generated types read and write it: one reader and one writer, neither of them generic.
//!
//! A type says what its members are called, and the rest is compiled once. Serde's traits would be compiled for
//! every type and every member: that was two thirds of what the generated code cost to check and to optimise.
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

pub use decode::{Decode, absent};
pub use encode::Encode;
pub(crate) use fault::text_path;
pub use fault::{Fault, Read, Stop};
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
    let mut reader = Reader::new(text);
    match T::decode(&mut reader).and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(Stop) => Err(reader.into_fault()),
    }
}

/// The JSON of a value.
pub fn encode<T: Encode + ?Sized>(value: &T) -> String {
    let mut writer = Writer::default();
    value.encode(&mut writer);
    writer.into_text()
}

/// The JSON of a value as a tree.
pub(crate) fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    // What the writer writes is JSON.
    serde_json::from_str(&encode(value)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
