//! From an upstream document to the text that is vendored in `specs/`.
//!
//! ```text
//! upstream ── narrow ──► strip ──► overlay ──► strip ──► prune ──► check ──► print ──► specs/<api>.json
//!             rules      what is    our mends            what                overlay
//!                        not read                        is unused           still there
//! ```
//!
//! The code that is generated from the text is that of the document before it was trimmed, to the byte: what the
//! generator looks at stays. What is vendored is a fixed point: vendored once more it does not change.

mod fault;
mod glob;
mod lock;
mod narrow;
mod nearest;
mod operations;
mod overlay;
mod rules;
mod trim;

use serde::Serialize;
use serde_json::Value;

use crate::codegen::Settings;
use crate::count::counted;
pub(crate) use fault::{Fault, Faults};
pub(crate) use lock::{Entry, Lock, Origin};
pub(crate) use overlay::{Mode, Overlay};
pub(crate) use rules::{ApiRules, Rules};

/// Where the rules stand, below the root of the package.
pub(crate) const RULES_FILE: &str = "specs/regen.toml";
/// Where the lock stands.
pub(crate) const LOCK_FILE: &str = "specs/specs.lock";

/// How much of a document is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Narrowing {
    /// What the rules keep.
    ByRules,
    /// Every operation.
    Whole,
}

/// A document as it is vendored.
#[derive(Debug)]
pub(crate) struct Vendored {
    pub root: Value,
    pub text: String,
    pub counts: Counts,
    /// What a reviewer should know of the way here.
    pub remarks: Vec<String>,
}

/// What a vendored document holds, and what was done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub operations: usize,
    pub paths: usize,
    pub schemas: usize,
    /// Taken out by trimming.
    pub trimmed: Trimmed,
    /// Actions of the overlay whose change the text has.
    pub overlay_actions: usize,
}

/// What trimming has taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trimmed {
    pub examples: usize,
    pub headers: usize,
    pub components: usize,
}

/// The file of an API's overlay, below the root of the package.
pub(crate) fn overlay_file(api: &str) -> String {
    format!("specs/{api}.overlay.yaml")
}

/// Brings an upstream document to the form that is vendored, or the vendored one up to date with rules and overlay.
pub(crate) fn vendor(
    upstream: Value,
    settings: &Settings,
    rules: &ApiRules,
    narrowing: Narrowing,
    overlay: &Overlay,
    mode: Mode,
) -> Result<Vendored, Faults> {
    let mut root = upstream;
    let mut remarks = Vec::new();
    if narrowing == Narrowing::ByRules {
        let (dropped, unused) = narrow::narrow(&mut root, rules)?;
        remarks.extend((dropped > 0).then(|| format!("{} left out by {RULES_FILE}", counted(dropped, "operation"))));
        remarks.extend(unused.iter().map(Fault::line));
    }
    let mut trimmed = trim::strip(&mut root, settings, &mut remarks);
    let applied = overlay.apply(&mut root, mode)?;
    remarks.extend((applied > 0).then(|| format!("{} of {} applied", counted(applied, "action"), overlay.file)));
    trimmed += trim::trim(&mut root, settings, &mut remarks);
    overlay.still_there(&root)?;
    let counts = Counts { trimmed, overlay_actions: overlay.actions(), ..counts(&root) };
    let text = print(&root)?;
    Ok(Vendored { root, text, counts, remarks })
}

fn counts(root: &Value) -> Counts {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    let paths = operations::paths(root).filter(|(_, item)| operations::of_item(item).next().is_some());
    Counts { operations: operations::all(root).count(), paths: paths.count(), schemas, ..Counts::default() }
}

/// The text of a document: two spaces a level, members in their order, a line feed at the end.
fn print(root: &Value) -> Result<String, Faults> {
    let mut bytes = Vec::new();
    let written = root.serialize(&mut serde_json::Serializer::pretty(&mut bytes));
    let text = written.map_err(|error| error.to_string());
    let text = text.and_then(|()| String::from_utf8(bytes).map_err(|error| error.to_string()));
    text.map(|text| text + "\n").map_err(|what| Fault::new("the document", format!("cannot be printed: {what}")).into())
}

impl std::ops::AddAssign for Trimmed {
    fn add_assign(&mut self, other: Self) {
        self.examples += other.examples;
        self.headers += other.headers;
        self.components += other.components;
    }
}

#[cfg(test)]
mod tests;
