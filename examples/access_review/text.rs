//! The review as text for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};

use crate::report::{Grant, Person, Report};
use crate::snapshot::Sources;
use crate::totals::{Row, Totals};

/// Rows and names that are shown unless all are asked for.
const ROWS: usize = 25;
const NAMES: usize = 5;
/// Below this many columns names and addresses share one.
const NARROW: u16 = 110;
/// No table is set narrower than this; a smaller terminal breaks its lines better than we could
/// break its words.
const NARROWEST: u16 = 72;
/// One line under the header: rows are told apart by their names, and text without frames can be
/// copied.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// How much text there may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Columns of the terminal; none for text that goes elsewhere, which is not wrapped.
    pub(crate) width: Option<u16>,
    /// Whether long lists are shown to their end.
    pub(crate) all: bool,
}

impl Extent {
    /// How many of `count` entries are shown where `few` are enough at first.
    fn shown(self, count: usize, few: usize) -> usize {
        if self.all { count } else { count.min(few) }
    }
}

/// The review as text.
pub(crate) fn text(report: &Report, sources: &Sources, extent: Extent) -> String {
    let mut text = header(sources);
    text.push_str(&totals(&report.totals, sources));
    text.push_str(&people(report, extent));
    text.push_str(&findings(report, extent));
    if !report.gaps.is_empty() {
        text.push_str("\nNot reviewed\n");
    }
    for gap in &report.gaps {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  {}", clean(gap));
    }
    text
}

fn header(sources: &Sources) -> String {
    let kind = if sources.embedded { "embedded services, an invented company" } else { "live services" };
    let mut text = format!("Access review of {kind}\n");
    for (name, url) in [("Snyk", &sources.snyk), ("Secoda", &sources.secoda)] {
        let url = url.as_deref().unwrap_or("not reviewed, no credential given");
        let _ = writeln!(text, "  {name:<7} {url}");
    }
    text
}

/// What was read on the left, people on the right; a dash for what was not looked at.
fn totals(totals: &Totals, sources: &Sources) -> String {
    let rows = totals.rows(sources);
    let (left, right) = rows.split_at(rows.len() / 2);
    let shown = |row: &Row| row.number.map_or_else(dash, |number| number.to_string());
    let mut text = "\nTotals\n".to_owned();
    for (left, right) in left.iter().zip(right) {
        let _ = write!(text, "  {:<24}{:>6}", left.label, shown(left));
        let _ = writeln!(text, "    {:<24}{:>6}", right.label, shown(right));
    }
    let opaque = totals.secoda_opaque;
    if opaque > 0 && sources.snyk.is_some() {
        let _ = writeln!(text, "  People are joined by e-mail; {opaque} Secoda users show none and may be anybody.");
    }
    text
}

fn people(report: &Report, extent: Extent) -> String {
    let shown = extent.shown(report.people.len(), ROWS);
    let narrow = extent.width.is_some_and(|width| width < NARROW);
    let mut table = table(extent);
    table.load_style(STYLE);
    let header = ["Name", "E-mail", "Group roles", "Orgs and roles", "SSO", "Secoda"];
    table.set_header(arranged(header.map(str::to_owned), narrow));
    for person in &report.people[..shown] {
        table.add_row(arranged(cells(person, narrow), narrow));
    }
    if let Some(column) = table.column_iter_mut().last() {
        column.set_cell_alignment(CellAlignment::Right);
    }
    // A name or an address that is broken into two is hard to read.
    for column in table.column_iter_mut().take(if narrow { 1 } else { 2 }) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    let mut text = format!("\nPeople\n{}\n", table.trim_fmt());
    let more = report.people.len() - shown;
    if more > 0 {
        let _ = writeln!(text, "… {more} more; --all shows them, --csv and --json write everything");
    }
    text
}

