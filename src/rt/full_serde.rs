//! Serde's traits for every type, and both directions, for people who store or mock answers.
//!
//! They go through a tree of serde_json, as one line for a type is all that is compiled then; the client itself has no
//! use for them.

/// What follows the name and serde's traits, with the feature `full-serde`.
#[cfg(feature = "full-serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __full_serde {
    ($name:ident $($items:tt)*) => {
        $($items)*

        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::rt::deserialize(deserializer)
            }
        }

        impl $crate::rt::Serialize for $name {
            fn serialize<S: $crate::rt::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::rt::serialize(self, serializer)
            }
        }
    };
}

/// Nothing, without the feature `full-serde`.
#[cfg(not(feature = "full-serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __full_serde {
    ($($items:tt)*) => {};
}
