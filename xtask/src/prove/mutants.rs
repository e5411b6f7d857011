//! `cargo xtask prove mutants`: whether the tests notice when the code is changed, by cargo-mutants.
//!
//! Each room is tested in a slim crate, in which one mutant costs seconds. Mutants that survive stand in
//! `xtask/mutants.toml` with the reason why nobody could notice them; any other survivor fails, and so does a reason
//! that nothing needs.

mod changes;
pub(super) mod crates;
mod explained;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crates::Slim;
use explained::{Explained, Survivor};

/// A part of the code that is tested by itself.
#[derive(Debug, PartialEq, Eq)]
struct Room {
    name: &'static str,
    slim: Slim,
    /// What cargo-mutants changes, as patterns of paths.
    files: [&'static str; 2],
}

/// The rooms that decide most, the smaller ones first.
const ROOMS: [Room; 7] = [
    Room { name: "retry", slim: Slim::Runtime, files: ["src/client/retry.rs", "src/client/retry/**"] },
    Room { name: "names", slim: Slim::Generator, files: ["src/codegen/names.rs", "src/codegen/names/**"] },
    Room { name: "order", slim: Slim::Generator, files: ["src/codegen/order.rs", "src/codegen/problem.rs"] },
    Room { name: "layout", slim: Slim::Generator, files: ["src/codegen/layout.rs", "src/codegen/layout/**"] },
    Room { name: "page", slim: Slim::Runtime, files: ["src/page.rs", "src/page/**"] },
    Room { name: "request", slim: Slim::Runtime, files: ["src/request.rs", "src/request/**"] },
    Room { name: "lower", slim: Slim::Generator, files: ["src/codegen/lower.rs", "src/codegen/lower/**"] },
];

/// Seconds that the tests of a mutant may take. What takes longer has been noticed.
const LONGEST_TEST: &str = "60";
/// Seconds for the compiler, which no mutant keeps busy for longer than the code does.
const LONGEST_BUILD: &str = "600";
/// Tests at once. Some wait for a clock most of their time.
const TESTS: &str = "8";

/// What became of the mutants of a room.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    caught: usize,
    timeout: usize,
    unviable: usize,
    survivors: Vec<Survivor>,
}

