//! What becomes of the constructs of a document, as a picture: a square for each.

use super::Api;
use super::markup::Html;
use crate::census::{Construct, Fate};
use crate::count::{counted, grouped};

/// Squares in a row: as many as fit the narrowest phone.
const COLUMNS: usize = 13;

/// From one square to the next, with room for a finger.
const PITCH: usize = 24;

/// The edge of a square.
const EDGE: usize = 20;

/// Classes of constructs, by the first word of their names.
const CLASSES: [(&str, &[&str]); 7] = [
    (
        "documents and operations",
        &["document", "info", "tag", "components", "server", "path", "operation", "method", "parameters", "callbacks"],
    ),
    ("security", &["security"]),
    ("parameters", &["parameter"]),
    ("requests", &["request"]),
    ("answers", &["answer", "status", "header", "links"]),
    ("schemas", &["schema", "format", "enum", "additionalProperties", "discriminator", "3.1"]),
    ("references", &["reference", "siblings"]),
];

/// The coverage of the new document: a legend, a picture for each class, and the same as tables.
pub(super) fn picture(page: &mut Html, api: &Api<'_>) {
    page.raw("<section class=\"part\" id=\"").text(api.name).raw("-coverage\">\n<h3>Coverage</h3>\n");
    page.raw("<p class=\"note\">What becomes of each construct of the new document, a square each.</p>\n");
    let constructs = &api.census.constructs;
    legend(page, constructs);
    page.raw("<a class=\"skip\" href=\"#").text(api.name).raw("-constructs\">Skip the squares</a>\n");
    page.raw("<div class=\"pictures\">\n");
    let numbered: Vec<(usize, &Construct)> = constructs.iter().enumerate().collect();
    for (class, _) in CLASSES.iter().chain(&[("other", &[][..]), ("keys of the vendor's own", &[][..])]) {
        let own = |(_, construct): &&(usize, &Construct)| class_of(construct) == *class;
        let mut own: Vec<(usize, &Construct)> = numbered.iter().filter(own).copied().collect();
        own.sort_by(|(_, one), (_, other)| (rank(one.fate), &one.name).cmp(&(rank(other.fate), &other.name)));
        if !own.is_empty() {
            squares(page, api.name, class, &own);
        }
    }
    page.raw("</div>\n");
    tables(page, api.name, &numbered);
    page.raw("</section>\n");
}

fn class_of(construct: &Construct) -> &'static str {
    if construct.is_extension() {
        return "keys of the vendor's own";
    }
    let first = construct.name.split(' ').next().unwrap_or_default();
    CLASSES.iter().find(|(_, words)| words.contains(&first)).map_or("other", |(class, _)| class)
}

fn rank(fate: Fate) -> usize {
    Fate::WORST_FIRST.iter().position(|one| *one == fate).unwrap_or_default()
}

/// What the four kinds of squares mean, with the totals.
fn legend(page: &mut Html, constructs: &[Construct]) {
    page.raw("<ul class=\"plain legend\">\n");
    for fate in Fate::ALL {
        let own: Vec<&Construct> = constructs.iter().filter(|construct| construct.fate == fate).collect();
        let places = own.iter().map(|construct| construct.places.len()).sum();
        page.raw("<li><svg width=\"20\" height=\"20\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">");
        square(page, fate, 0, 0);
        page.raw("</svg> <b>").text(&grouped(own.len())).raw("</b> ").raw(fate.word());
        page.raw("<small>").raw(meaning(fate)).raw("; in ").text(&counted(places, "place")).raw("</small></li>\n");
    }
    page.raw("</ul>\n");
}

fn meaning(fate: Fate) -> &'static str {
    match fate {
        Fate::Handled => "in the generated code, or changes it",
        Fate::Degraded => "some of what it says is lost",
        Fate::Ignored => "says nothing that a client needs",
        Fate::Refused => "stops the generator",
    }
}

