//! A crate that is measured: ours, a peer's, or the floor beneath all of them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, io};

use serde_json::Value;

use super::book::{Sheet, key, mebibytes};
use super::process::{self, Cost, Done};
use crate::census::METHODS;
use crate::trial::memory;

/// A crate in a workspace of its own, and what stands for a change of its generated code.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub who: String,
    pub workspace: PathBuf,
    /// The package with the generated code.
    pub package: String,
    pub environment: Vec<(String, OsString)>,
    pub target: PathBuf,
    pub generated: Generated,
}

/// Where the generated code is.
#[derive(Clone, Debug)]
pub(super) enum Generated {
    /// Below a folder of sources.
    Sources(PathBuf),
    /// Where its build script wrote it.
    BuildScript,
    /// There is none.
    Nothing,
}

/// How it is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Check,
    Build,
    Release,
}

/// How much of the last build the compiler may use again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Incremental {
    /// What Cargo does for a package in a workspace that is checked or built with the profile `dev`.
    AsCargoDoes,
    /// Nothing of the crate itself: what a crate costs whose code has changed throughout.
    Off,
}

/// What one call of Cargo came to.
pub(super) struct Built {
    pub done: Done,
    /// The library of the package.
    pub rlib: Option<PathBuf>,
    /// The program of the workspace.
    pub program: Option<PathBuf>,
    /// Where the package's build script wrote to.
    pub out: Option<PathBuf>,
}

impl Subject {
    /// Measures the crate alone after its generated code was touched.
    pub(super) fn alone(&self, how: (Verb, Incremental), stem: &str, sheet: &mut Sheet) -> Result<(), String> {
        let (verb, incremental) = how;
        let before = self.built(how)?;
        self.touch(before.out.as_deref())?;
        let built = self.cargo(verb, incremental, &["--package", &self.package])?;
        sheet.note_cost(&self.who, stem, &built.done.cost);
        if let Some(rlib) = built.rlib.filter(|_| verb != Verb::Check) {
            sheet.note(&self.who, &key(stem, "rlib"), size(&rlib)?);
        }
        Ok(())
    }

    /// Builds everything below the crate and the crate itself, as far as it is not built.
    pub(super) fn built(&self, (verb, incremental): (Verb, Incremental)) -> Result<Built, String> {
        self.cargo(verb, incremental, &["--package", &self.package])
    }

    /// Everything from an empty target folder. Not incremental: of a package from a registry Cargo keeps nothing that would
    /// only be of use to compile it again.
    pub(super) fn cold(&self, verb: Verb, stem: &str, sheet: &mut Sheet) -> Result<(), String> {
        match fs::remove_dir_all(&self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(format!("cannot empty {}: {error}", self.target.display()));
            }
            _ => {}
        }
        let built = self.cargo(verb, Incremental::Off, &["--workspace"])?;
        sheet.note_cost(&self.who, stem, &Cost { peak: None, ..built.done.cost });
        Ok(())
    }

    /// From a document that a build script reads, and that was changed, to a checked workspace.
    pub(super) fn document_changed(&self, document: &Path, nth: usize, sheet: &mut Sheet) -> Result<(), String> {
        let unusable = |error: io::Error| format!("cannot use {}: {error}", document.display());
        self.cargo(Verb::Check, Incremental::AsCargoDoes, &["--workspace"])?;
        let text = fs::read_to_string(document).map_err(unusable)?;
        let mut root: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        revise(&mut root, nth).ok_or("the document has no operation to change")?;
        fs::write(document, root.to_string()).map_err(unusable)?;
        let built = self.cargo(Verb::Check, Incremental::AsCargoDoes, &["--workspace"])?;
        sheet.note_cost(&self.who, "spec", &built.done.cost);
        Ok(())
    }

    /// How many crates Cargo compiles for the package, itself among them.
    pub(super) fn dependencies(&self) -> Result<usize, String> {
        let mut cargo = self.command("tree");
        cargo.args(["--edges", "normal,build", "--prefix", "none", "--package", &self.package]);
        Ok(crates(&process::done(&mut cargo)?))
    }

    /// Calls Cargo, and fails where it does.
    pub(super) fn cargo(&self, verb: Verb, incremental: Incremental, what: &[&str]) -> Result<Built, String> {
        let mut cargo = self.command(if verb == Verb::Check { "check" } else { "build" });
        cargo.args(["--quiet", "--message-format", "json"]).args(what);
        cargo.args((verb == Verb::Release).then_some("--release"));
        if incremental == Incremental::Off {
            cargo.env("CARGO_INCREMENTAL", "0");
        }
        let name = self.package.replace('-', "_");
        let done = process::run(&mut cargo, |process| memory::compiles(process, &name))?;
        if !done.succeeded {
            return Err(refusal(&done));
        }
        let messages: Vec<Value> = done.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let of_package = |message: &&Value| {
            let id = message["package_id"].as_str().unwrap_or_default();
            id.contains(&format!("/{}#", self.package)) || id.contains(&format!("#{}@", self.package))
        };
        let own: Vec<&Value> = messages.iter().filter(of_package).collect();
        let files = own.iter().flat_map(|message| message["filenames"].as_array().into_iter().flatten());
        let rlib = files.filter_map(Value::as_str).find(|file| file.ends_with(".rlib")).map(PathBuf::from);
        let out = own.iter().find_map(|message| message["out_dir"].as_str()).map(PathBuf::from);
        let program = messages.iter().find_map(|message| message["executable"].as_str()).map(PathBuf::from);
        Ok(Built { done, rlib, program, out })
    }

    fn command(&self, verb: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(verb).arg("--manifest-path").arg(self.workspace.join("Cargo.toml"));
        // Settings of the project that is measured from are not those of the crate that is measured.
        cargo.current_dir(&self.workspace).env("CARGO_TARGET_DIR", &self.target).env("CARGO_TERM_COLOR", "never");
        cargo.envs(self.environment.iter().map(|(name, value)| (name, value)));
        cargo
    }

    fn touch(&self, out: Option<&Path>) -> Result<(), String> {
        let folder = match &self.generated {
            Generated::Sources(folder) => folder,
            Generated::BuildScript => out.ok_or("the build script has no folder to write to")?,
            Generated::Nothing => return Ok(()),
        };
        let files = sources(folder)?;
        match files.is_empty() {
            true => Err(format!("there is no generated code in {}", folder.display())),
            false => files.iter().try_for_each(|file| touch(file)),
        }
    }
}

