//! What we send, and what we do not, held against the judge.

mod compare;
mod report;

use std::collections::BTreeSet;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::described::Described;
use super::differences::{Difference, Known, Who};
use super::driver::{Called, Driver, MARK};
use super::instances::{Direction, Instances};
use super::judges::{Judges, Verdict};
use super::sets::{Maker, Set};
use super::wire::{self, Raw};
use crate::census::METHODS;

pub(super) use report::{as_json, as_text};

/// How many requests of `wire` are under way at a time.
const ABREAST: usize = 4;

/// What came of one document.
#[derive(Debug, Default)]
pub(super) struct Proof {
    pub(super) document: String,
    pub(super) operations: usize,
    pub(super) sets: usize,
    /// Accepted by our own check.
    pub(super) sent: usize,
    /// Of those, with an answer of a 2xx status that was decoded.
    pub(super) decoded: usize,
    /// Of those, with an answer that breaks the document, as the judge says of itself.
    pub(super) off: usize,
    pub(super) refused: usize,
    pub(super) inexpressible: usize,
    /// Values that no HTTP message carries, so that there is nothing to ask the judge.
    pub(super) uncarried: usize,
    pub(super) unjudged: Vec<String>,
    /// The label and the reason of each known difference, with how often it was found.
    pub(super) explained: Vec<(String, String, usize)>,
    pub(super) unexplained: Vec<Difference>,
    pub(super) build: Duration,
    pub(super) time: Duration,
}

/// One set of one operation.
struct Case<'a> {
    called: &'a Called<'a>,
    described: &'a Described,
    set: Set,
}

impl Proof {
    /// Entries of the list that were not found any more.
    pub(super) fn stale(&self) -> impl Iterator<Item = &str> {
        self.explained.iter().filter(|(.., count)| *count == 0).map(|(label, ..)| label.as_str())
    }

    pub(super) fn passed(&self) -> bool {
        self.unexplained.is_empty() && self.stale().next().is_none()
    }
}

/// Calls every operation of a document with every set of values.
pub(super) fn prove(spec: &Path, root: &Path, known: &Known, random: u64) -> Result<Proof, String> {
    let start = Instant::now();
    let driver = Driver::build(spec, root)?;
    let operations = driver.operations();
    refuse_gaps(&driver.document.root, &operations)?;
    let described = operations.iter().map(|called| described(&driver.document.root, called));
    let described = described.collect::<Result<Vec<_>, _>>()?;
    let instances = Instances::new(&driver.document.root, Direction::Sent);
    let version = driver.version.as_ref().map(|(name, version)| (*name, version.as_str()));
    let maker = Maker { root: &driver.document.root, instances: &instances, version, random };
    let mut cases = Vec::new();
    for (called, described) in operations.iter().zip(&described) {
        cases.extend(maker.sets(described)?.into_iter().map(|set| Case { called, described, set }));
    }
    let judges = Judges::start(driver.json(), root)?;
    let calls = cases.iter().enumerate().map(|(nth, case)| case.set.values.call(&case.called.key, &format!("c{nth}")));
    let lines = driver.run(&calls.collect::<Vec<_>>(), Some(&judges.base()))?;
    let raws: Vec<Result<Option<Raw>, String>> = cases.iter().map(|case| case.raw(version)).collect();
    let unsent = raws.iter().enumerate().filter(|(nth, _)| lines.get(*nth).is_some_and(|line| line["sent"].is_null()));
    let unsent: Vec<(usize, &Raw)> =
        unsent.filter_map(|(nth, raw)| Some((nth, raw.as_ref().ok()?.as_ref()?))).collect();
    send(&unsent, judges.port)?;
    let verdicts = judges.verdicts(lines.iter().filter(|line| line["sent"].is_object()).count() + unsent.len());
    let document = spec.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut proof = Proof { document, operations: operations.len(), sets: cases.len(), ..Proof::default() };
    proof.unjudged = judges.unjudged.clone();
    known.begin();
    for (nth, ((case, line), raw)) in cases.iter().zip(&lines).zip(&raws).enumerate() {
        let verdict = |kind: &str| verdicts.get(&format!("{kind}{nth}"));
        let found = match raw {
            Err(why) => vec![(Who::WireDiffers, why.clone())],
            Ok(raw) if line["sent"].is_object() => proof.of_sent(line, raw.as_ref(), verdict("c")),
            Ok(raw) => proof.of_unsent(line, raw.as_ref(), verdict("r")),
        };
        let differences = found.into_iter().map(|(who, says)| case.difference(who, says));
        proof.unexplained.extend(differences.filter(|one| known.explanation(&proof.document, one).is_none()));
    }
    let counts = known.counts(&proof.document);
    proof.explained = counts.into_iter().map(|(entry, count)| (entry.label(), entry.why.clone(), count)).collect();
    (proof.build, proof.time) = (driver.build, start.elapsed());
    Ok(proof)
}

