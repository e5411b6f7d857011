//! What the compiler says of a scratch crate.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::memory::{self, Phase};

/// The name of every scratch crate.
pub(super) const CRATE: &str = "scratch";

/// What the compiler found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Check {
    Passed,
    Failed(Vec<Fault>),
    NotAsked,
}

/// An error, or a warning where warnings are denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The file and the line. Empty if it is about no place.
    pub at: String,
    pub what: String,
    /// The line itself.
    pub line: String,
}

/// Checks the crate in a folder. The runtime is built before the clock starts.
pub(super) fn check(folder: &Path, target: &Path) -> Result<(Check, Phase), String> {
    let runtime = run(folder, target, "snyk-secoda")?;
    if !runtime.succeeded {
        return Err(format!("the runtime does not build without features: {}", runtime.complaint));
    }
    let done = run(folder, target, CRATE)?;
    let check = match done.succeeded {
        true if !done.output.compiled => return Err("cargo says that it has checked this code before".to_owned()),
        true => Check::Passed,
        false if done.output.faults.is_empty() => Check::Failed(vec![Fault::of_cargo(done.complaint)]),
        false => Check::Failed(done.output.faults),
    };
    Ok((check, Phase { name: "check", time: done.time, processor: None, peak: done.peak }))
}

/// What one call of Cargo came to.
struct Done {
    succeeded: bool,
    output: Output,
    /// The last lines that Cargo itself wrote.
    complaint: String,
    time: Duration,
    peak: Option<u64>,
}

/// What Cargo wrote for programs.
#[derive(Debug, Default, PartialEq, Eq)]
struct Output {
    faults: Vec<Fault>,
    /// A scratch crate was compiled, and not found to be the same as before.
    compiled: bool,
}

fn run(folder: &Path, target: &Path, package: &str) -> Result<Done, String> {
    let start = Instant::now();
    let mut cargo = cargo(folder, target, package).spawn().map_err(|error| format!("cannot run cargo: {error}"))?;
    let stdout = cargo.stdout.take();
    let stderr = cargo.stderr.take();
    thread::scope(|scope| {
        let output = scope.spawn(|| stdout.map(|out| Output::of(BufReader::new(out))).unwrap_or_default());
        let complaint = scope.spawn(|| {
            let mut text = String::new();
            stderr.map(|mut err| err.read_to_string(&mut text)).transpose().ok();
            text
        });
        let (status, peak) = memory::watched(&mut cargo, |process| memory::compiles(process, CRATE))
            .map_err(|error| format!("cannot wait for cargo: {error}"))?;
        let time = start.elapsed();
        let complaint = complaint.join().unwrap_or_default();
        Ok(Done {
            succeeded: status.success(),
            output: output.join().unwrap_or_default(),
            complaint: last_lines(&complaint),
            time,
            peak,
        })
    })
}

fn cargo(folder: &Path, target: &Path, package: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["check", "--quiet", "--message-format", "json", "--package", package]);
    command.arg("--manifest-path").arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target);
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Output {
    fn of(messages: impl BufRead) -> Self {
        let mut output = Self::default();
        let lines = messages.lines().map_while(Result::ok);
        for value in lines.filter_map(|line| serde_json::from_str::<Value>(&line).ok()) {
            let message = &value["message"];
            if message["level"].as_str().is_some_and(|level| level.starts_with("error")) {
                output.faults.push(Fault::of_message(message));
            }
            output.compiled |= value["target"]["name"] == CRATE && value["fresh"] == false;
        }
        output.faults.retain(|fault| !fault.is_summary());
        output
    }
}

impl Fault {
    fn of_message(message: &Value) -> Self {
        let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        let primary = spans.iter().find(|span| span["is_primary"] == true).map(outermost);
        let code = message["code"]["code"].as_str().map(|code| format!("[{code}] ")).unwrap_or_default();
        let at = primary.map(|span| format!("{}:{}", span["file_name"].as_str().unwrap_or("?"), span["line_start"]));
        let line = primary.and_then(|span| span["text"][0]["text"].as_str()).unwrap_or_default();
        let what = message["message"].as_str().unwrap_or_default();
        Self { at: at.unwrap_or_default(), what: code + what, line: line.trim().to_owned() }
    }

    fn of_cargo(complaint: String) -> Self {
        Self { at: String::new(), what: complaint, line: String::new() }
    }

    /// The compiler counts its errors at the end.
    fn is_summary(&self) -> bool {
        self.at.is_empty() && self.what.starts_with("aborting due to")
    }
}

/// Where the macro was called, if the place is inside of one.
fn outermost(mut span: &Value) -> &Value {
    while span["expansion"]["span"].is_object() {
        span = &span["expansion"]["span"];
    }
    span
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(5)..].join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_are_read_with_the_line_that_calls_the_macro() {
        let call = json!({ "file_name": "src/generated.rs", "line_start": 7, "text": [{ "text": "  rt::record! {" }] });
        let span = json!({ "file_name": "record.rs", "is_primary": true, "expansion": { "span": call } });
        let error = json!({ "reason": "compiler-message", "message": {
            "level": "error", "message": "cannot find X", "code": { "code": "E0425" }, "spans": [span] } });
        let warning = json!({ "message": { "level": "warning", "message": "unused", "spans": [] } });
        let summary = json!({ "message": { "level": "error", "message": "aborting due to 1 error", "spans": [] } });
        let text = format!("{error}\nnot json\n{warning}\n{summary}\n");
        let expected = Fault {
            at: "src/generated.rs:7".to_owned(),
            what: "[E0425] cannot find X".to_owned(),
            line: "rt::record! {".to_owned(),
        };
        assert_eq!(Output::of(text.as_bytes()), Output { faults: vec![expected], compiled: false });
    }

    #[test]
    fn a_crate_that_cargo_takes_for_an_old_one_was_not_compiled() {
        let compiled = |name: &str, fresh: bool| {
            let message = json!({ "reason": "compiler-artifact", "target": { "name": name }, "fresh": fresh });
            Output::of(message.to_string().as_bytes()).compiled
        };
        assert_eq!(
            [compiled("scratch", false), compiled("scratch", true), compiled("serde", false)],
            [true, false, false]
        );
    }

    #[test]
    fn the_complaint_is_the_end_of_what_was_said() {
        assert_eq!(last_lines("1\n\n2\n3\n4\n5\n 6 \n"), "2; 3; 4; 5; 6");
        assert_eq!(last_lines(""), "");
    }
}
