//! Answers whose type depends on their status.
//!
//! A generated enum has one line, `rt::outcome! { Name { row, … } }`, and as its last variant
//! `Unrecognized(u16)`, for a status that no row fits.
//!
//! | row | status |
//! |---|---|
//! | `200 => Variant kind` | this one |
//! | `range 2 => Variant kind` | 200 to 299 that have no row of their own |
//! | `default => Variant kind` | all that have no other row |
//!
//! | kind | the variant |
//! |---|---|
//! | `json` | `Variant(T)` |
//! | `text` | `Variant(String)` |
//! | `bytes` | `Variant(Bytes)` |
//! | `optional` | `Variant(Option<T>)`, of JSON that may be absent |
//! | `nothing` | `Variant`; a body that comes anyway does no harm |

use bytes::Bytes;

use crate::decode::{self, Outcome, ReceivedBody};
use crate::error::Error;
use crate::json::Decode;
use crate::operation::Operation;

/// The body of an error of this operation, as JSON; `None` if there is none that can be read so.
pub fn failure<T: Decode>(operation: &'static Operation, error: &Error) -> Option<T> {
    decode::required(body_of(operation, error)?).ok()
}

/// The body of an error of this operation, by its status.
pub fn failure_outcome<T: Outcome>(operation: &'static Operation, error: &Error) -> Option<T> {
    let body = body_of(operation, error)?;
    T::decode(error.status()?.as_u16(), ReceivedBody::new(body)).ok()
}

/// The body of an error, if it is an error of this operation: another one's means something else.
fn body_of<'a>(operation: &'static Operation, error: &'a Error) -> Option<&'a Bytes> {
    let of_operation = error.operation().is_some_and(|other| std::ptr::eq(other, operation));
    error.kept_body().filter(|_| of_operation)
}

/// Decodes an enum by the status. See the module.
#[doc(hidden)]
#[macro_export]
macro_rules! __outcome {
    ($name:ident { $($($word:ident)? $($status:literal)? => $variant:ident $kind:ident),* $(,)? }) => {
        impl $crate::rt::Outcome for $name {
            #[allow(unreachable_code, unused_variables, reason = "the last answer may be that of every other status")]
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(
                status: u16,
                body: $crate::rt::ReceivedBody<'_>,
            ) -> ::core::result::Result<Self, $crate::rt::Undecoded> {
                // From the most to the least exact, whatever the order of the rows.
                $($crate::__outcome! { @exact status body ($($word)? $($status)?) $variant $kind })*
                $($crate::__outcome! { @range status body ($($word)? $($status)?) $variant $kind })*
                $($crate::__outcome! { @default status body ($($word)? $($status)?) $variant $kind })*
                ::core::result::Result::Ok(Self::Unrecognized(status))
            }
        }
    };
    (@exact $is:ident $body:ident ($status:literal) $variant:ident $kind:ident) => {
        if $is == $status {
            return $crate::__outcome! { @read $body $variant $kind };
        }
    };
    (@range $is:ident $body:ident (range $class:literal) $variant:ident $kind:ident) => {
        if $is / 100 == $class {
            return $crate::__outcome! { @read $body $variant $kind };
        }
    };
    (@default $is:ident $body:ident (default) $variant:ident $kind:ident) => {
        return $crate::__outcome! { @read $body $variant $kind };
    };
    (@$pass:ident $is:ident $body:ident ($($row:tt)+) $variant:ident $kind:ident) => {};
    (@read $body:ident $variant:ident nothing) => {
        ::core::result::Result::Ok(Self::$variant)
    };
    (@read $body:ident $variant:ident $kind:ident) => {
        $body.$kind().map(Self::$variant)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Sample {
        Ok(u32),
        Accepted(Option<u32>),
        NoContent,
        Partial(Bytes),
        Success(String),
        Unrecognized(u16),
    }

    crate::rt::outcome! {
        Sample {
            range 2 => Success text,
            200 => Ok json,
            202 => Accepted optional,
            204 => NoContent nothing,
            206 => Partial bytes,
        }
    }

    #[derive(Debug, PartialEq)]
    enum Rest {
        NotFound,
        Other(u32),
        #[allow(dead_code, reason = "every outcome has it")]
        Unrecognized(u16),
    }

    crate::rt::outcome! { Rest { default => Other json, 404 => NotFound nothing } }

    fn decoded<T: Outcome>(status: u16, body: &'static str) -> Option<T> {
        T::decode(status, ReceivedBody::new(&Bytes::from_static(body.as_bytes()))).ok()
    }

    #[test]
    fn the_most_exact_row_counts() {
        let table = [
            (200, "1", Some(Sample::Ok(1))),
            (200, "", None),
            (200, "x", None),
            (202, "2", Some(Sample::Accepted(Some(2)))),
            (202, "", Some(Sample::Accepted(None))),
            (204, "whatever", Some(Sample::NoContent)),
            (206, "x", Some(Sample::Partial(Bytes::from_static(b"x")))),
            (299, "x", Some(Sample::Success("x".to_owned()))),
            (303, "x", Some(Sample::Unrecognized(303))),
        ];
        for (status, body, expected) in table {
            assert_eq!(decoded::<Sample>(status, body), expected, "{status} {body}");
        }
        assert_eq!(decoded(404, "1"), Some(Rest::NotFound));
        assert_eq!(decoded(500, "1"), Some(Rest::Other(1)));
    }
}