impl Proof {
    fn of_sent(&mut self, line: &Value, raw: Option<&Raw>, verdict: Option<&Verdict>) -> Vec<(Who, String)> {
        self.sent += 1;
        let Some(verdict) = verdict else {
            let error = line["error"]["text"].as_str().unwrap_or("no error");
            return vec![(Who::JudgeRefuses, format!("no request came to it: {error}"))];
        };
        if !verdict.valid {
            return vec![(Who::JudgeRefuses, verdict.why.clone())];
        }
        self.off += usize::from(verdict.is_off);
        let raw = raw.map(|raw| compare::differences(raw, verdict));
        let raw = raw.unwrap_or_else(|| vec!["it was sent, and no message can carry it".to_owned()]);
        let mut found: Vec<(Who, String)> = raw.into_iter().map(|says| (Who::WireDiffers, says)).collect();
        let is_success = line["status"].as_u64().is_some_and(|status| (200..300).contains(&status));
        match line.get("ok") {
            Some(_) => self.decoded += 1,
            None if is_success => {
                let says = line["error"]["text"].as_str().unwrap_or_default();
                let whose = if verdict.is_off { "off its document: " } else { "" };
                found.push((Who::AnswerUnread, format!("{whose}{says}")));
            }
            None => {}
        }
        found
    }

    fn of_unsent(&mut self, line: &Value, raw: Option<&Raw>, verdict: Option<&Verdict>) -> Vec<(Who, String)> {
        let says = match (line["refused"].as_str(), line["inexpressible"].as_str()) {
            (Some(says), _) => {
                self.refused += 1;
                format!("refused: {says}")
            }
            (None, Some(says)) => {
                self.inexpressible += 1;
                format!("inexpressible: {says}")
            }
            (None, None) => return vec![(Who::WeRefuse, line.to_string())],
        };
        if raw.is_none() {
            self.uncarried += 1;
            return Vec::new();
        }
        // What the server does not take for HTTP has no verdict.
        match verdict.is_some_and(|verdict| verdict.valid) {
            true => vec![(Who::WeRefuse, says)],
            false => Vec::new(),
        }
    }
}

impl Case<'_> {
    fn raw(&self, version: Option<(&'static str, &str)>) -> Result<Option<Raw>, String> {
        wire::request(self.described, &self.set.values, version, &self.called.operation.accept)
    }

    fn difference(&self, who: Who, says: String) -> Difference {
        Difference { who, operation: self.called.key.clone(), set: self.set.name.clone(), says }
    }
}

fn described(root: &Value, called: &Called<'_>) -> Result<Described, String> {
    let operation = called.operation;
    let media_type = operation.body.as_ref().map(|body| body.media_type.as_str());
    let found = Described::of(root, &operation.method, &operation.path, media_type);
    found.ok_or_else(|| format!("{} is not in the document", called.key))
}

/// Every operation of the document has a way to be called.
fn refuse_gaps(root: &Value, operations: &[Called<'_>]) -> Result<(), String> {
    let known: BTreeSet<&str> = operations.iter().map(|called| called.key.as_str()).collect();
    let items = root["paths"].as_object().into_iter().flatten();
    let all = items.flat_map(|(path, item)| {
        let methods = METHODS.iter().filter(|method| item.get(**method).is_some());
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let missing: Vec<String> = all.filter(|key| !known.contains(key.as_str())).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("no driver calls these operations: {}", missing.join(", "))),
    }
}

/// Sends requests, several at a time.
fn send(raws: &[(usize, &Raw)], port: u16) -> Result<(), String> {
    thread::scope(|scope| {
        let lanes = (0..ABREAST).map(|lane| {
            scope.spawn(move || {
                raws.iter().skip(lane).step_by(ABREAST).try_for_each(|(nth, raw)| {
                    let done = raw.send(port, (MARK, &format!("r{nth}")));
                    done.map_err(|error| format!("{} {}: {error}", raw.method, raw.target))
                })
            })
        });
        let lanes: Vec<_> = lanes.collect();
        lanes.into_iter().try_for_each(|lane| lane.join().unwrap_or_else(|_| Err("a lane panicked".to_owned())))
    })
}
