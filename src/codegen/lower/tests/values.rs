use serde_json::{Value, json};

use super::{line, member, object};
use crate::codegen::surface;

/// What is told of a member besides its prose.
fn doc(schema: &Value) -> String {
    member(schema, &[]).0.doc.join("\n")
}

#[test]
fn bounds_are_told_together_unless_one_of_them_is_outside() {
    let schema = |below: bool, above: bool| {
        json!({
            "type": "integer", "minimum": 1, "maximum": 5, "exclusiveMinimum": below, "exclusiveMaximum": above
        })
    };
    assert_eq!(doc(&schema(false, false)), "From 1 to 5.");
    assert_eq!(doc(&schema(true, false)), "More than 1. At most 5.");
    assert_eq!(doc(&schema(false, true)), "At least 1. Less than 5.");
    assert_eq!(doc(&schema(true, true)), "More than 1. Less than 5.");
}

#[test]
fn a_length_is_told_as_far_as_it_asks_for_something() {
    let text = |min: Option<u64>, max: Option<u64>| {
        let mut schema = json!({ "type": "string" });
        let bounds = [("minLength", min), ("maxLength", max)];
        bounds.into_iter().for_each(|(key, bound)| schema[key] = json!(bound));
        bounds.into_iter().filter(|(_, bound)| bound.is_none()).for_each(|(key, _)| {
            schema.as_object_mut().unwrap().remove(key);
        });
        doc(&schema)
    };
    assert_eq!(text(Some(3), Some(3)), "Exactly 3 characters.");
    assert_eq!(text(Some(1), Some(1)), "Exactly 1 character.");
    assert_eq!(text(Some(2), Some(3)), "From 2 to 3 characters.");
    assert_eq!(text(Some(0), Some(3)), "At most 3 characters.");
    assert_eq!(text(None, Some(3)), "At most 3 characters.");
    assert_eq!(text(Some(2), None), "At least 2 characters.");
    assert_eq!(text(Some(0), None), "");
}

#[test]
fn an_enumeration_without_a_type_has_that_of_its_values() {
    assert_eq!(line(&json!({ "enum": ["a", "b"] }), &[]), "Option<Am>");
    assert_eq!(line(&json!({ "enum": [1.5, 2] }), &[]), "Option<f64>");
    assert_eq!(line(&json!({ "enum": [true] }), &[]), "Option<bool>");
    assert_eq!(line(&json!({ "enum": ["a", 1] }), &[]), "Option<Value>");
    let (_, model) = member(&json!({ "enum": [1, 2] }), &[]);
    let listing = surface::list(&model);
    assert!(listing.contains("  V1 = \"1\"\n  V2 = \"2\""), "{listing}");
}

#[test]
fn an_enumeration_that_its_type_does_not_fit_is_only_of_the_type() {
    assert_eq!(line(&json!({ "type": "integer", "enum": [1, 1.5] }), &[]), "Option<i64>");
    assert_eq!(line(&json!({ "type": "number", "enum": [1, 2] }), &[]), "Option<f64>");
}

#[test]
fn enumerations_of_the_same_values_are_one_type_whatever_the_order() {
    let schema = json!({ "type": "object", "properties": {
        "one": { "type": "string", "enum": ["a", "b"] },
        "other": { "type": "string", "enum": ["b", "a"] },
        "another": { "type": "string", "enum": ["a", "c"] }
    } });
    let (_, model) = member(&schema, &[]);
    let listing = surface::list(&model);
    assert_eq!(listing.lines().filter(|line| line.starts_with("enum ")).count(), 2, "{listing}");
}

#[test]
fn objects_that_say_the_same_within_the_same_limits_are_one_type() {
    let of =
        |longest: u64| json!({ "type": "object", "properties": { "n": { "type": "string", "maxLength": longest } } });
    let schema = json!({ "type": "object", "properties": { "one": of(3), "other": of(3), "another": of(4) } });
    let (_, model) = member(&schema, &[]);
    let listing = surface::list(&model);
    assert_eq!(listing.matches("  n: Option<String> checked").count(), 2, "{listing}");
}

#[test]
fn a_format_that_only_numbers_have_makes_a_number() {
    for (format, ty) in [("int32", "i32"), ("int64", "i64"), ("float", "f32"), ("double", "f64"), ("uuid", "Uuid")] {
        assert_eq!(line(&json!({ "format": format }), &[]), format!("Option<{ty}>"));
    }
}

#[test]
fn limits_of_items_hold_wherever_the_list_is_met() {
    let list = json!({ "type": "array", "items": { "type": "string", "maxLength": 3 } });
    let base = json!({ "type": "object", "properties": { "list": list } });
    let more = json!({ "allOf": [{ "$ref": "#/components/schemas/Base" }, { "required": ["list"] }] });
    let both =
        json!({ "type": "object", "properties": { "base": { "$ref": "#/components/schemas/Base" }, "more": more } });
    let (_, model) = member(&both, &[("Base", base)]);
    let listing = surface::list(&model);
    let lists: Vec<&str> = listing.lines().filter(|line| line.starts_with("  list:")).collect();
    assert_eq!(lists, ["  list: Vec<String> checked", "  list: Option<Vec<String>> checked"]);
}

#[test]
fn what_is_required_and_not_declared_is_a_member_of_any_type() {
    let mut schema = object("a", &json!({ "type": "string" }));
    schema["required"] = json!(["b"]);
    let (_, model) = member(&schema, &[]);
    let listing = surface::list(&model);
    assert!(listing.contains("  a: Option<String>\n  b: Value\n"), "{listing}");
    assert!(model.notes.iter().any(|note| note.what.contains("\"b\", which is not declared")), "{:?}", model.notes);

    // An object of any members has room for it.
    schema["additionalProperties"] = json!(true);
    let (_, model) = member(&schema, &[]);
    assert!(!surface::list(&model).contains("  b: Value"));
}
