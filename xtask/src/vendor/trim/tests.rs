use serde_json::json;

use super::*;

/// The document without what nobody reads, and what was told of it.
fn trimmed(mut root: Value, settings: &Settings) -> (Value, Trimmed, Vec<String>) {
    let mut remarks = Vec::new();
    let trimmed = trim(&mut root, settings, &mut remarks);
    (root, trimmed, remarks)
}

/// A document with one operation, whose answers are given.
fn answering(responses: Value, components: Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1" },
        "paths": { "/a": { "get": { "operationId": "a", "responses": responses } } },
        "components": components,
    })
}

/// The schema of an answer, trimmed.
fn schema(schema: Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    let root = answering(json!({ "200": { "description": "", "content": content } }), json!({}));
    let (root, ..) = trimmed(root, &Settings::plain());
    root["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"].clone()
}

/// The keys of component schemas that stay, where an answer has the schema.
fn kept(of: Value, schemas: Value) -> Vec<String> {
    let content = json!({ "application/json": { "schema": of } });
    let root = answering(json!({ "200": { "description": "", "content": content } }), json!({ "schemas": schemas }));
    let (root, ..) = trimmed(root, &Settings::plain());
    root["components"]["schemas"].as_object().into_iter().flat_map(Members::keys).cloned().collect()
}

fn reference(key: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{key}") })
}

#[test]
fn examples_of_schemas_go_and_members_of_that_name_stay() {
    let properties = json!({
        "example": { "type": "string", "example": "x" },
        "examples": { "type": "array", "items": { "type": "string", "examples": ["x"] } },
        "externalDocs": { "type": "string", "externalDocs": { "url": "u" } },
    });
    let after = json!({
        "example": { "type": "string" },
        "examples": { "type": "array", "items": { "type": "string" } },
        "externalDocs": { "type": "string" },
    });
    assert_eq!(schema(json!({ "properties": properties, "example": {} })), json!({ "properties": after }));
}

#[test]
fn values_that_look_like_parts_stay() {
    let values = json!({
        "default": { "example": 1 }, "enum": [{ "example": 1 }], "x-a": { "example": 1 }, "const": { "examples": [] },
    });
    assert_eq!(schema(values.clone()), values);
}

#[test]
fn examples_go_wherever_a_schema_stands() {
    for key in ["items", "not", "additionalProperties"] {
        assert_eq!(schema(json!({ key: { "type": "string", "example": "x" } })), json!({ key: { "type": "string" } }));
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        assert_eq!(
            schema(json!({ key: [{ "type": "string", "example": "x" }] })),
            json!({ key: [{ "type": "string" }] })
        );
    }
}

#[test]
fn examples_of_other_parts_go_and_are_counted() {
    let root = json!({
        "openapi": "3.0.3", "externalDocs": { "url": "u" }, "tags": [{ "name": "T", "externalDocs": { "url": "u" } }],
        "paths": {
            "x-a": { "get": { "example": 1 } },
            "/a": { "parameters": [{ "name": "p", "in": "query", "schema": { "type": "string" }, "examples": { "a": {}, "b": {} } }],
                "post": {
                    "tags": ["T"], "externalDocs": { "url": "u" }, "operationId": "a",
                    "requestBody": { "content": { "application/json": { "schema": {}, "example": 1 } } },
                    "responses": { "x-a": { "example": 1 }, "200": { "description": "", "content": { "application/json": { "examples": { "a": {} } } } } },
                } },
        },
        "components": { "examples": { "a": { "value": 1 } } },
    });
    let (root, counts, _) = trimmed(root, &Settings::plain());
    let expected = json!({
        "openapi": "3.0.3", "tags": [{ "name": "T" }],
        "paths": {
            "x-a": { "get": { "example": 1 } },
            "/a": { "parameters": [{ "name": "p", "in": "query", "schema": { "type": "string" } }],
                "post": {
                    "tags": ["T"], "operationId": "a",
                    "requestBody": { "content": { "application/json": { "schema": {} } } },
                    "responses": { "x-a": { "example": 1 }, "200": { "description": "", "content": { "application/json": {} } } },
                } },
        },
    });
    assert_eq!(root, expected);
    assert_eq!(counts.examples, 5);
}

