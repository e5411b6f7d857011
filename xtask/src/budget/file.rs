//! `benches/budget.toml`: read as TOML, written line by line, so that order and comments stay.

use std::collections::{BTreeMap, BTreeSet};

use toml_span::Value;
use toml_span::value::{Table, ValueInner};

use super::{Figures, Key};

/// The limits, and what was measured when they were set.
#[derive(Debug)]
pub(super) struct Budget {
    /// The compiler that the figures were recorded with.
    pub rustc: String,
    /// By table: how many percent a limit is above its record.
    pub slack: BTreeMap<String, u64>,
    pub entries: BTreeMap<Key, Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub recorded: u64,
    pub limit: u64,
}

impl Budget {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut root = toml_span::parse(text).map_err(|error| error.to_string())?;
        let mut budget = Self { rustc: String::new(), slack: BTreeMap::new(), entries: BTreeMap::new() };
        for (name, mut value) in table(&mut root, "the file")? {
            match value.take() {
                ValueInner::String(rustc) if &*name.name == "rustc" => budget.rustc = rustc.into_owned(),
                ValueInner::Table(rows) => budget.read_table(&name.name, rows)?,
                _ => return Err(format!("`{name}` is neither `rustc` nor a table of figures")),
            }
        }
        if budget.rustc.is_empty() {
            return Err("`rustc` is missing: the compiler that the figures were recorded with".to_owned());
        }
        Ok(budget)
    }

    fn read_table(&mut self, name: &str, rows: Table<'_>) -> Result<(), String> {
        for (row, mut value) in rows {
            let key = Key::new(name, &row.name);
            if key.name == "slack" {
                self.slack.insert(name.to_owned(), number(&mut value, &key.to_string())?);
                continue;
            }
            let mut members = table(&mut value, &key.to_string())?;
            let mut member = |word: &str| match members.remove(word) {
                Some(mut value) => number(&mut value, &format!("`{word}` of {key}")),
                None => Err(format!("{key} has no `{word}`")),
            };
            let entry = Entry { recorded: member("recorded")?, limit: member("limit")? };
            self.entries.insert(key, entry);
        }
        match self.slack.contains_key(name) {
            true => Ok(()),
            false => Err(format!("[{name}] has no `slack`: how many percent its limits are above what is recorded")),
        }
    }

    fn entry(&self, key: &Key, recorded: u64) -> Result<Entry, String> {
        let slack = self.slack.get(&key.table);
        let slack = slack.ok_or_else(|| format!("there is no table [{}] with its `slack` for {key}", key.table))?;
        Ok(Entry { recorded, limit: recorded.saturating_add((recorded.saturating_mul(*slack)).div_ceil(100)) })
    }
}

fn table<'t>(value: &mut Value<'t>, what: &str) -> Result<Table<'t>, String> {
    match value.take() {
        ValueInner::Table(table) => Ok(table),
        _ => Err(format!("{what} is no table")),
    }
}

fn number(value: &mut Value<'_>, what: &str) -> Result<u64, String> {
    match value.take() {
        ValueInner::Integer(number) => u64::try_from(number).map_err(|_| format!("{what} is below zero")),
        _ => Err(format!("{what} is no whole number")),
    }
}

/// The text with these figures as its records, and limits that are the slack above. What has no figure any more goes; what is
/// new stands at the end of its table.
pub(super) fn rewrite(text: &str, budget: &Budget, figures: &Figures) -> Result<String, String> {
    let mut writer = Writer { budget, figures, written: BTreeSet::new(), lines: Vec::new() };
    let mut place: Option<&str> = None;
    for line in text.lines() {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            writer.end_table(place)?;
            place = Some(name);
        }
        writer.line(place, line)?;
    }
    writer.end_table(place)?;
    match figures.values.keys().find(|key| !writer.written.contains(*key)) {
        Some(key) => Err(format!("there is no table [{}] with its `slack` for {key}", key.table)),
        None => Ok(writer.lines.join("\n") + "\n"),
    }
}

struct Writer<'w> {
    budget: &'w Budget,
    figures: &'w Figures,
    written: BTreeSet<Key>,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn line(&mut self, place: Option<&str>, line: &str) -> Result<(), String> {
        let name = line.split_once('=').map(|(name, _)| name.trim()).filter(|name| !name.starts_with('#'));
        match (place, name) {
            (None, Some("rustc")) => self.lines.push(format!("rustc = {:?}", self.figures.rustc)),
            (Some(table), Some(name)) if name != "slack" => {
                let key = Key::new(table, name);
                // Text after the inline table is a comment.
                let comment = line.split_once('}').map_or("", |(_, rest)| rest);
                if self.figures.values.contains_key(&key) {
                    self.row(key, comment)?;
                }
            }
            _ => self.lines.push(line.to_owned()),
        }
        Ok(())
    }

    fn row(&mut self, key: Key, comment: &str) -> Result<(), String> {
        let Some(value) = self.figures.values.get(&key) else { return Ok(()) };
        let Entry { recorded, limit } = self.budget.entry(&key, *value)?;
        self.lines.push(format!("{} = {{ recorded = {recorded}, limit = {limit} }}{comment}", key.name));
        self.written.insert(key);
        Ok(())
    }

    /// Adds what is new to a table, before the lines that lead to the next.
    fn end_table(&mut self, place: Option<&str>) -> Result<(), String> {
        let Some(table) = place else { return Ok(()) };
        let is_row = |line: &String| !line.trim().is_empty() && !line.starts_with('#');
        let end = self.lines.iter().rposition(is_row).map_or(0, |row| row.saturating_add(1));
        let rest = self.lines.split_off(end);
        let keys = self.figures.values.keys().filter(|key| key.table == table);
        let new: Vec<Key> = keys.filter(|key| !self.written.contains(*key)).cloned().collect();
        for key in new {
            self.row(key, "")?;
        }
        self.lines.extend(rest);
        Ok(())
    }
}
