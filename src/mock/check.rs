//! Whether a JSON value is what a schema of the document says.
//!
//! It covers the keywords of OpenAPI 3.0 and those of 3.1 that say the same. What it does not know it lets pass.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

use super::pattern::Pattern;

/// How far a schema is followed; one that leads to itself without end says nothing.
const DEEPEST: usize = 128;

/// One way in which a value differs from its schema.
#[derive(Debug)]
pub(super) struct Violation {
    /// JSON pointer into the value.
    pub(super) at: String,
    /// What is wrong, as a clause.
    pub(super) what: String,
}

/// Which way a value travels: members that are only read are not asked for in what is sent, and the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the server.
    Sent,
    /// To the client.
    Received,
}

/// Every violation of `schema` in `value`; `root` is the document that `$ref` points into.
pub(super) fn violations(root: &Value, schema: &Value, value: &Value, direction: Direction) -> Vec<Violation> {
    let mut check = Check { root, direction, at: String::new(), depth: 0, found: Vec::new() };
    check.value(schema, value);
    check.found
}

/// The target of a `$ref`, followed to its end; anything else is returned as it is.
pub(super) fn resolve<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    for _ in 0..DEEPEST {
        let reference = value.get("$ref").and_then(Value::as_str);
        let Some(target) = reference.and_then(|reference| root.pointer(reference.strip_prefix('#')?)) else {
            break;
        };
        value = target;
    }
    value
}

/// The one type of a schema, besides null.
pub(super) fn kind(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

impl Direction {
    /// Whether a member of this schema has no place in what travels this way.
    pub(super) fn leaves_out(self, schema: &Value) -> bool {
        match self {
            Self::Sent => schema["readOnly"] == true,
            Self::Received => schema["writeOnly"] == true,
        }
    }
}

struct Check<'a> {
    root: &'a Value,
    direction: Direction,
    at: String,
    depth: usize,
    found: Vec<Violation>,
}

