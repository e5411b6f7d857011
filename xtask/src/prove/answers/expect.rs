//! What the design says of a body: what is read of it, or where it cannot be read.
//!
//! These are the rules of `src/rt` and `src/decode` a second time, over values instead of types, so that both have to
//! agree on every body. Which shape a place has is the generator's decision, and is taken from its model.
//!
//! | place | read | an error at the place |
//! |---|---|---|
//! | text, boolean, number | its own kind; any number where it may be a fraction | another kind; a fraction for an integer |
//! | id, time, date | its text, in one spelling | another kind or form |
//! | enumeration | any text, or any integer | another kind |
//! | list, map | each item or member | another kind |
//! | object | named members in any order; the others kept where there is room | another kind; a member absent that has to be there, at the object |
//! | union | the alternative that its mark names; the whole value where no alternative claims it | an alternative that claims it and cannot be read: where the best of those fails |
//! | anything | any JSON | never |

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::leniency::Leniency;
use super::mutate::Kind;
use crate::codegen::model::{
    Direction, EnumOf, Field, Model, Presence, Reading, Shape, Struct, TypeId, TypeRef, Union, UnionBy, UnionVariant,
    Usage,
};

/// How much of the body of an error of the service is kept, in bytes. A longer one has no value.
pub(super) const KEPT: usize = 64 * 1024;
/// The longest path that errors show, in characters.
const LONGEST_PATH: usize = 400;

/// What the design wants of a body that is not what the schema says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// It is read, and what else is in it is as it would be without.
    Tolerated,
    /// It is an error that names the operation and the place.
    Located,
}

/// "Strict when sending, tolerant when receiving": what services add, leave out or reorder is read. What stands in the
/// place of something else is not, as it would hide bad data.
pub(super) fn rule(kind: Kind) -> Rule {
    match kind {
        Kind::UnknownMember
        | Kind::UnknownMembersEverywhere
        | Kind::UnknownValue
        | Kind::UnknownTag
        | Kind::OptionalAbsent
        | Kind::OptionalNull
        | Kind::Reversed
        | Kind::NumberWhole
        | Kind::NumberFraction
        | Kind::LongList => Rule::Tolerated,
        Kind::IntegerAsFloat | Kind::RequiredAbsent | Kind::OtherType | Kind::Truncated | Kind::Empty => Rule::Located,
    }
}

/// What was read.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    /// What would be written again.
    pub(super) value: Value,
    /// What is not as it came, with JSON paths.
    pub(super) notes: Vec<(String, Leniency)>,
}

/// Where a body could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The JSON path that the error tells.
    pub(super) path: String,
}

/// Reads bodies as the types of a model do.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    model: &'a Model,
}

struct Way<'a> {
    model: &'a Model,
    notes: Vec<(String, Leniency)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model }
    }

    pub(super) fn read(self, ty: &TypeRef, value: &Value) -> Result<Read, Fault> {
        let mut way = Way { model: self.model, notes: Vec::new() };
        let value = way.read(ty, value, "$")?;
        Ok(Read { value, notes: way.notes })
    }
}

impl Fault {
    fn at(path: &str) -> Self {
        Self { path: path.to_owned() }
    }

    /// The path as the error shows it.
    pub(super) fn shown(&self) -> String {
        match self.path.char_indices().nth(LONGEST_PATH) {
            Some((end, _)) => self.path.get(..end).unwrap_or_default().to_owned() + "…",
            None => self.path.clone(),
        }
    }
}

