//! What nothing reads is left out, so that a diff shows what matters.
//!
//! | left out | unless |
//! |---|---|
//! | `example`, `examples`, `externalDocs` of every part | it is a member of that name, or tells two alternatives apart |
//! | headers of answers that the runtime knows, and of answers that are no results | a reference leads to them |
//! | schemas of answers that are not JSON | a reference leads to them |
//! | components that no operation reaches | their name keeps that of another: then the name stays, without its schema |
//! | tags and path items without operations, `webhooks` | the name of another operation depends on the path |
//!
//! The code that is generated stays the same, to the byte.

mod alike;
mod answers;
mod names;
mod place;
mod prune;
mod reach;
mod sides;
mod strip;

pub(super) use strip::strip;

use serde_json::{Map, Value};

use super::Trimmed;
use crate::codegen::Settings;

/// A part that is an object, as its keywords.
type Members = Map<String, Value>;

/// References that point to references. More than this many in a row is a cycle.
const LONGEST_CHAIN: usize = 32;

/// Leaves out all that nothing reads.
pub(super) fn trim(root: &mut Value, settings: &Settings, remarks: &mut Vec<String>) -> Trimmed {
    let mut trimmed = strip::strip(root, settings, remarks);
    loop {
        trimmed += prune::prune(root, settings, remarks);
        let before = root.clone();
        trimmed += strip::strip(root, settings, remarks);
        // Without a component, a reference may be gone that kept a part of another.
        if *root == before {
            return trimmed;
        }
    }
}

/// An object that stands for another.
fn is_reference(part: &Members) -> bool {
    part.get("$ref").is_some_and(Value::is_string)
}

#[cfg(test)]
mod tests;
