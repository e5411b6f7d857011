//! How values that are no objects are written.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::writer::{Members, Writer};
use crate::rt::Map;

/// A value that can be written as JSON.
pub trait Encode {
    /// Writes it.
    fn encode(&self, writer: &mut Writer);

    /// Whether it has no place in an object.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        writer.list(self.iter().map(|item| item as &dyn Encode));
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[], &[], self);
    }
}

impl<T: Encode> Members for Map<T> {
    fn each(&self, write: &mut dyn FnMut(&str, &dyn Encode)) {
        self.iter().for_each(|(name, value)| write(name, value));
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) {
        writer.shown(format_args!("{self}"));
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Encode for Uuid {
    fn encode(&self, writer: &mut Writer) {
        quoted(self, writer);
    }
}

impl Encode for DateTime<Utc> {
    fn encode(&self, writer: &mut Writer) {
        quoted(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true), writer);
    }
}

impl Encode for NaiveDate {
    fn encode(&self, writer: &mut Writer) {
        quoted(self, writer);
    }
}

/// Writes as a text what needs no escapes.
fn quoted(value: &dyn Display, writer: &mut Writer) {
    writer.shown(format_args!("\"{value}\""));
}

macro_rules! integers {
    ($($integer:ident)*) => {
        $(
            impl Encode for $integer {
                fn encode(&self, writer: &mut Writer) {
                    writer.shown(format_args!("{self}"));
                }
            }
        )*
    };
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! fractions {
    ($($fraction:ident)*) => {
        $(
            /// In as few digits as tell the number. JSON has no word for what is no number, so that is null.
            impl Encode for $fraction {
                fn encode(&self, writer: &mut Writer) {
                    match self.is_finite() {
                        true => writer.shown(format_args!("{self:?}")),
                        false => writer.raw("null"),
                    }
                }
            }
        )*
    };
}

fractions! { f32 f64 }