#[test]
fn headers_that_are_known_or_of_failures_go() {
    let headers = json!({ "Location": { "schema": {} }, "x-left": { "schema": { "type": "integer", "example": 1 } } });
    let answer = |headers: &Value| json!({ "description": "", "headers": headers });
    let root = answering(
        json!({ "201": answer(&headers), "302": answer(&headers), "404": answer(&headers), "default": answer(&headers) }),
        json!({}),
    );
    let (root, counts, _) = trimmed(root, &Settings::plain());
    let left = answer(&json!({ "x-left": { "schema": { "type": "integer" } } }));
    let none = json!({ "description": "" });
    let expected = json!({ "201": left, "302": left, "404": none, "default": none });
    assert_eq!(root["paths"]["/a"]["get"]["responses"], expected);
    assert_eq!(counts.headers, 6);
}

#[test]
fn an_answer_that_is_shared_by_a_result_keeps_its_headers() {
    let shared = json!({ "description": "", "headers": { "x-a": { "schema": {} } } });
    let of = |key: &str| json!({ "$ref": format!("#/components/responses/{key}") });
    let responses = json!({ "200": of("Both"), "400": of("Both"), "404": of("Failure") });
    let (root, ..) = trimmed(
        answering(responses, json!({ "responses": { "Both": shared, "Failure": shared } })),
        &Settings::plain(),
    );
    assert_eq!(root["components"]["responses"]["Both"], shared);
    assert_eq!(root["components"]["responses"]["Failure"], json!({ "description": "" }));
}

#[test]
fn without_a_success_the_default_is_one() {
    let answer = json!({ "description": "", "headers": { "x-a": { "schema": {} } } });
    let (root, ..) = trimmed(answering(json!({ "default": answer, "404": answer }), json!({})), &Settings::plain());
    assert_eq!(root["paths"]["/a"]["get"]["responses"]["default"], answer);
    assert_eq!(root["paths"]["/a"]["get"]["responses"]["404"], json!({ "description": "" }));
}

#[test]
fn of_a_body_that_is_not_json_the_media_type_stays() {
    let content = json!({ "text/csv": { "schema": reference("Row") }, "application/problem+json": { "schema": {} } });
    let after = json!({ "text/csv": {}, "application/problem+json": { "schema": {} } });
    let components = json!({ "schemas": { "Row": { "type": "string" } } });
    let root = answering(json!({ "200": { "description": "", "content": content } }), components);
    let (root, ..) = trimmed(root, &Settings::plain());
    assert_eq!(root["paths"]["/a"]["get"]["responses"]["200"]["content"], after);
    assert_eq!(root.get("components"), None);
}

#[test]
fn json_bodies_that_only_their_examples_tell_apart_stay_apart() {
    let media = |example: &str| json!({ "schema": { "type": "string", "example": example }, "example": "x" });
    let stays = |example: &str| json!({ "schema": { "type": "string", "example": example } });
    let content = json!({ "application/json": media("a"), "text/json": media("b") });
    let (root, ..) =
        trimmed(answering(json!({ "200": { "description": "", "content": content } }), json!({})), &Settings::plain());
    let after = json!({ "application/json": stays("a"), "text/json": stays("b") });
    assert_eq!(root["paths"]["/a"]["get"]["responses"]["200"]["content"], after);
}

#[test]
fn members_of_alternatives_that_only_their_examples_tell_apart_stay_apart() {
    let object = |example: &str, other: &str| {
        json!({ "type": "object", "properties": {
            "name": { "type": "string", "example": example },
            "kind": { "type": other, "example": example },
        } })
    };
    let after = |example: &str, other: &str| {
        json!({ "type": "object", "properties": {
            "name": { "type": "string", "example": example },
            "kind": { "type": other },
        } })
    };
    let found = schema(json!({ "oneOf": [object("a", "string"), object("b", "integer")] }));
    assert_eq!(found, json!({ "oneOf": [after("a", "string"), after("b", "integer")] }));
}

#[test]
fn what_a_reference_leads_to_stays() {
    let target = json!({ "description": "", "headers": { "location": { "schema": { "type": "string" } } } });
    let inner = json!({ "$ref": "#/paths/~1a/get/responses/404/headers/location/schema" });
    let content = json!({ "application/json": { "schema": inner } });
    let responses = json!({ "200": { "description": "", "content": content }, "404": target });
    let (root, ..) = trimmed(answering(responses, json!({})), &Settings::plain());
    assert_eq!(root["paths"]["/a"]["get"]["responses"]["404"], target);
}

#[test]
fn components_that_nothing_reaches_go() {
    let schemas = json!({
        "A": { "properties": { "b": reference("B") } }, "B": { "items": reference("A") }, "C": reference("D"), "D": {},
    });
    assert_eq!(kept(reference("A"), schemas), ["A", "B"]);
}

