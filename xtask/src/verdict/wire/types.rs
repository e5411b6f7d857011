//! Two types, compared by what of their values goes over the wire.
//!
//! A pair of named types is compared once, and what it holds is left to pairs of their own, so that a recursive type
//! ends and a shared one is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::rules::{Way, What};
use super::view::{Relation, Seen, View, describe, relation, see};
use crate::codegen::model::{EnumOf, Model, OpenEnum, Shape, TypeId, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::{Pairs, raw};
use crate::verdict::{Axis, Level};

/// Types inside of each other that have no pair of their own.
const DEEPEST: usize = 32;

/// A difference below the types that are compared.
#[derive(Clone, Debug)]
pub(in crate::verdict) struct Difference {
    pub axis: Axis,
    pub rule: &'static str,
    pub level: Level,
    /// From the types that are compared.
    pub path: String,
    /// The component that has the difference, where it is that of a name that both use.
    pub shared: Option<Pointer>,
    pub at: Pointer,
    pub before: Option<String>,
    pub after: Option<String>,
    pub means: String,
}

/// Types inside of those that are compared, as a pair of their own.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub path: String,
    pub old: TypeId,
    pub new: TypeId,
}

/// What a comparison comes to, its parts left aside.
#[derive(Clone, Debug, Default)]
pub(in crate::verdict) struct Comparison {
    pub differences: Vec<Difference>,
    pub(super) parts: Vec<Part>,
}

/// A place that is compared, in both documents.
#[derive(Clone)]
pub(in crate::verdict) struct Spot {
    pub path: String,
    pub old_at: Pointer,
    pub new_at: Pointer,
    depth: usize,
}

/// Remembers what pairs of types came to.
pub(super) struct Comparer<'a> {
    pub pairs: &'a Pairs<'a>,
    /// None while a pair is under way.
    done: BTreeMap<(TypeId, TypeId, Way), Option<Rc<Comparison>>>,
    /// Pairs that are known to be the same with all that they hold, or not to be.
    same: BTreeMap<(TypeId, TypeId, Way), bool>,
}

impl Spot {
    pub(super) fn new(old_at: &Pointer, new_at: &Pointer) -> Self {
        Self { path: String::new(), old_at: old_at.clone(), new_at: new_at.clone(), depth: 0 }
    }

    /// A place inside, with the keyword that leads there.
    pub(super) fn inside(&self, step: &str, keyword: &str) -> Self {
        let at = |at: &Pointer| if keyword.is_empty() { at.clone() } else { at.child(keyword) };
        let path = format!("{}{step}", self.path);
        Self { path, old_at: at(&self.old_at), new_at: at(&self.new_at), depth: self.depth + 1 }
    }

    /// A member, with the places where the documents name it.
    pub(super) fn member(&self, wire: &str, old_at: Pointer, new_at: Pointer) -> Self {
        Self { path: format!("{}{}", self.path, member_step(wire)), old_at, new_at, depth: self.depth + 1 }
    }
}

/// A member's part of a path.
pub(super) fn member_step(wire: &str) -> String {
    let is_plain = !wire.is_empty() && wire.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_plain { format!(".{wire}") } else { format!("[{wire:?}]") }
}

/// What a difference is, before it has a place.
pub(super) struct Told {
    pub what: What,
    pub way: Way,
    pub level: Level,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(pairs: &'a Pairs<'a>) -> Self {
        Self { pairs, done: BTreeMap::new(), same: BTreeMap::new() }
    }

