//! The bodies of an answer: those of the document, and those made from its schema.

use std::collections::BTreeMap;

use serde_json::Value;

use super::examples::{Example, of_media_type, of_schemas};
use super::find::Answer;
use crate::prove::instances::{Direction, Instances};
use crate::prove::validator::{Question, Validator, Verdict};

/// How many values with several changes are made of each schema.
const RANDOM: u64 = 8;

/// Where a body is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Example,
    Full,
    Lean,
    Each,
    Random,
}

/// A body that the judge calls valid.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) source: Source,
    pub(super) what: String,
    pub(super) value: Value,
}

/// What is made of one schema, for all answers that share it.
#[derive(Debug, Default)]
pub(super) struct Subject {
    pub(super) samples: Vec<Sample>,
    /// What mutations are made of: the full value, and that with each other alternative, at the place of its union.
    pub(super) bases: Vec<(String, Value)>,
}

/// All bodies of a document, judged.
#[derive(Debug, Default)]
pub(super) struct Samples {
    /// By the place of the schema.
    pub(super) subjects: BTreeMap<String, Subject>,
    /// By the place of the media type.
    pub(super) examples: BTreeMap<String, Vec<Sample>>,
    /// How many examples were judged, anywhere in the document.
    pub(super) judged_examples: usize,
    /// Examples that are not what their schema says, with their place.
    pub(super) wrong_examples: Vec<String>,
    /// Values of ours that are not what the schema says, and schemas of which nothing could be made.
    pub(super) defects: Vec<String>,
    /// Schemas that the judge cannot use.
    pub(super) unusable: Vec<String>,
}

impl Source {
    pub(super) const ALL: [Self; 5] = [Self::Example, Self::Full, Self::Lean, Self::Each, Self::Random];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Example => "examples",
            Self::Full => "full",
            Self::Lean => "lean",
            Self::Each => "one place changed",
            Self::Random => "several places changed",
        }
    }
}

impl Samples {
    pub(super) fn of(
        root: &Value,
        instances: &Instances,
        answers: &[Answer<'_>],
        validator: &Validator<'_>,
    ) -> Result<Self, String> {
        let mut samples = Self::default();
        samples.judge_examples(root, answers, validator)?;
        let mut made: Vec<(String, Sample)> = Vec::new();
        for answer in answers {
            if samples.subjects.contains_key(&answer.schema) {
                continue;
            }
            let schema = root.pointer(&answer.schema).unwrap_or(&Value::Null);
            let values = made_of(instances, schema);
            if !values.iter().any(|sample| sample.source == Source::Full) {
                samples.defects.push(format!("{}: no value can be made", answer.schema));
            }
            let full = instances.full(schema).map(|value| (String::new(), value));
            let bases = full.into_iter().chain(instances.alternatives(schema)).collect();
            made.extend(values.into_iter().map(|sample| (answer.schema.clone(), sample)));
            samples.subjects.insert(answer.schema.clone(), Subject { samples: Vec::new(), bases });
        }
        let questions: Vec<Question<'_>> = made
            .iter()
            .map(|(pointer, sample)| Question { pointer, direction: Direction::Received, value: &sample.value })
            .collect();
        let verdicts = validator.judge(&questions)?;
        for ((pointer, sample), verdict) in made.into_iter().zip(verdicts) {
            samples.take(&pointer, sample, verdict);
        }
        samples.unusable.sort();
        samples.unusable.dedup();
        Ok(samples)
    }

    fn take(&mut self, pointer: &str, sample: Sample, verdict: Verdict) {
        match verdict {
            Verdict::Valid => {
                if let Some(subject) = self.subjects.get_mut(pointer) {
                    subject.samples.push(sample);
                }
            }
            Verdict::Unusable(why) => self.unusable.push(format!("{pointer}: {why}")),
            Verdict::Invalid(errors) => {
                let value = sample.value.to_string();
                let value: String = value.chars().take(200).collect();
                let (what, errors) = (&sample.what, errors.join("; "));
                self.defects.push(format!("{pointer}: {what}: the judge says {errors}: {value}"));
            }
        }
    }

    fn judge_examples(
        &mut self,
        root: &Value,
        answers: &[Answer<'_>],
        validator: &Validator<'_>,
    ) -> Result<(), String> {
        let mut all: BTreeMap<String, Example> = BTreeMap::new();
        let mut of_content: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        all.extend(of_schemas(root).into_iter().map(|example| (example.at.clone(), example)));
        for answer in answers {
            let examples = of_media_type(root, &answer.content);
            of_content.insert(&answer.content, examples.iter().map(|example| example.at.clone()).collect());
            all.extend(examples.into_iter().map(|example| (example.at.clone(), example)));
        }
        let questions: Vec<Question<'_>> = all
            .values()
            .map(|example| Question { pointer: &example.schema, direction: Direction::Received, value: &example.value })
            .collect();
        let verdicts: Vec<Verdict> = validator.judge(&questions)?;
        self.judged_examples = verdicts.len();
        let mut valid: BTreeMap<&str, &Example> = BTreeMap::new();
        for (example, verdict) in all.values().zip(verdicts) {
            match verdict {
                Verdict::Valid => drop(valid.insert(&example.at, example)),
                Verdict::Invalid(errors) => self.wrong_examples.push(format!("{}: {}", example.at, errors.join("; "))),
                Verdict::Unusable(why) => self.unusable.push(format!("{}: {why}", example.schema)),
            }
        }
        for (content, places) in of_content {
            let of =
                |at: &String| valid.get(at.as_str()).map(|example| sample(Source::Example, at, example.value.clone()));
            self.examples.insert(content.to_owned(), places.iter().filter_map(of).collect());
        }
        Ok(())
    }
}

fn made_of(instances: &Instances, schema: &Value) -> Vec<Sample> {
    let full = instances.full(schema).map(|value| sample(Source::Full, "full", value));
    let lean = instances.lean(schema).map(|value| sample(Source::Lean, "lean", value));
    let each = instances.each(schema).into_iter().map(|each| sample(Source::Each, &each.what, each.value));
    let random = (0..RANDOM)
        .filter_map(|seed| Some(sample(Source::Random, &format!("random {seed}"), instances.random(schema, seed)?)));
    full.into_iter().chain(lean).chain(each).chain(random).collect()
}

fn sample(source: Source, what: &str, value: Value) -> Sample {
    Sample { source, what: what.to_owned(), value }
}
