//! `cargo xtask verdict`: the verdict on two documents, for people or for programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Axis, Bump, Finding, Level, OperationName, Rename, Side, Verdict, compare, rust};
use crate::codegen::{self, Generated, Settings};
use crate::document::{self, Document};

/// What the command line says.
#[derive(Default)]
pub(crate) struct Arguments {
    pub specs: Vec<PathBuf>,
    pub api: Option<String>,
    pub format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    /// The public items of one document, as JSON.
    Items,
}

impl Arguments {
    pub(crate) fn is_complete(&self) -> bool {
        self.specs.len() == if self.format == Format::Items { 1 } else { 2 }
    }
}

/// A document with what the generator makes of it.
struct Read {
    document: Document,
    generated: Generated,
}

/// What is to be printed.
pub(crate) fn run(arguments: &Arguments) -> Result<String, String> {
    let documents: Vec<(String, Document)> = arguments.specs.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let api = settings(arguments.api.as_deref(), &documents)?;
    let name = api.spec_file();
    let mut sides = documents.into_iter().map(|(file, document)| {
        let settings = api.clone().of_own_document(file);
        let generated = codegen::generate(&document.text, &settings).map_err(|problems| problems.to_string())?;
        Ok::<Read, String>(Read { document, generated })
    });
    let old = sides.next().unwrap_or_else(|| Err("there is no document".to_owned()))?;
    if arguments.format == Format::Items {
        return pretty(&Value::from(rust::listing(api.api, &old.generated.model)));
    }
    let new = sides.next().unwrap_or_else(|| Err("there is no second document".to_owned()))?;
    let verdict = compare(&api.clone().of_own_document(name), &old.side(), &new.side());
    match arguments.format {
        Format::Json => pretty(&to_json(&verdict)),
        Format::Text | Format::Items => Ok(text(&verdict)),
    }
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side {
            root: &self.document.root,
            model: &self.generated.model,
            code: self.generated.code.split_once('\n').map_or("", |(_, code)| code),
        }
    }
}

fn read(path: &Path) -> Result<(String, Document), String> {
    let name = path.display().to_string();
    let problems = |problems: Vec<codegen::problem::Problem>| {
        let mut named = codegen::problem::Problems::of(&name);
        problems.into_iter().for_each(|problem| named.push(problem));
        named.to_string()
    };
    document::read(path).map(|document| (name.clone(), document)).map_err(problems)
}

/// The API that is asked for, else the one that the documents seem to describe. Whoever builds the crate by a document
/// of another service gives it in the place of Snyk's.
fn settings(api: Option<&str>, documents: &[(String, Document)]) -> Result<Settings, String> {
    let says = |word: &str| {
        let hosts =
            documents.iter().flat_map(|(_, document)| [&document.root["servers"], &document.root["info"]["title"]]);
        hosts.map(|value| value.to_string().to_lowercase()).any(|text| text.contains(word))
    };
    let api = api.unwrap_or(if says("secoda") { "secoda" } else { "snyk" });
    let known = Settings::all();
    let names = known.iter().map(|settings| settings.api).collect::<Vec<_>>().join(", ");
    let found = known.into_iter().find(|settings| settings.api == api);
    found.ok_or_else(|| format!("there is no API {api:?}; there are {names}"))
}

fn pretty(value: &Value) -> Result<String, String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// All there is, with every name in snake case.
pub(crate) fn to_json(verdict: &Verdict) -> Value {
    json!({
        "bump": verdict.bump.word(),
        "reasons": verdict.reasons,
        "findings": verdict.findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
        "renames": verdict.renames.iter().map(Rename::to_json).collect::<Vec<_>>(),
    })
}

impl Bump {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Axis {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Rust => "rust",
            Self::Behaviour => "behaviour",
        }
    }
}

impl Level {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Adds => "adds",
            Self::Changes => "changes",
            Self::Breaks => "breaks",
        }
    }
}

impl Finding {
    fn to_json(&self) -> Value {
        let operation = |operation: &OperationName| {
            json!({
                "id": operation.id,
                "method": operation.method,
                "path": operation.path,
                "stability": operation.stability,
            })
        };
        json!({
            "id": self.id,
            "axis": self.axis.word(),
            "level": self.level.word(),
            "rule": self.rule,
            "at": self.at.as_str(),
            "operations": self.operations.iter().map(operation).collect::<Vec<_>>(),
            "unstable": self.unstable,
            "subject": self.subject,
            "before": self.before,
            "after": self.after,
            "means": self.means,
            "witness": self.witness,
        })
    }
}

impl Rename {
    fn to_json(&self) -> Value {
        json!({ "at": self.at.as_str(), "before": self.before, "after": self.after, "entry": self.entry })
    }
}

/// How many operations a heading names.
const MOST_NAMED: usize = 3;

/// The bump, the reasons, then the findings below the operations that they touch.
fn text(verdict: &Verdict) -> String {
    let mut lines = vec![format!("bump {}", verdict.bump.word())];
    lines.extend(verdict.reasons.iter().map(|reason| format!("  {reason}")));
    let mut groups: BTreeMap<(usize, &[OperationName]), Vec<&Finding>> = BTreeMap::new();
    for finding in &verdict.findings {
        groups.entry((finding.operations.len(), &finding.operations)).or_default().push(finding);
    }
    for ((_, operations), findings) in groups {
        lines.push(format!("\n{}", heading(operations)));
        lines.extend(findings.into_iter().map(|finding| {
            let unstable = if finding.unstable { " (not GA)" } else { "" };
            format!("  {} {} {}{unstable}: {}", finding.level.word(), finding.rule, finding.subject, finding.means)
        }));
    }
    if !verdict.renames.is_empty() {
        lines.push("\nnames that can be kept, by these entries of the aliases in src/codegen/settings.rs".to_owned());
        lines.extend(verdict.renames.iter().map(|rename| format!("  {}", rename.entry)));
    }
    lines.join("\n") + "\n"
}

fn heading(operations: &[OperationName]) -> String {
    let named = operations.iter().take(MOST_NAMED).map(|one| format!("{} {} {}", one.method, one.path, one.id));
    let named: Vec<String> = named.collect();
    match operations.len() {
        0 => "the whole".to_owned(),
        count if count > MOST_NAMED => format!("{} and {} more", named.join(", "), count - MOST_NAMED),
        _ => named.join(", "),
    }
}
