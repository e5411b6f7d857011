//! Documents that are not ours: real ones of several vendors and small ones of one construct each.
//!
//! They stand in the folder that `SNYK_SECODA_DOCUMENTS` names, `../shared` unless it is set. Where there is none,
//! the tests say so and pass. That what is generated compiles is the business of `cargo xtask try`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

#[path = "common/shuffle.rs"]
mod shuffle;

use codegen::{Generated, Settings};

/// Documents that are wrong, and a place that has to be named.
const BROKEN: [(&str, &str); 2] = [
    ("intercom", "#/components/schemas/conversation/properties/custom_attributes"),
    ("oapicodegen-parameters", "#/paths/~1labelExplodeArray~1{.param*}/get"),
];

/// The documents of a folder, by name.
fn documents(folder: &str) -> Vec<(String, String)> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
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
        Some((path.file_stem()?.to_str()?.to_owned(), text))
    });
    named.collect()
}

fn settings(name: &str) -> Settings {
    let known = if name.starts_with("snyk") { Settings::snyk() } else { Settings::plain() };
    known.of_own_document(format!("{name}.json"))
}

fn generate(name: &str, text: &str) -> Result<Generated, String> {
    codegen::generate(text, &settings(name)).map_err(|problems| problems.to_string())
}

fn check(folder: &str) {
    for (name, text) in documents(folder) {
        let generated = generate(&name, &text);
        match (generated, BROKEN.iter().find(|(broken, _)| *broken == name)) {
            (Err(problems), Some((_, place))) => assert!(problems.contains(place), "{name}: {problems}"),
            (Ok(_), Some(_)) => panic!("{name} is broken, but that was not found"),
            (Err(problems), None) => panic!("{name}: {problems}"),
            (Ok(generated), None) => assert_eq!(generated.model.skipped, [], "{name}"),
        }
    }
}

#[test]
fn documents_of_one_construct_generate() {
    check("tiny");
}

#[test]
fn documents_of_other_vendors_generate_or_are_found_broken() {
    check("corpus");
}

#[test]
fn the_vendors_own_documents_generate_whole_and_typed() {
    for (name, text) in documents("specs") {
        let model = generate(&name, &text).unwrap_or_else(|problems| panic!("{problems}")).model;
        let degraded: Vec<_> = model.untyped.iter().filter(|place| place.why.is_some()).collect();
        assert!(degraded.is_empty(), "{name}: {degraded:?}");
    }
}

#[test]
fn the_generated_code_stays_small() {
    for (name, operations, most) in [("snyk-2024-06-26", 100, 10_000), ("snyk-2024-06-26-experimental", 221, 22_000)] {
        let Some((_, text)) = documents("specs").into_iter().find(|(one, _)| one == name) else { continue };
        let generated = generate(name, &text).unwrap_or_else(|problems| panic!("{problems}"));
        let whole = generated.model.operations().filter(|(_, operation)| !operation.variant).count();
        let lines = generated.code.lines().count();
        assert_eq!(whole, operations, "{name}");
        assert!(lines <= most, "{name}: {lines} lines are more than {most}");
    }
}

#[test]
fn the_order_of_members_changes_no_name() {
    for (name, text) in documents("specs") {
        let lines = |text: &str| {
            let generated = generate(&name, text).unwrap_or_else(|problems| panic!("{problems}"));
            let mut lines: Vec<String> = generated.surface().lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        let (one, other) = (lines(&text), lines(&shuffle::reversed(&text, |_| true)));
        let differences: Vec<_> = one.iter().zip(&other).filter(|(one, other)| one != other).take(5).collect();
        assert!(differences.is_empty() && one.len() == other.len(), "{name}: {differences:#?}");
    }
}
