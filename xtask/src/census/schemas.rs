//! Schemas, keyword by keyword.

use serde_json::Value;

use super::{Spot, Walk, members};

/// Keywords that OpenAPI 3.0 does not have, and that documents have all the same.
const LATER: [&str; 19] = [
    "$schema",
    "$id",
    "$anchor",
    "$defs",
    "$comment",
    "const",
    "examples",
    "if",
    "prefixItems",
    "contains",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];

impl<'a> Walk<'a> {
    pub(super) fn schema(&mut self, schema: &Spot<'a>) {
        if !schema.value.is_object() {
            return self.count("3.1 schema that is no object", &schema.at);
        }
        if self.is_reference(schema) {
            return;
        }
        self.members_besides(schema, &members::SCHEMA, &LATER);
        self.count_members(schema, "3.1 schema", &LATER);
        for flag in ["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"] {
            if schema.is_true(flag) {
                self.count(format!("schema {flag}"), &schema.at);
            }
        }
        self.kind(schema);
        self.values(schema);
        self.bounds(schema);
        self.composition(schema);
        self.parts(schema);
    }

    fn kind(&mut self, schema: &Spot<'a>) {
        let construct = match schema.value.get("type") {
            Some(Value::String(kind)) if kind == "null" => "3.1 schema type null".to_owned(),
            Some(Value::String(kind)) => format!("schema type {kind}"),
            Some(_) => "3.1 schema type list".to_owned(),
            None if says_nothing(schema.value) => "schema of any value".to_owned(),
            None => "schema without a type".to_owned(),
        };
        self.count(construct, &schema.at);
        if let Some(format) = schema.text("format") {
            let kind = schema.text("type").unwrap_or("untyped");
            self.count(format!("format {kind} {format}"), &schema.at);
        }
    }

    /// An enumeration by the kinds of its values.
    fn values(&mut self, schema: &Spot<'a>) {
        let Some(list) = schema.get("enum") else { return };
        let values: Vec<&Value> = list.value.as_array().into_iter().flatten().collect();
        let mut kinds: Vec<&str> = values.iter().map(|value| kind_of(value)).filter(|kind| *kind != "null").collect();
        kinds.sort_unstable();
        kinds.dedup();
        match kinds[..] {
            [] => self.count("enum of nothing", &list.at),
            [kind] => self.count(format!("enum of {kind}"), &list.at),
            _ => self.count("enum of several kinds", &list.at),
        }
        if values.iter().any(|value| value.is_null()) {
            self.count("enum with null", &list.at);
        }
        if values.len() == 1 {
            self.count("enum with one value", &list.at);
        }
    }

    /// Exclusive bounds are flags in 3.0 and numbers in 3.1.
    fn bounds(&mut self, schema: &Spot<'a>) {
        for key in ["exclusiveMinimum", "exclusiveMaximum"] {
            if let Some(bound) = schema.get(key).filter(|bound| bound.value.is_number()) {
                self.count(format!("3.1 schema {key} number"), &bound.at);
            }
        }
    }

    fn composition(&mut self, schema: &Spot<'a>) {
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let members = schema.items(keyword);
            match members.len() {
                0 => {}
                1 => self.count(format!("schema {keyword} of one"), &schema.at),
                _ => self.count(format!("schema {keyword}"), &schema.at),
            }
            members.iter().for_each(|member| self.schema(member));
        }
        schema.get("not").iter().for_each(|member| self.schema(member));
        let Some(discriminator) = schema.get("discriminator") else { return };
        self.extensions(&discriminator);
        let has_alternatives = schema.get("oneOf").or_else(|| schema.get("anyOf")).is_some();
        let kind = match (has_alternatives, discriminator.get("mapping").is_some()) {
            (false, _) => "discriminator of a base",
            (true, true) => "discriminator with mapping",
            (true, false) => "discriminator without mapping",
        };
        self.count(kind, &discriminator.at);
    }

    fn parts(&mut self, schema: &Spot<'a>) {
        for (_, property) in schema.members("properties") {
            self.schema(&property);
        }
        match schema.get("items") {
            Some(items) => self.schema(&items),
            None if schema.text("type") == Some("array") => self.count("schema array without items", &schema.at),
            None => {}
        }
        let Some(additional) = schema.get("additionalProperties") else { return };
        match additional.value {
            Value::Bool(true) => self.count("additionalProperties true", &additional.at),
            Value::Bool(false) => self.count("additionalProperties false", &additional.at),
            value if says_nothing(value) => self.count("additionalProperties of any value", &additional.at),
            _ => {
                let beside = schema.get("properties").is_some();
                let form = if beside { "additionalProperties beside properties" } else { "additionalProperties typed" };
                self.count(form, &additional.at);
                self.schema(&additional);
            }
        }
    }
}

/// Has no keyword that tells what the value is.
fn says_nothing(schema: &Value) -> bool {
    const TELLING: [&str; 10] =
        ["$ref", "type", "format", "enum", "properties", "additionalProperties", "items", "allOf", "oneOf", "anyOf"];
    schema.is_object() && TELLING.iter().all(|keyword| schema.get(keyword).is_none()) && schema.get("const").is_none()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "booleans",
        Value::Number(number) if number.is_i64() => "integers",
        Value::Number(_) => "numbers",
        Value::String(_) => "texts",
        Value::Array(_) => "lists",
        Value::Object(_) => "objects",
    }
}
