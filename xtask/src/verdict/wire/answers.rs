//! Answers: whether an old build decodes what the new document says that comes, by status and by media type.

mod headers;
mod media_types;
mod paging;
mod statuses;

use serde_json::Value;

use super::rules::Way;
use super::walk::{Label, Root, Walk};
use crate::codegen::model::{Content, Failure, Operation, Outcome, Returns, Shape, Status, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::Side;
use crate::verdict::pairs::{Call, Draft, Pairs, Ways, raw};

/// An answer that a document declares.
struct Answer {
    status: Status,
    /// As the document spells the status.
    key: String,
    content: Content,
    /// Under the responses of the operation.
    at: Pointer,
}

/// How an old build reads an answer of some status.
#[derive(Clone)]
enum Reading {
    Json(TypeRef),
    JsonOrNothing(TypeRef),
    Nothing,
    Text,
    Bytes,
    /// It says that it does not know the status.
    Unrecognized,
    /// It takes it for an error.
    Error,
}

/// What went, came or changed besides the types.
pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, call, old, new) in pairs.kept() {
        drafts.extend(statuses::drafts(pairs, index, call, old.main, new.main));
        drafts.extend(media_types::drafts(pairs, index, call, (old, new)));
        drafts.extend(headers::drafts(pairs, index, call, old.main, new.main));
        drafts.extend(paging::draft(pairs, index, call, old.main, new.main));
    }
    drafts
}

/// The types of what is received, of errors too.
pub(super) fn roots<'a>(
    pairs: &Pairs<'a>,
    call: usize,
    of: &Call<'a>,
    (old, new): (&Ways<'a>, &Ways<'a>),
    walk: &mut Walk<'_>,
) {
    let olds = answers(pairs.old, old.main);
    for answer in answers(pairs.new, new.main) {
        let read = read_as(pairs.old, old.main, answer.status);
        let (Reading::Json(one) | Reading::JsonOrNothing(one), Content::Json(other)) = (read, &answer.content) else {
            continue;
        };
        let old_at = olds.iter().find(|old| old.key == answer.key).or(olds.first());
        let old_at = old_at.map(|old| schema_of(pairs.old.root, &old.at)).unwrap_or_default();
        let label = Label::of(pairs, &answer.at, format!("{} {} $", of.label(), answer.key), " $");
        let new_at = schema_of(pairs.new.root, &answer.at);
        walk.add(&Root { call, label, old: &one, new: other, old_at, new_at, way: Way::Received });
    }
    for (key, at, one, other) in failures(pairs, old.main, new.main) {
        let label = Label::of(pairs, &at, format!("{} {key} $", of.label()), " $");
        let new_at = schema_of(pairs.new.root, &at);
        let old_at = raw::nearest(pairs.old.root, &old.main.at.child("responses").child(&key));
        let old_at = schema_of(pairs.old.root, &old_at);
        walk.add(&Root { call, label, old: &one, new: &other, old_at, new_at, way: Way::Failed });
    }
}

/// The schema of the first JSON body of an answer, or the closest place.
fn schema_of(root: &Value, at: &Pointer) -> Pointer {
    let at = raw::target(root, at);
    let content = at.child("content");
    let types = raw::get(root, &content).and_then(Value::as_object);
    let mut names: Vec<&String> = types.into_iter().flat_map(|types| types.keys()).collect();
    names.sort_by_key(|name| (!name.contains("json"), *name));
    let schema = names.first().map(|name| content.child(name).child("schema"));
    raw::nearest(root, &schema.unwrap_or(at))
}

/// The answers that an operation gives when it succeeds, and redirects that are results.
fn answers(side: &Side<'_>, operation: &Operation) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for (status, key, at) in statuses_of(side.root, operation) {
        if is_result(side.root, operation, status) {
            let has_body = has_content(side.root, &at);
            let content = content_of(side, operation, status, has_body);
            answers.push(Answer { status, key, content, at });
        }
    }
    answers
}

/// Every status that an operation declares, in order.
fn statuses_of(root: &Value, operation: &Operation) -> Vec<(Status, String, Pointer)> {
    let at = operation.at.child("responses");
    let keys = raw::get(root, &at).and_then(Value::as_object);
    let keys = keys.into_iter().flat_map(|responses| responses.keys());
    let known = keys.filter_map(|key| Some((status_of(key)?, key.clone(), at.child(key))));
    let mut known: Vec<_> = known.collect();
    known.sort();
    known
}

