use serde_json::{Value, json};

use super::check;
use crate::verdict::sample::{Row, answer_of, error, object, operation, parameters, with};

fn text() -> Value {
    json!({ "type": "string" })
}

fn nothing() -> Value {
    json!({ "description": "" })
}

fn content(media_type: &str) -> Value {
    json!({ "description": "", "content": { media_type: { "schema": text() } } })
}

fn required(value: Value, members: &[&str]) -> Value {
    with(value, json!({ "required": members }))
}

#[test]
fn a_success_goes_or_comes() {
    let of = |responses: Value| operation(json!({ "responses": responses }));
    let json = || answer_of(object(json!({ "a": text() })));
    check(vec![
        Row {
            old: of(json!({ "200": json() })),
            new: of(json!({ "204": nothing() })),
            there: &["breaks status-added GET /things 204", "changes status-gone GET /things 200"],
            back: &["changes status-gone GET /things 204", "adds status-added GET /things 200"],
        },
        Row {
            old: of(json!({ "200": json(), "204": nothing() })),
            new: of(json!({ "200": json() })),
            there: &["changes status-gone GET /things 204"],
            back: &["breaks status-added GET /things 204"],
        },
        Row {
            old: of(json!({ "200": json() })),
            new: of(json!({ "200": nothing() })),
            there: &["breaks answer-body-gone GET /things 200"],
            back: &["adds answer-body-added GET /things 200"],
        },
        Row {
            old: of(json!({ "200": json(), "201": answer_of(text()) })),
            new: of(json!({ "200": json(), "201": answer_of(text()), "202": nothing() })),
            there: &["adds status-added GET /things 202"],
            back: &["changes status-gone GET /things 202"],
        },
        Row {
            old: of(json!({ "200": json() })),
            new: of(json!({ "200": json(), "303": nothing() })),
            there: &["breaks status-added GET /things 303"],
            back: &["changes status-gone GET /things 303"],
        },
    ]);
}

#[test]
fn each_status_has_a_body_of_its_own() {
    let of = |kind: &str| {
        let created = answer_of(object(json!({ "a": { "type": kind } })));
        operation(json!({ "responses": { "200": answer_of(text()), "201": created } }))
    };
    check(vec![Row {
        old: of("string"),
        new: of("integer"),
        there: &["breaks answer-type-changed GET /things 201 $.a"],
        back: &["breaks answer-type-changed GET /things 201 $.a"],
    }]);
}

#[test]
fn the_media_type_of_an_answer_changes() {
    let of = |types: &[&str]| {
        let content = types.iter().map(|name| ((*name).to_owned(), json!({ "schema": text() })));
        let content: serde_json::Map<_, _> = content.collect();
        operation(json!({ "responses": { "200": { "description": "", "content": content } } }))
    };
    check(vec![
        Row {
            old: of(&["application/json"]),
            new: of(&["application/vnd.api+json"]),
            there: &[
                "breaks answer-media-type-gone GET /things answer application/json",
                "adds answer-media-type-added GET /things answer application/vnd.api+json",
            ],
            back: &[
                "breaks answer-media-type-gone GET /things answer application/vnd.api+json",
                "adds answer-media-type-added GET /things answer application/json",
            ],
        },
        Row {
            old: of(&["application/json", "application/vnd.api+json"]),
            new: of(&["application/json"]),
            there: &["changes answer-media-type-gone GET /things answer application/vnd.api+json"],
            back: &["adds answer-media-type-added GET /things answer application/vnd.api+json"],
        },
        Row {
            old: of(&["application/json", "application/xml"]),
            new: of(&["application/json"]),
            there: &["breaks answer-media-type-gone GET /things answer application/xml"],
            back: &["adds answer-media-type-added GET /things answer application/xml"],
        },
        Row {
            old: operation(json!({ "responses": { "200": content("text/plain") } })),
            new: operation(json!({ "responses": { "200": content("image/png") } })),
            there: &[
                "breaks answer-media-type-gone GET /things answer text/plain",
                "changes answer-content-changed GET /things 200",
                "adds answer-media-type-added GET /things answer image/png",
            ],
            back: &[
                "breaks answer-media-type-gone GET /things answer image/png",
                "changes answer-content-changed GET /things 200",
                "adds answer-media-type-added GET /things answer text/plain",
            ],
        },
        Row {
            old: of(&["application/json"]),
            new: of(&["text/plain"]),
            there: &[
                "breaks answer-content-changed GET /things 200",
                "breaks answer-media-type-gone GET /things answer application/json",
                "adds answer-media-type-added GET /things answer text/plain",
            ],
            back: &[
                "breaks answer-media-type-gone GET /things answer text/plain",
                "changes answer-content-changed GET /things 200",
                "adds answer-media-type-added GET /things answer application/json",
            ],
        },
    ]);
}