    pub(super) fn old(&self) -> &'a Model {
        self.pairs.old.model
    }

    pub(super) fn new_model(&self) -> &'a Model {
        self.pairs.new.model
    }

    /// What a pair of named types comes to. Nothing yet, if it is inside of itself.
    pub(super) fn pair(&mut self, old: TypeId, new: TypeId, way: Way) -> Rc<Comparison> {
        if let Some(known) = self.done.get(&(old, new, way)) {
            return known.clone().unwrap_or_default();
        }
        self.done.insert((old, new, way), None);
        let mut found = Comparison::default();
        let (old_def, new_def) = (self.old().type_def(old), self.new_model().type_def(new));
        let spot = Spot::new(&old_def.at, &new_def.at);
        match (&old_def.shape, &new_def.shape) {
            (Shape::Struct(_) | Shape::Form(_), Shape::Struct(_) | Shape::Form(_)) => {
                self.objects(old_def, new_def, &spot, way, &mut found);
            }
            (Shape::Enum(one), Shape::Enum(other)) if one.of == other.of => {
                self.enums(one, other, &spot, way, &mut found);
            }
            (Shape::Newtype(one), Shape::Newtype(other)) => self.refs(one, other, &spot, way, &mut found),
            _ => self.unlike(&TypeRef::Named(old), &TypeRef::Named(new), &spot, way, &mut found),
        }
        let found = Rc::new(found);
        self.done.insert((old, new, way), Some(found.clone()));
        found
    }

    /// Compares what stands at a place. What has names of its own becomes a part.
    pub(super) fn refs(&mut self, old: &TypeRef, new: &TypeRef, spot: &Spot, way: Way, into: &mut Comparison) {
        let (one, other) = (see(self.old(), old), see(self.new_model(), new));
        self.nulls(&one, &other, spot, way, into);
        self.refs_without_null(old, new, spot, way, into);
    }

    /// The same, where null is told by the presence of a member.
    pub(super) fn refs_without_null(
        &mut self,
        old: &TypeRef,
        new: &TypeRef,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let (one, other) = (see(self.old(), old), see(self.new_model(), new));
        match (&one.view, &other.view) {
            (View::Named(old, _), View::Named(new, _)) => {
                into.parts.push(Part { path: spot.path.clone(), old: *old, new: *new });
            }
            (View::List(one), View::List(other)) => self.refs(one, other, &spot.inside("[]", "items"), way, into),
            (View::Map(one), View::Map(other)) => {
                self.refs(one, other, &spot.inside(".*", "additionalProperties"), way, into);
            }
            _ => self.unlike(old, new, spot, way, into),
        }
    }

    /// Types of different shape.
    pub(super) fn unlike(&mut self, old: &TypeRef, new: &TypeRef, spot: &Spot, way: Way, into: &mut Comparison) {
        let (one, other) = (see(self.old(), old).view, see(self.new_model(), new).view);
        if spot.depth > DEEPEST {
            return;
        }
        match (&one, &other) {
            (View::Named(_, Shape::Newtype(inner)), _) => self.refs(inner, new, &spot.inside("", ""), way, into),
            (_, View::Named(_, Shape::Newtype(inner))) => self.refs(old, inner, &spot.inside("", ""), way, into),
            (_, View::Any) | (View::Any, _) => self.scalars(&one, &other, spot, way, into),
            (View::Named(_, Shape::Union(_)), _) | (_, View::Named(_, Shape::Union(_))) => {
                self.unions(old, new, spot, way, into);
            }
            (View::Map(value), View::Named(id, Shape::Struct(_))) => {
                self.map_to_object(value, self.new_model().type_def(*id), spot, way, into);
            }
            (View::Named(id, Shape::Struct(_)), View::Map(value)) => {
                self.object_to_map(self.old().type_def(*id), value, spot, way, into);
            }
            _ => self.scalars(&one, &other, spot, way, into),
        }
    }

    /// Whether an old build gets along with the new type.
    pub(super) fn fits(&mut self, old: &TypeRef, new: &TypeRef, way: Way) -> bool {
        let mut found = Comparison::default();
        let root = Pointer::default();
        self.refs(old, new, &Spot::new(&root, &root), way, &mut found);
        let mut met = BTreeSet::new();
        let mut open = vec![Rc::new(found)];
        while let Some(comparison) = open.pop() {
            if comparison.differences.iter().any(|difference| difference.level == Level::Breaks) {
                return false;
            }
            for part in &comparison.parts {
                if met.insert((part.old, part.new)) {
                    open.push(self.pair(part.old, part.new, way));
                }
            }
        }
        true
    }

    /// Whether nothing at all is different, on any axis.
    pub(super) fn is_same(&mut self, old: &TypeRef, new: &TypeRef, way: Way) -> bool {
        let mut found = Comparison::default();
        let root = Pointer::default();
        self.refs(old, new, &Spot::new(&root, &root), way, &mut found);
        found.differences.is_empty() && found.parts.iter().all(|part| self.is_same_pair(part.old, part.new, way))
    }

    /// The same of a pair of named types.
    pub(super) fn is_same_pair(&mut self, old: TypeId, new: TypeId, way: Way) -> bool {
        if let Some(&known) = self.same.get(&(old, new, way)) {
            return known;
        }
        let mut met = BTreeSet::from([(old, new)]);
        let mut open = vec![(old, new)];
        let mut all_done = true;
        while let Some((one, other)) = open.pop() {
            let known = self.same.get(&(one, other, way)).copied();
            let comparison = self.pair(one, other, way);
            all_done &= self.done.get(&(one, other, way)).is_some_and(Option::is_some);
            if known == Some(false) || !comparison.differences.is_empty() {
                self.same.insert((old, new, way), false);
                return false;
            }
            if known.is_none() {
                let parts = comparison.parts.iter().map(|part| (part.old, part.new));
                open.extend(parts.filter(|part| met.insert(*part)));
            }
        }
        // What holds a pair that is under way may turn out otherwise.
        if all_done {
            self.same.extend(met.into_iter().map(|(one, other)| ((one, other, way), true)));
        }
        true
    }

    fn scalars(&self, old: &View<'_>, new: &View<'_>, spot: &Spot, way: Way, into: &mut Comparison) {
        let (what, level) = match (relation(old, new), way) {
            (Relation::Same, _) => return,
            (Relation::Other, _) => (What::TypeChanged, Level::Breaks),
            (Relation::Wider, Way::Sent) => (What::TypeWidened, Level::Adds),
            (Relation::Wider, Way::Received | Way::Failed) => (What::TypeWidened, tolerance(old, new)),
            (Relation::Narrower, Way::Sent) => (What::TypeNarrowed, narrowing(old, new)),
            (Relation::Narrower, Way::Received | Way::Failed) => (What::TypeNarrowed, Level::Adds),
        };
        let (before, after) = (old.describe(self.old()), new.describe(self.new_model()));
        self.tell(Told { what, way, level, before: Some(before), after: Some(after) }, spot, into);
    }

    fn enums(&self, old: &OpenEnum, new: &OpenEnum, spot: &Spot, way: Way, into: &mut Comparison) {
        let lacks = |one: &OpenEnum, other: &OpenEnum| {
            let known: BTreeSet<&str> = other.values.iter().map(|value| value.wire.as_str()).collect();
            let mut wires: Vec<&str> = one.values.iter().map(|value| value.wire.as_str()).collect();
            wires.retain(|wire| !known.contains(wire));
            wires.sort();
            (!wires.is_empty()).then(|| wires.join(", "))
        };
        let gone = if way == Way::Sent { Level::Breaks } else { Level::Changes };
        if let Some(values) = lacks(old, new) {
            let told = Told { what: What::ValueGone, way, level: gone, before: Some(values), after: None };
            self.tell(told, spot, into);
        }
        if let Some(values) = lacks(new, old) {
            let told = Told { what: What::ValueAdded, way, level: Level::Adds, before: None, after: Some(values) };
            self.tell(told, spot, into);
        }
    }

    /// Null where a place has no presence of its own: in lists, in maps, and as a whole.
    fn nulls(&self, old: &Seen<'_>, new: &Seen<'_>, spot: &Spot, way: Way, into: &mut Comparison) {
        if old.nullable == new.nullable || matches!(old.view, View::Any) || matches!(new.view, View::Any) {
            return;
        }
        let keeps_null = matches!(old.view, View::Named(_, Shape::Union(_)));
        let (what, level) = match (way, new.nullable) {
            (Way::Sent, true) => (What::NullAdded, Level::Adds),
            (Way::Sent, false) => (What::NullGone, Level::Breaks),
            (_, true) if keeps_null => (What::NullAdded, Level::Adds),
            (_, true) => (What::NullAdded, Level::Breaks),
            (_, false) => (What::NullGone, Level::Adds),
        };
        let word = |seen: &Seen<'_>| Some(if seen.nullable { "may be null" } else { "never null" }.to_owned());
        self.tell(Told { what, way, level, before: word(old), after: word(new) }, spot, into);
    }

    /// Puts a difference at its place: in the new document, or in the old one if it is gone.
    pub(super) fn tell(&self, told: Told, spot: &Spot, into: &mut Comparison) {
        let at = match told.after {
            Some(_) => raw::nearest(self.pairs.new.root, &spot.new_at),
            None => raw::nearest(self.pairs.old.root, &spot.old_at),
        };
        into.differences.push(Difference {
            axis: Axis::Wire,
            rule: told.what.rule(told.way),
            level: told.level,
            path: spot.path.clone(),
            shared: None,
            at,
            before: told.before,
            after: told.after,
            means: told.what.means(told.way, told.level).to_owned(),
        });
    }

    pub(super) fn describe_old(&self, ty: &TypeRef) -> String {
        describe(self.old(), ty)
    }

    pub(super) fn describe_new(&self, ty: &TypeRef) -> String {
        describe(self.new_model(), ty)
    }
}

/// How an old type bears values that it does not hold.
fn tolerance(old: &View<'_>, new: &View<'_>) -> Level {
    match (old, new) {
        (_, View::Any) => Level::Breaks,
        // An open enumeration keeps every value of its kind.
        (_, View::I32 | View::I64 | View::String) if old.enumeration().is_some() => Level::Adds,
        (View::F32, View::F64) => Level::Changes,
        _ => Level::Breaks,
    }
}

/// What it weighs that a service takes less than it did.
fn narrowing(old: &View<'_>, new: &View<'_>) -> Level {
    let fraction = |view: &View<'_>| matches!(view, View::F32 | View::F64);
    match (old, new) {
        // Nothing was said, so that this is as likely a better description as a new refusal.
        (View::Any, _) => Level::Changes,
        (_, View::Named(_, Shape::Enum(OpenEnum { of: EnumOf::Texts | EnumOf::Integers, .. }))) => Level::Breaks,
        _ if fraction(old) && !fraction(new) => Level::Breaks,
        // A format: the kind stays, and so does most of what is sent.
        _ => Level::Changes,
    }
}
