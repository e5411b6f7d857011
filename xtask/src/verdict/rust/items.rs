//! The public items that a model comes to: what `codegen::emit` prints and what the macros of the runtime make of it.
//!
//! A test holds this list against rustdoc's. Whoever changes what is printed changes it here as well.

mod operations;
mod types;

use std::collections::BTreeMap;
use std::fmt;

use super::into::{self, Makers};
use super::ty::{Speller, Ty};
use super::users;
use crate::codegen::model::{Model, Operation, Presence, Tag};
use crate::codegen::problem::Pointer;
use crate::verdict::OperationName;

/// Everything public that the code generated from one document has.
pub(super) struct Listing<'a> {
    /// What belongs to no tag and no type.
    pub top: Vec<Item>,
    pub tags: Vec<TagItems<'a>>,
    pub operations: Vec<OperationItems<'a>>,
    pub types: Vec<TypeItems>,
    pub makers: Makers,
    /// How people call each of the operations.
    pub names: Vec<OperationName>,
}

pub(super) struct TagItems<'a> {
    pub tag: &'a Tag,
    pub module: Item,
    pub handle: Item,
    pub accessor: Item,
    pub impls: Vec<Item>,
}

pub(super) struct OperationItems<'a> {
    pub operation: &'a Operation,
    pub method: Item,
    pub row: Item,
    pub request: Item,
    /// What the request has.
    pub members: Vec<Item>,
    /// The method, the request and the row by names of earlier releases.
    pub former: Vec<[Item; 3]>,
}

pub(super) struct TypeItems {
    pub item: Item,
    /// Fields, variants, functions and impls.
    pub members: Vec<Item>,
    /// The type by names of earlier releases.
    pub former: Vec<Item>,
    /// The operations that reach it, by their places among all.
    pub users: Vec<usize>,
}

/// One public item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// What it is inside of: a module or a type.
    pub owner: String,
    pub name: String,
    pub kind: Kind,
    pub takes: Vec<Arg>,
    pub gives: Option<Ty>,
    /// What it is called on the wire, where it is there.
    pub wire: String,
    pub presence: Option<Presence>,
    pub is_deprecated: bool,
    pub at: Pointer,
}

/// What a function takes besides its receiver.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arg {
    pub name: String,
    /// The place and the name on the wire.
    pub wire: String,
    pub ty: Ty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Constant,
    Table,
    Module,
    Handle,
    Accessor,
    Method,
    Row,
    Request,
    /// Of a request.
    Setter,
    Send,
    Pages,
    Items,
    Stream,
    /// Something that a call sets of its own, with an argument that it takes.
    CallOption(&'static str),
    Parts,
    Failure,
    Header,
    Struct,
    /// A struct around one value.
    Tuple,
    Enum,
    Alias,
    Field,
    New,
    /// Of a value that is sent.
    Builder,
    NullSetter,
    MemberSetter,
    /// A value of an enumeration.
    Value,
    /// A variant of a union.
    Member,
    /// A variant by status.
    Answer,
    Unrecognized,
    Reader(Read),
    Impl,
}

/// What the reader of an enumeration gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Read {
    Texts,
    Integers,
}

/// Where names of one owner have to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Fields,
    Functions,
    Variants,
    Impls,
    Modules,
}

impl<'a> Listing<'a> {
    pub(super) fn of(api: &'a str, model: &'a Model) -> Self {
        let speller = Speller { api, model };
        let operations = model.operations().map(|(tag, operation)| operations::of_operation(speller, tag, operation));
        let users = users::of_types(model);
        Self {
            top: operations::top(speller),
            tags: model.tags.iter().map(|tag| operations::of_tag(speller, tag)).collect(),
            operations: operations.collect(),
            types: types::all(speller, &users),
            makers: into::makers(speller),
            names: model.operations().map(|(_, operation)| OperationName::of(operation)).collect(),
        }
    }

