//! `allOf`: one object out of several schemas.
//!
//! A value must satisfy every member, so what any of them says holds:
//!
//! | keyword | merged |
//! |---|---|
//! | `properties` | all of them; one that several name must satisfy each |
//! | `required` | all of them |
//! | `additionalProperties` | typed before open before unsaid; `false` says nothing of the sibling members |
//! | `type`, `format`, `items`, `description` | the outermost that says something |
//! | bounds | the narrowest |
//! | `enum` | the values that all allow |
//! | `nullable` | of the schema that has the `allOf`, else when every member is |

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::Lowering;
use crate::codegen::model::Limits;
use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::spec::keywords::{Additional, Keywords, Node, Placed, Property};

/// The schemas that the flattening of an `allOf` has met.
#[derive(Default)]
struct Met {
    all: BTreeSet<Pointer>,
    /// Those that it is inside of.
    way: Vec<Pointer>,
}

impl<'a> Lowering<'a> {
    /// The keywords with those of its `allOf` members, unless they are another schema by its reference.
    pub(super) fn whole_of<'s>(&mut self, keywords: Keywords<'s>, at: &Pointer) -> Keywords<'s>
    where
        'a: 's,
    {
        if keywords.all_of.is_empty() || self.is_stand_in(&keywords, at) {
            return keywords;
        }
        self.flatten(keywords, at)
    }

    /// Whether the schema is nothing but another one by its reference.
    fn is_stand_in(&self, keywords: &Keywords<'_>, at: &Pointer) -> bool {
        match keywords.all_of[..] {
            [Placed { node: Node::Reference(reference), .. }] => adds_nothing(keywords) && !self.is_base(reference, at),
            _ => false,
        }
    }

    /// Whether the schema stands for those that extend it, and not for itself.
    fn is_base(&self, reference: &str, at: &Pointer) -> bool {
        let schema = self.spec.target(reference, at).and_then(|target| self.spec.schema(&target));
        schema.is_ok_and(|schema| schema.schema_data.discriminator.is_some())
    }

    /// What must satisfy all of some schemas, as one set of keywords.
    pub(super) fn merge<'s>(&mut self, nodes: Vec<Placed<'s>>) -> Keywords<'s>
    where
        'a: 's,
    {
        let at = nodes.first().map(|first| first.at.clone()).unwrap_or_default();
        self.flatten(Keywords { all_of: nodes, ..Keywords::default() }, &at)
    }

    /// Takes the members of an `allOf` into the schema that has it.
    fn flatten<'s>(&mut self, keywords: Keywords<'s>, at: &Pointer) -> Keywords<'s>
    where
        'a: 's,
    {
        self.flatten_below(keywords, at, &mut Met::default())
    }

    fn flatten_below<'s>(&mut self, mut keywords: Keywords<'s>, at: &Pointer, met: &mut Met) -> Keywords<'s>
    where
        'a: 's,
    {
        let nodes = std::mem::take(&mut keywords.all_of);
        let every_null = !nodes.is_empty() && nodes.iter().all(|placed| self.is_nullable(placed));
        keywords.nullable |= every_null;
        for placed in nodes {
            let target = self.target_of(&placed);
            if met.way.contains(&target) {
                self.problem(Problem::new(at, "the allOf leads back to itself"));
                continue;
            }
            // To satisfy a schema twice is to satisfy it.
            if !met.all.insert(target.clone()) {
                continue;
            }
            met.way.push(target);
            if let Some(member) = self.member(&placed) {
                let member = self.flatten_below(member, &placed.at, met);
                absorb(&mut keywords, member);
            }
            met.way.pop();
        }
        keywords
    }

    /// Where a node really stands.
    pub(super) fn target_of(&self, placed: &Placed<'_>) -> Pointer {
        match placed.node {
            Node::Reference(reference) => self.spec.target(reference, &placed.at).unwrap_or_else(|_| placed.at.clone()),
            Node::Schema(_) => placed.at.clone(),
        }
    }

    fn member<'s>(&mut self, placed: &Placed<'s>) -> Option<Keywords<'s>>
    where
        'a: 's,
    {
        match placed.node {
            Node::Schema(schema) => Some(Keywords::of(schema, &placed.at, &placed.name)),
            Node::Reference(reference) => {
                let spec = self.spec;
                let found = spec.target(reference, &placed.at).and_then(|at| Ok((spec.schema(&at)?, at)));
                match found {
                    Ok((schema, at)) => {
                        let name = self.components.get(&at).cloned().unwrap_or_else(|| at.last());
                        Some(Keywords::of(schema, &at, &name))
                    }
                    Err(problem) => {
                        self.problem(problem);
                        None
                    }
                }
            }
        }
    }

    fn is_nullable(&self, placed: &Placed<'_>) -> bool {
        match placed.node {
            Node::Schema(schema) => schema.schema_data.nullable,
            Node::Reference(reference) => {
                self.spec.target(reference, &placed.at).is_ok_and(|target| self.spec.is_nullable(&target))
            }
        }
    }
}

