//! `oneOf` and `anyOf`: how the type of a value is told from its JSON.
//!
//! A discriminator decides first, then the kind of JSON value, then members that only one of the types
//! requires. Alternatives that none of these tells apart stay raw JSON, and the reviewer hears of it.

use openapiv3::Discriminator;
use serde_json::Value;

use super::Lowering;
use super::types::{Form, More};
use crate::codegen::model::{Shape, TypeRef, Union, UnionBy, UnionVariant};
use crate::codegen::names;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::{Additional, Keywords, Node, Placed};

/// One alternative, lowered.
struct Alternative {
    /// What its variant would like to be called.
    name: String,
    ty: TypeRef,
    /// The kind of JSON value, if there is but one.
    kind: Option<&'static str>,
    /// The members that it requires, and all that it names.
    required: Vec<String>,
    named: Vec<String>,
    reference: Option<Pointer>,
}

impl Lowering<'_> {
    pub(super) fn union(&mut self, keywords: Keywords<'_>, at: &Pointer, name: &str) -> (Form, More) {
        let members: Vec<&Placed<'_>> = keywords.one_of.iter().chain(&keywords.any_of).collect();
        let count = members.len();
        let members: Vec<&Placed<'_>> = members.into_iter().filter(|placed| !is_null(placed)).collect();
        let nullable = members.len() < count;
        if let [one] = members[..] {
            let only = self.lower(one);
            let more = More { nullable: nullable || only.nullable, items: only.limits.items.clone() };
            return (Form::Plain(only.ty), more);
        }
        let more = More { nullable, items: None };
        let alternatives: Vec<Alternative> = members.iter().map(|placed| self.alternative(placed, name)).collect();
        let marks = match keywords.discriminator {
            Some(discriminator) => by_tag(&alternatives, &self.tag_targets(discriminator, at))
                .map(|marks| (UnionBy::Tag(discriminator.property_name.clone()), marks)),
            None => by_kind(&alternatives)
                .map(|marks| (UnionBy::Kind, marks))
                .or_else(|| by_members(&alternatives).map(|marks| (UnionBy::Members, marks))),
        };
        match marks {
            Some((by, marks)) => (Form::Item(Shape::Union(union_of(by, alternatives, marks))), more),
            None => {
                self.note(at, "the alternatives cannot be told apart, so that the value is kept as JSON");
                (Form::Plain(TypeRef::Json), more)
            }
        }
    }

    fn alternative(&mut self, placed: &Placed<'_>, owner: &str) -> Alternative {
        let merged = self.merge(vec![placed.clone()]);
        let kind = kind_of(&merged);
        let reference = match placed.node {
            Node::Reference(reference) => self.spec.target(reference, &placed.at).ok(),
            Node::Schema(_) => None,
        };
        let name = match &reference {
            Some(at) => self.components.get(at).cloned().unwrap_or_else(|| at.last()),
            None => kind.unwrap_or("alternative").to_owned(),
        };
        let (named, required) = member_names(&merged);
        let place = Placed { name: names::inside(owner, &name), ..placed.clone() };
        Alternative { ty: self.lower(&place).whole(), kind, named, required, reference, name }
    }

    /// Where the entries of a mapping lead. An entry is a reference or the key of a component schema.
    fn tag_targets(&mut self, discriminator: &Discriminator, at: &Pointer) -> Vec<(String, Pointer)> {
        let schemas = Pointer::default().child("components").child("schemas");
        let mut targets = Vec::new();
        for (tag, reference) in &discriminator.mapping {
            let by_key = Some(schemas.child(reference)).filter(|place| self.spec.has(place));
            match by_key.map_or_else(|| self.spec.target(reference, at), Ok) {
                Ok(target) => targets.push((tag.clone(), target)),
                Err(problem) => self.note(at, format!("the tag {tag:?} is left out: {}", problem.what)),
            }
        }
        targets
    }
}

fn union_of(by: UnionBy, alternatives: Vec<Alternative>, marks: Vec<Vec<String>>) -> Union {
    let wishes: Vec<&str> = alternatives.iter().map(|alternative| alternative.name.as_str()).collect();
    let names = names::variants(&wishes).names;
    let parts = alternatives.into_iter().zip(names).zip(marks);
    let variants = parts.map(|((alternative, name), marks)| UnionVariant { name, ty: alternative.ty, marks });
    Union { by, variants: variants.collect() }
}

/// The tags of each alternative: those of the mapping, else the key of its schema.
fn by_tag(alternatives: &[Alternative], targets: &[(String, Pointer)]) -> Option<Vec<Vec<String>>> {
    let tags = |alternative: &Alternative| {
        let place = alternative.reference.as_ref()?;
        let mapped: Vec<String> = targets.iter().filter(|(_, at)| at == place).map(|(tag, _)| tag.clone()).collect();
        Some(if mapped.is_empty() { vec![place.last()] } else { mapped })
    };
    alternatives.iter().map(tags).collect()
}

fn by_kind(alternatives: &[Alternative]) -> Option<Vec<Vec<String>>> {
    let kinds: Option<Vec<&str>> = alternatives.iter().map(|alternative| alternative.kind).collect();
    let kinds = kinds?;
    // Every integer is a number too.
    let told_apart = |kind: &str| kinds.iter().filter(|other| json_kind(other) == json_kind(kind)).count() == 1;
    kinds
        .iter()
        .all(|kind| told_apart(kind))
        .then(|| kinds.iter().map(|kind| vec![json_kind(kind).to_owned()]).collect())
}

/// Members that an alternative requires and no other names. One alternative may have none, and is the last resort.
fn by_members(alternatives: &[Alternative]) -> Option<Vec<Vec<String>>> {
    let all_objects = alternatives.iter().all(|alternative| alternative.kind == Some("object"));
    let own = |index: usize| -> Vec<String> {
        let others = || alternatives.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
        let is_own = |member: &&String| !others().any(|other| other.named.contains(member));
        alternatives[index].required.iter().filter(is_own).cloned().collect()
    };
    let marks: Vec<Vec<String>> = (0..alternatives.len()).map(own).collect();
    let unmarked = marks.iter().filter(|marks| marks.is_empty()).count();
    (all_objects && unmarked <= 1).then_some(marks)
}

/// The kind of the only JSON values that a schema admits.
fn kind_of(keywords: &Keywords<'_>) -> Option<&'static str> {
    match keywords.kind {
        Some("string") => Some("string"),
        Some("integer") => Some("integer"),
        Some("number") => Some("number"),
        Some("boolean") => Some("boolean"),
        Some("array") => Some("array"),
        Some("object") => Some("object"),
        _ if !keywords.properties.is_empty() || !matches!(keywords.additional, Additional::Unsaid) => Some("object"),
        _ if !keywords.items.is_empty() => Some("array"),
        _ if !keywords.values.is_empty() && keywords.values.iter().all(Value::is_string) => Some("string"),
        _ => None,
    }
}

fn json_kind(kind: &str) -> &str {
    if kind == "integer" { "number" } else { kind }
}

fn member_names(keywords: &Keywords<'_>) -> (Vec<String>, Vec<String>) {
    let named = keywords.properties.iter().map(|property| property.wire.to_owned()).collect();
    (named, keywords.required.iter().map(|&member| member.to_owned()).collect())
}

/// A schema that admits nothing but null.
fn is_null(placed: &Placed<'_>) -> bool {
    match placed.node {
        Node::Schema(schema) => Keywords::of(schema, &placed.at, "").values == [Value::Null],
        Node::Reference(_) => false,
    }
}