impl Way<'_> {
    fn read(&mut self, ty: &TypeRef, value: &Value, path: &str) -> Result<Value, Fault> {
        let fault = || Fault::at(path);
        match (ty, value) {
            (TypeRef::Json, _) => {
                self.note(path, Leniency::Untyped);
                Ok(value.clone())
            }
            (TypeRef::Nullable(_), Value::Null) => Ok(Value::Null),
            (TypeRef::Nullable(inner), _) => self.read(inner, value, path),
            (TypeRef::Named(id) | TypeRef::Boxed(id), _) => self.named(*id, value, path),
            (TypeRef::Bool, Value::Bool(_)) | (TypeRef::String | TypeRef::File, Value::String(_)) => Ok(value.clone()),
            (TypeRef::F64, Value::Number(_)) => Ok(value.clone()),
            (TypeRef::F32, Value::Number(number)) => Ok(self.rounded(number, path)),
            (TypeRef::I64, Value::Number(number)) if number.is_i64() => Ok(value.clone()),
            (TypeRef::I32, Value::Number(number)) => {
                number.as_i64().and_then(|number| i32::try_from(number).ok()).map(Value::from).ok_or_else(fault)
            }
            (TypeRef::Uuid, Value::String(text)) => {
                let id = Uuid::try_parse(text).map_err(|_| fault())?;
                Ok(self.respelled(text, id.to_string(), path, Leniency::IdInCapitals))
            }
            (TypeRef::Date, Value::String(text)) => {
                let date: NaiveDate = text.parse().map_err(|_| fault())?;
                Ok(self.respelled(text, date.to_string(), path, Leniency::Instant))
            }
            (TypeRef::DateTime, Value::String(text)) => {
                let instant: DateTime<Utc> = text.parse().map_err(|_| fault())?;
                Ok(self.respelled(text, instant.to_rfc3339_opts(SecondsFormat::AutoSi, true), path, Leniency::Instant))
            }
            (TypeRef::List(inner), Value::Array(items)) => {
                let read = |(index, item)| self.read(inner, item, &format!("{path}[{index}]"));
                items.iter().enumerate().map(read).collect()
            }
            (TypeRef::Map(inner), Value::Object(members)) => {
                let read = |(name, member): (&String, &Value)| {
                    Ok((name.clone(), self.read(inner, member, &below(path, name))?))
                };
                members.iter().map(read).collect::<Result<Map<_, _>, _>>().map(Value::from)
            }
            _ => Err(fault()),
        }
    }

    fn named(&mut self, id: TypeId, value: &Value, path: &str) -> Result<Value, Fault> {
        let def = self.model.type_def(id);
        match &def.shape {
            Shape::Alias(ty, _) | Shape::Newtype(ty) => self.read(ty, value, path),
            Shape::Struct(shape) | Shape::Form(shape) => self.object(shape, def.usage, value, path),
            Shape::Union(union) => self.union(union, value, path),
            Shape::Enum(shape) => match shape.of {
                EnumOf::Texts => self.read(&TypeRef::String, value, path),
                EnumOf::Integers => self.read(&TypeRef::I64, value, path),
            },
            // Told by the status, before anything is read.
            Shape::Outcome(_) => Err(Fault::at(path)),
        }
    }

    fn object(&mut self, shape: &Struct, usage: Usage, value: &Value, path: &str) -> Result<Value, Fault> {
        let Value::Object(members) = value else { return Err(Fault::at(path)) };
        let differs = shape.fields.iter().any(|field| field.direction != Direction::Both);
        let two_tables = usage.sent && usage.received && differs;
        let mut kept = Map::new();
        for (name, member) in members {
            let at = below(path, name);
            let value = match (shape.fields.iter().find(|field| field.wire == *name), &shape.rest) {
                (Some(field), _) => self.member(field, two_tables, member, &at),
                (None, Some(rest)) => self.read(&rest.ty, member, &at).map(Some),
                (None, None) => {
                    self.note(&at, Leniency::UnknownMember);
                    Ok(None)
                }
            };
            kept.extend(value?.map(|value| (name.clone(), value)));
        }
        for field in shape.fields.iter().filter(|field| !members.contains_key(&field.wire)) {
            let is_only_sent = two_tables && field.direction == Direction::Sent;
            match field.presence {
                Presence::Required if !is_only_sent => return Err(Fault::at(path)),
                Presence::Nullable if !is_only_sent => {
                    self.note(&below(path, &field.wire), Leniency::AbsentAsNull);
                    kept.insert(field.wire.clone(), Value::Null);
                }
                _ if two_tables && field.direction == Direction::Received => {
                    self.note(&below(path, &field.wire), Leniency::OnlyReceived);
                }
                _ => self.note(&below(path, &field.wire), Leniency::LeftOut),
            }
        }
        Ok(kept.into())
    }

    /// What is written of a member; none where it is as if it were absent.
    fn member(&mut self, field: &Field, two_tables: bool, value: &Value, path: &str) -> Result<Option<Value>, Fault> {
        if two_tables && field.direction == Direction::Sent {
            self.note(path, Leniency::OnlySent);
            return Ok(None);
        }
        let is_none = |text: &str| matches!(text.trim(), "" | "None" | "null");
        let read = match (field.presence, field.reading, value) {
            (Presence::Optional, _, Value::Null) => {
                self.note(path, Leniency::NullAsAbsent);
                None
            }
            (Presence::Optional, Reading::NumberOrNone, Value::String(text)) if is_none(text) => {
                self.note(path, Leniency::NoneAsAbsent);
                None
            }
            (Presence::Nullable | Presence::OptionalNullable, _, Value::Null) => Some(Value::Null),
            _ => Some(self.read(&field.ty, value, path)?),
        };
        if two_tables && field.direction == Direction::Received {
            self.note(path, Leniency::OnlyReceived);
            return Ok(None);
        }
        Ok(read)
    }

    fn union(&mut self, union: &Union, value: &Value, path: &str) -> Result<Value, Fault> {
        let mut first: Option<Fault> = None;
        for variant in candidates(union, value) {
            let noted = self.notes.len();
            match self.read(&variant.ty, value, path) {
                Ok(value) => {
                    if first.is_some() {
                        self.note(path, Leniency::OtherAlternative);
                    }
                    return Ok(value);
                }
                Err(fault) => {
                    self.notes.truncate(noted);
                    first = first.or(Some(fault));
                }
            }
        }
        match first {
            Some(fault) => Err(fault),
            None => {
                self.note(path, Leniency::Unrecognized);
                Ok(value.clone())
            }
        }
    }

    fn respelled(&mut self, text: &str, kept: String, path: &str, why: Leniency) -> Value {
        if kept != text {
            self.note(path, why);
        }
        kept.into()
    }

    fn rounded(&mut self, number: &serde_json::Number, path: &str) -> Value {
        let exact = number.as_f64().unwrap_or_default();
        // As its shortest spelling says it, which is what is written.
        let kept: f64 = (exact as f32).to_string().parse().unwrap_or(exact);
        if kept != exact {
            self.note(path, Leniency::Rounded);
        }
        Value::from(kept)
    }

    fn note(&mut self, path: &str, why: Leniency) {
        self.notes.push((path.to_owned(), why));
    }
}

