//! A schema as one flat set of keywords.
//!
//! `openapiv3` sorts schemas into kinds and has a last kind for those that mix keywords. Lowering asks for
//! keywords, so both forms are brought to the same one here.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, Discriminator, IntegerType, NumberType, ObjectType, ReferenceOr,
    Schema, SchemaKind, StringType, Type,
};
use serde_json::Value;

use crate::codegen::model::Limits;
use crate::codegen::names;
use crate::codegen::problem::Pointer;

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    Reference(&'a str),
    Schema(&'a Schema),
}

/// A node, where it stands, and what its type would be called if it needs a name.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub node: Node<'a>,
    pub at: Pointer,
    pub name: String,
}

/// A named member of an object. More than one node must all hold for it.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    pub wire: &'a str,
    pub nodes: Vec<Placed<'a>>,
    /// One of these must hold for it besides.
    pub alternatives: Vec<Placed<'a>>,
}

/// What a schema says, keyword by keyword. Absent ones are empty.
#[derive(Clone, Debug, Default)]
pub struct Keywords<'a> {
    pub kind: Option<&'a str>,
    pub format: Option<String>,
    pub values: Vec<Value>,
    pub properties: Vec<Property<'a>>,
    pub required: Vec<&'a str>,
    pub additional: Additional<'a>,
    /// More than one must all hold for an item.
    pub items: Vec<Placed<'a>>,
    pub all_of: Vec<Placed<'a>>,
    pub one_of: Vec<Placed<'a>>,
    pub any_of: Vec<Placed<'a>>,
    pub not: bool,
    pub limits: Limits,
    pub pattern: Option<&'a str>,
    pub nullable: bool,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub description: Option<&'a str>,
    pub default: Option<&'a Value>,
    pub discriminator: Option<&'a Discriminator>,
}

/// What stands beside the named properties.
#[derive(Clone, Debug, Default)]
pub enum Additional<'a> {
    #[default]
    Unsaid,
    Closed,
    /// Any value: `true` or an empty schema.
    Open,
    Typed(Placed<'a>),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(node: &'a ReferenceOr<Schema>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(node: &'a ReferenceOr<Box<Schema>>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// Where a schema stands, to say where its parts do.
struct Place<'p> {
    at: &'p Pointer,
    name: &'p str,
}

impl<'a> Placed<'a> {
    /// A schema that has no parts of its own place yet.
    pub fn new(node: impl Into<Node<'a>>, at: Pointer, name: impl Into<String>) -> Self {
        Self { node: node.into(), at, name: name.into() }
    }
}

impl<'a> Keywords<'a> {
    /// The keywords of a schema that stands at a place and would be called by a name.
    pub fn of(schema: &'a Schema, at: &Pointer, name: &str) -> Self {
        let data = &schema.schema_data;
        Self {
            nullable: data.nullable,
            deprecated: data.deprecated,
            read_only: data.read_only,
            write_only: data.write_only,
            description: data.description.as_deref(),
            default: data.default.as_ref(),
            discriminator: data.discriminator.as_ref(),
            ..Place { at, name }.kind(&schema.schema_kind)
        }
    }

    /// Holds other schemas.
    pub fn has_parts(&self) -> bool {
        let members = self.all_of.iter().chain(&self.one_of).chain(&self.any_of).chain(&self.items);
        !self.properties.is_empty() || matches!(self.additional, Additional::Typed(_)) || members.count() > 0
    }

    /// Says nothing about the type of the value.
    pub fn is_untyped(&self) -> bool {
        let composed = !(self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty());
        let described = !(self.properties.is_empty() && self.items.is_empty() && self.values.is_empty());
        let format = self.format.is_some() || !matches!(self.additional, Additional::Unsaid);
        self.kind.is_none() && !composed && !described && !format
    }
}

impl Place<'_> {
    fn kind<'a>(&self, kind: &'a SchemaKind) -> Keywords<'a> {
        match kind {
            SchemaKind::Type(ty) => self.ty(ty),
            SchemaKind::OneOf { one_of } => Keywords { one_of: self.members("oneOf", one_of), ..Keywords::default() },
            SchemaKind::AllOf { all_of } => Keywords { all_of: self.members("allOf", all_of), ..Keywords::default() },
            SchemaKind::AnyOf { any_of } => Keywords { any_of: self.members("anyOf", any_of), ..Keywords::default() },
            SchemaKind::Not { .. } => Keywords { not: true, ..Keywords::default() },
            SchemaKind::Any(any) => self.any(any),
        }
    }

    fn ty<'a>(&self, ty: &'a Type) -> Keywords<'a> {
        match ty {
            Type::String(string) => of_string(string),
            Type::Number(number) => of_number(number),
            Type::Integer(integer) => of_integer(integer),
            Type::Boolean(boolean) => Keywords {
                kind: Some("boolean"),
                values: boolean.enumeration.iter().map(|value| Value::from(*value)).collect(),
                ..Keywords::default()
            },
            Type::Object(object) => self.object(object),
            Type::Array(array) => self.array(array),
        }
    }

    fn object<'a>(&self, object: &'a ObjectType) -> Keywords<'a> {
        Keywords {
            kind: Some("object"),
            properties: self.properties(&object.properties),
            required: object.required.iter().map(String::as_str).collect(),
            additional: self.additional(object.additional_properties.as_ref()),
            ..Keywords::default()
        }
    }

    fn array<'a>(&self, array: &'a ArrayType) -> Keywords<'a> {
        Keywords {
            kind: Some("array"),
            items: self.items(array.items.as_ref()),
            limits: Limits {
                min_items: array.min_items.map(count),
                max_items: array.max_items.map(count),
                ..Limits::default()
            },
            ..Keywords::default()
        }
    }

    fn any<'a>(&self, any: &'a AnySchema) -> Keywords<'a> {
        Keywords {
            kind: any.typ.as_deref(),
            format: any.format.clone(),
            values: any.enumeration.clone(),
            properties: self.properties(&any.properties),
            required: any.required.iter().map(String::as_str).collect(),
            additional: self.additional(any.additional_properties.as_ref()),
            items: self.items(any.items.as_ref()),
            all_of: self.members("allOf", &any.all_of),
            one_of: self.members("oneOf", &any.one_of),
            any_of: self.members("anyOf", &any.any_of),
            not: any.not.is_some(),
            limits: limits_of_any(any),
            pattern: any.pattern.as_deref(),
            ..Keywords::default()
        }
    }

    fn properties<'a, I>(&self, properties: &'a I) -> Vec<Property<'a>>
    where
        &'a I: IntoIterator<Item = (&'a String, &'a ReferenceOr<Box<Schema>>)>,
    {
        let at = self.at.child("properties");
        let place = |wire: &String, node| Placed::new(node, at.child(wire), names::inside(self.name, wire));
        properties
            .into_iter()
            .map(|(wire, node)| Property { wire, nodes: vec![place(wire, node)], alternatives: Vec::new() })
            .collect()
    }

    fn items<'a>(&self, items: Option<&'a ReferenceOr<Box<Schema>>>) -> Vec<Placed<'a>> {
        let place = |node| Placed::new(node, self.at.child("items"), format!("{}Item", self.name));
        items.into_iter().map(place).collect()
    }

    fn members<'a>(&self, keyword: &str, members: &'a [ReferenceOr<Schema>]) -> Vec<Placed<'a>> {
        let at = self.at.child(keyword);
        let place = |(index, node)| Placed::new(node, at.child(index), self.name);
        members.iter().enumerate().map(place).collect()
    }

    fn additional<'a>(&self, additional: Option<&'a AdditionalProperties>) -> Additional<'a> {
        match additional {
            None => Additional::Unsaid,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Any(true)) => Additional::Open,
            Some(AdditionalProperties::Schema(node)) => {
                let place = Placed::new(&**node, self.at.child("additionalProperties"), format!("{}Value", self.name));
                match place.node {
                    Node::Schema(schema) if Keywords::of(schema, &place.at, "").is_untyped() => Additional::Open,
                    _ => Additional::Typed(place),
                }
            }
        }
    }
}

