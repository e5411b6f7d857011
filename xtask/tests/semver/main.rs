//! The verdict's Rust axis against those who know: rustdoc, cargo-semver-checks and the compiler.
//!
//! - Every public item that rustdoc finds in the generated code is in the list of items, and no other.
//! - What cargo-semver-checks reports is found, and the bump is never less than its.
//! - What the handwritten part of the library shows is listed.
//! - Every witness compiles against the old document's crate, and none against the new one's.
//!
//! `CARGO_SEMVER_CHECKS` names the program, unless it is on the path; where it is absent, its tests say so and pass.
//! So do those of Snyk's documents where `SNYK_SECODA_DOCUMENTS` (`../shared` unless set) does not have them.

mod build;
mod items;
mod judge;
mod library;
mod pairs;
mod trees;
mod witnesses;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The root of the package that is generated.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A document of Snyk's by its name, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let folder = env::var_os("SNYK_SECODA_DOCUMENTS").map_or(root().join("../shared"), PathBuf::from);
    let folder = if folder.is_absolute() { folder } else { root().join(folder) };
    let path = folder.join("specs").join(name);
    if path.is_file() {
        return Some(path);
    }
    skipped(&format!("there is no {}", path.display()));
    None
}

/// Says it straight to stderr: what a passing test prints is not shown.
fn skipped(why: &str) {
    let _ = writeln!(io::stderr(), "1 test skipped: {why}");
}