impl<'a> Check<'a> {
    fn value(&mut self, schema: &'a Value, value: &Value) {
        let schema = resolve(self.root, schema);
        if self.depth > DEEPEST || value.is_null() && schema["nullable"] == true {
            return;
        }
        self.depth = self.depth.saturating_add(1);
        self.composed(schema, value);
        self.depth = self.depth.saturating_sub(1);
        if !has_type(&schema["type"], value) {
            return self.report(format!("must be of type {}", kind(schema).unwrap_or("null")));
        }
        let is_other = schema.get("const").is_some_and(|only| only != value);
        if is_other || schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
            self.report("is not one of the allowed values");
        }
        match value {
            Value::Object(_) => self.object(schema, value),
            Value::Array(items) => self.array(schema, items),
            Value::String(text) => self.string(schema, text),
            Value::Number(number) => self.number(schema, number.as_f64().unwrap_or(f64::NAN)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn composed(&mut self, schema: &'a Value, value: &Value) {
        for part in list(schema, "allOf") {
            self.value(part, value);
        }
        // Where a member tells alternatives apart, several may look alike.
        let most = if schema["discriminator"].is_object() { usize::MAX } else { 1 };
        for (keyword, most) in [("oneOf", most), ("anyOf", usize::MAX)] {
            let parts = list(schema, keyword);
            let fitting = parts.iter().filter(|part| self.fits(part, value)).count();
            if !parts.is_empty() && (fitting == 0 || fitting > most) {
                self.report(format!("fits {fitting} of the {} alternatives", parts.len()));
            }
        }
        if schema["not"].is_object() && self.fits(&schema["not"], value) {
            self.report("is what it must not be");
        }
    }

    fn fits(&self, schema: &'a Value, value: &Value) -> bool {
        let mut check = Check { at: String::new(), found: Vec::new(), ..*self };
        check.value(schema, value);
        check.found.is_empty()
    }

    fn object(&mut self, schema: &'a Value, value: &Value) {
        for name in list(schema, "required").iter().filter_map(Value::as_str) {
            let property = schema["properties"].get(name).map(|property| resolve(self.root, property));
            let leaves_out = property.is_some_and(|property| self.direction.leaves_out(property));
            if value.get(name).is_none() && !leaves_out {
                self.within(name, |check| check.report("is required"));
            }
        }
        let members = value.as_object();
        self.bounds(schema, "Properties", members.map_or(0, serde_json::Map::len));
        let extra = &schema["additionalProperties"];
        for (name, member) in members.into_iter().flatten() {
            self.within(name, |check| match (schema["properties"].get(name), extra) {
                (Some(property), _) => check.value(property, member),
                (None, Value::Bool(false)) => check.report("is not known"),
                (None, Value::Object(_)) => check.value(extra, member),
                (None, _) => {}
            });
        }
    }

    fn array(&mut self, schema: &'a Value, items: &[Value]) {
        self.bounds(schema, "Items", items.len());
        let is_repeated = |(index, item): (usize, &Value)| items.iter().take(index).any(|other| other == item);
        if schema["uniqueItems"] == true && items.iter().enumerate().any(is_repeated) {
            self.report("has an item twice");
        }
        for (index, item) in items.iter().enumerate() {
            self.within(&index.to_string(), |check| check.value(&schema["items"], item));
        }
    }

    fn string(&mut self, schema: &Value, text: &str) {
        self.bounds(schema, "Length", text.chars().count());
        let well_formed = match schema["format"].as_str() {
            Some("uuid") => Uuid::try_parse(text).is_ok(),
            Some("date-time") => DateTime::parse_from_rfc3339(text).is_ok(),
            Some("date") => text.parse::<NaiveDate>().is_ok(),
            Some("uri") => url::Url::parse(text).is_ok(),
            Some("email") => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
            _ => true,
        };
        if !well_formed {
            self.report(format!("is not a well-formed {}", schema["format"].as_str().unwrap_or("value")));
        }
        // A pattern that is not understood is not checked.
        let pattern = schema["pattern"].as_str().and_then(Pattern::parse);
        if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
            self.report("does not have the form that its pattern asks for");
        }
    }

    fn number(&mut self, schema: &Value, number: f64) {
        if let Some(least) = schema["minimum"].as_f64().filter(|least| number < *least) {
            self.report(format!("must be at least {least}"));
        }
        if let Some(most) = schema["maximum"].as_f64().filter(|most| number > *most) {
            self.report(format!("must be at most {most}"));
        }
        // In 3.0 these make the bounds exclusive, in 3.1 they are bounds.
        for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            let exclusive = if schema[exclusive] == true { &schema[bound] } else { &schema[exclusive] };
            let is_below = bound == "minimum";
            let is_outside = |bound: &f64| if is_below { number <= *bound } else { number >= *bound };
            if let Some(bound) = exclusive.as_f64().filter(is_outside) {
                self.report(format!("must be {} than {bound}", if is_below { "more" } else { "less" }));
            }
        }
        if let Some(unit) = schema["multipleOf"].as_f64().filter(|unit| number % unit != 0.0) {
            self.report(format!("must be a multiple of {unit}"));
        }
    }

    fn bounds(&mut self, schema: &Value, what: &str, size: usize) {
        if let Some(least) = schema[format!("min{what}")].as_u64().filter(|least| (size as u64) < *least) {
            self.report(format!("is shorter than {least}"));
        }
        if let Some(most) = schema[format!("max{what}")].as_u64().filter(|most| size as u64 > *most) {
            self.report(format!("is longer than {most}"));
        }
    }

    fn within(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(&name.replace('~', "~0").replace('/', "~1"));
        check(self);
        self.at.truncate(length);
    }

    fn report(&mut self, what: impl Into<String>) {
        self.found.push(Violation { at: self.at.clone(), what: what.into() });
    }
}

fn list<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema[keyword].as_array().map_or(&[], Vec::as_slice)
}

fn has_type(kinds: &Value, value: &Value) -> bool {
    let is_of = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => true,
    };
    match kinds {
        Value::String(kind) => is_of(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_of),
        _ => true,
    }
}