fn cells(person: &Person, narrow: bool) -> [String; 6] {
    let separator = if narrow { ",\n" } else { ", " };
    let group_roles = tally(&person.group_roles, "Group ");
    let mut org_roles = tally(&person.org_roles, "Org ");
    if let [first, _, ..] = &mut org_roles[..] {
        *first = format!("{}: {first}", person.org_roles.len());
    }
    let secoda = Some(person.secoda_groups.len()).filter(|count| *count > 0);
    let or_dash = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(dash);
    [
        clean(person.label()),
        or_dash(person.email.as_deref().map(clean)),
        or_dash(Some(group_roles.join(separator))),
        or_dash(Some(org_roles.join(separator))),
        or_dash(person.sso.name().map(str::to_owned)),
        or_dash(secoda.map(|count| count.to_string())),
    ]
}

/// The cells as they are, or with the address below the name where there is little room.
fn arranged([name, email, rest @ ..]: [String; 6], narrow: bool) -> Vec<String> {
    let person = if narrow { vec![format!("{name}\n{email}")] } else { vec![name, email] };
    person.into_iter().chain(rest).collect()
}

fn findings(report: &Report, extent: Extent) -> String {
    let mut text = "\nFindings\n".to_owned();
    if report.findings.is_empty() {
        text.push_str("  none\n");
    }
    let mut table = table(extent);
    for finding in &report.findings {
        let count = finding.people.len();
        let shown = extent.shown(count, NAMES);
        let people = finding.people[..shown].iter().map(|index| &report.people[*index]);
        let mut names = people.map(|person| clean(person.label())).collect::<Vec<_>>().join(", ");
        if shown < count {
            let _ = write!(names, ", … {} more", count - shown);
        }
        table.add_row([count.to_string(), format!("{}\n{names}", finding.title)]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    if !report.findings.is_empty() {
        let _ = writeln!(text, "{}", table.trim_fmt());
    }
    text
}

/// An empty table without lines, as wide as there is room.
fn table(extent: Extent) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    if let Some(width) = extent.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.max(NARROWEST));
    }
    table
}

/// How often each role is held, administrators first: `1 Admin, 3 Collaborator`.
fn tally(grants: &[Grant], prefix: &str) -> Vec<String> {
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for grant in grants {
        let role = grant.role.strip_prefix(prefix).unwrap_or(&grant.role);
        *counts.entry((!grant.is_admin(), role)).or_default() += 1;
    }
    counts.iter().map(|((_, role), count)| format!("{count} {}", clean(role))).collect()
}

/// Names are what people chose to be called; none of them may steer the terminal.
fn clean(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

fn dash() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let grant = |role: &str| Grant {
            group_id: "g".into(),
            group: "Shop".into(),
            org: Some("Web".into()),
            role: role.into(),
        };
        let person = Person {
            name: Some("Ann \u{1b}[31mLee".into()),
            email: Some("ann.lee.of.a.long.address@example.com".into()),
            org_roles: ["Org Admin", "Org Reader", "Org Reader"].map(grant).into(),
            ..Person::default()
        };
        let people = std::iter::once(person).chain((0..29).map(|_| Person::default()));
        Report { people: people.collect(), ..Report::default() }
    }

    fn shown(width: Option<u16>, all: bool) -> String {
        let sources = Sources { embedded: true, snyk: None, secoda: None };
        text(&report(), &sources, Extent { width, all })
    }

    #[test]
    fn long_lists_end_with_how_many_are_left() {
        assert!(shown(None, false).contains("… 5 more; --all shows them"));
        assert!(!shown(None, true).contains("more;"));
    }

    #[test]
    fn narrow_tables_fit_and_keep_addresses_whole() {
        let shown = shown(Some(80), false);
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
        assert!(shown.contains("ann.lee.of.a.long.address@example.com"), "{shown}");
    }

    #[test]
    fn roles_are_condensed_and_names_cannot_steer_the_terminal() {
        let shown = shown(None, false);
        assert!(shown.contains("3: 1 Admin, 2 Reader"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }

    #[test]
    fn what_was_not_read_is_no_zero() {
        let shown = shown(None, false);
        assert!(shown.contains("Snyk groups                  –"), "{shown}");
    }
}
