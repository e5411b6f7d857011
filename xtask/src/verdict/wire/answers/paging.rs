//! Walks over pages: an old build takes the items and the link where the old document had them.

use crate::codegen::Settings;
use crate::codegen::model::{FieldPath, Location, Model, Operation, Paging, PagingBy, Returns, Shape, TypeRef};
use crate::codegen::settings::{PagingParameter, PagingStyle};
use crate::verdict::Level;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, raw};
use crate::verdict::wire::view::{View, see};

pub(super) fn draft(
    pairs: &Pairs<'_>,
    index: usize,
    call: &Call<'_>,
    old: &Operation,
    new: &Operation,
) -> Option<Draft> {
    let mut word: fn(&Paging) -> String = parameter_of;
    let (rule, level, means) = match (&old.paging, &new.paging) {
        (Some(paging), None) => {
            ("paging-gone", Level::Breaks, missing(pairs.new.model, new, style_of(pairs.settings, paging)))
        }
        (None, Some(_)) => ("paging-added", Level::Adds, "An old build gets the first page, as before."),
        (Some(one), Some(other)) if one.by != other.by => (
            "paging-changed",
            Level::Breaks,
            "A walk of an old build asks for the next page in the old way, and ends early.",
        ),
        (Some(one), Some(other)) if is_told_elsewhere(one, other) => {
            word = places_of;
            let means = "What tells of the next page is elsewhere: a walk of an old build ends after the first page.";
            ("paging-changed", Level::Breaks, means)
        }
        _ => return None,
    };
    let (before, after) = (old.paging.as_ref().map(word), new.paging.as_ref().map(word));
    let fact = Fact { rule, level, before, after, means };
    let (side, operation) = if new.paging.is_some() { (pairs.new, new) } else { (pairs.old, old) };
    let at = raw::nearest(side.root, &operation.at);
    Some(fact.draft(index, at, format!("{} paging", call.label()), None))
}

/// How a page is asked for.
fn parameter_of(paging: &Paging) -> String {
    match &paging.by {
        PagingBy::Cursor(name) => format!("by the cursor {name}"),
        PagingBy::Page(name) => format!("by the number {name}"),
        PagingBy::Offset(name) => format!("by the offset {name}"),
    }
}

/// Where the next page is told of.
fn places_of(paging: &Paging) -> String {
    let told: Vec<String> = ways(paging).into_iter().flatten().collect();
    format!("by what {} says", told.join(" or "))
}

/// Whether nothing that told of the next page is still where it was. Lists by offset go on by counting all the same.
fn is_told_elsewhere(old: &Paging, new: &Paging) -> bool {
    let is_kept = |(one, other): (Option<String>, Option<String>)| one.is_some() && one == other;
    !matches!(old.by, PagingBy::Offset(_)) && !ways(old).into_iter().zip(ways(new)).any(is_kept)
}

/// The fields down to a link, a number and a cursor.
fn ways(paging: &Paging) -> [Option<String>; 3] {
    let link = paging.link.as_ref().map(|link| &link.path);
    let names = |path: &FieldPath| path.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(".");
    [link, paging.number.as_ref(), paging.cursor.as_ref()].map(|path| path.map(names))
}

/// The style of paging that an operation had.
fn style_of<'s>(settings: &'s Settings, paging: &Paging) -> Option<&'s PagingStyle> {
    settings.paging.iter().find(|style| match (style.by, &paging.by) {
        (PagingParameter::Cursor(one), PagingBy::Cursor(other)) => one == other,
        (PagingParameter::Page(one), PagingBy::Page(other)) => one == other,
        (PagingParameter::Offset(one), PagingBy::Offset(other)) => one == other,
        _ => false,
    })
}

/// What of paging is not there any more.
fn missing(model: &Model, operation: &Operation, style: Option<&PagingStyle>) -> &'static str {
    let parameter = style.map(|style| style.by.name());
    let mut parameters = operation.arguments.iter().chain(&operation.setters);
    let is_there = |name: &str| parameters.any(|one| one.location == Location::Query && one.wire == name);
    if !parameter.is_some_and(is_there) {
        return "The parameter that asks for the next page is gone: a walk of an old build ends early or repeats a page.";
    }
    let answer = match &operation.returns {
        Returns::Json(ty) => Some(ty),
        _ => None,
    };
    let items = style.and_then(|style| walk(model, answer?, style.items));
    match items.map(|items| matches!(see(model, &items).view, View::List(_))) {
        Some(true) => "The link to the next page is gone: a walk of an old build ends after the first page.",
        Some(false) | None => "The list of items is gone: a walk of an old build finds nothing.",
    }
}

/// The type down a path of members.
fn walk(model: &Model, ty: &TypeRef, path: &[&str]) -> Option<TypeRef> {
    let mut ty = ty.clone();
    for wire in path {
        let View::Named(_, Shape::Struct(shape)) = see(model, &ty).view else { return None };
        ty = shape.fields.iter().find(|field| field.wire == *wire)?.ty.clone();
    }
    Some(ty)
}
