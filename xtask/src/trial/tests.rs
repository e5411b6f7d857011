//! Whole trials, and how they are reported.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use super::{Depth, Place, Trial, json, text, trial};

const DOCUMENT: &str = r##"{ "openapi": "3.0.0", "info": { "title": "Pets", "version": "2" },
    "servers": [{ "url": "https://pets.example" }], "paths": {
        "/pets": { "get": { "x-note": 1, "responses": { "200": { "description": "", "content": { "application/json": {
            "schema": { "type": "array", "uniqueItems": true, "items": { "type": "object", "properties": {
                "petName": { "type": "string" } } } } } } } } } }
    }, "components": { "securitySchemes": { "key": { "type": "http", "scheme": "bearer" } } } }"##;

/// Tests run at the same time, each with files of its own.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// Tries a text, as far as it is said.
fn tried(name: &str, text: &str, depth: Depth) -> Trial {
    let path = std::env::temp_dir().join(format!(
        "xtask-{}-{}-{name}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    ));
    fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    let done = trial(&path, &Place::Temporary, depth, &crate::project_root());
    fs::remove_file(&path).unwrap_or_else(|error| panic!("{error}"));
    Trial { document: name.to_owned(), ..done.unwrap_or_else(|message| panic!("{message}")) }
}

/// A report without what differs from run to run.
fn steady(report: &str) -> Vec<&str> {
    let phases = ["parse", "lower", "emit", "format", "check"];
    report.lines().filter(|line| !phases.iter().any(|phase| line.trim_start().starts_with(phase))).collect()
}

#[test]
fn counts_come_first_then_places() {
    let report = text::report(&tried("pets.json", DOCUMENT, Depth::Generated));
    let lines = steady(&report);
    let expected = [
        "pets.json",
        "Pets 2, generated with plain settings",
        "",
        "result       generated, not checked",
        "operations   1 in the document, 1 generated, 0 skipped",
        "constructs   14 handled, 1 degraded, 2 ignored",
        "x- keys      1 ignored",
        "types        2: 1 structs, 0 enums, 0 unions, 1 aliases",
    ];
    assert_eq!(lines[..7], expected[..7], "{report}");
    for line in [
        "names        1 derived, 0 collided, 1 renamed",
        "JSON impls   1: 1 Decode, 0 Encode",
        "client       https://pets.example; credentials: key",
        "      no operationId, called get_pets by its method and path",
        "       1  schema uniqueItems  not checked",
        "       1  x-note              a key of the vendor's own",
    ] {
        assert!(lines.contains(&line), "{line}\n{report}");
    }
}

#[test]
fn problems_are_all_told_with_their_places() {
    let text = r##"{ "openapi": "3.0.0", "info": { "title": "t", "version": "1" }, "paths": {
        "/a": { "get": { "responses": 5 } }, "/b": { "get": { "responses": 6 } } } }"##;
    let trial = tried("broken.json", text, Depth::Generated);
    assert!(!trial.passed());
    let report = text::report(&trial);
    assert!(report.contains("result       2 problems\noperations   2 in the document\n"), "{report}");
    assert!(
        report.contains("  #/paths/~1a/get/responses\n") && report.contains("  #/paths/~1b/get/responses\n"),
        "{report}"
    );
    let report = json::report(&[trial]);
    assert_eq!(report[0]["problems"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_document_that_cannot_be_read_is_reported_like_others() {
    let trial = tried("broken.yaml", "a: [", Depth::Generated);
    assert!(text::report(&trial).contains("result       1 problem\n"));
    assert_eq!(json::report(&[trial])[0]["passed"], false);
}

#[test]
fn json_has_everything() {
    let report = json::report(&[tried("pets.json", DOCUMENT, Depth::Generated)]);
    let report = &report[0];
    assert_eq!(report["operations"]["in_document"], 1);
    assert_eq!(report["operations"]["generated"], 1);
    assert_eq!(report["check"]["result"], "not asked");
    assert_eq!(report["names"]["renamed"][0]["what"], "\"petName\" is pet_name");
    assert_eq!(report["client"]["credentials"][0]["sent"], "authorization: Bearer …");
    let construct = report["constructs"].as_array().into_iter().flatten().find(|one| one["fate"] == "degraded");
    assert_eq!(
        construct.map(|one| &one["places"][0]),
        Some(&Value::from("#/paths/~1pets/get/responses/200/content/application~1json/schema"))
    );
}

#[test]
fn the_summary_has_a_line_for_each_document() {
    let trials = [tried("pets.json", DOCUMENT, Depth::Generated), tried("x.yaml", "a: [", Depth::Generated)];
    let summary = text::summary(&trials);
    let lines: Vec<&str> = summary.lines().collect();
    assert!(lines[0].starts_with("document   ops  types  lines  lines/op  check"), "{summary}");
    assert!(lines[1].starts_with("pets.json    1") && lines[1].contains("generated, not checked"), "{summary}");
    assert!(lines[2].starts_with("x.yaml       -") && lines[2].contains("1 problem"), "{summary}");
}

#[test]
fn the_compiler_has_the_last_word() {
    let cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).arg("--version").output();
    if !cargo.is_ok_and(|output| output.status.success()) {
        println!("skipped: cargo is not available");
        return;
    }
    let trial = tried("pets.json", DOCUMENT, Depth::Checked);
    assert!(trial.passed(), "{}", text::report(&trial));
    assert!(trial.phases.iter().any(|phase| phase.name == "check"));
}
