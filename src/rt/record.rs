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
//!
//! A line `- field "member"` at the end is for a member that is not looked at, as the schema says that it is only sent;
//! its field is an `Option<T>`.
//!
//! `receive` and `send` give the one direction that the operations need, and both with the feature `full-serde`;
//! `decode` and `encode` give exactly one, for types whose members differ by direction.
//!
//! Members that the struct does not name are ignored, or kept in the field after `..`: services add members
//! without a new version, so there is no way to refuse them.

/// Decodes and encodes a struct as a JSON object. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (receive $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
        $crate::__full_serde! { $name $crate::__encode_record! { $name $table } }
    };
    (send $name:ident $table:tt) => {
        $crate::__encode_record! { $name $table }
        $crate::__full_serde! { $name $crate::__decode_record! { $name $table } }
    };
    (both $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
        $crate::__encode_record! { $name $table }
        $crate::__full_serde! { $name }
    };
    // A type whose members differ by direction has a line for each.
    (decode $name:ident $table:tt) => {
        $crate::__decode_record! { $name $table }
        $crate::__full_serde! { $name }
    };
    (encode $name:ident $table:tt) => {
        $crate::__encode_record! { $name $table }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __decode_record {
    ($name:ident { $($field:ident = $kind:ident $wire:literal,)* $(- $unread:ident $sent:literal,)* $(.. $rest:ident)? }) => {
        impl $crate::rt::Decode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::Read<Self> {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $rest = $crate::rt::Map::new();)?
                let read = reader.object(
                    &[$(($wire, $crate::rt::kind::$kind),)* $(($sent, $crate::rt::kind::absent),)*],
                    &mut [$(&mut $field),*],
                    $crate::__record_rest!($($rest)?),
                );
                // One branch for all members: each of its own would cost the compiler more than the reading itself.
                if read.is_err() {
                    return ::core::result::Result::Err($crate::rt::Stop);
                }
                $($crate::__there! { $kind $field })*
                ::core::result::Result::Ok(Self {
                    $($field,)*
                    $($unread: ::core::option::Option::None,)*
                    $($rest,)?
                })
            }
        }
    };
}

/// A slot of which a field can be made. That of a member which may be absent is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __there {
    (required $field:ident) => {
        let ::core::option::Option::Some($field) = $field else {
            return ::core::result::Result::Err($crate::rt::Stop);
        };
    };
    ($kind:ident $field:ident) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __record_rest {
    () => {
        ::core::option::Option::None
    };
    ($rest:ident) => {
        ::core::option::Option::Some(&mut $rest)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __encode_record {
    ($name:ident { $($field:ident = $kind:ident $wire:literal,)* $(- $unread:ident $sent:literal,)* $(.. $rest:ident)? }) => {
        impl $crate::rt::Encode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::rt::Writer) {
                writer.object(&[$(($wire, $crate::rt::kind::$kind)),*], &[$(&self.$field),*], $crate::__encode_rest!(self $($rest)?));
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __encode_rest {
    ($self:ident) => {
        &()
    };
    ($self:ident $rest:ident) => {
        &$self.$rest
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::json::{decode, to_value};

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
        decode(&value.to_string()).map_err(|error| error.to_string())
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
        assert_eq!(to_value(&null), json!({ "id": 1, "role": null, "note": null }));
        assert_eq!(to_value(&plain()), json!({ "id": 1, "role": null }));
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
        assert!(decoded(json!([])).is_err_and(|error| error.starts_with("invalid type: list, expected an object")));
        assert!(decoded(json!({ "id": null })).is_err_and(|error| error.starts_with("invalid type: null")));
    }

    #[test]
    fn the_last_of_repeated_members_counts() {
        let sample: Result<Sample, _> = decode(r#"{"id": 1, "type": "a", "id": 2, "type": null}"#);
        assert_eq!(sample.ok(), Some(Sample { id: 2, ..plain() }));
    }
}
