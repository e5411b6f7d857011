//! `cargo xtask try`: what the generator makes of any document, in numbers and places.

mod check;
pub(crate) mod facts;
pub(crate) mod glue;
mod json;
pub(crate) mod known;
pub(crate) mod memory;
mod scratch;
pub(crate) mod stages;
mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::census::Census;
use crate::codegen::problem::Problem;
use crate::document;
use check::Check;
use facts::Facts;
use glue::Glue;
use memory::Phase;
use scratch::{Place, Scratch};

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub specs: Vec<PathBuf>,
    pub format: Format,
    pub keep: Option<PathBuf>,
    pub depth: Depth,
}

/// How the report is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

/// How far a trial goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Generated, and held against the compiler.
    #[default]
    Checked,
    Generated,
}

/// What came of one document.
struct Trial {
    document: String,
    read: Option<Read>,
    phases: Vec<Phase>,
    outcome: Outcome,
}

/// What is known of a document that could be read.
struct Read {
    title: String,
    version: String,
    /// Whose settings it was generated with.
    settings: &'static str,
    fragments: Vec<String>,
    /// What putting fragments together has settled.
    remarks: Vec<crate::codegen::model::Note>,
    census: Census,
}

enum Outcome {
    Failed(Vec<Problem>),
    Generated(Box<Made>),
}

struct Made {
    facts: Facts,
    glue: Glue,
    check: Check,
}

impl Trial {
    fn passed(&self) -> bool {
        match &self.outcome {
            Outcome::Failed(_) => false,
            Outcome::Generated(made) => matches!(made.check, Check::Passed | Check::NotAsked),
        }
    }
}

/// Tries every document and prints its report. Whether all of them were generated and checked.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<bool, String> {
    let places = scratch::places(&arguments.specs, arguments.keep.as_deref())?;
    let mut trials = Vec::new();
    for (spec, place) in arguments.specs.iter().zip(places) {
        let trial = trial(spec, &place, arguments.depth, root)?;
        if let Format::Text = arguments.format {
            say(&(text::report(&trial) + "\n"))?;
        }
        trials.push(trial);
    }
    match arguments.format {
        Format::Text if trials.len() > 1 => say(&text::summary(&trials))?,
        Format::Text => {}
        Format::Json => say(&format!("{:#}\n", json::report(&trials)))?,
    }
    Ok(trials.iter().all(Trial::passed))
}

/// Prints, unless nobody reads on.
fn say(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot print: {error}")),
        _ => Ok(()),
    }
}

/// What stops the tool itself is an error; what is wrong with the document is in the trial.
fn trial(spec: &Path, place: &Place, depth: Depth, root: &Path) -> Result<Trial, String> {
    let name = spec.display().to_string();
    let document = match document::read(spec) {
        Ok(document) => document,
        Err(problems) => {
            return Ok(Trial { document: name, read: None, phases: Vec::new(), outcome: Outcome::Failed(problems) });
        }
    };
    let known = known::settings_of(&document.root);
    let info = |key: &str| document.root["info"][key].as_str().unwrap_or("?").to_owned();
    let read = Read {
        title: info("title"),
        version: info("version"),
        settings: known.whose,
        fragments: document.fragments.clone(),
        remarks: document.remarks.clone(),
        census: Census::of(&document.root),
    };
    let (generated, mut phases) = stages::run(&document.text, &known.settings);
    let outcome = match generated {
        Err(problems) => Outcome::Failed(problems),
        Ok(generated) => {
            let glue = Glue::of(&document.root, &known.settings);
            let facts = Facts::of(&generated.model, &generated.code);
            let check = match (depth, place) {
                (Depth::Generated, Place::Temporary) => Check::NotAsked,
                _ => {
                    let scratch = Scratch::open(place, root)?;
                    scratch.write(&document, &glue, &generated.code)?;
                    scratch.check(depth, &mut phases)?
                }
            };
            Outcome::Generated(Box::new(Made { facts, glue, check }))
        }
    };
    Ok(Trial { document: name, read: Some(read), phases, outcome })
}

#[cfg(test)]
mod tests;
