//! Unions: how the type of a value is told from its JSON.
//!
//! A generated union has one line, `rt::union! { direction Name by … { [marks] => Variant, } }`. Told by members, a
//! variant has two lists, of those that it requires and of the others that it names.
//!
//! | by | a variant is chosen by |
//! |---|---|
//! | `tag "member"` | the text of the member, which stays in the payload |
//! | `kind` | `string`, `number`, `boolean`, `object` or `array` |
//! | `members` | the members that are there: all that it requires, and the most of those that it names |
//!
//! A value that no variant fits is kept as `Unrecognized`. One that a variant claims and cannot decode is an
//! error: to keep it as unrecognized would hide bad data.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny};
use serde_json::value::RawValue;

use super::{Map, Value};

/// The JSON of a value whose type is not known yet.
#[derive(Debug)]
pub struct Undecided(Box<RawValue>);

/// What a variant is told by.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    Tag(&'static str),
    Kind,
    Members,
}

impl Undecided {
    /// Takes a value as it stands.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }

    /// The variants that claim the value, the best first.
    pub fn candidates(&self, mark: Mark, variants: &[(&[&str], &[&str])]) -> Vec<usize> {
        let position = |text: &str| variants.iter().position(|(marks, _)| marks.contains(&text));
        match mark {
            Mark::Kind => position(self.kind()).into_iter().collect(),
            Mark::Tag(member) => self.tag(member).and_then(|tag| position(&tag)).into_iter().collect(),
            Mark::Members => self.by_members(variants),
        }
    }

    fn tag(&self, member: &str) -> Option<String> {
        let members: Map<&RawValue> = serde_json::from_str(self.0.get()).ok()?;
        serde_json::from_str(members.get(member)?.get()).ok()
    }

    /// The variants whose required members are all there, those first that name the most of what is there.
    fn by_members(&self, variants: &[(&[&str], &[&str])]) -> Vec<usize> {
        let Ok(members) = serde_json::from_str::<Map<IgnoredAny>>(self.0.get()) else { return Vec::new() };
        let count = |names: &[&str]| names.iter().filter(|name| members.contains_key(**name)).count();
        let fits = variants.iter().enumerate().filter(|(_, (required, _))| count(required) == required.len());
        let mut fits: Vec<(usize, usize)> =
            fits.map(|(index, (required, named))| (required.len().saturating_add(count(named)), index)).collect();
        fits.sort_by_key(|&(score, index)| (std::cmp::Reverse(score), index));
        fits.into_iter().map(|(_, index)| index).collect()
    }

    /// Decodes the value as the type of its variant.
    pub fn decode<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        serde_json::from_str(self.0.get()).map_err(|error| E::custom(self.without_position(&error)))
    }

    /// The value, for want of a type.
    pub fn into_value<E: Error>(self) -> Result<Value, E> {
        serde_json::from_str(self.0.get()).map_err(|error| E::custom(self.without_position(&error)))
    }

    /// What went wrong, with its path inside of this value. The line and column of the error count from the start
    /// of this value, and would be taken for those of the whole text.
    fn without_position(&self, error: &serde_json::Error) -> String {
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        match crate::decode::json_path(error, self.0.get().as_bytes()) {
            path if path != "$" => format!("{what}, in the member `{}`", path.trim_start_matches("$.")),
            _ => what.to_owned(),
        }
    }

    fn kind(&self) -> &'static str {
        match self.0.get().trim_start().bytes().next() {
            Some(b'"') => "string",
            Some(b'{') => "object",
            Some(b'[') => "array",
            Some(b't' | b'f') => "boolean",
            Some(b'-' | b'0'..=b'9') => "number",
            _ => "null",
        }
    }
}

