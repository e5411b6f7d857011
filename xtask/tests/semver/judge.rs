//! cargo-semver-checks, as a judge.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

use crate::build::{rustdoc, scratch, verdict};
use crate::{pairs, root, shared, skipped};

/// In the order of their weight.
const BUMPS: [&str; 4] = ["none", "patch", "minor", "major"];

/// One line of a report.
#[derive(Debug)]
struct Complaint {
    lint: String,
    /// The bump that it asks for, or none if it is a warning.
    bump: &'static str,
    /// What it is about: `Type::member`, or a path.
    path: String,
}

#[test]
fn of_small_changes() {
    let (old, new) = pairs::written();
    let Some(complaints) = complaints(&old, &new) else { return };
    for pair in pairs::all() {
        let documents = ["old", "new"].map(|side| scratch(&format!("{}-{side}.json", pair.name)));
        fs::write(&documents[0], pair.before().to_string()).unwrap();
        fs::write(&documents[1], pair.after().to_string()).unwrap();
        let verdict = verdict(&["--json", "--api", "snyk"], &[&documents[0], &documents[1]]);
        assert_eq!(verdict["bump"], pair.bump, "{}: {:#}", pair.name, verdict["findings"]);
        let rules = rules(&verdict);
        for rule in pair.rules {
            assert!(rules.contains_key(*rule), "{}: no {rule} in {rules:?}", pair.name);
        }
        let own: Vec<&Complaint> = complaints.iter().filter(|complaint| pair.is_about(&complaint.path)).collect();
        hold(&verdict, &own, pair.name);
    }
    let is_stray = |complaint: &&Complaint| !pairs::all().iter().any(|pair| pair.is_about(&complaint.path));
    let stray: Vec<&Complaint> = complaints.iter().filter(is_stray).collect();
    assert!(stray.is_empty(), "these are about none of the pairs: {stray:?}");
}

#[test]
fn of_small_changes_taken_back() {
    let (old, new) = pairs::written();
    judge(&new, &old);
}

#[test]
fn of_a_document_that_doubles() {
    if let (Some(old), Some(new)) = (shared("snyk-2024-06-26.json"), shared("snyk-2024-06-26-experimental.json")) {
        judge(&old, &new);
        judge(&new, &old);
    }
}

#[test]
fn of_the_vendored_document_and_a_whole_one() {
    if let Some(new) = shared("snyk-2024-06-26.json") {
        judge(&root().join("specs/snyk.json"), &new);
    }
}

#[test]
fn of_the_vendored_document_and_the_largest_one() {
    if let Some(new) = shared("snyk-2024-06-26-experimental.json") {
        judge(&root().join("specs/snyk.json"), &new);
    }
}

/// Holds the verdict on two documents against all that the judge has to say.
fn judge(old: &Path, new: &Path) {
    let Some(complaints) = complaints(old, new) else { return };
    let verdict = verdict(&["--json", "--api", "snyk"], &[old, new]);
    hold(&verdict, &complaints.iter().collect::<Vec<_>>(), &new.display().to_string());
    println!("{} complaints covered; {:?}", complaints.len(), rules(&verdict));
}

/// The bump is not less than the judge's, and each of its complaints is among the findings.
fn hold(verdict: &Value, complaints: &[&Complaint], name: &str) {
    let rank = |bump: &str| BUMPS.iter().position(|one| *one == bump).unwrap();
    let ours = rank(verdict["bump"].as_str().unwrap());
    let theirs = complaints.iter().map(|complaint| rank(complaint.bump)).max().unwrap_or_default();
    assert!(ours >= theirs, "{name}: {} is less than what {complaints:?} ask for", verdict["bump"]);
    let findings: Vec<String> = verdict["findings"].as_array().unwrap().iter().map(said).collect();
    for complaint in complaints {
        // That a value has another position is about its enum: values that went or came have moved it.
        let path = match (complaint.lint.as_str(), complaint.path.split_once("::")) {
            ("partial_ord_enum_variants_reordered", Some((owner, _))) => format!("{owner}::"),
            _ => complaint.path.clone(),
        };
        let is_covered = findings.iter().any(|said| names(said, &path));
        assert!(is_covered, "{name}: nobody has found {complaint:?}");
    }
}

/// What a finding is about, and what goes with it.
fn said(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    format!("{} {}", text("subject"), text("before"))
}

/// Whether a text has a path that ends in this one; or that has it inside, where colons are its end.
fn names(text: &str, path: &str) -> bool {
    let of_path = |letter: char| letter.is_alphanumeric() || "_:#".contains(letter);
    let path = format!("::{path}");
    let mut words = text.split(|letter: char| !of_path(letter)).map(|word| format!("::{}", word.replace("r#", "")));
    words.any(|word| if path.ends_with(':') { word.contains(&path) } else { word.ends_with(&path) })
}

fn rules(verdict: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in verdict["findings"].as_array().unwrap() {
        *counts.entry(finding["rule"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

/// What the judge has against the new document, or nothing if there is no judge.
fn complaints(old: &Path, new: &Path) -> Option<Vec<Complaint>> {
    let listed = run(&["--list"])?;
    let listed = String::from_utf8(listed.stdout).unwrap();
    let bumps: BTreeMap<&str, &'static str> = listed
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (id, bump) = (words.next()?, words.next()?);
            Some((id, *BUMPS.iter().find(|one| **one == bump)?))
        })
        .collect();
    let (old, new) = (rustdoc(old), rustdoc(new));
    let documents = ["--baseline-rustdoc", old.to_str().unwrap(), "--current-rustdoc", new.to_str().unwrap()];
    // Of a patch it asks the most.
    let output = run(&[&documents[..], &["--release-type", "patch", "--color", "never"]].concat())?;
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 100)), "{}", String::from_utf8_lossy(&output.stderr));
    Some(parsed(&text, &bumps))
}

fn run(arguments: &[&str]) -> Option<Output> {
    let program = env::var_os("CARGO_SEMVER_CHECKS").unwrap_or_else(|| "cargo-semver-checks".into());
    match Command::new(&program).arg("semver-checks").args(arguments).current_dir(env::temp_dir()).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            skipped(&format!("there is no {}", program.display()));
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// The lines below `Failed in:`, of each check.
fn parsed(text: &str, bumps: &BTreeMap<&str, &'static str>) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let mut head: Option<(&str, &'static str)> = None;
    let mut is_list = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("--- ") {
            let (level, rest) = title.split_once(' ').unwrap();
            let lint = rest.split(':').next().unwrap();
            head = Some((lint, if level == "failure" { bumps[lint] } else { "none" }));
            is_list = false;
        } else if line == "Failed in:" {
            is_list = true;
        } else if let (Some((lint, bump)), Some(item), true) = (head, line.strip_prefix("  "), is_list) {
            complaints.push(Complaint { lint: lint.to_owned(), bump, path: path(item) });
        }
    }
    complaints
}

/// What a line is about: `field name of struct Group`, `variant Kind::A`, `Groups::list` or a whole path.
fn path(line: &str) -> String {
    let about = line.split(" in file ").next().unwrap_or(line);
    let words: Vec<&str> = about.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let path = match words[..] {
        ["field", field, "of", _, owner, ..] => format!("{owner}::{field}"),
        ["enum" | "struct" | "type" | "variant" | "static" | "method" | "module" | "mod", path, ..] | [path, ..] => {
            path.to_owned()
        }
        [] => line.to_owned(),
    };
    let path = path.strip_prefix("snyk_secoda::").unwrap_or(&path);
    path.split('(').next().unwrap_or(path).replace("r#", "")
}
