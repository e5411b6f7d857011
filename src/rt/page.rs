//! Pages: how the fields of an answer tell of its items and of the next page.
//!
//! A generated page has one line, `rt::page! { Name of Item { items data required; link links optional next optional; } }`.
//! A path names the fields down to a value, each with its presence. Of `link`, `number` and `cursor`, what an answer has
//! is named; `total` is how many items there are on all pages.

/// Makes a type a page of a list. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    ($name:ident of $item:ty {
        items $($items:ident)+;
        $(link $($link:ident)+;)?
        $(number $($number:ident)+;)?
        $(cursor $($cursor:ident)+;)?
        $(total $($total:ident)+;)?
    }) => {
        impl $crate::rt::Page for $name {
            type Item = $item;

            #[cfg_attr(not(debug_assertions), inline)]
            fn next(&self) -> $crate::rt::Next<'_> {
                let items = $crate::__page!(@path self, $($items)+);
                $crate::rt::Next::of(items.map_or(0, |items| items.len()))
                    $(.or_link($crate::__page!(@path self, $($link)+)))?
                    $(.or_page($crate::__page!(@number self, $($number)+)))?
                    $(.or_cursor($crate::__page!(@path self, $($cursor)+)))?
                    $(.of_total($crate::__page!(@number self, $($total)+)))?
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn is_empty(&self) -> bool {
                $crate::__page!(@path self, $($items)+).is_none_or(|items| items.is_empty())
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn into_items(self) -> ::std::vec::Vec<Self::Item> {
                $crate::__page!(@take self, $($items)+).unwrap_or_default()
            }
        }
    };
    (@number $value:expr, $($path:ident)+) => {
        $crate::__page!(@path $value, $($path)+).map(|number| ::core::primitive::i64::from(*number))
    };

    (@path $value:expr, $field:ident optional) => { $value.$field.as_ref() };
    (@path $value:expr, $field:ident required) => { ::core::option::Option::Some(&$value.$field) };
    (@path $value:expr, $field:ident optional $($rest:ident)+) => {
        $value.$field.as_ref().and_then(|inner| $crate::__page!(@path inner, $($rest)+))
    };
    (@path $value:expr, $field:ident required $($rest:ident)+) => { $crate::__page!(@path $value.$field, $($rest)+) };

    // The same by value.
    (@take $value:expr, $field:ident optional) => { $value.$field };
    (@take $value:expr, $field:ident required) => { ::core::option::Option::Some($value.$field) };
    (@take $value:expr, $field:ident optional $($rest:ident)+) => {
        $value.$field.and_then(|inner| $crate::__page!(@take inner, $($rest)+))
    };
    (@take $value:expr, $field:ident required $($rest:ident)+) => { $crate::__page!(@take $value.$field, $($rest)+) };
}

/// Makes a union of a text and an object a link.
#[doc(hidden)]
#[macro_export]
macro_rules! __link {
    ($name:ident { text $text:ident; object $object:ident href $href:ident; }) => {
        impl $crate::rt::Link for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn href(&self) -> ::core::option::Option<&str> {
                match self {
                    Self::$text(text) => ::core::option::Option::Some(text),
                    Self::$object(object) => ::core::option::Option::Some(&object.$href),
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}