/// The alternatives that claim a value, the best first.
fn candidates<'u>(union: &'u Union, value: &Value) -> Vec<&'u UnionVariant> {
    let by_mark = |mark: &str| union.variants.iter().find(|variant| variant.marks.iter().any(|own| own == mark));
    match &union.by {
        UnionBy::Tag(member) => value[member].as_str().and_then(by_mark).into_iter().collect(),
        UnionBy::Kind => by_mark(kind(value)).into_iter().collect(),
        UnionBy::Members => {
            let Value::Object(members) = value else { return Vec::new() };
            let count = |names: &[String]| names.iter().filter(|name| members.contains_key(*name)).count();
            let mut fits: Vec<&UnionVariant> =
                union.variants.iter().filter(|variant| count(&variant.marks) == variant.marks.len()).collect();
            fits.sort_by_key(|variant| std::cmp::Reverse(variant.marks.len() + count(&variant.named)));
            fits
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The JSON path of a member.
fn below(path: &str, name: &str) -> String {
    let mut chars = name.chars();
    let is_plain = chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|mark| mark.is_ascii_alphanumeric() || mark == '_' || mark == '-');
    if is_plain { format!("{path}.{name}") } else { format!("{path}[{name:?}]") }
}

/// The JSON path of a JSON pointer into a value.
pub(super) fn path_of(pointer: &str, value: &Value) -> String {
    let (mut path, mut at) = ("$".to_owned(), Some(value));
    for part in pointer.split('/').skip(1) {
        let name = part.replace("~1", "/").replace("~0", "~");
        match at {
            Some(Value::Array(items)) => {
                // A text never fails to take more.
                let _ = write!(path, "[{name}]");
                at = name.parse::<usize>().ok().and_then(|index| items.get(index));
            }
            _ => {
                path = below(&path, &name);
                at = at.and_then(|value| value.get(&name));
            }
        }
    }
    path
}

#[cfg(test)]
mod tests;