/// What must satisfy both of two sets of keywords.
pub(super) fn join<'s>(mut one: Keywords<'s>, other: Keywords<'s>) -> Keywords<'s> {
    absorb(&mut one, other);
    one
}

/// Says nothing of the value besides its one `allOf` member.
fn adds_nothing(keywords: &Keywords<'_>) -> bool {
    let outer = Keywords { all_of: Vec::new(), kind: None, ..keywords.clone() };
    outer.is_untyped() && outer.required.is_empty() && outer.limits == Limits::default()
}

fn absorb<'s>(into: &mut Keywords<'s>, from: Keywords<'s>) {
    into.kind = into.kind.or(from.kind);
    into.format = into.format.take().or(from.format);
    into.pattern = into.pattern.or(from.pattern);
    into.description = into.description.or(from.description);
    into.default = into.default.or(from.default);
    // The discriminator of a schema that is extended tells its extensions apart, and says nothing of this one.
    if !(from.one_of.is_empty() && from.any_of.is_empty()) {
        into.discriminator = into.discriminator.or(from.discriminator);
    }
    into.read_only |= from.read_only;
    into.write_only |= from.write_only;
    into.not |= from.not;
    into.deprecated |= from.deprecated;
    from.properties.into_iter().for_each(|property| absorb_property(&mut into.properties, property));
    into.required.extend(from.required);
    into.items.extend(from.items);
    into.one_of.extend(from.one_of);
    into.any_of.extend(from.any_of);
    into.additional = wider(std::mem::take(&mut into.additional), from.additional);
    narrow(&mut into.limits, &from.limits);
    if into.values.is_empty() {
        into.values = from.values;
    } else if !from.values.is_empty() {
        into.values.retain(|value| from.values.contains(value));
    }
}

fn absorb_property<'s>(into: &mut Vec<Property<'s>>, property: Property<'s>) {
    let Some(same) = into.iter_mut().find(|one| one.wire == property.wire) else {
        return into.push(property);
    };
    for placed in property.nodes {
        if !same.nodes.iter().any(|one| one.at == placed.at || is_same_reference(one, &placed)) {
            same.nodes.push(placed);
        }
    }
}

fn is_same_reference(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    matches!((one.node, other.node), (Node::Reference(one), Node::Reference(other)) if one == other)
}

fn wider<'s>(one: Additional<'s>, other: Additional<'s>) -> Additional<'s> {
    match (one, other) {
        (Additional::Typed(placed), _) | (_, Additional::Typed(placed)) => Additional::Typed(placed),
        (Additional::Open, _) | (_, Additional::Open) => Additional::Open,
        (Additional::Unsaid, other) => other,
        (Additional::Closed, _) => Additional::Closed,
    }
}

/// Whether the narrower of two bounds excludes itself: the one that compares with the other in the given way.
fn is_exclusive(one: (Option<f64>, bool), other: (Option<f64>, bool), narrower: Ordering) -> bool {
    match (one.0, other.0) {
        (_, None) => one.1,
        (None, _) => other.1,
        (Some(bound), Some(than)) => match bound.partial_cmp(&than) {
            Some(Ordering::Equal) => one.1 || other.1,
            order if order == Some(narrower) => one.1,
            _ => other.1,
        },
    }
}

fn narrow(into: &mut Limits, from: &Limits) {
    let higher = |one: Option<f64>, other: Option<f64>| one.into_iter().chain(other).reduce(f64::max);
    let lower = |one: Option<f64>, other: Option<f64>| one.into_iter().chain(other).reduce(f64::min);
    into.exclusive_minimum =
        is_exclusive((into.minimum, into.exclusive_minimum), (from.minimum, from.exclusive_minimum), Ordering::Greater);
    into.exclusive_maximum =
        is_exclusive((into.maximum, into.exclusive_maximum), (from.maximum, from.exclusive_maximum), Ordering::Less);
    into.minimum = higher(into.minimum, from.minimum);
    into.maximum = lower(into.maximum, from.maximum);
    into.multiple_of = into.multiple_of.or(from.multiple_of);
    into.min_length = into.min_length.max(from.min_length);
    into.min_items = into.min_items.max(from.min_items);
    into.max_length = into.max_length.into_iter().chain(from.max_length).min();
    into.max_items = into.max_items.into_iter().chain(from.max_items).min();
}
