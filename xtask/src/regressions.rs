//! What once broke the generator or the way of a document to it: the files in `fuzz/regressions` go through the checks
//! of their target.

use std::fs;

use crate::{documents, project_root};

/// Feeds a target its files, of which there is at least one. A file is named in the panic of its check.
fn feed(target: &str, check: fn(&[u8])) {
    let folder = project_root().join("fuzz/regressions").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", folder.display());
    for path in paths {
        println!("{}", path.display());
        check(&fs::read(&path).unwrap_or_else(|error| panic!("{error}")));
    }
}

#[test]
fn documents_that_did_not_generate_as_they_should() {
    feed("generate", documents::generate);
}

#[test]
fn overlays_that_were_not_applied_as_they_should() {
    feed("overlay", documents::overlay);
}

#[test]
fn pages_that_were_not_read_as_they_should() {
    feed("page", documents::page);
}
