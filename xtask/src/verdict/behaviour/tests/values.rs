use serde_json::{Value, json};

use super::{check, of_query, settings, text};
use crate::verdict::Axis;
use crate::verdict::sample::{Row, answer, answer_of, body, compared, object, parameters, query, with, with_schemas};

#[test]
fn bounds_of_a_parameter_are_tightened_or_loosened() {
    const TIGHTER: &[&str] = &["changes bound-tightened GET /things query p"];
    const LOOSER: &[&str] = &["adds bound-loosened GET /things query p"];
    let cases = [
        (json!({ "type": "integer", "minimum": 1 }), json!({ "type": "integer", "minimum": 2 })),
        (json!({ "type": "integer", "maximum": 9 }), json!({ "type": "integer", "maximum": 8 })),
        (
            json!({ "type": "integer", "maximum": 9 }),
            json!({ "type": "integer", "maximum": 9, "exclusiveMaximum": true }),
        ),
        (json!({ "type": "integer" }), json!({ "type": "integer", "minimum": 0 })),
        (json!({ "type": "integer", "multipleOf": 5 }), json!({ "type": "integer", "multipleOf": 10 })),
        (json!({ "type": "string", "maxLength": 9 }), json!({ "type": "string", "maxLength": 8 })),
        (text(), json!({ "type": "string", "minLength": 1 })),
        (json!({ "type": "array", "items": text() }), json!({ "type": "array", "items": text(), "maxItems": 9 })),
        (json!({ "type": "array", "items": text() }), json!({ "type": "array", "items": text(), "uniqueItems": true })),
        (
            json!({ "type": "array", "items": text() }),
            json!({ "type": "array", "items": { "type": "string", "maxLength": 3 } }),
        ),
    ];
    check(cases.into_iter().map(|(old, new)| of_query(old, new, TIGHTER, LOOSER)).collect());
    check(vec![
        of_query(
            json!({ "type": "integer", "minimum": 1, "maximum": 9 }),
            json!({ "type": "integer", "minimum": 2, "maximum": 10 }),
            &["changes bound-tightened GET /things query p", "adds bound-loosened GET /things query p"],
            &["changes bound-tightened GET /things query p", "adds bound-loosened GET /things query p"],
        ),
        of_query(text(), json!({ "type": "string", "minLength": 0 }), &[], &[]),
    ]);
}

#[test]
fn bounds_of_a_sent_member_are_tightened_and_those_of_a_received_one_do_not_matter() {
    let of = |most: u64| object(json!({ "a": { "type": "string", "maxLength": most } }));
    check(vec![
        Row {
            old: body(of(9)),
            new: body(of(8)),
            there: &["changes bound-tightened POST /things body $.a"],
            back: &["adds bound-loosened POST /things body $.a"],
        },
        Row { old: answer(of(9)), new: answer(of(8)), there: &[], back: &[] },
    ]);
}

#[test]
fn bounds_that_a_name_stands_for_are_told_once() {
    let of = |most: u64| {
        let reference = json!({ "$ref": "#/components/schemas/Name" });
        let document = body(object(json!({ "a": reference, "b": reference })));
        with_schemas(document, json!({ "Name": { "type": "string", "maxLength": most } }))
    };
    check(vec![Row {
        old: of(9),
        new: of(8),
        there: &["changes bound-tightened #/components/schemas/Name $"],
        back: &["adds bound-loosened #/components/schemas/Name $"],
    }]);
}

#[test]
fn a_bound_tells_what_it_was_and_is() {
    let (old, new) = (query(json!({ "type": "integer", "minimum": 1 })), query(json!({ "type": "integer" })));
    let findings = compared(Axis::Behaviour, &settings(), &old, &new);
    let words = (findings[0].before.as_deref(), findings[0].after.as_deref());
    assert_eq!(words, (Some("minimum 1"), Some("no minimum")));
}

#[test]
fn a_default_comes_goes_or_changes() {
    let of = |keys: Value| with(json!({ "type": "integer" }), keys);
    check(vec![
        of_query(
            of(json!({ "default": 1 })),
            of(json!({ "default": 2 })),
            &["changes default-changed GET /things query p"],
            &["changes default-changed GET /things query p"],
        ),
        of_query(
            of(json!({})),
            of(json!({ "default": 2 })),
            &["adds default-changed GET /things query p"],
            &["changes default-changed GET /things query p"],
        ),
        Row {
            old: body(object(json!({ "a": of(json!({ "default": 1 })) }))),
            new: body(object(json!({ "a": of(json!({ "default": 2 })) }))),
            there: &["changes default-changed POST /things body $.a"],
            back: &["changes default-changed POST /things body $.a"],
        },
    ]);
}

#[test]
fn defaults_that_are_alike_at_the_start_are_told_apart() {
    let of = |last: &str| query(with(text(), json!({ "default": format!("{}{last}", "a".repeat(500)) })));
    check(vec![Row {
        old: of("x"),
        new: of("y"),
        there: &["changes default-changed GET /things query p"],
        back: &["changes default-changed GET /things query p"],
    }]);
}

#[test]
fn the_length_of_a_page_is_one_finding() {
    let of = |most: u64, default: u64| {
        let limit = json!({ "type": "integer", "minimum": 1, "maximum": most, "default": default });
        let list = json!([
            { "name": "after", "in": "query", "schema": text() },
            { "name": "limit", "in": "query", "schema": limit },
        ]);
        let members = json!({
            "items": { "type": "array", "items": text() }, "links": object(json!({ "next": text() })),
        });
        let mut document = parameters(list);
        document["paths"]["/things"]["get"]["responses"]["200"] = answer_of(object(members));
        document
    };
    check(vec![
        Row {
            old: of(100, 10),
            new: of(50, 20),
            there: &["changes page-size-changed GET /things query limit"],
            back: &["changes page-size-changed GET /things query limit"],
        },
        Row {
            old: of(50, 10),
            new: of(100, 10),
            there: &["adds page-size-changed GET /things query limit"],
            back: &["changes page-size-changed GET /things query limit"],
        },
    ]);
}

#[test]
fn formats_and_patterns_of_what_is_sent_change() {
    let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    check(vec![
        of_query(
            text(),
            pattern("^a$"),
            &["changes pattern-changed GET /things query p"],
            &["adds pattern-changed GET /things query p"],
        ),
        of_query(
            json!({ "type": "string", "format": "email" }),
            json!({ "type": "string", "format": "uri" }),
            &["changes format-changed GET /things query p"],
            &["changes format-changed GET /things query p"],
        ),
        // A type of its own is a matter of the wire.
        of_query(text(), json!({ "type": "string", "format": "uuid" }), &[], &[]),
        Row {
            old: body(object(json!({ "a": text() }))),
            new: body(object(json!({ "a": pattern("^a$") }))),
            there: &["changes pattern-changed POST /things body $.a"],
            back: &["adds pattern-changed POST /things body $.a"],
        },
        Row { old: answer(text()), new: answer(pattern("^a$")), there: &[], back: &[] },
    ]);
}
