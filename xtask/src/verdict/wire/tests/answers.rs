use serde_json::{Value, json};

use super::check;
use crate::codegen::Settings;
use crate::verdict::Axis;
use crate::verdict::sample::{Row, answer, compared, lines, object, with};

/// A row about an answer.
fn of_answer(old: Value, new: Value, there: &'static [&'static str], back: &'static [&'static str]) -> Row {
    Row { old: answer(old), new: answer(new), there, back }
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn required(value: Value, members: &[&str]) -> Value {
    with(value, json!({ "required": members }))
}

#[test]
fn a_received_member_goes_or_comes() {
    let one = || object(json!({ "a": text() }));
    let two = || object(json!({ "a": text(), "b": text() }));
    check(vec![
        of_answer(
            required(two(), &["b"]),
            one(),
            &["breaks answer-member-gone GET /things 200 $.b"],
            &["adds answer-member-added GET /things 200 $.b"],
        ),
        of_answer(
            two(),
            one(),
            &["changes answer-member-gone GET /things 200 $.b"],
            &["adds answer-member-added GET /things 200 $.b"],
        ),
        of_answer(
            required(two(), &["b"]),
            two(),
            &["breaks answer-member-optional GET /things 200 $.b"],
            &["adds answer-member-required GET /things 200 $.b"],
        ),
        of_answer(
            required(one(), &["a"]),
            required(object(json!({ "a": { "type": "string", "nullable": true } })), &["a"]),
            &["breaks answer-null-added GET /things 200 $.a"],
            &["adds answer-null-gone GET /things 200 $.a"],
        ),
        // An optional field reads null as absent.
        of_answer(one(), object(json!({ "a": { "type": "string", "nullable": true } })), &[], &[]),
    ]);
}

#[test]
fn a_member_that_is_only_sent_is_no_matter_of_answers() {
    let write = json!({ "type": "string", "writeOnly": true });
    check(vec![of_answer(
        required(object(json!({ "a": text(), "b": text() })), &["b"]),
        required(object(json!({ "a": text(), "b": write })), &["b"]),
        &["breaks answer-member-gone GET /things 200 $.b"],
        &["adds answer-member-added GET /things 200 $.b"],
    )]);
}

#[test]
fn a_member_that_the_settings_make_optional_breaks_nothing() {
    let of = |members: &[&str]| {
        answer(required(object(json!({ "jsonapi": text(), "links": text(), "data": text() })), members))
    };
    let (old, new) = (of(&["jsonapi", "links", "data"]), of(&["data"]));
    let findings = compared(Axis::Wire, &Settings::snyk(), &old, &new);
    let expected = [
        "changes answer-member-optional GET /things 200 $.jsonapi",
        "changes answer-member-optional GET /things 200 $.links",
    ];
    assert_eq!(lines(&findings), expected);
}

#[test]
fn the_type_of_a_received_member_changes() {
    let of = |schema: Value| object(json!({ "a": schema }));
    check(vec![
        of_answer(
            of(text()),
            of(json!({ "type": "integer" })),
            &["breaks answer-type-changed GET /things 200 $.a"],
            &["breaks answer-type-changed GET /things 200 $.a"],
        ),
        of_answer(
            of(json!({ "type": "integer" })),
            of(json!({ "type": "number" })),
            &["breaks answer-type-widened GET /things 200 $.a"],
            &["adds answer-type-narrowed GET /things 200 $.a"],
        ),
        of_answer(
            of(json!({ "type": "string", "format": "date-time" })),
            of(text()),
            &["breaks answer-type-widened GET /things 200 $.a"],
            &["adds answer-type-narrowed GET /things 200 $.a"],
        ),
        of_answer(
            of(json!({ "type": "string", "enum": ["x"] })),
            of(text()),
            &["adds answer-type-widened GET /things 200 $.a"],
            &["adds answer-type-narrowed GET /things 200 $.a"],
        ),
        of_answer(
            of(json!({})),
            of(text()),
            &["adds answer-type-narrowed GET /things 200 $.a"],
            &["breaks answer-type-widened GET /things 200 $.a"],
        ),
        of_answer(
            of(json!({ "type": "string", "enum": ["x", "y"] })),
            of(json!({ "type": "string", "enum": ["y", "z"] })),
            &["changes answer-enum-value-gone GET /things 200 $.a", "adds answer-enum-value-added GET /things 200 $.a"],
            &["changes answer-enum-value-gone GET /things 200 $.a", "adds answer-enum-value-added GET /things 200 $.a"],
        ),
        of_answer(
            of(object(json!({ "x": text() }))),
            of(json!({ "type": "array", "items": text() })),
            &["breaks answer-type-changed GET /things 200 $.a"],
            &["breaks answer-type-changed GET /things 200 $.a"],
        ),
    ]);
}

#[test]
fn members_become_a_map_or_a_map_gets_members() {
    let map = |value: Value| json!({ "type": "object", "additionalProperties": value });
    check(vec![
        of_answer(
            required(object(json!({ "a": text(), "b": text() })), &["a"]),
            map(text()),
            &["breaks answer-member-gone GET /things 200 $.a"],
            &[],
        ),
        of_answer(
            with(object(json!({ "a": text() })), json!({ "additionalProperties": text() })),
            with(object(json!({ "a": text(), "b": { "type": "integer" } })), json!({ "additionalProperties": text() })),
            &["breaks answer-member-added GET /things 200 $.b"],
            &["changes answer-member-gone GET /things 200 $.b"],
        ),
        of_answer(
            with(object(json!({ "a": text() })), json!({ "additionalProperties": true })),
            object(json!({ "a": text() })),
            &["changes answer-open-members-gone GET /things 200 $.*"],
            &["adds answer-open-members-added GET /things 200 $.*"],
        ),
    ]);
}

#[test]
fn a_form_of_what_is_received_goes_or_comes() {
    let tagged = |tags: &[&str]| {
        let form = |tag: &&str| {
            let members = json!({ "kind": { "type": "string", "enum": [tag] }, *tag: text() });
            json!({ "type": "object", "required": ["kind"], "properties": members })
        };
        object(json!({ "a": { "oneOf": tags.iter().map(form).collect::<Vec<_>>() } }))
    };
    let kinds = |kinds: &[&str]| {
        let kinds: Vec<Value> = kinds.iter().map(|kind| json!({ "type": kind })).collect();
        object(json!({ "a": { "oneOf": kinds } }))
    };
    check(vec![
        of_answer(
            tagged(&["x", "y"]),
            tagged(&["x", "z"]),
            &["changes answer-variant-gone GET /things 200 $.a(y)", "adds answer-variant-added GET /things 200 $.a(z)"],
            &["changes answer-variant-gone GET /things 200 $.a(z)", "adds answer-variant-added GET /things 200 $.a(y)"],
        ),
        of_answer(
            object(json!({ "a": text() })),
            kinds(&["string", "integer"]),
            &["breaks answer-variant-added GET /things 200 $.a(number)"],
            &["changes answer-variant-gone GET /things 200 $.a(number)"],
        ),
        of_answer(
            object(json!({ "a": { "type": "boolean" } })),
            kinds(&["string", "integer"]),
            &["breaks answer-type-changed GET /things 200 $.a"],
            &[
                "changes answer-variant-gone GET /things 200 $.a(number)",
                "changes answer-variant-gone GET /things 200 $.a(string)",
                "adds answer-variant-added GET /things 200 $.a(boolean)",
            ],
        ),
    ]);
}

#[test]
fn forms_that_members_tell_are_followed_to_their_differences() {
    let of = |kind: &str| {
        let link = required(object(json!({ "href": text(), "size": { "type": kind } })), &["href"]);
        let node = required(object(json!({ "name": text() })), &["name"]);
        object(json!({ "a": { "oneOf": [link, node] } }))
    };
    check(vec![of_answer(
        of("integer"),
        of("string"),
        &["breaks answer-type-changed GET /things 200 $.a(href+size).size"],
        &["breaks answer-type-changed GET /things 200 $.a(href+size).size"],
    )]);
}
