use serde_json::{Value, json};

use super::check;
use crate::verdict::sample::{Row, body, object, request_body, with};

/// A row about a body.
fn of_body(old: Value, new: Value, there: &'static [&'static str], back: &'static [&'static str]) -> Row {
    Row { old: body(old), new: body(new), there, back }
}

fn text() -> Value {
    json!({ "type": "string" })
}

#[test]
fn a_body_goes_comes_or_has_to_be_there() {
    let of = |required: Value| {
        let schema = json!({ "application/json": { "schema": text() } });
        request_body(with(json!({ "content": schema }), required))
    };
    let mut none = of(json!({}));
    none["paths"]["/things"]["post"].as_object_mut().map(|operation| operation.remove("requestBody"));
    check(vec![
        Row {
            old: of(json!({})),
            new: none.clone(),
            there: &["breaks body-gone POST /things body"],
            back: &["adds body-added POST /things body"],
        },
        Row {
            old: none,
            new: of(json!({ "required": true })),
            there: &["breaks body-added POST /things body"],
            back: &["breaks body-gone POST /things body"],
        },
        Row {
            old: of(json!({})),
            new: of(json!({ "required": true })),
            there: &["changes body-required POST /things body"],
            back: &["adds body-optional POST /things body"],
        },
    ]);
}

#[test]
fn a_body_is_taken_in_other_media_types() {
    let of = |types: &[&str]| {
        let content = types.iter().map(|name| ((*name).to_owned(), json!({ "schema": text() })));
        request_body(json!({ "content": content.collect::<serde_json::Map<_, _>>() }))
    };
    check(vec![
        Row {
            old: of(&["application/json"]),
            new: of(&["application/vnd.api+json"]),
            there: &[
                "breaks body-media-type-gone POST /things body application/json",
                "adds body-media-type-added POST /things body application/vnd.api+json",
            ],
            back: &[
                "breaks body-media-type-gone POST /things body application/vnd.api+json",
                "adds body-media-type-added POST /things body application/json",
            ],
        },
        Row {
            old: of(&["application/json", "application/xml"]),
            new: of(&["application/json"]),
            there: &["breaks body-media-type-gone POST /things body application/xml"],
            back: &["adds body-media-type-added POST /things body application/xml"],
        },
        // What is alike in two media types of JSON is sent in the first of them.
        Row {
            old: of(&["application/json", "application/vnd.api+json"]),
            new: of(&["application/json"]),
            there: &["changes body-media-type-gone POST /things body application/vnd.api+json"],
            back: &["adds body-media-type-added POST /things body application/vnd.api+json"],
        },
        Row {
            old: of(&["image/png"]),
            new: of(&["image/*"]),
            there: &["adds body-media-type-added POST /things body image/*"],
            back: &["breaks body-media-type-gone POST /things body image/*"],
        },
    ]);
}

#[test]
fn a_body_that_is_sent_as_it_is_has_another_schema() {
    let of = |schema: Value| request_body(json!({ "content": { "application/xml": { "schema": schema } } }));
    check(vec![
        Row {
            old: of(object(json!({ "a": text() }))),
            new: of(object(json!({ "a": { "type": "integer" } }))),
            there: &["changes raw-body-changed POST /things body application/xml"],
            back: &["changes raw-body-changed POST /things body application/xml"],
        },
        Row {
            old: of(object(json!({ "title": text() }))),
            new: of(with(object(json!({ "title": text() })), json!({ "title": "A title" }))),
            there: &[],
            back: &[],
        },
    ]);
}

#[test]
fn a_sent_member_goes_or_comes() {
    let one = || object(json!({ "a": text() }));
    let two = || object(json!({ "a": text(), "b": text() }));
    let closed = json!({ "additionalProperties": false });
    check(vec![
        of_body(
            two(),
            one(),
            &["changes request-member-gone POST /things body $.b"],
            &["adds request-member-added POST /things body $.b"],
        ),
        of_body(
            with(two(), closed.clone()),
            with(one(), closed),
            &["breaks request-member-gone POST /things body $.b"],
            &["adds request-member-added POST /things body $.b"],
        ),
        of_body(
            one(),
            with(two(), json!({ "required": ["b"] })),
            &["breaks request-member-added POST /things body $.b"],
            &["changes request-member-gone POST /things body $.b"],
        ),
        of_body(
            two(),
            with(two(), json!({ "required": ["b"] })),
            &["breaks request-member-required POST /things body $.b"],
            &["adds request-member-optional POST /things body $.b"],
        ),
        of_body(
            object(json!({ "a": { "type": "string", "nullable": true } })),
            one(),
            &["breaks request-null-gone POST /things body $.a"],
            &["adds request-null-added POST /things body $.a"],
        ),
        of_body(
            with(one(), json!({ "additionalProperties": true })),
            with(one(), json!({ "additionalProperties": false })),
            &["breaks request-open-members-gone POST /things body $.*"],
            &["adds request-open-members-added POST /things body $.*"],
        ),
    ]);
}

