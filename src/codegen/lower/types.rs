//! Schemas to types.

use serde_json::Value;

use super::Lowering;
use super::docs;
use crate::codegen::docs::clean;
use crate::codegen::model::{
    Direction, Doc, Field, FieldStep, Limits, Part, Presence, Reading, Rest, Shape, Struct, TypeId, TypeRef,
};
use crate::codegen::names;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::{Additional, Keywords, Node, Placed, Property};

/// A schema as the thing that holds it sees it.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub ty: TypeRef,
    pub nullable: bool,
    pub limits: Limits,
    pub doc: Doc,
    pub deprecated: bool,
    pub direction: Direction,
}

/// What a schema says of the value around its type.
#[derive(Clone, Debug, Default)]
pub(super) struct More {
    pub nullable: bool,
    /// Limits of each item of a list, or each value of a map.
    pub items: Option<Box<Limits>>,
}

/// What the keywords of a schema come to.
pub(super) enum Form {
    /// A type that needs no item of its own.
    Plain(TypeRef),
    /// A type that is printed as an item.
    Item(Shape),
}

impl<'a> Lowering<'a> {
    /// The type of a schema. Problems are noted, and something stands in.
    pub(super) fn lower(&mut self, placed: &Placed<'_>) -> Lowered {
        match placed.node {
            Node::Reference(reference) => self.lower_reference(reference, &placed.at),
            Node::Schema(schema) => {
                self.lower_keywords(Keywords::of(schema, &placed.at, &placed.name), &placed.at, &placed.name)
            }
        }
    }

