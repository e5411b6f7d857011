//! The spellings that vendors mix into OpenAPI 3.0, brought to its own.
//!
//! What is common in the wild and can be read in one way only is rewritten here, before `openapiv3` sees the document:
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

use serde_json::{Map, Value};

use crate::codegen::model::Note;
use crate::codegen::problem::{Pointer, Problem, Problems};

/// A part that is an object, as its keywords.
type Members = Map<String, Value>;
/// How a part of some kind is brought to 3.0.
type Visit = fn(&mut Walk, &mut Value, &At<'_>);

/// Rewrites a document of 3.0 or 3.1 in place. A second run changes nothing. Other documents stay as they are.
///
/// What is still no schema then is a problem. `openapiv3` would find it too, but without its place, and in a time that
/// doubles with each level above it.
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

/// A place, as the way to it: most places are passed without a note, and need no pointer.
#[derive(Clone, Copy)]
struct At<'p> {
    up: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    const ROOT: At<'static> = At { up: None, step: Step::Root };

    fn key(&'p self, key: &'p str) -> At<'p> {
        At { up: Some(self), step: Step::Key(key) }
    }

    fn index(&'p self, index: usize) -> At<'p> {
        At { up: Some(self), step: Step::Index(index) }
    }

    /// Whether this is the place of a keyword.
    fn is(&self, key: &str) -> bool {
        matches!(self.step, Step::Key(step) if step == key)
    }

    fn pointer(&self) -> Pointer {
        let up: Vec<&At<'_>> = std::iter::successors(Some(self), |at| at.up).collect();
        up.into_iter().rev().fold(Pointer::default(), |pointer, at| match at.step {
            Step::Root => pointer,
            Step::Key(key) => pointer.child(key),
            Step::Index(index) => pointer.child(index),
        })
    }
}

#[cfg(test)]
mod tests;
