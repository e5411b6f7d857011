//! Objects: how the fields of a struct stand for the members of a JSON object.
//!
//! A generated struct has one line, `rt::record! { direction Name { field = kind "member", .. rest } }`.
//! What the line means is decided here, so that the mechanism can change without a new generator.
//!
//! | kind | the member | the field |
//! |---|---|---|
//! | `required` | is always there | `T` |
//! | `optional` | may be absent; null is read as absent | `Option<T>` |
//! | `number` | is a number; null, and a text that says that there is none, are read as absent too | `Option<T>` |
//! | `nullable` | is always there, may be null | `Option<T>` |
//! | `either` | may be absent, and null means something else | `Option<Option<T>>` |
//! | `absent` | is not looked at: the schema says that it is only sent | `Option<T>` |
//!
//! `receive` and `send` give the one direction that the operations need, and both with the feature `full-serde`;
//! `decode` and `encode` give exactly one, for types whose members differ by direction.
//!
//! Members that the struct does not name are ignored, or kept in the field after `..`: services add members
//! without a new version, so there is no way to refuse them.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};

/// The name of a member, borrowed from the text where it can be.
#[derive(Debug)]
pub struct Member<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for Member<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text(deserializer).map(Self)
    }
}

/// Decodes and encodes a struct as a JSON object. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (receive $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
        $crate::__full_serde! { $crate::__encode_record! { $name $table } }
    };
    (send $name:ident $table:tt) => {
        $crate::__encode_record! { $name $table }
        $crate::__full_serde! { $crate::__decode_record! { $name $table } }
    };
    (decode $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
    };
    (encode $name:ident $table:tt) => {
        $crate::__encode_record! { $name $table }
    };
    (both $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
        $crate::__encode_record! { $name $table }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __decode_record {
    ($name:ident { $($field:ident = $kind:ident $wire:literal,)* $(.. $rest:ident)? }) => {
        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::rt::Deserializer<'de>,
            {
                struct RecordVisitor;

                impl<'de> $crate::rt::Visitor<'de> for RecordVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str("an object")
                    }

                    #[allow(unused_mut, unused_variables, reason = "an object may have no members")]
                    fn visit_map<A>(self, mut members: A) -> ::core::result::Result<$name, A::Error>
                    where
                        A: $crate::rt::MapAccess<'de>,
                    {
                        $(let mut $field = ::core::option::Option::None;)*
                        $(let mut $rest = $crate::rt::Map::new();)?
                        while let ::core::option::Option::Some(member) = members.next_key::<$crate::rt::Member<'de>>()? {
                            match &*member.0 {
                                $($wire => $field = $crate::__member!(read $kind members),)*
                                _ => $crate::__member!(other members member $($rest)?),
                            }
                        }
                        ::core::result::Result::Ok($name {
                            $($field: $crate::__member!(take $kind $field $wire),)*
                            $($rest,)?
                        })
                    }
                }

                deserializer.deserialize_map(RecordVisitor)
            }
        }
    };
}

/// One member of an object: how it is read, kept and written.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    (read required $members:ident) => {
        ::core::option::Option::Some($members.next_value()?)
    };
    (read optional $members:ident) => {
        $members.next_value()?
    };
    (read number $members:ident) => {
        $crate::rt::number(&mut $members)?
    };
    (read nullable $members:ident) => {
        $members.next_value()?
    };
    (read either $members:ident) => {
        ::core::option::Option::Some($members.next_value()?)
    };
    (read absent $members:ident) => {{
        $members.next_value::<$crate::rt::Ignored>()?;
        ::core::option::Option::None
    }};

    (take required $field:ident $wire:literal) => {
        match $field {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => {
                return ::core::result::Result::Err(<A::Error as $crate::rt::DecodeError>::missing_field($wire));
            }
        }
    };
    (take $kind:ident $field:ident $wire:literal) => {
        $field
    };

    (other $members:ident $member:ident) => {{
        $members.next_value::<$crate::rt::Ignored>()?;
    }};
    (other $members:ident $member:ident $rest:ident) => {{
        $rest.insert($member.0.into_owned(), $members.next_value()?);
    }};

    (write required $field:expr, $wire:literal, $members:ident) => {
        $members.serialize_entry($wire, $field)?;
    };
    (write nullable $field:expr, $wire:literal, $members:ident) => {
        $members.serialize_entry($wire, $field)?;
    };
    (write $kind:ident $field:expr, $wire:literal, $members:ident) => {
        if let ::core::option::Option::Some(value) = $field {
            $members.serialize_entry($wire, value)?;
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __encode_record {
    ($name:ident { $($field:ident = $kind:ident $wire:literal,)* $(.. $rest:ident)? }) => {
        impl $crate::rt::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::rt::Serializer,
            {
                use $crate::rt::SerializeMap as _;
                let mut members = serializer.serialize_map(::core::option::Option::None)?;
                $($crate::__member!(write $kind &self.$field, $wire, members);)*
                $(for (member, value) in &self.$rest {
                    members.serialize_entry(member, value)?;
                })?
                members.end()
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[derive(Clone, Debug, PartialEq)]
    struct Sample {
        id: u32,
        r#type: Option<String>,
        role: Option<String>,
        note: Option<Option<String>>,
        more: crate::rt::Map<serde_json::Value>,
    }

    crate::rt::record! {
        both Sample { id = required "id", r#type = optional "type", role = nullable "role", note = either "note", .. more }
    }

    fn decoded(value: serde_json::Value) -> Result<Sample, String> {
        serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
    }

    fn plain() -> Sample {
        Sample { id: 1, r#type: None, role: None, note: None, more: Default::default() }
    }

    #[test]
    fn null_and_absent_are_one_where_they_mean_the_same() {
        assert_eq!(decoded(json!({ "id": 1 })), Ok(plain()));
        assert_eq!(decoded(json!({ "id": 1, "type": null, "role": null })), Ok(plain()));
    }

    #[test]
    fn null_and_absent_are_two_where_they_differ() {
        let null = Sample { note: Some(None), ..plain() };
        assert_eq!(decoded(json!({ "id": 1, "note": null })), Ok(null.clone()));
        assert_eq!(serde_json::to_value(null).ok(), Some(json!({ "id": 1, "role": null, "note": null })));
        assert_eq!(serde_json::to_value(plain()).ok(), Some(json!({ "id": 1, "role": null })));
    }

    #[test]
    fn members_without_a_field_are_kept_where_there_is_room() {
        let sample = decoded(json!({ "id": 1, "x": [1], "a\"b": 2 }));
        let more = sample.map(|sample| sample.more.into_iter().collect::<Vec<_>>());
        assert_eq!(more, Ok(vec![("a\"b".to_owned(), json!(2)), ("x".to_owned(), json!([1]))]));
    }

    #[test]
    fn a_missing_member_and_a_wrong_kind_are_errors_that_say_so() {
        assert!(decoded(json!({})).is_err_and(|error| error.starts_with("missing field `id`")));
        assert!(decoded(json!([])).is_err_and(|error| error.starts_with("invalid type: sequence, expected an object")));
        assert!(decoded(json!({ "id": null })).is_err_and(|error| error.starts_with("invalid type: null")));
    }

    #[test]
    fn the_last_of_repeated_members_counts() {
        let sample: Result<Sample, _> = serde_json::from_str(r#"{"id": 1, "id": 2}"#);
        assert_eq!(sample.ok(), Some(Sample { id: 2, ..plain() }));
    }
}
