//! `benches/RESULTS.md`: tables of what was measured.

use std::fmt::Write;

use super::book::{Book, Sheet};
use super::parts::Part;
use super::stats::{Spread, to_linear};
use super::what::{WHATS, What};
use crate::markdown::{Table, cell, code};

const HEAD: &str = "\
# Results

Written by `cargo xtask bench --peers`, which measures all of this on one machine: this project (\"ours\"), and other
generators of Rust clients from OpenAPI documents, as far as they can be installed. A cell is the median of the rounds, with
the least and the most in parentheses where there were several. In every round each has its turn, so that what else the
machine does meets all of them. Compare within a table and not between tables: each says when it was measured. User time is
steadier than wall time.

A plot of what a call takes in all, `plots/call.svg`, is drawn where the benchmarks of the runtime have left their figures in
`target/bench/overhead.json`.

![User time of a check of the client crate alone](plots/build-time.svg)

![Generated lines](plots/lines.svg)

![A call of each client](plots/overhead.svg)
";

/// What the parts are, in the order of the page.
fn title(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Generate => (
            "Generate",
            "The generator as a program of its own, optimised, and unoptimised as a build script has it. Others as they are \
             installed from their registry. Lines are those of each generator's own layout; ours have up to 120 columns.",
        ),
        Part::Check => (
            "Check",
            "Everything below the client crate is built before. Without TLS for ours, and with what each peer asks for.",
        ),
        Part::Release => ("Dev and release builds", "The client crate alone, without TLS for ours."),
        Part::ColdCheck => (
            "A check from nothing",
            "Into an empty target folder, by kind of TLS. The floor is reqwest, serde, serde_json and the packages of a \
             generator, with an empty library and build script: openapiv3, quote, proc-macro2, heck, and syn and prettyplease \
             to format, which our build script does without. Ours is a program of ten calls with the client and its build \
             script below it. Peers have the TLS that they ask for, and no build script: their code was generated before. \
             Nothing is incremental, as nothing from a registry is.",
        ),
        Part::ColdBuild => ("A dev build from nothing", "The same with code, and linked."),
        Part::Scaling => (
            "Scaling",
            "The same document with its paths, operations, tags and components 2, 4 and 8 times, under other names. The last \
             column is the figure at 8 times the size over 8 times the figure: 1 is linear, less is better.",
        ),
        Part::Calls => (
            "Calls",
            "What a client adds to a call over a warm connection on loopback. All programs are optimised, and ask for the same \
             group of the same service.",
        ),
        Part::LlvmLines => (
            "Where the compiled code comes from",
            "The first lines of `cargo llvm-lines`, of the client crate, unoptimised and without TLS.",
        ),
    }
}

/// The whole page.
pub(super) fn page(book: &Book) -> String {
    format!("{HEAD}\n{}\n{}\n{}", machine(book), tables(book), meanings(book))
}

/// The tables alone.
pub(super) fn tables(book: &Book) -> String {
    let mut page = String::new();
    for part in Part::ALL {
        let sheets: Vec<&Sheet> = book.sheets.iter().filter(|sheet| sheet.part == part.name()).collect();
        if sheets.is_empty() {
            continue;
        }
        let (title, words) = title(part);
        let _ = write!(page, "## {title}\n\n{words}\n\n");
        sheets.into_iter().for_each(|sheet| page.push_str(&section(part, sheet)));
    }
    page.trim_end().to_owned() + "\n"
}

fn section(part: Part, sheet: &Sheet) -> String {
    let rounds = sheet.figures.iter().map(|figure| figure.values.len()).max().unwrap_or_default();
    let mut text = format!("### {}\n\n{}; rounds: {rounds}.\n\n", cell(&sheet.document), sheet.date);
    if !sheet.figures.is_empty() {
        let lines = match part {
            Part::Scaling => scaled(sheet),
            _ => compared(sheet),
        };
        text += &(lines.join("\n") + "\n\n");
    }
    if !sheet.listing.is_empty() {
        text += &format!("```text\n{}\n```\n\n", sheet.listing.join("\n"));
    }
    let gaps = sheet.gaps.iter().map(|gap| format!("- Not measured: {}, {}\n", cell(&gap.who), code(&gap.why)));
    let remarks = sheet.remarks.iter().map(|remark| format!("- Done to the document for {}\n", cell(remark)));
    let notes: String = gaps.chain(remarks).collect();
    if notes.is_empty() { text } else { text + &notes + "\n" }
}

/// A row for each figure, a column for everybody.
fn compared(sheet: &Sheet) -> Vec<String> {
    let everybody = sheet.who();
    let head: Vec<&str> = [""].into_iter().chain(everybody.iter().copied()).collect();
    let rows = rows(sheet).into_iter().map(|(what, key, label)| {
        let cells =
            everybody.iter().map(|who| sheet.spread(&key, who).map_or(String::new(), |spread| shown(spread, what)));
        [label].into_iter().chain(cells).collect()
    });
    Table::new(&head).rows(rows).lines()
}

