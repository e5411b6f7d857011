use serde_json::json;

use super::*;

/// The constructs of a document with their counts, without the commonest.
fn constructs(root: &Value) -> Vec<String> {
    let census = Census::of(root);
    let commonest = ["schema type", "schema properties", "schema items", "method", "status", "operation "];
    let common = |name: &str| commonest.iter().any(|start| name.starts_with(start));
    let named = census.constructs.iter().filter(|construct| !common(&construct.name));
    named.map(|construct| format!("{} {}", construct.places.len(), construct.name)).collect()
}

fn of_schema(schema: Value) -> Vec<String> {
    constructs(&json!({ "components": { "schemas": { "X": schema } } }))
}

#[test]
fn keywords_of_schemas() {
    let schema = json!({
        "type": "object", "nullable": true, "deprecated": false, "minProperties": 1,
        "properties": {
            "a": { "type": "string", "format": "email", "enum": ["x", null] },
            "b": { "oneOf": [{ "$ref": "#/components/schemas/X" }, {}], "discriminator": { "propertyName": "a" } },
            "c": { "type": "array" },
        },
        "additionalProperties": { "type": "integer", "format": "int32" },
    });
    let expected = [
        "1 additionalProperties beside properties",
        "1 discriminator without mapping",
        "1 enum of texts",
        "1 enum with null",
        "1 format integer int32",
        "1 reference to a component",
        "1 schema array without items",
        "1 schema nullable",
        "1 schema of any value",
        "1 schema oneOf",
        "1 schema without a type",
        "1 format string email",
        "1 schema minProperties",
    ];
    assert_eq!(of_schema(schema), expected);
}

#[test]
fn examples_and_defaults_are_no_schemas() {
    let schema = json!({
        "type": "object", "example": { "type": "string", "oneOf": [] }, "default": { "nullable": true },
        "x-note": { "anyOf": [{}] }, "properties": { "oneOf": { "type": "string" } },
    });
    assert_eq!(of_schema(schema), ["1 schema default", "1 schema example", "1 x-note"]);
}

#[test]
fn spellings_of_3_1() {
    let schema = json!({ "type": ["string", "null"], "const": 1, "exclusiveMinimum": 3, "items": true });
    let expected = [
        "1 3.1 schema exclusiveMinimum number",
        "1 3.1 schema that is no object",
        "1 3.1 schema type list",
        "1 schema exclusiveMinimum",
        "1 3.1 schema const",
    ];
    assert_eq!(of_schema(schema), expected);
}

#[test]
fn parameters_by_how_they_are_written() {
    let root = json!({ "paths": { "/a/{b}": {
        "parameters": [{ "name": "b", "in": "path", "schema": { "type": "string" } }],
        "get": { "operationId": "a", "tags": ["t"], "parameters": [
            { "name": "c", "in": "query", "schema": { "$ref": "#/components/schemas/List" } },
            { "name": "d", "in": "query", "explode": false, "schema": { "type": "array", "items": {} } },
            { "name": "e", "in": "query", "style": "deepObject", "explode": true, "schema": { "type": "object" } },
            { "name": "f", "in": "header", "content": { "application/json": {} } },
        ] },
    } }, "components": { "schemas": { "List": { "type": "array", "items": { "type": "string" } } } } });
    let expected = [
        "1 parameter application/json",
        "1 parameter header content",
        "1 parameter path simple scalar",
        "1 parameter query deepObject explode object",
        "1 parameter query form explode array",
        "1 parameter query form joined array",
        "1 parameters of a path",
        "1 reference to a component",
        "1 schema of any value",
        "1 parameter without a schema",
    ];
    assert_eq!(constructs(&root), expected);
}

#[test]
fn operations_answers_and_extensions() {
    let root = json!({ "x-a": 1, "info": { "x-b": 1 }, "paths": { "x-c": {}, "/a": { "put": {
        "callbacks": {}, "security": [], "requestBody": { "content": { "text/csv": { "schema": {} } } },
        "responses": { "2XX": { "links": { "l": {} } }, "default": { "content": { "a/b": {}, "application/x+json; v=1": {} } } },
    } } } });
    let census = Census::of(&root);
    assert_eq!(census.operations, 1);
    let names: Vec<&str> = census.constructs.iter().map(|construct| construct.name.as_str()).collect();
    for name in [
        "status 2XX",
        "status default",
        "links",
        "answer a/b",
        "answer application/x+json",
        "operation callbacks",
        "x-a",
        "x-b",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}

#[test]
fn every_construct_of_the_vendored_documents_is_in_the_table() {
    for name in ["snyk", "secoda"] {
        let path = crate::project_root().join(format!("specs/{name}.json"));
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
        let root = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        let unknown = Census::of(&root).constructs.into_iter().filter(|construct| construct.how.contains("fates.rs"));
        assert_eq!(unknown.collect::<Vec<_>>(), []);
    }
}

#[test]
fn prose_and_examples_count_where_they_stand() {
    let root = json!({ "openapi": "3.0.0", "info": { "title": "t", "license": {} },
        "tags": [{ "name": "a", "description": "A" }], "components": { "examples": {}, "headers": { "H": {
            "description": "h", "content": {} } } }, "paths": { "/a": { "summary": "s", "get": {
        "operationId": "a", "tags": ["t"], "parameters": [
            { "name": "c", "in": "query", "required": true, "example": 1, "schema": { "description": "d" } },
        ],
        "responses": { "200": { "description": "ok", "content": { "a/b": { "example": 1 } } } } } } } });
    let names = constructs(&root);
    for name in [
        "1 document openapi",
        "1 info title",
        "1 info license",
        "1 tag description",
        "1 components examples",
        "1 header content",
        "1 path summary",
        "1 parameter required",
        "1 parameter example",
        "1 schema description",
        "1 answer description",
        "1 answer example",
    ] {
        assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
    }
}

#[test]
fn a_member_that_openapi_does_not_know_is_no_secret() {
    let schema = json!({ "type": "object", "requried": ["a"], "properties": { "requried": { "type": "string" } } });
    assert_eq!(of_schema(schema), ["1 unknown member requried of schema"]);
    let root = json!({ "paths": { "/a": { "gett": {}, "get": { "opId": 1, "responses": {} } } } });
    let names = constructs(&root);
    for name in ["1 unknown member gett of path", "1 unknown member opId of operation"] {
        assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
    }
}
