//! Places, as the way to them: most are passed without a need for their pointer.

use crate::codegen::problem::Pointer;

#[derive(Clone, Copy)]
pub(super) struct At<'p> {
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
    pub const ROOT: At<'static> = At { up: None, step: Step::Root };

    pub fn key(&'p self, key: &'p str) -> At<'p> {
        At { up: Some(self), step: Step::Key(key) }
    }

    pub fn index(&'p self, index: usize) -> At<'p> {
        At { up: Some(self), step: Step::Index(index) }
    }

    pub fn pointer(&self) -> Pointer {
        let up: Vec<&At<'_>> = std::iter::successors(Some(self), |at| at.up).collect();
        up.into_iter().rev().fold(Pointer::default(), |pointer, at| match at.step {
            Step::Root => pointer,
            Step::Key(key) => pointer.child(key),
            Step::Index(index) => pointer.child(index),
        })
    }
}