    /// Every item.
    pub(super) fn items(&self) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.top.iter().collect();
        for tag in &self.tags {
            items.extend([&tag.module, &tag.handle, &tag.accessor]);
            items.extend(&tag.impls);
        }
        for operation in &self.operations {
            items.extend([&operation.method, &operation.row, &operation.request]);
            items.extend(&operation.members);
            items.extend(operation.former.iter().flatten());
        }
        for of_type in &self.types {
            items.push(&of_type.item);
            items.extend(of_type.members.iter().chain(&of_type.former));
        }
        items
    }

    /// Names of earlier releases: of operations by their methods, with what goes with each; of types.
    pub(super) fn former(&self) -> Vec<(&Item, String, Vec<OperationName>)> {
        let operations = self.operations.iter().zip(&self.names).flat_map(|(one, name)| {
            one.former.iter().map(move |[method, request, row]| {
                (method, format!("{}; {}, {}", method.signature(), request.path(), row.path()), vec![name.clone()])
            })
        });
        let types = self.types.iter().flat_map(|one| {
            let touched: Vec<OperationName> =
                one.users.iter().filter_map(|index| self.names.get(*index).cloned()).collect();
            one.former.iter().map(move |alias| (alias, alias.signature(), touched.clone()))
        });
        operations.chain(types).collect()
    }

    /// The types by their paths.
    pub(super) fn types_by_path(&self) -> BTreeMap<String, &TypeItems> {
        self.types.iter().map(|one| (one.item.path(), one)).collect()
    }
}

impl OperationName {
    fn of(operation: &Operation) -> Self {
        Self {
            id: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            stability: operation.lifecycle.stability.clone(),
        }
    }
}

impl Item {
    pub(super) fn new(owner: &str, name: impl fmt::Display, kind: Kind, at: &Pointer) -> Self {
        Self {
            owner: owner.to_owned(),
            name: name.to_string(),
            kind,
            takes: Vec::new(),
            gives: None,
            wire: String::new(),
            presence: None,
            is_deprecated: false,
            at: at.clone(),
        }
    }

    pub(super) fn giving(self, ty: Ty) -> Self {
        Self { gives: Some(ty), ..self }
    }

    pub(super) fn taking(self, takes: Vec<Arg>) -> Self {
        Self { takes, ..self }
    }

    /// As people find it in the docs.
    pub(super) fn path(&self) -> String {
        match self.kind {
            Kind::Impl => format!("impl {} for {}", self.name, self.owner),
            _ => format!("{}::{}", self.owner, self.name),
        }
    }

    pub(super) fn space(&self) -> Space {
        match self.kind {
            Kind::Field => Space::Fields,
            Kind::Value | Kind::Member | Kind::Answer | Kind::Unrecognized => Space::Variants,
            Kind::Impl => Space::Impls,
            Kind::Module => Space::Modules,
            _ => Space::Functions,
        }
    }

    /// What a caller has to fit, for people.
    pub(super) fn signature(&self) -> String {
        let takes: Vec<String> = self.takes.iter().map(|arg| format!("{}: {}", arg.name, arg.ty)).collect();
        let takes = takes.join(", ");
        let gives = self.gives.as_ref().map(Ty::to_string).unwrap_or_default();
        match self.kind {
            Kind::Method | Kind::Accessor => {
                format!("fn(&self{}{takes}) -> {gives}", if takes.is_empty() { "" } else { ", " })
            }
            Kind::New => format!("fn({takes}) -> Self"),
            Kind::Setter | Kind::Builder | Kind::NullSetter | Kind::MemberSetter | Kind::CallOption(_) => {
                format!("fn(self{}{takes}) -> Self", if takes.is_empty() { "" } else { ", " })
            }
            Kind::Send | Kind::Stream => format!("async fn(self) -> {gives}"),
            Kind::Pages | Kind::Items => format!("fn(self) -> {gives}"),
            Kind::Failure => format!("fn(&Error) -> {gives}"),
            Kind::Header => format!("fn(&Meta) -> {gives}"),
            Kind::Value | Kind::Member | Kind::Answer | Kind::Unrecognized if gives.is_empty() => self.name.clone(),
            Kind::Value | Kind::Member | Kind::Answer | Kind::Unrecognized => format!("{}({gives})", self.name),
            Kind::Struct | Kind::Tuple => "struct".to_owned(),
            Kind::Enum => "enum".to_owned(),
            Kind::Alias => format!("type = {gives}"),
            Kind::Impl if gives.is_empty() => self.name.clone(),
            Kind::Impl => format!("{}<Item = {gives}>", self.name),
            _ if gives.is_empty() => self.name.clone(),
            _ => gives,
        }
    }
}
