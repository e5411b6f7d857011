//! Parts of documents, put together.

use serde_json::{Map, Value, json};

/// The paths and the schemas of one side.
pub struct Part {
    pub paths: Value,
    pub schemas: Value,
}

/// A document of some parts.
pub fn document(parts: &[&Part]) -> Value {
    let joined = |of: fn(&Part) -> &Value| -> Map<String, Value> {
        parts.iter().flat_map(|part| of(part).as_object().unwrap().clone()).collect()
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Trees", "version": "2025-11-05" },
        "paths": joined(|part| &part.paths),
        "components": { "schemas": joined(|part| &part.schemas) },
    })
}

pub fn part(paths: Value, schemas: Value) -> Part {
    Part { paths, schemas }
}

/// An operation that answers with a schema.
pub fn call(tree: &str, id: &str, schema: &str) -> Value {
    json!({
        "operationId": id,
        "tags": [tree],
        "x-snyk-api-version": "2025-11-05",
        "responses": { "200": { "description": "", "content": json_of(schema) } },
    })
}

/// Content of a schema.
pub fn json_of(schema: &str) -> Value {
    json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } })
}

/// An operation that sends one schema and answers with another.
pub fn send(tree: &str, id: &str, body: &str, answer: &str) -> Value {
    with(call(tree, id, answer), json!({ "requestBody": { "required": true, "content": json_of(body) } }))
}

pub fn with(mut value: Value, more: Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// An object with required members and others.
pub fn object(required: &[&str], members: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": members })
}

pub fn text() -> Value {
    json!({ "type": "string" })
}

pub fn limit(required: bool) -> Value {
    json!({ "parameters": [{ "name": "limit", "in": "query", "required": required, "schema": { "type": "integer" } }] })
}
