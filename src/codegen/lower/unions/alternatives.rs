//! The alternatives of a union, and the ways to tell them apart.

use std::collections::BTreeSet;

use super::is_same;
use crate::codegen::model::{TypeRef, UnionBy};
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::{Keywords, Property};

/// One alternative, lowered.
#[derive(Clone)]
pub(super) struct Alternative<'s> {
    /// What its variant would like to be called.
    pub name: String,
    pub ty: TypeRef,
    pub kind: Option<&'static str>,
    /// The members that it requires, and all that it names.
    pub required: Vec<String>,
    pub named: Vec<String>,
    /// Members whose values it fixes, with these values.
    pub constants: Vec<(String, Vec<String>)>,
    /// The texts that it enumerates.
    pub texts: Vec<String>,
    pub reference: Option<Pointer>,
    pub keywords: Keywords<'s>,
}

/// The tags of each alternative: those of the mapping, else the key of its schema.
pub(super) fn by_tag(alternatives: &[Alternative<'_>], targets: &[(String, Pointer)]) -> Option<Vec<Vec<String>>> {
    let tags = |alternative: &Alternative<'_>| {
        let place = alternative.reference.as_ref()?;
        let mapped: Vec<String> = targets.iter().filter(|(_, at)| at == place).map(|(tag, _)| tag.clone()).collect();
        Some(if mapped.is_empty() { vec![place.last()] } else { mapped })
    };
    alternatives.iter().map(tags).collect()
}

/// The alternatives by kind of JSON value, in the order in which the kinds appear.
pub(super) fn by_kind<'s>(alternatives: &[Alternative<'s>]) -> Option<Vec<(&'static str, Vec<Alternative<'s>>)>> {
    let mut groups: Vec<(&'static str, Vec<Alternative<'s>>)> = Vec::new();
    for alternative in alternatives {
        // Every integer is a number too.
        let kind = alternative.kind.map(|kind| if kind == "integer" { "number" } else { kind })?;
        match groups.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, group)) => group.push(alternative.clone()),
            None => groups.push((kind, vec![alternative.clone()])),
        }
    }
    Some(groups)
}

/// A member that every alternative fixes to values of its own.
pub(super) fn by_constant(alternatives: &[Alternative<'_>]) -> Option<(UnionBy, Vec<Vec<String>>)> {
    let values_of = |alternative: &Alternative<'_>, member: &str| {
        alternative.constants.iter().find(|(name, _)| name == member).map(|(_, values)| values.clone())
    };
    let candidates = alternatives.first()?.constants.iter().map(|(member, _)| member);
    candidates.into_iter().find_map(|member| {
        let marks: Option<Vec<Vec<String>>> = alternatives.iter().map(|one| values_of(one, member)).collect();
        let mut all: Vec<String> = marks.iter().flatten().flatten().cloned().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        (all.len() == count).then_some((UnionBy::Tag(member.clone()), marks?))
    })
}

/// A union by the members that are there.
pub(super) fn told_by_members(group: &[Alternative<'_>]) -> Option<(UnionBy, Vec<Vec<String>>)> {
    by_members(group).map(|marks| (UnionBy::Members, marks))
}

/// A union that names no member besides its alternatives.
pub(super) fn is_bare_union(keywords: &Keywords<'_>) -> bool {
    keywords.properties.is_empty() && !(keywords.one_of.is_empty() && keywords.any_of.is_empty())
}

/// The members that each alternative requires, if no two look alike.
fn by_members(alternatives: &[Alternative<'_>]) -> Option<Vec<Vec<String>>> {
    for (nth, one) in alternatives.iter().enumerate() {
        let mut others = alternatives.iter().enumerate().filter(|(other, _)| *other != nth);
        if others.any(|(_, other)| looks_like(one, other)) {
            return None;
        }
    }
    let required = |one: &Alternative<'_>| one.required.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    Some(alternatives.iter().map(required).collect())
}

/// Whether values of one alternative look like values of the other: both require the same, and the other names all that
/// the one does. That does no harm if it says the same of these members; else what only the one knows inside of a member
/// would be lost.
fn looks_like(one: &Alternative<'_>, other: &Alternative<'_>) -> bool {
    let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<String>>();
    let (named, others_named) = (set(&one.named), set(&other.named));
    if set(&one.required) != set(&other.required) || !named.is_subset(&others_named) {
        return false;
    }
    let differs = |property: &Property<'_>| {
        let same = other.keywords.properties.iter().find(|same| same.wire == property.wire);
        same.is_some_and(|same| !is_same(&same.nodes, &property.nodes))
    };
    named == others_named || one.keywords.properties.iter().any(differs)
}

pub(super) fn each_once(alternatives: Vec<Alternative<'_>>) -> Vec<Alternative<'_>> {
    let mut each: Vec<Alternative<'_>> = Vec::new();
    for alternative in alternatives {
        if !each.iter().any(|one| one.ty == alternative.ty && one.ty != TypeRef::Json) {
            each.push(alternative);
        }
    }
    each
}
