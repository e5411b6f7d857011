//! The names of types.

use serde_json::{Value, json};

use super::edit::keyword;
use super::{At, Members, Walk};

/// Any value: no type.
const ANY: &str = "";
const KINDS: &[&str] = &["string", "number", "integer", "boolean", "object", "array", "null"];
/// Names that are seen in the wild: the right type, and the format that is meant.
const NAMES: &[(&str, &str, &str)] = &[
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("bigint", "integer", "int64"),
    ("short", "integer", ""),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", ""),
    ("numeric", "number", ""),
    ("bool", "boolean", ""),
    ("str", "string", ""),
    ("text", "string", ""),
    ("char", "string", ""),
    ("varchar", "string", ""),
    ("enum", "string", ""),
    ("date", "string", "date"),
    ("time", "string", "time"),
    ("datetime", "string", "date-time"),
    ("date-time", "string", "date-time"),
    ("timestamp", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("guid", "string", "uuid"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("email", "string", "email"),
    ("password", "string", "password"),
    ("byte", "string", "byte"),
    ("file", "string", "binary"),
    ("binary", "string", "binary"),
    ("map", "object", ""),
    ("dict", "object", ""),
    ("hash", "object", ""),
    ("list", "array", ""),
    ("none", "null", ""),
    ("nil", "null", ""),
    ("any", ANY, ""),
    ("mixed", ANY, ""),
    ("json", ANY, ""),
    ("unknown", ANY, ""),
    ("", ANY, ""),
];
/// A list of these admits everything.
const EVERYTHING: &[&str] = &["string", "number", "boolean", "object", "array"];

impl Walk {
    pub fn types(&mut self, schema: &mut Members, at: &At<'_>) {
        match keyword(schema, "type") {
            Some(Value::String(name)) => {
                let name = name.clone();
                self.one(schema, &name, at);
            }
            Some(Value::Array(names)) => {
                let names: Vec<String> = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                self.several(schema, &names, at);
            }
            _ => {}
        }
    }

    fn one(&mut self, schema: &mut Members, name: &str, at: &At<'_>) {
        // An unknown name may be that of a component, and is a problem to whoever reads the schema.
        let Some((kind, format)) = right(name) else { return };
        match kind {
            "null" => self.null(schema, at),
            ANY => drop(self.remove(schema, "type", at, &format!("{name:?} admits any value, and was left out"))),
            _ if kind != name => {
                let what = format!("the type {name:?} is called {kind:?}");
                schema.insert("type".to_owned(), json!(kind));
                if !format.is_empty() {
                    schema.entry("format").or_insert_with(|| json!(format));
                }
                self.note(at, what);
            }
            _ => {}
        }
    }

    /// Only null.
    fn null(&mut self, schema: &mut Members, at: &At<'_>) {
        schema.shift_remove("type");
        schema.insert("nullable".to_owned(), Value::Bool(true));
        schema.insert("enum".to_owned(), json!([null]));
        self.note(at, "the type `null` became an `enum` of null");
    }

    fn several(&mut self, schema: &mut Members, names: &[String], at: &At<'_>) {
        let mut kinds: Vec<&str> = Vec::new();
        for name in names {
            let kind = right(name).map_or(name.as_str(), |(kind, _)| kind);
            kinds.extend((!kinds.contains(&kind)).then_some(kind));
        }
        let nullable = kinds.contains(&"null");
        let any = kinds.contains(&ANY) || EVERYTHING.iter().all(|kind| kinds.contains(kind));
        let wide = kinds.contains(&"number");
        kinds.retain(|kind| *kind != "null" && !(wide && *kind == "integer"));
        if let Some(Value::Array(values)) = schema.get("enum") {
            kinds.retain(|kind| values.iter().any(|value| admits(kind, value)));
        }
        if nullable {
            schema.insert("nullable".to_owned(), Value::Bool(true));
        }
        let composed = ["allOf", "oneOf", "anyOf"].iter().any(|key| schema.contains_key(*key));
        match kinds.as_slice() {
            [] if nullable && !any => return self.null(schema, at),
            [kind] if !any => {
                let name = names.iter().find(|name| right(name).is_some_and(|(right, _)| right == *kind));
                let name = name.map_or(*kind, String::as_str);
                schema.insert("type".to_owned(), json!(name));
                self.one(schema, name, at);
            }
            [_, _, ..] if !any && !composed => distribute(schema, &kinds),
            _ => drop(schema.shift_remove("type")),
        }
        self.note(at, format!("the list of types {} is not of 3.0, and was rewritten", names.join(", ")));
    }
}

/// One alternative for each type, with the keywords that speak of it.
fn distribute(schema: &mut Members, kinds: &[&str]) {
    schema.shift_remove("type");
    let format = schema.shift_remove("format");
    let values = schema.shift_remove("enum");
    let alternative = |kind: &&str| {
        let mut alternative = Members::new();
        alternative.insert("type".to_owned(), json!(kind));
        for keyword in keywords_of(kind) {
            alternative.extend(schema.shift_remove(*keyword).map(|value| ((*keyword).to_owned(), value)));
        }
        if let Some(format) = format.as_ref().filter(|format| formats(kind, format)) {
            alternative.insert("format".to_owned(), format.clone());
        }
        if let Some(Value::Array(values)) = &values {
            let own: Vec<&Value> = values.iter().filter(|value| admits(kind, value)).collect();
            alternative.insert("enum".to_owned(), json!(own));
        }
        Value::Object(alternative)
    };
    let alternatives: Vec<Value> = kinds.iter().map(alternative).collect();
    schema.insert("anyOf".to_owned(), Value::Array(alternatives));
}

fn right(name: &str) -> Option<(&'static str, &'static str)> {
    let lower = name.trim().to_ascii_lowercase();
    let kind = KINDS.iter().find(|kind| **kind == lower).map(|kind| (*kind, ""));
    kind.or_else(|| NAMES.iter().find(|(wrong, _, _)| *wrong == lower).map(|(_, kind, format)| (*kind, *format)))
}

/// Whether a schema admits nothing but null.
pub fn is_null(schema: &Value) -> bool {
    let is_null = |name: &Value| name.as_str().and_then(right).is_some_and(|(kind, _)| kind == "null");
    let Some(schema) = schema.as_object() else { return false };
    match keyword(schema, "type") {
        Some(Value::Array(names)) => !names.is_empty() && names.iter().all(is_null),
        Some(name) => is_null(name),
        None => keyword(schema, "const").is_some_and(Value::is_null),
    }
}

/// Whether a value is of a type.
fn admits(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        _ => true,
    }
}

fn formats(kind: &str, format: &Value) -> bool {
    let numeric = matches!(format.as_str(), Some("int32" | "int64" | "float" | "double" | "decimal"));
    match kind {
        "string" => !numeric,
        "number" | "integer" => numeric,
        _ => false,
    }
}

/// The keywords that say nothing of values of other types.
fn keywords_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &["minLength", "maxLength", "pattern"],
        "number" | "integer" => &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        "object" => &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
        "array" => &["items", "minItems", "maxItems", "uniqueItems"],
        _ => &[],
    }
}
