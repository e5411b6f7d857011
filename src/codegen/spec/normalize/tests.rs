mod schemas;

use super::super::typed;
use super::*;
use serde_json::json;

/// The document after one run, what was noted, and what is wrong. A second run must find nothing to do.
fn run(mut document: Value) -> (Value, Vec<String>, Vec<String>) {
    let mut problems = Problems::default();
    let shown = |note: Note| format!("{} {}", note.at, note.what);
    let notes = normalize(&mut document, &mut problems).into_iter().map(shown).collect();
    let problems = problems.list().iter().map(|problem| format!("{} {}", problem.at, problem.what)).collect();
    let once = document.to_string();
    assert_eq!(normalize(&mut document, &mut Problems::default()), [], "a second run finds work in {once}");
    assert_eq!(document.to_string(), once);
    (document, notes, problems)
}

fn document(members: Value) -> Value {
    let mut document = json!({ "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": {} });
    let both = document.as_object_mut().zip(members.as_object());
    both.into_iter().for_each(|(document, members)| document.extend(members.clone()));
    document
}

fn schema(schema: Value) -> (Value, Vec<String>, Vec<String>) {
    let (document, notes, problems) = run(document(json!({ "components": { "schemas": { "X": schema } } })));
    if problems.is_empty() {
        assert_eq!(typed::document(&document).err(), None, "{document}");
    }
    (document.pointer("/components/schemas/X").cloned().unwrap_or_default(), notes, problems)
}

/// A document with one response, and what becomes of a part of it.
fn operation(operation: Value, pointer: &str) -> (Value, Vec<String>) {
    let (document, notes, _) = run(document(json!({ "paths": { "/a": { "get": operation } } })));
    assert_eq!(typed::document(&document).err(), None, "{document}");
    (document.pointer(&format!("/paths/~1a/get{pointer}")).cloned().unwrap_or_default(), notes)
}

fn parameter(parameter: Value) -> Value {
    operation(json!({ "parameters": [parameter], "responses": {} }), "/parameters/0").0
}

#[test]
fn the_documents_of_the_crate_stay_byte_for_byte() {
    for text in [include_str!("../../../../specs/snyk.json"), include_str!("../../../../specs/secoda.json")] {
        let before: Value = serde_json::from_str(text).unwrap_or_default();
        let (after, notes, problems) = run(before.clone());
        assert_eq!(after.to_string(), before.to_string());
        assert!(notes.is_empty() && problems.is_empty(), "{notes:?} {problems:?}");
    }
}

#[test]
fn schemas_are_found_wherever_they_can_be() {
    let odd = || json!({ "const": 1 });
    let media = json!({ "a/b": { "schema": odd(), "encoding": { "p": { "headers": { "h": { "schema": odd() } } } } } });
    let response = json!({ "description": "", "content": media, "headers": { "x-h": { "schema": odd() } } });
    let item = json!({
        "parameters": [{ "name": "p", "in": "query", "schema": odd() }],
        "post": {
            "parameters": [{ "name": "p", "in": "query", "content": media }],
            "requestBody": { "content": media },
            "responses": { "200": response },
            "callbacks": { "c": { "{$url}": { "get": { "responses": { "default": response } } } } },
        },
    });
    let nested = json!({
        "properties": { "p": odd() }, "items": odd(), "not": odd(), "additionalProperties": odd(),
        "allOf": [odd()], "anyOf": [odd()], "oneOf": [odd()], "$defs": { "d": odd() }, "definitions": { "d": odd() },
    });
    let (document, notes, problems) = run(document(json!({
        "paths": { "/a": item },
        "components": {
            "schemas": { "X": nested, "x-y": odd() },
            "responses": { "x-r": response },
            "parameters": { "P": { "name": "p", "in": "header", "schema": odd() } },
            "requestBodies": { "B": { "content": media } },
            "headers": { "H": { "schema": odd() } },
            "callbacks": { "C": { "{$url}": item } },
            "pathItems": { "I": item },
        },
    })));
    let text = document.to_string();
    assert!(!text.contains("const"), "{text}");
    assert_eq!(notes.len(), text.matches("\"enum\":[1]").count());
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn a_note_has_its_place() {
    let (_, notes, _) = schema(json!({ "properties": { "a/b": { "anyOf": [{ "const": 1 }] } } }));
    let expected = "#/components/schemas/X/properties/a~1b/anyOf/0 `const` became an `enum` of one value";
    assert_eq!(notes, [expected]);
}

#[test]
fn a_document_of_3_1_is_read_as_one_of_3_0() {
    let (document, notes, _) = run(json!({
        "openapi": "3.1.0", "jsonSchemaDialect": "x", "webhooks": {}, "info": { "version": 1.0 }, "servers": null,
    }));
    let expected = json!({ "openapi": "3.0.3", "info": { "version": "1.0", "title": "API" }, "paths": {} });
    assert_eq!(document, expected);
    assert!(notes.contains(&"#/openapi version \"3.1.0\" is read as 3.0.3".to_owned()), "{notes:?}");
    assert_eq!(notes.len(), 7);
}

#[test]
fn other_documents_stay_for_the_check_of_the_version() {
    let cases = [
        json!({ "swagger": "2.0", "paths": null }),
        json!({ "openapi": "3.2.0", "paths": null }),
        json!({ "openapi": "3.10.0", "paths": null }),
        json!({}),
        json!([]),
        json!(1),
    ];
    for case in cases {
        assert_eq!(run(case.clone()), (case, Vec::new(), Vec::new()));
    }
}

#[test]
fn parameters_of_swagger_2_get_a_schema() {
    let cases = [
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": { "type": "int" }, "collectionFormat": "csv" }),
            json!({ "name": "a", "in": "query", "style": "form", "explode": false,
                "schema": { "type": "array", "items": { "type": "integer" } } }),
        ),
        (
            json!({ "name": "a", "in": "Path", "required": "true", "type": "string", "enum": ["x"], "minLength": 1 }),
            json!({ "name": "a", "in": "path", "required": true,
                "schema": { "type": "string", "enum": ["x"], "minLength": 1 } }),
        ),
        (json!({ "name": "a", "in": "header" }), json!({ "name": "a", "in": "header", "schema": {} })),
        (
            json!({ "name": "a", "in": "query", "style": "simple", "schema": {} }),
            json!({ "name": "a", "in": "query", "schema": {} }),
        ),
    ];
    for (before, after) in cases {
        assert_eq!(parameter(before.clone()), after, "{before}");
    }
}

