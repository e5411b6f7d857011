//! What a call does or is allowed to, where types do not tell it.

mod bounds;
mod document;
pub(super) mod members;
mod operations;
mod parameters;
#[cfg(test)]
mod tests;

use super::pairs::{Pairs, settle};
use super::{Axis, Finding, Side, wire};
use crate::codegen::{Settings, with_deep_stack};

/// What callers will notice of the service or of the client, although their code compiles and decodes.
pub(crate) fn findings(settings: &Settings, old: &Side<'_>, new: &Side<'_>) -> Vec<Finding> {
    with_deep_stack(|| {
        let pairs = Pairs::of(settings, old, new);
        let mut drafts = document::drafts(&pairs);
        drafts.extend(operations::drafts(&pairs));
        drafts.extend(parameters::drafts(&pairs));
        drafts.extend(wire::of_types(&pairs).into_iter().filter(|draft| draft.axis == Axis::Behaviour));
        settle(&pairs, drafts)
    })
}
