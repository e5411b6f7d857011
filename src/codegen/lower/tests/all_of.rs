use serde_json::{Value, json};

use super::{line, member, name_of};
use crate::codegen::model::{Direction, Limits, Presence};
use crate::codegen::surface;

fn owner() -> (&'static str, Value) {
    ("Owner", json!({ "type": "object", "properties": { "name": { "type": "string" } } }))
}

fn of_owner() -> Value {
    json!({ "$ref": "#/components/schemas/Owner" })
}

#[test]
fn null_is_allowed_by_the_schema_itself_or_by_all_of_its_members() {
    let (short, text) = (json!({ "maxLength": 3 }), json!({ "type": "string", "nullable": true }));
    let text_too = json!({ "maxLength": 3, "nullable": true });
    let presence = |schema: &Value| member(schema, &[]).0.presence;
    assert_eq!(presence(&json!({ "allOf": [text, text_too] })), Presence::OptionalNullable);
    assert_eq!(presence(&json!({ "allOf": [text, short] })), Presence::Optional);
    let itself = json!({ "nullable": true, "allOf": [{ "type": "string" }, short] });
    assert_eq!(presence(&itself), Presence::OptionalNullable);
}

#[test]
fn a_member_that_several_schemas_name_may_be_null_if_all_of_them_allow_it() {
    let with = |schema: &Value| json!({ "type": "object", "properties": { "n": schema } });
    let (text, short) = (json!({ "type": "string", "nullable": true }), json!({ "maxLength": 3 }));
    let text_too = json!({ "maxLength": 3, "nullable": true });
    let listed = |one: &Value, other: &Value| {
        let (_, model) = member(&json!({ "allOf": [with(one), with(other)] }), &[]);
        surface::list(&model)
    };
    assert!(listed(&text, &text_too).contains("  n: Option<Option<String>> checked"));
    assert!(listed(&text, &short).contains("  n: Option<String> checked"));
}

#[test]
fn only_a_schema_that_says_nothing_more_is_the_one_it_refers_to() {
    let plain = json!({ "type": "object", "allOf": [of_owner()] });
    assert_eq!(line(&plain, &[owner()]), "Option<Owner>");
    let more = json!({ "allOf": [of_owner()], "required": ["name"] });
    assert_eq!(line(&more, &[owner()]), "Option<Am>");
    let word = ("Word", json!({ "type": "string" }));
    let short = json!({ "allOf": [{ "$ref": "#/components/schemas/Word" }], "maxLength": 3 });
    assert_eq!(line(&short, &[word]), "Option<String> checked");
}

#[test]
fn a_discriminator_counts_with_its_alternatives() {
    let cat = json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
    let others = [("Cat", cat.clone()), ("Dog", cat)];
    let refer = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    for word in ["oneOf", "anyOf"] {
        let union = json!({ word: [refer("Cat"), refer("Dog")], "discriminator": { "propertyName": "kind" } });
        let (field, model) = member(&json!({ "allOf": [union] }), &others);
        assert_eq!(name_of(&field.ty, &model), "Am");
        assert!(surface::list(&model).contains("properties/m by tag \"kind\""), "{word}: {}", surface::list(&model));
    }
}

#[test]
fn what_one_member_says_of_the_whole_holds() {
    let (text, short) = (json!({ "type": "string" }), json!({ "maxLength": 3 }));
    let with = |key: &str| {
        let mut short = short.clone();
        short[key] = json!(true);
        member(&json!({ "allOf": [text, short] }), &[]).0
    };
    assert_eq!(with("readOnly").direction, Direction::Received);
    assert_eq!(with("writeOnly").direction, Direction::Sent);
    assert!(with("deprecated").deprecated);
    assert!(!with("nullable").deprecated);
    let (_, model) = member(&json!({ "allOf": [{ "not": text }, { "description": "Something." }] }), &[]);
    assert!(surface::list(&model).contains("`not` says only what the value is not"));
}

