//! Whole documents, of which only what must always hold is asked.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::{env, fs, io};

use serde_json::Value;

use crate::codegen::Settings;
use crate::codegen::settings::Stale;
use crate::verdict::sample::{Read, compared_sides, reversed};
use crate::verdict::{Axis, Finding};

/// A folder of documents that are not ours.
fn folder(name: &str) -> PathBuf {
    let default = crate::project_root().join("../shared");
    env::var_os("SNYK_SECODA_DOCUMENTS").map_or(default, PathBuf::from).join(name)
}

/// Two documents of the vendor and our own; without the former the test says so and passes.
fn documents() -> Vec<Value> {
    let folder = folder("specs");
    let names = ["snyk-2024-06-26.json", "snyk-2024-06-26-experimental.json"];
    let texts: Vec<String> = names.iter().filter_map(|name| fs::read_to_string(folder.join(name)).ok()).collect();
    if texts.len() < names.len() {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: {} has no pair of documents", folder.display());
        return Vec::new();
    }
    let own = crate::project_root().join("specs/snyk.json");
    let own = fs::read_to_string(own).unwrap_or_else(|error| panic!("{error}"));
    let all = texts.iter().chain([&own]);
    all.map(|text| serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))).collect()
}

fn settings() -> Settings {
    Settings { stale: Stale::IsNote, ..Settings::snyk() }
}

/// The rules, with what went told as what came and the other way round.
fn stems(findings: &[Finding], from: &str, to: &str) -> BTreeSet<String> {
    let named = findings.iter().filter(|finding| finding.rule.ends_with(from));
    named.map(|finding| finding.rule.replace(from, to)).collect()
}

#[test]
fn what_always_holds_of_whole_documents() {
    let settings = settings();
    let documents: Vec<Read> = documents().iter().map(|document| Read::of(document, &settings)).collect();
    for (index, old) in documents.iter().enumerate() {
        let (old, new) = (old.side(), documents[(index + 1) % documents.len()].side());
        for axis in [Axis::Wire, Axis::Behaviour] {
            let there = compared_sides(axis, &settings, &old, &new);
            let back = compared_sides(axis, &settings, &new, &old);
            let ids: BTreeSet<&str> = there.iter().map(|finding| finding.id.as_str()).collect();
            assert!(!there.is_empty() && ids.len() == there.len());
            let (gone, came) = (stems(&there, "-gone", ""), stems(&back, "-added", ""));
            assert!(gone.is_subset(&came), "{:?}", gone.difference(&came).collect::<Vec<_>>());
            assert_eq!(compared_sides(axis, &settings, &old, &old), []);
        }
    }
}

#[test]
fn the_order_of_members_and_lists_of_a_whole_document_does_not_matter() {
    let settings = settings();
    for document in documents() {
        let (one, other) = (Read::of(&document, &settings), Read::of(&reversed(&document), &settings));
        for axis in [Axis::Wire, Axis::Behaviour] {
            assert_eq!(compared_sides(axis, &settings, &one.side(), &other.side()), []);
        }
    }
}

#[test]
fn documents_of_one_construct_are_compared_with_each_other() {
    let Ok(entries) = fs::read_dir(folder("tiny")) else {
        let _ = writeln!(io::stderr(), "1 test skipped: there is no folder {}", folder("tiny").display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let settings = Settings { stale: Stale::IsNote, ..Settings::plain() };
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    let roots = texts.filter_map(|text| serde_json::from_str::<Value>(&text).ok());
    let documents: Vec<Read> = roots.map(|root| Read::of(&root, &settings)).collect();
    for pair in documents.windows(2) {
        for axis in [Axis::Wire, Axis::Behaviour] {
            assert_eq!(compared_sides(axis, &settings, &pair[0].side(), &pair[0].side()), []);
            compared_sides(axis, &settings, &pair[0].side(), &pair[1].side());
            compared_sides(axis, &settings, &pair[1].side(), &pair[0].side());
        }
    }
}
