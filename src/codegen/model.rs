//! The nouns of the generator: one API, ready to be printed.
//!
//! Plain data. Every decision has been taken when a value of these types exists; what is left
//! is to print it.

mod operation;
mod per_type;
mod walk;

use super::names::{FieldName, FnName, ModName, TypeName, VariantName};
use super::problem::{Pointer, Skip};
pub use operation::*;
pub use per_type::{PerType, TypeId};

/// One API.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub title: String,
    /// The version that a client asks for unless told otherwise, of an API that is versioned by date.
    pub default_version: Option<String>,
    /// Tags that have operations, in the order in which the document names them first.
    pub tags: Vec<Tag>,
    /// In the order of their names.
    pub types: PerType<TypeDef>,
    /// The types to print, where features leave some out.
    pub kept: Option<PerType<bool>>,
    pub skipped: Vec<Skip>,
    /// What a reviewer should see: names that were derived, and collisions that were settled.
    pub notes: Vec<Note>,
    /// Places whose value stays JSON.
    pub untyped: Vec<Untyped>,
}

/// A place that got no type of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untyped {
    pub at: Pointer,
    /// Why the generator gave up. None where the document itself says nothing.
    pub why: Option<String>,
}

impl Model {
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id]
    }

    /// The types to print.
    pub fn printed_types(&self) -> impl Iterator<Item = &TypeDef> {
        let is_kept = |id: TypeId| self.kept.as_ref().is_none_or(|kept| kept[id]);
        self.types.entries().filter(move |(id, _)| is_kept(*id)).map(|(_, def)| def)
    }

    pub fn operations(&self) -> impl Iterator<Item = (&Tag, &Operation)> {
        self.tags.iter().flat_map(|tag| tag.operations.iter().map(move |operation| (tag, operation)))
    }
}

/// A remark for the reviewer of a new document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub at: Pointer,
    pub what: String,
}

/// Sanitised Markdown, a line an entry. Empty where the document says nothing.
pub type Doc = Vec<String>;

#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    pub name: TypeName,
    pub doc: Doc,
    pub at: Pointer,
    pub usage: Usage,
    pub shape: Shape,
    /// Names of earlier releases.
    pub formerly: Vec<TypeName>,
    /// A value sent as this type is held against a table of its own.
    pub checked: bool,
}

/// The directions in which a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub sent: bool,
    pub received: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Struct(Struct),
    Enum(OpenEnum),
    Union(Union),
    /// Another name for a type, with the limits that its schema adds.
    Alias(TypeRef, Limits),
    /// A type around another, where a name would be its own meaning.
    Newtype(TypeRef),
    Outcome(Outcome),
    /// The fields of a multipart form.
    Form(Struct),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// In the order of the document.
    pub fields: Vec<Field>,
    /// Members that the schema does not name but allows beside the named ones.
    pub rest: Option<Rest>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    pub name: FieldName,
    pub ty: TypeRef,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: FieldName,
    pub wire: String,
    pub ty: TypeRef,
    pub presence: Presence,
    pub reading: Reading,
    pub limits: Limits,
    pub doc: Doc,
    pub deprecated: bool,
    /// Its type has one known value, which a builder fills in.
    pub constant: bool,
    /// The name of the setter to an explicit null, for [`Presence::OptionalNullable`].
    pub null_setter: FnName,
    pub direction: Direction,
    /// How it is written in a multipart form.
    pub part: Part,
}

/// How a member of a multipart form is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Text,
    Texts,
    File,
    Files,
    Json,
}

/// Which way a member travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Both,
    /// `readOnly`: only in answers.
    Received,
    /// `writeOnly`: only in requests.
    Sent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be absent. Null is read as absent.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// Absent and null mean different things.
    OptionalNullable,
}

/// What is read as a member besides what its type says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    #[default]
    Typed,
    /// Of a number that may be absent: texts that say that there is none are read as absent.
    NumberOrNone,
}

/// An enumeration. Always open: a value that it does not name is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    pub of: EnumOf,
    pub values: Vec<EnumValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumOf {
    Texts,
    Integers,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    pub name: VariantName,
    /// The text, or the digits of the integer.
    pub wire: String,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    pub by: UnionBy,
    pub variants: Vec<UnionVariant>,
}

/// How the type of a value is told from its JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnionBy {
    /// By the text of a member, the discriminator.
    Tag(String),
    /// By the kind of JSON value.
    Kind,
    /// By the members that are there.
    Members,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    pub name: VariantName,
    pub ty: TypeRef,
    /// Tags, kinds or required members, according to [`UnionBy`].
    pub marks: Vec<String>,
    /// Members that it names besides, where members tell it.
    pub named: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    Bool,
    I32,
    I64,
    F32,
    F64,
    String,
    Uuid,
    Date,
    DateTime,
    /// A file in a multipart form.
    File,
    /// Any JSON value: the document says nothing of it.
    Json,
    Nullable(Box<TypeRef>),
    List(Box<TypeRef>),
    Map(Box<TypeRef>),
    Named(TypeId),
    /// A named type behind a pointer, where a cycle needs one.
    Boxed(TypeId),
}

/// What a schema asks of a value besides its type. Checked before a value is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<f64>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    /// Of each item of a list, or each value of a map.
    pub items: Option<Box<Limits>>,
}

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    pub wire: String,
    /// The Cargo feature that switches it on, where the document has features.
    pub feature: String,
    pub module: ModName,
    /// The type that has the operations as methods.
    pub handle: TypeName,
    /// The method of the client that gives the handle.
    pub accessor: FnName,
    pub doc: Doc,
    /// In the order of the document.
    pub operations: Vec<Operation>,
}