/// The same with the distance from what is linear. A column is a multiple.
fn scaled(sheet: &Sheet) -> Vec<String> {
    let multiples = sheet.who();
    let head: Vec<&str> = [""].into_iter().chain(multiples.iter().copied()).chain(["to linear"]).collect();
    let rows = rows(sheet).into_iter().map(|(what, key, label)| {
        let spreads: Vec<Option<Spread>> = multiples.iter().map(|who| sheet.spread(&key, who)).collect();
        let cells = spreads.iter().map(|spread| spread.map_or(String::new(), |spread| shown(spread, what)));
        let ends = spreads.first().copied().flatten().zip(spreads.last().copied().flatten());
        let times = multiples.last().and_then(|who| who.trim_end_matches('×').parse().ok()).unwrap_or(1);
        let linear = ends.and_then(|(once, scaled)| to_linear(once.median, scaled.median, times));
        let linear = linear.map_or(String::new(), |linear| format!("{linear:.2}"));
        [label].into_iter().chain(cells).chain([linear]).collect()
    });
    Table::new(&head).rows(rows).lines()
}

/// The figures of a sheet in the order of all figures: what they are, their key and their label.
fn rows(sheet: &Sheet) -> Vec<(&'static What, String, String)> {
    let mut keys: Vec<(usize, &'static What, String)> = Vec::new();
    for figure in &sheet.figures {
        let Some((nth, what, _)) = What::of(&figure.what) else { continue };
        if !keys.iter().any(|(_, _, key)| *key == figure.what) {
            keys.push((nth, what, figure.what.clone()));
        }
    }
    keys.sort_by_key(|(nth, ..)| *nth);
    let labelled = keys.into_iter().map(|(_, what, key)| {
        let variant = key.split_once('@').map_or(String::new(), |(_, variant)| format!(", TLS {variant}"));
        let unit = if what.unit.is_empty() { String::new() } else { format!(", {}", what.unit) };
        let label = format!("{}{variant}{unit}", what.label);
        (what, key, label)
    });
    labelled.collect()
}

fn shown(spread: Spread, what: &What) -> String {
    let number = |value: f64| grouped(&format!("{value:.*}", what.digits));
    let median = number(spread.median);
    let (least, most) = (number(spread.least), number(spread.most));
    if least == most { median } else { format!("{median} ({least}–{most})") }
}

/// Thousands with a comma.
pub(super) fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

fn machine(book: &Book) -> String {
    let machine = &book.machine;
    let versions: Vec<String> = machine.versions.iter().map(|version| cell(version)).collect();
    format!(
        "## The machine\n\n{} with {} cores, {} of memory, {}. {}.\n",
        cell(&machine.processor),
        machine.cores,
        machine.memory,
        cell(&machine.kernel),
        versions.join(", ")
    )
}

fn meanings(book: &Book) -> String {
    let measured = |what: &What| {
        let mut figures = book.sheets.iter().flat_map(|sheet| &sheet.figures);
        figures.any(|figure| What::of(&figure.what).is_some_and(|(_, other, _)| other.key == what.key))
    };
    let told = WHATS.iter().filter(|what| !what.meaning.is_empty() && measured(what));
    let lines: String = told.map(|what| format!("- **{}**: {}\n", what.label, what.meaning)).collect();
    format!("## What the rows mean\n\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::machine::Machine;

    fn sheet(part: Part) -> Sheet {
        let mut sheet = Sheet::new(part.name(), "a_b (2 operations)", "2026-01-02 03:04 UTC");
        for (who, values) in [("1×", [1.0, 2.0, 3.0]), ("8×", [8.0, 16.0, 24.0])] {
            values.into_iter().for_each(|value| sheet.note(who, "check-user", value));
        }
        sheet.note("1×", "lines", 12345.0);
        sheet
    }

    #[test]
    fn a_table_has_a_row_for_each_figure_and_a_column_for_everybody() {
        let expected = [
            "|  | 1× | 8× |",
            "| --- | --- | --- |",
            "| generated lines | 12,345 |  |",
            "| check of the client crate alone, user, s | 2.00 (1.00–3.00) | 16.00 (8.00–24.00) |",
        ];
        assert_eq!(compared(&sheet(Part::Check)), expected);
    }

    #[test]
    fn a_table_of_multiples_says_how_far_each_is_from_linear() {
        let lines = scaled(&sheet(Part::Scaling));
        assert!(lines[3].ends_with("| 1.00 |"), "{lines:?}");
        assert!(lines[0].ends_with("| to linear |"), "{lines:?}");
    }

    #[test]
    fn a_page_tells_the_machine_the_date_and_what_was_not_measured() {
        let mut missing = sheet(Part::Check);
        missing.gap("peer", "does not compile, 3 errors; the first: a | b".to_owned());
        missing.remarks.push("peer: ids (2 times: they are given one)".to_owned());
        let machine = Machine { processor: "X".to_owned(), cores: "2".to_owned(), ..Machine::default() };
        let page = page(&Book { machine, sheets: vec![missing] });
        for part in [
            "X with 2 cores",
            "### a\\_b (2 operations)\n\n2026-01-02 03:04 UTC; rounds: 3.",
            "- Not measured: peer, `does not compile, 3 errors; the first: a \\| b`",
            "- Done to the document for peer: ids (2 times",
            "- **generated lines**: of all generated Rust files",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("## Scaling"), "{page}");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(["999", "1000", "1234567.8"].map(grouped), ["999", "1,000", "1,234,567.8"]);
    }
}
