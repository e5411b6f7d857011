//! Small documents around a snippet, and what comparing two of them tells.

use serde_json::{Map, Value, json};

use super::{Axis, Finding, Level, Side, behaviour, wire};
use crate::codegen::{self, Generated, Settings};

/// A document of these paths.
pub(super) fn document(paths: Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": { "title": "Things", "version": "1" },
        "servers": [{ "url": "https://things.example" }], "paths": paths,
    })
}

/// A document with one operation, `GET /things`, and these keys besides or in place of its own.
pub(super) fn operation(keys: Value) -> Value {
    let mut operation = json!({ "operationId": "getThings", "responses": { "200": answer_of(json!({})) } });
    put(&mut operation, keys);
    document(json!({ "/things": { "get": operation } }))
}

/// A document whose operation has these parameters.
pub(super) fn parameters(list: Value) -> Value {
    operation(json!({ "parameters": list }))
}

/// A document whose operation has one query parameter `p` of this schema.
pub(super) fn query(schema: Value) -> Value {
    parameters(json!([{ "name": "p", "in": "query", "schema": schema }]))
}

/// A document whose operation gives this schema.
pub(super) fn answer(schema: Value) -> Value {
    operation(json!({ "responses": { "200": answer_of(schema) } }))
}

/// A document whose operation fails with this schema.
pub(super) fn error(schema: Value) -> Value {
    operation(json!({ "responses": { "200": answer_of(json!({})), "404": answer_of(schema) } }))
}

/// A document whose operation, `POST /things`, takes this schema.
pub(super) fn body(schema: Value) -> Value {
    request_body(json!({ "content": { "application/json": { "schema": schema } } }))
}

/// A document whose operation, `POST /things`, has this body.
pub(super) fn request_body(body: Value) -> Value {
    let responses = json!({ "204": { "description": "" } });
    let operation = json!({ "operationId": "addThing", "requestBody": body, "responses": responses });
    document(json!({ "/things": { "post": operation } }))
}

/// A JSON answer of this schema.
pub(super) fn answer_of(schema: Value) -> Value {
    json!({ "description": "", "content": { "application/json": { "schema": schema } } })
}

/// An object with these members.
pub(super) fn object(members: Value) -> Value {
    json!({ "type": "object", "properties": members })
}

/// The document with these component schemas.
pub(super) fn with_schemas(mut document: Value, schemas: Value) -> Value {
    put(&mut document, json!({ "components": { "schemas": schemas } }));
    document
}

/// The value with these keys besides or in place of its own.
pub(super) fn with(mut value: Value, keys: Value) -> Value {
    put(&mut value, keys);
    value
}

fn put(value: &mut Value, keys: Value) {
    if let (Value::Object(members), Value::Object(keys)) = (value, keys) {
        members.extend(keys);
    }
}

/// A document with what the generator makes of it.
pub(super) struct Read {
    root: Value,
    generated: Generated,
}

impl Read {
    pub(super) fn of(root: &Value, settings: &Settings) -> Self {
        let generated = codegen::generate(&root.to_string(), settings);
        let generated = generated.unwrap_or_else(|problems| panic!("{problems}\n{root}"));
        Self { root: root.clone(), generated }
    }

    pub(super) fn side(&self) -> Side<'_> {
        Side { root: &self.root, model: &self.generated.model, code: &self.generated.code }
    }
}

/// What two documents come to on one axis.
pub(super) fn compared(axis: Axis, settings: &Settings, old: &Value, new: &Value) -> Vec<Finding> {
    compared_sides(axis, settings, &Read::of(old, settings).side(), &Read::of(new, settings).side())
}

pub(super) fn compared_sides(axis: Axis, settings: &Settings, old: &Side<'_>, new: &Side<'_>) -> Vec<Finding> {
    let findings = match axis {
        Axis::Wire => wire::findings(settings, old, new),
        Axis::Behaviour => behaviour::findings(settings, old, new),
        Axis::Rust => Vec::new(),
    };
    for finding in &findings {
        let place = finding.at.as_str();
        assert!(old.root.pointer(place).or(new.root.pointer(place)).is_some(), "{} {place}", finding.id);
        assert!(finding.means.ends_with('.') && !finding.subject.is_empty(), "{finding:?}");
    }
    findings
}

/// Findings as lines: the level, the rule, the subject.
pub(super) fn lines(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let level = match finding.level {
            Level::Breaks => "breaks",
            Level::Changes => "changes",
            Level::Adds => "adds",
        };
        format!("{level} {} {}", finding.rule, finding.subject)
    };
    findings.iter().map(line).collect()
}

/// Two documents, what the way from the first to the second tells, and what the way back does.
pub(super) struct Row {
    pub old: Value,
    pub new: Value,
    pub there: &'static [&'static str],
    pub back: &'static [&'static str],
}

/// Holds each row against what comparing its documents tells, both ways, and each document against itself.
pub(super) fn check(axis: Axis, settings: &Settings, rows: Vec<Row>) {
    for Row { old, new, there, back } in rows {
        let of = |old: &Value, new: &Value| lines(&compared(axis, settings, old, new));
        assert_eq!(of(&old, &new), there, "{old}\n→ {new}");
        assert_eq!(of(&new, &old), back, "back: {new}\n→ {old}");
        for document in [&old, &new] {
            assert_eq!(of(document, document), [""; 0], "{document}");
            assert_eq!(of(document, &reversed(document)), [""; 0], "reversed: {document}");
        }
    }
}

/// The same document, with every list whose order says nothing and the members of all objects turned around.
pub(super) fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let turned = members.iter().rev().map(|(key, value)| {
                let loose = ["parameters", "enum", "required", "servers", "security", "tags", "x-snyk-permissions"];
                let value = reversed(value);
                let value = match value {
                    Value::Array(mut items) if loose.contains(&key.as_str()) => {
                        items.reverse();
                        Value::Array(items)
                    }
                    value => value,
                };
                (key.clone(), value)
            });
            Value::Object(turned.collect::<Map<String, Value>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(reversed).collect()),
        value => value.clone(),
    }
}