/// Changes what the documentation of the first operation says.
fn revise(root: &mut Value, nth: usize) -> Option<()> {
    let items = root["paths"].as_object_mut()?.values_mut();
    let mut operations = items.filter_map(|item| {
        let method = METHODS.iter().find(|method| item.get(**method).is_some())?;
        item.get_mut(*method)
    });
    operations.next()?["description"] = Value::String(format!("Revision {nth}."));
    Some(())
}

/// Marks a file as changed now.
pub(super) fn touch(file: &Path) -> Result<(), String> {
    let opened = File::options().append(true).open(file);
    let touched = opened.and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|error| format!("cannot touch {}: {error}", file.display()))
}

/// The Rust files below a folder, however deep.
pub(super) fn sources(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error: io::Error| format!("cannot read {}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Mebibytes of a file.
pub(super) fn size(file: &Path) -> Result<f64, String> {
    let data = fs::metadata(file).map_err(|error| format!("cannot look at {}: {error}", file.display()))?;
    Ok(mebibytes(data.len()))
}

/// Different crates in what `cargo tree` prints, each line of which is one. Repetitions have a mark.
fn crates(tree: &str) -> usize {
    let mut crates: Vec<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)").trim()).collect();
    crates.retain(|line| !line.is_empty());
    crates.sort_unstable();
    crates.dedup();
    crates.len()
}

/// The first errors of a compiler with their number, or the last words of Cargo.
fn refusal(done: &Done) -> String {
    let messages = done.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<String> = messages
        .filter(|message| message["message"]["level"] == "error")
        .filter_map(|message| message["message"]["message"].as_str().map(str::to_owned))
        .filter(|message| !message.starts_with("aborting due to"))
        .collect();
    match errors.first() {
        Some(first) => format!("does not compile, {} errors; the first: {first}", errors.len()),
        None => process::complaint(&done.stderr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_revision_changes_the_first_operation() {
        let mut root = json!({ "paths": { "/a": { "parameters": [] }, "/b": { "get": {}, "put": {} } } });
        assert_eq!(revise(&mut root, 7), Some(()));
        assert_eq!(root["paths"]["/b"], json!({ "get": { "description": "Revision 7." }, "put": {} }));
        assert_eq!(revise(&mut json!({ "paths": {} }), 1), None);
    }

    #[test]
    fn a_crate_counts_once_however_often_it_is_needed() {
        assert_eq!(crates("a v1\nb v1\nb v1 (*)\n\nb v2\n"), 3);
    }

    #[test]
    fn a_refusal_has_the_number_of_errors_and_the_first() {
        let done = |stdout: &str| Done {
            cost: Cost::default(),
            succeeded: false,
            stdout: stdout.to_owned(),
            stderr: "error: no such package\n".to_owned(),
        };
        let error = |text: &str| format!("{{\"message\":{{\"level\":\"error\",\"message\":{text:?}}}}}\n");
        let stdout = error("x is not y") + &error("z") + &error("aborting due to 2 errors");
        assert_eq!(refusal(&done(&stdout)), "does not compile, 2 errors; the first: x is not y");
        assert_eq!(refusal(&done("")), "error: no such package");
    }
}
