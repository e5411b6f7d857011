//! Types as callers spell them: aliases expanded, names in full.

use std::collections::BTreeMap;
use std::fmt;

use crate::codegen::model::{Field, Model, Parameter, ParameterType, Presence, Shape, TypeId, TypeRef};

/// A type in a signature. Two are the same type to a compiler if they are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ty {
    /// One that the document has no say in.
    Plain(&'static str),
    /// A generated one, by its path below the crate.
    Named(String),
    /// One around another, which stands at the braces.
    Around(&'static str, Box<Ty>),
}

/// Spells the types of one model.
#[derive(Clone, Copy)]
pub(super) struct Speller<'a> {
    pub api: &'a str,
    pub model: &'a Model,
}

impl Ty {
    pub(super) fn within(self, around: &'static str) -> Self {
        Self::Around(around, Box::new(self))
    }

    /// The same type after types got other names.
    pub(super) fn renamed(&self, names: &BTreeMap<String, Ty>) -> Self {
        match self {
            Self::Plain(_) => self.clone(),
            Self::Named(path) => names.get(path).unwrap_or(self).clone(),
            Self::Around(around, inner) => inner.renamed(names).within(around),
        }
    }

    /// As a crate that uses this one spells it.
    pub(super) fn spelled(&self) -> String {
        match self {
            Self::Plain(name) => (*name).to_owned(),
            Self::Named(path) => format!("snyk_secoda::{path}"),
            Self::Around(around, inner) => around.replacen("{}", &inner.spelled(), 1),
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(name) => f.write_str(name),
            Self::Named(path) => f.write_str(path),
            Self::Around(around, inner) => f.write_str(&around.replacen("{}", &inner.to_string(), 1)),
        }
    }
}

impl Speller<'_> {
    pub(super) fn ty(self, of: &TypeRef) -> Ty {
        match of {
            TypeRef::Bool => Ty::Plain("bool"),
            TypeRef::I32 => Ty::Plain("i32"),
            TypeRef::I64 => Ty::Plain("i64"),
            TypeRef::F32 => Ty::Plain("f32"),
            TypeRef::F64 => Ty::Plain("f64"),
            TypeRef::String => Ty::Plain("String"),
            TypeRef::Uuid => Ty::Plain("uuid::Uuid"),
            TypeRef::Date => Ty::Plain("chrono::NaiveDate"),
            TypeRef::DateTime => Ty::Plain("chrono::DateTime<chrono::Utc>"),
            TypeRef::File => Ty::Plain("snyk_secoda::File"),
            TypeRef::Json => Ty::Plain("serde_json::Value"),
            TypeRef::Nullable(inner) => self.ty(inner).within("Option<{}>"),
            TypeRef::List(inner) => self.ty(inner).within("Vec<{}>"),
            TypeRef::Map(inner) => self.map_of(inner),
            TypeRef::Named(id) => self.named(*id),
            TypeRef::Boxed(id) => self.named(*id).within("Box<{}>"),
        }
    }

    /// A generated type, or what it is an alias of.
    pub(super) fn named(self, id: TypeId) -> Ty {
        match &self.model.type_def(id).shape {
            Shape::Alias(target, _) => self.ty(target),
            _ => Ty::Named(self.path(id)),
        }
    }

    pub(super) fn path(self, id: TypeId) -> String {
        format!("{}::types::{}", self.api, self.model.type_def(id).name)
    }

    pub(super) fn map_of(self, value: &TypeRef) -> Ty {
        self.ty(value).within("std::collections::BTreeMap<String, {}>")
    }

    pub(super) fn field(self, field: &Field) -> Ty {
        let ty = self.ty(&field.ty);
        match field.presence {
            Presence::Required => ty,
            Presence::Optional | Presence::Nullable => ty.within("Option<{}>"),
            Presence::OptionalNullable => ty.within("Option<{}>").within("Option<{}>"),
        }
    }

    pub(super) fn parameter(self, parameter: &Parameter) -> Ty {
        match &parameter.ty {
            ParameterType::Text => Ty::Plain("&str"),
            ParameterType::Texts => Ty::Plain("&[&str]"),
            ParameterType::Value(of) => self.ty(of),
            ParameterType::Values(of) => self.ty(of).within("&[{}]"),
            ParameterType::Reference(of) => self.ty(of).within("&{}"),
        }
    }
}
