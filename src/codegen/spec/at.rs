//! Places on the way through a document.

use crate::codegen::problem::Pointer;

/// A place, as the way to it: most places are passed without a note, and need no pointer.
#[derive(Clone, Copy)]
pub struct At<'p> {
    up: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    /// A place that was found by its pointer.
    Found(&'p Pointer),
    Key(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    pub const ROOT: At<'static> = At { up: None, step: Step::Root };

    pub fn found(pointer: &'p Pointer) -> Self {
        Self { up: None, step: Step::Found(pointer) }
    }

    pub fn key(&'p self, key: &'p str) -> At<'p> {
        At { up: Some(self), step: Step::Key(key) }
    }

    pub fn index(&'p self, index: usize) -> At<'p> {
        At { up: Some(self), step: Step::Index(index) }
    }

    /// Whether this is the place of a keyword.
    pub fn is(&self, key: &str) -> bool {
        matches!(self.step, Step::Key(step) if step == key)
    }

    pub fn pointer(&self) -> Pointer {
        let up: Vec<&At<'_>> = std::iter::successors(Some(self), |at| at.up).collect();
        up.into_iter().rev().fold(Pointer::default(), |pointer, at| match at.step {
            Step::Root => pointer,
            Step::Found(found) => found.clone(),
            Step::Key(key) => pointer.child(key),
            Step::Index(index) => pointer.child(index),
        })
    }
}
