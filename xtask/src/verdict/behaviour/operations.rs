//! What an operation says of itself: how stable it is, for how long it will be there, and who may call it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::codegen::model::Operation;
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Draft, Fact, Pairs, Ways, raw};
use crate::verdict::{Level, Side};

pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, call, old, new) in pairs.both() {
        let (one, other) = (Seen::of(pairs.old, old.main), Seen::of(pairs.new, new.main));
        let one_each =
            [stability(&one, &other), deprecation(&one, &other), sunset(&one, &other), version(&one, &other)];
        let mut facts: Vec<Fact> = one_each.into_iter().flatten().chain(servers(&one, &other)).collect();
        facts.extend(releases(&one, &other));
        facts.extend(permissions(&one, &other));
        let mut facts: Vec<(String, Fact)> = facts.into_iter().map(|fact| (String::new(), fact)).collect();
        facts.extend(rates(&one, &other));
        facts.extend(media_types(old, new));
        for (place, fact) in facts {
            let local = format!("{}{place}", call.label());
            drafts.push(fact.of_call(index, raw::nearest(pairs.new.root, &new.main.at), local, None));
        }
    }
    drafts
}

/// An operation with what only the document has of it.
struct Seen<'m> {
    root: &'m Value,
    operation: &'m Operation,
    node: Option<&'m Value>,
}

impl<'m> Seen<'m> {
    fn of(side: &Side<'m>, operation: &'m Operation) -> Self {
        Self { root: side.root, operation, node: raw::get(side.root, &operation.at) }
    }

    /// The vendor's keys whose names have one of some words in them.
    fn extensions(&self, words: &[&str]) -> Vec<(&'m str, String)> {
        let keys = self.node.and_then(Value::as_object).into_iter().flatten();
        let named = keys.filter(|(key, _)| {
            let key = key.to_ascii_lowercase();
            key.starts_with("x-") && words.iter().any(|word| key.contains(word))
        });
        let mut named: Vec<_> = named.map(|(key, value)| (key.as_str(), raw::plain(value))).collect();
        named.sort();
        named
    }
}

fn stability(old: &Seen<'_>, new: &Seen<'_>) -> Option<Fact> {
    let of = |seen: &Seen<'_>| seen.operation.lifecycle.stability.clone().unwrap_or_else(|| "ga".to_owned());
    let (before, after) = (of(old), of(new));
    if before == after {
        return None;
    }
    let (rule, level, means) = match rank(&before).zip(rank(&after)) {
        Some((before, after)) if before < after => {
            ("stability-raised", Level::Adds, "More is promised of the operation than before.")
        }
        Some(_) => ("stability-lowered", Level::Changes, "Less is promised of the operation than before."),
        None => ("stability-changed", Level::Changes, "Something else is promised of the operation than before."),
    };
    Some(Fact { rule, level, before: Some(before), after: Some(after), means })
}

fn rank(stability: &str) -> Option<usize> {
    let known = ["wip", "work-in-progress", "experimental", "beta", "ga"];
    known.iter().position(|known| *known == stability)
}

/// Snyk names the release that takes the place of an operation; others only say that it is deprecated.
fn deprecation(old: &Seen<'_>, new: &Seen<'_>) -> Option<Fact> {
    let of = |seen: &Seen<'_>| {
        let by = seen.extensions(&["deprecated-by"]).into_iter().next().map(|(_, by)| format!("by {by}"));
        by.or_else(|| seen.operation.deprecated.then(|| "deprecated".to_owned()))
    };
    let (before, after) = (of(old), of(new));
    let (rule, level, means) = match (&before, &after) {
        (None, Some(_)) => ("deprecated", Level::Changes, "It works as before, and is meant to go one day."),
        (Some(_), None) => ("undeprecated", Level::Adds, "It is meant to stay."),
        (Some(one), Some(other)) if one != other => {
            ("deprecation-changed", Level::Changes, "It is meant to go, and something else takes its place.")
        }
        _ => return None,
    };
    Some(Fact { rule, level, before, after, means })
}

fn sunset(old: &Seen<'_>, new: &Seen<'_>) -> Option<Fact> {
    let of = |seen: &Seen<'_>| seen.extensions(&["sunset"]).into_iter().next().map(|(_, date)| date);
    let (before, after) = (of(old), of(new));
    let (rule, level, means) = match (&before, &after) {
        (None, Some(_)) => ("sunset-set", Level::Changes, "After that day the operation may answer no more."),
        (Some(_), None) => ("sunset-dropped", Level::Adds, "No day is named after which the operation may go."),
        (Some(one), Some(other)) if one < other => ("sunset-moved", Level::Adds, "The operation stays longer."),
        (Some(one), Some(other)) if one > other => ("sunset-moved", Level::Changes, "The operation may go sooner."),
        _ => return None,
    };
    Some(Fact { rule, level, before, after, means })
}

fn version(old: &Seen<'_>, new: &Seen<'_>) -> Option<Fact> {
    let (before, after) = (old.operation.lifecycle.version.clone(), new.operation.lifecycle.version.clone());
    let means = "The shape is that of another release; a build asks for the version that it was built with.";
    (before != after).then_some(Fact { rule: "version-changed", level: Level::Changes, before, after, means })
}

