use openapiv3::{Response, Responses, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::*;

/// Keywords of parts that are not read.
const UNREAD: [&str; 10] = [
    "allowEmptyValue",
    "callbacks",
    "contact",
    "example",
    "examples",
    "externalDocs",
    "license",
    "links",
    "securitySchemes",
    "title",
];

/// The document without what is not read.
fn pruned(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(pruned).collect(),
        Value::Object(members) => {
            let is_operation = members.contains_key("responses");
            let is_read = |key: &str| !UNREAD.contains(&key) && (is_operation || !key.starts_with("x-"));
            members.iter().filter(|(key, _)| is_read(key)).map(|(key, value)| (key.clone(), pruned(value))).collect()
        }
        other => other.clone(),
    }
}

fn found<T>(read: Result<T, Vec<Problem>>) -> Vec<String> {
    let shown = |problem: Problem| format!("{} {}", problem.at, problem.what);
    read.err().unwrap_or_default().into_iter().map(shown).collect()
}

#[test]
fn the_documents_of_the_crate_are_read_as_openapiv3_reads_them() {
    for text in [include_str!("../../../../specs/snyk.json"), include_str!("../../../../specs/secoda.json")] {
        let whole: Value = serde_json::from_str(text).unwrap_or_default();
        let mut value = json!({ "openapi": "3.0.3", "info": { "title": "t", "version": "1" } });
        for part in ["paths", "components", "security"] {
            value[part] = pruned(&whole[part]);
        }
        let expected = OpenAPI::deserialize(&value).ok();
        assert!(expected.is_some());
        // Whole, the two fill pages.
        assert!(document(&value).ok() == expected, "another document is read");
    }
}

#[test]
fn schemas_are_sorted_as_openapiv3_sorts_them() {
    let cases = json!([
        {},
        { "nullable": true, "readOnly": true, "writeOnly": true, "deprecated": true, "description": "d" },
        { "default": null, "type": "string" },
        { "default": { "a": [1] } },
        { "type": "string", "format": "date-time", "pattern": "p", "minLength": 1, "maxLength": 2 },
        { "type": "string", "format": "of-nobody", "enum": ["a", null] },
        { "type": "string", "enum": ["a", 1] },
        { "type": "string", "minimum": 1 },
        { "type": "integer", "format": "int64", "minimum": -1, "maximum": 9_007_199_254_740_993_i64, "multipleOf": 2 },
        { "type": "integer", "exclusiveMinimum": true, "exclusiveMaximum": true, "enum": [1, null] },
        { "type": "integer", "maximum": 1.5 },
        { "type": "integer", "maximum": u64::MAX },
        { "type": "integer", "enum": [1.5] },
        { "type": "number", "format": "double", "minimum": -1, "maximum": 2.5, "multipleOf": 0.1, "enum": [1, 2.5] },
        { "type": "number", "exclusiveMinimum": true, "enum": ["a"] },
        { "type": "boolean", "enum": [true, null] },
        { "type": "boolean", "format": "f" },
        { "type": "object", "properties": { "b": { "$ref": "#/r" }, "a": { "type": "string" } }, "required": ["a"] },
        { "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 2 },
        { "type": "object", "additionalProperties": { "type": "array", "items": {} } },
        { "type": "object", "additionalProperties": { "$ref": "#/r" }, "enum": [{}] },
        { "type": "array", "items": { "$ref": "#/r" }, "minItems": 1, "maxItems": 2, "uniqueItems": true },
        { "type": "array" },
        { "type": "array", "properties": {} },
        { "type": "null" },
        { "properties": { "a": {} }, "items": { "not": {} }, "uniqueItems": false, "exclusiveMinimum": false },
        { "oneOf": [{ "$ref": "#/r" }, {}], "discriminator": { "propertyName": "p", "mapping": { "a": "#/r" } } },
        { "oneOf": [] },
        { "allOf": [{ "type": "object" }], "description": "d" },
        { "anyOf": [{ "type": "string" }, { "type": "integer" }], "nullable": true },
        { "not": { "type": "string" } },
        { "not": { "type": "string" }, "format": "f" },
        { "oneOf": [{}], "anyOf": [{}], "allOf": [{}], "enum": [1, "a", null] },
    ]);
    for case in cases.as_array().into_iter().flatten() {
        let expected = Schema::deserialize(case).ok();
        assert!(expected.is_some(), "{case}");
        assert_eq!(schema(case, &Pointer::default()).ok(), expected, "{case}");
    }
}

#[test]
fn of_responses_those_with_a_status_are_read() {
    let response = json!({ "description": "d" });
    let keys = ["200", "4XX", "5xx", "default", "x-of-ours", "20", "099", "2X0", "é0"];
    let value = Value::from_iter(keys.map(|key| (key, response.clone())));
    let read = Reading::default().all(&value, &At::ROOT, Reading::responses);
    let read = read.unwrap_or_default();
    let of = |status| (status, ReferenceOr::Item(Response { description: "d".to_owned(), ..Response::default() }));
    let expected = [StatusCode::Code(200), StatusCode::Range(4), StatusCode::Range(5)].map(of);
    assert_eq!(read.responses.clone().into_iter().collect::<Vec<_>>(), expected);
    assert!(read.default.is_some());
    let by_openapiv3 = Responses::deserialize(&value).map(|read| read.responses);
    assert_eq!(by_openapiv3.ok(), Some(read.responses));
}

#[test]
fn every_fault_is_told_with_its_place() {
    let operation = json!({
        "deprecated": "no",
        "tags": ["a", 1],
        "parameters": [
            { "name": "p", "in": "query", "style": "simple", "schema": {} },
            { "in": "query", "schema": {} },
            { "name": "q", "in": "query" },
            { "name": "r", "in": "body", "schema": {} },
        ],
        "responses": { "200": { "content": { "a/b": { "schema": { "properties": { "x": 1 }, "minLength": -1 } } } } },
        "security": [{ "s": "none" }],
    });
    let value = json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": { "/a": { "get": operation }, "/b": [] },
    });
    let expected = [
        "#/paths/~1a/get/deprecated should be true or false, and is a text",
        "#/paths/~1a/get/parameters/0/style should be a style of OpenAPI 3.0 for this place, and is a text",
        "#/paths/~1a/get/parameters/1 `name` is missing",
        "#/paths/~1a/get/parameters/2 `schema` or `content` is missing",
        "#/paths/~1a/get/parameters/3 what the parameter is `in` is missing",
        "#/paths/~1a/get/responses/200/content/a~1b/schema/minLength should be a count, and is a number",
        "#/paths/~1a/get/responses/200/content/a~1b/schema/properties/x should be an object, and is a number",
        "#/paths/~1a/get/security/0/s should be a list, and is a text",
        "#/paths/~1a/get/tags/1 should be a text, and is a number",
        "#/paths/~1b should be an object, and is a list",
    ];
    assert_eq!(found(document(&value)), expected);
}

#[test]
fn a_part_is_read_by_its_place() {
    let at = Pointer::default().child("x").child("y");
    let read = component::<openapiv3::Header>(&json!({ "description": 1, "schema": {} }), &at);
    assert_eq!(found(read), ["#/x/y/description should be a text, and is a number"]);
}
