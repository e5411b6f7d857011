//! How values that are no objects are read.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::fault::Read;
use super::number::Written;
use super::reader::Reader;
use super::value;
use crate::rt::Map;

/// A value that can be read from JSON.
pub trait Decode: Sized {
    /// Reads it from where the reader stands.
    ///
    /// # Errors
    ///
    /// The reader then knows why.
    fn decode(reader: &mut Reader<'_>) -> Read<Self>;
}

/// A value that may be null.
impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        match reader.null() {
            Ok(true) => Ok(None),
            Ok(false) => match T::decode(reader) {
                Ok(value) => Ok(Some(value)),
                Err(stop) => Err(stop),
            },
            Err(stop) => Err(stop),
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        match T::decode(reader) {
            Ok(value) => Ok(Self::new(value)),
            Err(stop) => Err(stop),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let mut items = Self::new();
        match reader.list(&mut items) {
            Ok(()) => Ok(items),
            Err(stop) => Err(stop),
        }
    }
}

/// A list that is read item by item.
trait Items {
    /// Reads one more item.
    fn grow(&mut self, reader: &mut Reader<'_>) -> Read<()>;
}

impl<T: Decode> Items for Vec<T> {
    fn grow(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        match T::decode(reader) {
            Ok(item) => {
                self.push(item);
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let mut members = Self::new();
        reader.object(&[], &mut [], Some(&mut members))?;
        Ok(members)
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        reader.text().map(std::borrow::Cow::into_owned)
    }
}

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        match reader.peek() {
            Some(b't') => reader.literal("true").map(|()| true),
            Some(b'f') => reader.literal("false").map(|()| false),
            _ => Err(reader.unexpected("a boolean")),
        }
    }
}

/// Any JSON, as serde_json keeps it.
impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let text = reader.raw()?;
        value(text).map_err(|error| reader.refuse(error.to_string()))
    }
}

impl Decode for Uuid {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let text = reader.text()?;
        Self::try_parse(&text).map_err(|_| reader.refuse("invalid value: string, expected a UUID".to_owned()))
    }
}

impl Decode for DateTime<Utc> {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let text = reader.text()?;
        // The parser of the standard's form alone is the faster one.
        let time = DateTime::parse_from_rfc3339(&text).map(|at| at.to_utc()).or_else(|_| text.parse());
        time.map_err(|_| reader.refuse("invalid value: string, expected a time with its zone".to_owned()))
    }
}

impl Decode for NaiveDate {
    fn decode(reader: &mut Reader<'_>) -> Read<Self> {
        let text = reader.text()?;
        text.parse().map_err(|_| reader.refuse("invalid value: string, expected a date".to_owned()))
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {
        $(
            impl Decode for $integer {
                fn decode(reader: &mut Reader<'_>) -> Read<Self> {
                    let expected = stringify!($integer);
                    let (text, written) = reader.number(expected)?;
                    match (written, text.parse()) {
                        (Written::Integer, Ok(integer)) => Ok(integer),
                        (Written::Integer, Err(_)) => {
                            Err(reader.refuse(format!("invalid value: `{text}`, expected {expected}")))
                        }
                        (Written::Fraction, _) => {
                            Err(reader.refuse(format!("invalid type: floating point `{text}`, expected {expected}")))
                        }
                    }
                }
            }
        )*
    };
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! fractions {
    ($($fraction:ident)*) => {
        $(
            impl Decode for $fraction {
                fn decode(reader: &mut Reader<'_>) -> Read<Self> {
                    let (text, _) = reader.number(stringify!($fraction))?;
                    let number: Option<Self> = text.parse().ok();
                    number.filter(|number| number.is_finite()).ok_or_else(|| reader.refuse("number out of range".to_owned()))
                }
            }
        )*
    };
}

fractions! { f32 f64 }

impl Reader<'_> {
    fn list(&mut self, items: &mut dyn Items) -> Read<()> {
        let mut goes_on = self.begin_list()?;
        while goes_on {
            items.grow(self)?;
            goes_on = self.goes_on(b']')?;
        }
        Ok(())
    }

    /// Opens a list: whether it has an item.
    fn begin_list(&mut self) -> Read<bool> {
        if self.peek() != Some(b'[') {
            return Err(self.unexpected("a list"));
        }
        self.open()?;
        if self.peek() == Some(b']') {
            self.close();
            return Ok(false);
        }
        Ok(true)
    }
}
