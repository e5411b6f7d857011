//! A type as the wire sees it: aliases off, null aside.

use crate::codegen::model::{EnumOf, Model, OpenEnum, Shape, TypeId, TypeRef, UnionBy};

/// Aliases and nulls around a type that are looked through.
const DEEPEST: usize = 64;

/// The values of a type.
#[derive(Clone, Copy)]
pub(super) enum View<'m> {
    Any,
    Bool,
    I32,
    I64,
    F32,
    F64,
    String,
    Uuid,
    Date,
    DateTime,
    File,
    List(&'m TypeRef),
    Map(&'m TypeRef),
    Named(TypeId, &'m Shape),
}

/// A type and whether null is among its values.
pub(super) struct Seen<'m> {
    pub view: View<'m>,
    pub nullable: bool,
}

/// How the values of one type lie to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// The second holds all of the first, and more.
    Wider,
    Narrower,
    Other,
}

pub(super) fn see<'m>(model: &'m Model, ty: &'m TypeRef) -> Seen<'m> {
    let mut nullable = false;
    let mut ty = ty;
    for _ in 0..DEEPEST {
        match ty {
            TypeRef::Nullable(inner) => {
                nullable = true;
                ty = inner;
            }
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &model.type_def(*id).shape {
                Shape::Alias(target, _) => ty = target,
                shape => return Seen { view: View::Named(*id, shape), nullable },
            },
            plain => return Seen { view: plain_view(plain), nullable },
        }
    }
    Seen { view: View::Any, nullable }
}

fn plain_view(ty: &TypeRef) -> View<'_> {
    match ty {
        TypeRef::Bool => View::Bool,
        TypeRef::I32 => View::I32,
        TypeRef::I64 => View::I64,
        TypeRef::F32 => View::F32,
        TypeRef::F64 => View::F64,
        TypeRef::String => View::String,
        TypeRef::Uuid => View::Uuid,
        TypeRef::Date => View::Date,
        TypeRef::DateTime => View::DateTime,
        TypeRef::File => View::File,
        TypeRef::List(item) => View::List(item),
        TypeRef::Map(value) => View::Map(value),
        TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Named(_) | TypeRef::Boxed(_) => View::Any,
    }
}

impl<'m> View<'m> {
    pub(super) fn enumeration(&self) -> Option<&'m OpenEnum> {
        match self {
            Self::Named(_, Shape::Enum(values)) => Some(values),
            _ => None,
        }
    }

    /// A value that a parameter writes as one text.
    pub(super) fn is_scalar(&self) -> bool {
        let is_plain = matches!(
            self,
            Self::Bool
                | Self::I32
                | Self::I64
                | Self::F32
                | Self::F64
                | Self::String
                | Self::Uuid
                | Self::Date
                | Self::DateTime
        );
        is_plain || self.enumeration().is_some()
    }

    /// The kind of JSON value, if there is only one.
    pub(super) fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Bool => Some("boolean"),
            Self::I32 | Self::I64 | Self::F32 | Self::F64 => Some("number"),
            Self::String | Self::Uuid | Self::Date | Self::DateTime | Self::File => Some("string"),
            Self::List(_) => Some("array"),
            Self::Map(_) => Some("object"),
            Self::Named(_, shape) => match shape {
                Shape::Struct(_) | Shape::Form(_) => Some("object"),
                Shape::Enum(values) if values.of == EnumOf::Integers => Some("number"),
                Shape::Enum(_) => Some("string"),
                Shape::Union(union) if union.by != UnionBy::Kind => Some("object"),
                Shape::Union(_) | Shape::Outcome(_) | Shape::Alias(..) | Shape::Newtype(_) => None,
            },
        }
    }

    /// A few words for a reader.
    pub(super) fn describe(&self, model: &Model) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::Bool => "boolean".to_owned(),
            Self::I32 => "integer (int32)".to_owned(),
            Self::I64 => "integer".to_owned(),
            Self::F32 => "number (float)".to_owned(),
            Self::F64 => "number".to_owned(),
            Self::String => "string".to_owned(),
            Self::Uuid => "string (uuid)".to_owned(),
            Self::Date => "string (date)".to_owned(),
            Self::DateTime => "string (date-time)".to_owned(),
            Self::File => "file".to_owned(),
            Self::List(item) => format!("array of {}", describe(model, item)),
            Self::Map(value) => format!("map of {}", describe(model, value)),
            Self::Named(_, shape) => match shape {
                Shape::Enum(values) if values.of == EnumOf::Integers => "enumeration of integers".to_owned(),
                Shape::Enum(_) => "enumeration".to_owned(),
                Shape::Union(union) => format!("one of {} types", union.variants.len()),
                Shape::Newtype(_) => "list".to_owned(),
                Shape::Struct(_) | Shape::Form(_) | Shape::Outcome(_) | Shape::Alias(..) => "object".to_owned(),
            },
        }
    }
}

/// A type in a few words.
pub(in crate::verdict) fn describe(model: &Model, ty: &TypeRef) -> String {
    let seen = see(model, ty);
    let text = seen.view.describe(model);
    if seen.nullable { format!("{text} or null") } else { text }
}

/// How types lie to each other that hold no others.
pub(super) fn relation(old: &View<'_>, new: &View<'_>) -> Relation {
    use View::{Any, Bool, F32, F64, File, I32, I64};
    match (old, new) {
        (Any, Any) | (Bool, Bool) | (File, File) => return Relation::Same,
        (_, Any) => return Relation::Wider,
        (Any, _) => return Relation::Narrower,
        _ => {}
    }
    let of_numbers = |view: &View<'_>| match view {
        I32 => Some(1),
        I64 => Some(2),
        F32 => Some(3),
        F64 => Some(4),
        _ => (view.kind() == Some("number")).then_some(0),
    };
    let of_texts = |view: &View<'_>| match view {
        View::String => Some(1),
        View::Uuid | View::Date | View::DateTime => Some(0),
        _ => view.enumeration().and((view.kind() == Some("string")).then_some(0)),
    };
    let ranks = of_numbers(old).zip(of_numbers(new)).or(of_texts(old).zip(of_texts(new)));
    let is_same = std::mem::discriminant(old) == std::mem::discriminant(new);
    match ranks {
        Some((old, new)) if old < new => Relation::Wider,
        Some((old, new)) if old > new => Relation::Narrower,
        Some(_) if is_same => Relation::Same,
        Some(_) | None => Relation::Other,
    }
}
