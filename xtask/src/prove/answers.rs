//! `cargo xtask prove answers`: every declared answer of every operation, read by the generated types.
//!
//! Bodies come from the document's examples and are made from its schemas. A validator that is not ours says which of
//! them are valid; each of those is read, written again and compared. Then one thing is done to one place of each, and
//! what comes of it is held against the design (`expect.rs`).

mod call;
mod check;
mod examples;
mod expect;
mod find;
mod leniency;
mod mutate;
mod report;
mod samples;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use self::call::Calls;
use self::check::{Check, Done};
use self::expect::Reader;
use self::find::{Answer, Bodiless, Target, find};
use self::mutate::{Body, Mutation, mutations};
use self::report::Failing;
pub(crate) use self::report::Report;
use self::samples::{Sample, Samples, Source, Subject};
use super::driver::Driver;
use super::instances::{Direction, Instances, Place};
use super::validator::Validator;
use crate::trial::known;

/// Reads every answer that a document declares.
pub(super) fn run(driver: &Driver, name: &str, root: &Path) -> Result<Report, String> {
    let start = Instant::now();
    let document = &driver.document.root;
    let called = driver.operations();
    let found = find(driver, &called);
    let instances = Instances::new(document, Direction::Received);
    let samples = Samples::of(document, &instances, &found.answers, &Validator::new(root, document)?)?;
    let settings = known::settings_of(document).settings;
    let check = Check {
        reader: Reader::new(&driver.model),
        loose: settings.optional_in_answers,
        loose_anywhere: settings.optional_when_received,
    };
    let driven: BTreeSet<&str> = found.answers.iter().map(|answer| answer.called.key.as_str()).collect();
    let mut report = Report {
        document: name.to_owned(),
        operations: found.operations,
        driven: driven.union(&found.bodiless.iter().map(|one| one.called.key.as_str()).collect()).count(),
        answers: found.answers.len(),
        bodiless: found.bodiless.len(),
        schemas: samples.subjects.len(),
        ..Report::default()
    };
    let mut proof =
        Proof { driver, calls: Calls::new(document), instances, check, thorough: BTreeSet::new(), report: &mut report };
    for answer in &found.answers {
        proof.answer(answer, &samples)?;
    }
    proof.bodiless(&found.bodiless)?;
    report.left = found.left;
    report.judged_examples = samples.judged_examples;
    report.wrong_examples = samples.wrong_examples;
    report.unusable = samples.unusable;
    report.defects = samples.defects;
    report.took = start.elapsed();
    Ok(report)
}

struct Proof<'a> {
    driver: &'a Driver,
    calls: Calls<'a>,
    instances: Instances,
    check: Check<'a>,
    /// Schemas with the types that they are read as, of which everything was tried.
    thorough: BTreeSet<String>,
    report: &'a mut Report,
}

/// How much is tried with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    All,
    /// The type is that of an earlier answer with the same schema, so that what is left to see is that it is this type.
    Some,
}

/// A body that something was done to, and what it was.
struct Mutated<'s> {
    base: &'s Value,
    places: usize,
    mutation: Mutation,
}

