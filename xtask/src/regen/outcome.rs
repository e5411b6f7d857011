//! What a run has to say: to a terminal, to a program, and on a page.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::api::{Api, Compared};
use super::{Arguments, Format, Mode, REPORT, diff};
use crate::census::Census;
use crate::codegen::Generated;
use crate::report::{self, Report, summary};
use crate::tree::Change;
use crate::vendor;
use crate::verdict::{Bump, Verdict};

/// What has become of the files and of the documents.
pub(super) struct Outcome<'a> {
    pub apis: &'a [Api],
    pub changes: &'a [Change],
    pub arguments: &'a Arguments,
    /// The run before this one was, and its files were put back.
    pub was_interrupted: bool,
}

impl Outcome<'_> {
    /// Writes the page for people.
    pub(super) fn write_report(&self, root: &Path) -> Result<(), String> {
        let path = root.join(REPORT);
        let page = self.with_report(report::html);
        let folder = path.parent().unwrap_or(root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, page));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// What is printed.
    pub(super) fn text(&self) -> String {
        match self.arguments.format {
            Format::Json => format!("{:#}\n", self.json()),
            Format::Text => self.lines(),
        }
    }

    fn json(&self) -> Value {
        let mut report = self.with_report(summary::json);
        let changes: Vec<Value> =
            self.changes.iter().map(|change| json!({ "file": change.file, "new": change.before.is_none() })).collect();
        if let Some(report) = report.as_object_mut() {
            report.insert("changes".to_owned(), Value::Array(changes));
            report.insert("written".to_owned(), json!(self.arguments.mode == Mode::Write));
            report.insert("remarks".to_owned(), json!(self.remarks()));
        }
        report
    }

    fn lines(&self) -> String {
        let mut lines: Vec<String> = self.remarks();
        let compared = self.apis.iter().any(|api| api.before.is_some());
        if compared && self.arguments.mode != Mode::Check {
            lines.push(self.with_report(summary::text).trim_end().to_owned());
        }
        if self.arguments.mode != Mode::Write {
            lines.extend(self.changes.iter().map(diff::short));
        }
        let files = match self.changes.len() {
            1 => "1 file".to_owned(),
            count => format!("{count} files"),
        };
        lines.push(match (self.arguments.mode, self.changes) {
            (_, []) => "everything that the documents decide is up to date".to_owned(),
            (Mode::Write, changes) => {
                let names: Vec<&str> = changes.iter().map(|change| change.file.as_str()).collect();
                format!("{files} written: {}", names.join(", "))
            }
            (Mode::Check, _) => format!("{files} out of date; run `cargo xtask regen` and commit what it writes"),
            (Mode::DryRun, _) => format!("{files} would be written; nothing was"),
        });
        lines.join("\n") + "\n"
    }

    fn remarks(&self) -> Vec<String> {
        let named = |api: &Api, what: &str| format!("{}: {what}", api.settings.api);
        let of_api = |api: &Api| {
            let failed = api.before.as_ref().and_then(|before| before.compared.as_ref().err());
            let failed = failed.map(|problems| {
                named(
                    api,
                    &format!("the document of before does not generate, so there is nothing to compare:\n{problems}"),
                )
            });
            api.remarks.iter().map(|what| named(api, what)).chain(failed).collect::<Vec<_>>()
        };
        let interrupted =
            self.was_interrupted.then(|| "the run before this one was interrupted; its files were put back".to_owned());
        interrupted.into_iter().chain(self.apis.iter().flat_map(of_api)).collect()
    }

    fn with_report<T>(&self, make: impl Fn(&Report<'_>) -> T) -> T {
        let none = Verdict { bump: Bump::None, reasons: Vec::new(), findings: Vec::new(), renames: Vec::new() };
        let censuses: Vec<Census> = self.apis.iter().map(|api| Census::of(&api.vendored.root)).collect();
        let apis = self.apis.iter().zip(&censuses).map(|(api, census)| report::Api {
            name: api.settings.api,
            new: document(&api.lock.1, &api.generated),
            census,
            compared: compared(api, &none),
        });
        make(&Report { apis: apis.collect(), page: REPORT })
    }
}

/// The way from the document of before. None where that cannot be told.
fn compared<'a>(api: &'a Api, none: &'a Verdict) -> Option<report::Compared<'a>> {
    let Some(before) = &api.before else {
        return Some(report::Compared { old: document(&api.lock.1, &api.generated), verdict: none });
    };
    let Compared { generated, verdict } = before.compared.as_ref().ok()?;
    Some(report::Compared { old: document(api.lock.0.as_ref().unwrap_or(&api.lock.1), generated), verdict })
}

fn document(lock: &vendor::Entry, generated: &Generated) -> report::Document {
    report::Document {
        version: lock.version.clone(),
        source: lock.source.clone(),
        sha: lock.vendored.clone(),
        counts: report::Counts {
            operations: generated.model.operations().filter(|(_, operation)| !operation.variant).count(),
            types: generated.model.types.len(),
            lines: generated.code.lines().count(),
        },
    }
}
