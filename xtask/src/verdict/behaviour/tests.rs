//! Pairs of small documents, one idea each, there and back.

mod values;

use serde_json::{Value, json};

use crate::codegen::Settings;
use crate::codegen::settings::{PagingParameter, PagingStyle};
use crate::verdict::Axis;
use crate::verdict::sample::{self, Row, answer, object, operation, query, request_body, with};

fn check(rows: Vec<Row>) {
    sample::check(Axis::Behaviour, &settings(), rows);
}

fn settings() -> Settings {
    Settings {
        paging: &[PagingStyle {
            by: PagingParameter::Cursor("after"),
            items: &["items"],
            link: Some(&["links", "next"]),
            ..PagingStyle::PLAIN
        }],
        ..Settings::snyk()
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// A row about keys of the operation.
fn of_keys(old: Value, new: Value, there: &'static [&'static str], back: &'static [&'static str]) -> Row {
    Row { old: operation(old), new: operation(new), there, back }
}

/// A row about the only query parameter.
fn of_query(old: Value, new: Value, there: &'static [&'static str], back: &'static [&'static str]) -> Row {
    Row { old: query(old), new: query(new), there, back }
}

#[test]
fn things_are_deprecated_or_not_any_more() {
    let marked = |value: Value| with(value, json!({ "deprecated": true }));
    check(vec![
        of_keys(
            json!({}),
            json!({ "deprecated": true }),
            &["changes deprecated GET /things"],
            &["adds undeprecated GET /things"],
        ),
        of_keys(
            json!({ "x-snyk-deprecated-by": "2024-01-01" }),
            json!({ "x-snyk-deprecated-by": "2025-01-01" }),
            &["changes deprecation-changed GET /things"],
            &["changes deprecation-changed GET /things"],
        ),
        of_query(
            text(),
            marked(text()),
            &["changes deprecated GET /things query p"],
            &["adds undeprecated GET /things query p"],
        ),
        Row {
            old: answer(object(json!({ "a": text() }))),
            new: answer(object(json!({ "a": marked(text()) }))),
            there: &["changes deprecated GET /things 200 $.a"],
            back: &["adds undeprecated GET /things 200 $.a"],
        },
    ]);
}

#[test]
fn a_day_of_sunset_is_set_or_moved() {
    let of = |day: &str| json!({ "x-snyk-sunset-eligible": day });
    check(vec![
        of_keys(json!({}), of("2025-01-01"), &["changes sunset-set GET /things"], &["adds sunset-dropped GET /things"]),
        of_keys(
            of("2025-01-01"),
            of("2026-01-01"),
            &["adds sunset-moved GET /things"],
            &["changes sunset-moved GET /things"],
        ),
        of_keys(
            json!({}),
            json!({ "x-sunset": "2025-01-01" }),
            &["changes sunset-set GET /things"],
            &["adds sunset-dropped GET /things"],
        ),
    ]);
}

#[test]
fn stability_rises_or_sinks() {
    let of = |stability: &str| json!({ "x-snyk-api-stability": stability });
    check(vec![
        of_keys(
            of("beta"),
            of("ga"),
            &["adds stability-raised GET /things"],
            &["changes stability-lowered GET /things"],
        ),
        of_keys(
            of("experimental"),
            of("beta"),
            &["adds stability-raised GET /things"],
            &["changes stability-lowered GET /things"],
        ),
        of_keys(
            of("ga"),
            of("internal"),
            &["changes stability-changed GET /things"],
            &["changes stability-changed GET /things"],
        ),
        // Who says nothing promises the same.
        of_keys(json!({}), of("ga"), &[], &[]),
    ]);
}

#[test]
fn permissions_are_asked_for_or_dropped() {
    let of = |permissions: Value| json!({ "x-snyk-permissions": permissions });
    check(vec![
        of_keys(
            of(json!(["a.read"])),
            of(json!(["a.read", "a.write"])),
            &["changes permission-added GET /things"],
            &["adds permission-dropped GET /things"],
        ),
        of_keys(
            of(json!(["a.read"])),
            of(json!({ "all": ["a.write"] })),
            &["changes permission-added GET /things", "adds permission-dropped GET /things"],
            &["changes permission-added GET /things", "adds permission-dropped GET /things"],
        ),
    ]);
}

