//! Tables of what is asked of values before they are sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, ident};
use crate::codegen::model::{Limits, Model, Shape, TypeDef, TypeRef};
use crate::codegen::names;

pub(super) fn item(def: &TypeDef, model: &Model) -> TokenStream {
    let name = ident(names::rules(&def.name).as_str());
    let rules = shape_rules(&def.shape, model);
    quote! { pub(super) static #name: rt::Rules = #rules; }
}

fn shape_rules(shape: &Shape, model: &Model) -> TokenStream {
    let Shape::Struct(shape) = shape else {
        return match shape {
            Shape::Alias(target, limits) => value_rules(target, limits, model, Scope::Types),
            Shape::Newtype(inner) => value_rules(inner, &Limits::default(), model, Scope::Types),
            _ => quote!(rt::Rules::NONE),
        };
    };
    let fields = shape.fields.iter().filter_map(|field| {
        let (wire, rules) = (&field.wire, reference(&field.ty, &field.limits, model, Scope::Types)?);
        Some(quote! { (#wire, #rules) })
    });
    quote! { rt::Rules::NONE.fields(&[#(#fields),*]) }
}

/// A reference to the rules of a value, if it has any.
pub(super) fn reference(of: &TypeRef, limits: &Limits, model: &Model, scope: Scope) -> Option<TokenStream> {
    match of {
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            let def = model.type_def(*id);
            let name = ident(names::rules(&def.name).as_str());
            let module = matches!(scope, Scope::Tag).then(|| quote!(types::));
            def.checked.then(|| quote! { &#module #name })
        }
        TypeRef::Nullable(inner) => reference(inner, limits, model, scope),
        _ => {
            let nested = of.id().is_some_and(|id| model.type_def(id).checked);
            let any = nested || *limits != Limits::default();
            let rules = value_rules(of, limits, model, scope);
            any.then(|| quote! { &#rules })
        }
    }
}

fn value_rules(of: &TypeRef, limits: &Limits, model: &Model, scope: Scope) -> TokenStream {
    let own = of_limits(limits);
    let none = Limits::default();
    let inner = limits.items.as_deref().unwrap_or(&none);
    match of {
        TypeRef::List(item) => {
            let items = reference(item, inner, model, scope).map(|rules| quote! { .items(#rules) });
            quote! { #own #items }
        }
        TypeRef::Map(value) => {
            let values = reference(value, inner, model, scope).map(|rules| quote! { .values(#rules) });
            quote! { #own #values }
        }
        _ => own,
    }
}

pub(super) fn of_limits(limits: &Limits) -> TokenStream {
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
