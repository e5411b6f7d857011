//! The bridge to serde's traits, for the types of those who switch it on.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::decode::Decode;
use super::encode::Encode;

/// Reads a value from any format that describes itself.
///
/// # Errors
///
/// Those of the format, and what is wrong with the value, with its JSON path.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    from_text(&Value::deserialize(deserializer)?.to_string()).map_err(D::Error::custom)
}

/// Writes a value to any format.
///
/// # Errors
///
/// Those of the format.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    super::to_value(value).serialize(serializer)
}

fn from_text<T: Decode>(text: &str) -> Result<T, String> {
    super::decode(text).map_err(|fault| fault.without_line())
}
