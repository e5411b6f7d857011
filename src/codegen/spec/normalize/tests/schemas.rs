use super::*;

/// Each schema becomes the other, and a note says so.
fn becomes(cases: Vec<(Value, Value)>) {
    for (before, after) in cases {
        let (found, notes, problems) = schema(before.clone());
        assert_eq!(found, after, "{before}");
        assert!(!notes.is_empty() && problems.is_empty(), "{before}: {notes:?} {problems:?}");
    }
}

#[test]
fn a_list_with_null_becomes_nullable() {
    becomes(vec![
        (json!({ "type": ["string", "null"] }), json!({ "type": "string", "nullable": true })),
        (json!({ "type": ["null", "INT"] }), json!({ "type": "integer", "nullable": true })),
        (json!({ "type": ["date", "null"] }), json!({ "type": "string", "nullable": true, "format": "date" })),
        (json!({ "type": ["object"] }), json!({ "type": "object" })),
        (json!({ "type": ["integer", "number"] }), json!({ "type": "number" })),
        (
            json!({ "type": ["string", "null"], "enum": ["a", null] }),
            json!({ "type": "string", "enum": ["a", null], "nullable": true }),
        ),
        (json!({ "type": "null" }), json!({ "nullable": true, "enum": [null] })),
        (json!({ "type": ["null"] }), json!({ "nullable": true, "enum": [null] })),
        (json!({ "type": ["string", "number", "boolean", "object", "array", "null"] }), json!({ "nullable": true })),
    ]);
}

#[test]
fn a_list_of_types_becomes_alternatives_with_their_own_keywords() {
    becomes(vec![
        (
            json!({ "type": ["string", "integer"], "minLength": 1, "minimum": 0, "format": "int64", "title": "t" }),
            json!({ "title": "t", "anyOf": [
                { "type": "string", "minLength": 1 },
                { "type": "integer", "minimum": 0, "format": "int64" },
            ] }),
        ),
        (
            json!({ "type": ["array", "string", "null"], "items": { "type": ["string", "null"] }, "format": "uuid" }),
            json!({ "nullable": true, "anyOf": [
                { "type": "array", "items": { "type": "string", "nullable": true } },
                { "type": "string", "format": "uuid" },
            ] }),
        ),
        (
            json!({ "type": ["string", "integer", "boolean"], "enum": ["a", 1, 2] }),
            json!({ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "integer", "enum": [1, 2] }] }),
        ),
        (
            json!({ "type": ["object", "string"], "oneOf": [{ "type": "string" }, { "type": "object" }] }),
            json!({ "oneOf": [{ "type": "string" }, { "type": "object" }] }),
        ),
    ]);
}

#[test]
fn null_leaves_alternatives_and_makes_the_whole_nullable() {
    becomes(vec![
        (
            json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }),
            json!({ "anyOf": [{ "type": "string" }], "nullable": true }),
        ),
        (
            json!({ "oneOf": [{ "const": null }, { "$ref": "#/components/schemas/X" }] }),
            json!({ "oneOf": [{ "$ref": "#/components/schemas/X" }], "nullable": true }),
        ),
        (json!({ "anyOf": [{ "type": "null" }] }), json!({ "enum": [null], "nullable": true })),
    ]);
}

#[test]
fn a_constant_becomes_an_enum() {
    becomes(vec![
        (json!({ "const": "a" }), json!({ "enum": ["a"] })),
        (json!({ "type": "boolean", "const": true }), json!({ "type": "boolean", "enum": [true] })),
        (json!({ "const": null }), json!({ "enum": [null] })),
        (json!({ "type": "string", "enum": "a" }), json!({ "type": "string", "enum": ["a"] })),
    ]);
}

#[test]
fn bounds_that_are_numbers_become_exclusive_bounds() {
    becomes(vec![
        (
            json!({ "type": "integer", "exclusiveMinimum": 0 }),
            json!({ "type": "integer", "exclusiveMinimum": true, "minimum": 0 }),
        ),
        (json!({ "exclusiveMaximum": 9.5, "maximum": 10 }), json!({ "exclusiveMaximum": true, "maximum": 9.5 })),
        (json!({ "exclusiveMinimum": 0, "minimum": 1 }), json!({ "minimum": 1 })),
        (json!({ "exclusiveMinimum": "true", "minimum": "1" }), json!({ "exclusiveMinimum": true, "minimum": 1 })),
    ]);
}

