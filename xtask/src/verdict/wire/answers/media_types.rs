//! Media types of answers: an old build asks for those that the old document named.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{is_result, statuses_of};
use crate::codegen::model::{Operation, Returns};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, Ways, raw, same_schema};
use crate::verdict::wire::bodies::takes;
use crate::verdict::{Level, Side};

pub(super) fn drafts(
    pairs: &Pairs<'_>,
    index: usize,
    call: &Call<'_>,
    (old, new): (&Ways<'_>, &Ways<'_>),
) -> Vec<Draft> {
    let (before, after) = (declared(pairs.old, old.main), declared(pairs.new, new.main));
    // That there is no body at all is told with the status.
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let names = |types: &BTreeMap<String, Pointer>| types.keys().cloned().collect::<Vec<_>>();
    let (olds, news) = (names(&before), names(&after));
    let place = |name: &str| format!("{} answer {name}", call.label());
    let mut drafts = Vec::new();
    for (name, at) in before.iter().filter(|(name, _)| !takes(&news, name)) {
        let (level, means) = weight(old, name, &olds, &news);
        let fact = Fact { rule: "answer-media-type-gone", level, before: Some(name.clone()), after: None, means };
        drafts.push(fact.draft(index, at.clone(), place(name), None));
    }
    for (name, at) in after.iter().filter(|(name, _)| !takes(&olds, name)) {
        let (after, means) = (Some(name.clone()), "An old build asks for what it knows.");
        let fact = Fact { rule: "answer-media-type-added", level: Level::Adds, before: None, after, means };
        drafts.push(fact.draft(index, at.clone(), place(name), None));
    }
    for (name, at) in &after {
        let Some(old_at) = before.get(name).filter(|old_at| is_raw(old, name) && differs(pairs, old_at, at)) else {
            continue;
        };
        let words =
            |root: &Value, at: &Pointer| Some(raw::json(raw::get(root, &at.child("schema")).unwrap_or(&Value::Null)));
        let (before, after) = (words(pairs.old.root, old_at), words(pairs.new.root, at));
        let means = "An old build hands the bytes on as they come; what reads them has to know the new schema.";
        let fact = Fact { rule: "raw-answer-changed", level: Level::Changes, before, after, means };
        drafts.push(fact.draft(index, at.clone(), place(name), None));
    }
    drafts
}

/// Whether an old build hands the answer on as it comes.
fn is_raw(old: &Ways<'_>, name: &str) -> bool {
    old.all().any(|way| {
        matches!(way.returns, Returns::Bytes | Returns::Text) && way.accept.iter().any(|accepted| accepted == name)
    })
}

fn differs(pairs: &Pairs<'_>, old_at: &Pointer, new_at: &Pointer) -> bool {
    !same_schema(pairs.old.root, &old_at.child("schema"), pairs.new.root, &new_at.child("schema"))
}

/// What an old build asks for decides how much a media type weighs that went.
fn weight(old: &Ways<'_>, gone: &str, olds: &[String], news: &[String]) -> (Level, &'static str) {
    if old.others.iter().any(|way| way.accept[..] == [gone]) {
        return (Level::Breaks, "An old build that asks for this media type is refused, or gets another one.");
    }
    let asked: Vec<&String> = old.main.accept.iter().filter(|name| olds.contains(name)).collect();
    if asked.iter().any(|name| takes(news, name)) || !asked.iter().any(|name| *name == gone) {
        return (Level::Changes, "An old build asks for another one of the media types, too.");
    }
    (Level::Breaks, "An old build asks for this media type alone, and is refused or gets another one.")
}

/// The media types of results, each with a place.
fn declared(side: &Side<'_>, operation: &Operation) -> BTreeMap<String, Pointer> {
    let mut types = BTreeMap::new();
    for (status, _, at) in statuses_of(side.root, operation) {
        if !is_result(side.root, operation, status) {
            continue;
        }
        let content = raw::target(side.root, &at).child("content");
        let names = raw::get(side.root, &content).and_then(Value::as_object);
        for name in names.into_iter().flat_map(|names| names.keys()) {
            types.entry(name.clone()).or_insert_with(|| content.child(name));
        }
    }
    types
}
