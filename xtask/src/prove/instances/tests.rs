use serde_json::{Value, json};

use super::{Direction, Instance, Instances};

fn document() -> Value {
    json!({ "components": { "schemas": {
        "Pet": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
            "discriminator": { "propertyName": "kind", "mapping": {
                "cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog",
            } },
        },
        "Cat": { "type": "object", "required": ["kind"], "properties": {
            "kind": { "type": "string" }, "lives": { "type": "integer", "minimum": 1, "maximum": 9 },
        } },
        "Dog": { "type": "object", "required": ["kind", "name"], "properties": {
            "kind": { "type": "string" }, "name": { "type": "string", "minLength": 2, "maxLength": 5 },
        } },
        "Tree": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "string", "readOnly": true },
            "secret": { "type": "string", "writeOnly": true },
            "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
        } },
    } } })
}

fn received() -> Instances {
    Instances::new(&document(), Direction::Received)
}

fn whats(instances: &[Instance]) -> Vec<&str> {
    instances.iter().map(|instance| instance.what.as_str()).collect()
}

#[test]
fn the_full_value_has_every_member_and_the_lean_one_only_what_is_required() {
    let schema = json!({ "allOf": [
        { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } },
        { "properties": { "b": { "type": "array", "items": { "type": "boolean" } } } },
    ], "example": { "a": "of the document" } });
    assert_eq!(received().full(&schema), Some(json!({ "a": "a", "b": [true] })));
    assert_eq!(received().lean(&schema), Some(json!({ "a": "a" })));
}

#[test]
fn members_of_the_other_direction_are_left_out_and_recursion_ends() {
    let tree = json!({ "$ref": "#/components/schemas/Tree" });
    assert_eq!(received().full(&tree), Some(json!({ "id": "id", "children": [] })));
    let sent = Instances::new(&document(), Direction::Sent);
    assert_eq!(sent.full(&tree), Some(json!({ "secret": "secret", "children": [] })));
}

#[test]
fn every_alternative_and_every_value_of_an_enumeration_is_made() {
    let schema = json!({ "type": "object", "properties": {
        "pet": { "$ref": "#/components/schemas/Pet" },
        "size": { "type": "string", "enum": ["s", "m", "l"] },
    } });
    let each = received().each(&schema);
    let dog = each.iter().find(|instance| instance.what == "/pet is alternative 2 of 2");
    assert_eq!(dog.map(|dog| &dog.value["pet"]), Some(&json!({ "kind": "dog", "name": "name" })));
    for what in ["/size = \"m\"", "/size = \"l\"", "/size is absent", "/pet/lives = 9", "/pet is absent"] {
        assert!(whats(&each).contains(&what), "{what} is not in {:?}", whats(&each));
    }
    assert!(!whats(&each).contains(&"/size = \"s\""), "it is the full value itself");
}

#[test]
fn texts_are_at_the_edges_of_what_is_allowed() {
    let each = received().each(&json!({ "type": "string", "minLength": 2, "maxLength": 5 }));
    let lengths: Vec<usize> = each.iter().map(|text| text.value.as_str().unwrap().chars().count()).collect();
    assert_eq!((lengths.iter().min(), lengths.iter().max()), (Some(&2), Some(&5)));
    let each = received().each(&json!({ "type": "string" }));
    assert!(each.iter().any(|text| text.value == "") && each.iter().any(|text| text.value == super::texts::RESERVED));
}

#[test]
fn what_is_wrong_breaks_one_bound() {
    let schema = json!({ "type": "object", "properties": {
        "name": { "type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$" },
        "count": { "type": "integer", "minimum": 10, "maximum": 100, "multipleOf": 10 },
        "list": { "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": "integer" } },
        "free": { "type": "string" },
    } });
    let wrong = received().wrong(&schema);
    let whats = whats(&wrong);
    assert_eq!(whats.iter().filter(|what| what.starts_with("/name")).count(), 3, "{whats:?}");
    assert_eq!(whats.iter().filter(|what| what.starts_with("/count")).count(), 3, "{whats:?}");
    assert_eq!(whats.iter().filter(|what| what.starts_with("/list")).count(), 2, "{whats:?}");
    assert!(!whats.iter().any(|what| what.starts_with("/free")), "{whats:?}");
    assert!(wrong.iter().any(|instance| instance.value["count"] == 0), "{whats:?}");
}

#[test]
fn random_values_are_valid_and_the_same_for_the_same_seed() {
    let schema = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Pet" } });
    let instances = received();
    let made: Vec<Option<Value>> = (0..40).map(|seed| instances.random(&schema, seed)).collect();
    assert_eq!(made, (0..40).map(|seed| instances.random(&schema, seed)).collect::<Vec<_>>());
    assert!(made.iter().flatten().all(|value| instances.is_valid(&schema, value)));
    assert!(made.windows(2).any(|two| two[0] != two[1]));
}

#[test]
fn a_member_called_example_is_kept() {
    let schema =
        json!({ "type": "object", "properties": { "example": { "type": "object" }, "default": { "type": "object" } } });
    assert_eq!(received().full(&schema), Some(json!({ "example": {}, "default": {} })));
}
