//! The operations of two documents, matched, and what is found of them, gathered.
//!
//! Names in Rust are not looked at, and neither are those of types: a program that is built already has none.

mod gather;
mod matching;
pub(super) mod raw;
mod same;

use super::{OperationName, Side};
use crate::codegen::Settings;
use crate::codegen::model::Operation;

pub(super) use gather::{Draft, Fact, settle};
pub(super) use same::same_schema;

/// Both documents with their operations matched.
pub(super) struct Pairs<'a> {
    pub settings: &'a Settings,
    pub old: &'a Side<'a>,
    pub new: &'a Side<'a>,
    /// In the order of the new document, then what is gone in the order of the old one.
    pub calls: Vec<Call<'a>>,
}

/// An operation with the other ways to call it, each for another media type.
#[derive(Clone)]
pub(super) struct Ways<'a> {
    pub main: &'a Operation,
    pub others: Vec<&'a Operation>,
}

/// What became of an operation.
pub(super) enum Call<'a> {
    Kept(Ways<'a>, Ways<'a>),
    /// It has its `operationId` and another method or path.
    Moved(Ways<'a>, Ways<'a>),
    Gone(Ways<'a>),
    Came(Ways<'a>),
}

impl<'a> Ways<'a> {
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Operation> {
        std::iter::once(self.main).chain(self.others.iter().copied())
    }
}

impl<'a> Call<'a> {
    pub(super) fn old(&self) -> Option<&'a Operation> {
        match self {
            Self::Kept(old, _) | Self::Moved(old, _) | Self::Gone(old) => Some(old.main),
            Self::Came(_) => None,
        }
    }

    /// The operation as the newest document that has it tells it.
    pub(super) fn newest(&self) -> &'a Operation {
        match self {
            Self::Kept(_, new) | Self::Moved(_, new) | Self::Came(new) => new.main,
            Self::Gone(old) => old.main,
        }
    }

    /// Method and path.
    pub(super) fn label(&self) -> String {
        label_of(self.newest())
    }

    pub(super) fn name(&self) -> OperationName {
        let operation = self.newest();
        OperationName {
            id: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            stability: operation.lifecycle.stability.clone(),
        }
    }

    /// Whether nothing was promised of it: what the old document says counts, as that is what people built on.
    pub(super) fn is_unstable(&self) -> bool {
        let promised = self.old().unwrap_or(self.newest());
        promised.lifecycle.stability.as_deref().is_some_and(|stability| stability != "ga")
    }
}

/// Method and path of an operation.
pub(super) fn label_of(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

impl<'a> Pairs<'a> {
    pub(super) fn of(settings: &'a Settings, old: &'a Side<'a>, new: &'a Side<'a>) -> Self {
        let calls = matching::calls(old, new);
        Self { settings, old, new, calls }
    }

    /// Indexes of the calls in the order of their paths, which does not depend on that of the document.
    pub(super) fn by_path(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.calls.len()).collect();
        order.sort_by_key(|&index| self.calls.get(index).map(|call| (&call.newest().path, &call.newest().method)));
        order
    }

    /// Each operation that both documents have, with its index.
    pub(super) fn both(&self) -> impl Iterator<Item = (usize, &Call<'a>, &Ways<'a>, &Ways<'a>)> {
        self.by_path().into_iter().filter_map(|index| match self.calls.get(index) {
            Some(call @ (Call::Kept(old, new) | Call::Moved(old, new))) => Some((index, call, old, new)),
            _ => None,
        })
    }

    /// Each operation that old builds call in the same way, with its index.
    pub(super) fn kept(&self) -> impl Iterator<Item = (usize, &Call<'a>, &Ways<'a>, &Ways<'a>)> {
        self.both().filter(|(_, call, ..)| matches!(call, Call::Kept(..)))
    }
}