    /// The type of what must satisfy all of some schemas.
    pub(super) fn lower_all(&mut self, nodes: &[Placed<'_>]) -> Lowered {
        match nodes {
            [one] => self.lower(one),
            [first, ..] => {
                let (at, name) = (first.at.clone(), first.name.clone());
                let merged = self.merge(nodes.to_vec());
                self.lower_keywords(merged, &at, &name)
            }
            [] => Lowered::of(TypeRef::Json),
        }
    }

    /// The type of a form that has a place but no schema of its own.
    pub(super) fn type_of_form(&mut self, form: Form, at: &Pointer, name: &str) -> TypeRef {
        match form {
            Form::Plain(ty) => ty,
            Form::Item(shape) => {
                let id = self.add_type(at, name);
                self.complete(id, Doc::new(), shape, &More::default());
                TypeRef::Named(id)
            }
        }
    }

    fn lower_reference(&mut self, reference: &str, at: &Pointer) -> Lowered {
        match self.spec.target(reference, at) {
            Ok(target) => {
                let id = self.type_at(&target);
                let nullable = self.spec.is_nullable(&target);
                Lowered { nullable, ..Lowered::of(TypeRef::Named(id)) }
            }
            Err(problem) => {
                self.problem(problem);
                Lowered::of(TypeRef::Json)
            }
        }
    }

    pub(super) fn lower_keywords(&mut self, keywords: Keywords<'_>, at: &Pointer, name: &str) -> Lowered {
        // What the members of an `allOf` say of the value is said of it by the whole.
        let keywords = self.whole_of(keywords, at);
        let mut lowered = Lowered {
            ty: TypeRef::Json,
            nullable: keywords.nullable || keywords.values.contains(&Value::Null),
            limits: keywords.limits.clone(),
            doc: docs::of_schema(&keywords),
            deprecated: keywords.deprecated,
            direction: match (keywords.read_only, keywords.write_only) {
                (true, false) => Direction::Received,
                (false, true) => Direction::Sent,
                _ => Direction::Both,
            },
        };
        let (ty, more) = match self.by_place.get(at) {
            Some(&id) => self.met_before(id),
            None => self.lower_new(keywords, at, name),
        };
        lowered.ty = ty;
        lowered.nullable |= more.nullable;
        lowered.limits.items = more.items;
        lowered
    }

    fn met_before(&self, id: TypeId) -> (TypeRef, More) {
        let pending = &self.types[id];
        let more = More { nullable: pending.nullable, items: None };
        match &pending.shape {
            Some(Shape::Alias(ty, limits)) => (ty.clone(), More { items: limits.items.clone(), ..more }),
            // A shape that is still being made is inside of itself.
            Some(_) | None => (TypeRef::Named(id), more),
        }
    }

    fn lower_new(&mut self, keywords: Keywords<'_>, at: &Pointer, name: &str) -> (TypeRef, More) {
        // Only what has parts can meet itself again below.
        let claimed = keywords.has_parts().then(|| self.add_type(at, name));
        let description = keywords.description.unwrap_or_default();
        let (form, more) = self.form(keywords, at, name);
        let (ty, shape) = match form {
            Form::Plain(ty) => {
                let Some(id) = claimed else { return (ty, more) };
                let limits = Limits { items: more.items.clone(), ..Limits::default() };
                self.complete(id, clean(description), Shape::Alias(ty.clone(), limits), &more);
                return (ty, more);
            }
            Form::Item(shape) => (claimed.unwrap_or_else(|| self.add_type(at, name)), shape),
        };
        self.complete(ty, clean(description), shape, &more);
        (TypeRef::Named(ty), more)
    }

    fn complete(&mut self, id: TypeId, doc: Doc, shape: Shape, more: &More) {
        let pending = &mut self.types[id];
        pending.doc = doc;
        pending.nullable = more.nullable;
        pending.shape = Some(shape);
    }

    /// The id of the schema at a place, which is put in the queue the first time.
    fn type_at(&mut self, at: &Pointer) -> TypeId {
        if let Some(&id) = self.by_place.get(at) {
            return id;
        }
        let id = self.add_type(at, &names::alone(&at.last()));
        self.queue.push_back(id);
        id
    }

    /// Gives a type that was only referred to its shape.
    pub(super) fn define(&mut self, id: TypeId) {
        let (at, name) = (self.types[id].at.clone(), self.types[id].name.clone());
        let schema = match self.spec.schema(&at) {
            Ok(schema) => schema,
            Err(problem) => return self.problem(problem),
        };
        let keywords = self.whole_of(Keywords::of(schema, &at, &name), &at);
        let doc = docs::of_schema(&keywords);
        let mut limits = keywords.limits.clone();
        let (form, more) = self.form(keywords, &at, &name);
        limits.items = more.items.clone();
        let shape = match form {
            Form::Plain(ty) => Shape::Alias(ty, limits),
            Form::Item(shape) => shape,
        };
        self.complete(id, doc, shape, &more);
    }

    /// The form, and what only its making could tell of the value around it.
    pub(super) fn form(&mut self, keywords: Keywords<'_>, at: &Pointer, name: &str) -> (Form, More) {
        // All other members of an `allOf` have been taken into the schema that has it.
        if let [stand_in] = &keywords.all_of[..] {
            let target = self.lower(stand_in);
            return (Form::Plain(target.ty), More { nullable: target.nullable, items: None });
        }
        if !(keywords.one_of.is_empty() && keywords.any_of.is_empty()) {
            return self.union(keywords, at, name);
        }
        if let Some(form) = self.inheritance(&keywords, at, name) {
            return (form, More::default());
        }
        if keywords.not && keywords.is_untyped() {
            return (Form::Plain(self.untyped(at, Some("`not` says only what the value is not"))), More::default());
        }
        match self.enumeration(&keywords, at) {
            Some(form) => (form, More::default()),
            None => self.by_kind(keywords, at),
        }
    }

    fn by_kind(&mut self, keywords: Keywords<'_>, at: &Pointer) -> (Form, More) {
        let kind = keywords.kind.or_else(|| implied_kind(&keywords));
        match kind {
            Some("object") => self.object(keywords, at),
            Some("array") => self.list(&keywords, at),
            Some(kind) => match scalar(kind, keywords.format.as_deref()) {
                Some(ty) => (Form::Plain(ty), More::default()),
                None => {
                    let why = format!("there is no type {kind:?} in OpenAPI 3.0");
                    (Form::Plain(self.untyped(at, Some(&why))), More::default())
                }
            },
            None => (Form::Plain(self.untyped(at, None)), More::default()),
        }
    }

    fn list(&mut self, keywords: &Keywords<'_>, at: &Pointer) -> (Form, More) {
        if keywords.items.is_empty() {
            let item = self.untyped(&at.child("items"), None);
            return (Form::Plain(TypeRef::List(Box::new(item))), More::default());
        }
        let item = self.lower_all(&keywords.items);
        let more = More { items: item.limits.boxed(), ..More::default() };
        (Form::Plain(TypeRef::List(Box::new(item.whole()))), more)
    }

    fn object(&mut self, keywords: Keywords<'_>, at: &Pointer) -> (Form, More) {
        let rest = match &keywords.additional {
            Additional::Open => Some(Lowered::of(self.untyped(&at.child("additionalProperties"), None))),
            Additional::Typed(placed) => Some(self.lower(placed)),
            Additional::Unsaid | Additional::Closed => None,
        };
        if keywords.properties.is_empty() {
            let value = rest.unwrap_or_else(|| Lowered::of(self.untyped(at, None)));
            let more = More { items: value.limits.boxed(), ..More::default() };
            return (Form::Plain(TypeRef::Map(Box::new(value.whole()))), more);
        }
        let shape = self.structure(keywords, at, rest);
        (Form::Item(Shape::Struct(shape)), More::default())
    }

    pub(super) fn structure(&mut self, mut keywords: Keywords<'_>, at: &Pointer, rest: Option<Lowered>) -> Struct {
        if rest.is_none() {
            self.declare_required(&mut keywords, at);
        }
        let wires: Vec<&str> = keywords.properties.iter().map(|property| property.wire).collect();
        let settled = names::fields(&wires);
        for (name, wire) in settled.collisions(&wires) {
            let what = format!("called {name} because another member has the name that {wire:?} makes");
            self.note(&at.child("properties").child(wire), what);
        }
        let rest = rest.map(|value| Rest { name: names::rest(&settled.names), ty: value.whole() });
        let named = keywords.properties.iter().zip(settled.names);
        let fields = named.map(|(property, name)| self.field(property, name, &keywords.required));
        Struct { fields: fields.collect(), rest }
    }

    /// What is required and not declared is a member too, of any type: without it no value could be valid.
    fn declare_required(&mut self, keywords: &mut Keywords<'_>, at: &Pointer) {
        for &wire in &keywords.required {
            if !keywords.properties.iter().any(|property| property.wire == wire) {
                self.note(&at.child("required"), format!("a value of any type for {wire:?}, which is not declared"));
                keywords.properties.push(Property { wire, nodes: Vec::new(), alternatives: Vec::new() });
            }
        }
    }

    fn field(&mut self, property: &Property<'_>, name: names::FieldName, required: &[&str]) -> Field {
        let value = match &property.alternatives[..] {
            [] => self.lower_all(&property.nodes),
            all @ [first, others @ ..] => {
                // Each is called after the object that it is a member of, whichever of both is met first.
                all.iter().for_each(|placed| drop(self.lower(placed)));
                // The same alternatives are the same type, wherever they meet, and others are another.
                let others: Vec<&str> = others.iter().map(|placed| placed.at.as_str()).collect();
                let (at, name) = (first.at.child("alternatives").child(others.join("|")), first.name.clone());
                let keywords = Keywords { one_of: property.alternatives.clone(), ..Keywords::default() };
                self.lower_keywords(keywords, &at, &name)
            }
        };
        Field {
            null_setter: names::null_setter(&name),
            name,
            wire: property.wire.to_owned(),
            presence: match (required.contains(&property.wire), value.nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::OptionalNullable,
            },
            reading: Reading::Typed,
            limits: value.limits,
            doc: value.doc,
            deprecated: value.deprecated,
            constant: false,
            direction: value.direction,
            part: Part::Text,
            ty: value.ty,
        }
    }

    /// The fields from a type down a path of member names, and the type at its end.
    pub(super) fn walk(&self, ty: &TypeRef, path: &[&str]) -> Option<(Vec<FieldStep>, TypeRef)> {
        let mut steps = Vec::new();
        let mut ty = ty.clone();
        for wire in path {
            let TypeRef::Named(id) = self.unaliased(&ty) else { return None };
            let Some(Shape::Struct(shape)) = &self.types[*id].shape else { return None };
            let field = shape.fields.iter().find(|field| field.wire == *wire)?;
            steps.push(FieldStep { name: field.name.clone(), optional: field.presence != Presence::Required });
            ty = field.ty.clone();
        }
        Some((steps, ty))
    }
}

impl Lowered {
    pub(super) fn of(ty: TypeRef) -> Self {
        let (limits, doc) = (Limits::default(), Doc::new());
        Self { ty, nullable: false, limits, doc, deprecated: false, direction: Direction::Both }
    }

