//! The alternatives of a union, and the ways to tell them apart.

use std::collections::BTreeSet;

use crate::codegen::model::{TypeRef, UnionBy};
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::Keywords;

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

/// The members that each alternative requires, if these or what each names tell any two apart.
///
/// Two that require the same are not told apart where one names all that the other does: its values look like values of
/// the other, and what only it knows inside of a member would be lost.
fn by_members(alternatives: &[Alternative<'_>]) -> Option<Vec<Vec<String>>> {
    let members = |one: &Alternative<'_>| -> (BTreeSet<String>, BTreeSet<String>) {
        (one.required.iter().cloned().collect(), one.named.iter().cloned().collect())
    };
    let all: Vec<_> = alternatives.iter().map(members).collect();
    for (nth, (required, named)) in all.iter().enumerate() {
        let mut others = all.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, other)| other);
        if others.any(|(others_required, others_named)| required == others_required && named.is_subset(others_named)) {
            return None;
        }
    }
    Some(all.into_iter().map(|(required, _)| required.into_iter().collect()).collect())
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
