//! Documents that nobody should write: each gives code, or problems, and neither a panic nor a long wait.

#[path = "../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

use codegen::Settings;
use serde_json::{Value, json};

/// What a document comes to: its code, or its problems as one text.
fn generated(document: &Value) -> Result<String, String> {
    match codegen::generate(&document.to_string(), &Settings::plain()) {
        Ok(generated) => Ok(generated.code),
        Err(problems) => Err(problems.to_string()),
    }
}

/// A document with one operation, the body and the answer of which is the schema `A`.
fn document(schemas: &Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/A" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Hostile", "version": "1" },
        "paths": { "/a": { "put": {
            "operationId": "putA",
            "requestBody": { "content": content },
            "responses": { "200": { "description": "", "content": content } }
        } } },
        "components": { "schemas": schemas }
    })
}

fn of_schema(key: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{key}") })
}

#[test]
fn an_all_of_that_leads_back_to_itself_twice_is_a_problem() {
    let itself = json!({ "$ref": "#/components/schemas/A" });
    let found = generated(&document(&json!({ "A": { "allOf": [{ "type": "object" }, itself, itself] } })));
    assert!(found.is_err_and(|problems| problems.contains("the allOf leads back to itself")));
}

#[test]
fn an_all_of_that_reaches_a_schema_by_many_ways_takes_it_in_once() {
    let mut schemas = json!({ "A": { "allOf": [of_schema(0), of_schema(0)] } });
    for level in 0..30 {
        schemas[level.to_string()] = json!({ "allOf": [of_schema(level + 1), of_schema(level + 1)] });
    }
    schemas["30"] = json!({ "type": "object", "properties": { "deep": { "type": "string" } } });
    assert!(generated(&document(&schemas)).is_ok_and(|code| code.contains("pub deep: Option<String>")));
}

#[test]
fn headers_whose_names_are_one_in_rust_have_getters_of_their_own() {
    let mut document = document(&json!({ "A": { "type": "object" } }));
    let header = json!({ "schema": { "type": "string" } });
    document["paths"]["/a"]["put"]["responses"]["200"]["headers"] = json!({ "x-a": header, "x_a": header });
    document["paths"]["/a"]["put"]["parameters"] =
        json!([{ "name": "header-x-a", "in": "query", "schema": { "type": "string" } }]);
    let code = generated(&document).unwrap_or_default();
    for name in ["header_x_a", "header_x_a_2", "header_x_a_3"] {
        assert_eq!(code.matches(&format!("pub fn {name}(")).count(), 1, "{name} in\n{code}");
    }
}
