//! The slim crates: a part of the code with its tests as one crate, so that a mutant is compiled and linked once.
//!
//! cargo-mutants passes over what is under `cfg(test)`, as the generator is in the library, and a mutant of the library
//! would be compiled for every test file. So tests are mounted as modules here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::codegen::{self, Settings};

/// Which part of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prove) enum Slim {
    /// `src/codegen` as an ordinary module, with its unit tests, the goldens, the listings and the hostile documents.
    Generator,
    /// The library without the generator and the mock server, with its unit tests and the tests of requests and wire.
    Runtime,
}

/// How the tests mount the generator.
const MOUNT: &str = "#[path = \"../src/codegen/mod.rs\"]\n\
    #[expect(dead_code, reason = \"other mounts use more of the generator\")]\nmod codegen;\n";

/// Tests of the wire that are left out: they hold the tests together and not the code, or take as long as all others.
const PASSED_OVER: [&str; 3] = ["mod table;\n", "mod faults;\n", "mod secrets;\n"];

/// What the library mounts that is not in the slim one.
const ABSENT: [&str; 3] = [
    "#![doc = include_str!(\"../README.md\")]\n",
    "#[cfg(test)]\n#[expect(dead_code, reason = \"other mounts use more of the generator\")]\nmod codegen;\n",
    "#[cfg(feature = \"mock\")]\npub mod mock;\n",
];

const GENERATOR: &str = "#![allow(dead_code, missing_docs, reason = \"nobody uses it but its tests\")]\nmod codegen;\n\
    #[cfg(test)]\nmod golden;\n#[cfg(test)]\nmod hostile;\n#[cfg(test)]\nmod surface;\n";

const RUNTIME: &str = "\n#[cfg(test)]\nextern crate self as snyk_secoda;\n\
    #[cfg(test)]\n#[path = \"../tests/wire/main.rs\"]\nmod wire;\n\
    #[cfg(test)]\n#[path = \"../tests/requests.rs\"]\nmod requests;\n";

/// What stands above the dependencies. Those are compiled once and run often; nobody looks at them in a debugger.
const MANIFEST: &str = "# Written by `cargo xtask prove mutants`.\n\
    [package]\nname = \"snyk-secoda\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\nautotests = false\n\n\
    [lib]\ndoctest = false\n\n\
    [profile.dev]\ndebug = 0\n\n[profile.dev.package.\"*\"]\nopt-level = 1\n\n\
    [workspace]\nresolver = \"3\"\n\n";

/// Mutants leave code unused. Without being told, cargo-mutants sets flags that these would not stand beside.
const FLAGS: &str = "[build]\nrustflags = [\"-Awarnings\"]\n";
const FLAGS_WITH_MOLD: &str = "[build]\nrustflags = [\"-Awarnings\", \"-Clink-arg=-fuse-ld=mold\"]\n";

impl Slim {
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Generator => "generator",
            Self::Runtime => "runtime",
        }
    }

    /// Writes the crate anew, and leaves alone what was compiled for it.
    pub(in crate::prove) fn write(self, root: &Path, folder: &Path) -> Result<(), String> {
        clear(folder)?;
        let manifest = read(&root.join("Cargo.toml"))?;
        match self {
            Self::Generator => generator(root, folder, &manifest)?,
            Self::Runtime => runtime(root, folder, &manifest)?,
        }
        copy(&root.join("specs"), &folder.join("specs"))?;
        copy(&root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
        write(&folder.join(".cargo/config.toml"), if has_mold() { FLAGS_WITH_MOLD } else { FLAGS })
    }
}

fn generator(root: &Path, folder: &Path, manifest: &str) -> Result<(), String> {
    let dependencies = section(manifest, "build-dependencies")?.replace("[build-", "[");
    let text = [MANIFEST, section(manifest, "workspace.dependencies")?, &dependencies].concat();
    write(&folder.join("Cargo.toml"), &text)?;
    copy(&root.join("src/codegen"), &folder.join("src/codegen"))?;
    copy(&root.join("tests/common"), &folder.join("src/common"))?;
    for data in ["tests/golden", "tests/surface"] {
        copy(&root.join(data), &folder.join(data))?;
    }
    for test in ["hostile.rs", "surface.rs"] {
        let text = read(&root.join("tests").join(test))?;
        write(&folder.join("src").join(test), &replaced(test, &text, MOUNT, "use crate::codegen;\n")?)?;
    }
    write(&folder.join("src/golden.rs"), include_str!("golden.rs"))?;
    write(&folder.join("src/lib.rs"), GENERATOR)
}

