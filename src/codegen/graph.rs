//! Facts that need the whole model: which way types travel, where a cycle needs a pointer, what is checked.

use std::mem;

use super::model::{
    BodyContent, Direction, Limits, Model, Part, PerType, Presence, Shape, TypeDef, TypeId, TypeRef, Usage,
};
use super::settings::Settings;

/// Fills in what lowering could not know.
pub fn annotate(model: &mut Model, settings: &Settings) {
    mark_usage(model);
    split_directions(&mut model.types);
    mark_parts(&mut model.types);
    box_cycles(&mut model.types);
    mark_checked(model);
    mark_constants(&mut model.types, settings);
    loosen_received(&mut model.types, settings);
}

/// Takes out the tags whose features are off, and the types that only they reach.
///
/// This comes last: what a feature switches on must look the same whatever else is on.
pub fn keep_features(model: &mut Model, features: &[String]) {
    model.tags.retain(|tag| features.contains(&tag.feature));
    let mut open: Vec<TypeId> = Vec::new();
    for operation in model.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        open.extend(operation.sent_mut().iter().filter_map(|ty| ty.id()));
        open.extend(operation.received_mut().iter().filter_map(|ty| ty.id()));
        open.extend(operation.ids_mut().iter().map(|id| **id));
    }
    let mut kept = PerType::like(&model.types, false);
    while let Some(id) = open.pop() {
        if !mem::replace(&mut kept[id], true) {
            open.extend(model.types[id].shape.parts().into_iter().filter_map(TypeRef::id));
        }
    }
    model.kept = Some(kept);
}

fn mark_usage(model: &mut Model) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in model.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        sent.extend(operation.sent_mut().iter().filter_map(|ty| ty.id()));
        received.extend(operation.received_mut().iter().filter_map(|ty| ty.id()));
        received.extend(operation.outcomes());
    }
    spread(&mut model.types, sent, |usage| &mut usage.sent);
    spread(&mut model.types, received, |usage| &mut usage.received);
}

fn spread(types: &mut PerType<TypeDef>, mut open: Vec<TypeId>, mark: fn(&mut Usage) -> &mut bool) {
    while let Some(id) = open.pop() {
        let def = &mut types[id];
        if !mem::replace(mark(&mut def.usage), true) {
            open.extend(def.shape.parts().into_iter().filter_map(TypeRef::id));
        }
    }
}

/// Leaves members out of the direction that they do not belong to.
fn split_directions(types: &mut PerType<TypeDef>) {
    for def in types {
        let (Shape::Struct(shape) | Shape::Form(shape)) = &mut def.shape else { continue };
        match (def.usage.sent, def.usage.received) {
            (true, false) => shape.fields.retain(|field| field.direction != Direction::Received),
            (false, _) => shape.fields.retain(|field| field.direction != Direction::Sent),
            (true, true) => {
                let one_way = shape.fields.iter_mut().filter(|field| field.direction != Direction::Both);
                one_way.for_each(|field| field.presence = Presence::Optional);
            }
        }
    }
}

/// How the members of multipart forms are written, which their types tell.
fn mark_parts(types: &mut PerType<TypeDef>) {
    let parts: Vec<Vec<Part>> = types
        .iter()
        .map(|def| match &def.shape {
            Shape::Form(shape) => shape.fields.iter().map(|field| part_of(&field.ty, types)).collect(),
            _ => Vec::new(),
        })
        .collect();
    for (def, parts) in types.iter_mut().zip(parts) {
        if let Shape::Form(shape) = &mut def.shape {
            shape.fields.iter_mut().zip(parts).for_each(|(field, part)| field.part = part);
        }
    }
}

fn part_of(ty: &TypeRef, types: &PerType<TypeDef>) -> Part {
    match unaliased(ty, types) {
        TypeRef::File => Part::File,
        TypeRef::List(item) => match part_of(item, types) {
            Part::File => Part::Files,
            Part::Text => Part::Texts,
            Part::Files | Part::Texts | Part::Json => Part::Json,
        },
        TypeRef::Named(id) => match &types[*id].shape {
            Shape::Enum(_) => Part::Text,
            _ => Part::Json,
        },
        TypeRef::Json | TypeRef::Map(_) | TypeRef::Boxed(_) | TypeRef::Nullable(_) => Part::Json,
        _ => Part::Text,
    }
}