#[test]
fn values_are_those_that_all_members_allow() {
    let listed = |one: &Value, other: &Value| {
        let (_, model) = member(&json!({ "allOf": [one, other] }), &[]);
        surface::list(&model)
            .lines()
            .filter(|line| line.contains(" = \""))
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (one, other) = (json!({ "enum": ["a", "b", "c"] }), json!({ "enum": ["b", "c", "d"] }));
    assert_eq!(listed(&one, &other), "B = \"b\", C = \"c\"");
    assert_eq!(listed(&one, &json!({ "type": "string" })), "A = \"a\", B = \"b\", C = \"c\"");
    assert_eq!(listed(&json!({ "type": "string" }), &one), "A = \"a\", B = \"b\", C = \"c\"");
}

#[test]
fn a_member_that_is_named_twice_is_one_of_its_type() {
    let with = |schema: &Value| json!({ "type": "object", "properties": { "n": schema } });
    let pet = ("Pet", json!({ "type": "object", "properties": { "age": { "type": "integer" } } }));
    let listed = |one: &Value, other: &Value| {
        let (_, model) = member(&json!({ "allOf": [with(one), with(other)] }), &[owner(), pet.clone()]);
        surface::list(&model)
    };
    assert!(listed(&of_owner(), &of_owner()).contains("  n: Option<Owner>"));
    let both = listed(&of_owner(), &json!({ "$ref": "#/components/schemas/Pet" }));
    assert!(both.contains("  name: Option<String>\n  age: Option<i64>"), "{both}");
}

#[test]
fn of_additional_properties_the_type_counts_before_the_permission() {
    let (typed, open) = (json!({ "type": "integer" }), json!(true));
    let cases = [
        (Some(&typed), Some(&open), "Map<i64>"),
        (Some(&open), Some(&typed), "Map<i64>"),
        (None, Some(&open), "Map<Value>"),
        (Some(&open), None, "Map<Value>"),
        (Some(&json!(false)), Some(&open), "Map<Value>"),
    ];
    for (one, other, expected) in cases {
        let with = |name: &str, additional: Option<&Value>| {
            let mut schema = json!({ "type": "object", "properties": { name: { "type": "string" } } });
            if let Some(additional) = additional {
                schema["additionalProperties"] = additional.clone();
            }
            schema
        };
        let (_, model) = member(&json!({ "allOf": [with("a", one), with("b", other)] }), &[]);
        let listing = surface::list(&model);
        assert!(listing.contains(&format!("  ..additional_properties: {expected}")), "{one:?} {other:?}\n{listing}");
    }
}

#[test]
fn of_two_bounds_the_narrower_counts_and_says_whether_it_is_inside() {
    // Both as (bound, exclusive): what the minimum is; the maximum is the same with the signs turned.
    let cases = [
        ((1, true), (1, false), (1, true)),
        ((1, false), (1, true), (1, true)),
        ((1, false), (1, false), (1, false)),
        ((2, false), (1, true), (2, false)),
        ((2, true), (1, false), (2, true)),
        ((1, true), (2, false), (2, false)),
        ((1, false), (2, true), (2, true)),
    ];
    for (one, other, expected) in cases {
        let schema = |(bound, exclusive): (i32, bool)| {
            json!({
                "type": "integer", "minimum": bound, "exclusiveMinimum": exclusive,
                "maximum": -bound, "exclusiveMaximum": exclusive
            })
        };
        let limits = member(&json!({ "allOf": [schema(one), schema(other)] }), &[]).0.limits;
        let bound = f64::from(expected.0);
        let (minimum, maximum) = (Some(bound), Some(-bound));
        let (exclusive_minimum, exclusive_maximum) = (expected.1, expected.1);
        let expected = Limits { minimum, maximum, exclusive_minimum, exclusive_maximum, ..Limits::default() };
        assert_eq!(limits, expected, "{one:?} {other:?}");
    }
}

#[test]
fn a_bound_without_another_keeps_what_it_is() {
    let (text, bound) = (json!({ "type": "integer" }), json!({ "minimum": 1, "exclusiveMinimum": true, "maximum": 5 }));
    for (one, other) in [(&text, &bound), (&bound, &text)] {
        let limits = member(&json!({ "allOf": [one, other] }), &[]).0.limits;
        let expected = Limits { minimum: Some(1.0), maximum: Some(5.0), exclusive_minimum: true, ..Limits::default() };
        assert_eq!(limits, expected);
    }
}
