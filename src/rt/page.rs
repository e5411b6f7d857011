//! Pages: how the fields of an answer tell of its items and of the next page.
//!
//! A generated page has one line, `rt::page! { Name of Item { items data required; link links optional next optional; } }`.
//! A path names the fields down to a value, each with its presence.

/// Makes a type a page of a list. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    ($name:ident of $item:ty {
        items $items:ident $presence:ident;
        link $($link:ident)+;
        $(number $($number:ident)+;)?
    }) => {
        impl $crate::rt::Page for $name {
            type Item = $item;

            fn next(&self) -> $crate::rt::Next<'_> {
                $crate::rt::Next::link($crate::__page!(@path self, $($link)+))
                    $(.or_page($crate::__page!(@path self, $($number)+).copied()))?
            }

            fn is_empty(&self) -> bool {
                $crate::__page!(@empty self $items $presence)
            }

            fn into_items(self) -> ::std::vec::Vec<Self::Item> {
                $crate::__page!(@items self $items $presence)
            }
        }
    };
    (@empty $page:ident $items:ident required) => { $page.$items.is_empty() };
    (@empty $page:ident $items:ident optional) => { $page.$items.as_ref().is_none_or(|items| items.is_empty()) };
    (@items $page:ident $items:ident required) => { $page.$items };
    (@items $page:ident $items:ident optional) => { $page.$items.unwrap_or_default() };

    (@path $value:expr, $field:ident optional) => { $value.$field.as_ref() };
    (@path $value:expr, $field:ident required) => { ::core::option::Option::Some(&$value.$field) };
    (@path $value:expr, $field:ident optional $($rest:ident)+) => {
        $value.$field.as_ref().and_then(|inner| $crate::__page!(@path inner, $($rest)+))
    };
    (@path $value:expr, $field:ident required $($rest:ident)+) => { $crate::__page!(@path $value.$field, $($rest)+) };
}

/// Makes a union of a text and an object a link.
#[doc(hidden)]
#[macro_export]
macro_rules! __link {
    ($name:ident { text $text:ident; object $object:ident href $href:ident; }) => {
        impl $crate::rt::Link for $name {
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
