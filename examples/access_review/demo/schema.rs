//! Whether a JSON value is what a schema of the document says.
//!
//! Covers the keywords that occur in the two documents. `pattern` is left out: it would take a
//! regular expression engine, and the one pattern that matters, that of `version`, is checked in
//! `release.rs`.

use serde_json::Value;
use uuid::Uuid;

/// One way in which a value differs from its schema.
#[derive(Debug)]
pub(crate) struct Violation {
    /// JSON pointer into the value.
    pub(crate) at: String,
    /// What is wrong, as a clause.
    pub(crate) what: String,
}

/// Every violation of `schema` in `value`; `root` is the document that `$ref` points into.
pub(crate) fn violations(root: &Value, schema: &Value, value: &Value) -> Vec<Violation> {
    let mut check = Check { root, at: String::new(), found: Vec::new() };
    check.value(schema, value);
    check.found
}

/// The target of a `$ref`, followed to its end; anything else is returned as it is.
pub(crate) fn resolve<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        let Some(target) = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer)) else {
            break;
        };
        value = target;
    }
    value
}

struct Check<'a> {
    root: &'a Value,
    at: String,
    found: Vec<Violation>,
}

impl<'a> Check<'a> {
    fn value(&mut self, schema: &'a Value, value: &Value) {
        let schema = resolve(self.root, schema);
        if value.is_null() && schema["nullable"] == true {
            return;
        }
        for part in list(schema, "allOf") {
            self.value(part, value);
        }
        self.alternatives(schema, value);
        if let Some(kind) = schema["type"].as_str()
            && !has_type(kind, value)
        {
            return self.report(format!("must be of type {kind}"));
        }
        if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
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

    fn alternatives(&mut self, schema: &'a Value, value: &Value) {
        let root = self.root;
        let fits = |part: &&Value| violations(root, part, value).is_empty();
        for (keyword, only_one) in [("oneOf", true), ("anyOf", false)] {
            let parts = list(schema, keyword);
            let fitting = parts.iter().filter(fits).count();
            if !parts.is_empty() && (fitting == 0 || only_one && fitting > 1) {
                self.report(format!("fits {fitting} of the {} alternatives", parts.len()));
            }
        }
    }

    fn object(&mut self, schema: &'a Value, value: &Value) {
        for name in list(schema, "required").iter().filter_map(Value::as_str) {
            if value.get(name).is_none() {
                self.within(name, |check| check.report("is required"));
            }
        }
        let extra = &schema["additionalProperties"];
        for (name, member) in value.as_object().into_iter().flatten() {
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
        for (index, item) in items.iter().enumerate() {
            self.within(&index.to_string(), |check| check.value(&schema["items"], item));
        }
    }

    fn string(&mut self, schema: &Value, text: &str) {
        self.bounds(schema, "Length", text.chars().count());
        let well_formed = match schema["format"].as_str() {
            Some("uuid") => Uuid::try_parse(text).is_ok(),
            Some("date-time") => text.parse::<jiff::Timestamp>().is_ok(),
            Some("date") => text.parse::<jiff::civil::Date>().is_ok(),
            _ => true,
        };
        if !well_formed {
            self.report(format!("is not a well-formed {}", schema["format"].as_str().unwrap_or("value")));
        }
    }

    fn number(&mut self, schema: &Value, number: f64) {
        if let Some(least) = schema["minimum"].as_f64().filter(|least| number < *least) {
            self.report(format!("must be at least {least}"));
        }
        if let Some(most) = schema["maximum"].as_f64().filter(|most| number > *most) {
            self.report(format!("must be at most {most}"));
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

fn has_type(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => true,
    }
}
