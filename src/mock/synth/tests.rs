use serde_json::{Value, json};

use super::super::check::{Direction, violations};
use super::{Aim, Fill, body, value};

/// A value of a schema, which is one of it.
fn made(schema: Value) -> Value {
    let root = json!({ "components": { "schemas": {
        "Tree": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string" },
            "parent": { "$ref": "#/components/schemas/Tree" },
            "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
        } },
        "Cat": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
        "Dog": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
    } } });
    let aim = Aim { direction: Direction::Received, fill: Fill::Full, status: 200 };
    let made = value(&root, &schema, aim).unwrap_or_default();
    let found = violations(&root, &schema, &made, Direction::Received);
    assert!(found.is_empty(), "{schema}: {made}: {found:?}");
    made
}

#[test]
fn numbers_keep_to_their_bounds() {
    for (schema, expected) in [
        (json!({}), json!(1)),
        (json!({ "minimum": 10, "maximum": 100, "multipleOf": 10 }), json!(10)),
        (json!({ "minimum": 11, "multipleOf": 10 }), json!(20)),
        (json!({ "maximum": -3 }), json!(-3)),
        (json!({ "maximum": 0, "exclusiveMaximum": true }), json!(-1)),
        (json!({ "minimum": 0, "exclusiveMinimum": true }), json!(1)),
        (json!({ "exclusiveMinimum": 4 }), json!(5)),
        (json!({ "type": "number", "minimum": 0.1, "maximum": 0.3 }), json!(0.2)),
    ] {
        let mut schema = schema;
        schema["type"] = schema.get("type").cloned().unwrap_or(json!("integer"));
        assert_eq!(made(schema.clone()), expected, "{schema}");
    }
}

#[test]
fn texts_keep_to_format_pattern_and_length() {
    for (schema, expected) in [
        (json!({ "format": "date-time" }), "2024-01-01T00:00:00Z"),
        (json!({ "format": "email" }), "name@example.com"),
        (json!({ "minLength": 6 }), "textxx"),
        (json!({ "maxLength": 2 }), "te"),
        (json!({ "pattern": "^[45]\\d\\d$" }), "411"),
        (json!({ "pattern": "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$" }), "1.0"),
        (json!({ "pattern": "(?=x)", "example": "xyz" }), "xyz"),
        (json!({ "enum": ["b", "a"] }), "b"),
        (json!({ "default": "c", "example": 1 }), "c"),
    ] {
        let mut schema = schema;
        schema["type"] = json!("string");
        assert_eq!(made(schema.clone()), expected, "{schema}");
    }
}

#[test]
fn ids_differ_by_place_and_not_by_run() {
    let schema = json!({ "type": "object", "properties": {
        "id": { "type": "string", "format": "uuid" },
        "other": { "type": "string", "format": "uuid" },
    } });
    let one = made(schema.clone());
    assert_ne!(one["id"], one["other"]);
    assert_eq!(one, made(schema));
}

#[test]
fn a_schema_that_holds_itself_comes_to_an_end() {
    let tree = made(json!({ "$ref": "#/components/schemas/Tree" }));
    assert_eq!(tree, json!({ "name": "name", "children": [] }));
}

#[test]
fn what_is_composed_is_all_of_it_or_one_alternative() {
    let all = json!({ "allOf": [
        { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer", "minimum": 3 } } },
        { "type": "object", "properties": { "a": { "maximum": 9 }, "b": { "type": "boolean" } } },
    ] });
    assert_eq!(made(all), json!({ "a": 3, "b": true }));
    let one = json!({ "type": "object", "required": ["x"], "properties": { "x": { "type": "string" } },
        "oneOf": [{ "required": ["y"], "properties": { "y": { "type": "integer" } } }, { "required": ["z"] }] });
    assert_eq!(made(one), json!({ "x": "x", "y": 1 }));
}

#[test]
fn a_discriminator_names_its_alternative() {
    let union = json!({
        "oneOf": [{ "$ref": "#/components/schemas/Dog" }],
        "discriminator": { "propertyName": "kind", "mapping": { "dog": "#/components/schemas/Dog" } },
    });
    assert_eq!(made(union), json!({ "kind": "dog" }));
    let unmapped = json!({
        "anyOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
        "discriminator": { "propertyName": "kind" },
    });
    assert_eq!(made(unmapped), json!({ "kind": "Cat" }));
}

#[test]
fn lists_and_maps_have_as_much_as_they_must() {
    let list = json!({ "type": "array", "minItems": 3, "uniqueItems": true, "items": { "type": "string" } });
    assert_eq!(made(list), json!(["0", "1", "2"]));
    assert_eq!(made(json!({ "type": "array", "maxItems": 0, "items": {} })), json!([]));
    let map = json!({ "type": "object", "additionalProperties": { "type": "integer" } });
    assert_eq!(made(map), json!({ "key": 1 }));
    let two = json!({ "type": "object", "minProperties": 2, "additionalProperties": { "type": "integer" } });
    assert_eq!(made(two), json!({ "key": 1, "key2": 1 }));
}

#[test]
fn what_is_only_written_is_not_answered() {
    let schema = json!({ "type": "object", "required": ["secret"], "properties": {
        "secret": { "type": "string", "writeOnly": true },
        "id": { "type": "string", "readOnly": true },
    } });
    assert_eq!(made(schema), json!({ "id": "id" }));
}

#[test]
fn a_page_is_the_last_one() {
    let link = json!({ "type": "string" });
    let page = |required: &Value| {
        let links = json!({ "type": "object", "required": required, "properties": { "next": link, "self": link } });
        let schema = json!({ "type": "object", "properties": { "links": links } });
        body(&json!({}), &json!({ "schema": schema }), 200)
    };
    assert_eq!(page(&json!([])), json!({ "links": { "self": "self" } }));
    assert_eq!(page(&json!(["next"])), json!({ "links": { "next": "", "self": "self" } }));
}

#[test]
fn examples_of_the_document_come_first_where_they_are_right() {
    let schema = json!({ "type": "integer" });
    let content = json!({ "schema": schema, "example": "no", "examples": { "a": { "value": 7 } } });
    assert_eq!(body(&json!({}), &content, 200), json!(7));
}

#[test]
fn a_member_is_left_out_that_another_forbids() {
    let text = json!({ "type": "string" });
    let both = json!({ "type": "object", "properties": { "a": text, "b": text, "c": text },
        "not": { "required": ["a", "b"] } });
    assert_eq!(made(both), json!({ "a": "a", "c": "c" }));
}
