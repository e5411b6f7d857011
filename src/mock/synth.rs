//! Values that a schema allows, made from the schema alone and the same every time.
//!
//! An example, a default or a constant of the document is taken where the schema allows it. All else is made up: every
//! member that an answer may have, one item in a list, and no end of a schema that holds itself.

// With their paths, as the judges of `xtask` mount this file.
#[path = "synth/scalar.rs"]
mod scalar;
#[cfg(test)]
#[path = "synth/tests.rs"]
mod tests;

use serde_json::{Map, Value};

use super::check::{self, Direction, resolve, violations};
use super::mix::Mixed;

/// How many values are made before those that may be left out are.
const ENOUGH: usize = 4_000;
/// How far members, items and references are followed.
const DEEPEST: usize = 100;
/// Members that lead to another page, and where they are looked for.
const NEIGHBOURS: [&str; 8] =
    ["next", "prev", "previous", "next_page", "prev_page", "previous_page", "next_cursor", "next_page_token"];
const PLACES: [&str; 4] = ["", "/links", "/meta", "/pagination"];

/// What kind of value is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    pub(super) direction: Direction,
    pub(super) fill: Fill,
    /// That of the answer, which errors repeat.
    pub(super) status: u16,
}

/// How much of what is optional is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// All of it, once.
    Full,
    /// None of it.
    Lean,
}

struct Synth<'a> {
    root: &'a Value,
    aim: Aim,
    /// References that are being followed.
    within: Vec<String>,
    /// Names of members and numbers of items down to the value that is made.
    path: Vec<String>,
    made: usize,
}

/// The body that a media type object (`{"schema": …, "example": …}`) describes for a status. It is the last page, where
/// it is a page.
pub(super) fn body(root: &Value, content: &Value, status: u16) -> Value {
    let schema = &content["schema"];
    let named = content["examples"].as_object().into_iter().flatten();
    let named = named.filter_map(|(_, example)| resolve(root, example).get("value"));
    let mut examples = content.get("example").into_iter().chain(named);
    let fits = |value: &&Value| violations(root, schema, value, Direction::Received).is_empty();
    let aim = Aim { direction: Direction::Received, fill: Fill::Full, status };
    let mut value = examples.find(fits).cloned().or_else(|| self::value(root, schema, aim)).unwrap_or_default();
    end_list(root, schema, &mut value);
    value
}

/// A value of a schema, if one can be made.
pub(super) fn value(root: &Value, schema: &Value, aim: Aim) -> Option<Value> {
    Synth { root, aim, within: Vec::new(), path: Vec::new(), made: 0 }.make(schema)
}

/// Takes the ways to other pages out of a list, so that it ends.
fn end_list(root: &Value, schema: &Value, value: &mut Value) {
    let faults = |value: &Value| violations(root, schema, value, Direction::Received).len();
    let before = faults(value);
    for (place, name) in PLACES.into_iter().flat_map(|place| NEIGHBOURS.map(|name| (place, name))) {
        let Some(members) = value.pointer_mut(place).and_then(Value::as_object_mut) else { continue };
        let Some(old) = members.remove(name) else { continue };
        if faults(value) <= before {
            continue;
        }
        // It has to be there. Null and an empty text say "none" as well.
        for end in [Value::Null, Value::from(""), old] {
            if let Some(members) = value.pointer_mut(place).and_then(Value::as_object_mut) {
                members.insert(name.to_owned(), end);
            }
            if faults(value) <= before {
                break;
            }
        }
    }
}

