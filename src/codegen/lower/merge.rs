//! Equal shapes are one type.
//!
//! Documents repeat inline objects by the hundred. Two types are equal if all that the wire can tell is equal:
//! members, presence, types, limits; not their prose. A component keeps its type, and takes in its equals.

use std::collections::BTreeMap;

use super::{Lowering, Pending};
use crate::codegen::model::{Doc, Field, Shape, Tag, TypeId, TypeRef};
use crate::codegen::names::FnName;
use crate::codegen::problem::Pointer;

/// Rounds of refinement: as many as types can hold each other and still be told apart.
const MOST_ROUNDS: usize = 64;

impl Lowering<'_> {
    pub(super) fn merge_equal(&mut self, tags: &mut [Tag]) {
        let classes = self.classes();
        let ids = self.representatives(&classes);
        let set = |id: &mut TypeId| *id = ids[id.0];
        let shapes = self.types.iter_mut().filter_map(|pending| pending.shape.as_mut());
        shapes.flat_map(Shape::parts_mut).filter_map(TypeRef::id_mut).for_each(set);
        super::for_each_id(tags, set);
    }

    /// The class of each type: refined until no class holds types that differ in their parts.
    ///
    /// A document of ordinary depth takes a few rounds. One that wants more than [`MOST_ROUNDS`] is built to want them,
    /// and keeps all of its types.
    fn classes(&self) -> Vec<usize> {
        let mut classes = vec![0; self.types.len()];
        let mut count = 1;
        for _ in 0..MOST_ROUNDS {
            let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
            let mut next = Vec::with_capacity(classes.len());
            for (index, pending) in self.types.iter().enumerate() {
                let signature = format!("{} {}", classes[index], self.signature(pending, &classes));
                let number = numbers.len();
                next.push(*numbers.entry(signature).or_insert(number));
            }
            classes = next;
            if numbers.len() == count {
                return classes;
            }
            count = numbers.len();
        }
        (0..self.types.len()).collect()
    }

    /// All that the wire can tell of a type, its parts by class.
    fn signature(&self, pending: &Pending, classes: &[usize]) -> String {
        let Some(shape) = &pending.shape else { return String::new() };
        let is_named_alias = matches!(shape, Shape::Alias(..)) && self.components.contains_key(&pending.at);
        if is_named_alias || is_root(&pending.at) {
            return pending.at.to_string();
        }
        let mut shape = shape.clone();
        shape.parts_mut().into_iter().filter_map(TypeRef::id_mut).for_each(|id| *id = TypeId(classes[id.0]));
        match &mut shape {
            Shape::Struct(shape) | Shape::Form(shape) => {
                shape.fields.iter_mut().for_each(without_prose);
                shape.fields.sort_by(|one, other| one.wire.cmp(&other.wire));
            }
            Shape::Enum(shape) => shape.values.sort_by(|one, other| one.wire.cmp(&other.wire)),
            _ => {}
        }
        format!("{shape:?}")
    }

    /// The type that stands for each: of several components each for itself, else the only component, else the
    /// one whose place comes first.
    fn representatives(&self, classes: &[usize]) -> Vec<TypeId> {
        let is_component = |index: usize| self.components.contains_key(&self.types[index].at);
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, &class) in classes.iter().enumerate() {
            let rank =
                |index: usize| (!is_component(index), self.types[index].at.as_str().len(), &self.types[index].at);
            let chosen = best.entry(class).or_insert(index);
            if rank(index) < rank(*chosen) {
                *chosen = index;
            }
        }
        let of = |(index, class): (usize, &usize)| {
            if is_component(index) { index } else { best.get(class).copied().unwrap_or(index) }
        };
        classes.iter().enumerate().map(of).map(TypeId).collect()
    }
}

/// The whole body of a request is named after its operation, whatever it equals today: a caller writes that name, and
/// the next document may tell them apart.
fn is_root(at: &Pointer) -> bool {
    at.as_str().starts_with("/paths/") && at.as_str().contains("/requestBody/content/") && at.last() == "schema"
}

fn without_prose(field: &mut Field) {
    field.doc = Doc::new();
    field.null_setter = FnName::default();
}
