//! Enumerations of texts or integers, always open: a value that is not known is kept as it came.

/// Gives an enum its texts. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident of integers { $($variant:ident = $wire:literal,)* }) => {
        impl $name {
            /// The integer on the wire.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(integer) => *integer,
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(integer: i64) -> Self {
                match integer {
                    $($wire => Self::$variant,)*
                    _ => Self::Unrecognized(integer),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::rt::Deserializer<'de>,
            {
                <i64 as $crate::rt::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl $crate::rt::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::rt::Serializer,
            {
                serializer.serialize_i64(self.as_i64())
            }
        }
    };
    ($name:ident { $only:ident = $wire:literal, }) => {
        $crate::__open_enum! { @texts $name { $only = $wire, } }

        /// The only known value.
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::$only
            }
        }
    };
    ($name:ident { $($variant:ident = $wire:literal,)* }) => {
        $crate::__open_enum! { @texts $name { $($variant = $wire,)* } }
    };
    (@texts $name:ident { $($variant:ident = $wire:literal,)* }) => {
        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::Unrecognized(text.to_owned()),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::rt::Deserializer<'de>,
            {
                $crate::rt::text(deserializer).map(|text| Self::from(&*text))
            }
        }

        impl $crate::rt::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::rt::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    enum Sort {
        Asc,
        NotDesc,
        Unrecognized(String),
    }

    crate::rt::open_enum! { Sort { Asc = "ASC", NotDesc = "not-DESC", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Only {
        One,
        Unrecognized(String),
    }

    crate::rt::open_enum! { Only { One = "one", } }

    #[test]
    fn texts_go_both_ways_and_an_unknown_one_is_kept() {
        let cases = [("ASC", Sort::Asc), ("not-DESC", Sort::NotDesc), ("new", Sort::Unrecognized("new".to_owned()))];
        for (text, value) in cases {
            assert_eq!(serde_json::from_value::<Sort>(text.into()).ok(), Some(value.clone()));
            assert_eq!(serde_json::to_value(&value).ok(), Some(text.into()));
            assert_eq!((value.to_string().as_str(), value.as_ref()), (text, text));
        }
    }

    #[test]
    fn another_kind_of_json_is_an_error() {
        let error = serde_json::from_str::<Sort>("1").map_err(|error| error.to_string());
        assert_eq!(error, Err("invalid type: integer `1`, expected a string at line 1 column 1".to_owned()));
    }

    #[test]
    fn it_works_as_the_key_of_a_map_and_inside_an_option() {
        let map: Option<BTreeMap<Sort, Option<Sort>>> = serde_json::from_str(r#"{"ASC": null, "x": "ASC"}"#).ok();
        let expected = BTreeMap::from([(Sort::Asc, None), (Sort::Unrecognized("x".to_owned()), Some(Sort::Asc))]);
        assert_eq!(map, Some(expected));
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Level {
        V1,
        Minus2,
        Unrecognized(i64),
    }

    crate::rt::open_enum! { Level of integers { V1 = 1, Minus2 = -2, } }

    #[test]
    fn integers_go_both_ways_and_an_unknown_one_is_kept() {
        for (integer, value) in [(1, Level::V1), (-2, Level::Minus2), (7, Level::Unrecognized(7))] {
            assert_eq!(serde_json::from_value::<Level>(integer.into()).ok(), Some(value.clone()));
            assert_eq!(serde_json::to_value(&value).ok(), Some(integer.into()));
            assert_eq!(value.to_string(), integer.to_string());
        }
    }

    #[test]
    fn one_known_value_is_the_default() {
        assert_eq!(Only::default(), Only::One);
    }
}