/// Decodes and encodes a union. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (receive $name:ident by $($table:tt)*) => {
        $crate::__decode_union! { $name $($table)* }
        $crate::__full_serde! { $crate::__encode_union! { $name $($table)* } }
    };
    (send $name:ident by $($table:tt)*) => {
        $crate::__encode_union! { $name $($table)* }
        $crate::__full_serde! { $crate::__decode_union! { $name $($table)* } }
    };
    (both $name:ident by $($table:tt)*) => {
        $crate::__decode_union! { $name $($table)* }
        $crate::__encode_union! { $name $($table)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __decode_union {
    ($name:ident tag $tag:literal $variants:tt) => {
        $crate::__decode_union! { @by $name ($crate::rt::Mark::Tag($tag)) $variants }
    };
    ($name:ident kind $variants:tt) => { $crate::__decode_union! { @by $name ($crate::rt::Mark::Kind) $variants } };
    ($name:ident members { $([$($required:literal),*] [$($named:literal),*] => $variant:ident,)* }) => {
        $crate::__decode_union! {
            @as $name ($crate::rt::Mark::Members) { $([$($required),*] [$($named),*] => $variant,)* }
        }
    };
    (@by $name:ident $mark:tt { $([$($text:literal),*] => $variant:ident,)* }) => {
        $crate::__decode_union! { @as $name $mark { $([$($text),*] [] => $variant,)* } }
    };
    (@as $name:ident ($mark:expr) { $([$($text:literal),*] [$($named:literal),*] => $variant:ident,)* }) => {
        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::rt::Deserializer<'de>,
            {
                let value = $crate::rt::Undecided::read(deserializer)?;
                let mut failure = ::core::option::Option::None;
                for candidate in value.candidates($mark, &[$((&[$($text),*], &[$($named),*])),*]) {
                    let mut variant = 0_usize;
                    $(
                        if candidate == variant {
                            match value.decode() {
                                ::core::result::Result::Ok(value) => return ::core::result::Result::Ok(Self::$variant(value)),
                                ::core::result::Result::Err(error) => failure = failure.or(::core::option::Option::Some(error)),
                            }
                        }
                        variant = variant.saturating_add(1);
                    )*
                    let _ = variant;
                }
                match failure {
                    ::core::option::Option::Some(error) => ::core::result::Result::Err(error),
                    ::core::option::Option::None => value.into_value().map(Self::Unrecognized),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __encode_union {
    ($name:ident $by:ident $($tag:literal)? {
        $([$($mark:literal),*] $([$($named:literal),*])? => $variant:ident,)*
    }) => {
        impl $crate::rt::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::rt::Serializer,
            {
                match self {
                    $(Self::$variant(value) => $crate::rt::Serialize::serialize(value, serializer),)*
                    Self::Unrecognized(value) => $crate::rt::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::rt::Value;
    use serde_json::json;

    #[derive(Clone, Debug, PartialEq)]
    struct Deployed {
        name: String,
        weight: i64,
    }

    crate::rt::record! { both Deployed { name = required "name", weight = required "weight", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Factor {
        Deployed(Deployed),
        Unrecognized(Value),
    }

    crate::rt::union! { both Factor by tag "name" { ["deployed", "running"] => Deployed, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Link {
        Text(String),
        Object(Value),
        Unrecognized(Value),
    }

    crate::rt::union! { both Link by kind { ["string"] => Text, ["object"] => Object, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Shape {
        Weighed(Deployed),
        Other(Value),
        Unrecognized(Value),
    }

    crate::rt::union! { both Shape by members { ["weight"] ["name"] => Weighed, [] ["name"] => Other, } }

    fn decoded<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, String> {
        serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_known_tag_decides_and_stays_in_the_payload() {
        let value = json!({ "name": "running", "weight": 3 });
        let factor = Factor::Deployed(Deployed { name: "running".to_owned(), weight: 3 });
        assert_eq!(decoded(&value), Ok(factor.clone()));
        assert_eq!(serde_json::to_value(factor).ok(), Some(value));
    }

    #[test]
    fn an_unknown_or_missing_tag_is_kept_with_its_json() {
        for value in [json!({ "name": "new", "x": 1 }), json!({}), json!(7), json!({ "name": 1 })] {
            assert_eq!(decoded(&value), Ok(Factor::Unrecognized(value)));
        }
    }

    #[test]
    fn a_known_tag_with_a_bad_payload_is_an_error() {
        let error = decoded::<Factor>(&json!({ "name": "deployed" })).err().unwrap_or_default();
        assert!(error.starts_with("missing field `weight`"), "{error}");
    }

    #[test]
    fn an_error_inside_says_where_and_no_line_of_its_own() {
        let error = decoded::<Vec<Factor>>(&json!([{ "name": "deployed", "weight": "x" }])).err().unwrap_or_default();
        assert!(error.contains("expected i64, in the member `weight` at line 1 column 3"), "{error}");
    }

    #[test]
    fn a_kind_decides() {
        assert_eq!(decoded(&json!("/a")), Ok(Link::Text("/a".to_owned())));
        assert_eq!(decoded(&json!({ "href": "/a" })), Ok(Link::Object(json!({ "href": "/a" }))));
        assert_eq!(decoded(&json!(1)), Ok(Link::Unrecognized(json!(1))));
    }

    #[test]
    fn a_member_decides() {
        let weighed = Shape::Weighed(Deployed { name: "a".to_owned(), weight: 1 });
        assert_eq!(decoded(&json!({ "name": "a", "weight": 1 })), Ok(weighed));
        assert_eq!(decoded(&json!({ "name": "a" })), Ok(Shape::Other(json!({ "name": "a" }))));
        assert_eq!(decoded(&json!([])), Ok(Shape::Unrecognized(json!([]))));
    }

    #[test]
    fn a_union_decodes_from_a_value_as_well_as_from_text() {
        let link = serde_json::from_value::<Link>(json!("/a")).ok();
        assert_eq!(link, Some(Link::Text("/a".to_owned())));
    }
}