fn runtime(root: &Path, folder: &Path, manifest: &str) -> Result<(), String> {
    let sections = ["workspace.dependencies", "features", "dependencies", "dev-dependencies"];
    let sections = sections.into_iter().map(|name| section(manifest, name)).collect::<Result<Vec<_>, _>>()?;
    let sections = sections.concat();
    // The crate does not need itself with the mock server.
    let lines = sections.lines().filter(|line| !line.starts_with("snyk-secoda = "));
    let text = lines.fold(MANIFEST.to_owned(), |text, line| text + line + "\n");
    write(&folder.join("Cargo.toml"), &text)?;
    copy(&root.join("src"), &folder.join("src"))?;
    for absent in ["src/codegen", "src/mock"] {
        let path = folder.join(absent);
        fs::remove_dir_all(&path).map_err(|error| format!("cannot leave out {}: {error}", path.display()))?;
    }
    for settings in Settings::all() {
        generated(root, folder, &settings)?;
    }
    let lib = read(&root.join("src/lib.rs"))?;
    let lib = ABSENT.iter().try_fold(lib, |lib, lines| replaced("src/lib.rs", &lib, lines, ""))?;
    write(&folder.join("src/lib.rs"), &(lib + RUNTIME))?;
    copy(&root.join("tests"), &folder.join("tests"))?;
    let main = read(&root.join("tests/wire/main.rs"))?;
    let main = PASSED_OVER.iter().try_fold(main, |main, line| replaced("tests/wire/main.rs", &main, line, ""))?;
    write(&folder.join("tests/wire/main.rs"), &main)?;
    mount(&folder.join("tests/wire"), "crate::wire::")?;
    mount(&folder.join("tests/requests"), "crate::requests::")?;
    mount(&folder.join("tests/requests.rs"), "crate::requests::")
}

/// Puts what is made of a vendored document in the place of what a build script would make.
fn generated(root: &Path, folder: &Path, settings: &Settings) -> Result<(), String> {
    let document = read(&root.join(settings.spec_file()))?;
    let generated = codegen::generate(&document, settings).map_err(|problems| problems.to_string())?;
    let file = settings.rust_file();
    write(&folder.join("generated").join(&file), &generated.code)?;
    let (built, ready) =
        (format!("env!(\"OUT_DIR\"), \"/{file}\""), format!("env!(\"CARGO_MANIFEST_DIR\"), \"/generated/{file}\""));
    let source = folder.join("src").join(&file);
    write(&source, &replaced(&file, &read(&source)?, &built, &ready)?)
}

/// Makes modules of test files: what they call the root of their crate is a module now.
fn mount(path: &Path, prefix: &str) -> Result<(), String> {
    if path.is_dir() {
        return entries(path)?.iter().try_for_each(|entry| mount(entry, prefix));
    }
    if path.extension().is_none_or(|extension| extension != "rs") {
        return Ok(());
    }
    let text = read(path)?;
    let lines = text.lines().filter(|line| !line.starts_with("#![cfg("));
    let text: String = lines.map(|line| line.replace("crate::", prefix) + "\n").collect();
    write(path, &text)
}

/// A table of the manifest, as it stands.
fn section<'t>(manifest: &'t str, name: &str) -> Result<&'t str, String> {
    let start = manifest.find(&format!("[{name}]\n")).ok_or_else(|| format!("Cargo.toml has no [{name}]"))?;
    let rest = manifest.get(start..).unwrap_or_default();
    Ok(rest.find("\n[").and_then(|end| rest.get(..=end)).unwrap_or(rest))
}

/// The text with a part of it in other words. A part that is not there has changed without this room.
fn replaced(file: &str, text: &str, from: &str, to: &str) -> Result<String, String> {
    if !text.contains(from) {
        return Err(format!("{file} has no {from:?} any more: mend xtask/src/prove/mutants/crates.rs"));
    }
    Ok(text.replace(from, to))
}

/// Links several times faster, where it is installed.
fn has_mold() -> bool {
    let mut mold = Command::new("mold");
    mold.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn clear(folder: &Path) -> Result<(), String> {
    if !folder.exists() {
        return Ok(());
    }
    let old = entries(folder)?.into_iter().filter(|entry| !entry.ends_with("target"));
    let remove = |old: &PathBuf| if old.is_dir() { fs::remove_dir_all(old) } else { fs::remove_file(old) };
    old.into_iter().try_for_each(|old| remove(&old).map_err(|error| format!("cannot clear {}: {error}", old.display())))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if from.is_dir() {
        return entries(from)?
            .iter()
            .try_for_each(|entry| copy(entry, &to.join(entry.file_name().unwrap_or_default())));
    }
    make_parent(to)?;
    fs::copy(from, to).map(drop).map_err(|error| format!("cannot copy {}: {error}", from.display()))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(unreadable)).collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    make_parent(path)?;
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn make_parent(path: &Path) -> Result<(), String> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|error| format!("cannot make {}: {error}", parent.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_where_the_next_one_begins() {
        let manifest = "[a]\nb = [\"c\"]\n\n[d]\ne = 1\n";
        assert_eq!(section(manifest, "a"), Ok("[a]\nb = [\"c\"]\n\n"));
        assert_eq!(section(manifest, "d"), Ok("[d]\ne = 1\n"));
        assert!(section(manifest, "e").is_err());
    }

    #[test]
    fn a_part_that_is_gone_is_told() {
        assert_eq!(replaced("a.rs", "one two", "two", "three"), Ok("one three".to_owned()));
        assert!(replaced("a.rs", "one", "two", "three").is_err_and(|fault| fault.contains("a.rs has no \"two\"")));
    }
}
