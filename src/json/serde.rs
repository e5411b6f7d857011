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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq)]
    struct Sample {
        id: u32,
        inner: Option<Box<Sample>>,
    }

    crate::rt::record! { both Sample { id = required "id", inner = optional "inner", } }

    fn sample() -> Sample {
        Sample { id: 1, inner: Some(Box::new(Sample { id: 2, inner: None })) }
    }

    #[test]
    fn a_value_goes_through_serde_and_back() {
        let written = serialize(&sample(), serde_json::value::Serializer).unwrap();
        assert_eq!(written, json!({ "id": 1, "inner": { "id": 2 } }));
        assert_eq!(deserialize::<Sample, _>(written).unwrap(), sample());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let error = deserialize::<Sample, _>(json!({ "id": 1, "inner": { "id": "x" } })).unwrap_err();
        assert_eq!(error.to_string(), "invalid type: string, expected u32, in the member `inner.id`");
    }
}
