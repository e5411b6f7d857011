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

        /// Values are equal if they are written alike.
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::rt::Decode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::Read<Self> {
                ::core::result::Result::Ok(Self::from(<i64 as $crate::rt::Decode>::decode(reader)?))
            }
        }

        impl $crate::rt::Encode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::rt::Writer) {
                $crate::rt::Encode::encode(&self.as_i64(), writer);
            }
        }

        $crate::__full_serde! { $name }
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
            #[cfg_attr(not(debug_assertions), inline)]
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

        /// Values are equal if they are written alike.
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::rt::Decode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::Read<Self> {
                ::core::result::Result::Ok(Self::from(&*reader.text()?))
            }
        }

        impl $crate::rt::Encode for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::rt::Writer) {
                writer.string(self.as_str());
            }
        }

        $crate::__full_serde! { $name }
    };
}

#[cfg(test)]
mod tests {
    use crate::json::{decode, encode};

    #[derive(Clone, Debug)]
    enum Sort {
        Asc,
        NotDesc,
        Unrecognized(String),
    }

    crate::rt::open_enum! { Sort { Asc = "ASC", NotDesc = "not-DESC", } }

    #[derive(Clone, Debug)]
    enum Only {
        One,
        Unrecognized(String),
    }

    crate::rt::open_enum! { Only { One = "one", } }

    #[test]
    fn texts_go_both_ways_and_an_unknown_one_is_kept() {
        let cases = [("ASC", Sort::Asc), ("not-DESC", Sort::NotDesc), ("new", Sort::Unrecognized("new".to_owned()))];
        for (text, value) in cases {
            let json = format!("{text:?}");
            assert_eq!(decode::<Sort>(&json).ok(), Some(value.clone()));
            assert_eq!(encode(&value), json);
            assert_eq!((value.to_string().as_str(), value.as_str()), (text, text));
        }
    }

    #[test]
    fn another_kind_of_json_is_an_error() {
        let error = decode::<Sort>("1").map_err(|error| error.to_string());
        assert_eq!(error, Err("invalid type: number, expected a string at line 1 column 1".to_owned()));
    }

    #[test]
    fn it_works_inside_an_option_and_a_list() {
        let list = decode::<Vec<Option<Sort>>>(r#"["ASC", null, "x"]"#).ok();
        assert_eq!(list, Some(vec![Some(Sort::Asc), None, Some(Sort::Unrecognized("x".to_owned()))]));
    }

    #[derive(Clone, Debug)]
    enum Level {
        V1,
        Minus2,
        Unrecognized(i64),
    }

    crate::rt::open_enum! { Level of integers { V1 = 1, Minus2 = -2, } }

    #[test]
    fn integers_go_both_ways_and_an_unknown_one_is_kept() {
        for (integer, value) in [(1, Level::V1), (-2, Level::Minus2), (7, Level::Unrecognized(7))] {
            assert_eq!(decode::<Level>(&integer.to_string()).ok(), Some(value.clone()));
            assert_eq!(encode(&value), integer.to_string());
            assert_eq!(value.to_string(), integer.to_string());
        }
    }

    #[test]
    fn one_known_value_is_the_default() {
        assert_eq!(Only::default(), Only::One);
    }
}
