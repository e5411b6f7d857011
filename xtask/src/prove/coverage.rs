//! `cargo xtask prove coverage`: how many lines of `src/` the tests run, by cargo-tarpaulin.
//!
//! Its ptrace engine is used, which needs no further part of the toolchain. It stops the tests at the first run of every
//! line, so that the lines of tasks and of the threads of the runtime count too.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use super::mutants::crates::Slim;

/// The least share of lines that the tests have to run, in percent.
const LEAST: f64 = 95.0;
/// How many of the files that lack most are named.
const WORST: usize = 10;
/// The test files that run the runtime in their own process. The others are about the generator, or start cargo.
const TESTS: [&str; 4] = ["decode", "mock", "requests", "wire"];
/// Seconds that a test file may take.
const LONGEST: &str = "1200";

/// Lines that can be run, and those that were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lines {
    covered: usize,
    all: usize,
}

/// What the tests run of `src/`.
#[derive(Debug, PartialEq)]
struct Coverage {
    /// By file, with the numbers of the lines that were not run.
    files: BTreeMap<String, (Lines, Vec<u64>)>,
}

/// A part of `src/` that is measured by itself.
#[derive(Clone, Copy, Debug)]
enum Room {
    /// In the slim crate of `prove mutants`: in the library it is under `cfg(test)`, which cargo-tarpaulin passes over.
    Generator,
    Runtime,
}

/// Runs the tests and prints what they cover. Whether it is enough.
///
/// # Errors
///
/// cargo-tarpaulin is not installed, a test fails, or a report cannot be read.
pub(crate) fn run(root: &Path) -> Result<bool, String> {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("coverage");
    let slim = folder.join("slim");
    Slim::Generator.write(root, &slim)?;
    let mut coverage = Room::Generator.measured(&slim, &folder.join("generator"))?;
    coverage.files.extend(Room::Runtime.measured(root, &folder.join("runtime"))?.files);
    println!("{coverage}");
    Ok(coverage.is_enough())
}

impl Room {
    fn measured(self, root: &Path, folder: &Path) -> Result<Coverage, String> {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        let report = folder.join("tarpaulin-report.json");
        // That of an earlier run would pass for ours.
        if report.exists() {
            fs::remove_file(&report).map_err(|error| format!("cannot remove {}: {error}", report.display()))?;
        }
        let status = self.command(root, folder).status();
        let status = status.map_err(|error| format!("cargo does not start: {error}"))?;
        if !status.success() {
            return Err(format!(
                "cargo tarpaulin ended with {status}; is it installed (cargo install --locked cargo-tarpaulin), and do \
                 the tests pass?"
            ));
        }
        let text = fs::read_to_string(&report).map_err(|error| format!("cannot read {}: {error}", report.display()))?;
        Coverage::of(self, &text, root)
    }

    fn command(self, root: &Path, folder: &Path) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        command.current_dir(root).env_remove("CARGO_TARGET_DIR");
        command.args(["tarpaulin", "--engine", "ptrace", "--skip-clean", "--implicit-test-threads"]);
        command.args(["--timeout", LONGEST, "--packages", "snyk-secoda", "--lib"]);
        if let Self::Runtime = self {
            for test in TESTS {
                command.args(["--test", test]);
            }
        }
        command.args(["--include-files", "src/*", "--out", "Json", "--target-dir"]).arg(folder.join("target"));
        command.arg("--output-dir").arg(folder);
        command
    }

    /// Whether the file is of this room. Tests that stand in files of their own are no code to be tested.
    fn has(self, name: &str) -> bool {
        let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
        let is_generator = name.starts_with("src/codegen/");
        name.starts_with("src/") && !is_test && is_generator == matches!(self, Self::Generator)
    }
}

impl Coverage {
    /// From the report of cargo-tarpaulin.
    fn of(room: Room, report: &str, root: &Path) -> Result<Self, String> {
        let report: Value = serde_json::from_str(report).map_err(|error| format!("the report is no JSON: {error}"))?;
        let files = report["files"].as_array().ok_or("the report of cargo-tarpaulin has no `files`")?;
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let files = files.iter().filter_map(|file| {
            let parts = file["path"].as_array()?.iter().filter_map(Value::as_str);
            let path: PathBuf = parts.collect();
            let name = path.strip_prefix(&root).unwrap_or(&path).to_str()?.to_owned();
            room.has(&name).then(|| (name, lines_of(&file["traces"])))
        });
        let coverage = Self { files: files.collect() };
        if coverage.lines(|_| true).all == 0 {
            return Err(format!("the report of cargo-tarpaulin has no line of the {room:?}"));
        }
        Ok(coverage)
    }

    fn lines(&self, is_meant: impl Fn(&str) -> bool) -> Lines {
        let files = self.files.iter().filter(|(name, _)| is_meant(name)).map(|(_, (lines, _))| lines);
        files.fold(Lines::default(), |sum, lines| Lines {
            covered: sum.covered + lines.covered,
            all: sum.all + lines.all,
        })
    }

    fn is_enough(&self) -> bool {
        self.lines(|_| true).share() >= LEAST
    }