impl Synth<'_> {
    fn make(&mut self, schema: &Value) -> Option<Value> {
        let mixed = Mixed::of(self.root, schema);
        self.make_mixed(mixed)
    }

    fn make_mixed(&mut self, Mixed { schema, references }: Mixed) -> Option<Value> {
        self.made = self.made.saturating_add(1);
        let may_be_null = schema.get("nullable").is_some_and(|nullable| *nullable == true);
        let null = Some(Value::Null).filter(|_| may_be_null);
        let is_deep = self.path.len().saturating_add(self.within.len()) > DEEPEST;
        if is_deep || references.iter().any(|reference| self.within.contains(reference)) {
            return null;
        }
        let depth = self.within.len();
        self.within.extend(references);
        let value = self.make_of(&Value::Object(schema));
        self.within.truncate(depth);
        value.or(null)
    }

    fn make_of(&mut self, schema: &Value) -> Option<Value> {
        if let Some(value) = self.declared(schema) {
            return Some(value);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(parts) = schema[keyword].as_array() {
                return self.alternative(schema, keyword, parts);
            }
        }
        match check::kind(schema) {
            Some("object") => self.object(schema),
            Some("array") => self.array(schema),
            Some("string") => self.text(schema),
            Some("integer" | "number") => scalar::number(schema, self.index()),
            Some("boolean") => Some(Value::Bool(true)),
            Some(_) => None,
            None if schema["type"].is_array() || schema["type"] == "null" => Some(Value::Null),
            None if has_any(schema, &["properties", "additionalProperties", "required"]) => self.object(schema),
            None if has_any(schema, &["items", "minItems"]) => self.array(schema),
            None if has_any(schema, &["minimum", "maximum", "multipleOf"]) => scalar::number(schema, self.index()),
            None => self.text(schema),
        }
    }

    /// A value that the document itself names, if it is a right one.
    fn declared(&self, schema: &Value) -> Option<Value> {
        let list = |keyword: &str| schema[keyword].as_array().into_iter().flatten();
        let named = ["example", "const", "default"].into_iter().filter_map(|keyword| schema.get(keyword));
        // Another one for each item of a list, as long as there are any.
        let (known, index) = (list("enum"), self.index());
        let known = known.clone().skip(index).chain(known);
        let mut all = named.chain(list("examples")).chain(known).filter(|value| !value.is_null());
        all.find(|value| violations(self.root, schema, value, self.aim.direction).is_empty()).cloned()
    }

    /// A value of the first alternative that gives one.
    fn alternative(&mut self, schema: &Value, keyword: &str, parts: &[Value]) -> Option<Value> {
        let mut rest = schema.clone();
        if let Some(rest) = rest.as_object_mut() {
            rest.remove(keyword);
        }
        let (fill, mut first) = (self.aim.fill, None);
        for lean in [fill, Fill::Lean] {
            for part in parts {
                let mut mixed = Mixed::of(self.root, &rest);
                mixed.add(self.root, part);
                if let Some(tag) = tag_of(&schema["discriminator"], part) {
                    mixed.add(self.root, &tag);
                }
                self.aim.fill = lean;
                let value = self.make_mixed(mixed);
                self.aim.fill = fill;
                let Some(value) = value else { continue };
                if violations(self.root, schema, &value, self.aim.direction).is_empty() {
                    return Some(value);
                }
                first = first.or(Some(value));
            }
        }
        first
    }

    fn object(&mut self, schema: &Value) -> Option<Value> {
        let mut members = Map::new();
        let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
        let least = schema["minProperties"].as_u64().unwrap_or_default();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.iter().any(|required| required == name);
            let is_lean = self.aim.fill == Fill::Lean || self.made > ENOUGH;
            let leaves_out = self.aim.direction.leaves_out(resolve(self.root, property));
            if leaves_out || is_lean && !is_required && members.len() as u64 >= least {
                continue;
            }
            match self.make_at(name, property) {
                Some(value) => members.insert(name.clone(), value),
                None if is_required => return None,
                None => continue,
            };
        }
        for name in required.iter().filter_map(Value::as_str) {
            let is_known = schema["properties"].get(name).is_some();
            if !is_known {
                members.insert(name.to_owned(), self.make_at(name, &schema["additionalProperties"])?);
            }
        }
        self.extra(schema, &mut members, least)?;
        let spare: Vec<String> =
            members.keys().filter(|name| !required.contains(&Value::from(name.as_str()))).cloned().collect();
        Some(self.within_bounds(schema, members, &spare).into())
    }

    /// The members without those that are too many, and without one that makes them what `not` forbids.
    fn within_bounds(&self, schema: &Value, mut members: Map<String, Value>, spare: &[String]) -> Map<String, Value> {
        let most = schema["maxProperties"].as_u64().unwrap_or(u64::MAX);
        for name in spare.iter().rev() {
            if members.len() as u64 > most {
                members.remove(name);
            }
        }
        let is_forbidden = |members: &Map<String, Value>| {
            let value = Value::from(members.clone());
            schema["not"].is_object() && violations(self.root, &schema["not"], &value, self.aim.direction).is_empty()
        };
        if !is_forbidden(&members) {
            return members;
        }
        let fewer = spare.iter().rev().map(|name| {
            let mut fewer = members.clone();
            fewer.remove(name);
            fewer
        });
        fewer.into_iter().find(|fewer| !is_forbidden(fewer)).unwrap_or(members)
    }

    /// Members beside those with a name: one for a map, and as many as there have to be.
    fn extra(&mut self, schema: &Value, members: &mut Map<String, Value>, least: u64) -> Option<()> {
        let extra = &schema["additionalProperties"];
        let is_map = extra.is_object() && members.is_empty() && self.aim.fill == Fill::Full;
        let wanted = if is_map { least.max(1) } else { least };
        for number in 1..=wanted.min(ENOUGH as u64) {
            if members.len() as u64 >= wanted || *extra == false {
                break;
            }
            let name = if number == 1 { "key".to_owned() } else { format!("key{number}") };
            match self.make_at(&name, extra) {
                Some(value) => members.insert(name, value),
                None if least > 0 => return None,
                None => break,
            };
        }
        Some(())
    }

    fn array(&mut self, schema: &Value) -> Option<Value> {
        let least = schema["minItems"].as_u64().unwrap_or_default();
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        let optional = if self.aim.fill == Fill::Lean || self.made > ENOUGH { 0 } else { 1 };
        let mut items = Vec::new();
        for index in 0..least.max(optional).min(most).min(ENOUGH as u64) {
            match self.make_at(&index.to_string(), &schema["items"]) {
                Some(item) => items.push(item),
                None if index < least => return None,
                None => break,
            }
        }
        Some(items.into())
    }

    fn text(&mut self, schema: &Value) -> Option<Value> {
        let status = self.aim.status.to_string();
        scalar::text(schema, &self.path, &status).map(Value::from)
    }

    fn make_at(&mut self, name: &str, schema: &Value) -> Option<Value> {
        self.path.push(name.to_owned());
        let value = self.make(schema);
        self.path.pop();
        value
    }

    /// The number of the item that is made, 0 for all else.
    fn index(&self) -> usize {
        self.path.last().and_then(|last| last.parse().ok()).unwrap_or_default()
    }
}

/// What an alternative asks of the member that tells alternatives apart.
pub(super) fn tag_of(discriminator: &Value, part: &Value) -> Option<Value> {
    let (member, reference) = (discriminator["propertyName"].as_str()?, part["$ref"].as_str()?);
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mut mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let mapped = mapping.find(|(_, target)| *target == reference || *target == name);
    let tag = mapped.map_or(name, |(tag, _)| tag);
    let only = Map::from_iter([("enum".to_owned(), Value::from(vec![tag]))]);
    let properties = Map::from_iter([(member.to_owned(), Value::from(only))]);
    let schema = [("properties".to_owned(), properties.into()), ("required".to_owned(), Value::from(vec![member]))];
    Some(Map::from_iter(schema).into())
}

fn has_any(schema: &Value, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}
