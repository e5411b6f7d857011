//! What a new document means: to programs that are built already, to Rust callers, and to behaviour.

mod behaviour;
pub(crate) mod changelog;
mod command;
mod pairs;
mod rust;
#[cfg(test)]
mod sample;
mod wire;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::codegen::Settings;
use crate::codegen::model::Model;
use crate::codegen::problem::Pointer;
pub(crate) use command::{Arguments, Format, run};

/// One of the two documents, with what the generator makes of it.
pub(crate) struct Side<'a> {
    pub root: &'a Value,
    pub model: &'a Model,
    pub code: &'a str,
}

/// What becomes of the release, and why.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub bump: Bump,
    /// A sentence each, the heaviest first.
    pub reasons: Vec<String>,
    /// By axis, then level (the heaviest first), then id.
    pub findings: Vec<Finding>,
    pub renames: Vec<Rename>,
}

/// The part of the crate's version that has to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Axis {
    /// Programs that are built already.
    Wire,
    /// Source code that uses the crate.
    Rust,
    /// What a call does or is allowed to.
    Behaviour,
}

/// How much a finding weighs, on its own axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Something new, or something that only widens.
    Adds,
    /// Works as before, and wants to be known.
    Changes,
    Breaks,
}

/// One difference between the documents.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// `axis/rule/subject`, the same from run to run and unique in a verdict.
    pub id: String,
    pub axis: Axis,
    pub level: Level,
    /// What kind of difference, such as `method-gone`.
    pub rule: &'static str,
    /// The place in the new document, or in the old one of what is gone.
    pub at: Pointer,
    /// The operations that it touches, in the order of the document. Empty where it touches the whole.
    pub operations: Vec<OperationName>,
    /// The lesser of two weights: only operations that are not GA are touched.
    pub unstable: bool,
    /// The Rust path, or the place on the wire.
    pub subject: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// One sentence: what it means for whom it concerns.
    pub means: String,
    /// Rust that compiles against the old crate and not against the new one: the items of a function of its own.
    pub witness: Option<String>,
}

/// How people call an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OperationName {
    pub id: String,
    pub method: String,
    pub path: String,
    pub stability: Option<String>,
}

/// An operation or a type that seems to be an old one under a new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rename {
    /// The place of the operation or the schema in the new document.
    pub at: Pointer,
    /// Names in Rust.
    pub before: String,
    pub after: String,
    /// The entry of the name table that keeps the old name as an alias.
    pub entry: String,
}

/// What it means that the new document takes the place of the old one.
pub(crate) fn compare(settings: &Settings, old: &Side<'_>, new: &Side<'_>) -> Verdict {
    let (mut findings, renames) = rust::findings(settings, old, new);
    findings.extend(wire::findings(settings, old, new));
    findings.extend(behaviour::findings(settings, old, new));
    findings.sort_by(|one, other| (one.axis, other.level, &one.id).cmp(&(other.axis, one.level, &other.id)));
    let of_code = if old.code == new.code { Bump::None } else { Bump::Patch };
    let bump = bump(&findings, of_code);
    Verdict { bump, reasons: reasons(&findings, bump), findings, renames }
}

/// The bump that findings ask for, above that of the code alone.
fn bump(findings: &[Finding], of_code: Bump) -> Bump {
    let of_finding = |finding: &Finding| match (finding.axis, finding.level) {
        (Axis::Rust, Level::Breaks) => Bump::Major,
        (Axis::Rust, _) | (_, Level::Breaks | Level::Changes) => Bump::Minor,
        (_, Level::Adds) => Bump::Patch,
    };
    findings.iter().map(of_finding).max().unwrap_or(Bump::None).max(of_code)
}

fn reasons(findings: &[Finding], bump: Bump) -> Vec<String> {
    let kinds = [
        (Axis::Rust, Level::Breaks, "break source code that uses the crate"),
        (Axis::Wire, Level::Breaks, "break programs that are built already"),
        (Axis::Behaviour, Level::Breaks, "break what callers rely on"),
        (Axis::Wire, Level::Changes, "reach programs that are built already"),
        (Axis::Behaviour, Level::Changes, "change what a call does or is allowed to"),
        (Axis::Rust, Level::Changes, "leave source code as it is, and should be known"),
        (Axis::Rust, Level::Adds, "add to what source code can use"),
        (Axis::Wire, Level::Adds, "widen what is sent or received"),
        (Axis::Behaviour, Level::Adds, "allow more than before"),
    ];
    let said = kinds.into_iter().filter_map(|(axis, level, what)| {
        let of_kind: Vec<&Finding> =
            findings.iter().filter(|finding| finding.axis == axis && finding.level == level).collect();
        reason(&of_kind, what)
    });
    let said: Vec<String> = said.collect();
    match (said.is_empty(), bump) {
        (true, Bump::None) => vec!["nothing differs".to_owned()],
        (true, _) => vec!["the generated code differs in what no caller sees".to_owned()],
        (false, _) => said,
    }
}

/// How many findings of one kind there are, by rule, the most frequent first.
fn reason(findings: &[&Finding], what: &str) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
    let rules: Vec<String> = counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    let changes = if findings.len() == 1 { "1 change" } else { &format!("{} changes", findings.len()) };
    let unstable = findings.iter().all(|finding| finding.unstable);
    let unstable = if unstable { ", of operations alone that are not GA" } else { "" };
    (!findings.is_empty()).then(|| format!("{changes} {what}{unstable}: {}", rules.join(", ")))
}
