use serde_json::{Value, json};

use super::check;
use crate::verdict::sample::{Row, document, operation, parameters, query, with};

/// A row about a query parameter.
fn of_query(old: Value, new: Value, there: &'static [&'static str], back: &'static [&'static str]) -> Row {
    Row { old: query(old), new: query(new), there, back }
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn get(id: &str) -> Value {
    json!({ "get": { "operationId": id, "responses": { "204": { "description": "" } } } })
}

#[test]
fn an_operation_goes_comes_or_moves() {
    check(vec![
        Row {
            old: document(json!({ "/a": get("a"), "/b": get("b") })),
            new: document(json!({ "/a": get("a") })),
            there: &["breaks operation-gone GET /b"],
            back: &["adds operation-added GET /b"],
        },
        Row {
            old: document(json!({ "/a": get("a") })),
            new: document(json!({ "/b": get("a") })),
            there: &["breaks operation-moved GET /a"],
            back: &["breaks operation-moved GET /b"],
        },
        Row {
            old: document(json!({ "/a": get("a") })),
            new: document(json!({ "/a": { "post": get("a")["get"] } })),
            there: &["breaks operation-moved GET /a"],
            back: &["breaks operation-moved POST /a"],
        },
    ]);
}

#[test]
fn an_operation_id_and_the_names_of_path_parameters_are_not_on_the_wire() {
    let of = |path: &str, name: &str, id: &str| {
        let parameters = json!([{ "name": name, "in": "path", "required": true, "schema": text() }]);
        document(json!({ path: { "get": with(get(id)["get"].clone(), json!({ "parameters": parameters })) } }))
    };
    let (old, new) = (of("/things/{id}", "id", "getThing"), of("/things/{thing_id}", "thing_id", "readThing"));
    check(vec![Row { old, new, there: &[], back: &[] }]);
}

#[test]
fn a_parameter_goes_or_comes() {
    let of = |location: &str, required: bool| {
        parameters(json!([{ "name": "p", "in": location, "required": required, "schema": text() }]))
    };
    check(vec![
        Row {
            old: of("query", false),
            new: parameters(json!([])),
            there: &["changes parameter-gone GET /things query p"],
            back: &["adds parameter-added GET /things query p"],
        },
        Row {
            old: parameters(json!([])),
            new: of("header", true),
            there: &["breaks parameter-added GET /things header p"],
            back: &["changes parameter-gone GET /things header p"],
        },
        Row {
            old: of("cookie", false),
            new: of("cookie", true),
            there: &["breaks parameter-required GET /things cookie p"],
            back: &["adds parameter-optional GET /things cookie p"],
        },
        Row {
            old: of("query", false),
            new: of("header", false),
            there: &["changes parameter-gone GET /things query p", "adds parameter-added GET /things header p"],
            back: &["changes parameter-gone GET /things header p", "adds parameter-added GET /things query p"],
        },
        Row {
            old: parameters(json!([{ "name": "X-P", "in": "header", "schema": text() }])),
            new: parameters(json!([{ "name": "x-p", "in": "header", "schema": text() }])),
            there: &[],
            back: &[],
        },
    ]);
}

#[test]
fn the_version_of_the_api_goes_or_comes() {
    let version = json!([{ "name": "version", "in": "query", "required": true, "schema": text() }]);
    check(vec![Row {
        old: parameters(json!([])),
        new: parameters(version),
        there: &["breaks parameter-added GET /things query version"],
        back: &["changes parameter-gone GET /things query version"],
    }]);
}

#[test]
fn a_shared_parameter_is_told_once() {
    let of = |required: bool| {
        let get = |id: &str| {
            let parameters = json!([{ "$ref": "#/components/parameters/P" }]);
            json!({ "get": with(get(id)["get"].clone(), json!({ "parameters": parameters })) })
        };
        let p = json!({ "name": "p", "in": "query", "required": required, "schema": text() });
        let components = json!({ "components": { "parameters": { "P": p } } });
        with(document(json!({ "/a": get("a"), "/b": get("b") })), components)
    };
    check(vec![Row {
        old: of(false),
        new: of(true),
        there: &["breaks parameter-required #/components/parameters/P"],
        back: &["adds parameter-optional #/components/parameters/P"],
    }]);
}

#[test]
fn a_parameter_is_written_in_another_way() {
    let of = |keys: Value| {
        let list = json!({ "type": "array", "items": text() });
        parameters(json!([with(json!({ "name": "p", "in": "query", "schema": list }), keys)]))
    };
    let path = |style: &str| {
        let p = json!({ "name": "p", "in": "path", "required": true, "style": style, "schema": text() });
        document(json!({ "/a/{p}": { "get": with(get("a")["get"].clone(), json!({ "parameters": [p] })) } }))
    };
    check(vec![
        Row {
            old: of(json!({})),
            new: of(json!({ "explode": false })),
            there: &["breaks parameter-style-changed GET /things query p"],
            back: &["breaks parameter-style-changed GET /things query p"],
        },
        Row { old: of(json!({})), new: of(json!({ "style": "form", "explode": true })), there: &[], back: &[] },
        Row {
            old: path("simple"),
            new: path("label"),
            there: &["breaks parameter-style-changed GET /a/{p} path p"],
            back: &["breaks parameter-style-changed GET /a/{p} path p"],
        },
    ]);
}

#[test]
fn the_type_of_a_parameter_changes() {
    let list = json!({ "type": "array", "items": text() });
    check(vec![
        // On the wire of a parameter, a number is a text, and a text is a list of one.
        of_query(
            text(),
            json!({ "type": "integer" }),
            &["breaks request-type-changed GET /things query p"],
            &["adds request-type-widened GET /things query p"],
        ),
        of_query(
            text(),
            list,
            &["adds request-type-widened GET /things query p"],
            &["breaks request-type-changed GET /things query p"],
        ),
        of_query(
            json!({ "type": "integer" }),
            json!({ "type": "number" }),
            &["adds request-type-widened GET /things query p"],
            &["breaks request-type-narrowed GET /things query p"],
        ),
        of_query(
            json!({ "type": "integer", "format": "int64" }),
            json!({ "type": "integer", "format": "int32" }),
            &["changes request-type-narrowed GET /things query p"],
            &["adds request-type-widened GET /things query p"],
        ),
        of_query(
            text(),
            json!({ "type": "string", "format": "uuid" }),
            &["changes request-type-narrowed GET /things query p"],
            &["adds request-type-widened GET /things query p"],
        ),
        of_query(
            text(),
            json!({ "type": "string", "enum": ["a", "b"] }),
            &["breaks request-type-narrowed GET /things query p"],
            &["adds request-type-widened GET /things query p"],
        ),
        of_query(
            json!({ "type": "string", "enum": ["a", "b"] }),
            json!({ "type": "string", "enum": ["b", "c"] }),
            &[
                "breaks request-enum-value-gone GET /things query p",
                "adds request-enum-value-added GET /things query p",
            ],
            &[
                "breaks request-enum-value-gone GET /things query p",
                "adds request-enum-value-added GET /things query p",
            ],
        ),
    ]);
}

#[test]
fn a_credential_is_wanted_or_not() {
    check(vec![Row {
        old: operation(json!({ "security": [] })),
        new: operation(json!({})),
        there: &["breaks authorization-required GET /things"],
        back: &["adds authorization-dropped GET /things"],
    }]);
}
