//! The same as a few lines for a terminal, and whole as JSON.

use serde_json::{Value, json};

use super::words::{AXES, LEVELS, advice};
use super::{Api, Compared, Counts, Document, Report};
use crate::census::{Census, Construct, Fate};
use crate::count::{counted, grouped};
use crate::verdict::{Bump, Finding, OperationName, Rename};

/// Reasons of an API that are shown.
const REASONS: usize = 3;

/// Findings of all APIs that are shown.
const FINDINGS: usize = 8;

/// The verdict in at most about 25 lines.
pub(crate) fn text(report: &Report<'_>) -> String {
    let verdict = match report.bump() {
        Some(bump) => format!("verdict: {}. {}", bump.word(), advice(bump)),
        None => "verdict: new. There is no earlier document to compare with.".to_owned(),
    };
    let mut lines = vec![verdict];
    lines.extend(report.apis.iter().flat_map(of_api));
    lines.extend(first_findings(report));
    lines.push(format!("report: {}", report.page));
    lines.join("\n") + "\n"
}

fn of_api(api: &Api<'_>) -> Vec<String> {
    let Some(Compared { old, verdict }) = &api.compared else {
        return vec![format!("{}: new, {}; {}", api.name, api.new.version, numbers(None, &api.new.counts))];
    };
    let (bump, before) = (verdict.bump.word(), Some(&old.counts));
    let versions = match old.version == api.new.version {
        true => api.new.version.clone(),
        false => format!("{} to {}", old.version, api.new.version),
    };
    let mut lines = vec![format!("{}: {bump}, {versions}; {}", api.name, numbers(before, &api.new.counts))];
    lines.extend(verdict.reasons.iter().take(REASONS).map(|reason| format!("  {}", one_line(reason))));
    let more = verdict.reasons.len().saturating_sub(REASONS);
    lines.extend((more > 0).then(|| format!("  and {} more", counted(more, "reason"))));
    let counts = AXES.iter().filter_map(|axis| {
        let count = |level| verdict.findings.iter().filter(|one| (one.axis, one.level) == (*axis, level)).count();
        let words = LEVELS.map(|level| (count(level), level.word()));
        let words = words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        let words = words.collect::<Vec<_>>().join(", ");
        (!words.is_empty()).then(|| format!("{} {words}", axis.word()))
    });
    let counts = counts.collect::<Vec<_>>().join("; ");
    lines.push(format!("  findings: {}", if counts.is_empty() { "none" } else { counts.as_str() }));
    if !verdict.renames.is_empty() {
        lines.push(format!("  {}: see the report", counted(verdict.renames.len(), "possible rename")));
    }
    lines
}

fn numbers(before: Option<&Counts>, after: &Counts) -> String {
    let number = |before: Option<usize>, after: usize, what: &str| match before.filter(|before| *before != after) {
        Some(before) => format!("{} → {} {what}", grouped(before), grouped(after)),
        None => format!("{} {what}", grouped(after)),
    };
    [
        number(before.map(|counts| counts.operations), after.operations, "operations"),
        number(before.map(|counts| counts.types), after.types, "types"),
        number(before.map(|counts| counts.lines), after.lines, "lines"),
    ]
    .join(", ")
}

/// The heaviest of all APIs.
fn first_findings(report: &Report<'_>) -> Vec<String> {
    let findings = report.verdicts().flat_map(|verdict| &verdict.findings);
    let mut findings: Vec<&Finding> = findings.collect();
    findings.sort_by(|one, other| (other.level, one.unstable).cmp(&(one.level, other.unstable)));
    let more = findings.len().saturating_sub(FINDINGS);
    let line = |finding: &&Finding| {
        let (level, axis) = (finding.level.word(), finding.axis.word());
        let line = format!("  {level:7} {axis:9} {}: {}", one_line(&finding.subject), one_line(&finding.means));
        shortened(&line, 160)
    };
    let shown = findings.iter().take(FINDINGS).map(line);
    shown.chain((more > 0).then(|| format!("  … and {} more", counted(more, "finding")))).collect()
}

/// A terminal takes some letters for orders; a document must not give any.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn shortened(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Everything, nothing cut.
pub(crate) fn json(report: &Report<'_>) -> Value {
    json!({
        "bump": report.bump().map(Bump::word),
        "page": report.page,
        "apis": report.apis.iter().map(api_json).collect::<Value>(),
    })
}

fn api_json(api: &Api<'_>) -> Value {
    let compared = api.compared.as_ref();
    let verdict = compared.map(|compared| compared.verdict);
    let findings = verdict.map(|verdict| verdict.findings.as_slice()).unwrap_or_default();
    let renames = verdict.map(|verdict| verdict.renames.as_slice()).unwrap_or_default();
    json!({
        "api": api.name,
        "bump": verdict.map(|verdict| verdict.bump.word()),
        "reasons": verdict.map(|verdict| verdict.reasons.as_slice()).unwrap_or_default(),
        "old": compared.map(|compared| document(&compared.old)),
        "new": document(&api.new),
        "totals": totals(findings),
        "findings": findings.iter().map(finding).collect::<Value>(),
        "renames": renames.iter().map(rename).collect::<Value>(),
        "coverage": coverage(api.census),
    })
}

fn document(document: &Document) -> Value {
    let Document { version, source, sha, counts: Counts { operations, types, lines } } = document;
    json!({
        "version": version,
        "source": source,
        "sha": sha,
        "counts": { "operations": operations, "types": types, "lines": lines },
    })
}

/// Findings by axis, then level.
fn totals(findings: &[Finding]) -> Value {
    let of_axis = |axis| {
        let count = |level| findings.iter().filter(|one| (one.axis, one.level) == (axis, level)).count();
        LEVELS.iter().map(|level| (level.word().to_owned(), json!(count(*level)))).collect::<Value>()
    };
    AXES.iter().map(|axis| (axis.word().to_owned(), of_axis(*axis))).collect()
}

fn finding(finding: &Finding) -> Value {
    let operation = |one: &OperationName| {
        let OperationName { id, method, path, stability } = one;
        json!({ "id": id, "method": method, "path": path, "stability": stability })
    };
    json!({
        "id": finding.id,
        "axis": finding.axis.word(),
        "level": finding.level.word(),
        "rule": finding.rule,
        "at": finding.at.to_string(),
        "operations": finding.operations.iter().map(operation).collect::<Value>(),
        "unstable": finding.unstable,
        "subject": finding.subject,
        "before": finding.before,
        "after": finding.after,
        "means": finding.means,
        "witness": finding.witness,
    })
}

fn rename(rename: &Rename) -> Value {
    let Rename { at, before, after, entry } = rename;
    json!({ "at": at.to_string(), "before": before, "after": after, "entry": entry })
}

fn coverage(census: &Census) -> Value {
    let of_fate = |fate: Fate| {
        let own: Vec<&Construct> = census.constructs.iter().filter(|construct| construct.fate == fate).collect();
        let extensions = own.iter().filter(|construct| construct.is_extension()).count();
        let places: usize = own.iter().map(|construct| construct.places.len()).sum();
        json!({ "constructs": own.len() - extensions, "extensions": extensions, "places": places })
    };
    Fate::ALL.iter().map(|fate| (fate.word().to_owned(), of_fate(*fate))).collect()
}

#[cfg(test)]
mod tests;