fn squares(page: &mut Html, api: &str, class: &'static str, constructs: &[(usize, &Construct)]) {
    let counts =
        Fate::WORST_FIRST.map(|fate| (constructs.iter().filter(|(_, one)| one.fate == fate).count(), fate.word()));
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let (width, height) = (COLUMNS * PITCH, constructs.len().div_ceil(COLUMNS) * PITCH);
    page.raw("<figure>\n<figcaption><b>").raw(class).raw("</b> <small>").text(&counts.join(", "));
    page.raw("</small></figcaption>\n<svg role=\"group\" aria-label=\"").raw(class).raw(": ").text(&counts.join(", "));
    page.raw("\" viewBox=\"-2 -2 ").number(width).raw(" ").number(height).raw("\" width=\"").number(width);
    page.raw("\" height=\"").number(height).raw("\">\n");
    for (place, (number, construct)) in constructs.iter().enumerate() {
        page.raw("<a href=\"#").text(api).raw("-construct-").number(*number).raw("\"><title>").text(&construct.name);
        page.raw(": ").raw(construct.fate.word()).raw(", ").text(&counted(construct.places.len(), "place"));
        page.raw("</title>");
        square(page, construct.fate, place % COLUMNS * PITCH, place / COLUMNS * PITCH);
        page.raw("</a>\n");
    }
    page.raw("</svg>\n</figure>\n");
}

/// A square that tells its fate by its form, and by colour besides.
fn square(page: &mut Html, fate: Fate, x: usize, y: usize) {
    page.raw("<g class=\"").raw(fate.word()).raw("\" transform=\"translate(").number(x).raw(" ").number(y).raw(")\">");
    page.raw("<rect x=\"1\" y=\"1\" width=\"").number(EDGE - 2).raw("\" height=\"").number(EDGE - 2);
    page.raw("\" rx=\"3\"/>");
    page.raw(match fate {
        // A tick, hatching, a dash, a cross.
        Fate::Handled => "<path d=\"M5 10.5l3.5 3.5L15 6.5\"/>",
        Fate::Degraded => "<path d=\"M3 11L11 3M3 17L17 3M9 17l8-8\"/>",
        Fate::Ignored => "<path d=\"M6 10h8\"/>",
        Fate::Refused => "<path d=\"M5 5l10 10M15 5L5 15\"/>",
    });
    page.raw("</g>");
}

/// The same for those who do not see the picture, and for those who want to know more.
fn tables(page: &mut Html, api: &str, constructs: &[(usize, &Construct)]) {
    page.raw("<div class=\"constructs\" id=\"").text(api).raw("-constructs\">\n");
    for fate in Fate::WORST_FIRST {
        let own: Vec<(usize, &Construct)> = constructs.iter().filter(|(_, one)| one.fate == fate).copied().collect();
        if own.is_empty() {
            continue;
        }
        page.raw(if fate == Fate::Handled { "<details>" } else { "<details open>" });
        page.raw("<summary>").text(&counted(own.len(), "construct")).raw(" ").raw(fate.word());
        page.raw("</summary>\n<ul class=\"plain rows\">\n");
        own.iter().for_each(|(number, construct)| row(page, api, *number, construct));
        page.raw("</ul></details>\n");
    }
    page.raw("</div>\n");
}

fn row(page: &mut Html, api: &str, number: usize, construct: &Construct) {
    page.raw("<li id=\"").text(api).raw("-construct-").number(number).raw("\">").code(&construct.name);
    page.raw(" <span>").raw(construct.how).raw("</span> <small>").text(&counted(construct.places.len(), "place"));
    if let Some(first) = construct.places.first() {
        page.raw(", first ").code(&first.to_string());
    }
    page.raw("</small></li>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_construct_of_the_table_of_fates_has_a_class() {
        let construct =
            |name: &str| Construct { name: name.to_owned(), fate: Fate::Handled, how: "", places: Vec::new() };
        let table = [
            ("x-note", "keys of the vendor's own"),
            ("path item by reference", "documents and operations"),
            ("parameters of a path", "documents and operations"),
            ("parameter query form scalar", "parameters"),
            ("status 200", "answers"),
            ("3.1 schema type list", "schemas"),
            ("siblings of a reference", "references"),
            ("nobody", "other"),
        ];
        for (name, class) in table {
            assert_eq!(class_of(&construct(name)), class, "{name}");
        }
    }
}
