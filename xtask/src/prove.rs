//! `cargo xtask prove`: what the generated clients send and read, held against judges that we did not write, and how much
//! of the code the tests run and notice.

mod answers;
mod coverage;
mod described;
mod differences;
mod driver;
mod instances;
mod judges;
mod mutants;
mod requests;
mod sets;
mod validator;
mod wire;

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use differences::Known;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Arguments {
    /// All unless one is named; of documents alone, `requests` and `answers`.
    pub phase: Option<Phase>,
    /// Documents, or the rooms of `mutants`.
    pub of: Vec<PathBuf>,
    pub format: Format,
    /// How many random sets of values an operation has.
    pub random: u64,
    /// Of `mutants`, only those of code that is another than in this revision.
    pub since: Option<String>,
}

/// One part of the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Requests,
    Answers,
    Coverage,
    Mutants,
}

/// How the report is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

/// The vendored documents.
const VENDORED: [&str; 2] = ["specs/snyk.json", "specs/secoda.json"];
/// The folder of other documents, below which `specs` has more.
const DOCUMENTS: &str = "SNYK_SECODA_DOCUMENTS";

impl Default for Arguments {
    fn default() -> Self {
        Self { phase: None, of: Vec::new(), format: Format::Text, random: 8, since: None }
    }
}

impl Phase {
    /// The phase of a word, if it is one.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "requests" => Some(Self::Requests),
            "answers" => Some(Self::Answers),
            "coverage" => Some(Self::Coverage),
            "mutants" => Some(Self::Mutants),
            _ => None,
        }
    }
}

/// Proves what is asked for and prints the reports. Whether all is as it should be.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<bool, String> {
    let rooms = || arguments.of.iter().map(|room| room.display().to_string()).collect::<Vec<_>>();
    match arguments.phase {
        Some(Phase::Coverage) => coverage::run(root),
        Some(Phase::Mutants) => mutants::run(&rooms(), arguments.since.as_deref(), root),
        None if arguments.of.is_empty() => {
            let judged = judge(arguments, root)?;
            let covered = coverage::run(root)?;
            Ok(mutants::run(&[], arguments.since.as_deref(), root)? && covered && judged)
        }
        _ => judge(arguments, root),
    }
}

/// Holds every document against the judges.
fn judge(arguments: &Arguments, root: &Path) -> Result<bool, String> {
    let specs = if arguments.of.is_empty() { documents(root)? } else { arguments.of.clone() };
    let known = Known::read(&root.join("tests/judges/differences.toml"))?;
    let (mut passed, mut reports) = (true, Vec::new());
    for spec in &specs {
        if arguments.phase != Some(Phase::Answers) {
            let proof = requests::prove(spec, root, &known, arguments.random)?;
            passed &= proof.passed();
            match arguments.format {
                Format::Text => println!("{}", requests::as_text(&proof)),
                Format::Json => reports.push(requests::as_json(&proof)),
            }
        }
        if arguments.phase != Some(Phase::Requests) {
            let proof = answers::run(&driver::Driver::build(spec, root)?, &spec.display().to_string(), root)?;
            passed &= proof.is_fine();
            match arguments.format {
                Format::Text => println!("{proof}"),
                Format::Json => reports.push(proof.as_json()),
            }
        }
    }
    if let Format::Json = arguments.format {
        println!("{:#}", Value::Array(reports));
    }
    Ok(passed)
}

/// The vendored documents, and those of the folder for tests. What is left out is told.
fn documents(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut specs: Vec<PathBuf> = VENDORED.iter().map(|spec| root.join(spec)).collect();
    let folder = env::var_os(DOCUMENTS).map(|folder| PathBuf::from(folder).join("specs"));
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        eprintln!("only the vendored documents, as {DOCUMENTS} does not lead to a folder with others");
        return Ok(specs);
    };
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    for path in found {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let root: Option<Value> = serde_json::from_str(&text).ok();
        match root.is_some_and(|root| root["openapi"].is_string()) {
            true => specs.push(path),
            false => eprintln!("left out, as it is no OpenAPI document: {}", path.display()),
        }
    }
    Ok(specs)
}
