//! Figures against their limits.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::file::{Budget, Entry};
use super::{FILE, Figures, Key};
use crate::count::{counted, grouped};

/// What came of each figure.
pub(super) struct Judgement {
    rows: Vec<Row>,
    /// Tables without figures, and why.
    gaps: BTreeMap<&'static str, String>,
    /// The compilers of the record and of this run, if they differ.
    compilers: Option<(String, String)>,
}

struct Row {
    key: Key,
    before: Option<u64>,
    after: Option<u64>,
    limit: Option<u64>,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Within,
    Exceeded,
    /// It has a limit, and was not measured.
    Unmeasured,
    /// It was measured, and has no limit.
    Unlimited,
}

impl Judgement {
    pub(super) fn of(budget: &Budget, figures: &Figures) -> Self {
        let keys: BTreeSet<&Key> = budget.entries.keys().chain(figures.values.keys()).collect();
        let rows = keys.into_iter().map(|key| Row::of(key, budget.entries.get(key), figures.values.get(key)));
        Self {
            rows: rows.collect(),
            gaps: figures.gaps.clone(),
            compilers: (budget.rustc != figures.rustc).then(|| (budget.rustc.clone(), figures.rustc.clone())),
        }
    }

    pub(super) fn is_fine(&self) -> bool {
        self.gaps.is_empty() && self.rows.iter().all(|row| row.verdict == Verdict::Within)
    }
}

impl Row {
    fn of(key: &Key, entry: Option<&Entry>, after: Option<&u64>) -> Self {
        let verdict = match (entry, after) {
            (Some(entry), Some(after)) if *after > entry.limit => Verdict::Exceeded,
            (Some(_), Some(_)) => Verdict::Within,
            (Some(_), None) => Verdict::Unmeasured,
            (None, _) => Verdict::Unlimited,
        };
        let (before, limit) = (entry.map(|entry| entry.recorded), entry.map(|entry| entry.limit));
        Self { key: key.clone(), before, after: after.copied(), limit, verdict }
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<50} {:>14} {:>14} {:>14}", "figure", "before", "after", "limit")?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        for (table, why) in &self.gaps {
            writeln!(f, "[{table}] was not measured: {why}")?;
        }
        if let Some((recorded, here)) = &self.compilers {
            writeln!(
                f,
                "recorded with {recorded}, measured with {here}: another compiler moves instructions, allocations and sizes; \
                 where nothing else explains it, `cargo xtask budget --write` with the new one"
            )?;
        }
        let broken = self.rows.iter().filter(|row| row.verdict != Verdict::Within).count();
        match broken {
            0 if self.gaps.is_empty() => writeln!(f, "{} within their limits", counted(self.rows.len(), "figure")),
            0 => writeln!(f, "not everything was measured"),
            _ => writeln!(
                f,
                "{} of {} not within the limits of {FILE}; a change that is worth it records them by `cargo xtask budget --write`",
                broken,
                counted(self.rows.len(), "figure")
            ),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |figure: Option<u64>| figure.and_then(|figure| usize::try_from(figure).ok()).map(grouped);
        let [before, after, limit] =
            [self.before, self.after, self.limit].map(|figure| number(figure).unwrap_or_default());
        write!(f, "{:<50} {before:>14} {after:>14} {limit:>14}", self.key.to_string())?;
        match self.verdict {
            Verdict::Within => Ok(()),
            Verdict::Exceeded => write!(f, "  exceeded{}", Growth(self.before, self.after)),
            Verdict::Unmeasured => f.write_str("  has a limit and was not measured"),
            Verdict::Unlimited => f.write_str("  has no limit"),
        }
    }
}

/// By how much a figure grew, in percent.
struct Growth(Option<u64>, Option<u64>);

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(before), Some(after)) = (self.0, self.1) else { return Ok(()) };
        if before == 0 {
            return Ok(());
        }
        write!(f, ", {:+.1} %", (after as f64 / before as f64 - 1.0) * 100.0)
    }
}