#[test]
fn counts_are_whole_numbers() {
    becomes(vec![
        (json!({ "maxLength": 10.0, "minLength": "1" }), json!({ "maxLength": 10, "minLength": 1 })),
        (json!({ "minItems": -1, "maxItems": 1e30, "maxProperties": 1.5, "minProperties": "few" }), json!({})),
    ]);
}

#[test]
fn binary_content_becomes_a_format() {
    let string = |format: &str| json!({ "type": "string", "format": format });
    becomes(vec![
        (json!({ "type": "string", "contentEncoding": "base64" }), string("byte")),
        (json!({ "contentMediaType": "application/octet-stream" }), string("binary")),
        (json!({ "contentMediaType": "image/png", "contentEncoding": "base64url" }), string("byte")),
        (json!({ "type": "string", "contentMediaType": "application/json" }), json!({ "type": "string" })),
        (json!({ "type": "string", "format": "uuid", "contentEncoding": "base64" }), string("uuid")),
        (json!({ "type": "object", "contentMediaType": "image/png" }), json!({ "type": "object" })),
    ]);
}

#[test]
fn tuples_become_lists_of_a_choice() {
    let choice = json!({ "items": { "anyOf": [{ "type": "string" }, { "type": "integer" }] } });
    becomes(vec![
        (json!({ "prefixItems": [{ "type": "string" }, { "type": "integer" }, { "type": "string" }] }), choice.clone()),
        (json!({ "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }), choice.clone()),
        (json!({ "items": [{ "type": "string" }, { "type": "integer" }] }), choice),
        (json!({ "prefixItems": [{ "type": "string" }] }), json!({ "items": { "type": "string" } })),
        (json!({ "prefixItems": [{}], "items": { "type": "string" } }), json!({ "items": { "type": "string" } })),
    ]);
}

#[test]
fn one_pattern_of_names_becomes_a_map() {
    let map = json!({ "additionalProperties": { "type": "string" } });
    let two = json!({ "^a": { "type": "string" }, "^b": { "type": "integer" } });
    becomes(vec![
        (json!({ "patternProperties": { "^a": { "type": ["string"] } } }), map.clone()),
        (json!({ "patternProperties": { "^a": { "type": "string" } }, "additionalProperties": false }), map),
        (json!({ "patternProperties": two.clone() }), json!({})),
        (json!({ "patternProperties": two, "additionalProperties": false }), json!({ "additionalProperties": true })),
        (
            json!({ "patternProperties": { "^a": {} }, "additionalProperties": { "type": "integer" } }),
            json!({ "additionalProperties": { "type": "integer" } }),
        ),
    ]);
}

#[test]
fn what_cannot_be_said_is_left_out() {
    becomes(vec![
        (json!({ "if": {}, "then": {}, "else": {}, "type": "object" }), json!({ "type": "object" })),
        (json!({ "dependentSchemas": {}, "propertyNames": {}, "unevaluatedProperties": false }), json!({})),
        (json!({ "examples": [1, 2] }), json!({ "example": 1 })),
        (json!({ "examples": [1], "example": 3 }), json!({ "example": 3 })),
        (json!({ "properties": { "a": { "required": true } } }), json!({ "properties": { "a": {} } })),
    ]);
}

#[test]
fn a_reference_with_keywords_beside_it_becomes_a_member() {
    let reference = json!({ "$ref": "#/components/schemas/Y" });
    becomes(vec![
        (
            json!({ "$ref": "#/components/schemas/Y", "nullable": true, "description": "d" }),
            json!({ "nullable": true, "description": "d", "allOf": [reference] }),
        ),
        (
            json!({ "$ref": "#/components/schemas/Y", "allOf": [{ "type": "object" }] }),
            json!({ "allOf": [reference, { "type": "object" }] }),
        ),
    ]);
}

#[test]
fn a_reference_with_remarks_beside_it_stays() {
    let remarks =
        json!({ "$ref": "#/a", "summary": "", "description": null, "title": 1, "example": null, "x-a": null });
    let (found, notes, _) = schema(remarks.clone());
    assert_eq!((found, notes), (remarks, Vec::new()));
}

#[test]
fn truth_in_the_place_of_a_schema_becomes_one() {
    becomes(vec![
        (json!(true), json!({})),
        (json!({ "items": false }), json!({ "items": { "not": {} } })),
        (
            json!({ "properties": { "a": true, "b": null, "c": [] }, "additionalProperties": false }),
            json!({ "properties": { "a": {}, "b": {}, "c": {} }, "additionalProperties": false }),
        ),
    ]);
}

#[test]
fn wrong_names_of_types_are_made_right() {
    let cases = [
        ("String", "string", ""),
        ("int", "integer", ""),
        ("Long", "integer", "int64"),
        ("float", "number", "float"),
        ("BOOL", "boolean", ""),
        ("datetime", "string", "date-time"),
        ("uuid", "string", "uuid"),
        ("file", "string", "binary"),
        ("dict", "object", ""),
        ("list", "array", ""),
    ];
    for (name, kind, format) in cases {
        let mut expected = json!({ "type": kind });
        if !format.is_empty() {
            expected = json!({ "type": kind, "format": format });
        }
        becomes(vec![(json!({ "type": name }), expected)]);
    }
    becomes(vec![
        (json!({ "type": "any" }), json!({})),
        (json!({ "type": "long", "format": "x" }), json!({ "type": "integer", "format": "x" })),
    ]);
}

#[test]
fn a_type_that_nobody_knows_stays() {
    let unknown = json!({ "type": "Pet" });
    assert_eq!(schema(unknown.clone()), (unknown, Vec::new(), Vec::new()));
}

#[test]
fn texts_and_empty_things_become_what_they_should_be() {
    becomes(vec![
        (json!({ "nullable": "true", "readOnly": "False" }), json!({ "nullable": true, "readOnly": false })),
        (json!({ "description": 404, "title": true }), json!({ "description": "404", "title": "true" })),
        (json!({ "properties": [], "required": null, "default": null }), json!({ "properties": {}, "default": null })),
        (json!({ "allOf": { "type": "object" } }), json!({ "allOf": [{ "type": "object" }] })),
        (json!({ "externalDocs": {}, "items": [] }), json!({ "items": {} })),
        (json!({ "discriminator": "kind" }), json!({ "discriminator": { "propertyName": "kind" } })),
        (json!({ "discriminator": {} }), json!({})),
    ]);
}

#[test]
fn names_and_values_that_look_like_keywords_stay() {
    let odd = json!({ "type": ["string", "null"], "const": 1, "nullable": "true", "a": null });
    let clean = json!({
        "type": "object",
        "properties": {
            "type": { "type": "string" }, "const": { "type": "string" }, "$ref": { "type": "string" },
            "items": { "type": "string" }, "x-a": { "type": "string" }, "required": { "type": "boolean" },
        },
        "required": [],
        "example": odd, "default": odd, "enum": [odd], "x-a": odd, "examples": { "a": odd },
    });
    assert_eq!(schema(clean.clone()), (clean, Vec::new(), Vec::new()));
}

#[test]
fn what_is_no_schema_is_a_problem_at_its_place() {
    let cases = [
        (json!("string"), "# should be an object, and is a text"),
        (json!({ "type": 5 }), "#/type should be a text, and is a number"),
        (json!({ "properties": 7 }), "#/properties should be an object, and is a number"),
        (json!({ "required": [1] }), "#/required should be a list of texts, and is a list"),
        (json!({ "nullable": "maybe" }), "#/nullable should be true or false, and is a text"),
        (
            json!({ "discriminator": { "propertyName": "a", "mapping": { "a": 1 } } }),
            "#/discriminator/mapping should be an object of texts, and is an object",
        ),
    ];
    for (case, expected) in cases {
        let (_, _, problems) = schema(case.clone());
        assert_eq!(problems, [expected.replacen('#', "#/components/schemas/X", 1)], "{case}");
    }
}
