//! `cargo xtask regen`: a new document is one command, one diff to review, and one verdict.
//!
//! Every file that depends on the documents is made here and by nothing else, as one set that is written whole or, with
//! `--check`, only held against what is there.

mod api;
mod derived;
mod diff;
mod outcome;

use std::path::{Path, PathBuf};

use crate::source::{Origin, Vendor, transport::Transport};
use crate::tree::{self, Staged};
use crate::vendor::Narrowing;
use outcome::Outcome;

/// Where the page for people is written, below the root.
const REPORT: &str = "target/regen/report.html";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Arguments {
    /// The API that a new document is for. None for all of them.
    pub api: Option<String>,
    pub source: Source,
    /// A file that stands for the document that a page points to.
    pub stand_in: Option<PathBuf>,
    /// The version to ask the vendor for.
    pub version: Option<String>,
    pub narrowing: Narrowing,
    pub mode: Mode,
    pub format: Format,
}

/// Where the document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// It is the one that is vendored.
    Vendored,
    /// A path or an address.
    Given(String),
    Vendor,
}

/// What is done with files that are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    /// They are an error.
    Check,
    /// They are told.
    DryRun,
}

/// How the outcome is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            api: None,
            source: Source::Vendored,
            stand_in: None,
            version: None,
            narrowing: Narrowing::ByRules,
            mode: Mode::Write,
            format: Format::Text,
        }
    }
}

impl Arguments {
    /// Says what does not go together.
    pub(crate) fn check(&self) -> Result<(), String> {
        let is_given = matches!(self.source, Source::Given(_));
        if let Some(api) = self.api.as_ref().filter(|api| !api::names().contains(&api.as_str())) {
            return Err(format!("there is no API {api:?}, only {}", api::names().join(" and ")));
        }
        let fault = match self {
            _ if is_given && self.api.is_none() => "--from needs to know the API: `regen snyk --from …`",
            Self { version: Some(_), source, .. } if *source != Source::Vendor => "--version goes with --fetch",
            Self { version: Some(_), api: None, .. } => "--version needs to know the API: `regen snyk --fetch …`",
            Self { stand_in: Some(_), .. } if !is_given => "--spec goes with --from and a page",
            Self { narrowing: Narrowing::Whole, source: Source::Vendored, .. } => "--all goes with --from or --fetch",
            _ => return Ok(()),
        };
        Err(fault.to_owned())
    }

    /// What to read for an API, if it gets a new document.
    fn origin(&self, api: &str, vendor: &Vendor) -> Option<Origin> {
        if self.api.as_deref().is_some_and(|only| only != api) {
            return None;
        }
        match &self.source {
            Source::Vendored => None,
            Source::Given(place) => Some(Origin::Given { place: place.clone(), stand_in: self.stand_in.clone() }),
            Source::Vendor => Some(Origin::Vendor { vendor: vendor.clone(), version: self.version.clone() }),
        }
    }
}

/// What a run has done or found, to be printed.
#[derive(Debug)]
pub(crate) struct Done {
    pub text: String,
    /// Files are out of date, and were to be checked.
    pub is_stale: bool,
}

/// Does what the command line asks for.
pub(crate) fn run(arguments: &Arguments, root: &Path, transport: &dyn Transport) -> Result<Done, String> {
    let mut staged = Staged::below(root);
    let was_interrupted = arguments.mode == Mode::Write && tree::recover(root)?;
    let apis = api::all(arguments, root, transport, &mut staged)?;
    derived::stage(&apis, root, &mut staged)?;
    let changes = match arguments.mode {
        Mode::Write => staged.write()?,
        Mode::Check | Mode::DryRun => staged.changes()?,
    };
    let outcome = Outcome { apis: &apis, changes: &changes, arguments, was_interrupted };
    if arguments.mode != Mode::Check {
        outcome.write_report(root)?;
    }
    Ok(Done { text: outcome.text(), is_stale: arguments.mode == Mode::Check && !changes.is_empty() })
}

#[cfg(test)]
mod tests;
