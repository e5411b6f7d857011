//! Structs, enums, unions and aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, deprecated, docs, ident, pages, ty};
use crate::codegen::model::{
    EnumValue, Field, Limits, Model, OpenEnum, Presence, Shape, Struct, TypeDef, TypeRef, Union, UnionBy, Usage,
};
use crate::codegen::names;

pub(super) fn module(model: &Model) -> TokenStream {
    let items = model.types.iter().map(|def| item(def, model));
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
    };
    let rules = def.checked.then(|| rules_item(def, model));
    quote! { #item #rules }
}

fn alias_item(def: &TypeDef, target: &TypeRef, model: &Model) -> TokenStream {
    let name = ident(def.name.as_str());
    let doc = docs(&def.doc);
    let target = ty(target, model, Scope::Types);
    quote! { #doc pub type #name = #target; }
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

/// One line that says how the type is decoded and encoded.
fn record_table(def: &TypeDef, shape: &Struct) -> TokenStream {
    let direction = direction(def.usage);
    let name = ident(def.name.as_str());
    let fields = shape.fields.iter().map(|field| {
        let (name, wire) = (ident(field.name.as_str()), &field.wire);
        let kind = match field.presence {
            Presence::Required => quote!(required),
            Presence::Optional => quote!(optional),
            Presence::Nullable => quote!(nullable),
            Presence::OptionalNullable => quote!(either),
        };
        quote! { #name = #kind #wire }
    });
    let rest = shape.rest.as_ref().map(|rest| {
        let name = ident(rest.name.as_str());
        quote! { .. #name }
    });
    quote! { rt::record! { #direction #name { #(#fields,)* #rest } } }
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
    let of = |presence: Presence| shape.fields.iter().filter(move |field| field.presence == presence);
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
    ];
    quote! { rt::build! { #name #(#groups)* #rest } }
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
    let values = shape.values.iter().map(|EnumValue { name, wire }| {
        let name = ident(name.as_str());
        quote! { #name = #wire }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the crate does not know, as it was received.
            #unrecognized(String),
        }
        rt::open_enum! { #name { #(#values,)* } }
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
        let (name, marks) = (ident(variant.name.as_str()), &variant.marks);
        quote! { [#(#marks),*] => #name }
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
        rt::union! { #direction #name by #by { #(#table,)* } }
    }
}

fn rules_item(def: &TypeDef, model: &Model) -> TokenStream {
    let name = ident(names::rules(&def.name).as_str());
    let rules = shape_rules(&def.shape, model);
    quote! { pub(super) static #name: rt::Rules = #rules; }
}

fn shape_rules(shape: &Shape, model: &Model) -> TokenStream {
    let Shape::Struct(shape) = shape else {
        return match shape {
            Shape::Alias(target, limits) => value_rules(target, limits, model, Scope::Types),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => quote!(rt::Rules::NONE),
        };
    };
    let fields = shape.fields.iter().filter_map(|field| {
        let (wire, rules) = (&field.wire, rules_reference(&field.ty, &field.limits, model, Scope::Types)?);
        Some(quote! { (#wire, #rules) })
    });
    quote! { rt::Rules::NONE.fields(&[#(#fields),*]) }
}

/// A reference to the rules of a value, if it has any.
pub(super) fn rules_reference(of: &TypeRef, limits: &Limits, model: &Model, scope: Scope) -> Option<TokenStream> {
    match of {
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            let def = model.type_def(*id);
            let name = ident(names::rules(&def.name).as_str());
            let module = matches!(scope, Scope::Tag).then(|| quote!(types::));
            def.checked.then(|| quote! { &#module #name })
        }
        TypeRef::Nullable(inner) => rules_reference(inner, limits, model, scope),
        _ => {
            let nested = of.id().is_some_and(|id| model.type_def(id).checked);
            let any = nested || *limits != Limits::default();
            let rules = value_rules(of, limits, model, scope);
            any.then(|| quote! { &#rules })
        }
    }
}

fn value_rules(of: &TypeRef, limits: &Limits, model: &Model, scope: Scope) -> TokenStream {
    let own = limit_rules(limits);
    let none = Limits::default();
    let inner = limits.items.as_deref().unwrap_or(&none);
    match of {
        TypeRef::List(item) => {
            let items = rules_reference(item, inner, model, scope).map(|rules| quote! { .items(#rules) });
            quote! { #own #items }
        }
        TypeRef::Map(value) => {
            let values = rules_reference(value, inner, model, scope).map(|rules| quote! { .values(#rules) });
            quote! { #own #values }
        }
        _ => own,
    }
}

pub(super) fn limit_rules(limits: &Limits) -> TokenStream {
    let real = |name: &str, value: Option<f64>| {
        let name = ident(name);
        let value = value.map(proc_macro2::Literal::f64_unsuffixed);
        value.map(|value| quote! { .#name(#value) })
    };
    let count = |name: &str, value: Option<u64>| {
        let (name, value) = (ident(name), value.map(proc_macro2::Literal::u64_unsuffixed));
        value.map(|value| quote! { .#name(#value) })
    };
    let flag = |name: &str, value: bool| {
        let name = ident(name);
        value.then(|| quote! { .#name() })
    };
    let calls = [
        real("minimum", limits.minimum),
        flag("exclusive_minimum", limits.exclusive_minimum),
        real("maximum", limits.maximum),
        flag("exclusive_maximum", limits.exclusive_maximum),
        real("multiple_of", limits.multiple_of),
        count("min_length", limits.min_length),
        count("max_length", limits.max_length),
        count("min_items", limits.min_items),
        count("max_items", limits.max_items),
    ];
    let calls = calls.into_iter().flatten();
    quote! { rt::Rules::NONE #(#calls)* }
}
