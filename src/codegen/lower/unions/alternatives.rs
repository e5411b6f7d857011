//! The alternatives of a union, and the ways to tell them apart.

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

/// The members that each alternative requires, if no two have the same members altogether.
pub(super) fn by_members(alternatives: &[Alternative<'_>]) -> Option<Vec<Vec<String>>> {
    let members = |alternative: &Alternative<'_>| {
        let mut members: Vec<(bool, String)> =
            alternative.named.iter().map(|name| (alternative.required.contains(name), name.clone())).collect();
        members.sort();
        members
    };
    let mut all: Vec<_> = alternatives.iter().map(members).collect();
    all.sort();
    all.dedup();
    let required = |alternative: &Alternative<'_>| {
        let mut required = alternative.required.clone();
        required.sort();
        required.dedup();
        required
    };
    (all.len() == alternatives.len()).then(|| alternatives.iter().map(required).collect())
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
