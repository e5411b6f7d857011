//! Differences that were met at several places, brought together into findings.

use std::collections::{BTreeMap, BTreeSet};

use super::Pairs;
use crate::codegen::problem::Pointer;
use crate::verdict::{Axis, Finding, Level};

/// As much of what was and of what is as is told.
const LONGEST: usize = 120;

/// A difference that was met once, on the way to a finding.
#[derive(Clone, Debug)]
pub(in crate::verdict) struct Draft {
    pub axis: Axis,
    pub level: Level,
    pub rule: &'static str,
    /// Where it stands: in a part that operations share, if they do.
    pub subject: String,
    /// Where one operation meets it, to tell apart what would have the same subject.
    pub local: String,
    pub at: Pointer,
    pub before: Option<String>,
    pub after: Option<String>,
    pub means: String,
    /// Indexes of calls.
    pub calls: BTreeSet<usize>,
}

impl Draft {
    /// All that a reader sees, apart from the place.
    fn content(&self) -> (Level, &Option<String>, &Option<String>, &str) {
        (self.level, &self.before, &self.after, &self.means)
    }
}

/// Something that an operation has, or lost, and that stands in no type.
pub(in crate::verdict) struct Fact {
    pub rule: &'static str,
    pub level: Level,
    pub before: Option<String>,
    pub after: Option<String>,
    pub means: &'static str,
}

impl Fact {
    /// The fact at its place in an operation; `subject` is the place in a part that operations share.
    pub(in crate::verdict) fn draft(self, call: usize, at: Pointer, local: String, subject: Option<String>) -> Draft {
        let calls = BTreeSet::from([call]);
        Draft { axis: Axis::Wire, calls, ..self.of_whole(at, subject.unwrap_or_else(|| local.clone()), local) }
    }

    /// The same of what a call does or is allowed to.
    pub(in crate::verdict) fn of_call(self, call: usize, at: Pointer, local: String, subject: Option<String>) -> Draft {
        Draft { axis: Axis::Behaviour, ..self.draft(call, at, local, subject) }
    }

    /// The fact of a document as a whole.
    pub(in crate::verdict) fn of_whole(self, at: Pointer, subject: String, local: String) -> Draft {
        Draft {
            axis: Axis::Behaviour,
            level: self.level,
            rule: self.rule,
            subject,
            local,
            at,
            before: self.before,
            after: self.after,
            means: self.means.to_owned(),
            calls: BTreeSet::new(),
        }
    }
}

/// One finding for what is the same at the same place, with all operations that reach it.
pub(in crate::verdict) fn settle(pairs: &Pairs<'_>, mut drafts: Vec<Draft>) -> Vec<Finding> {
    drafts.sort_by(|one, other| (one.rule, &one.subject, &one.local).cmp(&(other.rule, &other.subject, &other.local)));
    let mut groups: BTreeMap<(&str, String), Vec<Draft>> = BTreeMap::new();
    for draft in drafts {
        let group = groups.entry((draft.rule, draft.subject.clone())).or_default();
        match group.iter_mut().find(|other| other.content() == draft.content()) {
            Some(same) => same.calls.extend(draft.calls),
            None => group.push(draft),
        }
    }
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for group in groups.into_values() {
        let alone = group.len() == 1;
        for draft in group {
            let subject = if alone { draft.subject.clone() } else { draft.local.clone() };
            let met = ids.entry(id_of(&draft, &subject)).or_default();
            *met += 1;
            let subject = if *met == 1 { subject } else { format!("{subject} ({met})") };
            findings.push(finding(pairs, draft, subject));
        }
    }
    findings.sort_by(|one, other| (other.level, &one.id).cmp(&(one.level, &other.id)));
    findings
}

fn id_of(draft: &Draft, subject: &str) -> String {
    let axis = match draft.axis {
        Axis::Wire => "wire",
        Axis::Rust => "rust",
        Axis::Behaviour => "behaviour",
    };
    format!("{axis}/{}/{subject}", draft.rule)
}

fn finding(pairs: &Pairs<'_>, draft: Draft, subject: String) -> Finding {
    let calls: Vec<_> = draft.calls.iter().filter_map(|&index| pairs.calls.get(index)).collect();
    Finding {
        id: id_of(&draft, &subject),
        axis: draft.axis,
        level: draft.level,
        rule: draft.rule,
        at: draft.at,
        unstable: !calls.is_empty() && calls.iter().all(|call| call.is_unstable()),
        operations: calls.iter().map(|call| call.name()).collect(),
        subject,
        before: draft.before.map(short),
        after: draft.after.map(short),
        means: draft.means,
        witness: None,
    }
}

/// As much of a text as fits a line.
fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
