use serde_json::{Value, json};

use super::*;
use crate::prove::instances::Direction;

fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "", "version": "" },
        "paths": { "/things/{id}": { "post": {
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "version", "in": "query", "required": true, "schema": { "type": "string" } },
                { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 9 } },
                { "name": "kind", "in": "query", "required": true, "schema": { "type": "string", "enum": ["a", "b"] } },
            ],
            "requestBody": { "content": { "application/json": { "schema": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": { "type": "string", "maxLength": 3 },
                    "state": { "type": "string", "enum": ["on", "off"] },
                },
            } } } },
        } } },
    })
}

fn sets(random: u64) -> Vec<Set> {
    let root = document();
    let instances = Instances::new(&root, Direction::Sent);
    let described = Described::of(&root, "POST", "/things/{id}", Some("application/json")).expect("it is there");
    let maker = Maker { root: &root, instances: &instances, version: Some(("version", "1")), random };
    maker.sets(&described).expect("values are known")
}

fn named(sets: &[Set], name: &str) -> Values {
    let found = sets.iter().find(|set| set.name == name);
    found.unwrap_or_else(|| panic!("no {name:?} in {:#?}", names(sets))).values.clone()
}

fn names(sets: &[Set]) -> Vec<&str> {
    sets.iter().map(|set| set.name.as_str()).collect()
}

#[test]
fn what_is_required_stands_alone_and_all_has_everything_but_the_version() {
    let sets = sets(0);
    let required = named(&sets, "required");
    assert_eq!(required.of(In::Query).keys().collect::<Vec<_>>(), ["kind"]);
    assert_eq!(required.body.as_ref().and_then(Value::as_object).map(Map::len), Some(1));
    let all = named(&sets, "all");
    assert_eq!(all.of(In::Query).len(), 2);
    assert_eq!(all.body.as_ref().and_then(Value::as_object).map(Map::len), Some(2));
}

#[test]
fn the_edges_of_a_parameter_are_there_on_both_sides() {
    let sets = sets(0);
    for (name, value) in [("= 7", json!(7)), ("= 9", json!(9)), ("= \"abc\"", json!("abc"))] {
        assert_eq!(named(&sets, &format!("query limit {name}")).of(In::Query).get("limit"), Some(&value));
    }
    let beyond = names(&sets).into_iter().filter(|name| name.starts_with("query limit is beyond")).count();
    assert_eq!(beyond, 2);
    assert_eq!(named(&sets, "query kind = \"of-no-list\"").of(In::Query).get("kind"), Some(&json!("of-no-list")));
    assert!(named(&sets, "query kind is absent").of(In::Query).is_empty());
}

#[test]
fn a_path_is_given_what_paths_have_trouble_with() {
    let sets = sets(0);
    for text in ["", ".", "..", "a/b", "%2F", "é 日本 🦀", "?a=b"] {
        assert_eq!(named(&sets, &format!("path id = {text:?}")).of(In::Path).get("id"), Some(&json!(text)));
    }
}

#[test]
fn a_body_is_absent_off_its_lists_and_out_of_its_bounds() {
    let sets = sets(0);
    assert_eq!(named(&sets, "body is absent").body, None);
    assert_eq!(
        named(&sets, "body /state = \"of-no-list\"").body.map(|body| body["state"].clone()),
        Some(json!("of-no-list"))
    );
    let long = named(&sets, "body /name has more than 3 characters").body;
    assert_eq!(long.and_then(|body| body["name"].as_str().map(str::len)), Some(4));
}

#[test]
fn random_sets_are_the_same_every_time_and_differ_from_each_other() {
    let (one, other) = (sets(8), sets(8));
    let random = |sets: &[Set]| sets.iter().filter(|set| set.name.starts_with("random ")).cloned().collect::<Vec<_>>();
    let (one, other) = (random(&one), random(&other));
    assert_eq!(one.len(), 8);
    assert!(one.iter().zip(&other).all(|(one, other)| one.values == other.values));
    assert!(one.iter().any(|set| one.first().is_some_and(|first| first.values != set.values)));
}

#[test]
fn names_differ_and_values_under_one_name_are_kept_once() {
    let set = |name: &str, body: i32| Set {
        name: name.to_owned(),
        values: Values { body: Some(json!(body)), ..Values::default() },
    };
    let apart = named_apart(vec![set("a", 1), set("a", 1), set("a", 2), set("a", 3), set("b", 1)]);
    assert_eq!(names(&apart), ["a", "a (2)", "a (3)", "b"]);
}

#[test]
fn a_call_has_the_values_by_place_and_no_body_where_there_is_none() {
    let values = Values::default();
    let line = values.call("GET /a", "c1");
    assert_eq!(
        line,
        json!({ "operation": "GET /a", "mark": "c1", "path": {}, "query": {}, "header": {}, "cookie": {} })
    );
    assert_eq!(values.with_body(Some(Value::Null)).call("GET /a", "c1").get("body"), Some(&Value::Null));
}
