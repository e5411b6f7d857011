//! Headers of answers that have a getter.

use super::{is_result, statuses_of};
use crate::codegen::model::{Header, Operation};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, raw};
use crate::verdict::wire::view::describe;
use crate::verdict::{Level, Side};

pub(super) fn drafts(pairs: &Pairs<'_>, index: usize, call: &Call<'_>, old: &Operation, new: &Operation) -> Vec<Draft> {
    let find = |operation: &'_ Operation, wire: &str| -> Option<Header> {
        operation.headers.iter().find(|header| header.wire.eq_ignore_ascii_case(wire)).cloned()
    };
    let mut drafts = Vec::new();
    for header in &old.headers {
        let before = describe(pairs.old.model, &header.ty);
        let (side, operation, fact) = match find(new, &header.wire) {
            Some(other) => {
                let after = describe(pairs.new.model, &other.ty);
                if before == after {
                    continue;
                }
                (pairs.new, new, fact("header-type-changed", Level::Changes, Some(before), Some(after)))
            }
            None => (pairs.old, old, fact("header-gone", Level::Changes, Some(before), None)),
        };
        drafts.push(placed(side, operation, fact, index, call, &header.wire));
    }
    for header in new.headers.iter().filter(|header| find(old, &header.wire).is_none()) {
        let after = describe(pairs.new.model, &header.ty);
        let fact = fact("header-added", Level::Adds, None, Some(after));
        drafts.push(placed(pairs.new, new, fact, index, call, &header.wire));
    }
    drafts
}

fn fact(rule: &'static str, level: Level, before: Option<String>, after: Option<String>) -> Fact {
    let means = match (&before, &after) {
        (Some(_), None) => "The getter of an old build gives nothing from now on.",
        (None, _) => "An old build has no getter for it, and can read it by its name.",
        (Some(_), Some(_)) => "The getter of an old build gives nothing where the value is not of its type.",
    };
    Fact { rule, level, before, after, means }
}

fn placed(side: &Side<'_>, operation: &Operation, fact: Fact, index: usize, call: &Call<'_>, wire: &str) -> Draft {
    let declared = place(side, operation, wire);
    let at = declared.as_ref().map_or_else(|| raw::nearest(side.root, &operation.at), |at| raw::target(side.root, at));
    let shared = raw::is_component(&at).then(|| at.to_string());
    fact.draft(index, at, format!("{} header {}", call.label(), wire.to_ascii_lowercase()), shared)
}

/// The first answer that declares the header.
fn place(side: &Side<'_>, operation: &Operation, wire: &str) -> Option<Pointer> {
    let results = statuses_of(side.root, operation).into_iter();
    let mut results = results.filter(|(status, ..)| is_result(side.root, operation, *status));
    results.find_map(|(_, _, at)| {
        let headers = raw::target(side.root, &at).child("headers");
        let names = raw::get(side.root, &headers)?.as_object()?;
        names.keys().find(|name| name.eq_ignore_ascii_case(wire)).map(|name| headers.child(name))
    })
}
