//! Builders: how a caller makes a value of a struct that is sent.
//!
//! A generated struct that can be sent has one line, `rt::build! { Name new { … } optional { … } … }`, which
//! gives it `new` and chained setters.
//!
//! | group | in `new` | setter |
//! |---|---|---|
//! | `new` | an argument | none |
//! | `constant` | its only known value | takes another |
//! | `preset` | its only known value, though it may be absent | takes another |
//! | `optional` | absent | makes it present |
//! | `nullable` | null | makes it present |
//! | `either` | absent | makes it present, or null by a setter of its own |
//! | `received` | absent, as it is never sent | none |
//! | `rest` | empty | adds a member by name |

/// Gives a struct `new` and setters. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __build {
    (
        $name:ident
        new { $($new:ident: $new_ty:ty;)* }
        $(constant { $($constant:ident: $constant_ty:ty;)* })?
        $(preset { $($preset:ident: $preset_ty:ty;)* })?
        $(optional { $($optional:ident: $optional_ty:ty;)* })?
        $(nullable { $($nullable:ident: $nullable_ty:ty;)* })?
        $(either { $($either:ident: $either_ty:ty, $null:ident;)* })?
        $(received { $($received:ident;)* })?
        $(rest { $rest:ident: $rest_ty:ty })?
    ) => {
        impl $name {
            /// A value of what has to be there. What may be absent has a setter.
            #[allow(clippy::new_without_default, clippy::too_many_arguments, reason = "the document says what is required")]
            pub fn new($($new: impl ::core::convert::Into<$new_ty>),*) -> Self {
                Self {
                    $($new: $new.into(),)*
                    $($($constant: ::core::default::Default::default(),)*)?
                    $($($preset: ::core::option::Option::Some(::core::default::Default::default()),)*)?
                    $($($optional: ::core::option::Option::None,)*)?
                    $($($nullable: ::core::option::Option::None,)*)?
                    $($($either: ::core::option::Option::None,)*)?
                    $($($received: ::core::option::Option::None,)*)?
                    $($rest: ::core::default::Default::default(),)?
                }
            }

            $($(
                #[doc = concat!("Sets `", stringify!($constant), "` to another than its known value.")]
                #[must_use]
                pub fn $constant(mut self, value: impl ::core::convert::Into<$constant_ty>) -> Self {
                    self.$constant = value.into();
                    self
                }
            )*)?
            $($crate::__build! { @optional $($preset: $preset_ty;)* })?
            $($crate::__build! { @optional $($optional: $optional_ty;)* })?
            $($crate::__build! { @optional $($nullable: $nullable_ty;)* })?
            $($(
                #[doc = concat!("Sets `", stringify!($either), "`.")]
                #[must_use]
                pub fn $either(mut self, value: impl ::core::convert::Into<$either_ty>) -> Self {
                    self.$either = ::core::option::Option::Some(::core::option::Option::Some(value.into()));
                    self
                }

                #[doc = concat!("Sets `", stringify!($either), "` to null, which is not the same as leaving it out.")]
                #[must_use]
                pub fn $null(mut self) -> Self {
                    self.$either = ::core::option::Option::Some(::core::option::Option::None);
                    self
                }
            )*)?
            $(
                /// Adds a member that the document does not name.
                #[must_use]
                pub fn with_member(
                    mut self,
                    name: impl ::core::convert::Into<::std::string::String>,
                    value: impl ::core::convert::Into<$rest_ty>,
                ) -> Self {
                    self.$rest.insert(name.into(), value.into());
                    self
                }
            )?
        }
    };
    (@optional $($field:ident: $ty:ty;)*) => {
        $(
            #[doc = concat!("Sets `", stringify!($field), "`.")]
            #[must_use]
            pub fn $field(mut self, value: impl ::core::convert::Into<$ty>) -> Self {
                self.$field = ::core::option::Option::Some(value.into());
                self
            }
        )*
    };
}

#[cfg(test)]
mod tests {
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Kind;

    #[derive(Clone, Debug, PartialEq)]
    struct Sample {
        id: u32,
        r#type: Kind,
        kind: Option<Kind>,
        name: Option<String>,
        role: Option<String>,
        note: Option<Option<String>>,
        more: crate::rt::Map<serde_json::Value>,
    }

    crate::rt::build! {
        Sample new { id: u32; } constant { r#type: Kind; } preset { kind: Kind; } optional { name: String; }
        nullable { role: String; } either { note: String, note_null; } rest { more: serde_json::Value }
    }

    #[test]
    fn new_takes_what_has_to_be_there_and_knows_what_has_one_value() {
        let sample = Sample::new(1u8);
        let expected = Sample {
            id: 1,
            r#type: Kind,
            kind: Some(Kind),
            name: None,
            role: None,
            note: None,
            more: Default::default(),
        };
        assert_eq!(sample, expected);
    }

    #[test]
    fn setters_chain() {
        let sample = Sample::new(1u8).name("a").role("b").note("c").with_member("x", 1).kind(Kind).r#type(Kind);
        assert_eq!((sample.name.as_deref(), sample.role.as_deref()), (Some("a"), Some("b")));
        assert_eq!(sample.note, Some(Some("c".to_owned())));
        assert_eq!(sample.more.get("x"), Some(&serde_json::json!(1)));
        assert_eq!(Sample::new(1u8).note("c").note_null().note, Some(None));
    }
}
