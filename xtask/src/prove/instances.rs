//! Values that a schema of a document allows, and values that it does not, made from the document alone.
//!
//! Nothing here knows what the generator makes of a schema: it is what judges the generator. Values are made by the
//! synthesiser of the mock server and held against its checker; both are mounted.

use serde_json::Value;

mod changes;
#[path = "../../../src/mock/check.rs"]
#[expect(dead_code, reason = "the mock server tells what is wrong")]
mod check;
#[path = "../../../src/mock/mix.rs"]
mod mix;
#[path = "../../../src/mock/pattern.rs"]
mod pattern;
mod places;
#[path = "../../../src/mock/synth.rs"]
#[cfg_attr(not(test), expect(dead_code, reason = "the mock server makes answers of it"))]
mod synth;
#[cfg(test)]
mod tests;
mod texts;
mod whole;
mod wrong;

pub(crate) use changes::Change;
pub(crate) use check::Direction;
pub(crate) use places::{Place, Presence};
use synth::{Aim, Fill};

/// The status that synthesised errors repeat where their schema has room for it.
const STATUS: u16 = 400;
/// How many places of a random value are changed at most.
const STEPS: usize = 8;

/// A value, and what is special about it.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// The place and what was done to it: `/data/type = "x"`, `/name is empty`.
    pub(super) what: String,
    pub(super) value: Value,
}

/// What makes values of the schemas of a document.
#[derive(Debug)]
pub(super) struct Instances {
    /// The document without its examples of objects and lists, which leave out what is optional.
    root: Value,
    direction: Direction,
}

impl Instances {
    pub(super) fn new(root: &Value, direction: Direction) -> Self {
        Self { root: whole::without_examples(root), direction }
    }

    /// A value with every member that it may have, and one item in each list.
    pub(super) fn full(&self, schema: &Value) -> Option<Value> {
        self.make(&whole::without_examples(schema), Fill::Full)
    }

    /// A value with nothing that may be left out.
    pub(super) fn lean(&self, schema: &Value) -> Option<Value> {
        self.make(&whole::without_examples(schema), Fill::Lean)
    }

    /// The full value with one place changed, each way in which the schema allows it.
    pub(super) fn each(&self, schema: &Value) -> Vec<Instance> {
        let Some(full) = self.full(schema) else { return Vec::new() };
        self.of_changes(schema, &full, |place| self.changes(place, full.pointer(&place.pointer)))
            .filter(|instance| self.is_valid(schema, &instance.value))
            .collect()
    }

    /// The full value with one place out of its bounds.
    pub(super) fn wrong(&self, schema: &Value) -> Vec<Instance> {
        let Some(full) = self.full(schema) else { return Vec::new() };
        self.of_changes(schema, &full, |place| wrong::changes(place, full.pointer(&place.pointer)))
            .filter(|instance| !self.is_valid(schema, &instance.value))
            .collect()
    }

    /// A value with several places changed, the same for the same seed.
    pub(super) fn random(&self, schema: &Value, seed: u64) -> Option<Value> {
        let mut dice = Dice(seed);
        let mut value = if dice.below(4) == 0 { self.lean(schema)? } else { self.full(schema)? };
        for _ in 0..=dice.below(STEPS) {
            let places = self.places(schema, &value);
            let Some(place) = places.get(dice.below(places.len())) else { break };
            let changes = self.changes(place, value.pointer(&place.pointer));
            let Some(change) = changes.get(dice.below(changes.len())) else { continue };
            let changed = change.applied(&value).filter(|changed| self.is_valid(schema, changed));
            value = changed.unwrap_or(value);
        }
        Some(value)
    }

    /// Every place of a value, with the part of the schema that it is of.
    pub(super) fn places(&self, schema: &Value, value: &Value) -> Vec<Place> {
        places::places(&self.root, self.direction, &whole::without_examples(schema), value)
    }

    /// The full value with each other alternative of each of its unions, and the place of the union.
    pub(super) fn alternatives(&self, schema: &Value) -> Vec<(String, Value)> {
        let Some(full) = self.full(schema) else { return Vec::new() };
        let changes = self.places(schema, &full).into_iter().flat_map(|place| self.other_alternatives(&place));
        let values = changes.filter_map(|change| Some((change.applied(&full)?, change.pointer)));
        let others = values.filter(|(value, _)| *value != full && self.is_valid(schema, value));
        others.map(|(value, pointer)| (pointer, value)).collect()
    }

    /// Whether our own checker finds nothing wrong. It is not the judge, and keeps to values that are meant to be valid.
    fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        check::violations(&self.root, schema, value, self.direction).is_empty()
    }

    fn make(&self, schema: &Value, fill: Fill) -> Option<Value> {
        synth::value(&self.root, schema, Aim { direction: self.direction, fill, status: STATUS })
    }

    fn of_changes(
        &self,
        schema: &Value,
        full: &Value,
        changes: impl Fn(&Place) -> Vec<Change>,
    ) -> impl Iterator<Item = Instance> {
        let changes: Vec<Change> = self.places(schema, full).iter().flat_map(changes).collect();
        changes.into_iter().filter_map(|change| {
            let value = change.applied(full)?;
            Some(Instance { what: change.what(), value })
        })
    }
}

/// Numbers that look like chance: splitmix64.
struct Dice(u64);

impl Dice {
    /// A number below this one; 0 below 0.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound.max(1) as u64).unwrap_or_default()
    }
}
