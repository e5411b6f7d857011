//! Mends of a document, in the OpenAPI Overlay format, each of which must still be one.
//!
//! Read are the versions 1.0 and 1.1, without `copy`. Beyond the format an action has to say why it is there, in its
//! `description`, and what it expects to find, in `x-expects`:
//!
//! | action | `x-expects` |
//! |---|---|
//! | `update` of an object | those members of it that the update names, as far as they are there; `{}` if none is |
//! | `update` of a list, to which it adds | the list |
//! | `update` of anything else (1.1) | the value |
//! | `remove` | the value |
//!
//! An action that finds nothing, or something else, is a fault: the vendor has changed the document, and the action
//! wants another look.

mod apply;
mod merge;
mod path;
mod read;

use serde_json::Value;
use serde_json_path::JsonPath;

use super::{Fault, Faults};

/// How an action that the document has already is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A document from its source: the action is not needed any more.
    Fresh,
    /// The checked-in text: the action was applied when it was vendored.
    Vendored,
}

/// The actions for a document, in their order.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// Where they stand.
    pub file: String,
    actions: Vec<Action>,
}

/// One change, at every place that its target finds.
#[derive(Debug)]
struct Action {
    /// From 1.
    number: usize,
    target: String,
    query: JsonPath,
    why: String,
    expects: Value,
    change: Change,
}

#[derive(Debug, PartialEq)]
enum Change {
    Update(Value),
    Remove,
}

impl Overlay {
    /// How many actions there are.
    pub(crate) fn actions(&self) -> usize {
        self.actions.len()
    }

    /// Changes the document, and says how many actions it did not have yet.
    pub(super) fn apply(&self, root: &mut Value, mode: Mode) -> Result<usize, Faults> {
        self.changes(root, mode).map(|new| new.len())
    }

    /// Trimming has left all that the actions have changed, so that the text is one that they can be found in.
    pub(super) fn still_there(&self, root: &Value) -> Result<(), Faults> {
        let mut copy = root.clone();
        let mend = "nobody reads what it changes, and it was trimmed away: delete the action";
        let changes = self.changes(&mut copy, Mode::Vendored);
        // The order of members counts as well.
        let (before, after) = (root.to_string(), copy.to_string());
        match changes {
            Ok(new) if new.is_empty() && before == after => Ok(()),
            Ok(new) => {
                let action = self.actions.iter().find(|action| new.contains(&action.number)).or(self.actions.first());
                let fault = action.map(|action| action.fault(self, "an action is without effect").mend(mend));
                Err(Faults(fault.into_iter().collect()))
            }
            Err(faults) => Err(Faults(faults.0.into_iter().map(|fault| fault.mend(mend)).collect())),
        }
    }
}

impl Action {
    fn fault(&self, overlay: &Overlay, what: impl Into<String>) -> Fault {
        let at = format!("{}, action {} at {}", overlay.file, self.number, self.target);
        Fault::new(at, what).there(format!("it was made because: {}", self.why))
    }
}

#[cfg(test)]
mod tests;
