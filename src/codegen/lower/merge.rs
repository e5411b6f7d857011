//! Equal shapes are one type.
//!
//! Documents repeat inline objects by the hundred. Two types are equal if all that the wire can tell is equal:
//! members, presence, types, limits; not their prose. A component keeps its type, and takes in its equals.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::mem;

use super::{Lowering, Pending};
use crate::codegen::model::{Field, Limits, PerType, Rest, Shape, Struct, Tag, TypeId, TypeRef};
use crate::codegen::order;
use crate::codegen::problem::Pointer;

/// Rounds of refinement: as many as types can hold each other and still be told apart.
const MOST_ROUNDS: usize = 64;

/// What a type is, as far as one has to look at it once.
struct Outline {
    /// That of all types that differ in nothing but their parts.
    number: usize,
    parts: Vec<TypeId>,
}

impl Lowering<'_> {
    pub(super) fn merge_equal(&mut self, tags: &mut [Tag]) {
        let classes = self.classes();
        let ids = self.representatives(&classes);
        let set = |id: &mut TypeId| *id = ids[*id];
        let shapes = self.types.iter_mut().filter_map(|pending| pending.shape.as_mut());
        shapes.flat_map(Shape::parts_mut).filter_map(TypeRef::id_mut).for_each(set);
        super::for_each_id(tags, set);
    }

    /// The class of each type: refined until no class holds types that differ in their parts.
    ///
    /// A document of ordinary depth takes a few rounds. One that wants more than [`MOST_ROUNDS`] is built to want them,
    /// and keeps all of its types.
    fn classes(&self) -> PerType<usize> {
        let outlines = self.outlines();
        let mut classes = PerType::like(&self.types, 0);
        let mut count = 1;
        for _ in 0..MOST_ROUNDS {
            let mut numbers: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
            let number_of = |(id, outline): (TypeId, &Outline)| {
                let parts = outline.parts.iter().map(|part| classes[*part]);
                let signature = [classes[id], outline.number].into_iter().chain(parts).collect();
                let number = numbers.len();
                *numbers.entry(signature).or_insert(number)
            };
            classes = outlines.entries().map(number_of).collect();
            if numbers.len() == count {
                return classes;
            }
            count = numbers.len();
        }
        self.types.ids().map(|TypeId(index)| index).collect()
    }

    /// Written out once: a round looks at numbers alone.
    fn outlines(&self) -> PerType<Outline> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let outlines = self.types.iter().map(|pending| {
            let (text, parts) = self.outline(pending);
            let number = numbers.len();
            Outline { number: *numbers.entry(text).or_insert(number), parts }
        });
        outlines.collect()
    }

    /// All that the wire can tell of a type but what its parts are, and its parts.
    fn outline(&self, pending: &Pending) -> (String, Vec<TypeId>) {
        let Some(shape) = &pending.shape else { return (String::new(), Vec::new()) };
        let is_named_alias = matches!(shape, Shape::Alias(..)) && self.components.has(&pending.at);
        if is_named_alias || is_root(&pending.at) {
            return (pending.at.to_string(), Vec::new());
        }
        let mut parts = Vec::new();
        let text = match shape {
            Shape::Struct(shape) => members(shape, &mut parts),
            _ => {
                let mut shape = shape.clone();
                if let Shape::Enum(shape) = &mut shape {
                    order::sort_by(&mut shape.values, |one, other| one.wire.cmp(&other.wire));
                }
                shape.parts_mut().into_iter().for_each(|ty| take_part(ty, &mut parts));
                format!("{shape:?}")
            }
        };
        (text, parts)
    }

    /// The type that stands for each: of several components each for itself, else the only component, else the
    /// one whose place comes first.
    fn representatives(&self, classes: &PerType<usize>) -> PerType<TypeId> {
        let is_component = |id: TypeId| self.components.has(&self.types[id].at);
        let rank = |id: TypeId| (!is_component(id), self.types[id].at.as_str().len(), &self.types[id].at);
        // There are no more classes than types.
        let mut best = PerType::like(classes, None);
        for (id, &class) in classes.entries() {
            let first = &mut best[TypeId(class)];
            if first.is_none_or(|first| rank(id) < rank(first)) {
                *first = Some(id);
            }
        }
        let of = |(id, &class): (TypeId, &usize)| if is_component(id) { id } else { best[TypeId(class)].unwrap_or(id) };
        classes.entries().map(of).collect()
    }
}

/// The whole body of a request is named after its operation, whatever it equals today: a caller writes that name, and
/// the next document may tell them apart.
fn is_root(at: &Pointer) -> bool {
    at.as_str().starts_with("/paths/") && at.as_str().contains("/requestBody/content/") && at.last() == "schema"
}

/// The members in the order of their names, whatever their order in the document.
fn members(shape: &Struct, parts: &mut Vec<TypeId>) -> String {
    let mut fields: Vec<&Field> = shape.fields.iter().collect();
    order::sort_by(&mut fields, |one, other| one.wire.cmp(&other.wire));
    let mut text = "Struct ".to_owned();
    for field in fields {
        // A text takes whatever is written to it.
        let _ = member(field, &mut text, parts);
    }
    if let Some(Rest { name, ty }) = &shape.rest {
        text += &format!("rest {name} {:?}", without_part(ty, parts));
    }
    text
}

/// All of a member but its prose. Written by hand: there are thousands, and few of them have limits.
fn member(field: &Field, text: &mut String, parts: &mut Vec<TypeId>) -> fmt::Result {
    let Field {
        name,
        wire,
        ty,
        presence,
        reading,
        limits,
        deprecated,
        constant,
        direction,
        part,
        doc: _,
        null_setter: _,
    } = field;
    let ty = without_part(ty, parts);
    write!(text, "{name} {wire:?} {ty:?} {presence:?} {reading:?} {deprecated} {constant} {direction:?} {part:?};")?;
    if *limits == Limits::default() { Ok(()) } else { write!(text, "{limits:?};") }
}

/// A reference as it is wherever it leads.
fn without_part(ty: &TypeRef, parts: &mut Vec<TypeId>) -> TypeRef {
    let mut ty = ty.clone();
    take_part(&mut ty, parts);
    ty
}

/// Takes the type that a reference leads to out of it.
fn take_part(ty: &mut TypeRef, parts: &mut Vec<TypeId>) {
    parts.extend(ty.id_mut().map(|id| mem::replace(id, TypeId(0))));
}
