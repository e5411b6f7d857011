//! Model to tokens. Nothing is decided here and nothing can fail.

mod operations;
mod pages;
mod rules;
mod types;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::model::{Doc, Model, TypeRef};

/// The file of one API.
pub fn file(model: &Model, runtime: &str) -> TokenStream {
    let runtime = match runtime {
        "crate" => quote!(crate),
        name => {
            let name = ident(name);
            quote!(::#name)
        }
    };
    let version = model.default_version.as_ref().map(|version| {
        quote! {
            /// The version of the API that these operations were generated from, and the default of the client.
            pub const API_VERSION: &str = #version;
        }
    });
    let table = operations::table(model);
    let accessors = operations::accessors(model);
    let tags = model.tags.iter().map(|tag| operations::tag_module(tag, model));
    let types = types::module(model);
    quote! {
        use #runtime::rt;
        #version
        #table
        #accessors
        #(#tags)*
        #types
    }
}

/// An identifier as `names` made it.
fn ident(name: impl AsRef<str>) -> Ident {
    match name.as_ref().strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name.as_ref(), Span::call_site()),
    }
}

fn docs(doc: &Doc) -> TokenStream {
    let lines = doc.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

fn deprecated(deprecated: &bool) -> Option<TokenStream> {
    deprecated.then(|| quote! { #[deprecated] })
}

/// What stands above a method by a name of an earlier release.
fn renamed_method(today: &Ident) -> TokenStream {
    let (doc, note) = (format!(" The former name of [`{today}`](Self::{today})."), format!("renamed to `{today}`"));
    quote! { #[doc = #doc] #[deprecated(note = #note)] }
}

/// A type by a name of an earlier release.
fn former_type(name: &Ident, today: &Ident) -> TokenStream {
    let (doc, note) = (format!(" The former name of [`{today}`]."), format!("renamed to `{today}`"));
    quote! {
        #[doc = #doc]
        #[deprecated(note = #note)]
        pub type #name = #today;
    }
}

/// The module that a type is spelled in.
#[derive(Clone, Copy)]
enum Scope {
    Types,
    Tag,
}

fn ty(of: &TypeRef, model: &Model, scope: Scope) -> TokenStream {
    match of {
        TypeRef::Bool => quote!(bool),
        TypeRef::I32 => quote!(i32),
        TypeRef::I64 => quote!(i64),
        TypeRef::F32 => quote!(f32),
        TypeRef::F64 => quote!(f64),
        TypeRef::String => quote!(String),
        TypeRef::Uuid => quote!(rt::Uuid),
        TypeRef::Date => quote!(rt::NaiveDate),
        TypeRef::DateTime => quote!(rt::DateTime<rt::Utc>),
        TypeRef::File => quote!(rt::File),
        TypeRef::Json => quote!(rt::Value),
        TypeRef::Nullable(inner) => wrapped(quote!(Option), inner, model, scope),
        TypeRef::List(inner) => wrapped(quote!(Vec), inner, model, scope),
        TypeRef::Map(inner) => wrapped(quote!(rt::Map), inner, model, scope),
        TypeRef::Boxed(id) => wrapped(quote!(Box), &TypeRef::Named(*id), model, scope),
        TypeRef::Named(id) => {
            let name = ident(model.type_def(*id).name.as_str());
            match scope {
                Scope::Types => quote!(#name),
                Scope::Tag => quote!(types::#name),
            }
        }
    }
}

fn wrapped(wrapper: TokenStream, inner: &TypeRef, model: &Model, scope: Scope) -> TokenStream {
    let inner = ty(inner, model, scope);
    quote!(#wrapper<#inner>)
}
