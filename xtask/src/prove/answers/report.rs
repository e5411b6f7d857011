//! What is said of the answers of a document.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::leniency::Leniency;
use super::mutate::Kind;
use super::samples::Source;

/// How many failures of one kind are shown.
const SHOWN: usize = 5;

/// One thing that is not as it has to be.
#[derive(Debug)]
pub(super) struct Failing {
    /// Operation and status.
    pub(super) answer: String,
    /// The kind of body: a mutation, or where the body is from.
    pub(super) kind: &'static str,
    /// What was changed.
    pub(super) place: String,
    pub(super) why: String,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) read: usize,
    pub(super) located: usize,
    pub(super) without_value: usize,
}

/// All that was found out about the answers of a document.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(super) document: String,
    pub(super) operations: usize,
    /// Operations, answers with JSON and without a body.
    pub(super) driven: usize,
    pub(super) answers: usize,
    pub(super) bodiless: usize,
    pub(super) schemas: usize,
    /// Answers of which every body was tried; the others have the schema and the type of one of them.
    pub(super) thorough: usize,
    pub(super) sources: BTreeMap<Source, usize>,
    pub(super) round_trips: usize,
    pub(super) leniencies: BTreeMap<Leniency, usize>,
    pub(super) mutations: BTreeMap<Kind, Tally>,
    pub(super) judged_examples: usize,
    pub(super) wrong_examples: Vec<String>,
    pub(super) unusable: Vec<String>,
    pub(super) left: Vec<(String, String)>,
    pub(super) defects: Vec<String>,
    pub(super) failures: Vec<Failing>,
    pub(super) took: Duration,
}

impl Report {
    /// Whether everything was as it has to be, and anything was looked at.
    pub(crate) fn is_fine(&self) -> bool {
        let something = self.round_trips > 0 || self.answers == 0;
        something && self.failures.is_empty() && self.defects.is_empty() && self.unusable.is_empty()
    }

    pub(crate) fn as_json(&self) -> Value {
        let count =
            |done: &Tally| json!({ "read": done.read, "located": done.located, "without_value": done.without_value });
        let mutations: Map<String, Value> =
            self.mutations.iter().map(|(kind, done)| (kind.name().to_owned(), count(done))).collect();
        let sources: Map<String, Value> =
            self.sources.iter().map(|(source, count)| (source.name().to_owned(), (*count).into())).collect();
        let leniencies: Map<String, Value> =
            self.leniencies.iter().map(|(one, count)| (one.reason().to_owned(), (*count).into())).collect();
        let failure =
            |one: &Failing| json!({ "answer": one.answer, "kind": one.kind, "place": one.place, "why": one.why });
        json!({
            "phase": "answers", "document": self.document, "passed": self.is_fine(),
            "operations": self.operations, "driven": self.driven,
            "answers": self.answers, "without_body": self.bodiless, "schemas": self.schemas, "thorough": self.thorough,
            "bodies": sources, "round_trips": self.round_trips, "leniencies": leniencies, "mutations": mutations,
            "examples": self.judged_examples, "wrong_examples": self.wrong_examples, "unusable": self.unusable,
            "left": self.left, "defects": self.defects, "seconds": self.took.as_secs_f64(),
            "failures": self.failures.iter().map(failure).collect::<Vec<Value>>(),
        })
    }

    fn write_counts(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (operations, driven) = (self.operations, self.driven);
        writeln!(f, "  operations               {operations:>9}, {driven} of them driven")?;
        writeln!(f, "  answers with JSON        {:>9}, of {} schemas", self.answers, self.schemas)?;
        let rest = "the others, of equal schema and type, by full, lean, random and one body of each kind below";
        writeln!(f, "    with every body        {:>9}, {rest}", self.thorough)?;
        writeln!(f, "  answers without a body   {:>9}", self.bodiless)?;
        for source in Source::ALL {
            let count = self.sources.get(&source).copied().unwrap_or_default();
            writeln!(f, "  bodies, {:<22}{count:>4}", source.name())?;
        }
        writeln!(f, "  round trips              {:>9}", self.round_trips)?;
        for leniency in Leniency::ALL {
            if let Some(count) = self.leniencies.get(&leniency) {
                writeln!(f, "    {count:>7} times: {}", leniency.reason())?;
            }
        }
        writeln!(f, "  {:<34}{:>9}{:>9}{:>15}", "done to bodies", "read", "located", "without value")?;
        for kind in Kind::ALL {
            let Tally { read, located, without_value } = self.mutations.get(&kind).copied().unwrap_or_default();
            writeln!(f, "    {:<32}{read:>9}{located:>9}{without_value:>15}", kind.name())?;
        }
        Ok(())
    }

    fn write_left(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (what, why) in &self.left {
            by_reason.entry(why).or_default().push(what);
        }
        for (why, whats) in by_reason {
            writeln!(f, "  not driven, as {why}: {}", whats.len())?;
            whats.iter().try_for_each(|what| writeln!(f, "    {what}"))?;
        }
        Ok(())
    }

    fn write_failures(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut by_kind: BTreeMap<&str, Vec<&Failing>> = BTreeMap::new();
        for failing in &self.failures {
            by_kind.entry(failing.kind).or_default().push(failing);
        }
        for (kind, failing) in by_kind {
            writeln!(f, "  FAILED, {kind}: {}", failing.len())?;
            for Failing { answer, place, why, .. } in failing.iter().take(SHOWN) {
                writeln!(f, "    {answer}: {place}: {why}")?;
            }
            if failing.len() > SHOWN {
                writeln!(f, "    and {} more", failing.len() - SHOWN)?;
            }
        }
        Ok(())
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "answers of {}, {:.1} s", self.document, self.took.as_secs_f64())?;
        self.write_counts(f)?;
        writeln!(
            f,
            "  examples of the document {:>9} judged, {} of them not what their schema says",
            self.judged_examples,
            self.wrong_examples.len()
        )?;
        self.wrong_examples.iter().try_for_each(|wrong| writeln!(f, "    {wrong}"))?;
        self.write_left(f)?;
        for (title, list) in [("schemas that the judge cannot use", &self.unusable), ("made wrongly", &self.defects)] {
            if !list.is_empty() {
                writeln!(f, "  FAILED, {title}: {}", list.len())?;
                list.iter().take(SHOWN * 4).try_for_each(|one| writeln!(f, "    {one}"))?;
            }
        }
        self.write_failures(f)?;
        writeln!(f, "  {}", if self.is_fine() { "all as it has to be" } else { "FAILED" })
    }
}
