use serde_json::{Value, json};

use crate::codegen::model::Model;
use crate::codegen::settings::Alias;
use crate::codegen::{Settings, generate};
use crate::verdict::{Axis, Bump, Finding, Level, Side, Verdict, compare};

/// What `settings` make of a document.
struct Read {
    root: Value,
    model: Model,
    code: String,
}

fn read(root: &Value, settings: &Settings) -> Read {
    let generated = generate(&root.to_string(), settings).unwrap_or_else(|problems| panic!("{problems}"));
    Read { root: root.clone(), model: generated.model, code: generated.code }
}

fn judged_by(settings: &Settings, old: &Value, new: &Value) -> Verdict {
    // The old document was generated before its names changed.
    let [old, new] = [read(old, &Settings { aliases: &[], ..settings.clone() }), read(new, settings)];
    let [old, new] = [&old, &new].map(|read| Side { root: &read.root, model: &read.model, code: &read.code });
    compare(settings, &old, &new)
}

fn judged(old: &Value, new: &Value) -> Verdict {
    judged_by(&Settings::snyk(), old, new)
}

/// One operation, by its id and its stability, that answers with a component.
fn document(id: &str, stability: &str, component: &str, members: Value) -> Value {
    let answer = json!({ "$ref": format!("#/components/schemas/{component}") });
    json!({
        "openapi": "3.0.0",
        "info": { "title": "t", "version": "1" },
        "paths": { "/things": { "get": {
            "operationId": id,
            "tags": ["Things"],
            "x-snyk-api-stability": stability,
            "responses": { "200": { "description": "", "content": { "application/json": { "schema": answer } } } },
        } } },
        "components": { "schemas": { component: { "type": "object", "properties": members } } },
    })
}