fn releases(old: &Seen<'_>, new: &Seen<'_>) -> Vec<Fact> {
    let (before, after) = (&old.operation.lifecycle.releases, &new.operation.lifecycle.releases);
    let lacks = |one: &[String], other: &[String]| {
        let only: Vec<&str> = one.iter().filter(|release| !other.contains(release)).map(String::as_str).collect();
        (!only.is_empty()).then(|| only.join(", "))
    };
    let added = lacks(after, before).map(|after| Fact {
        rule: "release-added",
        level: Level::Adds,
        before: None,
        after: Some(after),
        means: "A version from that day on resolves to the new release.",
    });
    let gone = lacks(before, after).map(|before| Fact {
        rule: "release-gone",
        level: Level::Changes,
        before: Some(before),
        after: None,
        means: "A version that resolved to the release resolves to another one, or to none.",
    });
    added.into_iter().chain(gone).collect()
}

fn permissions(old: &Seen<'_>, new: &Seen<'_>) -> Vec<Fact> {
    let (before, after) = (permissions_of(old), permissions_of(new));
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let only: Vec<&str> = one.difference(other).map(String::as_str).collect();
        (!only.is_empty()).then(|| only.join(", "))
    };
    let added = only(&after, &before).map(|after| Fact {
        rule: "permission-added",
        level: Level::Changes,
        before: None,
        after: Some(after),
        means: "A credential without the permission is refused.",
    });
    let dropped = only(&before, &after).map(|before| Fact {
        rule: "permission-dropped",
        level: Level::Adds,
        before: Some(before),
        after: None,
        means: "The document does not ask for the permission any more.",
    });
    added.into_iter().chain(dropped).collect()
}

/// Every text below the vendor's key, however it is laid out.
fn permissions_of(seen: &Seen<'_>) -> BTreeSet<String> {
    let mut permissions: BTreeSet<String> = seen.operation.permissions.iter().cloned().collect();
    let mut open: Vec<&Value> = seen.node.and_then(|node| node.get("x-snyk-permissions")).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => {
                permissions.insert(text.clone());
            }
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    permissions
}

/// What a vendor says of rates and of trying again, in keys of its own.
fn rates(old: &Seen<'_>, new: &Seen<'_>) -> Vec<(String, Fact)> {
    let words = ["rate-limit", "ratelimit", "retry", "throttl"];
    let (before, after) = (old.extensions(&words), new.extensions(&words));
    let names: BTreeSet<&str> = before.iter().chain(&after).map(|(name, _)| *name).collect();
    let find = |list: &[(&str, String)], name: &str| {
        list.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone())
    };
    let changed = names.into_iter().filter_map(|name| {
        let (before, after) = (find(&before, name), find(&after, name));
        let means = "Calls may have to wait for longer, or for less.";
        let fact = Fact { rule: "rate-limit-changed", level: Level::Changes, before, after, means };
        (fact.before != fact.after).then(|| (format!(" {name}"), fact))
    });
    changed.collect()
}

/// A server of the operation or of its path, in place of the document's.
fn servers(old: &Seen<'_>, new: &Seen<'_>) -> Option<Fact> {
    let of = |seen: &Seen<'_>| {
        let at = |place: &Pointer| super::document::urls(seen.root, &place.child("servers"));
        let own = at(&seen.operation.at);
        let urls = if own.is_empty() { at(&seen.operation.at.parent()) } else { own };
        (!urls.is_empty()).then(|| urls.into_iter().collect::<Vec<_>>().join(", "))
    };
    let (before, after) = (of(old), of(new));
    let means = "A client of one base URL does not reach all operations.";
    (before != after).then_some(Fact { rule: "server-changed", level: Level::Changes, before, after, means })
}

/// What is sent and asked for first, where the old way is still taken.
fn media_types(old: &Ways<'_>, new: &Ways<'_>) -> Vec<(String, Fact)> {
    let mut facts = Vec::new();
    let body = |ways: &Ways<'_>| ways.main.body.as_ref().map(|body| body.media_type.clone());
    let still = |wanted: &Option<String>| {
        new.all().any(|way| way.body.as_ref().map(|body| &body.media_type) == wanted.as_ref())
    };
    let (before, after) = (body(old), body(new));
    if before.is_some() && after.is_some() && before != after && still(&before) {
        let means = "A new build sends another media type than an old one; both are taken.";
        let fact = Fact { rule: "content-type-changed", level: Level::Changes, before, after, means };
        facts.push((" body".to_owned(), fact));
    }
    let (before, after) = (old.main.accept.first().cloned(), new.main.accept.first().cloned());
    let known = before.as_ref().is_some_and(|before| new.all().any(|way| way.accept.contains(before)));
    if after.is_some() && before != after && known {
        let means = "A new build asks for another media type first than an old one; both are given.";
        let fact = Fact { rule: "accept-changed", level: Level::Changes, before, after, means };
        facts.push((" answer".to_owned(), fact));
    }
    facts
}
