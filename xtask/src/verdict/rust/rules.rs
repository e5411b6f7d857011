//! What it is called that a member went, came or changed, and what that means to a caller.

use super::items::{Item, Kind};
use super::ty::Ty;
use crate::codegen::model::Presence;

/// The rule of a member that is gone. `left` is what its owner still has.
pub(super) fn gone(item: &Item, left: &[Item]) -> (&'static str, String) {
    let path = item.path();
    let instead = left.iter().find(|other| {
        other.space() == item.space() && !item.wire.is_empty() && other.wire == item.wire && other.name != item.name
    });
    let renamed = instead.map(|other| format!("`{path}` is called `{}` now", other.name));
    match (item.kind, renamed) {
        (Kind::Field, Some(renamed)) => ("field-renamed", renamed),
        (Kind::Field, None) => ("field-gone", format!("answers and requests have no `{path}` any more: do without it")),
        (Kind::Value, Some(renamed)) => ("enum-value-renamed", renamed),
        (Kind::Value, None) => {
            ("enum-value-gone", format!("`{path}` is no value any more; one that comes all the same is `Unrecognized`"))
        }
        (Kind::Member, Some(renamed)) => ("union-member-renamed", renamed),
        (Kind::Member, None) => ("union-member-gone", format!("no value is `{path}` any more: drop its arm")),
        (Kind::Answer, Some(renamed)) => ("answer-renamed", renamed),
        (Kind::Answer, None) => ("answer-gone", format!("no answer is `{path}` any more: drop its arm")),
        (Kind::Setter, Some(renamed)) => ("setter-renamed", renamed),
        (Kind::Setter | Kind::Builder | Kind::NullSetter | Kind::MemberSetter, _) => {
            ("setter-gone", format!("`{path}` is gone: leave the call out"))
        }
        (Kind::Pages | Kind::Items, _) => {
            ("paging-gone", format!("`{path}` is gone: the list is one answer, use `send`"))
        }
        (Kind::Stream, _) => ("stream-gone", format!("`{path}` is gone: the answer is no bytes any more, use `send`")),
        (Kind::Failure, _) => {
            ("failure-gone", format!("`{path}` is gone: the document does not say what the body of an error is"))
        }
        (Kind::Header, Some(renamed)) => ("header-renamed", renamed),
        (Kind::Header, None) => (
            "header-gone",
            format!("`{path}` is gone: read the header {:?} by `Meta::headers` if it still comes", item.wire),
        ),
        (Kind::Impl, _) => ("impl-gone", implementation_gone(item)),
        _ => ("method-gone", format!("`{path}` is gone: leave the call out")),
    }
}

/// The rule of a member that is new.
pub(super) fn came(item: &Item) -> (&'static str, String) {
    let path = item.path();
    match item.kind {
        Kind::Field => ("field-added", format!("`{path}` can be read")),
        Kind::Value => ("enum-value-added", format!("`{path}` is a known value, formerly `Unrecognized`")),
        Kind::Member => ("union-member-added", format!("`{path}` is a known form, formerly `Unrecognized`")),
        Kind::Answer => ("answer-added", format!("`{path}` is a known answer, formerly `Unrecognized`")),
        Kind::Setter | Kind::Builder | Kind::NullSetter | Kind::MemberSetter => {
            ("setter-added", format!("`{path}` can be set"))
        }
        Kind::New => ("builder-added", format!("values can be made by `{path}`")),
        Kind::Pages | Kind::Items => ("paging-added", format!("the list has pages: `{path}` walks them")),
        Kind::Stream => ("stream-added", format!("`{path}` reads the answer as it arrives")),
        Kind::Failure => ("failure-added", format!("`{path}` reads the body of an error")),
        Kind::Header => ("header-added", format!("`{path}` reads the header {:?}", item.wire)),
        Kind::Impl => ("impl-added", format!("`{}` implements `{}`", item.owner, item.name)),
        _ => ("method-added", format!("`{path}` can be called")),
    }
}

/// The rule of a member whose type is another one.
pub(super) fn changed(before: &Item, after: &Item) -> (&'static str, String) {
    let (path, now) = (before.path(), after.gives.as_ref().map(Ty::to_string).unwrap_or_default());
    match before.kind {
        Kind::Field => field(before, after),
        Kind::Member | Kind::Answer | Kind::Value | Kind::Unrecognized if now.is_empty() => {
            ("member-type-changed", format!("`{path}` holds nothing now: match it without parentheses"))
        }
        Kind::Member | Kind::Answer | Kind::Value | Kind::Unrecognized => {
            ("member-type-changed", format!("`{path}` holds a `{now}` now"))
        }
        Kind::Setter => {
            let takes = after.takes.first().map(|arg| arg.ty.to_string()).unwrap_or_default();
            ("parameter-type-changed", format!("`{path}` takes a `{takes}` now"))
        }
        Kind::Send => ("answer-type-changed", format!("`{path}` gives a `{}` now", answer(after))),
        Kind::Failure => ("failure-type-changed", format!("`{path}` gives `{now}` now")),
        Kind::Header => ("header-type-changed", format!("`{path}` gives `{now}` now")),
        Kind::Impl if before.name == "Page" => {
            ("page-item-changed", format!("the items of `{}` are `{now}` now", before.owner))
        }
        Kind::Impl => ("impl-changed", format!("`{}` is made of `{now}` now", before.owner)),
        _ => ("method-signature-changed", format!("`{path}` is `{}` now", after.signature())),
    }
}

fn field(before: &Item, after: &Item) -> (&'static str, String) {
    let (path, now) = (before.path(), after.gives.as_ref().map(Ty::to_string).unwrap_or_default());
    let is_same_inside = before.gives.as_ref().map(inside) == after.gives.as_ref().map(inside);
    match after.presence.filter(|_| is_same_inside) {
        Some(Presence::Optional) if before.presence == Some(Presence::Required) => {
            ("field-became-optional", format!("`{path}` is `{now}` now: match it, or take `unwrap_or_default`"))
        }
        Some(Presence::Nullable | Presence::OptionalNullable) => {
            ("field-became-nullable", format!("`{path}` is `{now}` now, as it may be null: match it"))
        }
        Some(Presence::Required) => {
            ("field-became-required", format!("`{path}` is `{now}` now, as it is always there: take it as it is"))
        }
        _ => ("field-type-changed", format!("`{path}` is `{now}` now")),
    }
}

/// The type without the options around it.
fn inside(ty: &Ty) -> &Ty {
    match ty {
        Ty::Around("Option<{}>", inner) => inside(inner),
        other => other,
    }
}

/// What an answer holds.
fn answer(send: &Item) -> String {
    match &send.gives {
        Some(Ty::Around(_, inner)) => inner.to_string(),
        _ => String::new(),
    }
}

fn implementation_gone(item: &Item) -> String {
    let owner = &item.owner;
    match item.name.as_str() {
        "Encode" => format!("`{owner}` is not sent any more and cannot be written as JSON"),
        "Decode" => format!("`{owner}` is not received any more and cannot be read from JSON"),
        "Default" => format!("`{owner}` has several known values now: name the one that is meant"),
        "Page" => format!("`{owner}` is no page of a list any more"),
        name => format!("`{owner}` does not implement `{name}` any more"),
    }
}
