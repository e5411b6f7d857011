//! What parameters allow, and what a call means that leaves one out.

use super::bounds::{self, Bounds, Changed};
use crate::codegen::model::{Model, Operation, Parameter};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, raw};
use crate::verdict::wire::parameters::{Declared, Matched, matched, type_of};
use crate::verdict::{Level, Side, wire};

pub(super) const TIGHTENED: &str =
    "Calls that passed are refused: by this crate before the network, by the service else.";
pub(super) const LOOSENED: &str = "An old build refuses before the network what the service takes now.";

pub(super) const UNCHECKED: &str =
    "The service may refuse values that it took, or take others; nothing checks it before the network.";

/// Parameters that say how long a page is.
const PAGE_SIZES: [&str; 4] = ["limit", "size", "page_size", "per_page"];

pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, call, old, new) in pairs.both() {
        for matched in matched(pairs, old, new) {
            let (Some(one), Some(other)) = (&matched.old, &matched.new) else { continue };
            let of_page = is_page_size(old.main, one.parameter) && is_page_size(new.main, other.parameter);
            let mut facts = limits(pairs, one, other);
            facts.extend(default(pairs, one, other));
            if of_page {
                facts.iter_mut().for_each(|fact| fact.rule = "page-size-changed");
                facts = joined(facts);
            }
            facts.extend(deprecation(one.parameter, other.parameter));
            facts.extend(texts(pairs, one, other));
            drafts.extend(facts.into_iter().map(|fact| placed(pairs, fact, index, call, &matched)));
        }
    }
    drafts
}

fn placed(pairs: &Pairs<'_>, fact: Fact, index: usize, call: &Call<'_>, matched: &Matched<'_>) -> Draft {
    let shared = if fact.rule.starts_with("bound") { shared_alias(pairs, matched) } else { None };
    let at = shared.clone().unwrap_or_else(|| matched.at());
    let subject = shared.map(|at| format!("{at} $")).or_else(|| matched.shared());
    fact.of_call(index, at, matched.local(call), subject)
}

/// The schema that names the bounds of a parameter in both documents.
fn shared_alias(pairs: &Pairs<'_>, matched: &Matched<'_>) -> Option<Pointer> {
    if matched.shared().is_some() {
        return None;
    }
    let of = |side: &Side<'_>, declared: &Option<Declared<'_>>| {
        let at = declared.as_ref()?.at.child("schema");
        raw::get(side.root, &at)?.get("$ref")?;
        raw::component(side.root, &at)
    };
    of(pairs.old, &matched.old).and(of(pairs.new, &matched.new))
}

fn is_page_size(operation: &Operation, parameter: &Parameter) -> bool {
    operation.paging.is_some() && PAGE_SIZES.contains(&parameter.wire.as_str())
}

/// The length of pages is one thing, however many keywords say it.
fn joined(facts: Vec<Fact>) -> Vec<Fact> {
    let join = |one: Option<String>, other: Option<String>| match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one}, {other}")),
        (one, other) => one.or(other),
    };
    let whole = facts.into_iter().reduce(|one, other| Fact {
        level: one.level.max(other.level),
        before: join(one.before, other.before),
        after: join(one.after, other.after),
        ..one
    });
    whole.into_iter().map(|fact| Fact { means: "A page may be longer or shorter than before.", ..fact }).collect()
}

fn limits(pairs: &Pairs<'_>, old: &Declared<'_>, new: &Declared<'_>) -> Vec<Fact> {
    let (before, after) = (bounds_of(pairs.old, old), bounds_of(pairs.new, new));
    let Changed { tightened, loosened } = bounds::changed(&before, &after);
    let fact = |rule, level, (before, after): (String, String), means| Fact {
        rule,
        level,
        before: Some(before),
        after: Some(after),
        means,
    };
    let tightened = tightened.map(|words| fact("bound-tightened", Level::Changes, words, TIGHTENED));
    let loosened = loosened.map(|words| fact("bound-loosened", Level::Adds, words, LOOSENED));
    tightened.into_iter().chain(loosened).collect()
}

fn bounds_of(side: &Side<'_>, declared: &Declared<'_>) -> Bounds {
    let mut bounds = bounds::bounds_of(side.model, &type_of(declared.parameter), &declared.parameter.limits);
    bounds::add_unchecked(side.root, &declared.at.child("schema"), &mut bounds);
    bounds
}

fn default(pairs: &Pairs<'_>, old: &Declared<'_>, new: &Declared<'_>) -> Option<Fact> {
    let of = |side: &Side<'_>, declared: &Declared<'_>| keyword(side, declared, "default");
    let (before, after) = (of(pairs.old, old), of(pairs.new, new));
    if before == after {
        return None;
    }
    let level = if before.is_none() { Level::Adds } else { Level::Changes };
    let (before, after) = (before.map(|text| format!("default {text}")), after.map(|text| format!("default {text}")));
    let means = "A call that leaves it out means something else.";
    Some(Fact { rule: "default-changed", level, before, after, means })
}

fn deprecation(old: &Parameter, new: &Parameter) -> Option<Fact> {
    let (rule, level, means) = match (old.deprecated, new.deprecated) {
        (false, true) => ("deprecated", Level::Changes, "It works as before, and is meant to go one day."),
        (true, false) => ("undeprecated", Level::Adds, "It is meant to stay."),
        _ => return None,
    };
    let word = |one: &Parameter| Some(if one.deprecated { "deprecated" } else { "in use" }.to_owned());
    Some(Fact { rule, level, before: word(old), after: word(new), means })
}

/// Formats and patterns, which nothing checks before a call.
fn texts(pairs: &Pairs<'_>, old: &Declared<'_>, new: &Declared<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, rule) in [("format", "format-changed"), ("pattern", "pattern-changed")] {
        let (before, after) = (keyword(pairs.old, old, name), keyword(pairs.new, new, name));
        // A format that is a type of its own is told as a type.
        if before == after || (name == "format" && is_typed(pairs, old, new)) {
            continue;
        }
        let level = if after.is_none() { Level::Adds } else { Level::Changes };
        facts.push(Fact { rule, level, before, after, means: UNCHECKED });
    }
    facts
}

fn is_typed(pairs: &Pairs<'_>, old: &Declared<'_>, new: &Declared<'_>) -> bool {
    let words = |model: &Model, one: &Declared<'_>| wire::describe(model, &type_of(one.parameter));
    words(pairs.old.model, old) != words(pairs.new.model, new)
}

/// What the schema of a parameter, or that of its items, says by a keyword.
fn keyword(side: &Side<'_>, declared: &Declared<'_>, name: &str) -> Option<String> {
    let schema = declared.at.child("schema");
    let items = raw::target(side.root, &schema).child("items");
    let value = raw::keyword(side.root, &schema, name).or_else(|| raw::keyword(side.root, &items, name));
    value.map(raw::plain)
}