#[test]
fn releases_come_and_the_version_changes() {
    let of = |version: &str, releases: Value| json!({ "x-snyk-api-version": version, "x-snyk-api-releases": releases });
    check(vec![
        of_keys(
            of("2024-01-01", json!(["2024-01-01"])),
            of("2024-06-01", json!(["2024-01-01", "2024-06-01"])),
            &["changes version-changed GET /things", "adds release-added GET /things"],
            &["changes release-gone GET /things", "changes version-changed GET /things"],
        ),
        of_keys(
            of("2024-01-01", json!([])),
            of("2025-01-01", json!([])),
            &["changes default-version-changed version", "changes version-changed GET /things"],
            &["changes default-version-changed version", "changes version-changed GET /things"],
        ),
    ]);
}

#[test]
fn servers_change() {
    let of = |urls: &[&str]| {
        let servers: Vec<Value> = urls.iter().map(|url| json!({ "url": url })).collect();
        with(operation(json!({})), json!({ "servers": servers }))
    };
    let own = |url: &str| json!({ "servers": [{ "url": url }] });
    check(vec![
        Row {
            old: of(&["https://a.example"]),
            new: of(&["https://b.example"]),
            there: &["changes server-changed servers"],
            back: &["changes server-changed servers"],
        },
        Row {
            old: of(&["https://a.example"]),
            new: of(&["https://a.example", "https://b.example"]),
            there: &["adds server-added https://b.example"],
            back: &["changes server-gone https://b.example"],
        },
        of_keys(
            json!({}),
            own("https://c.example"),
            &["changes server-changed GET /things"],
            &["changes server-changed GET /things"],
        ),
    ]);
}

#[test]
fn ways_to_show_who_calls_change() {
    let schemes = json!({
        "Bearer": { "type": "http", "scheme": "bearer" },
        "Token": { "type": "apiKey", "in": "header", "name": "Authorization" },
        "Other": { "type": "http", "scheme": "bearer" },
    });
    let of = |names: &[&str]| {
        let security: Vec<Value> = names.iter().map(|name| json!({ *name: [] })).collect();
        let components = json!({ "securitySchemes": schemes });
        with(operation(json!({})), json!({ "security": security, "components": components }))
    };
    check(vec![
        Row {
            old: of(&["Bearer"]),
            new: of(&["Bearer", "Token"]),
            there: &["adds security-changed security"],
            back: &["changes security-changed security"],
        },
        // What a scheme is called stays in the document.
        Row { old: of(&["Bearer"]), new: of(&["Other"]), there: &[], back: &[] },
        of_keys(
            json!({}),
            json!({ "security": [{ "Key": ["read"] }] }),
            &["changes security-changed GET /things"],
            &["changes security-changed GET /things"],
        ),
    ]);
}

#[test]
fn the_preferred_media_type_changes() {
    let of = |types: &[&str]| {
        let content = types.iter().map(|name| ((*name).to_owned(), json!({ "schema": text() })));
        content.collect::<serde_json::Map<_, _>>()
    };
    let sent = |types: &[&str]| request_body(json!({ "content": of(types) }));
    let received =
        |types: &[&str]| operation(json!({ "responses": { "200": { "description": "", "content": of(types) } } }));
    check(vec![
        Row {
            old: sent(&["application/xml"]),
            new: sent(&["application/json", "application/xml"]),
            there: &["changes content-type-changed POST /things body"],
            back: &[],
        },
        Row {
            old: received(&["application/vnd.api+json"]),
            new: received(&["application/json", "application/vnd.api+json"]),
            there: &["changes accept-changed GET /things answer"],
            back: &[],
        },
    ]);
}

#[test]
fn rates_and_tries_change() {
    check(vec![of_keys(
        json!({ "x-rate-limit": 10 }),
        json!({ "x-rate-limit": 20 }),
        &["changes rate-limit-changed GET /things x-rate-limit"],
        &["changes rate-limit-changed GET /things x-rate-limit"],
    )]);
}

#[test]
fn what_behaves_the_same_is_no_finding() {
    let prose = |text: &str| operation(json!({ "description": text, "x-internal-note": text }));
    check(vec![Row { old: prose("one"), new: prose("other"), there: &[], back: &[] }]);
}
