use serde_json::{Value, json};

use super::{line, member, object};
use crate::codegen::model::{Presence, Shape, TypeRef};
use crate::codegen::surface;

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn listing(schema: &Value, others: &[(&str, Value)]) -> String {
    surface::list(&member(schema, others).1)
}

/// The members of the objects that are alternatives, joined to one.
fn joined(alternatives: &[Value], others: &[(&str, Value)]) -> String {
    let listing = listing(&json!({ "oneOf": alternatives }), others);
    let lines = listing.lines().skip_while(|line| !line.starts_with("struct Am "));
    let lines: Vec<&str> = lines.skip(1).take_while(|line| line.starts_with("  ")).map(str::trim).collect();
    lines.join(", ")
}

#[test]
fn alternatives_that_only_require_members_leave_the_type_as_it_is() {
    let mut schema = object("a", &json!({ "type": "string" }));
    schema["anyOf"] = json!([{ "required": ["a"] }, { "required": ["b"] }]);
    let (field, _) = member(&schema, &[]);
    assert_eq!(field.presence, Presence::Optional);
    assert_eq!(line(&schema, &[]), "Option<Am>");
    schema["nullable"] = json!(true);
    assert_eq!(member(&schema, &[]).0.presence, Presence::OptionalNullable);
}

#[test]
fn an_alternative_that_is_null_makes_the_whole_nullable() {
    let text = json!({ "type": "string" });
    for nothing in [json!({ "type": "null" }), json!({ "enum": [null] })] {
        assert_eq!(line(&json!({ "oneOf": [text, nothing] }), &[]), "Option<Option<String>>");
        let mut schema = object("a", &text);
        schema["anyOf"] = json!([{ "required": ["a"] }, nothing]);
        assert_eq!(line(&schema, &[]), "Option<Option<Am>>");
    }
}

#[test]
fn alternatives_of_one_kind_share_a_variant_that_is_called_after_it() {
    let (cat, dog) = (object("meows", &json!({ "type": "boolean" })), object("barks", &json!({ "type": "boolean" })));
    let others = [("Cat", cat), ("Dog", dog)];
    let several = listing(&json!({ "oneOf": [refer("Cat"), refer("Dog"), { "type": "string" }] }), &others);
    assert!(several.contains("  Object(AmObject) object\n  String(String) string"), "{several}");
    let one = listing(&json!({ "oneOf": [refer("Cat"), { "type": "string" }] }), &others);
    assert!(one.contains("  Cat(Cat) object\n  String(String) string"), "{one}");
}

#[test]
fn truths_of_different_schemas_are_a_truth() {
    let flag = [("Flag", json!({ "type": "boolean" }))];
    assert_eq!(line(&json!({ "oneOf": [{ "type": "boolean" }, refer("Flag")] }), &flag), "Option<bool>");
}

#[test]
fn lists_are_one_list_of_what_any_of_them_holds() {
    let list = |item: &str| json!({ "type": "array", "items": { "type": item } });
    let both = listing(&json!({ "oneOf": [list("string"), list("boolean")] }), &[]);
    assert!(both.contains("  m: Option<Vec<AmItem>>"), "{both}");
    assert!(both.contains("  String(String) string\n  Boolean(bool) boolean"), "{both}");
    let bare = json!({ "type": "array" });
    assert_eq!(line(&json!({ "oneOf": [list("string"), bare] }), &[]), "Option<Vec<Value>>");
}

#[test]
fn objects_that_cannot_be_told_apart_have_the_members_of_all() {
    let of = |schema: &Value| json!({ "type": "object", "required": ["v"], "properties": { "v": schema, "w": { "type": "string" } } });
    let (text, flag, number) = (json!({ "type": "string" }), json!({ "type": "boolean" }), json!({ "type": "number" }));
    assert_eq!(joined(&[of(&text), of(&flag)], &[]), "v: Amv, w: Option<String>");
    let three = listing(&json!({ "oneOf": [of(&text), of(&flag), of(&number)] }), &[]);
    assert!(three.contains("(String) string\n  Boolean(bool) boolean\n  Number(f64) number"), "{three}");
}