fn unaliased<'t>(mut ty: &'t TypeRef, types: &'t PerType<TypeDef>) -> &'t TypeRef {
    while let TypeRef::Named(id) = ty {
        match &types[*id].shape {
            Shape::Alias(target, _) => ty = target,
            _ => return ty,
        }
    }
    ty
}

/// Where a type is on the way that a walk has taken to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Color {
    New,
    OnTheWay,
    Done,
}

/// Boxes the parts that close a cycle, and no others.
fn box_cycles(types: &mut PerType<TypeDef>) {
    let mut colors = PerType::like(types, Color::New);
    for start in types.ids() {
        if colors[start] == Color::New {
            box_cycles_from(start, types, &mut colors);
        }
    }
}

/// A depth-first walk with its own stack: a document must not decide how deep ours gets.
fn box_cycles_from(start: TypeId, types: &mut PerType<TypeDef>, colors: &mut PerType<Color>) {
    let mut way = vec![(start, 0)];
    colors[start] = Color::OnTheWay;
    while let Some((at, part)) = way.last_mut() {
        let (id, nth) = (*at, *part);
        let Some(target) = types[id].shape.parts().get(nth).map(|ty| direct(ty)) else {
            colors[id] = Color::Done;
            way.pop();
            continue;
        };
        *part = nth.saturating_add(1);
        match target.map(|next| (next, colors[next])) {
            Some((next, Color::OnTheWay)) => box_part(&mut types[id].shape, nth, next),
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

/// A sent type is checked if it, or anything that it holds, has limits, and a body leads to it.
fn mark_checked(model: &mut Model) {
    let limited = with_limits(&model.types);
    let bodies = model.tags.iter().flat_map(|tag| &tag.operations).filter_map(|operation| operation.body.as_ref());
    let json = bodies.filter(|body| matches!(body.content, BodyContent::Json(_)));
    let mut open: Vec<TypeId> = json.filter_map(|body| body.ty()?.id()).collect();
    while let Some(id) = open.pop() {
        let def = &mut model.types[id];
        if limited[id] && !mem::replace(&mut def.checked, true) {
            open.extend(def.shape.parts().into_iter().filter_map(TypeRef::id));
        }
    }
}

/// Which types have limits, or hold types that do.
fn with_limits(types: &PerType<TypeDef>) -> PerType<bool> {
    let mut holders: PerType<Vec<TypeId>> = PerType::like(types, Vec::new());
    for (id, def) in types.entries().filter(|(_, def)| passes_limits(def)) {
        def.shape.parts().into_iter().filter_map(TypeRef::id).for_each(|part| holders[part].push(id));
    }
    let mut open: Vec<TypeId> = types.ids().filter(|&id| has_limits(&types[id])).collect();
    let mut found = PerType::like(types, false);
    while let Some(id) = open.pop() {
        if !mem::replace(&mut found[id], true) {
            open.extend(&holders[id]);
        }
    }
    found
}

/// Whether what a type holds is checked with it.
///
/// Not of a union, as which alternative a value is would have to be found out again, nor of a multipart form, which
/// is no JSON.
fn passes_limits(def: &TypeDef) -> bool {
    def.usage.sent && matches!(def.shape, Shape::Struct(_) | Shape::Alias(..) | Shape::Newtype(_))
}

fn has_limits(def: &TypeDef) -> bool {
    passes_limits(def)
        && match &def.shape {
            Shape::Struct(shape) => shape.fields.iter().any(|field| field.limits != Limits::default()),
            Shape::Alias(_, limits) => *limits != Limits::default(),
            _ => false,
        }
}

/// Fields of one known value, which a builder fills in: the required ones, and optional ones that the API wants.
fn mark_constants(types: &mut PerType<TypeDef>, settings: &Settings) {
    let single: PerType<bool> =
        types.iter().map(|def| matches!(&def.shape, Shape::Enum(shape) if shape.values.len() == 1)).collect();
    for def in types {
        let (Shape::Struct(shape) | Shape::Form(shape)) = &mut def.shape else { continue };
        for field in &mut shape.fields {
            let filled = match field.presence {
                Presence::Required => true,
                Presence::Optional => settings.preset_members.contains(&field.wire.as_str()),
                Presence::Nullable | Presence::OptionalNullable => false,
            };
            field.constant = filled && matches!(field.ty, TypeRef::Named(id) if single[id]);
        }
    }
}

/// Absent and null differ in what is sent. In what is only received they are one, and some members are known to be
/// missing although the document requires them.
fn loosen_received(types: &mut PerType<TypeDef>, settings: &Settings) {
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
