//! Numbers in whose place services also write a text that says that there is none.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::page::said;

/// Reads a member that is a number, or none: null, or a text that stands for nothing.
pub fn number<'de, T: Deserialize<'de>, A: MapAccess<'de>>(members: &mut A) -> Result<Option<T>, A::Error> {
    members.next_value::<Number<T>>().map(|number| number.0)
}

struct Number<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Number<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor(PhantomData)).map(Self)
    }
}

/// Hands on whatever is not nothing, so that its errors are those of the number.
struct NumberVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NumberVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        said(text).map(|_| T::deserialize(text.into_deserializer())).transpose()
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        T::deserialize(number.into_deserializer()).map(Some)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        T::deserialize(number.into_deserializer()).map(Some)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        T::deserialize(number.into_deserializer()).map(Some)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        of_value(Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    /// Also numbers come this way, where another crate of the program has serde_json keep them at any precision.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        of_value(Value::deserialize(MapAccessDeserializer::new(members))?)
    }
}

fn of_value<'de, T: Deserialize<'de>, E: Error>(value: Value) -> Result<Option<T>, E> {
    T::deserialize(value).map(Some).map_err(E::custom)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::decode::json_path;

    #[derive(Debug, PartialEq)]
    struct Meta {
        page: Option<i64>,
        size: Option<i32>,
        ratio: Option<f64>,
        count: Option<u8>,
    }

    crate::rt::record! {
        both Meta {
            page = number "page", size = number "size", ratio = number "ratio", count = number "count",
        }
    }

    const NOTHING: Meta = Meta { page: None, size: None, ratio: None, count: None };

    fn read(text: &str) -> Result<Meta, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// What an error says, and where.
    fn fault(text: &str) -> (String, String) {
        let error = read(text).expect_err(text);
        let path = json_path(&error, text.as_bytes());
        let said = error.to_string();
        (said.split(" at line ").next().unwrap_or_default().to_owned(), path)
    }

    #[test]
    fn a_number_is_read_whatever_its_type() {
        let meta = read(r#"{"page": -9223372036854775808, "size": -7, "ratio": 0.5, "count": 255}"#).unwrap();
        assert_eq!(meta, Meta { page: Some(i64::MIN), size: Some(-7), ratio: Some(0.5), count: Some(255) });
        assert_eq!(read(r#"{"page": 9223372036854775807, "ratio": 2}"#).unwrap().page, Some(i64::MAX));
    }

    #[test]
    fn nothing_is_read_in_every_spelling() {
        assert_eq!(read("{}").unwrap(), NOTHING);
        for none in ["null", r#""""#, r#""None""#, r#""null""#, r#"" ""#, r#"" None ""#, r#""\u004eone""#] {
            let text = format!(r#"{{"page": {none}, "size": {none}, "ratio": {none}, "count": {none}}}"#);
            assert_eq!(read(&text).unwrap(), NOTHING, "{text}");
        }
    }

    #[test]
    fn what_is_not_the_number_is_the_error_of_its_type_at_its_place() {
        let table = [
            (r#"{"page": "2"}"#, "invalid type: string \"2\", expected i64"),
            (r#"{"page": "none"}"#, "invalid type: string \"none\", expected i64"),
            (r#"{"page": 1.5}"#, "invalid type: floating point `1.5`, expected i64"),
            (r#"{"page": true}"#, "invalid type: boolean `true`, expected i64"),
            (r#"{"page": ["None"]}"#, "invalid type: sequence, expected i64"),
            (r#"{"page": {"a": [1]}}"#, "invalid type: map, expected i64"),
            (r#"{"page": 9223372036854775808}"#, "invalid value: integer `9223372036854775808`, expected i64"),
        ];
        for (text, said) in table {
            assert_eq!(fault(text), (said.to_owned(), "$.page".to_owned()), "{text}");
        }
        let too_large = "invalid value: integer `2147483648`, expected i32";
        assert_eq!(fault(r#"{"page": 1, "size": 2147483648}"#), (too_large.to_owned(), "$.size".to_owned()));
        let negative = "invalid value: integer `-1`, expected u8";
        assert_eq!(fault(r#"{"count": -1}"#), (negative.to_owned(), "$.count".to_owned()));
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for text in [r#"{"page": "#, r#"{"page": "No"#, r#"{"page": ["#, r#"{"page": {"a""#] {
            assert!(read(text).expect_err(text).is_eof(), "{text}");
        }
    }

    #[test]
    fn nothing_is_written_as_nothing() {
        assert_eq!(serde_json::to_value(NOTHING).unwrap(), json!({}));
        let meta = Meta { page: Some(-1), ..NOTHING };
        assert_eq!(serde_json::to_value(meta).unwrap(), json!({"page": -1}));
    }
}