#[test]
fn what_is_only_received_is_no_matter_of_requests() {
    let read = json!({ "type": "string", "readOnly": true });
    let write = json!({ "type": "string", "writeOnly": true });
    let of = |members: Value| body(object(members));
    check(vec![
        Row { old: of(json!({ "a": text(), "b": read })), new: of(json!({ "a": text() })), there: &[], back: &[] },
        Row {
            old: of(json!({ "a": text(), "b": write })),
            new: of(json!({ "a": text() })),
            there: &["changes request-member-gone POST /things body $.b"],
            back: &["adds request-member-added POST /things body $.b"],
        },
        Row {
            old: of(json!({ "a": text(), "b": text() })),
            new: of(json!({ "a": text(), "b": read })),
            there: &["changes request-member-gone POST /things body $.b"],
            back: &["adds request-member-added POST /things body $.b"],
        },
    ]);
}

#[test]
fn the_type_of_a_sent_member_changes() {
    let of = |schema: Value| object(json!({ "a": schema }));
    let list = |schema: Value| json!({ "type": "array", "items": schema });
    check(vec![
        of_body(
            of(text()),
            of(json!({ "type": "integer" })),
            &["breaks request-type-changed POST /things body $.a"],
            &["breaks request-type-changed POST /things body $.a"],
        ),
        of_body(
            of(text()),
            of(json!({})),
            &["adds request-type-widened POST /things body $.a"],
            &["changes request-type-narrowed POST /things body $.a"],
        ),
        of_body(
            of(list(json!({ "type": "string", "nullable": true }))),
            of(list(text())),
            &["breaks request-null-gone POST /things body $.a[]"],
            &["adds request-null-added POST /things body $.a[]"],
        ),
        of_body(
            of(json!({ "type": "object", "additionalProperties": text() })),
            of(json!({ "type": "object", "additionalProperties": { "type": "boolean" } })),
            &["breaks request-type-changed POST /things body $.a.*"],
            &["breaks request-type-changed POST /things body $.a.*"],
        ),
    ]);
}

#[test]
fn a_form_of_what_is_sent_goes_or_comes() {
    let union = |kinds: &[&str]| {
        let kinds: Vec<Value> = kinds.iter().map(|kind| json!({ "type": kind })).collect();
        object(json!({ "a": { "oneOf": kinds } }))
    };
    let tagged = |tags: &[&str]| {
        let form = |tag: &&str| {
            let kind = json!({ "type": "string", "enum": [tag] });
            json!({ "type": "object", "required": ["kind"], "properties": { "kind": kind } })
        };
        object(json!({ "a": { "oneOf": tags.iter().map(form).collect::<Vec<_>>() } }))
    };
    check(vec![
        of_body(
            union(&["string", "boolean"]),
            union(&["string", "integer"]),
            &[
                "breaks request-variant-gone POST /things body $.a(boolean)",
                "adds request-variant-added POST /things body $.a(number)",
            ],
            &[
                "breaks request-variant-gone POST /things body $.a(number)",
                "adds request-variant-added POST /things body $.a(boolean)",
            ],
        ),
        of_body(
            tagged(&["x", "y", "z"]),
            tagged(&["x", "y"]),
            &["breaks request-variant-gone POST /things body $.a(z)"],
            &["adds request-variant-added POST /things body $.a(z)"],
        ),
        of_body(
            object(json!({ "a": text() })),
            union(&["string", "boolean"]),
            &["adds request-variant-added POST /things body $.a(boolean)"],
            &["breaks request-variant-gone POST /things body $.a(boolean)"],
        ),
    ]);
}
