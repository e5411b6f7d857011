//! A schema, and what is below it.

use serde_json::{Value, json};

use super::edit::{is_reference, keyword};
use super::{At, Members, Walk};

const BOOLEANS: &[&str] = &[
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "uniqueItems",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "additionalProperties",
];
const LIMITS: &[&str] = &["minimum", "maximum", "multipleOf"];
const COUNTS: &[&str] = &["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
/// What 3.0 ignores beside a reference, and nobody misses.
const REMARKS: &[&str] =
    &["$ref", "summary", "description", "title", "example", "examples", "externalDocs", "$comment"];

impl Walk {
    /// The schema itself before its parts: what it is rewritten to has parts of its own.
    pub fn schema(&mut self, value: &mut Value, at: &At<'_>) {
        if let Some((schema, what)) = instead(value) {
            *value = schema;
            self.note(at, what);
        }
        let Some(schema) = self.object(value, at) else { return };
        if is_reference(schema) {
            if schema.keys().all(|key| REMARKS.contains(&key.as_str()) || key.starts_with("x-")) {
                return;
            }
            self.beside_reference(schema, at);
        }
        self.tidy(schema, BOOLEANS, at);
        self.numbers(schema, LIMITS, COUNTS, at);
        self.keywords(schema, at);
        self.alternatives(schema, at);
        self.types(schema, at);
        self.inner(schema, at);
        self.misfits(schema, at);
    }

    /// Since 3.1 a reference is one keyword among others.
    fn beside_reference(&mut self, schema: &mut Members, at: &At<'_>) {
        let Some(reference) = schema.shift_remove("$ref") else { return };
        let reference = json!({ "$ref": reference });
        match schema.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(members) => members.insert(0, reference),
            None => drop(schema.insert("allOf".to_owned(), json!([reference]))),
        }
        self.note(at, "the reference became a member of `allOf` because it has keywords beside it");
    }

    fn inner(&mut self, schema: &mut Members, at: &At<'_>) {
        for key in ["properties", "$defs", "definitions"] {
            self.entries(schema, key, at, Self::schema);
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            self.list(schema, key, at, Self::schema);
        }
        for key in ["items", "not"] {
            self.part(schema, key, at, Self::schema);
        }
        if !keyword(schema, "additionalProperties").is_some_and(Value::is_boolean) {
            self.part(schema, "additionalProperties", at, Self::schema);
        }
    }
}

/// The schema that a value stands for which is none.
fn instead(value: &Value) -> Option<(Value, &'static str)> {
    match value {
        Value::Bool(true) => Some((json!({}), "the schema `true` became an empty one")),
        Value::Bool(false) => Some((json!({ "not": {} }), "the schema `false` became `not` of an empty one")),
        Value::Null => Some((json!({}), "the schema is null, and was made an empty one")),
        Value::Array(items) if items.is_empty() => {
            Some((json!({}), "the schema is an empty list, and was made an object"))
        }
        _ => None,
    }
}
