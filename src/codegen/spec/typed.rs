//! A document in the spelling of OpenAPI 3.0 as the types of `openapiv3`.
//!
//! They are filled in here and not by serde: what may be a reference or a part, or a schema of one kind or another, serde
//! buffers and tries, which took a third of the time of generation, and tells one fault where each has a place. Parts
//! that say nothing about requests and answers (examples, links, callbacks, credentials) are not read.

mod document;
mod parameters;
mod schema;

use openapiv3::{OpenAPI, ReferenceOr, Schema};
use serde_json::{Map, Number, Value};

use super::at::At;
use super::normalize::{keyword, misfit};
use crate::codegen::order;
use crate::codegen::problem::{Pointer, Problem};

pub use document::Component;

/// How a part of some kind is read. Nothing comes of one that is no such part, and a problem has been noted then.
type Read<T> = fn(&mut Reading, &Value, &At<'_>) -> Option<T>;

/// The whole document, or every part that cannot be read.
pub fn document(value: &Value) -> Result<OpenAPI, Vec<Problem>> {
    Reading::default().all(value, &At::ROOT, Reading::document)
}

/// The schema at a place.
pub fn schema(value: &Value, at: &Pointer) -> Result<Schema, Vec<Problem>> {
    Reading::default().all(value, &At::found(at), Reading::schema)
}

/// The part at a place.
pub fn component<T: Component>(value: &Value, at: &Pointer) -> Result<T, Vec<Problem>> {
    Reading::default().all(value, &At::found(at), T::read)
}

/// A way through the document, and what cannot be read on it.
#[derive(Default)]
pub struct Reading {
    problems: Vec<Problem>,
}

/// An object of the document and its place.
#[derive(Clone, Copy)]
struct Part<'v> {
    members: &'v Map<String, Value>,
    at: &'v At<'v>,
}

impl<'v> Part<'v> {
    /// What a keyword holds. Null says nothing.
    fn get(self, key: &str) -> Option<&'v Value> {
        keyword(self.members, key).filter(|value| !value.is_null())
    }
}

impl Reading {
    fn all<T>(mut self, value: &Value, at: &At<'_>, read: Read<T>) -> Result<T, Vec<Problem>> {
        let part = read(&mut self, value, at);
        // A keyword that two kinds of schemas have may be read twice.
        order::sort(&mut self.problems);
        self.problems.dedup();
        part.filter(|_| self.problems.is_empty()).ok_or(self.problems)
    }

    fn misfit(&mut self, value: &Value, form: &str, at: &At<'_>) {
        self.problems.push(misfit(value, form, at));
    }

    fn missing(&mut self, what: &str, at: &At<'_>) {
        self.problems.push(Problem::new(&at.pointer(), format!("{what} is missing")));
    }

    fn object<'v>(&mut self, value: &'v Value, at: &'v At<'v>) -> Option<Part<'v>> {
        if !value.is_object() {
            self.misfit(value, "an object", at);
        }
        value.as_object().map(|members| Part { members, at })
    }

    /// A member of some form.
    fn member<'v, T>(
        &mut self,
        part: Part<'v>,
        key: &str,
        form: &str,
        read: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Option<T> {
        let value = part.get(key)?;
        let member = read(value);
        if member.is_none() {
            self.misfit(value, form, &part.at.key(key));
        }
        member
    }

    fn text(&mut self, part: Part<'_>, key: &str) -> Option<String> {
        self.member(part, key, "a text", Value::as_str).map(str::to_owned)
    }

    fn required_text(&mut self, part: Part<'_>, key: &str) -> Option<String> {
        if part.get(key).is_none() {
            self.missing(&format!("`{key}`"), part.at);
        }
        self.text(part, key)
    }

    fn flag(&mut self, part: Part<'_>, key: &str) -> Option<bool> {
        self.member(part, key, "true or false", Value::as_bool)
    }

    fn number<'v>(&mut self, part: Part<'v>, key: &str) -> Option<&'v Number> {
        self.member(part, key, "a number", Value::as_number)
    }

    fn count(&mut self, part: Part<'_>, key: &str) -> Option<usize> {
        self.member(part, key, "a count", |value| usize::try_from(value.as_u64()?).ok())
    }

    fn values<'v>(&mut self, part: Part<'v>, key: &str) -> &'v [Value] {
        self.member(part, key, "a list", Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn texts(&mut self, part: Part<'_>, key: &str) -> Vec<String> {
        self.list(part, key, Self::item_text)
    }

    fn item_text(&mut self, value: &Value, at: &At<'_>) -> Option<String> {
        if !value.is_string() {
            self.misfit(value, "a text", at);
        }
        value.as_str().map(str::to_owned)
    }

    /// The part that a keyword holds.
    fn one<T>(&mut self, part: Part<'_>, key: &str, read: Read<T>) -> Option<T> {
        read(self, part.get(key)?, &part.at.key(key))
    }

    /// The parts in a list.
    fn list<T>(&mut self, part: Part<'_>, key: &str, read: Read<T>) -> Vec<T> {
        let at = part.at.key(key);
        let items = self.values(part, key).iter().enumerate();
        items.filter_map(|(index, item)| read(self, item, &at.index(index))).collect()
    }

    /// The parts that have names.
    fn map<T, M>(&mut self, part: Part<'_>, key: &str, read: Read<T>) -> M
    where
        M: FromIterator<(String, T)>,
    {
        let at = part.at.key(key);
        let parts = self.member(part, key, "an object", Value::as_object).into_iter().flatten();
        parts.filter_map(|(name, value)| Some((name.clone(), read(self, value, &at.key(name))?))).collect()
    }

    fn reference_or<T>(&mut self, value: &Value, at: &At<'_>, read: Read<T>) -> Option<ReferenceOr<T>> {
        let reference = value.as_object().and_then(|members| keyword(members, "$ref"));
        match reference.and_then(Value::as_str) {
            Some(reference) => Some(ReferenceOr::Reference { reference: reference.to_owned() }),
            None => read(self, value, at).map(ReferenceOr::Item),
        }
    }
}

#[cfg(test)]
mod tests;
