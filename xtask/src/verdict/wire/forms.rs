//! The forms that values of a type can have, and how like each other they are.

use super::rules::Way;
use super::types::Spot;
use super::view::{View, describe, see};
use crate::codegen::model::{EnumOf, Field, Model, Presence, Shape, TypeRef, Union, UnionBy, UnionVariant};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::raw;

/// One of the forms that values of a type can have.
pub(super) struct Form<'m> {
    pub ty: &'m TypeRef,
    /// What a reader knows it by.
    pub label: String,
    kind: Option<&'static str>,
    /// The texts of the member by which unions of the other side are told.
    tags: Vec<String>,
    required: Vec<&'m str>,
    members: Vec<&'m str>,
}

/// The forms of a type, in an order that does not depend on the document's.
pub(super) struct Forms<'m> {
    pub is_union: bool,
    pub by: Option<&'m UnionBy>,
    pub list: Vec<Form<'m>>,
}

impl Form<'_> {
    /// The place of the form, beside others.
    pub(super) fn spot(&self, spot: &Spot) -> Spot {
        spot.inside(&format!("({})", self.label), "")
    }
}

/// The member that tells the forms of a type apart, if one does.
pub(super) fn tag_of<'m>(model: &'m Model, ty: &'m TypeRef) -> Option<&'m str> {
    match see(model, ty).view {
        View::Named(_, Shape::Union(Union { by: UnionBy::Tag(tag), .. })) => Some(tag),
        _ => None,
    }
}

/// The forms of a type. A union of another tag than the one that is asked for is told by the values of that member.
pub(super) fn forms<'m>(model: &'m Model, ty: &'m TypeRef, tag: Option<&str>) -> Forms<'m> {
    let View::Named(_, Shape::Union(union)) = see(model, ty).view else {
        return Forms { is_union: false, by: None, list: vec![form(model, ty, None, tag)] };
    };
    let mut list: Vec<Form<'m>> = Vec::new();
    for variant in &union.variants {
        list.extend(forms_of(model, union, variant, tag));
    }
    list.sort_by(|one, other| (&one.label, &one.members).cmp(&(&other.label, &other.members)));
    Forms { is_union: true, by: Some(&union.by), list }
}

/// A variant, once for each of its marks.
fn forms_of<'m>(model: &'m Model, union: &Union, variant: &'m UnionVariant, tag: Option<&str>) -> Vec<Form<'m>> {
    match &union.by {
        UnionBy::Tag(own) if tag.is_none_or(|tag| tag == own) => {
            let of_mark =
                |mark: &String| Form { tags: vec![mark.clone()], ..form(model, &variant.ty, Some(mark.clone()), tag) };
            variant.marks.iter().map(of_mark).collect()
        }
        UnionBy::Kind => vec![form(model, &variant.ty, variant.marks.first().cloned(), tag)],
        UnionBy::Tag(_) | UnionBy::Members => vec![form(model, &variant.ty, None, tag)],
    }
}

fn form<'m>(model: &'m Model, ty: &'m TypeRef, label: Option<String>, tag: Option<&str>) -> Form<'m> {
    let view = see(model, ty).view;
    let (fields, at) = match view {
        View::Named(id, Shape::Struct(shape) | Shape::Form(shape)) => (&shape.fields[..], &model.type_def(id).at),
        View::Named(id, _) => (&[][..], &model.type_def(id).at),
        _ => (&[][..], &Pointer::default()),
    };
    let is_required = |field: &&Field| matches!(field.presence, Presence::Required | Presence::Nullable);
    let mut members: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    members.sort();
    let label = label.unwrap_or_else(|| match raw::is_component(at) {
        true => at.last(),
        false if members.is_empty() => describe(model, ty),
        false => members.join("+"),
    });
    let tagged = tag.and_then(|tag| fields.iter().find(|field| field.wire == tag));
    Form {
        ty,
        label,
        kind: view.kind(),
        tags: tagged.map(|field| texts(model, &field.ty)).unwrap_or_default(),
        required: fields.iter().filter(is_required).map(|field| field.wire.as_str()).collect(),
        members,
    }
}

/// The texts that a type enumerates.
fn texts(model: &Model, ty: &TypeRef) -> Vec<String> {
    let view = see(model, ty).view;
    let values = view.enumeration().filter(|values| values.of == EnumOf::Texts);
    values.into_iter().flat_map(|values| &values.values).map(|value| value.wire.clone()).collect()
}

/// How close a form is to one that may take it: by the members that both have, then by name. None, if it cannot.
pub(super) fn likeness(maker: &Form<'_>, taker: &Form<'_>, by: Option<&UnionBy>, way: Way) -> Option<(usize, bool)> {
    let kinds_differ = maker.kind.zip(taker.kind).is_some_and(|(one, other)| one != other);
    if kinds_differ {
        return None;
    }
    if let Some(UnionBy::Tag(_)) = by {
        return taker.tags.iter().any(|tag| maker.tags.contains(tag)).then_some((1, true));
    }
    // What an old build goes by: all members that it requires are there.
    let by_members = by == Some(&UnionBy::Members) && way != Way::Sent;
    if by_members && !taker.required.iter().all(|member| maker.members.contains(member)) {
        return None;
    }
    let shared = taker.members.iter().filter(|member| maker.members.contains(member)).count();
    Some((shared, maker.label == taker.label))
}
