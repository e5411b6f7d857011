//! Forms of parts: how the fields of a struct stand for the parts of a `multipart/form-data` body.
//!
//! A generated struct has one line, `rt::parts! { Name { field = presence kind "name", .. rest } }`. A kind may be
//! followed by `as "type"`, the media type of the part where the document names one.
//!
//! | kind | the field | the parts |
//! |---|---|---|
//! | `text` | anything with a `Display` | one text |
//! | `texts` | a list of those | a text each |
//! | `file` | `rt::File` | one file |
//! | `files` | `Vec<rt::File>` | a file each |
//! | `json` | anything that can be serialized | one of the type `application/json` |
//! | `value` | anything that can be serialized | by its value: a scalar is text, an object JSON, a list one part an item |
//!
//! The presence is `required`, for a field of just that type, or `optional`, `nullable` (an `Option` of it) or
//! `either` (an `Option` of an `Option`): what is not there has no part. The members of `rest` are of the kind `value`.

/// Turns a struct into parts. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __parts {
    ($name:ident {
        $($field:ident = $presence:ident $kind:ident $wire:literal $(as $content_type:literal)?,)*
        $(.. $rest:ident)?
    }) => {
        impl $crate::rt::IntoParts for &$name {
            #[allow(unused_mut, reason = "a form may have no parts")]
            fn into_parts(self) -> $crate::rt::FormParts {
                let mut parts = $crate::rt::FormParts::new();
                $($crate::__part! {
                    @present $presence &self.$field, $kind parts $wire ($($content_type)?)
                })*
                $(for (name, value) in &self.$rest {
                    parts.add_value(name, ::core::option::Option::None, value);
                })?
                parts
            }
        }
    };
    // Without a comma at the end.
    ($name:ident {
        $($field:ident = $presence:ident $kind:ident $wire:literal $(as $content_type:literal)?),+
    }) => {
        $crate::__parts! { $name { $($field = $presence $kind $wire $(as $content_type)?,)+ } }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __part {
    (@present required $value:expr, $kind:ident $parts:ident $wire:literal $content_type:tt) => {
        $crate::__part! { @add $kind $value, $parts $wire $crate::__part!(@type $content_type) }
    };
    (@present either $value:expr, $kind:ident $parts:ident $wire:literal $content_type:tt) => {
        if let ::core::option::Option::Some(::core::option::Option::Some(value)) = $value {
            $crate::__part! { @add $kind value, $parts $wire $crate::__part!(@type $content_type) }
        }
    };
    (@present $presence:ident $value:expr, $kind:ident $parts:ident $wire:literal $content_type:tt) => {
        if let ::core::option::Option::Some(value) = $value {
            $crate::__part! { @add $kind value, $parts $wire $crate::__part!(@type $content_type) }
        }
    };
    (@add text $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        $parts.add_text($wire, $content_type, $value);
    };
    (@add texts $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        for item in $value {
            $parts.add_text($wire, $content_type, item);
        }
    };
    (@add file $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        $parts.add_file($wire, $content_type, $value);
    };
    (@add files $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        for item in $value {
            $parts.add_file($wire, $content_type, item);
        }
    };
    (@add json $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        $parts.add_json($wire, $content_type, $value);
    };
    (@add value $value:expr, $parts:ident $wire:literal $content_type:expr) => {
        $parts.add_value($wire, $content_type, $value);
    };
    (@type ()) => {
        ::core::option::Option::None
    };
    (@type ($content_type:literal)) => {
        ::core::option::Option::Some($content_type)
    };
}

#[cfg(test)]
mod tests {
    use crate::rt;
    use crate::rt::{File, IntoParts as _};

    struct Upload {
        title: String,
        note: Option<String>,
        ratio: f64,
        photo: File,
        thumbnail: Option<File>,
        pages: Vec<File>,
        labels: Option<Vec<String>>,
        owner: rt::Map<u32>,
        any: rt::Value,
        gone: Option<Option<u32>>,
        more: rt::Map<rt::Value>,
    }

    rt::parts! {
        Upload {
            title = required text "title" as "text/csv",
            note = optional text "no\"te",
            ratio = required text "ratio",
            photo = required file "photo" as "image/png",
            thumbnail = optional file "thumbnail",
            pages = required files "pages",
            labels = optional texts "labels",
            owner = required json "owner",
            any = required value "any",
            gone = either text "gone",
            .. more
        }
    }

    struct Small {
        name: Option<String>,
    }

    rt::parts! { Small { name = nullable text "name" } }

    fn upload() -> Upload {
        Upload {
            title: "T".to_owned(),
            note: None,
            ratio: 0.5,
            photo: File::new("p", "P"),
            thumbnail: Some(File::new("t", "T")),
            pages: vec![File::new("1", "1"), File::new("2", "2")],
            labels: Some(vec!["a".to_owned(), "b".to_owned()]),
            owner: rt::Map::from([("id".to_owned(), 1)]),
            any: rt::Value::from(vec![1, 2]),
            gone: Some(None),
            more: rt::Map::from([("x".to_owned(), rt::Value::from(true))]),
        }
    }

    #[test]
    fn every_kind_of_field_becomes_its_parts() {
        let shown = format!("{:?}", upload().into_parts());
        let names: Vec<&str> =
            shown.split("Part { name: \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let expected =
            ["title", "ratio", "photo", "thumbnail", "pages", "pages", "labels", "labels", "owner", "any", "any", "x"];
        assert_eq!(names, expected);
        for media_type in ["text/csv", "image/png", "application/octet-stream", "application/json"] {
            assert!(shown.contains(media_type), "{shown}");
        }
    }

    #[test]
    fn a_struct_without_a_value_has_no_parts() {
        assert!(format!("{:?}", Small { name: None }.into_parts()).contains("parts: []"));
    }
}
