//! The crate by a document: what rustdoc says of it, and whether code compiles against it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use serde_json::Value;

use crate::root;

/// One build at a time: all share a target folder, and the document is in the environment.
static BUILDS: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// The folder of these tests.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// The JSON that rustdoc makes of the crate whose Snyk document is this one.
pub fn rustdoc(document: &Path) -> PathBuf {
    let mut builds = alone();
    if let Some(made) = builds.get(document) {
        return made.clone();
    }
    let name = format!("{}.rustdoc.json", document.file_stem().unwrap().display());
    let made = documented(document, "snyk,secoda", &name);
    builds.insert(document.to_owned(), made.clone());
    made
}

/// The same of the vendored documents with every feature that adds to it.
pub fn rustdoc_of_the_library() -> PathBuf {
    let _builds = alone();
    documented(&root().join("specs/snyk.json"), "snyk,secoda,mock,rustls-no-provider", "library.rustdoc.json")
}

/// To be called [`alone`].
fn documented(document: &Path, features: &str, name: &str) -> PathBuf {
    let output = cargo(root(), document)
        .args(["rustdoc", "--offline", "--lib", "--no-default-features", "--features", features])
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = scratch(name);
    fs::copy(scratch("target").join("doc/snyk_secoda.json"), &made).unwrap();
    made
}

/// Keeps all other builds waiting: checks by one document and by another belong together.
pub fn alone() -> MutexGuard<'static, BTreeMap<PathBuf, PathBuf>> {
    BUILDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Checks a package against the crate by a document, and gives back the compiler's messages. To be called [`alone`].
pub fn check(package: &Path, document: &Path) -> Vec<Value> {
    let output = cargo(package, document).args(["check", "--offline", "--message-format", "json"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let messages: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(
        output.status.success() || messages.iter().any(|message| message["message"]["level"] == "error"),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    messages
}

fn cargo(folder: &Path, document: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(folder)
        .env("SNYK_SECODA_SNYK_SPEC", document)
        .env("CARGO_TARGET_DIR", scratch("target"))
        // Nothing is debugged, and no document is built twice.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        // The format is of nightly, and this is no reason to have one. It is set for every build, as crates are built
        // anew when it changes.
        .env("RUSTC_BOOTSTRAP", "1");
    command
}

/// What `cargo xtask verdict` says in JSON.
pub fn verdict(arguments: &[&str], documents: &[&Path]) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_xtask")).arg("verdict").args(arguments).args(documents).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
