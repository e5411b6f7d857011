//! `cargo xtask budget`: what the client costs, in figures that repeat, held against the limits in `benches/budget.toml`.

mod file;
mod judge;
mod measure;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use file::Budget;
use judge::Judgement;

/// Where the limits are, below the root.
const FILE: &str = "benches/budget.toml";

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub mode: Mode,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Measures and judges.
    #[default]
    Check,
    /// Measures, and makes what there is the new record.
    Write,
}

/// A figure's table and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    table: String,
    name: String,
}

/// What was measured.
#[derive(Debug, Default)]
struct Figures {
    rustc: String,
    values: BTreeMap<Key, u64>,
    /// Tables that could not be measured, and why.
    gaps: BTreeMap<&'static str, String>,
}

impl Key {
    fn new(table: &str, name: &str) -> Self {
        Self { table: table.to_owned(), name: name.to_owned() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.name)
    }
}

/// Measures everything. Whether all of it is within its limits.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<bool, String> {
    let path = root.join(FILE);
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {FILE}: {error}"))?;
    // What is wrong with the file is known before the minutes of measuring.
    let budget = Budget::read(&text).map_err(|error| format!("{FILE}: {error}"))?;
    let figures = measure::all(root)?;
    match arguments.mode {
        Mode::Check => {
            let judgement = Judgement::of(&budget, &figures);
            print!("{judgement}");
            Ok(judgement.is_fine())
        }
        Mode::Write => {
            if let Some((table, why)) = figures.gaps.iter().next() {
                return Err(format!("nothing is written, as [{table}] was not measured: {why}"));
            }
            let new = file::rewrite(&text, &budget, &figures).map_err(|error| format!("{FILE}: {error}"))?;
            fs::write(&path, new).map_err(|error| format!("cannot write {FILE}: {error}"))?;
            println!("{FILE} has {} figures of {}", figures.values.len(), figures.rustc);
            Ok(true)
        }
    }
}

#[cfg(test)]
mod tests;
