//! What was measured, as a list that can be kept, printed and drawn.

use std::path::Path;
use std::{fs, io};

use serde_json::{Value, json};

use super::machine::Machine;
use super::process::Cost;
use super::stats::Spread;

/// All that is known, a sheet for each part of each document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Book {
    pub machine: Machine,
    pub sheets: Vec<Sheet>,
}

/// What one run measured of one document, ours and others in turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub part: String,
    pub document: String,
    /// When it was measured.
    pub date: String,
    pub figures: Vec<Figure>,
    /// Who could not be measured, and why.
    pub gaps: Vec<Gap>,
    /// What had to be done to the document for whom.
    pub remarks: Vec<String>,
    /// What another program printed, as it is.
    pub listing: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub what: String,
    pub who: String,
    /// One for each round.
    pub values: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub who: String,
    pub why: String,
}

impl Book {
    /// Takes the place of what was measured of the same before: a sheet is of one run. Small documents come first.
    pub(super) fn put(&mut self, sheet: Sheet) {
        let is_same = |other: &Sheet| (&other.part, &other.document) == (&sheet.part, &sheet.document);
        match self.sheets.iter_mut().find(|other| is_same(other)) {
            Some(other) => *other = sheet,
            None => self.sheets.push(sheet),
        }
        self.sheets.sort_by_key(Sheet::operations);
    }

    /// What earlier runs have left, or nothing.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
            Ok(text) => text,
        };
        let value = serde_json::from_str(&text).map_err(|error| format!("{} is no JSON: {error}", path.display()))?;
        Ok(Self::of_json(&value))
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "machine": self.machine.json(),
            "sheets": self.sheets.iter().map(Sheet::json).collect::<Value>(),
        })
    }

    pub(super) fn of_json(value: &Value) -> Self {
        let sheets = list(&value["sheets"]).iter().map(Sheet::of_json).collect();
        Self { machine: Machine::of_json(&value["machine"]), sheets }
    }
}

impl Sheet {
    pub(super) fn new(part: &str, document: &str, date: &str) -> Self {
        Self { part: part.to_owned(), document: document.to_owned(), date: date.to_owned(), ..Self::default() }
    }

    pub(super) fn note(&mut self, who: &str, what: &str, value: f64) {
        match self.figures.iter_mut().find(|figure| figure.who == who && figure.what == what) {
            Some(figure) => figure.values.push(value),
            None => {
                self.figures.push(Figure { what: what.to_owned(), who: who.to_owned(), values: vec![value] });
            }
        }
    }

    /// Wall time, user time and memory under one stem.
    pub(super) fn note_cost(&mut self, who: &str, stem: &str, cost: &Cost) {
        self.note(who, &key(stem, "wall"), cost.wall);
        cost.user.into_iter().for_each(|user| self.note(who, &key(stem, "user"), user));
        cost.peak.into_iter().for_each(|peak| self.note(who, &key(stem, "peak"), mebibytes(peak)));
    }

    pub(super) fn gap(&mut self, who: &str, why: String) {
        let gap = Gap { who: who.to_owned(), why };
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }

    pub(super) fn spread(&self, what: &str, who: &str) -> Option<Spread> {
        let figure = self.figures.iter().find(|figure| figure.who == who && figure.what == what)?;
        Spread::of(&figure.values)
    }

    /// Who was measured, in the order of the first figures.
    pub(super) fn who(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for figure in &self.figures {
            if !all.contains(&figure.who.as_str()) {
                all.push(&figure.who);
            }
        }
        all
    }

    /// How many operations the document has, as its label ends.
    fn operations(&self) -> Option<usize> {
        let (_, operations) = self.document.rsplit_once('(')?;
        operations.split(' ').next()?.parse().ok()
    }