    /// The type with its null, for places that have no presence of their own.
    pub(super) fn whole(self) -> TypeRef {
        if self.nullable { TypeRef::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

impl Limits {
    /// Nothing, if there is nothing to check.
    pub(super) fn boxed(&self) -> Option<Box<Self>> {
        (*self != Self::default()).then(|| Box::new(self.clone()))
    }
}

/// The kind of a schema that does not say it, from keywords that only one kind has.
fn implied_kind(keywords: &Keywords<'_>) -> Option<&'static str> {
    let object = !keywords.properties.is_empty() || !matches!(keywords.additional, Additional::Unsaid);
    if object {
        return Some("object");
    }
    if !keywords.items.is_empty() {
        return Some("array");
    }
    match keywords.format.as_deref()? {
        "int32" | "int64" => Some("integer"),
        "float" | "double" => Some("number"),
        _ => Some("string"),
    }
}

/// Formats that are not known fall back to their type.
fn scalar(kind: &str, format: Option<&str>) -> Option<TypeRef> {
    Some(match (kind, format) {
        ("string", Some("uuid")) => TypeRef::Uuid,
        ("string", Some("date-time")) => TypeRef::DateTime,
        ("string", Some("date")) => TypeRef::Date,
        ("string", _) => TypeRef::String,
        ("integer", Some("int32")) => TypeRef::I32,
        ("integer", _) => TypeRef::I64,
        ("number", Some("float")) => TypeRef::F32,
        ("number", _) => TypeRef::F64,
        ("boolean", _) => TypeRef::Bool,
        _ => return None,
    })
}
