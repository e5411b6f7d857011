//! Whether programs that are built from the old document get along with a service that is as the new one says.
//!
//! Types are compared by their values and not by their names, in the direction in which they travel: an old build sends
//! what the old document allowed and decodes what the new one allows.

mod answers;
mod bodies;
mod forms;
mod objects;
pub(super) mod parameters;
mod rules;
#[cfg(test)]
mod tests;
mod types;
mod unions;
mod view;
mod walk;

use super::pairs::{Call, Draft, Fact, Pairs, label_of, raw, settle};
use super::{Axis, Finding, Level, Side};
use crate::codegen::model::{Authorization, Operation};
use crate::codegen::{Settings, with_deep_stack};
use walk::Walk;

pub(super) use rules::Way;
pub(super) use types::Difference;
pub(super) use view::describe;

/// What programs that are built already will notice.
pub(crate) fn findings(settings: &Settings, old: &Side<'_>, new: &Side<'_>) -> Vec<Finding> {
    with_deep_stack(|| {
        let pairs = Pairs::of(settings, old, new);
        let mut drafts = operations(&pairs);
        drafts.extend(parameters::drafts(&pairs));
        drafts.extend(bodies::drafts(&pairs));
        drafts.extend(answers::drafts(&pairs));
        drafts.extend(of_types(&pairs).into_iter().filter(|draft| draft.axis == Axis::Wire));
        settle(&pairs, drafts)
    })
}

/// What the types come to of everything that is sent or received, on every axis.
pub(super) fn of_types(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut walk = Walk::new(pairs);
    for (index, call, old, new) in pairs.kept() {
        parameters::roots(pairs, index, call, (old, new), &mut walk);
        bodies::roots(pairs, index, call, (old, new), &mut walk);
        answers::roots(pairs, index, call, (old, new), &mut walk);
    }
    walk.drafts()
}

/// Operations that went, came, moved, or want a credential now.
fn operations(pairs: &Pairs<'_>) -> Vec<Draft> {
    let of_call = |(index, call): (usize, &Call<'_>)| {
        let fact = of_operation(call)?;
        let root = if matches!(call, Call::Gone(_)) { pairs.old.root } else { pairs.new.root };
        let at = raw::nearest(root, &call.newest().at);
        Some(fact.draft(index, at, subject_of(call), None))
    };
    pairs.calls.iter().enumerate().filter_map(of_call).collect()
}

/// A moved operation is known by the place that old builds call.
fn subject_of(call: &Call<'_>) -> String {
    match call {
        Call::Moved(old, _) => label_of(old.main),
        _ => call.label(),
    }
}

fn of_operation(call: &Call<'_>) -> Option<Fact> {
    let (rule, level, before, after, means) = match call {
        Call::Gone(old) => {
            let means = "Every call of it fails.";
            ("operation-gone", Level::Breaks, Some(old.main.id.clone()), None, means)
        }
        Call::Came(new) => {
            ("operation-added", Level::Adds, None, Some(new.main.id.clone()), "An old build does not call it.")
        }
        Call::Moved(old, new) => {
            let means = "An old build calls the old place, and every call fails.";
            ("operation-moved", Level::Breaks, Some(label_of(old.main)), Some(label_of(new.main)), means)
        }
        Call::Kept(old, new) => return authorization(old.main, new.main),
    };
    Some(Fact { rule, level, before, after, means })
}

fn authorization(old: &Operation, new: &Operation) -> Option<Fact> {
    let word = |operation: &Operation| match operation.authorization {
        Authorization::Required => Some("a credential".to_owned()),
        Authorization::None => Some("no credential".to_owned()),
    };
    let (rule, level, means) = match (old.authorization, new.authorization) {
        (Authorization::None, Authorization::Required) => {
            let means = "An old build sends no credential with it, and is refused.";
            ("authorization-required", Level::Breaks, means)
        }
        (Authorization::Required, Authorization::None) => {
            ("authorization-dropped", Level::Adds, "An old build sends its credential all the same.")
        }
        _ => return None,
    };
    Some(Fact { rule, level, before: word(old), after: word(new), means })
}
