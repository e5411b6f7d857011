//! Members of objects that are the same on the wire, and may mean or allow something else.

use super::bounds::{self, Changed};
use crate::codegen::model::Field;
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::raw;
use crate::verdict::wire::{self, Difference, Way};
use crate::verdict::{Axis, Level, Side};

/// A member of a document, with the place that names it.
pub(in crate::verdict) struct Member<'a> {
    pub side: &'a Side<'a>,
    pub at: &'a Pointer,
    pub field: &'a Field,
}

/// What is told of a member, before it has a path.
struct Told {
    rule: &'static str,
    level: Level,
    before: Option<String>,
    after: Option<String>,
    means: &'static str,
    shared: Option<Pointer>,
}

/// The differences of a member between the documents.
pub(in crate::verdict) fn compare(
    old: &Member<'_>,
    new: &Member<'_>,
    path: &str,
    way: Way,
    into: &mut Vec<Difference>,
) {
    let mut told: Vec<Told> = Vec::new();
    told.extend(deprecation(old.field.deprecated, new.field.deprecated));
    if way == Way::Sent {
        told.extend(limits(old, new));
        told.extend(default(old, new));
        told.extend(texts(old, new));
    }
    into.extend(told.into_iter().map(|told| Difference {
        axis: Axis::Behaviour,
        rule: told.rule,
        level: told.level,
        path: path.to_owned(),
        at: raw::nearest(new.side.root, told.shared.as_ref().unwrap_or(new.at)),
        shared: told.shared,
        before: told.before,
        after: told.after,
        means: told.means.to_owned(),
    }));
}

fn deprecation(old: bool, new: bool) -> Option<Told> {
    let (rule, level, means) = match (old, new) {
        (false, true) => ("deprecated", Level::Changes, "It works as before, and is meant to go one day."),
        (true, false) => ("undeprecated", Level::Adds, "It is meant to stay."),
        _ => return None,
    };
    let word = |deprecated: bool| Some(if deprecated { "deprecated" } else { "in use" }.to_owned());
    Some(Told { rule, level, before: word(old), after: word(new), means, shared: None })
}

fn limits(old: &Member<'_>, new: &Member<'_>) -> Vec<Told> {
    let bounds = |member: &Member<'_>| {
        let mut bounds = bounds::bounds_of(member.side.model, &member.field.ty, &member.field.limits);
        bounds::add_unchecked(member.side.root, member.at, &mut bounds);
        bounds
    };
    let Changed { tightened, loosened } = bounds::changed(&bounds(old), &bounds(new));
    let shared = match old.field.limits == new.field.limits {
        true => {
            bounds::shared_alias(old.side.model, &old.field.ty).and(bounds::shared_alias(new.side.model, &new.field.ty))
        }
        false => None,
    };
    let told = |rule, level, (before, after): (String, String), means| Told {
        rule,
        level,
        before: Some(before),
        after: Some(after),
        means,
        shared: shared.clone(),
    };
    let tightened = tightened.map(|words| told("bound-tightened", Level::Changes, words, super::parameters::TIGHTENED));
    let loosened = loosened.map(|words| told("bound-loosened", Level::Adds, words, super::parameters::LOOSENED));
    tightened.into_iter().chain(loosened).collect()
}

/// Formats and patterns, which nothing checks before a call. A format that is a type of its own is told as a type.
fn texts(old: &Member<'_>, new: &Member<'_>) -> Vec<Told> {
    let of = |member: &Member<'_>, name: &str| raw::keyword(member.side.root, member.at, name).map(raw::plain);
    let typed = wire::describe(old.side.model, &old.field.ty) != wire::describe(new.side.model, &new.field.ty);
    let mut told = Vec::new();
    for (name, rule) in [("format", "format-changed"), ("pattern", "pattern-changed")] {
        let (before, after) = (of(old, name), of(new, name));
        if before == after || (name == "format" && typed) {
            continue;
        }
        let level = if after.is_none() { Level::Adds } else { Level::Changes };
        told.push(Told { rule, level, before, after, means: super::parameters::UNCHECKED, shared: None });
    }
    told
}

fn default(old: &Member<'_>, new: &Member<'_>) -> Option<Told> {
    let of = |member: &Member<'_>| raw::keyword(member.side.root, member.at, "default").map(raw::json);
    let (before, after) = (of(old), of(new));
    if before == after {
        return None;
    }
    let level = if before.is_none() { Level::Adds } else { Level::Changes };
    let means = "A request that leaves it out means something else.";
    Some(Told { rule: "default-changed", level, before, after, means, shared: None })
}