fn of_string(string: &StringType) -> Keywords<'_> {
    Keywords {
        kind: Some("string"),
        format: format(&string.format),
        values: string.enumeration.iter().map(|value| Value::from(value.clone())).collect(),
        limits: Limits {
            min_length: string.min_length.map(count),
            max_length: string.max_length.map(count),
            ..Limits::default()
        },
        pattern: string.pattern.as_deref(),
        ..Keywords::default()
    }
}

fn of_number(number: &NumberType) -> Keywords<'_> {
    Keywords {
        kind: Some("number"),
        format: format(&number.format),
        values: number.enumeration.iter().map(|value| Value::from(*value)).collect(),
        limits: Limits {
            minimum: number.minimum,
            maximum: number.maximum,
            exclusive_minimum: number.exclusive_minimum,
            exclusive_maximum: number.exclusive_maximum,
            multiple_of: number.multiple_of,
            ..Limits::default()
        },
        ..Keywords::default()
    }
}

fn of_integer(integer: &IntegerType) -> Keywords<'_> {
    let real = |number: Option<i64>| number.map(|number| number as f64);
    Keywords {
        kind: Some("integer"),
        format: format(&integer.format),
        values: integer.enumeration.iter().map(|value| Value::from(*value)).collect(),
        limits: Limits {
            minimum: real(integer.minimum),
            maximum: real(integer.maximum),
            exclusive_minimum: integer.exclusive_minimum,
            exclusive_maximum: integer.exclusive_maximum,
            multiple_of: real(integer.multiple_of),
            ..Limits::default()
        },
        ..Keywords::default()
    }
}

fn limits_of_any(any: &AnySchema) -> Limits {
    Limits {
        minimum: any.minimum,
        maximum: any.maximum,
        exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
        exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
        multiple_of: any.multiple_of,
        min_length: any.min_length.map(count),
        max_length: any.max_length.map(count),
        min_items: any.min_items.map(count),
        max_items: any.max_items.map(count),
        items: None,
    }
}

/// The text of a format, which `openapiv3` keeps as a variant where it knows it.
fn format<T: serde::Serialize>(format: &T) -> Option<String> {
    match serde_json::to_value(format) {
        Ok(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn count(number: usize) -> u64 {
    number as u64
}
