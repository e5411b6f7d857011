//! Statuses that went or came, and whether there is a body where an old build wants one.

use super::{Answer, Reading, answers, is_result, read_as, statuses_of};
use crate::codegen::model::{Content, Operation, Status};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, raw};
use crate::verdict::{Level, Side};

pub(super) fn drafts(pairs: &Pairs<'_>, index: usize, call: &Call<'_>, old: &Operation, new: &Operation) -> Vec<Draft> {
    let (olds, news) = (answers(pairs.old, old), answers(pairs.new, new));
    let draft = |side: &Side<'_>, fact: Fact, key: &str, at: &Pointer| {
        let shared = raw::component(side.root, at).map(|at| at.to_string());
        fact.draft(index, raw::target(side.root, at), format!("{} {key}", call.label()), shared)
    };
    let mut drafts = Vec::new();
    for answer in &news {
        let reading = read_as(pairs.old, old, answer.status);
        let before = olds.iter().find(|old| old.status == answer.status);
        let fact = match before {
            Some(before) => body(before, answer, &reading),
            None => Some(came(answer, &reading)),
        };
        drafts.extend(fact.map(|fact| draft(pairs.new, fact, &answer.key, &answer.at)));
    }
    for answer in olds.iter().filter(|old| !news.iter().any(|new| new.status == old.status)) {
        let (before, means) = (Some(word(&answer.content)), "The status does not come any more.");
        let fact = Fact { rule: "status-gone", level: Level::Changes, before, after: None, means };
        drafts.push(draft(pairs.old, fact, &answer.key, &answer.at));
    }
    let (before, after) = (errors(pairs.old, old), errors(pairs.new, new));
    for (_, key, at) in after.iter().filter(|(status, ..)| !before.iter().any(|(known, ..)| known == status)) {
        let means = "An old build gives an error with this status, as with any other.";
        let after = Some("an error".to_owned());
        let fact = Fact { rule: "error-status-added", level: Level::Adds, before: None, after, means };
        drafts.push(draft(pairs.new, fact, key, at));
    }
    for (_, key, at) in before.iter().filter(|(status, ..)| !after.iter().any(|(known, ..)| known == status)) {
        let (before, means) = (Some("an error".to_owned()), "The document does not name the error any more.");
        let fact = Fact { rule: "error-status-gone", level: Level::Changes, before, after: None, means };
        drafts.push(draft(pairs.old, fact, key, at));
    }
    drafts
}

fn errors(side: &Side<'_>, operation: &Operation) -> Vec<(Status, String, Pointer)> {
    let mut statuses = statuses_of(side.root, operation);
    statuses.retain(|(status, ..)| !is_result(side.root, operation, *status));
    statuses
}

/// A success or a redirect that is new.
fn came(answer: &Answer, reading: &Reading) -> Fact {
    let (level, means) = match (reading, &answer.content) {
        (Reading::Error, _) => (Level::Breaks, "An old build takes the redirect for an error."),
        (Reading::Unrecognized, _) => (Level::Adds, "An old build says that it does not recognize the status."),
        (Reading::Json(_), Content::Nothing) => {
            (Level::Breaks, "An old build wants a body with every success, and fails on an empty one.")
        }
        (Reading::Json(_) | Reading::JsonOrNothing(_), Content::Text | Content::Bytes) => {
            (Level::Breaks, "An old build takes the body for JSON, and fails to decode it.")
        }
        _ => (Level::Adds, "An old build reads the answer as that of any success."),
    };
    Fact { rule: "status-added", level, before: None, after: Some(word(&answer.content)), means }
}

/// A status that stayed, with another kind of body.
fn body(before: &Answer, answer: &Answer, reading: &Reading) -> Option<Fact> {
    if word(&before.content) == word(&answer.content) {
        return None;
    }
    let (rule, level, means) = match (reading, &answer.content) {
        (Reading::Json(_), Content::Nothing) => {
            ("answer-body-gone", Level::Breaks, "An old build wants a body, and fails on an empty one.")
        }
        (_, Content::Nothing) => ("answer-body-gone", Level::Changes, "An old build reads an empty body."),
        (Reading::Nothing, _) => ("answer-body-added", Level::Adds, "An old build does not look at the body."),
        (Reading::Json(_) | Reading::JsonOrNothing(_), Content::Text | Content::Bytes) => {
            let means = "An old build takes the body for JSON, and fails to decode it.";
            ("answer-content-changed", Level::Breaks, means)
        }
        _ if matches!(before.content, Content::Nothing) => {
            ("answer-body-added", Level::Adds, "An old build reads the body, or does not look at it.")
        }
        _ => ("answer-content-changed", Level::Changes, "An old build hands the body on as it comes."),
    };
    let (before, after) = (word(&before.content), word(&answer.content));
    Some(Fact { rule, level, before: Some(before), after: Some(after), means })
}

fn word(content: &Content) -> String {
    match content {
        Content::Nothing => "no body",
        Content::Json(_) => "JSON",
        Content::Text => "text",
        Content::Bytes => "bytes",
    }
    .to_owned()
}
