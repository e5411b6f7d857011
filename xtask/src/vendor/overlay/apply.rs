//! Actions applied to a document.
//!
//! To the checked-in text they have been applied before, some of them perhaps to what others have made. So there each is
//! taken back first, from the last to the first, as far as its change is there. What is left is the document from its
//! source, to which all are applied in their order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::path::{self, Step, places};
use super::{Action, Change, Mode, Overlay, merge};
use crate::vendor::{Fault, Faults};

/// What was taken back: by action, the places. A removal that finds nothing any more has none.
type TakenBack = BTreeMap<usize, BTreeSet<Vec<Step>>>;

impl Overlay {
    /// Applies all actions and gives back the numbers of those that the document did not have yet.
    pub(super) fn changes(&self, root: &mut Value, mode: Mode) -> Result<Vec<usize>, Faults> {
        let taken_back = match mode {
            Mode::Fresh => TakenBack::new(),
            Mode::Vendored => self.take_back(root),
        };
        let (mut new, mut faults) = (Vec::new(), Faults::default());
        for action in &self.actions {
            let before = taken_back.get(&action.number);
            let found = places(&action.query, root);
            if found.is_empty() && before.is_some() && action.change == Change::Remove {
                continue;
            }
            match self.change(action, root, &found) {
                Ok(()) if before.is_some_and(|before| found.iter().all(|place| before.contains(place))) => {}
                Ok(()) => new.push(action.number),
                Err(fault) => faults.0.push(fault),
            }
        }
        faults.or(new)
    }

    fn take_back(&self, root: &mut Value) -> TakenBack {
        let mut taken_back = TakenBack::new();
        for action in self.actions.iter().rev() {
            let found = places(&action.query, root);
            match &action.change {
                Change::Update(update) => {
                    for place in found {
                        let Some(value) = path::get_mut(root, &place) else { continue };
                        if merge::is_applied(value, update, &action.expects) {
                            merge::take_back(value, update, &action.expects);
                            taken_back.entry(action.number).or_default().insert(place);
                        }
                    }
                }
                Change::Remove if found.is_empty() && path::has_parent(root, &action.target) => {
                    path::put_back(root, &action.target, &action.expects);
                    let there = places(&action.query, root).into_iter().collect();
                    taken_back.insert(action.number, there);
                }
                Change::Remove => {}
            }
        }
        taken_back
    }

    /// Applies one action to all of its places, or to none of them.
    fn change(&self, action: &Action, root: &mut Value, found: &[Vec<Step>]) -> Result<(), Fault> {
        if found.is_empty() {
            let mut fault = action.fault(self, "an action finds nothing any more");
            fault.there.extend(path::as_far_as(root, &action.target));
            return Err(fault.mend("mend its target, or delete the action if it is not needed any more"));
        }
        for place in found {
            self.check(action, path::get(root, place).unwrap_or(&Value::Null))?;
        }
        // From the last to the first, so that the places of list items stay what they are.
        for place in found.iter().rev() {
            let done = match &action.change {
                Change::Update(update) => {
                    path::get_mut(root, place).map_or(Ok(()), |value| merge::merge(value, update))
                }
                Change::Remove => path::remove(root, place).map(drop).ok_or_else(|| "nothing would be left".to_owned()),
            };
            done.map_err(|what| action.fault(self, what))?;
        }
        self.look_again(action, root, found)
    }

    /// Holds what is there against what the action expects.
    fn check(&self, action: &Action, value: &Value) -> Result<(), Fault> {
        let there = match &action.change {
            Change::Update(update) if merge::is_applied(value, update, &action.expects) => {
                let fault = action.fault(self, "the document has what an action would change");
                return Err(fault.mend("the document has it now: delete the action"));
            }
            Change::Update(update) => merge::part(value, update),
            Change::Remove => value.clone(),
        };
        if there == action.expects {
            return Ok(());
        }
        let mut fault = action.fault(self, "an action finds another value than it expects");
        fault.there.push(format!("there:    {}", path::excerpt(&there)));
        fault.there.push(format!("expected: {}", path::excerpt(&action.expects)));
        Err(fault.mend("look whether the document was mended: delete the action then, or change `x-expects`"))
    }

    /// A target that depends on what the action changes could not be found in the text that is vendored.
    fn look_again(&self, action: &Action, root: &Value, found: &[Vec<Step>]) -> Result<(), Fault> {
        let now = places(&action.query, root);
        let stays = match action.change {
            Change::Update(_) => found.iter().all(|place| now.contains(place)),
            Change::Remove => now.is_empty(),
        };
        if stays {
            return Ok(());
        }
        let fault = action.fault(self, "the target of an action depends on what the action changes");
        Err(fault.mend("name the place by something that stays"))
    }
}
