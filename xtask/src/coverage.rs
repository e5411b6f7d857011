//! What the vendored documents say, and what becomes of it: the page that a reviewer reads after a change of either.

use serde_json::Value;

use crate::census::{Census, Construct, Fate};
use crate::codegen::Settings;
use crate::codegen::model::{Model, Note, Untyped};
use crate::codegen::problem::{Pointer, Skip};
use crate::markdown::{Table, cell, code};
use crate::trial::facts::Names;

/// Places of a construct that are named.
const PLACES: usize = 3;

const HEAD: &str = "# Coverage

What becomes of every construct and of every key of a vendor's own that a vendored document holds: *handled* is in the
generated code or changes it, *degraded* loses something on the way, *ignored* says nothing that a client needs, and
*refused* is a problem that stops the generator. Written by `cargo xtask regen`: do not edit. Fates are those of
`xtask/src/census/fates.rs`.";

/// A vendored document and what the generator made of it.
#[derive(Clone, Copy)]
pub(crate) struct Covered<'a> {
    pub settings: &'a Settings,
    /// The document as it is vendored.
    pub root: &'a Value,
    pub model: &'a Model,
}

/// The coverage of every document: totals first, then a section for each.
pub(crate) fn markdown(apis: &[Covered<'_>]) -> String {
    let pages: Vec<Page<'_>> = apis.iter().map(Page::of).collect();
    let mut lines = vec![HEAD.to_owned()];
    lines.extend(totals(&pages));
    lines.extend(pages.iter().flat_map(section));
    lines.join("\n") + "\n"
}

/// What is told of one document.
struct Page<'a> {
    covered: Covered<'a>,
    census: Census,
    names: Names,
}

impl<'a> Page<'a> {
    fn of(covered: &Covered<'a>) -> Self {
        Self { covered: *covered, census: Census::of(covered.root), names: Names::of(covered.model) }
    }

    fn untyped(&self) -> &'a [Untyped] {
        &self.covered.model.untyped
    }

    fn skipped(&self) -> &'a [Skip] {
        &self.covered.model.skipped
    }

    /// What the totals tell, in their order.
    fn totals(&self) -> Vec<(String, usize)> {
        let model = self.covered.model;
        let generated = model.operations().filter(|(_, operation)| !operation.variant).count();
        let fates = |what: &'static str, is_wanted: fn(&Construct) -> bool| {
            let count = move |fate: Fate| (format!("{what} {}", fate.word()), self.census.count(fate, is_wanted));
            Fate::ALL.map(count)
        };
        let faithful = self.untyped().iter().filter(|place| place.why.is_none()).count();
        let total = |what: &str, count: usize| (what.to_owned(), count);
        let mut totals = vec![
            total("operations in the document", self.census.operations),
            total("operations generated", generated),
            total("operations skipped", self.skipped().len()),
        ];
        totals.extend(fates("constructs", |construct| !construct.is_extension()));
        totals.extend(fates("x- keys", Construct::is_extension));
        totals.extend([
            total("untyped places of which the document says nothing", faithful),
            total("untyped places that the generator gave up", self.untyped().len() - faithful),
            total("names derived", self.names.derived.len()),
            total("collisions settled", self.names.collided.len()),
            total("other remarks", self.names.remarks.len()),
        ]);
        totals
    }
}