    fn json(&self) -> Value {
        json!({
            "part": self.part, "document": self.document, "date": self.date, "remarks": self.remarks,
            "listing": self.listing,
            "figures": self.figures.iter().map(Figure::json).collect::<Value>(),
            "gaps": self.gaps.iter().map(|gap| json!({ "who": gap.who, "why": gap.why })).collect::<Value>(),
        })
    }

    fn of_json(value: &Value) -> Self {
        let figures = list(&value["figures"]).iter();
        let gaps = list(&value["gaps"]).iter();
        Self {
            part: text(&value["part"]),
            document: text(&value["document"]),
            date: text(&value["date"]),
            figures: figures.map(Figure::of_json).collect(),
            gaps: gaps.map(|gap| Gap { who: text(&gap["who"]), why: text(&gap["why"]) }).collect(),
            remarks: list(&value["remarks"]).iter().map(text).collect(),
            listing: list(&value["listing"]).iter().map(text).collect(),
        }
    }
}

impl Figure {
    fn json(&self) -> Value {
        let mut value = json!({ "what": self.what, "who": self.who, "values": self.values });
        if let Some(spread) = Spread::of(&self.values) {
            value["median"] = json!(spread.median);
            value["min"] = json!(spread.least);
            value["max"] = json!(spread.most);
        }
        value
    }

    fn of_json(value: &Value) -> Self {
        let values = list(&value["values"]).iter().filter_map(Value::as_f64).collect();
        Self { what: text(&value["what"]), who: text(&value["who"]), values }
    }
}

/// A figure under a stem, which may end in a variant behind an at sign: `cold@rustls` and `wall` are `cold-wall@rustls`.
pub(super) fn key(stem: &str, figure: &str) -> String {
    match stem.split_once('@') {
        Some((stem, variant)) => format!("{stem}-{figure}@{variant}"),
        None => format!("{stem}-{figure}"),
    }
}

pub(super) fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(value: f64) -> Sheet {
        let mut sheet = Sheet::new("check", "a.json", "2026-01-01");
        sheet.note("ours", "check-user", value);
        sheet.note("ours", "check-user", value + 2.0);
        sheet.note("peer", "check-user", 9.0);
        sheet.gap("other", "no Java".to_owned());
        sheet
    }

    #[test]
    fn what_is_kept_comes_back() {
        let book = Book { machine: Machine::default(), sheets: vec![sheet(1.0)] };
        assert_eq!(Book::of_json(&book.json()), book);
    }

    #[test]
    fn a_variant_stays_at_the_end_of_a_key() {
        assert_eq!((key("check", "user"), key("cold@none", "wall")), ("check-user".into(), "cold-wall@none".into()));
    }

    #[test]
    fn the_document_with_the_fewest_operations_comes_first() {
        let mut book = Book::default();
        for document in ["a (100 operations)", "vendored b (5 operations)"] {
            book.put(Sheet { document: document.to_owned(), ..sheet(1.0) });
        }
        assert!(book.sheets.iter().map(Sheet::operations).eq([Some(5), Some(100)]));
    }

    #[test]
    fn a_later_run_takes_the_place_of_an_earlier_one_whole() {
        let mut book = Book::default();
        book.put(sheet(1.0));
        book.put(Sheet { document: "b.json".to_owned(), ..sheet(3.0) });
        book.put(Sheet { figures: Vec::new(), ..sheet(5.0) });
        let kept: Vec<(&str, usize)> =
            book.sheets.iter().map(|sheet| (sheet.document.as_str(), sheet.figures.len())).collect();
        assert_eq!(kept, [("a.json", 0), ("b.json", 2)]);
    }

    #[test]
    fn rounds_are_collected_by_what_and_who() {
        let sheet = sheet(1.0);
        assert_eq!(sheet.who(), ["ours", "peer"]);
        assert_eq!(sheet.spread("check-user", "ours").map(|spread| (spread.median, spread.rounds)), Some((2.0, 2)));
        assert_eq!(sheet.spread("check-user", "nobody"), None);
    }
}
