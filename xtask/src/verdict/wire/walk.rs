//! From what operations send and receive to all types inside, each pair once, with the operations that reach it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::rules::{Way, capped};
use super::types::{Comparer, Comparison, Difference, Spot};
use crate::codegen::model::{TypeId, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Draft, Pairs, raw};

/// Types that an operation sends or receives as a whole.
pub(super) struct Root<'a> {
    pub call: usize,
    pub label: Label,
    pub old: &'a TypeRef,
    pub new: &'a TypeRef,
    pub old_at: Pointer,
    pub new_at: Pointer,
    pub way: Way,
}

/// What a place is called: where operations share it, and where one of them has it.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub subject: String,
    pub local: String,
}

/// A pair of types and who reaches it.
struct Entry {
    label: Label,
    calls: BTreeSet<usize>,
}

/// All that was compared.
pub(super) struct Walk<'a> {
    comparer: Comparer<'a>,
    entries: BTreeMap<(TypeId, TypeId, Way), Entry>,
    drafts: Vec<Draft>,
}

impl Label {
    /// The place of one operation, or of a component of the new document that it refers to.
    pub(super) fn of(pairs: &Pairs<'_>, at: &Pointer, local: String, rest: &str) -> Self {
        let shared = raw::component(pairs.new.root, at);
        let subject = shared.map_or_else(|| local.clone(), |at| format!("{at}{rest}"));
        Self { subject, local }
    }

    fn below(&self, path: &str) -> Self {
        Self { subject: format!("{}{path}", self.subject), local: format!("{}{path}", self.local) }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(pairs: &'a Pairs<'a>) -> Self {
        Self { comparer: Comparer::new(pairs), entries: BTreeMap::new(), drafts: Vec::new() }
    }

    /// Compares types of an operation, and all that they hold.
    pub(super) fn add(&mut self, root: &Root<'_>) {
        let mut comparison = Comparison::default();
        let spot = Spot::new(&root.old_at, &root.new_at);
        self.comparer.refs(root.old, root.new, &spot, root.way, &mut comparison);
        self.tell(&comparison.differences, &root.label, &BTreeSet::from([root.call]), root.way);
        let mut met = BTreeSet::new();
        let mut open: VecDeque<(TypeId, TypeId)> = VecDeque::new();
        self.open_parts(&comparison, &root.label, root.way, &mut met, &mut open);
        while let Some((old, new)) = open.pop_front() {
            let Some(entry) = self.entries.get_mut(&(old, new, root.way)) else { continue };
            entry.calls.insert(root.call);
            let label = entry.label.clone();
            let comparison = self.comparer.pair(old, new, root.way);
            self.open_parts(&comparison, &label, root.way, &mut met, &mut open);
        }
    }

    /// Puts the pairs in the queue below which there is anything to tell.
    fn open_parts(
        &mut self,
        comparison: &Comparison,
        label: &Label,
        way: Way,
        met: &mut BTreeSet<(TypeId, TypeId)>,
        open: &mut VecDeque<(TypeId, TypeId)>,
    ) {
        for part in &comparison.parts {
            if self.comparer.is_same_pair(part.old, part.new, way) || !met.insert((part.old, part.new)) {
                continue;
            }
            let model = self.comparer.pairs.new.model;
            let entry = self.entries.entry((part.old, part.new, way));
            entry.or_insert_with(|| {
                let mut label = label.below(&part.path);
                let at = &model.type_def(part.new).at;
                if raw::is_component(at) {
                    label.subject = format!("{at} $");
                }
                Entry { label, calls: BTreeSet::new() }
            });
            open.push_back((part.old, part.new));
        }
    }

    fn tell(&mut self, differences: &[Difference], label: &Label, calls: &BTreeSet<usize>, way: Way) {
        for difference in differences {
            let Label { subject, local } = label.below(&difference.path);
            let shared = difference.shared.as_ref().map(|at| format!("{at} $"));
            self.drafts.push(Draft {
                axis: difference.axis,
                level: capped(way, difference.level),
                rule: difference.rule,
                subject: shared.unwrap_or(subject),
                local,
                at: difference.at.clone(),
                before: difference.before.clone(),
                after: difference.after.clone(),
                means: difference.means.clone(),
                calls: calls.clone(),
            });
        }
    }

    /// The differences of everything that was reached.
    pub(super) fn drafts(mut self) -> Vec<Draft> {
        for ((old, new, way), entry) in std::mem::take(&mut self.entries) {
            let comparison = self.comparer.pair(old, new, way);
            self.tell(&comparison.differences, &entry.label, &entry.calls, way);
        }
        self.drafts
    }
}
