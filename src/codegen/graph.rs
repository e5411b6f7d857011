//! Facts that need the whole model: which way types travel, where a cycle needs a pointer, what is checked.

use super::model::{Limits, Model, Presence, Shape, TypeDef, TypeId, TypeRef, Usage};
use super::settings::Settings;

/// Fills in what lowering could not know.
pub fn annotate(model: &mut Model, settings: &Settings) {
    mark_usage(model);
    box_cycles(&mut model.types);
    mark_checked(&mut model.types);
    mark_constants(&mut model.types, settings);
    loosen_received(&mut model.types, settings);
}

fn mark_usage(model: &mut Model) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in model.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        sent.extend(operation.sent_mut().iter().filter_map(|ty| ty.id()));
        received.extend(operation.received_mut().iter().filter_map(|ty| ty.id()));
    }
    spread(&mut model.types, sent, |usage| &mut usage.sent);
    spread(&mut model.types, received, |usage| &mut usage.received);
}

fn spread(types: &mut [TypeDef], mut open: Vec<TypeId>, mark: fn(&mut Usage) -> &mut bool) {
    while let Some(id) = open.pop() {
        let def = &mut types[id.0];
        if !std::mem::replace(mark(&mut def.usage), true) {
            open.extend(def.shape.parts().into_iter().filter_map(TypeRef::id));
        }
    }
}

/// Where a type is on the way that a walk has taken to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Color {
    New,
    OnTheWay,
    Done,
}

/// Boxes the parts that close a cycle, and no others.
fn box_cycles(types: &mut [TypeDef]) {
    let mut colors = vec![Color::New; types.len()];
    for start in 0..types.len() {
        if colors[start] == Color::New {
            box_cycles_from(start, types, &mut colors);
        }
    }
}

/// A depth-first walk with its own stack: a document must not decide how deep ours gets.
fn box_cycles_from(start: usize, types: &mut [TypeDef], colors: &mut [Color]) {
    let mut way = vec![(start, 0)];
    colors[start] = Color::OnTheWay;
    while let Some((at, part)) = way.last_mut() {
        let index = *at;
        let Some(target) = types[index].shape.parts().get(*part).map(|ty| direct(ty)) else {
            colors[index] = Color::Done;
            way.pop();
            continue;
        };
        let nth = *part;
        *part += 1;
        match target.map(|TypeId(next)| (next, colors[next])) {
            Some((next, Color::OnTheWay)) => box_part(&mut types[index].shape, nth, TypeId(next)),
            Some((next, Color::New)) => {
                colors[next] = Color::OnTheWay;
                way.push((next, 0));
            }
            _ => {}
        }
    }
}

/// The type that a part holds in place. Lists and maps hold theirs behind a pointer.
fn direct(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => direct(inner),
        _ => None,
    }
}

fn box_part(shape: &mut Shape, nth: usize, id: TypeId) {
    let Some(part) = shape.parts_mut().into_iter().nth(nth) else { return };
    match part {
        TypeRef::Nullable(inner) => **inner = TypeRef::Boxed(id),
        part => *part = TypeRef::Boxed(id),
    }
}

/// A sent type is checked if it, or anything that it holds, has limits.
fn mark_checked(types: &mut [TypeDef]) {
    loop {
        let checked: Vec<bool> = types.iter().map(|def| def.usage.sent && has_limits(&def.shape, types)).collect();
        let changed = types.iter().zip(&checked).any(|(def, checked)| def.checked != *checked);
        types.iter_mut().zip(checked).for_each(|(def, checked)| def.checked = checked);
        if !changed {
            return;
        }
    }
}

fn has_limits(shape: &Shape, types: &[TypeDef]) -> bool {
    let own = match shape {
        Shape::Struct(shape) => shape.fields.iter().any(|field| field.limits != Limits::default()),
        Shape::Alias(_, limits) => *limits != Limits::default(),
        // Which alternative a value is would have to be found out again.
        Shape::Enum(_) | Shape::Union(_) => return false,
    };
    own || shape.parts().into_iter().filter_map(TypeRef::id).any(|id| types[id.0].checked)
}

/// Fields of one known value, which a builder fills in: the required ones, and optional ones that the API wants.
fn mark_constants(types: &mut [TypeDef], settings: &Settings) {
    let single: Vec<bool> =
        types.iter().map(|def| matches!(&def.shape, Shape::Enum(shape) if shape.values.len() == 1)).collect();
    for def in types {
        let Shape::Struct(shape) = &mut def.shape else { continue };
        for field in &mut shape.fields {
            let filled = match field.presence {
                Presence::Required => true,
                Presence::Optional => settings.preset_members.contains(&field.wire.as_str()),
                Presence::Nullable | Presence::OptionalNullable => false,
            };
            field.constant = filled && matches!(field.ty, TypeRef::Named(id) if single[id.0]);
        }
    }
}

/// Absent and null differ in what is sent. In what is only received they are one, and some members are known to be
/// missing although the document requires them.
fn loosen_received(types: &mut [TypeDef], settings: &Settings) {
    for def in types.iter_mut().filter(|def| !def.usage.sent) {
        let Shape::Struct(shape) = &mut def.shape else { continue };
        for field in &mut shape.fields {
            let missing = settings.optional_when_received.contains(&field.wire.as_str());
            if missing || field.presence == Presence::OptionalNullable {
                field.presence = Presence::Optional;
            }
        }
    }
}
