//! What holds for the whole of a document: servers, credentials, the version that a client asks for.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::codegen::model::Operation;
use crate::codegen::problem::Pointer;
use crate::verdict::Level;
use crate::verdict::pairs::{Draft, Fact, Pairs, raw};

pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = servers(pairs);
    drafts.extend(default_version(pairs));
    drafts.extend(security(pairs));
    drafts
}

fn default_version(pairs: &Pairs<'_>) -> Option<Draft> {
    let (before, after) = (pairs.old.model.default_version.clone(), pairs.new.model.default_version.clone());
    let means = "A client that is told no version asks for the new one.";
    let fact = Fact { rule: "default-version-changed", level: Level::Changes, before, after, means };
    let subject = "version".to_owned();
    (fact.before != fact.after).then(|| fact.of_whole(Pointer::default(), subject.clone(), subject))
}

/// The servers at a place, with the values of their variables.
pub(super) fn urls(root: &Value, at: &Pointer) -> BTreeSet<String> {
    let list = raw::get(root, at).and_then(Value::as_array);
    let url = |server: &Value| {
        let url = server.get("url")?.as_str()?.to_owned();
        let variables = server.get("variables").and_then(Value::as_object);
        let default =
            |(name, variable): (&String, &Value)| Some(format!("{name}={}", variable.get("default")?.as_str()?));
        let mut defaults: Vec<String> = variables.into_iter().flatten().filter_map(default).collect();
        defaults.sort();
        Some(if defaults.is_empty() { url } else { format!("{url} with {}", defaults.join(", ")) })
    };
    list.into_iter().flatten().filter_map(url).collect()
}

fn servers(pairs: &Pairs<'_>) -> Vec<Draft> {
    let at = Pointer::default().child("servers");
    let (before, after) = (urls(pairs.old.root, &at), urls(pairs.new.root, &at));
    let gone: Vec<&String> = before.difference(&after).collect();
    let came: Vec<&String> = after.difference(&before).collect();
    let place = |root: &Value| raw::nearest(root, &at);
    if let ([gone], [came]) = (&gone[..], &came[..]) {
        let means = "An old build calls the old base URL unless it is given one; look at the regions of the client.";
        let (before, after) = (Some((*gone).clone()), Some((*came).clone()));
        let fact = Fact { rule: "server-changed", level: Level::Changes, before, after, means };
        return vec![fact.of_whole(place(pairs.new.root), "servers".to_owned(), "servers".to_owned())];
    }
    let gone = gone.into_iter().map(|url| {
        let means = "An old build may call it; look at the regions of the client.";
        let fact = Fact { rule: "server-gone", level: Level::Changes, before: Some(url.clone()), after: None, means };
        fact.of_whole(place(pairs.old.root), url.clone(), url.clone())
    });
    let came = came.into_iter().map(|url| {
        let means = "An old build reaches it if it is given the base URL.";
        let fact = Fact { rule: "server-added", level: Level::Adds, before: None, after: Some(url.clone()), means };
        fact.of_whole(place(pairs.new.root), url.clone(), url.clone())
    });
    gone.chain(came).collect()
}

/// Ways to show who calls, of the document and of operations that have ways of their own.
fn security(pairs: &Pairs<'_>) -> Vec<Draft> {
    let at = Pointer::default().child("security");
    let mut drafts = Vec::new();
    let (before, after) = (alternatives(pairs.old.root, &at), alternatives(pairs.new.root, &at));
    if let Some(fact) = change(before.clone(), after.clone()) {
        let at = raw::nearest(pairs.new.root, &at);
        drafts.push(fact.of_whole(at, "security".to_owned(), "security".to_owned()));
    }
    for (index, call, old, new) in pairs.both() {
        // None at all is told with the wire, where it decides whether a credential is sent.
        if old.main.authorization != new.main.authorization {
            continue;
        }
        let of = |root: &Value, operation: &Operation| {
            let own = operation.at.child("security");
            raw::get(root, &own).map(|_| alternatives(root, &own))
        };
        let (one, other) = (of(pairs.old.root, old.main), of(pairs.new.root, new.main));
        if one.is_none() && other.is_none() {
            continue;
        }
        let fact = change(one.unwrap_or_else(|| before.clone()), other.unwrap_or_else(|| after.clone()));
        let at = raw::nearest(pairs.new.root, &new.main.at.child("security"));
        drafts.extend(fact.map(|fact| fact.of_call(index, at, call.label(), None)));
    }
    drafts
}

fn change(before: BTreeSet<String>, after: BTreeSet<String>) -> Option<Fact> {
    if before == after {
        return None;
    }
    let (level, means) = match before.is_subset(&after) && !before.is_empty() {
        true => (Level::Adds, "The credentials of an old build are still taken, and others are."),
        false => (Level::Changes, "A credential that was taken may be refused."),
    };
    let word = |set: BTreeSet<String>| {
        let text = set.into_iter().collect::<Vec<_>>().join(" or ");
        Some(if text.is_empty() { "none".to_owned() } else { text })
    };
    Some(Fact { rule: "security-changed", level, before: word(before), after: word(after), means })
}

/// The alternatives of a list of requirements, by what is sent: the names of schemes stay in the document.
fn alternatives(root: &Value, at: &Pointer) -> BTreeSet<String> {
    let list = raw::get(root, at).and_then(Value::as_array);
    let alternative = |requirement: &Value| {
        let schemes = requirement.as_object()?.iter().map(|(name, scopes)| scheme(root, name, scopes));
        let mut schemes: Vec<String> = schemes.collect();
        schemes.sort();
        Some(if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") })
    };
    list.into_iter().flatten().filter_map(alternative).collect()
}

/// A scheme in words. One that is not declared has only its name.
fn scheme(root: &Value, name: &str, scopes: &Value) -> String {
    let at = Pointer::default().child("components").child("securitySchemes").child(name);
    let node = raw::get(root, &raw::target(root, &at));
    let text = |key: &str| node.and_then(|node| node.get(key)).and_then(Value::as_str).map(str::to_owned);
    let words: Vec<String> = ["type", "scheme", "in", "name"].iter().filter_map(|key| text(key)).collect();
    let words = if words.is_empty() { name.to_owned() } else { words.join(" ") };
    let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<BTreeSet<_>>();
    match scopes.is_empty() {
        true => words,
        false => format!("{words} ({})", scopes.into_iter().collect::<Vec<_>>().join(", ")),
    }
}
