//! The spellings that vendors mix into OpenAPI 3.0, brought to its own.
//!
//! What is common in the wild and can be read in one way only is rewritten here, before the document is read as the types of `openapiv3`:
//! JSON Schema 2020-12 from 3.1, Swagger 2 from before, and what YAML and PHP make of empty things. Each change is
//! noted. A place is that of the document after the change. What can be read in two ways is left for a problem.
//!
//! Only what the specification calls a part is visited, so that examples, defaults, extensions and members that happen
//! to be called `type` stay as they are. Recursion is bounded by the depth of the text that was read.

mod alternatives;
mod asides;
mod edit;
mod keywords;
mod misfits;
mod parts;
mod schema;
mod types;

pub use edit::keyword;
pub use misfits::misfit;

use serde_json::{Map, Value};

use super::at::At;
use crate::codegen::model::Note;
use crate::codegen::problem::{Problem, Problems};

/// A part that is an object, as its keywords.
type Members = Map<String, Value>;
/// How a part of some kind is brought to 3.0.
type Visit = fn(&mut Walk, &mut Value, &At<'_>);

/// Rewrites a document of 3.0 or 3.1 in place. A second run changes nothing. Other documents stay as they are.
///
/// What is still no schema then is a problem.
pub fn normalize(document: &mut Value, problems: &mut Problems) -> Vec<Note> {
    let mut walk = Walk::default();
    walk.document(document);
    walk.problems.into_iter().for_each(|problem| problems.push(problem));
    walk.notes
}

/// A walk through a document, what was changed on the way, and what nobody can read.
#[derive(Default)]
struct Walk {
    notes: Vec<Note>,
    problems: Vec<Problem>,
}

impl Walk {
    fn note(&mut self, at: &At<'_>, what: impl Into<String>) {
        self.notes.push(Note { at: at.pointer(), what: what.into() });
    }
}

#[cfg(test)]
mod tests;
