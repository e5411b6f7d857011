use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

use serde_json::{Value, json};

use super::*;
use crate::codegen::{self, Settings, emit, graph, lower, spec};
use crate::digest::sha256;
use crate::source::Vendor;

fn read(file: &str) -> String {
    let path = crate::project_root().join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// The documents of a folder that is no part of the project, by name.
fn documents(folder: &str) -> Vec<(String, Value)> {
    let default = crate::project_root().join("../shared");
    let root = env::var_os("SNYK_SECODA_DOCUMENTS").map_or(default, PathBuf::from);
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: there is no folder {}", root.join(folder).display());
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|kind| kind == "json")).collect();
    paths.sort();
    let named = paths.into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).ok().filter(|text| text.contains("\"openapi\""))?;
        Some((path.file_stem()?.to_str()?.to_owned(), value(&text)))
    });
    named.collect()
}

fn settings(name: &str) -> Settings {
    let known = if name.starts_with("snyk") { Settings::snyk() } else { Settings::plain() };
    known.of_own_document(format!("{name}.json"))
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

fn rules() -> Rules {
    Rules::read(&read(RULES_FILE)).unwrap_or_else(|faults| panic!("{faults}"))
}

fn overlay(api: &str) -> Overlay {
    let file = overlay_file(api);
    Overlay::read(&file, &read(&file)).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A document as the checked-in files have it vendored.
fn by_the_files(root: Value, settings: &Settings, narrowing: Narrowing, mode: Mode) -> Result<Vendored, Faults> {
    let api = if settings.api == "snyk" { "snyk" } else { "secoda" };
    vendor(root, settings, rules().of(api)?, narrowing, &overlay(api), mode)
}

/// The document without what nobody reads.
fn trimmed(mut root: Value, settings: &Settings) -> Value {
    trim::trim(&mut root, settings, &mut Vec::new());
    root
}

/// The document with one operation in so many.
fn some(root: &Value, every: usize) -> Value {
    let calls: Vec<String> = operations::all(root).map(|operation| operation.call()).collect();
    let rule = |call: String| rules::Rule { by: rules::By::Operation, pattern: call, at: String::new() };
    let keep = calls.into_iter().step_by(every).map(rule).collect();
    let mut root = root.clone();
    let rules = ApiRules { keep, ..ApiRules::default() };
    narrow::narrow(&mut root, &rules).unwrap_or_else(|faults| panic!("{faults}"));
    root
}

/// The tokens that are generated. Their text is formatted without a look at anything else.
fn code(root: &Value, settings: &Settings) -> Option<String> {
    let text = root.to_string();
    codegen::with_deep_stack(|| {
        let mut model = lower::lower(&spec::parse(&text, settings).ok()?, settings).ok()?;
        graph::annotate(&mut model, settings);
        Some(emit::file(&model, settings.runtime).to_string())
    })
}

/// Holds the code of a document against that of its trimmed form, and that against itself trimmed once more.
fn check(name: &str, root: &Value, settings: &Settings) {
    let small = trimmed(root.clone(), settings);
    let (once, twice) = (small.to_string(), trimmed(small.clone(), settings).to_string());
    assert!(once == twice, "{name}: trimmed twice is not trimmed once");
    let Some(before) = code(root, settings) else { return };
    let after = code(&small, settings).unwrap_or_else(|| panic!("{name}: cannot be generated any more"));
    let differs = before.split(';').zip(after.split(';')).find(|(one, other)| one != other);
    assert!(before == after, "{name}: {differs:?}");
}

/// Checks every document, whole and one operation in seven; of a large one the latter alone.
fn check_folder(folder: &str, large: usize) {
    for (name, root) in documents(folder) {
        let settings = settings(&name);
        check(&name, &some(&root, 7), &settings);
        if operations::all(&root).count() < large {
            check(&name, &root, &settings);
        }
    }
}

#[test]
fn trimming_changes_no_code_of_documents_of_one_construct() {
    check_folder("tiny", usize::MAX);
}

#[test]
fn trimming_changes_no_code_of_the_vendors_documents() {
    check_folder("specs", usize::MAX);
}

#[test]
fn trimming_changes_no_code_of_documents_of_other_vendors() {
    check_folder("corpus", 50);
}

#[test]
fn trimming_changes_no_code_of_the_goldens() {
    let folder = crate::project_root().join("tests/golden");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{error}"));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let goldens = paths.filter(|path| path.extension().is_some_and(|kind| kind == "json"));
    for path in goldens {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
        for settings in [Settings::plain(), Settings::snyk()] {
            check(&path.display().to_string(), &value(&text), &settings);
        }
    }
}

#[test]
fn formatted_code_is_the_same_to_the_byte() {
    for (name, root) in documents("tiny") {
        let settings = settings(&name);
        let generate = |root: &Value| codegen::generate(&root.to_string(), &settings).ok().map(|made| made.code);
        assert!(generate(&root) == generate(&trimmed(root.clone(), &settings)), "{name}");
    }
}

#[test]
fn what_is_vendored_stays_as_it_is_when_it_is_vendored_again() {
    for settings in Settings::all() {
        let text = read(&settings.spec_file());
        let again = by_the_files(value(&text), &settings, Narrowing::ByRules, Mode::Vendored);
        let again = again.unwrap_or_else(|faults| panic!("{faults}"));
        assert!(again.text == text, "{} is not what `cargo xtask regen` writes", settings.spec_file());
        assert_eq!((again.counts.trimmed, again.remarks), (Trimmed::default(), vec![]));
    }
}

#[test]
fn the_lock_knows_the_vendored_documents() {
    let text = read(LOCK_FILE);
    let mut lock = Lock::read(&text).unwrap_or_else(|faults| panic!("{faults}"));
    for settings in Settings::all() {
        let document = read(&settings.spec_file());
        assert_eq!(lock.verify(settings.api, &document), Ok(()));
        let again = by_the_files(value(&document), &settings, Narrowing::ByRules, Mode::Vendored);
        let generator = lock.entry(settings.api).map(|entry| entry.generator.clone()).unwrap_or_default();
        let again = again.unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(lock.refresh(settings.api, &again, &generator), Ok(()));
    }
    assert_eq!(lock.write(), text);
}

#[test]
fn the_addresses_of_the_vendors_are_known() {
    let rules = rules();
    let vendor = |api: &str| rules.of(api).map(|rules| rules.vendor.clone());
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let versions = Some("https://api.snyk.io/rest/openapi".to_owned());
    assert_eq!(vendor("snyk"), Ok(Vendor { versions, ..Vendor::default() }));
    let documents = texts(&["https://api.secoda.co/api/schema/"]);
    let pages = texts(&["https://docs.secoda.co/api/reference/groups.md"]);
    assert_eq!(vendor("secoda"), Ok(Vendor { versions: None, documents, pages }));
}

#[test]
fn the_checked_in_files_fit_the_vendors_documents() {
    for (name, root) in documents("specs").into_iter().filter(|(_, root)| root["paths"].get("/orgs").is_some()) {
        let vendored = by_the_files(root, &settings(&name), Narrowing::Whole, Mode::Fresh);
        let vendored = vendored.unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let mut lock = Lock::default();
        let origin = Origin { source: &name, fetched: "2026-01-02T03:04:05Z", upstream: &sha256([name.as_bytes()]) };
        lock.record("snyk", origin, &vendored, "0.1.0");
        assert_eq!(lock.verify("snyk", &vendored.text), Ok(()));
        let again = by_the_files(vendored.root, &settings(&name), Narrowing::Whole, Mode::Vendored);
        assert!(again.is_ok_and(|again| again.text == vendored.text), "{name}");
    }
}

#[test]
fn the_rules_keep_the_operations_that_are_vendored_of_a_larger_document() {
    let ours: Vec<String> =
        operations::all(&value(&read("specs/snyk.json"))).map(|operation| operation.call()).collect();
    for (name, root) in documents("specs").into_iter().filter(|(name, _)| name.ends_with("experimental")) {
        let vendored = by_the_files(root, &settings(&name), Narrowing::ByRules, Mode::Fresh);
        let vendored = vendored.unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let kept: Vec<String> = operations::all(&vendored.root).map(|operation| operation.call()).collect();
        assert!(ours.iter().all(|call| kept.contains(call)), "{kept:?}");
        assert!(kept.len() < ours.len() + 5, "{kept:?}");
    }
}

#[test]
fn the_order_of_the_source_is_kept_and_the_end_is_a_line() {
    let root = json!({ "openapi": "3.0.3", "paths": { "/b": { "get": { "responses": {} } }, "/a": {} }, "info": {} });
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\n\
                   actions: [{target: $.info, description: d, x-expects: {}, update: {title: t}}]";
    let overlay = Overlay::read("x", overlay).unwrap_or_else(|faults| panic!("{faults}"));
    let vendored =
        vendor(root, &Settings::plain(), &ApiRules::default(), Narrowing::ByRules, &overlay, Mode::Fresh).ok();
    let expected = "{\n  \"openapi\": \"3.0.3\",\n  \"paths\": {\n    \"/b\": {\n      \"get\": {\n        \
                    \"responses\": {}\n      }\n    }\n  },\n  \"info\": {\n    \"title\": \"t\"\n  }\n}\n";
    assert_eq!(vendored.map(|vendored| vendored.text).as_deref(), Some(expected));
}

#[test]
fn an_action_on_what_is_trimmed_away_is_a_fault() {
    let root = json!({ "paths": {}, "components": { "schemas": { "Unused": { "type": "object" } } } });
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\n\
                   actions: [{target: $.components.schemas.Unused, description: d, x-expects: {}, update: {title: t}}]";
    let overlay = Overlay::read("x", overlay).unwrap_or_else(|faults| panic!("{faults}"));
    let vendored = vendor(root, &Settings::plain(), &ApiRules::default(), Narrowing::Whole, &overlay, Mode::Fresh);
    let text = vendored.err().map(|faults| faults.to_string()).unwrap_or_default();
    assert!(text.contains("it was trimmed away: delete the action"), "{text}");
}
