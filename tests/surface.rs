//! What the vendored documents give, one line for every public item: this is what a reviewer reads when a
//! document changes. `cargo xtask regen` writes the listings anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

#[path = "common/shuffle.rs"]
mod shuffle;

use codegen::{Generated, Settings};
use shuffle::reversed;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn generate(text: &str, settings: &Settings) -> Generated {
    codegen::generate(text, settings).unwrap_or_else(|problems| panic!("{problems}"))
}

fn check(settings: &Settings) {
    let generated = generate(&read(&settings.spec_file()), settings);
    let file = format!("tests/surface/{}.txt", settings.api);
    let (old, new) = (read(&file), generated.surface());
    let mend = "if that is meant: cargo xtask regen";
    assert!(old == new, "{file} is out of date\n{}\n{mend}", differences(&old, &new));
}

/// The lines that went and those that came. There may be none, if only the order changed.
fn differences(old: &str, new: &str) -> String {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (old.lines().collect(), new.lines().collect());
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    let come = new.difference(&old).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

#[test]
fn snyk_is_as_listed() {
    check(&Settings::snyk());
}

#[test]
fn secoda_is_as_listed() {
    check(&Settings::secoda());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for settings in Settings::all() {
        let text = read(&settings.spec_file());
        let (one, other) = (generate(&text, &settings), generate(&text, &settings));
        assert!(one.code == other.code && one.surface() == other.surface(), "{} differs from run to run", settings.api);
    }
}

#[test]
fn the_order_of_components_does_not_matter() {
    for settings in Settings::all() {
        let text = read(&settings.spec_file());
        let shuffled =
            reversed(&text, |pointer| pointer.starts_with("/components") && pointer.matches('/').count() <= 2);
        assert_ne!(text, shuffled);
        assert_eq!(generate(&text, &settings).code, generate(&shuffled, &settings).code, "{}", settings.api);
    }
}

#[test]
fn the_order_of_members_changes_no_name() {
    for settings in Settings::all() {
        let text = read(&settings.spec_file());
        let shuffled = reversed(&text, |_| true);
        let lines = |generated: Generated| {
            let mut lines: Vec<String> = generated.surface().lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(lines(generate(&text, &settings)), lines(generate(&shuffled, &settings)), "{}", settings.api);
    }
}
