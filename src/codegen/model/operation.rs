//! The nouns of operations: what is sent, what comes back, how one gets to the next page.

use super::{Doc, Limits, TypeId, TypeRef};
use crate::codegen::names::{ConstName, FieldName, FnName, TypeName, VariantName};
use crate::codegen::problem::Pointer;

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
    /// The body of an error.
    pub failure: Option<Failure>,
    /// Statuses from 300 to 399 that are results.
    pub results: Vec<u16>,
    pub paging: Option<Paging>,
    pub deprecated: bool,
    pub lifecycle: Lifecycle,
    pub permissions: Vec<String>,
    /// Media types of the answers, preferred first.
    pub accept: Vec<String>,
    /// Headers that a successful answer may have.
    pub headers: Vec<Header>,
    pub authorization: Authorization,
    /// Another way to call an operation that has one already.
    pub variant: bool,
    /// Names of earlier releases.
    pub formerly: Vec<FormerNames>,
}

/// What an operation was called before.
#[derive(Clone, Debug, PartialEq)]
pub struct FormerNames {
    pub name: FnName,
    pub request: TypeName,
    pub row: ConstName,
}

/// A header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub name: FnName,
    pub wire: String,
    pub ty: TypeRef,
    pub doc: Doc,
}

/// Whether an operation wants a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorization {
    Required,
    /// `security` is empty.
    None,
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
    Cookie,
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
    /// A reference to something that is more than a text or a list of texts.
    Reference(TypeRef),
}

/// How the values of a parameter are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Single,
    /// The name again for each value.
    Repeated,
    /// One name, the values joined by a delimiter.
    Joined(char),
    /// By the rules of a style of OpenAPI, for anything that can be encoded.
    Encoded(Encoding),
}

/// A `style` with its `explode`, or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The name of the constant of the runtime.
    pub style: &'static str,
    pub allow_reserved: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub content: BodyContent,
    pub media_type: String,
}

/// What is sent, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyContent {
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, with the members that are not written in the usual way.
    Form(TypeRef, Vec<(String, Encoding)>),
    /// `multipart/form-data`
    Multipart(TypeRef),
    /// Bytes or a text, as they are.
    Raw,
}

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Returns {
    Nothing,
    Json(TypeRef),
    /// A body with one status, none with another.
    JsonOrNothing(TypeRef),
    Text,
    Bytes,
    /// Different bodies for different statuses: an enum.
    Outcome(TypeId),
}

/// The body of an error, however the status tells it.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    Same(TypeRef),
    ByStatus(TypeId),
}

/// An enum of answers, told apart by status.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub variants: Vec<OutcomeVariant>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeVariant {
    pub name: VariantName,
    pub status: Status,
    pub content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Code(u16),
    /// Of a hundred: 4 for `4XX`.
    Range(u16),
    Default,
}

/// The body of one answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Nothing,
    Json(TypeRef),
    Text,
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
    pub link: Option<PageLink>,
    /// The number of the next page.
    pub number: Option<FieldPath>,
    /// The cursor of the next page.
    pub cursor: Option<FieldPath>,
    /// How many items there are on all pages.
    pub total: Option<FieldPath>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PageLink {
    pub path: FieldPath,
    pub form: LinkForm,
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
    /// The query parameter that takes the cursor.
    Cursor(String),
    /// The query parameter that takes the number of the page.
    Page(String),
    /// The query parameter that takes how many items to skip.
    Offset(String),
}

/// Fields from the page down to a value.
pub type FieldPath = Vec<FieldStep>;

#[derive(Clone, Debug, PartialEq)]
pub struct FieldStep {
    pub name: FieldName,
    /// The field is an `Option`.
    pub optional: bool,
}
