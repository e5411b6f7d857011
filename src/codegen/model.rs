//! The nouns of the generator: one API, ready to be printed.
//!
//! Plain data. Every decision has been taken when a value of these types exists; what is left
//! is to print it.

mod walk;

use super::names::{ConstName, FieldName, FnName, ModName, TypeName, VariantName};
use super::problem::{Pointer, Skip};

/// One API.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub title: String,
    /// The version that a client asks for unless told otherwise, of an API that is versioned by date.
    pub default_version: Option<String>,
    /// Tags that have operations, in the order in which the document names them first.
    pub tags: Vec<Tag>,
    /// In the order of their names.
    pub types: Vec<TypeDef>,
    pub skipped: Vec<Skip>,
    /// What a reviewer should see: names that were derived, and collisions that were settled.
    pub notes: Vec<Note>,
}

impl Model {
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
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

/// The index of a type in [`Model::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    pub name: TypeName,
    pub doc: Doc,
    pub at: Pointer,
    pub usage: Usage,
    pub shape: Shape,
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
    pub limits: Limits,
    pub doc: Doc,
    pub deprecated: bool,
    /// Its type has one known value, which a builder fills in.
    pub constant: bool,
    /// The name of the setter to an explicit null, for [`Presence::OptionalNullable`].
    pub null_setter: FnName,
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

/// An enumeration of texts. Always open: a text that it does not name is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    pub values: Vec<EnumValue>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    pub name: VariantName,
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
    /// By the members that only one of the types requires.
    Members,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    pub name: VariantName,
    pub ty: TypeRef,
    /// Tags, kinds or members, according to [`UnionBy`].
    pub marks: Vec<String>,
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
    pub module: ModName,
    /// The type that has the operations as methods.
    pub handle: TypeName,
    /// The method of the client that gives the handle.
    pub accessor: FnName,
    pub doc: Doc,
    /// In the order of the document.
    pub operations: Vec<Operation>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The method of the handle.
    pub name: FnName,
    /// The type of the request value.
    pub request: TypeName,
    /// The static row of facts.
    pub row: ConstName,
    /// `operationId`, or the derived name of an operation without one.
    pub id: String,
    pub at: Pointer,
    pub doc: Doc,
    /// In capitals, as on the wire.
    pub method: String,
    pub path: String,
    /// What the method takes, in its order.
    pub arguments: Vec<Parameter>,
    /// What has a setter.
    pub setters: Vec<Parameter>,
    pub body: Option<Body>,
    pub returns: Returns,
    pub paging: Option<Paging>,
    pub deprecated: bool,
    pub lifecycle: Lifecycle,
    pub permissions: Vec<String>,
    /// Media types of the answers, preferred first.
    pub accept: Vec<String>,
}

/// Where an operation stands in the versions of its API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// Takes the API's version parameter.
    pub versioned: bool,
    pub stability: Option<String>,
    /// Oldest first.
    pub releases: Vec<String>,
    /// The release whose shape this is.
    pub version: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: FieldName,
    pub wire: String,
    pub location: Location,
    pub ty: ParameterType,
    pub style: Style,
    pub required: bool,
    pub limits: Limits,
    pub doc: Doc,
    pub deprecated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Path,
    Query,
    Header,
}

/// The type of an argument, as a caller would like to give it.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterType {
    /// A borrowed text.
    Text,
    Value(TypeRef),
    /// A slice of borrowed texts.
    Texts,
    /// A slice.
    Values(TypeRef),
}

/// How the values of a parameter are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Single,
    /// The name again for each value.
    Repeated,
    /// One name, the values joined by a delimiter.
    Joined(char),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub ty: TypeRef,
    pub media_type: String,
}

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Returns {
    Nothing,
    Json(TypeRef),
    /// A body with one status, none with another.
    JsonOrNothing(TypeRef),
    Bytes,
}

/// How to get from one page to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    pub by: PagingBy,
    /// The type that is a page.
    pub page: TypeId,
    pub items: FieldPath,
    pub item: TypeRef,
    /// The link to the next page.
    pub link: FieldPath,
    pub link_form: LinkForm,
    /// The number of the next page.
    pub number: Option<FieldPath>,
}

/// What stands at a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkForm {
    Text,
    /// A union of a text and an object with the text inside.
    Union {
        ty: TypeId,
        text: VariantName,
        object: VariantName,
        href: FieldName,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagingBy {
    /// The query parameter that takes the cursor out of the link.
    Cursor(String),
    /// The query parameter that takes the number of the page.
    Page(String),
}

/// Fields from the page down to a value.
pub type FieldPath = Vec<FieldStep>;

#[derive(Clone, Debug, PartialEq)]
pub struct FieldStep {
    pub name: FieldName,
    /// The field is an `Option`.
    pub optional: bool,
}
