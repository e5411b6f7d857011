//! What a new document means to people who use the crate, as a section of the changelog.
//!
//! Moves and renames come first, then what breaks, what is new, what changes in the service, and what went. Findings of
//! one kind are one line, so that a change of a hundred operations can still be read; the report has all of them.

mod place;

use std::collections::{BTreeMap, BTreeSet};

use super::{Axis, Finding, Level, Rename, Verdict};

/// Lines that are told under all headings together.
const MOST_LINES: usize = 24;

/// Renames that are told one by one.
const MOST_RENAMES: usize = 3;

/// As much of a value as is told in a line.
const LONGEST_VALUE: usize = 60;

/// Rules of the wire that rules of Rust tell as well, with the Rust ones.
const TOLD_IN_RUST: [(&str, &[&str]); 2] =
    [("operation-added", &["method-added", "tag-added"]), ("operation-gone", &["method-gone", "tag-gone"])];

/// Rules of behaviour that say that something is meant to go.
const DEPRECATIONS: [&str; 4] = ["deprecated", "deprecation-changed", "sunset-set", "sunset-moved"];

/// The headings, in the order of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    Changed,
    Added,
    ChangedInService,
    Deprecated,
    Removed,
}

/// One line under a heading.
struct Line {
    text: String,
    /// The findings that it stands for.
    count: usize,
}

impl Heading {
    fn text(self) -> &'static str {
        match self {
            Self::Changed => "Changed",
            Self::Added => "Added",
            Self::ChangedInService => "Changed on the wire and in behaviour",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
        }
    }

    fn of(finding: &Finding) -> Self {
        let went = finding.rule.ends_with("-gone");
        match (finding.axis, finding.level) {
            (Axis::Rust, Level::Adds) => Self::Added,
            (Axis::Rust, _) if went => Self::Removed,
            (Axis::Rust, _) => Self::Changed,
            (Axis::Wire, _) if finding.rule == "operation-moved" => Self::Changed,
            (Axis::Wire, _) if finding.rule == "operation-added" => Self::Added,
            (Axis::Wire, _) if finding.rule == "operation-gone" => Self::Removed,
            (Axis::Behaviour, _) if DEPRECATIONS.contains(&finding.rule) => Self::Deprecated,
            (Axis::Wire | Axis::Behaviour, _) => Self::ChangedInService,
        }
    }
}

/// A section below a heading of its own, in Markdown.
pub(crate) fn section(heading: &str, verdict: &Verdict) -> String {
    let mut groups = groups(verdict);
    shorten(&mut groups);
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = format!("### {heading}\n");
    if groups.is_empty() {
        text.push_str("\n- Nothing that a program can tell.\n");
    }
    for (heading, lines) in groups {
        text.push_str(&format!("\n#### {}\n\n", heading.text()));
        lines.iter().for_each(|line| text.push_str(&format!("- {}\n", line.text)));
    }
    text
}

/// The changelog with a section below `## Unreleased`, which is made if it is not there. Nothing else is touched, and a
/// section that stands there already is left.
///
/// # Errors
///
/// If a section of that name stands there with another text, or if the section has no heading.
pub(crate) fn insert(changelog: &str, section: &str) -> Result<String, String> {
    place::below_unreleased(changelog, section)
}

fn groups(verdict: &Verdict) -> BTreeMap<Heading, Vec<Line>> {
    let mut groups: BTreeMap<Heading, Vec<Line>> = BTreeMap::new();
    let renames = renames(&verdict.renames);
    if !renames.is_empty() {
        groups.insert(Heading::Changed, renames);
    }
    let rust: BTreeSet<&str> = of_axis(verdict, Axis::Rust).map(|finding| finding.rule).collect();
    let told_before = |finding: &Finding| {
        let mut rules = TOLD_IN_RUST.iter().filter(|(rule, _)| *rule == finding.rule).flat_map(|(_, rules)| *rules);
        finding.axis == Axis::Wire && rules.any(|rule| rust.contains(rule))
    };
    let mut kinds: BTreeMap<(Heading, u8, Axis, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in verdict.findings.iter().filter(|finding| !told_before(finding)) {
        let key = (Heading::of(finding), weight(finding), finding.axis, finding.rule);
        kinds.entry(key).or_default().push(finding);
    }
    for ((heading, ..), findings) in kinds {
        groups.entry(heading).or_default().extend(line(&findings));
    }
    groups
}

fn of_axis(verdict: &Verdict, axis: Axis) -> impl Iterator<Item = &Finding> {
    verdict.findings.iter().filter(move |finding| finding.axis == axis)
}

/// Moves before all, then the heaviest.
fn weight(finding: &Finding) -> u8 {
    match (finding.rule, finding.level) {
        ("operation-moved", _) => 0,
        (_, Level::Breaks) => 1,
        (_, Level::Changes) => 2,
        (_, Level::Adds) => 3,
    }
}

fn renames(renames: &[Rename]) -> Vec<Line> {
    let (told, rest) = renames.split_at(renames.len().min(MOST_RENAMES));
    let line = |rename: &Rename| Line {
        text: format!("{} is called {} now.", code(&rename.before), code(&rename.after)),
        count: 1,
    };
    let mut lines: Vec<Line> = told.iter().map(line).collect();
    if !rest.is_empty() {
        lines.push(Line { text: format!("{} more names changed; see the report.", rest.len()), count: rest.len() });
    }
    lines
}

/// Findings of one kind: the first of them, and how many there are.
fn line(findings: &[&Finding]) -> Option<Line> {
    let first = findings.iter().min_by_key(|finding| &finding.subject)?;
    let mut text = format!("{}: {}", words(first.rule), code(&first.subject));
    let value =
        |value: &Option<String>| value.as_deref().filter(|text| text.chars().count() <= LONGEST_VALUE).map(code);
    match (value(&first.before), value(&first.after)) {
        (Some(before), Some(after)) => text.push_str(&format!(", {before} → {after}")),
        (Some(value), None) | (None, Some(value)) if first.axis != Axis::Rust => text.push_str(&format!(", {value}")),
        _ => {}
    }
    match findings.len() {
        0 | 1 => text.push('.'),
        all => text.push_str(&format!(", and {} more; see the report.", all - 1)),
    }
    Some(Line { text, count: findings.len() })
}

/// Takes lines from the end of the longest lists, and says how much they told.
fn shorten(groups: &mut BTreeMap<Heading, Vec<Line>>) {
    let mut cut: BTreeMap<Heading, (usize, usize)> = BTreeMap::new();
    while groups.values().map(Vec::len).sum::<usize>() + cut.len() > MOST_LINES {
        // What callers have to act on is cut last.
        let share = |(heading, lines): &(&Heading, &mut Vec<Line>)| match heading {
            Heading::Changed | Heading::Removed => lines.len(),
            Heading::Added | Heading::ChangedInService | Heading::Deprecated => lines.len() * 2,
        };
        let Some((heading, lines)) = groups.iter_mut().max_by_key(share) else { break };
        let Some(line) = lines.pop() else { break };
        let (kinds, findings) = cut.entry(*heading).or_default();
        *kinds += 1;
        *findings += line.count;
    }
    for (heading, (kinds, count)) in cut {
        let text = format!("{count} findings of {kinds} other kinds; see the report.");
        groups.entry(heading).or_default().push(Line { text, count });
    }
}

/// A rule as the words that it is made of.
fn words(rule: &str) -> String {
    let mut words = rule.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

#[cfg(test)]
mod tests;