#[test]
fn answers_get_what_they_must_have() {
    let cases = [
        (json!({}), json!({ "description": "" })),
        (json!(null), json!({ "description": "" })),
        (
            json!({ "description": null, "schema": { "type": "file" } }),
            json!({ "description": "", "content": { "application/json": {
                "schema": { "type": "string", "format": "binary" } } } }),
        ),
        (
            json!({ "description": "", "headers": { "h": { "type": "integer" } }, "content": { "a/b": null } }),
            json!({ "description": "", "headers": { "h": { "schema": { "type": "integer" } } }, "content": { "a/b": {} } }),
        ),
    ];
    for (before, after) in cases {
        let found = operation(json!({ "responses": { "200": before.clone(), "x-a": null } }), "/responses");
        assert_eq!(found.0, json!({ "200": after, "x-a": null }), "{before}");
    }
}

#[test]
fn operations_get_what_they_must_have() {
    let before = json!({
        "tags": "a", "operationId": 7, "deprecated": "false", "parameters": {}, "security": [{ "key": null }],
        "requestBody": null,
    });
    let after = json!({
        "tags": ["a"], "operationId": "7", "deprecated": false, "parameters": [], "security": [{ "key": [] }],
        "responses": {},
    });
    assert_eq!(operation(before, "").0, after);
}

#[test]
fn the_rest_of_a_document_is_kept_from_standing_in_the_way() {
    let (document, _, _) = run(document(json!({
        "paths": { "a": { "summary": 1 }, "/b": null, "x-c": null },
        "tags": ["t", { "name": "u", "externalDocs": {} }],
        "servers": [{ "url": "u" }, {}],
        "components": { "schemas": null },
    })));
    assert_eq!(typed::document(&document).err(), None);
    let expected = json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1" },
        "paths": { "/a": { "summary": "1" }, "/b": {}, "x-c": null },
        "tags": [{ "name": "u" }],
        "servers": [{ "url": "u" }],
        "components": {},
    });
    assert_eq!(document, expected);
}

#[test]
fn what_is_not_generated_needs_no_look() {
    let odd = json!({ "examples": [1], "links": 7, "callbacks": { "c": { "$ref": "#/x" }, "d": { "x-a": 1 } } });
    let mut operation = odd.clone();
    operation["responses"] = json!({ "200": { "description": "", "links": { "l": {} } } });
    let before = document(json!({
        "paths": { "/a": { "get": operation } },
        "components": { "examples": { "a": "text" }, "links": [], "securitySchemes": { "s": { "type": "basic" } } },
        "servers": [{ "url": "u", "variables": { "port": { "default": 443 } } }],
    }));
    assert_eq!(run(before.clone()), (before.clone(), Vec::new(), Vec::new()));
    assert_eq!(typed::document(&before).err(), None);
}

#[test]
fn a_body_among_the_parameters_is_a_problem() {
    let at = json!({ "/a": { "parameters": [{ "name": "b", "in": "body", "schema": {} }, { "name": "c" }] } });
    let (_, _, problems) = run(document(json!({ "paths": at })));
    let expected = [
        "#/paths/~1a/parameters/0 3.0 has no parameters in \"body\"",
        "#/paths/~1a/parameters/1 the parameter does not say what it is `in`",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn the_deepest_document_that_can_be_read_does_not_fill_the_stack() {
    let deep = "{\"items\":[".repeat(60) + "{\"const\":1}" + &"]}".repeat(60);
    let text = format!("{{\"openapi\":\"3.0.3\",\"components\":{{\"schemas\":{{\"X\":{deep}}}}}}}");
    let small = std::thread::Builder::new().stack_size(2 << 20);
    let notes = small.spawn(move || {
        let mut document: Value = serde_json::from_str(&text).unwrap_or_default();
        normalize(&mut document, &mut Problems::default()).len()
    });
    assert_eq!(notes.ok().and_then(|thread| thread.join().ok()), Some(65));
}
