//! What once broke the library, found by fuzzing: the files in `fuzz/regressions` go through the checks of their target.

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/service/mod.rs"]
mod service;

/// Feeds a target its files, of which there is at least one. A file is named in the panic of its check.
fn feed(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", folder.display());
    for path in paths {
        println!("{}", path.display());
        check(&fs::read(&path).unwrap());
    }
}

#[test]
fn answers_that_were_not_decoded_as_they_should() {
    feed("decode", service::decode);
}

#[test]
fn headers_that_were_not_read_as_they_should() {
    feed("headers", service::headers);
}

#[test]
fn links_that_were_not_followed_as_they_should() {
    feed("next_page", service::next_page);
}

#[test]
fn waits_that_were_not_sat_out_as_they_should() {
    feed("retry_after", service::retry_after);
}