#[test]
fn joined_objects_keep_the_members_that_stand_beside_alternatives() {
    let of =
        |kind: &str| json!({ "type": "object", "required": ["v"], "properties": { "v": { "type": kind }, "w": {} } });
    let mut other = of("boolean");
    other["anyOf"] = json!([{ "required": ["w"] }, { "required": ["x"] }]);
    assert_eq!(joined(&[of("string"), other], &[]), "v: Amv, w: Option<Value>");
}

#[test]
fn objects_that_require_the_same_are_told_apart_if_each_names_a_member_of_its_own() {
    let of = |kind: &str, own: &str| json!({ "type": "object", "required": ["v"], "properties": { "v": { "type": kind }, own: {} } });
    let told = listing(&json!({ "oneOf": [of("string", "a"), of("boolean", "b")] }), &[]);
    assert!(told.contains(" by members\n"), "{told}");
}

#[test]
fn objects_that_require_the_same_are_told_apart_if_one_names_more_and_says_the_same_of_the_rest() {
    let (text, flag) = (json!({ "type": "string" }), json!({ "type": "boolean" }));
    let less = json!({ "type": "object", "required": ["v"], "properties": { "v": text } });
    let more = |v: &Value| json!({ "type": "object", "required": ["v"], "properties": { "a": flag, "v": v } });
    let told = listing(&json!({ "oneOf": [less, more(&text)] }), &[]);
    assert!(told.contains(" by members\n"), "{told}");
    let joined = listing(&json!({ "oneOf": [less, more(&flag)] }), &[]);
    assert!(!joined.contains(" by members\n"), "{joined}");
}

#[test]
fn a_member_is_required_of_joined_objects_if_all_of_them_require_it() {
    let of = |kind: &str, required: &[&str]| json!({ "type": "object", "required": required, "properties": { "v": { "type": kind } } });
    let all = [of("string", &["v"]), of("boolean", &["v"]), of("number", &[])];
    assert_eq!(joined(&all[..2], &[]), "v: Amv");
    assert_eq!(joined(&all, &[]), "v: Option<Amv>");
}

#[test]
fn what_joined_objects_have_in_common_stays_as_it_is() {
    let short = json!({ "type": "string", "maxLength": 3 });
    let of = |schema: &Value, owner: &str| json!({ "type": "object", "properties": { "v": schema, "short": short, "owner": refer(owner) } });
    let others = [
        ("Owner", object("name", &json!({ "type": "string" }))),
        ("Robot", object("model", &json!({ "type": "string" }))),
    ];
    let (text, flag) = (json!({ "type": "string" }), json!({ "type": "boolean" }));
    let same = joined(&[of(&text, "Owner"), of(&flag, "Owner")], &others);
    assert_eq!(same, "v: Option<Amv>, short: Option<String> checked, owner: Option<Owner>");
    let other = joined(&[of(&text, "Owner"), of(&flag, "Robot")], &others);
    assert_eq!(other, "v: Option<Amv>, short: Option<String> checked, owner: Option<AmOwner>");
}

#[test]
fn alternatives_inside_an_alternative_count_by_their_kind() {
    let word = json!({ "oneOf": [{ "type": "string", "enum": ["a"] }, { "type": "string", "enum": ["b"] }] });
    let told = listing(&json!({ "oneOf": [word, { "type": "boolean" }] }), &[]);
    assert!(told.contains(" by kind\n"), "{told}");
    let mixed = json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }] });
    let (field, model) = member(&json!({ "oneOf": [mixed, { "type": "boolean" }] }), &[]);
    assert_eq!(field.ty, TypeRef::Json);
    assert!(surface::list(&model).contains("an alternative may be of any type"));
}

#[test]
fn kinds_are_those_that_keywords_speak_of() {
    let said = json!({ "oneOf": [{ "type": "boolean" }, { "type": "array" }, { "type": "object" }] });
    assert_eq!(listing(&said, &[]).matches(" by kind\n").count(), 1);
    let (list, word) = (json!({ "items": { "type": "string" } }), json!({ "enum": ["a"] }));
    let told = listing(&json!({ "oneOf": [list, word, { "type": "boolean" }] }), &[]);
    assert!(told.contains("(Vec<String>) array\n"), "{told}");
    assert!(told.contains(") string\n  Boolean(bool) boolean"), "{told}");
}