fn thing(members: Value) -> Value {
    document("getThing", "ga", "Thing", members)
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// Rules and subjects, of what breaks.
fn breaks(verdict: &Verdict) -> Vec<String> {
    let breaks = |finding: &&Finding| (finding.axis, finding.level) == (Axis::Rust, Level::Breaks);
    let breaks = verdict.findings.iter().filter(breaks);
    breaks.map(|finding| format!("{} {}", finding.rule, finding.subject)).collect()
}

#[test]
fn the_same_document_comes_to_nothing() {
    let document = thing(json!({ "a": text() }));
    let verdict = judged(&document, &document);
    assert_eq!((verdict.bump, verdict.findings.len()), (Bump::None, 0));
    assert_eq!(verdict.reasons, ["nothing differs"]);
}

#[test]
fn what_comes_adds_and_what_goes_breaks() {
    let (small, large) = (thing(json!({ "a": text() })), thing(json!({ "a": text(), "b": text() })));
    assert_eq!(judged(&small, &large).bump, Bump::Minor);
    let verdict = judged(&large, &small);
    assert_eq!(verdict.bump, Bump::Major);
    assert_eq!(breaks(&verdict), ["field-gone snyk::types::Thing::b"]);
    let finding = verdict.findings.iter().find(|finding| finding.axis == Axis::Rust).unwrap();
    assert_eq!(finding.at.as_str(), "/components/schemas/Thing/properties/b");
    assert_eq!(finding.operations.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["getThing"]);
    let witness = "pub fn w(value: snyk_secoda::snyk::types::Thing) -> Option<String> { value.b }";
    assert_eq!(finding.witness.as_deref(), Some(witness));
}

#[test]
fn what_only_unstable_operations_use_weighs_less() {
    let with = |stability| document("getThing", stability, "Thing", json!({ "a": text() }));
    let without = |stability| document("getThing", stability, "Thing", json!({}));
    assert!(judged(&with("beta"), &without("beta")).findings[0].unstable);
    // Who called it when it was a beta is told so, whatever it is today.
    assert!(judged(&with("beta"), &without("ga")).findings[0].unstable);
    assert!(!judged(&with("ga"), &without("ga")).findings[0].unstable);
    let verdict = judged(&with("beta"), &without("beta"));
    assert!(verdict.reasons[0].contains("not GA"), "{:?}", verdict.reasons);
}

#[test]
fn renames_are_suggested_with_the_entry_that_keeps_the_name() {
    let old = document("listThings", "ga", "Thing", json!({ "a": text() }));
    let new = document("getThings", "ga", "Item", json!({ "a": text() }));
    let verdict = judged(&old, &new);
    let expected = ["operation-renamed snyk::things::Things::list_things", "type-renamed snyk::types::Thing"];
    assert_eq!(breaks(&verdict), expected);
    let entries: Vec<&str> = verdict.renames.iter().map(|rename| rename.entry.as_str()).collect();
    let expected = [
        r#"Alias { at: "/components/schemas/Item", formerly: "Thing" },"#,
        r#"Alias { at: "/paths/~1things/get", formerly: "list_things" },"#,
    ];
    assert_eq!(entries, expected);
}

#[test]
fn a_name_that_is_kept_breaks_nobody() {
    let old = document("listThings", "ga", "Thing", json!({ "a": text() }));
    let new = document("getThings", "ga", "Item", json!({ "a": text() }));
    let aliases: &[Alias] = &[
        Alias { at: "/components/schemas/Item", formerly: "Thing" },
        Alias { at: "/paths/~1things/get", formerly: "list_things" },
    ];
    let verdict = judged_by(&Settings { aliases, ..Settings::snyk() }, &old, &new);
    assert_eq!(breaks(&verdict), [""; 0]);
    assert_eq!((verdict.bump, verdict.renames.len()), (Bump::Minor, 0));
}

#[test]
fn a_name_that_was_kept_and_goes_breaks() {
    let document = thing(json!({ "a": text() }));
    let aliases: &[Alias] = &[
        Alias { at: "/components/schemas/Thing", formerly: "Former" },
        Alias { at: "/paths/~1things/get", formerly: "find_thing" },
    ];
    let (with, without) =
        (read(&document, &Settings { aliases, ..Settings::snyk() }), read(&document, &Settings::snyk()));
    let [old, new] = [&with, &without].map(|read| Side { root: &read.root, model: &read.model, code: &read.code });
    let verdict = compare(&Settings::snyk(), &old, &new);
    let expected = ["alias-gone snyk::things::Things::find_thing", "alias-gone snyk::types::Former"];
    assert_eq!(breaks(&verdict), expected);
}

#[test]
fn a_tag_that_goes_takes_its_feature() {
    let mut old = thing(json!({}));
    old["paths"]["/more"] = json!({ "get": { "operationId": "getMore", "tags": ["More"], "responses": {} } });
    let verdict = judged(&old, &thing(json!({})));
    let expected = ["feature-gone snyk-more", "operation-gone snyk::more::More::get_more", "tag-gone snyk::more"];
    assert_eq!(breaks(&verdict), expected);
    // A document of somebody's own has no features.
    let own = Settings::snyk().of_own_document("own.json".to_owned());
    assert_eq!(breaks(&judged_by(&own, &old, &thing(json!({}))))[0], expected[1]);
}

#[test]
fn ids_are_unique_and_findings_do_not_depend_on_the_order_of_the_document() {
    let old = document("listThings", "ga", "Thing", json!({ "a": text(), "b": text(), "c": text() }));
    let new = |members| document("getThings", "ga", "Item", members);
    let verdict = judged(&old, &new(json!({ "c": { "type": "integer" }, "d": text() })));
    let ids = |verdict: &Verdict| verdict.findings.iter().map(|finding| finding.id.clone()).collect::<Vec<_>>();
    let mut unique = ids(&verdict);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), verdict.findings.len());
    let other = judged(&old, &new(json!({ "d": text(), "c": { "type": "integer" } })));
    assert_eq!(ids(&verdict), ids(&other));
}
