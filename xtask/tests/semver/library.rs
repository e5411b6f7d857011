//! The public items of the handwritten part, which a change of it must not move unseen.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use crate::build::{rustdoc_of_the_library, scratch};
use crate::root;

/// Where the listing is, from the root of the package.
const LISTING: &str = "tests/surface/library.txt";

/// Crates whose types callers see. A new release of one of them that breaks is one of ours.
const KNOWN: [(&str, &str); 13] = [
    ("alloc", "the standard library"),
    ("bytes", "bodies, without a copy"),
    ("chrono", "times"),
    ("core", "the standard library"),
    ("futures_core", "pages, items and bytes are streams"),
    ("http", "methods, statuses and headers"),
    ("reqwest", "a client of the caller's own"),
    ("secrecy", "what becomes a credential"),
    ("serde_core", "pages are read, and resume tokens are stored"),
    ("serde_json", "values that no document describes"),
    ("snyk_secoda", "this one"),
    ("str", "a type of the language: a text is a link"),
    ("url", "where a transport sends to"),
];

#[test]
fn shows_the_items_that_are_listed() {
    let (found, listed) = (&*LISTED, fs::read_to_string(root().join(LISTING)).unwrap_or_default());
    if *found != listed {
        let made = scratch("library.txt");
        fs::write(&made, found).unwrap();
        let (found, listed): (BTreeSet<_>, BTreeSet<_>) = (found.lines().collect(), listed.lines().collect());
        panic!(
            "{LISTING} is out of date; if this is meant, put {} in its place\nnew: {:#?}\ngone: {:#?}",
            made.display(),
            found.difference(&listed),
            listed.difference(&found)
        );
    }
}

#[test]
fn shows_types_of_no_other_crates() {
    let paths = LISTED.split(|char: char| !(char.is_alphanumeric() || char == '_' || char == ':'));
    let crates: BTreeSet<&str> = paths
        .filter_map(|path| path.split_once("::"))
        .map(|(first, _)| first)
        .filter(|first| !first.is_empty())
        .collect();
    // `Self::Item` and the like.
    let crates: BTreeSet<&str> = crates.into_iter().filter(|name| name.starts_with(char::is_lowercase)).collect();
    assert_eq!(crates, KNOWN.into_iter().map(|(name, _)| name).collect());
}

static LISTED: LazyLock<String> = LazyLock::new(listing);

/// The public items, a line each, without those that come from a document: these are in the listings beside it.
fn listing() -> String {
    let api = public_api::Builder::from_rustdoc_json(rustdoc_of_the_library())
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    let lines = api.items().map(|item| item.to_string() + "\n");
    lines.filter(|line| !is_generated(line)).collect()
}

fn is_generated(line: &str) -> bool {
    let modules = ["snyk::types", "snyk::groups", "snyk::orgs", "secoda::types", "secoda::groups"];
    modules.iter().any(|module| line.contains(&format!("snyk_secoda::{module}")))
}
