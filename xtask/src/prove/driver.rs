//! A program that calls any operation of a document by data.
//!
//! It is written beside a scratch client and built once for each document, below `<target>/prove`. A line of JSON is a
//! call, a line of JSON is what came of it; `driver/frame.rs` has the forms of both.

mod program;

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use serde_json::Value;

use crate::codegen::model::{Model, Operation};
use crate::codegen::problem::Problem;
use crate::document::{self, Document};
use crate::trial::glue::Glue;
use crate::trial::{known, stages};

/// What the client says it is.
pub(super) const SECRET: &str = "a-secret-of-nobody";
/// The header that tells the judge which call it sees.
pub(super) const MARK: &str = "x-prove";

/// The part of the program that is the same for all documents.
const FRAME: &str = include_str!("driver/frame.rs");
/// The first line of manifests and the name of the crate.
const HEAD: &str = "# Written by `cargo xtask prove`, which may write over all of this folder.";

/// A document, what was generated from it, and the program that calls it.
pub(super) struct Driver {
    pub(super) document: Document,
    pub(super) model: Model,
    /// The query parameter that takes the version of the API, and the version.
    pub(super) version: Option<(&'static str, String)>,
    /// How long Cargo took to build the program, and the runtime if it was not there.
    pub(super) build: Duration,
    program: PathBuf,
    json: PathBuf,
}

/// An operation and what the lines of the driver call it.
pub(super) struct Called<'a> {
    pub(super) key: String,
    pub(super) operation: &'a Operation,
}

impl Driver {
    /// Generates, writes and builds the program of a document.
    pub(super) fn build(spec: &Path, root: &Path) -> Result<Self, String> {
        let told = |problems: Vec<Problem>| {
            let lines: Vec<String> = problems.iter().map(|one| format!("\n  {}: {}", one.at, one.what)).collect();
            format!("{}: {}", spec.display(), lines.concat())
        };
        let document = document::read(spec).map_err(told)?;
        let known = known::settings_of(&document.root);
        let (generated, _) = stages::run(&document.text, &known.settings);
        let generated = generated.map_err(told)?;
        let glue = Glue::of(&document.root, &known.settings);
        let parameter = known.settings.versioning.as_ref().map(|versioning| versioning.parameter);
        let version = parameter.zip(generated.model.default_version.clone());
        let place = Place::open(spec, root)?;
        place.write(&document, &glue, &generated.code, &program::text(&generated.model, &glue)?)?;
        let start = Instant::now();
        let program = place.build()?;
        let json = place.folder.join("openapi.json");
        Ok(Self { document, model: generated.model, version, build: start.elapsed(), program, json })
    }

    /// The document as a file of JSON.
    pub(super) fn json(&self) -> &Path {
        &self.json
    }

    /// Every operation that can be called.
    pub(super) fn operations(&self) -> Vec<Called<'_>> {
        program::keyed(&self.model).into_iter().map(|(key, _, operation)| Called { key, operation }).collect()
    }

    /// Makes the calls, and gives what came of each in their order. Those without an `answer` go to the base URL.
    pub(super) fn run(&self, calls: &[Value], base: Option<&str>) -> Result<Vec<Value>, String> {
        let broken = |error: io::Error| format!("cannot run {}: {error}", self.program.display());
        let mut command = Command::new(&self.program);
        command.args(base).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A proxy has no business between two processes of one machine.
        command.env("NO_PROXY", "127.0.0.1");
        let mut child = command.spawn().map_err(broken)?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (out, complaint) = thread::scope(|scope| {
            // A driver that ended early says so by its status.
            scope.spawn(|| stdin.map(|stdin| write_all(stdin, calls)));
            let complaint = scope.spawn(|| stderr.map(io::read_to_string).and_then(Result::ok));
            (stdout.map(io::read_to_string), complaint.join().ok().flatten())
        });
        let status = child.wait().map_err(broken)?;
        let out = out.transpose().map_err(broken)?.unwrap_or_default();
        let done: Result<Vec<Value>, _> = out.lines().map(serde_json::from_str).collect();
        let done = done.map_err(|error| format!("the driver wrote no JSON: {error}"))?;
        if !status.success() || done.len() != calls.len() {
            let complaint = complaint.unwrap_or_default();
            return Err(format!("the driver ended after {} of {} calls: {complaint}", done.len(), calls.len()));
        }
        Ok(done)
    }
}