    /// The files that lack most lines, the worst first.
    fn worst(&self) -> Vec<(&str, Lines, &[u64])> {
        let mut files: Vec<_> = self.files.iter().map(|(name, (lines, missed))| (&**name, *lines, &**missed)).collect();
        files.retain(|(.., missed)| !missed.is_empty());
        files.sort_by_key(|(name, _, missed)| (usize::MAX - missed.len(), *name));
        files.truncate(WORST);
        files
    }
}

/// The lines of the traces of a file.
fn lines_of(traces: &Value) -> (Lines, Vec<u64>) {
    let mut lines: BTreeMap<u64, u64> = BTreeMap::new();
    for trace in traces.as_array().into_iter().flatten() {
        if let (Some(line), Some(hits)) = (trace["line"].as_u64(), trace["stats"]["Line"].as_u64()) {
            let known = lines.entry(line).or_default();
            *known = hits.max(*known);
        }
    }
    let missed: Vec<u64> = lines.iter().filter(|(_, hits)| **hits == 0).map(|(line, _)| *line).collect();
    (Lines { covered: lines.len() - missed.len(), all: lines.len() }, missed)
}

impl Lines {
    /// In percent. Of nothing everything is covered.
    fn share(self) -> f64 {
        let count = |lines: usize| u32::try_from(lines).map_or(f64::MAX, f64::from);
        if self.all == 0 { 100.0 } else { 100.0 * count(self.covered) / count(self.all) }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Cut and not rounded: what is too little must not read as enough.
        write!(f, "{:.2}% ({} of {} lines)", (self.share() * 100.0).floor() / 100.0, self.covered, self.all)
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_codegen = |name: &str| name.starts_with("src/codegen/");
        writeln!(f, "src/: {}, at least {LEAST}% are asked for", self.lines(|_| true))?;
        writeln!(f, "  the generator: {}", self.lines(is_codegen))?;
        writeln!(f, "  the runtime: {}", self.lines(|name| !is_codegen(name)))?;
        write!(f, "files that lack most:")?;
        for (name, lines, missed) in self.worst() {
            let missed: Vec<String> = missed.iter().map(u64::to_string).collect();
            write!(f, "\n  {name}: {lines}, not {}", missed.join(" "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn file(name: &str, hits: &[u64]) -> Value {
        let path: Vec<&str> = ["/", "root"].into_iter().chain(name.split('/')).collect();
        let traces = hits.iter().zip(1..).map(|(hits, line)| json!({ "line": line, "stats": { "Line": hits } }));
        json!({ "path": path, "traces": traces.collect::<Vec<_>>() })
    }

    fn coverage(files: &[Value]) -> Result<Coverage, String> {
        let report = json!({ "files": files }).to_string();
        let mut coverage = Coverage::of(Room::Runtime, &report, Path::new("/root"))?;
        coverage.files.extend(Coverage::of(Room::Generator, &report, Path::new("/root"))?.files);
        Ok(coverage)
    }

    #[test]
    fn lines_are_counted_by_room_and_those_that_lack_are_named() {
        let files = [file("src/codegen/names.rs", &[1, 0, 0]), file("src/page.rs", &[3, 1, 0])];
        let shown = coverage(&files).unwrap().to_string();
        assert!(shown.starts_with("src/: 50.00% (3 of 6 lines), at least 95%"), "{shown}");
        assert!(
            shown.contains("the generator: 33.33% (1 of 3 lines)\n  the runtime: 66.66% (2 of 3 lines)"),
            "{shown}"
        );
        assert!(
            shown.ends_with("names.rs: 33.33% (1 of 3 lines), not 2 3\n  src/page.rs: 66.66% (2 of 3 lines), not 3")
        );
    }

    #[test]
    fn what_is_no_code_of_the_library_does_not_count() {
        let others = [file("tests/golden.rs", &[0]), file("src/page/tests.rs", &[0]), file("src/a/tests/b.rs", &[0])];
        assert!(coverage(&others).is_err_and(|fault| fault.contains("no line of the Runtime")));
    }

    #[test]
    fn a_generator_that_was_not_measured_is_not_covered() {
        assert!(coverage(&[file("src/a.rs", &[1])]).is_err_and(|fault| fault.contains("no line of the Generator")));
    }

    #[test]
    fn a_line_of_which_one_copy_was_run_was_run() {
        let traces = json!([{ "line": 1, "stats": { "Line": 0 } }, { "line": 1, "stats": { "Line": 2 } }]);
        assert_eq!(lines_of(&traces), (Lines { covered: 1, all: 1 }, Vec::new()));
    }

    #[test]
    fn just_below_is_not_enough() {
        let hits = |missed: usize| (0..1000).map(|line| u64::from(line >= missed)).collect::<Vec<_>>();
        let generator = || file("src/codegen/a.rs", &hits(50));
        assert!(coverage(&[generator(), file("src/a.rs", &hits(50))]).unwrap().is_enough());
        assert!(!coverage(&[generator(), file("src/a.rs", &hits(51))]).unwrap().is_enough());
    }
}