#[test]
fn an_answer_that_is_handed_on_has_another_schema() {
    let of = |schema: Value| {
        let content = json!({ "application/json": { "schema": text() }, "application/yaml": { "schema": schema } });
        operation(json!({ "responses": { "200": { "description": "", "content": content } } }))
    };
    check(vec![Row {
        old: of(required(object(json!({ "a": text() })), &["a"])),
        new: of(object(json!({ "a": text() }))),
        there: &["changes raw-answer-changed GET /things answer application/yaml"],
        back: &["changes raw-answer-changed GET /things answer application/yaml"],
    }]);
}

#[test]
fn the_body_of_an_error_never_breaks_a_call() {
    check(vec![
        Row {
            old: error(required(object(json!({ "a": text(), "b": text() })), &["b"])),
            new: error(object(json!({ "a": text() }))),
            there: &["changes error-member-gone GET /things 404 $.b"],
            back: &["adds error-member-added GET /things 404 $.b"],
        },
        Row {
            old: error(text()),
            new: operation(json!({})),
            there: &["changes error-status-gone GET /things 404"],
            back: &["adds error-status-added GET /things 404"],
        },
    ]);
}

#[test]
fn a_header_of_an_answer_goes_comes_or_changes() {
    let of = |headers: Value| operation(json!({ "responses": { "200": { "description": "", "headers": headers } } }));
    let header = |kind: &str| json!({ "X-Left": { "schema": { "type": kind } } });
    check(vec![
        Row {
            old: of(header("integer")),
            new: of(json!({})),
            there: &["changes header-gone GET /things header x-left"],
            back: &["adds header-added GET /things header x-left"],
        },
        Row {
            old: of(header("integer")),
            new: of(header("boolean")),
            there: &["changes header-type-changed GET /things header x-left"],
            back: &["changes header-type-changed GET /things header x-left"],
        },
    ]);
}

/// A list with one parameter of the query.
fn list(parameter: &str, members: Value) -> Value {
    let mut paged = parameters(json!([{ "name": parameter, "in": "query", "schema": text() }]));
    paged["paths"]["/things"]["get"]["responses"]["200"] = answer_of(object(members));
    paged
}

#[test]
fn paging_goes_comes_or_changes() {
    let of = list;
    let links = || object(json!({ "next": text() }));
    let items = || json!({ "type": "array", "items": text() });
    let whole = || json!({ "items": items(), "links": links() });
    check(vec![
        Row {
            old: of("after", whole()),
            new: of("after", json!({ "items": items() })),
            there: &["breaks paging-gone GET /things paging", "changes answer-member-gone GET /things 200 $.links"],
            back: &["adds answer-member-added GET /things 200 $.links", "adds paging-added GET /things paging"],
        },
        Row {
            old: of("after", whole()),
            new: of("after", json!({ "links": links() })),
            there: &["breaks paging-gone GET /things paging", "changes answer-member-gone GET /things 200 $.items"],
            back: &["adds answer-member-added GET /things 200 $.items", "adds paging-added GET /things paging"],
        },
        Row {
            old: of("after", whole()),
            new: of("page", whole()),
            there: &[
                "breaks paging-changed GET /things paging",
                "changes parameter-gone GET /things query after",
                "adds parameter-added GET /things query page",
            ],
            back: &[
                "breaks paging-changed GET /things paging",
                "changes parameter-gone GET /things query page",
                "adds parameter-added GET /things query after",
            ],
        },
    ]);
}

#[test]
fn what_tells_of_the_next_page_moves_or_stays() {
    let items = || json!({ "type": "array", "items": text() });
    let links = || object(json!({ "next": text() }));
    let meta = || object(json!({ "next_page": { "type": "integer" } }));
    check(vec![
        Row {
            old: list("page", json!({ "items": items(), "links": links() })),
            new: list("page", json!({ "items": items(), "next": text() })),
            there: &[
                "breaks paging-changed GET /things paging",
                "changes answer-member-gone GET /things 200 $.links",
                "adds answer-member-added GET /things 200 $.next",
            ],
            back: &[
                "breaks paging-changed GET /things paging",
                "changes answer-member-gone GET /things 200 $.next",
                "adds answer-member-added GET /things 200 $.links",
            ],
        },
        Row {
            old: list("page", json!({ "items": items(), "links": links(), "meta": meta() })),
            new: list("page", json!({ "items": items(), "meta": meta() })),
            there: &["changes answer-member-gone GET /things 200 $.links"],
            back: &["adds answer-member-added GET /things 200 $.links"],
        },
    ]);
}

#[test]
fn that_a_page_number_may_come_as_a_text_is_no_change() {
    let members = || {
        let items = json!({ "type": "array", "items": text() });
        let number = || json!({ "type": "integer" });
        json!({ "items": items, "meta": object(json!({ "page": number(), "next_page": number() })) })
    };
    check(vec![Row {
        old: list("size", members()),
        new: list("page", members()),
        there: &[
            "changes parameter-gone GET /things query size",
            "adds paging-added GET /things paging",
            "adds parameter-added GET /things query page",
        ],
        back: &[
            "breaks paging-gone GET /things paging",
            "changes parameter-gone GET /things query page",
            "adds parameter-added GET /things query size",
        ],
    }]);
}
