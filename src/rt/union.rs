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

/// Decodes and encodes a union. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (receive $name:ident by $($table:tt)*) => {
        $crate::__decode_union! { $name $($table)* }
        $crate::__full_serde! { $name $crate::__encode_union! { $name $($table)* } }
    };
    (send $name:ident by $($table:tt)*) => {
        $crate::__encode_union! { $name $($table)* }
        $crate::__full_serde! { $name $crate::__decode_union! { $name $($table)* } }
    };
    (both $name:ident by $($table:tt)*) => {
        $crate::__decode_union! { $name $($table)* }
        $crate::__encode_union! { $name $($table)* }
        $crate::__full_serde! { $name }
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
        impl $crate::rt::Decode for $name {
            #[allow(non_snake_case, reason = "variants are called after themselves")]
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::Read<Self> {
                $(let mut $variant = ::core::option::Option::None;)*
                let other = reader.union(
                    $mark,
                    &[$((&[$($text),*], &[$($named),*])),*],
                    &mut [$(&mut $variant),*],
                )?;
                $(if let ::core::option::Option::Some(value) = $variant {
                    return ::core::result::Result::Ok(Self::$variant(value));
                })*
                ::core::result::Result::Ok(Self::Unrecognized(other.unwrap_or_default()))
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
        impl $crate::rt::Encode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::rt::Writer) {
                match self {
                    $(Self::$variant(value) => value.encode(writer),)*
                    Self::Unrecognized(value) => value.encode(writer),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::json::{Decode, decode, to_value};
    use crate::rt::{Map, Value};
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

    #[derive(Clone, Debug, PartialEq)]
    enum Best {
        Weighed(Deployed),
        Named(Map<bool>),
        Unrecognized(Value),
    }

    crate::rt::union! { receive Best by members { ["weight"] ["name"] => Weighed, [] ["name"] => Named, } }

    fn decoded<T: Decode>(value: &Value) -> Result<T, String> {
        decode(&value.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_known_tag_decides_and_stays_in_the_payload() {
        let value = json!({ "name": "running", "weight": 3 });
        let factor = Factor::Deployed(Deployed { name: "running".to_owned(), weight: 3 });
        assert_eq!(decoded(&value), Ok(factor.clone()));
        assert_eq!(to_value(&factor), value);
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
    fn an_error_inside_says_where() {
        let fault = decode::<Vec<Factor>>(r#"[{"weight": "x", "name": "deployed"}]"#).unwrap_err();
        assert_eq!(fault.to_string(), "invalid type: string, expected i64 at line 1 column 13");
        assert_eq!(fault.path(), "$[0].weight");
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
    fn of_alternatives_that_all_fail_the_best_says_why() {
        let fault = decode::<Best>(r#"{"weight": "x", "name": "a"}"#).unwrap_err();
        assert_eq!(fault.path(), "$.weight");
    }
}
