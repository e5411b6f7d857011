use serde_json::{Value, json};

use super::{check, settings};
use crate::verdict::sample::{Row, answer, answer_of, body, compared, document, lines, object, with, with_schemas};
use crate::verdict::{Axis, Finding};

fn text() -> Value {
    json!({ "type": "string" })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn required(value: Value, members: &[&str]) -> Value {
    with(value, json!({ "required": members }))
}

/// Two operations, `GET /a` and `GET /b`, that answer with one component.
fn shared(schema: Value, stability: &str) -> Value {
    let get = |id: &str| {
        let responses = json!({ "200": answer_of(reference("Thing")) });
        json!({ "get": { "operationId": id, "x-snyk-api-stability": stability, "responses": responses } })
    };
    with_schemas(document(json!({ "/a": get("a"), "/b": get("b") })), json!({ "Thing": schema }))
}

fn wire(old: &Value, new: &Value) -> Vec<Finding> {
    compared(Axis::Wire, &settings(), old, new)
}

#[test]
fn a_shared_type_is_told_once_with_all_operations() {
    let old = shared(required(object(json!({ "a": text() })), &["a"]), "ga");
    let new = shared(object(json!({ "a": text() })), "ga");
    let findings = wire(&old, &new);
    assert_eq!(lines(&findings), ["breaks answer-member-optional #/components/schemas/Thing $.a"]);
    let paths: Vec<&str> = findings[0].operations.iter().map(|operation| operation.path.as_str()).collect();
    assert_eq!(paths, ["/a", "/b"]);
    assert_eq!(findings[0].at.as_str(), "/components/schemas/Thing/properties/a");
    assert_eq!(findings[0].id, "wire/answer-member-optional/#/components/schemas/Thing $.a");
    assert_eq!((findings[0].before.as_deref(), findings[0].after.as_deref()), (Some("required"), Some("optional")));
}

#[test]
fn what_touches_only_operations_that_are_not_ga_weighs_less() {
    let old = |stability| shared(required(object(json!({ "a": text() })), &["a"]), stability);
    let new = shared(object(json!({ "a": text() })), "ga");
    for (stability, unstable) in [("ga", false), ("beta", true), ("experimental", true)] {
        let findings = wire(&old(stability), &new);
        assert_eq!(findings[0].unstable, unstable, "{stability}");
    }
}

#[test]
fn a_new_name_of_a_type_is_not_on_the_wire() {
    let of = |name: &str| {
        let schema = required(object(json!({ "a": text(), "b": reference("Other") })), &["a"]);
        with_schemas(answer(reference(name)), json!({ name: schema, "Other": object(json!({ "x": text() })) }))
    };
    check(vec![Row { old: of("Thing"), new: of("Item"), there: &[], back: &[] }]);
}

#[test]
fn an_inline_type_that_becomes_a_component_is_not_on_the_wire() {
    let schema = || object(json!({ "a": text(), "b": { "type": "array", "items": object(json!({ "c": text() })) } }));
    let component = with_schemas(answer(reference("Thing")), json!({ "Thing": schema() }));
    check(vec![Row { old: answer(schema()), new: component, there: &[], back: &[] }]);
}

#[test]
fn the_same_component_told_by_two_old_types_is_told_apart() {
    let of = |one: Value, other: Value| {
        let get = |id: &str, schema: Value| json!({ "get": { "operationId": id, "responses": { "200": answer_of(schema) } } });
        let paths = json!({ "/a": get("a", one), "/b": get("b", other) });
        let thing = object(json!({ "x": { "type": "boolean" } }));
        with_schemas(document(paths), json!({ "Thing": thing }))
    };
    let old = of(object(json!({ "x": text() })), object(json!({ "x": { "type": "integer" } })));
    let new = of(reference("Thing"), reference("Thing"));
    let expected = ["breaks answer-type-changed GET /a 200 $.x", "breaks answer-type-changed GET /b 200 $.x"];
    assert_eq!(lines(&wire(&old, &new)), expected);
}

#[test]
fn recursive_types_end_and_are_told_once() {
    let tree = |kind: &str| {
        let list = json!({ "type": "array", "items": reference("Tree") });
        object(json!({ "children": list, "parent": reference("Tree"), "value": { "type": kind } }))
    };
    let of = |kind: &str| with_schemas(answer(reference("Tree")), json!({ "Tree": tree(kind) }));
    check(vec![Row {
        old: of("string"),
        new: of("boolean"),
        there: &["breaks answer-type-changed #/components/schemas/Tree $.value"],
        back: &["breaks answer-type-changed #/components/schemas/Tree $.value"],
    }]);
}

#[test]
fn recursive_lists_and_unions_end() {
    let nested = |kind: &str| {
        let list = json!({ "type": "array", "items": reference("Nested") });
        json!({ "oneOf": [{ "type": kind }, list, object(json!({ "in": reference("Nested") }))] })
    };
    let endless = json!({ "type": "array", "items": reference("Endless") });
    let of = |kind: &str| {
        let whole = object(json!({ "n": reference("Nested"), "e": reference("Endless") }));
        with_schemas(body(whole), json!({ "Nested": nested(kind), "Endless": endless }))
    };
    check(vec![Row {
        old: of("string"),
        new: of("boolean"),
        there: &[
            "breaks request-variant-gone #/components/schemas/Nested $(string)",
            "adds request-variant-added #/components/schemas/Nested $(boolean)",
        ],
        back: &[
            "breaks request-variant-gone #/components/schemas/Nested $(boolean)",
            "adds request-variant-added #/components/schemas/Nested $(string)",
        ],
    }]);
}

#[test]
fn prose_and_examples_are_no_findings() {
    let of = |prose: &str| {
        let member = with(text(), json!({ "description": prose, "example": prose, "title": prose }));
        let mut document = answer(with(object(json!({ "a": member })), json!({ "description": prose })));
        document["info"]["description"] = json!(prose);
        document["paths"]["/things"]["get"]["summary"] = json!(prose);
        document["paths"]["/things"]["get"]["responses"]["200"]["description"] = json!(prose);
        document
    };
    check(vec![Row { old: of("one"), new: of("other"), there: &[], back: &[] }]);
}

#[test]
fn paths_that_differ_in_nothing_but_names_are_not_mixed_up() {
    let get = |name: &str| {
        let parameters = json!([{ "name": name, "in": "path", "required": true, "schema": text() }]);
        let responses = json!({ "204": { "description": "" } });
        json!({ "get": { "operationId": format!("by_{name}"), "parameters": parameters, "responses": responses } })
    };
    let both = document(json!({ "/a/{x}": get("x"), "/a/{y}": get("y") }));
    let one = document(json!({ "/a/{y}": get("y") }));
    check(vec![Row {
        old: both,
        new: one,
        there: &["breaks operation-gone GET /a/{x}"],
        back: &["adds operation-added GET /a/{x}"],
    }]);
}

#[test]
fn a_form_that_another_one_would_take_as_well_keeps_its_own() {
    let of = |more: Value| {
        let small = object(json!({ "a": text() }));
        let large = with(object(json!({ "a": text(), "b": text() })), more);
        let schemas = json!({ "Small": small, "Large": large });
        with_schemas(body(json!({ "anyOf": [reference("Small"), reference("Large")] })), schemas)
    };
    check(vec![Row {
        old: of(json!({})),
        new: of(json!({ "properties": { "a": text(), "b": text(), "c": text() } })),
        there: &["adds request-member-added #/components/schemas/Large $.c"],
        back: &["changes request-member-gone #/components/schemas/Large $.c"],
    }]);
}

#[test]
fn a_type_of_both_ways_is_compared_in_each() {
    let of = |members: Value| {
        let reference = || reference("Thing");
        let post = json!({
            "operationId": "addThing",
            "requestBody": { "content": { "application/json": { "schema": reference() } } },
            "responses": { "200": answer_of(reference()) },
        });
        let thing = required(object(members), &["a"]);
        with_schemas(document(json!({ "/things": { "post": post } })), json!({ "Thing": thing }))
    };
    let read = json!({ "type": "string", "readOnly": true });
    check(vec![
        Row {
            old: of(json!({ "a": text(), "id": read })),
            new: of(json!({ "a": text() })),
            there: &["changes answer-member-gone #/components/schemas/Thing $.id"],
            back: &["adds answer-member-added #/components/schemas/Thing $.id"],
        },
        Row {
            old: of(json!({ "a": text(), "b": text() })),
            new: of(json!({ "a": text() })),
            there: &[
                "changes answer-member-gone #/components/schemas/Thing $.b",
                "changes request-member-gone #/components/schemas/Thing $.b",
            ],
            back: &[
                "adds answer-member-added #/components/schemas/Thing $.b",
                "adds request-member-added #/components/schemas/Thing $.b",
            ],
        },
    ]);
}