#[test]
fn a_reference_into_a_component_reaches_it() {
    let inner = json!({ "$ref": "#/components/schemas/x~1y/properties/a" });
    assert_eq!(kept(inner, json!({ "x/y": { "properties": { "a": {} } }, "z": {} })), ["x/y"]);
}

#[test]
fn what_a_mapping_names_is_reached() {
    let discriminator = json!({ "propertyName": "k", "mapping": { "b": "B", "c": "#/components/schemas/C" } });
    let schemas = json!({ "A": { "discriminator": discriminator }, "B": {}, "C": {}, "D": {} });
    assert_eq!(kept(reference("A"), schemas), ["A", "B", "C"]);
}

#[test]
fn what_extends_a_base_is_reached_if_the_base_tells_them_apart() {
    let schemas = json!({
        "Base": { "discriminator": { "propertyName": "k" } }, "Plain": {},
        "One": { "allOf": [reference("Base"), reference("Part")] }, "Part": {}, "Other": { "allOf": [reference("Plain")] },
    });
    let of = json!({ "properties": { "a": reference("Base"), "b": reference("Plain") } });
    assert_eq!(kept(of, schemas), ["Base", "Plain", "One", "Part"]);
}

#[test]
fn security_schemes_are_reached_by_name() {
    let mut root = answering(json!({}), json!({ "securitySchemes": { "a": {}, "b": {}, "c": {} } }));
    root["security"] = json!([{ "a": [] }]);
    root["paths"]["/a"]["get"]["security"] = json!([{ "c": [] }, {}]);
    let (root, counts, _) = trimmed(root, &Settings::plain());
    assert_eq!(root["components"]["securitySchemes"], json!({ "a": {}, "c": {} }));
    assert_eq!(counts.components, 1);
}

#[test]
fn a_name_on_which_another_depends_is_kept_without_its_schema() {
    let inline = json!({ "type": "object", "properties": { "y": { "type": "string" } } });
    let schemas = json!({
        "thing": { "type": "object", "properties": { "x": inline } },
        "Thing": { "items": reference("Unused") }, "ThingX": {}, "Thing2X": {}, "Unused": {},
    });
    let content = json!({ "application/json": { "schema": reference("thing") } });
    let root = answering(json!({ "200": { "description": "", "content": content } }), json!({ "schemas": schemas }));
    let (root, counts, remarks) = trimmed(root, &Settings::plain());
    let schemas = &root["components"]["schemas"];
    let keys: Vec<&String> = schemas.as_object().into_iter().flat_map(Members::keys).collect();
    // `thing` is called Thing2 because of `Thing`, and its member Thing2X2 because of `Thing2X`.
    assert_eq!(keys, ["thing", "Thing", "Thing2X"]);
    assert!(schemas["Thing"].get("items").is_none());
    assert_eq!(counts.components, 4);
    assert!(remarks[0].ends_with("as others depend on them: Thing, Thing2X"), "{remarks:?}");
}

#[test]
fn tags_and_paths_without_operations_go() {
    let root = json!({
        "tags": [{ "name": "A" }, { "name": "B" }], "webhooks": { "w": {} },
        "paths": { "/a": { "get": { "operationId": "a", "tags": ["A"] } }, "/b": { "summary": "s" }, "/c": { "$ref": "#/x" } },
    });
    let (root, _, remarks) = trimmed(root, &Settings::plain());
    let expected = json!({
        "tags": [{ "name": "A" }],
        "paths": { "/a": { "get": { "operationId": "a", "tags": ["A"] } }, "/c": { "$ref": "#/x" } },
    });
    assert_eq!(root, expected);
    assert_eq!(remarks, ["the webhooks are left out: nothing is generated from them"]);
}

#[test]
fn a_path_on_which_a_name_depends_stays_empty() {
    let paths = json!({
        "/group": { "get": {} }, "/group/{id}": { "parameters": [] },
        "/org": { "get": { "operationId": "org" } }, "/org/{id}": {}, "/user": { "get": {} }, "/user/{id}": { "get": {} },
        "/user/{name}": {},
    });
    let (root, ..) = trimmed(json!({ "paths": paths }), &Settings::plain());
    let paths: Vec<&String> = root["paths"].as_object().into_iter().flat_map(Members::keys).collect();
    assert_eq!(paths, ["/group", "/group/{id}", "/org", "/user", "/user/{id}"]);
    assert_eq!(root["paths"]["/group/{id}"], json!({}));
}