fn status_of(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let range = key.strip_suffix("XX").or(key.strip_suffix("xx"));
    match range {
        Some(hundreds) => hundreds.parse().ok().map(Status::Range),
        None => key.parse().ok().map(Status::Code),
    }
}

/// What the old build makes of an answer.
fn read_as(side: &Side<'_>, operation: &Operation, status: Status) -> Reading {
    let unknown_redirect = matches!(status, Status::Code(code @ 300..=399) if !operation.results.contains(&code));
    match &operation.returns {
        _ if unknown_redirect => Reading::Error,
        Returns::Outcome(id) => match row_of(outcome_of(side, *id), status) {
            Some(Content::Json(ty)) => Reading::Json(ty.clone()),
            Some(Content::Nothing) => Reading::Nothing,
            Some(Content::Text) => Reading::Text,
            Some(Content::Bytes) => Reading::Bytes,
            None => Reading::Unrecognized,
        },
        Returns::Json(ty) => Reading::Json(ty.clone()),
        Returns::JsonOrNothing(ty) => Reading::JsonOrNothing(ty.clone()),
        Returns::Nothing => Reading::Nothing,
        Returns::Text => Reading::Text,
        Returns::Bytes => Reading::Bytes,
    }
}

/// The row for a status: the most exact one counts.
fn row_of(outcome: Option<&Outcome>, status: Status) -> Option<&Content> {
    let find = |wanted: Status| {
        let row = outcome?.variants.iter().find(|variant| variant.status == wanted)?;
        Some(&row.content)
    };
    let range = match status {
        Status::Code(code) => find(Status::Range(code / 100)),
        Status::Range(_) | Status::Default => None,
    };
    find(status).or(range).or_else(|| find(Status::Default))
}

/// The bodies of errors that both documents describe, with the status, and the place in the new one.
fn failures(pairs: &Pairs<'_>, old: &Operation, new: &Operation) -> Vec<(String, Pointer, TypeRef, TypeRef)> {
    let body = |side: &Side<'_>, failure: &Option<Failure>, status: Status| match failure {
        Some(Failure::Same(ty)) => Some(ty.clone()),
        Some(Failure::ByStatus(id)) => row_of(outcome_of(side, *id), status).and_then(Content::json).cloned(),
        None => None,
    };
    let statuses = statuses_of(pairs.new.root, new).into_iter();
    let errors =
        statuses.filter(|(status, _, at)| !is_result(pairs.new.root, new, *status) && has_content(pairs.new.root, at));
    let both = errors.filter_map(|(status, key, at)| {
        let (one, other) = (body(pairs.old, &old.failure, status)?, body(pairs.new, &new.failure, status)?);
        Some((key, at, one, other))
    });
    both.collect()
}

/// Whether an answer is a result and no error. Where no success is declared, the default is one.
fn is_result(root: &Value, operation: &Operation, status: Status) -> bool {
    match status {
        Status::Code(code) => (200..400).contains(&code),
        Status::Range(hundreds) => hundreds == 2,
        Status::Default => !statuses_of(root, operation).iter().any(|(status, ..)| is_success(*status)),
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn has_content(root: &Value, at: &Pointer) -> bool {
    let response = raw::get(root, &raw::target(root, at));
    let content = response.and_then(|response| response.get("content")).and_then(Value::as_object);
    content.is_some_and(|content| !content.is_empty())
}

/// The body of an answer, by what the model has for all of them.
fn content_of(side: &Side<'_>, operation: &Operation, status: Status, has_body: bool) -> Content {
    match &operation.returns {
        Returns::Outcome(id) => {
            let outcome = outcome_of(side, *id);
            let row = outcome.and_then(|outcome| outcome.variants.iter().find(|variant| variant.status == status));
            row.map_or(Content::Nothing, |row| row.content.clone())
        }
        _ if !has_body => Content::Nothing,
        Returns::Json(ty) | Returns::JsonOrNothing(ty) => Content::Json(ty.clone()),
        Returns::Text => Content::Text,
        Returns::Bytes => Content::Bytes,
        Returns::Nothing => Content::Nothing,
    }
}

fn outcome_of<'m>(side: &Side<'m>, id: crate::codegen::model::TypeId) -> Option<&'m Outcome> {
    match &side.model.type_def(id).shape {
        Shape::Outcome(outcome) => Some(outcome),
        _ => None,
    }
}