impl Proof<'_> {
    /// All bodies of one answer.
    fn answer(&mut self, answer: &Answer<'_>, samples: &Samples) -> Result<(), String> {
        let Some(subject) = samples.subjects.get(&answer.schema) else { return Ok(()) };
        let schema = self.driver.document.root.pointer(&answer.schema).unwrap_or(&Value::Null);
        let examples = samples.examples.get(&answer.content).map_or(&[][..], Vec::as_slice);
        let depth = self.depth(answer);
        let is_tried = |sample: &&Sample| depth == Depth::All || sample.source != Source::Each;
        let valid: Vec<&Sample> = examples.iter().chain(subject.samples.iter().filter(is_tried)).collect();
        let places: Vec<Vec<Place>> =
            subject.bases.iter().map(|(_, base)| self.instances.places(schema, base)).collect();
        let mutated = mutated(subject, &places, depth);
        let call = self.calls.of(&answer.called.key, answer.called.operation);
        let with = |body: String| with_answer(&call, answer.status, Some(&answer.media_type), body);
        let bodies = valid.iter().map(|sample| sample.value.to_string());
        let lines: Vec<Value> = bodies.chain(mutated.iter().map(|one| text_of(&one.mutation.body))).map(with).collect();
        let said = self.driver.run(&lines, None)?;
        let (of_valid, of_mutated) = said.split_at(valid.len().min(said.len()));
        for (sample, said) in valid.into_iter().zip(of_valid) {
            let places = || self.instances.places(schema, &sample.value);
            let done = self.check.valid(answer, &sample.value, places, said);
            self.count_sample(answer, sample, done);
        }
        for (one, said) in mutated.iter().zip(of_mutated) {
            let places = places.get(one.places).map_or(&[][..], Vec::as_slice);
            let done = self.check.mutated(answer, one.base, places, &one.mutation, said);
            self.count_mutation(answer, &one.mutation, done);
        }
        Ok(())
    }

    fn depth(&mut self, answer: &Answer<'_>) -> Depth {
        let is_failure = matches!(answer.target, Target::Failure(_));
        let is_new = self.thorough.insert(format!("{} {is_failure} {:?}", answer.schema, answer.target.ty()));
        if is_new {
            self.report.thorough += 1;
        }
        if is_new { Depth::All } else { Depth::Some }
    }

    /// Answers without a body, with none and with one that nobody asked for.
    fn bodiless(&mut self, answers: &[Bodiless<'_>]) -> Result<(), String> {
        for Bodiless { called, status } in answers {
            let call = self.calls.of(&called.key, called.operation);
            let bodies = [String::new(), json!({ "unasked": [1] }).to_string()];
            let lines = bodies.map(|body| with_answer(&call, *status, None, body));
            let wanted_kind = if (200..400).contains(status) { None } else { Some("api") };
            for (body, said) in ["no body", "a body"].into_iter().zip(self.driver.run(&lines, None)?) {
                let is_right = match wanted_kind {
                    Some(kind) => said["error"]["kind"] == kind,
                    None => said.get("ok").is_some(),
                };
                if !is_right || said["status"] != *status {
                    let answer = format!("{} {status}", called.key);
                    let why = said.to_string();
                    self.report.failures.push(Failing { answer, kind: "without a body", place: body.to_owned(), why });
                }
            }
        }
        Ok(())
    }

    fn count_sample(&mut self, answer: &Answer<'_>, sample: &Sample, done: Result<Done, String>) {
        *self.report.sources.entry(sample.source).or_default() += 1;
        match done {
            Ok(Done::Read(leniencies)) => {
                self.report.round_trips += 1;
                let each: BTreeSet<_> = leniencies.into_iter().collect();
                each.into_iter().for_each(|one| *self.report.leniencies.entry(one).or_default() += 1);
            }
            // A valid body is read, or it is a failure.
            Ok(Done::Located | Done::WithoutValue) => {}
            Err(why) => self.fail(answer, sample.source.name(), &sample.what, why),
        }
    }

    fn count_mutation(&mut self, answer: &Answer<'_>, mutation: &Mutation, done: Result<Done, String>) {
        let tally = self.report.mutations.entry(mutation.kind).or_default();
        match done {
            Ok(Done::Read(_)) => tally.read += 1,
            Ok(Done::Located) => tally.located += 1,
            Ok(Done::WithoutValue) => tally.without_value += 1,
            Err(why) => {
                let place = if mutation.pointer.is_empty() { "the whole" } else { &mutation.pointer };
                self.fail(answer, mutation.kind.name(), place, why);
            }
        }
    }

    fn fail(&mut self, answer: &Answer<'_>, kind: &'static str, place: &str, why: String) {
        let answer = format!("{} {}", answer.called.key, answer.declared);
        self.report.failures.push(Failing { answer, kind, place: place.to_owned(), why });
    }
}

/// What is done to the bodies of a schema.
fn mutated<'s>(subject: &'s Subject, places: &[Vec<Place>], depth: Depth) -> Vec<Mutated<'s>> {
    let of = |(index, (within, base)): (usize, &'s (String, Value))| {
        let all = mutations(base, places.get(index).map_or(&[][..], Vec::as_slice), within);
        all.into_iter().map(move |mutation| Mutated { base, places: index, mutation })
    };
    let mut all: Vec<Mutated<'s>> = subject.bases.iter().enumerate().flat_map(of).collect();
    if depth == Depth::Some {
        let mut seen = BTreeSet::new();
        all.retain(|one| seen.insert(one.mutation.kind));
    }
    all
}

fn with_answer(call: &Value, status: u16, media_type: Option<&str>, body: String) -> Value {
    let mut call = call.clone();
    let headers: Value = media_type.map(|name| ("content-type".to_owned(), Value::from(name))).into_iter().collect();
    call["answer"] = json!({ "status": status, "headers": headers, "body": body });
    call
}

fn text_of(body: &Body) -> String {
    match body {
        Body::Json(value) => value.to_string(),
        Body::Cut(text) => text.clone(),
    }
}
