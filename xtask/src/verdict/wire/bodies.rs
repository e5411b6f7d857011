//! Bodies of requests: whether one is taken, in which media types, and of what type.

use serde_json::Value;

use super::rules::Way;
use super::walk::{Label, Root, Walk};
use crate::codegen::model::{Body, BodyContent, Operation};
use crate::codegen::problem::Pointer;
use crate::verdict::Level;
use crate::verdict::Side;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, Ways, raw, same_schema};

/// A body as a document declares it.
struct Declared {
    /// Behind references.
    at: Pointer,
    required: bool,
    media_types: Vec<String>,
}

fn declared(side: &Side<'_>, operation: &Operation) -> Option<Declared> {
    let at = operation.at.child("requestBody");
    let at = raw::target(side.root, &at);
    let node = raw::get(side.root, &at)?;
    let content = node.get("content").and_then(|content| content.as_object());
    let mut media_types: Vec<String> = content.into_iter().flat_map(|content| content.keys().cloned()).collect();
    media_types.sort();
    Some(Declared { at, required: node.get("required").and_then(|value| value.as_bool()) == Some(true), media_types })
}

/// Whether a media type is among those of a list, which may have ranges.
pub(super) fn takes(list: &[String], media_type: &str) -> bool {
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let wanted = essence(media_type);
    list.iter().map(|name| essence(name)).any(|name| match name.strip_suffix('*') {
        Some("*/") => true,
        Some(family) => wanted.starts_with(family),
        None => name == wanted,
    })
}

/// Bodies that went, came, have to be there, or are written in another media type.
pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, call, old, new) in pairs.kept() {
        let (before, after) = (declared(pairs.old, old.main), declared(pairs.new, new.main));
        let local = format!("{} body", call.label());
        let at = after.as_ref().or(before.as_ref()).map(|body| body.at.clone()).unwrap_or_default();
        let shared = raw::is_component(&at).then(|| at.to_string());
        if let Some(fact) = presence(before.as_ref(), after.as_ref()) {
            drafts.push(fact.draft(index, at.clone(), local.clone(), shared.clone()));
        }
        let (Some(before), Some(after)) = (before, after) else { continue };
        for (media_type, fact) in media_types(pairs, old, &before, &after) {
            let at = raw::nearest(pairs.new.root, &after.at.child("content").child(&media_type));
            let subject = shared.as_ref().map(|shared| format!("{shared} {media_type}"));
            drafts.push(fact.draft(index, at, format!("{local} {media_type}"), subject));
        }
    }
    drafts
}

fn presence(before: Option<&Declared>, after: Option<&Declared>) -> Option<Fact> {
    let word = |body: &Declared| if body.required { "required" } else { "optional" }.to_owned();
    let (rule, level, means) = match (before, after) {
        (Some(_), None) => ("body-gone", Level::Breaks, "What an old build sends is refused or lost."),
        (None, Some(body)) if body.required => {
            ("body-added", Level::Breaks, "An old build sends no body, and its calls are refused.")
        }
        (None, Some(_)) => ("body-added", Level::Adds, "An old build sends no body, which stays right."),
        (Some(one), Some(other)) if !one.required && other.required => {
            ("body-required", Level::Changes, "An old build always sends a body, as before.")
        }
        (Some(one), Some(other)) if one.required && !other.required => {
            ("body-optional", Level::Adds, "An old build always sends a body, as before.")
        }
        _ => return None,
    };
    Some(Fact { rule, level, before: before.map(word), after: after.map(word), means })
}

/// Media types that went or came. What an old build can send decides how much one weighs that went.
fn media_types(pairs: &Pairs<'_>, old: &Ways<'_>, before: &Declared, after: &Declared) -> Vec<(String, Fact)> {
    let mut facts = Vec::new();
    for gone in before.media_types.iter().filter(|name| !takes(&after.media_types, name)) {
        let sent = old.all().filter_map(|way| way.body.as_ref()).any(|body| {
            let range_sends_bytes = gone.contains('*') && !takes(&after.media_types, &body.media_type);
            body.media_type == *gone || range_sends_bytes
        });
        let (level, means) = match sent {
            true => (Level::Breaks, "An old build sends this media type, and is refused."),
            false => (Level::Changes, "An old build sends another one of the media types."),
        };
        let fact = Fact { rule: "body-media-type-gone", level, before: Some(gone.clone()), after: None, means };
        facts.push((gone.clone(), fact));
    }
    for came in after.media_types.iter().filter(|name| !takes(&before.media_types, name)) {
        let means = "An old build sends another one of the media types.";
        let (level, after) = (Level::Adds, Some(came.clone()));
        facts.push((came.clone(), Fact { rule: "body-media-type-added", level, before: None, after, means }));
    }
    for name in before.media_types.iter().filter(|name| after.media_types.contains(name) && is_raw(old, name)) {
        let schema = |body: &Declared| body.at.child("content").child(name).child("schema");
        let (one, other) = (schema(before), schema(after));
        if same_schema(pairs.old.root, &one, pairs.new.root, &other) {
            continue;
        }
        let words = |root: &Value, at: &Pointer| Some(raw::json(raw::get(root, at).unwrap_or(&Value::Null)));
        let (before, after) = (words(pairs.old.root, &one), words(pairs.new.root, &other));
        let means = "An old build sends the bytes that it is given; what makes them has to know the new schema.";
        facts.push((name.clone(), Fact { rule: "raw-body-changed", level: Level::Changes, before, after, means }));
    }
    facts
}

/// Whether an old build sends the body as it is given.
fn is_raw(old: &Ways<'_>, name: &str) -> bool {
    let mut bodies = old.all().filter_map(|way| way.body.as_ref());
    bodies.any(|body| body.media_type == name && matches!(body.content, BodyContent::Raw))
}

/// The types of what an old build sends, by media type.
pub(super) fn roots<'a>(
    pairs: &Pairs<'a>,
    call: usize,
    of: &Call<'a>,
    (old, new): (&Ways<'a>, &Ways<'a>),
    walk: &mut Walk<'_>,
) {
    for body in old.all().filter_map(|way| way.body.as_ref()) {
        let Some(other) = taker(body, new) else { continue };
        let (Some(one_type), Some(other_type)) = (body.ty(), other.ty()) else { continue };
        let place = |root: &Value, operation: &Operation, media_type: &str| {
            let body = raw::target(root, &operation.at.child("requestBody"));
            raw::nearest(root, &body.child("content").child(media_type).child("schema"))
        };
        let at = new.main.at.child("requestBody");
        let label = Label::of(pairs, &at, format!("{} body $", of.label()), " $");
        walk.add(&Root {
            call,
            label,
            old: one_type,
            new: other_type,
            old_at: place(pairs.old.root, old.main, &body.media_type),
            new_at: place(pairs.new.root, new.main, &other.media_type),
            way: Way::Sent,
        });
    }
}

/// What takes a body of that media type. Bodies of JSON that are alike have one media type in the model.
fn taker<'a>(body: &Body, new: &Ways<'a>) -> Option<&'a Body> {
    let bodies: Vec<&Body> = new.all().filter_map(|way| way.body.as_ref()).collect();
    let kind = |body: &Body| std::mem::discriminant::<BodyContent>(&body.content);
    let same = bodies.iter().find(|other| other.media_type == body.media_type);
    same.or_else(|| bodies.iter().find(|other| kind(other) == kind(body))).copied()
}