fn write_all(stdin: ChildStdin, calls: &[Value]) -> io::Result<()> {
    let mut stdin = BufWriter::new(stdin);
    calls.iter().try_for_each(|call| writeln!(stdin, "{call}"))?;
    stdin.flush()
}

/// The crate of a document, and the folder that all of them are built into.
struct Place {
    folder: PathBuf,
    target: PathBuf,
    root: PathBuf,
    name: String,
    /// Held while the crate is written and built.
    _lock: File,
}

impl Place {
    fn open(spec: &Path, root: &Path) -> Result<Self, String> {
        let target = target(root)?;
        let unusable = |error: io::Error| format!("cannot use {}: {error}", target.display());
        let lock = File::create(target.join("lock")).map_err(unusable)?;
        lock.lock().map_err(unusable)?;
        let name = crate_name(spec);
        let folder = target.join("crates").join(&name);
        fs::create_dir_all(folder.join("src")).map_err(unusable)?;
        Ok(Self { folder, target: target.clone(), root: root.to_owned(), name, _lock: lock })
    }

    /// Writes what differs from what is there, so that Cargo builds only that.
    fn write(&self, document: &Document, glue: &Glue, code: &str, operations: &str) -> Result<(), String> {
        let lock = fs::read_to_string(self.root.join("Cargo.lock")).unwrap_or_default();
        let files = [
            // The versions of the project's own dependencies, which are there already.
            ("Cargo.lock", lock.as_str()),
            ("Cargo.toml", &self.manifest()),
            ("openapi.json", &document.text),
            ("src/lib.rs", &glue.lib()),
            ("src/generated.rs", code),
            ("src/main.rs", FRAME),
            ("src/operations.rs", operations),
        ];
        for (name, text) in files {
            let path = self.folder.join(name);
            // Cargo adds the crate itself to its lock.
            let stays = match name {
                "Cargo.lock" => path.exists(),
                _ => fs::read_to_string(&path).is_ok_and(|there| there == text),
            };
            if !stays {
                fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            }
        }
        Ok(())
    }

    fn build(&self) -> Result<PathBuf, String> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--quiet", "--message-format", "short", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"));
        cargo.arg("--target-dir").arg(&self.target).current_dir(&self.folder).stdin(Stdio::null());
        let done = cargo.output().map_err(|error| format!("cannot run cargo: {error}"))?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            return Err(format!("the driver in {} does not build:\n{said}", self.folder.display()));
        }
        Ok(self.target.join("debug").join(format!("{}{}", self.name, env::consts::EXE_SUFFIX)))
    }

    fn manifest(&self) -> String {
        let (runtime, name) = (self.root.display().to_string(), &self.name);
        // Nobody steps through it, and nobody builds it twice.
        format!(
            "{HEAD}\n\n[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [lib]\nname = \"scratch\"\n\n[[bin]]\nname = {name:?}\npath = \"src/main.rs\"\n\n\
             [dependencies]\n\
             snyk-secoda = {{ path = {runtime:?}, default-features = false, features = [\"full-serde\"] }}\n\
             http = \"1\"\nserde_json = \"1\"\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
             [profile.dev]\nincremental = false\ndebug = 0\n\n[workspace]\n"
        )
    }
}

/// Where everything of this command is kept between runs.
pub(super) fn target(root: &Path) -> Result<PathBuf, String> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("prove");
    let unusable = |error: io::Error| format!("cannot use {}: {error}", target.display());
    fs::create_dir_all(&target).map_err(unusable)?;
    target.canonicalize().map_err(unusable)
}

/// A name for the crate that differs for documents in different places: Cargo takes two crates of one name in one
/// target folder for the same.
fn crate_name(spec: &Path) -> String {
    let whole = spec.canonicalize().unwrap_or_else(|_| spec.to_owned());
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem: String = stem.chars().map(|mark| if mark.is_ascii_alphanumeric() { mark } else { '-' }).collect();
    format!("prove-{}-{:08x}", stem.trim_matches('-'), hasher.finish() >> 32)
}