fn totals(pages: &[Page<'_>]) -> Vec<String> {
    let names = pages.iter().map(|page| page.covered.settings.api);
    let head: Vec<&str> = std::iter::once("").chain(names).collect();
    let columns: Vec<Vec<(String, usize)>> = pages.iter().map(Page::totals).collect();
    let labels = columns.first().into_iter().flatten().map(|(label, _)| label);
    let rows = labels.enumerate().map(|(index, label)| {
        let counts = columns.iter().map(|column| column.get(index).map_or(0, |(_, count)| *count).to_string());
        std::iter::once(label.clone()).chain(counts).collect()
    });
    let table = Table::new(&head).rows(rows).lines();
    [String::new(), "## Totals".to_owned(), String::new()].into_iter().chain(table).collect()
}

fn section(page: &Page<'_>) -> Vec<String> {
    let api = page.covered.settings.api;
    let info = |key: &str| page.covered.root["info"][key].as_str().unwrap_or("?");
    let file = code(&page.covered.settings.spec_file());
    let mut lines = vec![String::new(), format!("## {}", cell(api)), String::new()];
    lines.push(format!("{file}: {} {}", cell(info("title")), cell(info("version"))));
    let names = &page.names;
    let parts = [
        ("constructs", constructs(&page.census, |construct| !construct.is_extension())),
        ("keys of the vendor's own", constructs(&page.census, Construct::is_extension)),
        ("untyped places", untyped(page.untyped())),
        ("skipped operations", skipped(page.skipped())),
        ("names derived", notes(&names.derived)),
        ("collisions settled", notes(&names.collided)),
        ("other remarks", notes(&names.remarks)),
    ];
    for (title, table) in parts {
        let content = table.map_or_else(|| vec!["None.".to_owned()], Table::lines);
        lines.extend([String::new(), format!("### {}: {title}", cell(api)), String::new()]);
        lines.extend(content);
    }
    lines
}

/// The worst fate first, so that what wants a look stands on top.
fn constructs(census: &Census, is_wanted: fn(&Construct) -> bool) -> Option<Table> {
    // Those of one fate are in the order of their names already.
    let of_fate = |fate: Fate| census.constructs.iter().filter(move |one| one.fate == fate && is_wanted(one));
    let found = Fate::WORST_FIRST.into_iter().flat_map(of_fate);
    let rows = found.map(|construct| {
        let count = construct.places.len().to_string();
        let fate = construct.fate.word().to_owned();
        vec![code(&construct.name), fate, cell(construct.how), count, places(&construct.places)]
    });
    table(&["construct", "fate", "what becomes of it", "times", "first places"], rows.collect())
}

fn places(places: &[Pointer]) -> String {
    let first: Vec<String> = places.iter().take(PLACES).map(|at| code(&at.to_string())).collect();
    match places.len().saturating_sub(PLACES) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

fn untyped(places: &[Untyped]) -> Option<Table> {
    let why = |place: &Untyped| place.why.as_deref().map_or("the document says nothing".to_owned(), cell);
    table(&["place", "why"], places.iter().map(|place| vec![code(&place.at.to_string()), why(place)]).collect())
}

fn skipped(skips: &[Skip]) -> Option<Table> {
    let row = |skip: &Skip| vec![code(&skip.at.to_string()), cell(&skip.what), cell(&skip.why)];
    table(&["place", "operation", "why"], skips.iter().map(row).collect())
}

fn notes(notes: &[Note]) -> Option<Table> {
    let row = |note: &Note| vec![code(&note.at.to_string()), cell(&note.what)];
    table(&["place", "what"], notes.iter().map(row).collect())
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Option<Table> {
    (!rows.is_empty()).then(|| Table::new(head).rows(rows.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen;
    use crate::codegen::settings::SkipRule;

    const SKIPS: &[SkipRule] = &[SkipRule { at: "/paths/~1b/get", why: "not for us" }];

    const DOCUMENT: &str = r##"{ "openapi": "3.0.0", "info": { "title": "Pets | <b>", "version": "2" }, "paths": {
        "/a": { "get": { "x-note": 1, "responses": { "200": { "description": "", "content": { "application/json": {
            "schema": { "type": "object", "properties": {
                "petName": { "type": "string", "nullable": true }, "pet_name": { "type": "array", "uniqueItems": true,
                    "items": { "type": "string", "nullable": true } },
                "c": { "type": "string", "nullable": true }, "d": { "type": "string", "nullable": true }, "e": {}
            } } } } } } } },
        "/b": { "get": { "responses": { "204": { "description": "" } } } }
        } }"##;

    fn of(document: &str) -> String {
        let settings = Settings { api: "scratch", runtime: "snyk_secoda", skips: SKIPS, ..Settings::plain() };
        let generated = codegen::generate(document, &settings).unwrap_or_else(|problems| panic!("{problems}"));
        let root = serde_json::from_str(document).unwrap_or_default();
        markdown(&[Covered { settings: &settings, root: &root, model: &generated.model }])
    }

    fn line<'a>(text: &'a str, start: &str) -> &'a str {
        text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start:?} in\n{text}"))
    }

    #[test]
    fn totals_come_first() {
        let text = of(DOCUMENT);
        assert_eq!(line(&text, "## "), "## Totals");
        assert_eq!(line(&text, "| operations in"), "| operations in the document | 2 |");
        assert_eq!(line(&text, "| operations skipped"), "| operations skipped | 1 |");
        assert_eq!(line(&text, "| constructs degraded"), "| constructs degraded | 1 |");
        assert_eq!(line(&text, "| x- keys ignored"), "| x- keys ignored | 1 |");
    }

    #[test]
    fn a_construct_has_one_line_with_at_most_three_places() {
        let text = of(DOCUMENT);
        let row = line(&text, "| `schema nullable`");
        assert!(row.contains("| handled | Option, apart from absence where that matters | 4 |"), "{row}");
        assert_eq!(row.matches("`#/").count(), 3);
        assert!(row.ends_with("and 1 more |"), "{row}");
    }

    #[test]
    fn what_is_lost_stands_before_what_is_handled() {
        let text = of(DOCUMENT);
        let at = |start: &str| text.find(start).unwrap_or_else(|| panic!("no {start:?} in\n{text}"));
        assert!(at("| `schema uniqueItems` | degraded |") < at("| `method get` | handled |"));
    }

    #[test]
    fn a_skip_an_untyped_place_and_a_collision_tell_their_reason() {
        let text = of(DOCUMENT);
        assert!(line(&text, "| `#/paths/~1b/get` |").ends_with("| not for us |"));
        assert!(text.lines().any(|line| line.ends_with("/properties/e` | the document says nothing |")), "{text}");
        assert!(text.contains("no operationId, called get\\_a by its method and path"), "{text}");
        assert!(text.contains("/properties/petName` | called "), "{text}");
    }

    #[test]
    fn a_title_cannot_become_markup() {
        assert!(of(DOCUMENT).contains("`specs/scratch.json`: Pets \\| &lt;b> 2"));
    }

    #[test]
    fn what_there_is_none_of_says_so() {
        let text = of(r#"{ "openapi": "3.0.0", "info": { "title": "t", "version": "1" }, "paths": {
            "/b": { "get": { "operationId": "b", "responses": { "204": { "description": "" } } } } } }"#);
        let (_, rest) = text.split_once("### scratch: untyped places\n\n").unwrap_or_default();
        assert!(rest.starts_with("None.\n"), "{text}");
    }

    #[test]
    fn the_vendored_documents_hold_nothing_that_is_refused_or_unknown() {
        for settings in Settings::all() {
            let text = std::fs::read_to_string(crate::project_root().join(settings.spec_file())).unwrap_or_default();
            let root: Value = serde_json::from_str(&text).unwrap_or_default();
            let census = Census::of(&root);
            assert!(census.constructs.len() > 20, "{}", settings.api);
            assert_eq!(census.count(Fate::Refused, |_| true), 0, "{}", settings.api);
            assert!(census.constructs.iter().all(|construct| !construct.how.contains("fates.rs")), "{}", settings.api);
        }
    }
}
