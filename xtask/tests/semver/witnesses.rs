//! Every witness, put to the compiler.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::build::{alone, check, scratch, verdict};
use crate::{pairs, root, shared};

/// What is wrong with calls that compile cannot be shown by a compiler.
const WITHOUT_WITNESS: [&str; 2] = ["constructor-order-changed", "parameter-order-changed"];

#[test]
fn of_small_changes() {
    let (old, new) = pairs::written();
    let count = confirm("small", &old, &new);
    assert!(count > 30, "only {count} witnesses");
}

#[test]
fn of_small_changes_taken_back() {
    let (old, new) = pairs::written();
    confirm("small-back", &new, &old);
}

#[test]
fn of_a_document_that_doubles() {
    let (Some(old), Some(new)) = (shared("snyk-2024-06-26.json"), shared("snyk-2024-06-26-experimental.json")) else {
        return;
    };
    let count = confirm("snyk", &old, &new);
    assert!(count > 20, "only {count} witnesses");
}

#[test]
fn of_every_item_there_is() {
    let document = root().join("specs/snyk.json");
    let items = verdict(&["--items", "--api", "snyk"], &[&document]);
    let used = items.as_array().unwrap().iter().map(|item| (item["path"].to_string(), text(&item["witness"])));
    let package = package("items");
    let _alone = alone();
    assert_eq!(refused(&package, &document, &used.collect()), BTreeSet::new());
}

/// Compiles the witnesses of a verdict, all against the old document, and none against the new one.
fn confirm(name: &str, old: &Path, new: &Path) -> usize {
    let verdict = verdict(&["--json", "--api", "snyk"], &[old, new]);
    let breaks = verdict["findings"].as_array().unwrap().iter();
    let breaks = breaks.filter(|finding| finding["axis"] == "rust" && finding["level"] == "breaks");
    let (with, without): (Vec<_>, Vec<_>) = breaks.partition(|finding| finding["witness"].is_string());
    assert!(without.iter().all(|finding| WITHOUT_WITNESS.contains(&finding["rule"].as_str().unwrap())));
    let mut witnesses: BTreeMap<String, String> =
        with.iter().map(|finding| (text(&finding["id"]), text(&finding["witness"]))).collect();
    let package = package(name);
    let _alone = alone();
    assert_eq!(refused(&package, old, &witnesses), BTreeSet::new(), "these do not compile as it was");
    let count = witnesses.len();
    // The compiler stops at the end of a stage, such as the resolution of names: each round finds those of one.
    loop {
        let found = refused(&package, new, &witnesses);
        if found.is_empty() {
            break;
        }
        witnesses.retain(|id, _| !found.contains(id));
    }
    assert_eq!(witnesses.into_keys().collect::<Vec<_>>(), [""; 0], "these still compile");
    println!("{count} witnesses confirmed, of {name}");
    count
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A package for witnesses. Features are those that the crate asks of its dependencies, so that none is built twice.
fn package(name: &str) -> std::path::PathBuf {
    let folder = scratch(&format!("witnesses-{name}"));
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        r#"[package]
name = "witnesses"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
bytes = "1"
chrono = {{ version = "0.4", default-features = false }}
serde = {{ version = "1", default-features = false }}
serde_json = "1"
snyk-secoda = {{ path = {:?}, default-features = false, features = ["snyk", "secoda"] }}
uuid = {{ version = "1", default-features = false }}
"#,
        root().display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// The witnesses that the compiler complains of, of those that it gets to see.
fn refused(package: &Path, document: &Path, witnesses: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut library = "#![allow(warnings)]\n".to_owned();
    let mut ids: Vec<&String> = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    for (id, witness) in witnesses {
        lines.push(library.lines().count() + 1);
        ids.push(id);
        library += &format!("mod w{} {{\n{witness}\n}}\n", ids.len());
    }
    fs::write(package.join("src/lib.rs"), library).unwrap();
    let messages = check(package, document);
    let errors = messages.iter().map(|message| &message["message"]).filter(|message| message["level"] == "error");
    let mut found = BTreeSet::new();
    for error in errors {
        let spans = error["spans"].as_array().unwrap();
        let Some(line) = spans.iter().find(|span| span["file_name"] == "src/lib.rs").map(|span| &span["line_start"])
        else {
            // The last message says how many errors there were.
            assert!(spans.is_empty(), "{}", error["rendered"]);
            continue;
        };
        let nth = lines.partition_point(|first| *first as u64 <= line.as_u64().unwrap());
        found.insert(ids[nth - 1].clone());
    }
    found
}