#[test]
fn what_is_required_beside_alternatives_is_required_of_each() {
    let cat = object("a", &json!({ "type": "string" }));
    let dog = object("b", &json!({ "type": "string" }));
    let schema = json!({ "required": ["a"], "oneOf": [refer("Cat"), refer("Dog")] });
    let told = listing(&schema, &[("Cat", cat), ("Dog", dog)]);
    assert!(told.contains("  a: String"), "{told}");
    assert!(told.contains("  b: Option<String>"), "{told}");
}

#[test]
fn an_alternative_that_stands_there_twice_is_one() {
    let pet = object("kind", &json!({ "type": "string" }));
    let dog = object("barks", &json!({ "type": "string" }));
    let mut schema = json!({ "oneOf": [refer("Cat"), refer("Cat"), refer("Dog")] });
    schema["discriminator"] = json!({ "propertyName": "kind" });
    let told = listing(&schema, &[("Cat", pet), ("Dog", dog)]);
    assert!(told.contains("by tag \"kind\"\n  Cat(Cat) Cat\n  Dog(Dog) Dog"), "{told}");
}

#[test]
fn null_inside_an_alternative_is_of_no_kind() {
    let word = json!({ "oneOf": [{ "type": "string", "enum": ["a"] }, { "enum": [null] }] });
    let told = listing(&json!({ "oneOf": [word, { "type": "boolean" }] }), &[]);
    assert!(told.contains(" by kind\n"), "{told}");
}

#[test]
fn a_member_that_joined_objects_refer_to_alike_may_be_null_as_ever() {
    let of = |kind: &str| object("v", &json!({ "type": kind }));
    let with_owner = |mut schema: Value| {
        schema["properties"]["owner"] = refer("Owner");
        schema
    };
    let mut owner = object("name", &json!({ "type": "string" }));
    owner["nullable"] = json!(true);
    let alternatives = [with_owner(of("string")), with_owner(of("boolean"))];
    let (field, model) = member(&json!({ "oneOf": alternatives }), &[("Owner", owner)]);
    let TypeRef::Named(id) = field.ty else { panic!("{:?}", field.ty) };
    let Shape::Struct(joined) = &model.type_def(id).shape else { panic!("{:?}", model.type_def(id)) };
    let owner = joined.fields.iter().find(|field| field.wire == "owner").unwrap();
    assert_eq!(owner.presence, Presence::OptionalNullable);
}

fn tagged(alternatives: &[Value]) -> Value {
    json!({ "oneOf": alternatives, "discriminator": { "propertyName": "kind" } })
}

fn pets() -> [(&'static str, Value); 2] {
    let pet = |own: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "v": { "type": own } } });
    [("Cat", pet("string")), ("Dog", pet("boolean"))]
}

#[test]
fn a_tag_tells_alternatives_apart_whatever_stands_beside_them() {
    let mut schema = tagged(&[refer("Cat"), refer("Dog")]);
    schema["properties"] = json!({ "id": { "type": "string" } });
    let told = listing(&schema, &pets());
    assert!(told.contains(" by tag \"kind\"\n  Cat(AmCat) Cat\n  Dog(AmDog) Dog"), "{told}");
    assert!(told.contains("  v: Option<bool>\n  id: Option<String>"), "{told}");
}

#[test]
fn alternatives_inside_an_alternative_are_told_apart_by_its_own_tag() {
    let mut schema = object("id", &json!({ "type": "string" }));
    schema["oneOf"] = json!([tagged(&[refer("Cat"), refer("Dog")]), object("name", &json!({ "type": "string" }))]);
    for around in ["kind", "colour"] {
        schema["discriminator"] = json!({ "propertyName": around });
        let told = listing(&schema, &pets());
        assert!(told.contains(" by tag \"kind\"\n  Cat(AmObjectCat) Cat\n"), "{told}");
        assert!(!told.contains("colour"), "{told}");
    }
}