/// Tests the rooms of these names, or all of them, and prints what came of it. Whether all is as it should be. With a
/// revision, only where the code is another than it was there.
///
/// # Errors
///
/// There is no such room or revision, cargo-mutants is not installed, or the tests fail without any mutant.
pub(crate) fn run(rooms: &[String], since: Option<&str>, root: &Path) -> Result<bool, String> {
    let rooms = chosen(rooms)?;
    let explained = explained::read(&root.join("xtask/mutants.toml"))?;
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("mutants");
    let mut passed = true;
    for room in rooms {
        let changes = match since.map(|revision| changes::since(revision, room, root, &folder)).transpose()? {
            Some(None) => {
                println!("{}: nothing has changed", room.name);
                continue;
            }
            changes => changes.flatten(),
        };
        let outcome = test(room, changes.as_deref(), root, &folder)?;
        let mut verdict = Verdict::of(room, &outcome, &explained);
        if changes.is_some() {
            verdict.forgive_untested();
        }
        println!("{verdict}");
        passed &= verdict.is_fine();
    }
    Ok(passed)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Room>, String> {
    let room = |name: &String| {
        let known = || ROOMS.iter().map(|room| room.name).collect::<Vec<_>>().join(", ");
        ROOMS.iter().find(|room| room.name == name).ok_or_else(|| format!("there is no room {name:?}, but {}", known()))
    };
    if names.is_empty() { Ok(ROOMS.iter().collect()) } else { names.iter().map(room).collect() }
}

/// Writes the slim crate of the room and lets cargo-mutants loose on it.
fn test(room: &Room, changes: Option<&Path>, root: &Path, folder: &Path) -> Result<Outcome, String> {
    let slim = folder.join(room.slim.folder());
    room.slim.write(root, &slim)?;
    let output = folder.join(room.name);
    fs::create_dir_all(&output).map_err(|error| format!("cannot make {}: {error}", output.display()))?;
    println!("{}: cargo mutants, results in {}", room.name, output.display());
    let mut command = command(room, &slim, &output);
    if let Some(changes) = changes {
        command.arg("--in-diff").arg(changes);
    }
    let status = command.args(["--", "--lib"]).status();
    let status = status.map_err(|error| format!("cargo does not start: {error}"))?;
    match status.code() {
        // All caught, some missed, some that took too long.
        Some(0 | 2 | 3) => Outcome::read(&output.join("mutants.out")),
        _ => Err(format!(
            "cargo mutants ended with {status}; is it installed (cargo install --locked cargo-mutants), and do the \
             tests pass in {}?",
            slim.display()
        )),
    }
}

fn command(room: &Room, slim: &Path, output: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(slim).env_remove("CARGO_TARGET_DIR").env("RUST_TEST_THREADS", TESTS);
    // In place, as each copy would compile the dependencies for itself.
    command.args(["mutants", "--in-place", "--no-times", "--colors=never"]);
    command.args(["--timeout", LONGEST_TEST, "--build-timeout", LONGEST_BUILD]).arg("--output").arg(output);
    for files in room.files {
        command.args(["--file", files]);
    }
    command
}

impl Outcome {
    fn read(folder: &Path) -> Result<Self, String> {
        let lines = |file: &str| {
            let path = folder.join(file);
            let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            Ok::<_, String>(text.lines().map(str::to_owned).collect::<Vec<_>>())
        };
        let survivors = lines("missed.txt")?.iter().map(|line| Survivor::of(line)).collect::<Result<_, _>>()?;
        let (caught, timeout) = (lines("caught.txt")?.len(), lines("timeout.txt")?.len());
        Ok(Self { caught, timeout, unviable: lines("unviable.txt")?.len(), survivors })
    }
}

/// What came of a room, held against the explanations.
struct Verdict<'a> {
    room: &'static str,
    outcome: &'a Outcome,
    unexplained: Vec<&'a Survivor>,
    stale: Vec<&'a Explained>,
}

impl<'a> Verdict<'a> {
    fn of(room: &Room, outcome: &'a Outcome, explained: &'a [Explained]) -> Self {
        let mut stale: Vec<&Explained> = explained.iter().filter(|one| room.has(&one.survivor.file)).collect();
        let mut unexplained = Vec::new();
        for survivor in &outcome.survivors {
            // An explanation is for one survivor: of two that read the same, each needs its own.
            match stale.iter().position(|one| one.survivor == *survivor) {
                Some(index) => drop(stale.remove(index)),
                None => unexplained.push(survivor),
            }
        }
        Self { room: room.name, outcome, unexplained, stale }
    }

    /// Of the explained mutants, those that do not survive may not have been among the tested ones.
    fn forgive_untested(&mut self) {
        self.stale.clear();
    }

    /// A room of which nothing was tested proves nothing.
    fn is_fine(&self) -> bool {
        self.unexplained.is_empty() && self.stale.is_empty() && self.outcome.caught > 0
    }
}

impl fmt::Display for Verdict<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { caught, timeout, unviable, survivors } = self.outcome;
        let all = caught + timeout + unviable + survivors.len();
        let explained = survivors.len() - self.unexplained.len();
        write!(
            f,
            "{}: {all} mutants, {caught} caught, {timeout} timed out, {unviable} do not compile, {explained} explained",
            self.room
        )?;
        for Survivor { file, what } in &self.unexplained {
            write!(f, "\n  survived: {file}: {what}; write a test, or say in xtask/mutants.toml why nobody notices")?;
        }
        for Explained { survivor: Survivor { file, what }, .. } in &self.stale {
            write!(f, "\n  stale: {file}: {what}; it does not survive, leave it out of xtask/mutants.toml")?;
        }
        Ok(())
    }
}

impl Room {
    fn has(&self, file: &str) -> bool {
        self.files.iter().any(|pattern| match pattern.strip_suffix("**") {
            Some(folder) => file.starts_with(folder),
            None => file == *pattern,
        })
    }
}

#[cfg(test)]
mod tests;
