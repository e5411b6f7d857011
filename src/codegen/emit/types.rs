//! Structs, enums, unions and aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, deprecated, docs, former_type, ident, pages, rules, ty};
use crate::codegen::model::{
    Content, Direction, EnumOf, EnumValue, Field, Model, OpenEnum, Outcome, Part, Presence, Reading, Shape, Status,
    Struct, TypeDef, TypeRef, Union, UnionBy, Usage,
};
use crate::codegen::names;

pub(super) fn module(model: &Model) -> TokenStream {
    let items = model.printed_types().map(|def| item(def, model));
    let pages = pages::items(model);
    quote! {
        /// What the operations send and receive.
        pub mod types {
            use super::rt;
            #(#items)*
            #pages
        }
    }
}

fn item(def: &TypeDef, model: &Model) -> TokenStream {
    let item = match &def.shape {
        Shape::Struct(shape) => struct_item(def, shape, model),
        Shape::Enum(shape) => enum_item(def, shape),
        Shape::Union(shape) => union_item(def, shape, model),
        Shape::Alias(target, _) => alias_item(def, target, model),
        Shape::Newtype(inner) => newtype_item(def, inner, model),
        Shape::Outcome(shape) => outcome_item(def, shape, model),
        Shape::Form(shape) => form_item(def, shape, model),
    };
    let rules = def.checked.then(|| rules::item(def, model));
    let former = def.formerly.iter().map(|former| former_type(&ident(former.as_str()), &ident(def.name.as_str())));
    quote! { #item #rules #(#former)* }
}

fn alias_item(def: &TypeDef, target: &TypeRef, model: &Model) -> TokenStream {
    let name = ident(def.name.as_str());
    let doc = docs(&def.doc);
    let target = ty(target, model, Scope::Types);
    quote! { #doc pub type #name = #target; }
}

/// A type around another: a name alone would be its own meaning.
fn newtype_item(def: &TypeDef, inner: &TypeRef, model: &Model) -> TokenStream {
    let (name, doc, direction) = (ident(def.name.as_str()), docs(&def.doc), direction(def.usage));
    let inner = ty(inner, model, Scope::Types);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(pub #inner);
        rt::newtype!(#direction #name(#inner));
    }
}

/// The fields of a multipart form.
fn form_item(def: &TypeDef, shape: &Struct, model: &Model) -> TokenStream {
    let (name, doc) = (ident(def.name.as_str()), docs(&def.doc));
    let fields = shape.fields.iter().map(|field| field_item(field, model));
    let table = shape.fields.iter().map(|field| {
        let (name, wire) = (ident(field.name.as_str()), &field.wire);
        let presence = match field.presence {
            Presence::Required => quote!(required),
            Presence::Optional | Presence::Nullable | Presence::OptionalNullable => quote!(optional),
        };
        let kind = match field.part {
            Part::Text => quote!(text),
            Part::Texts => quote!(texts),
            Part::File => quote!(file),
            Part::Files => quote!(files),
            Part::Json => quote!(json),
        };
        quote! { #name = #presence #kind #wire }
    });
    let builder = builder(def, shape, model);
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
        rt::parts!(#name { #(#table,)* });
        #builder
    }
}

/// An enum of answers, told apart by status.
fn outcome_item(def: &TypeDef, shape: &Outcome, model: &Model) -> TokenStream {
    let (name, doc, unrecognized) = (ident(def.name.as_str()), docs(&def.doc), ident(names::UNRECOGNIZED));
    let variants = shape.variants.iter().map(|variant| {
        let name = ident(variant.name.as_str());
        match &variant.content {
            Content::Nothing => quote! { #name },
            Content::Text => quote! { #name(String) },
            Content::Bytes => quote! { #name(rt::Bytes) },
            Content::Json(of) => {
                let of = ty(of, model, Scope::Types);
                quote! { #name(#of) }
            }
        }
    });
    let table = shape.variants.iter().map(|variant| {
        let name = ident(variant.name.as_str());
        let status = match variant.status {
            Status::Code(code) => {
                let code = proc_macro2::Literal::u16_unsuffixed(code);
                quote!(#code)
            }
            Status::Range(hundreds) => {
                let hundreds = proc_macro2::Literal::u16_unsuffixed(hundreds);
                quote!(range #hundreds)
            }
            Status::Default => quote!(default),
        };
        let content = match &variant.content {
            Content::Nothing => quote!(nothing),
            Content::Text => quote!(text),
            Content::Bytes => quote!(bytes),
            Content::Json(_) => quote!(json),
        };
        quote! { #status => #name #content }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A status that the document does not name.
            #unrecognized(u16),
        }
        rt::outcome!(#name { #(#table,)* });
    }
}

fn struct_item(def: &TypeDef, shape: &Struct, model: &Model) -> TokenStream {
    let name = ident(def.name.as_str());
    let doc = docs(&def.doc);
    let fields = shape.fields.iter().map(|field| field_item(field, model));
    let rest = shape.rest.as_ref().map(|rest| {
        let (name, ty) = (ident(rest.name.as_str()), ty(&rest.ty, model, Scope::Types));
        quote! {
            /// Members that the document does not name.
            pub #name: rt::Map<#ty>,
        }
    });
    let table = record_table(def, shape);
    let builder = def.usage.sent.then(|| builder(def, shape, model));
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }
        #table
        #builder
    }
}

fn field_item(field: &Field, model: &Model) -> TokenStream {
    let (doc, deprecated) = (docs(&field.doc), deprecated(&field.deprecated));
    let name = ident(field.name.as_str());
    let value = ty(&field.ty, model, Scope::Types);
    let value = match field.presence {
        Presence::Required => value,
        Presence::Optional | Presence::Nullable => quote!(Option<#value>),
        Presence::OptionalNullable => quote!(Option<Option<#value>>),
    };
    quote! { #doc #deprecated pub #name: #value, }
}

/// One line that says how the type is decoded and encoded, or two where the directions differ.
fn record_table(def: &TypeDef, shape: &Struct) -> TokenStream {
    let one_way = shape.fields.iter().any(|field| field.direction != Direction::Both);
    if !(def.usage.sent && def.usage.received && one_way) {
        let direction = direction(def.usage);
        return record_line(def, shape, &direction, |_| Some(Way::AsIs));
    }
    let received = record_line(def, shape, &quote!(decode), |field| match field.direction {
        Direction::Sent => Some(Way::Absent),
        Direction::Both | Direction::Received => Some(Way::AsIs),
    });
    let sent = record_line(def, shape, &quote!(encode), |field| match field.direction {
        Direction::Received => None,
        Direction::Both | Direction::Sent => Some(Way::AsIs),
    });
    quote! { #received #sent }
}

/// How a field takes part in one direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    AsIs,
    /// It is there in Rust and never on the wire.
    Absent,
}

fn record_line(def: &TypeDef, shape: &Struct, direction: &TokenStream, way: fn(&Field) -> Option<Way>) -> TokenStream {
    let name = ident(def.name.as_str());
    let named = |field: &Field| (ident(field.name.as_str()), field.wire.clone());
    let taken = |wanted: Way| shape.fields.iter().filter(move |field| way(field) == Some(wanted));
    let fields = taken(Way::AsIs).map(|field| {
        let (name, wire) = named(field);
        let kind = match (field.presence, field.reading) {
            (Presence::Required, _) => quote!(required),
            (Presence::Optional, Reading::Typed) => quote!(optional),
            (Presence::Optional, Reading::NumberOrNone) => quote!(number),
            (Presence::Nullable, _) => quote!(nullable),
            (Presence::OptionalNullable, _) => quote!(either),
        };
        quote! { #name = #kind #wire }
    });
    let unread = taken(Way::Absent).map(|field| {
        let (name, wire) = named(field);
        quote! { - #name #wire }
    });
    let rest = shape.rest.as_ref().map(|rest| {
        let name = ident(rest.name.as_str());
        quote! { .. #name }
    });
    quote! { rt::record!(#direction #name { #(#fields,)* #(#unread,)* #rest }); }
}

fn direction(usage: Usage) -> TokenStream {
    match (usage.sent, usage.received) {
        (true, false) => quote!(send),
        (false, _) => quote!(receive),
        (true, true) => quote!(both),
    }
}

/// One line that says how a caller makes a value.
fn builder(def: &TypeDef, shape: &Struct, model: &Model) -> TokenStream {
    let name = ident(def.name.as_str());
    let typed = |field: &Field| {
        let (name, ty) = (ident(field.name.as_str()), ty(&field.ty, model, Scope::Types));
        quote! { #name: #ty }
    };
    let sent = |field: &&Field| field.direction != Direction::Received;
    let of = |presence: Presence| shape.fields.iter().filter(sent).filter(move |field| field.presence == presence);
    let only_received = shape.fields.iter().filter(|field| field.direction == Direction::Received).map(|field| {
        let name = ident(field.name.as_str());
        quote! { #name }
    });
    let required = of(Presence::Required).filter(|field| !field.constant).map(typed);
    let constant = of(Presence::Required).filter(|field| field.constant).map(typed);
    let preset = of(Presence::Optional).filter(|field| field.constant).map(typed);
    let optional = of(Presence::Optional).filter(|field| !field.constant).map(typed);
    let nullable = of(Presence::Nullable).map(typed);
    let nulls = of(Presence::OptionalNullable).map(|field| {
        let (field, null) = (typed(field), ident(field.null_setter.as_str()));
        quote! { #field, #null }
    });
    let rest = shape.rest.as_ref().map(|rest| {
        let (name, ty) = (ident(rest.name.as_str()), ty(&rest.ty, model, Scope::Types));
        quote! { rest { #name: #ty } }
    });
    let groups = [
        group("new", required.collect()),
        group("constant", constant.collect()),
        group("preset", preset.collect()),
        group("optional", optional.collect()),
        group("nullable", nullable.collect()),
        group("either", nulls.collect()),
        group("received", only_received.collect()),
    ];
    quote! { rt::build!(#name #(#groups)* #rest); }
}

fn group(keyword: &str, members: Vec<TokenStream>) -> TokenStream {
    let keyword = ident(keyword);
    if members.is_empty() && keyword != "new" {
        return quote!();
    }
    quote! { #keyword { #(#members;)* } }
}

fn enum_item(def: &TypeDef, shape: &OpenEnum) -> TokenStream {
    let name = ident(def.name.as_str());
    let doc = docs(&def.doc);
    let unrecognized = ident(names::UNRECOGNIZED);
    let variants = shape.values.iter().map(|value| ident(value.name.as_str()));
    let (raw, of) = match shape.of {
        EnumOf::Texts => (quote!(String), quote!()),
        EnumOf::Integers => (quote!(i64), quote!(of integers)),
    };
    let values = shape.values.iter().map(|EnumValue { name, wire }| {
        let name = ident(name.as_str());
        let integer =
            wire.parse().ok().filter(|_| shape.of == EnumOf::Integers).map(proc_macro2::Literal::i64_unsuffixed);
        let wire = integer.unwrap_or_else(|| proc_macro2::Literal::string(wire));
        quote! { #name = #wire }
    });
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the crate does not know, as it was received.
            #unrecognized(#raw),
        }
        rt::open_enum!(#name #of { #(#values,)* });
    }
}

fn union_item(def: &TypeDef, shape: &Union, model: &Model) -> TokenStream {
    let name = ident(def.name.as_str());
    let doc = docs(&def.doc);
    let unrecognized = ident(names::UNRECOGNIZED);
    let variants = shape.variants.iter().map(|variant| {
        let (name, ty) = (ident(variant.name.as_str()), ty(&variant.ty, model, Scope::Types));
        quote! { #name(#ty) }
    });
    let table = shape.variants.iter().map(|variant| {
        let (name, marks, named) = (ident(variant.name.as_str()), &variant.marks, &variant.named);
        let named = matches!(shape.by, UnionBy::Members).then(|| quote! { [#(#named),*] });
        quote! { [#(#marks),*] #named => #name }
    });
    let by = match &shape.by {
        UnionBy::Tag(property) => quote!(tag #property),
        UnionBy::Kind => quote!(kind),
        UnionBy::Members => quote!(members),
    };
    let direction = direction(def.usage);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A form that this version of the crate does not know, as it was received.
            #unrecognized(rt::Value),
        }
        rt::union!(#direction #name by #by { #(#table,)* });
    }
}
