//! How a page of a list tells of the next one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, ident, ty};
use crate::codegen::model::{FieldStep, LinkForm, Model, Paging};

pub(super) fn items(model: &Model) -> TokenStream {
    let pages = model.pages();
    let links = model.links();
    let pages = pages.iter().map(|paging| page_item(paging, model));
    let links = links.iter().filter_map(|form| link_item(form, model));
    quote! { #(#pages)* #(#links)* }
}

fn page_item(paging: &Paging, model: &Model) -> TokenStream {
    let page = ident(model.type_def(paging.page).name.as_str());
    let item = ty(&paging.item, model, Scope::Types);
    let link = path(quote!(self), &paging.link, |value, step| match step.optional {
        true => quote!(#value.as_ref()),
        false => quote!(Some(&#value)),
    });
    let number = paging.number.as_ref().map(|number| {
        let number = path(quote!(self), number, |value, step| match step.optional {
            true => value,
            false => quote!(Some(#value)),
        });
        quote! { .or_page(#number) }
    });
    let items = paging.items.iter().map(|step| {
        let name = ident(step.name.as_str());
        let or_empty = step.optional.then(|| quote! { .unwrap_or_default() });
        quote! { .#name #or_empty }
    });
    quote! {
        impl rt::Page for #page {
            type Item = #item;
            fn next(&self) -> rt::Next<'_> {
                rt::Next::link(#link) #number
            }
            fn into_items(self) -> Vec<Self::Item> {
                self #(#items)*
            }
        }
    }
}

fn link_item(form: &LinkForm, model: &Model) -> Option<TokenStream> {
    let LinkForm::Union { ty, text, object, href } = form else { return None };
    let name = ident(model.type_def(*ty).name.as_str());
    let (text, object, href) = (ident(text.as_str()), ident(object.as_str()), ident(href.as_str()));
    Some(quote! {
        impl rt::Link for #name {
            fn href(&self) -> Option<&str> {
                match self {
                    Self::#text(text) => Some(text),
                    Self::#object(object) => Some(&object.#href),
                    _ => None,
                }
            }
        }
    })
}

/// An expression from a value down some fields to an `Option` of what stands at their end.
fn path(value: TokenStream, steps: &[FieldStep], last: fn(TokenStream, &FieldStep) -> TokenStream) -> TokenStream {
    let [step, rest @ ..] = steps else { return value };
    let name = ident(step.name.as_str());
    match (rest, step.optional) {
        ([], _) => last(quote!(#value.#name), step),
        (_, false) => path(quote!(#value.#name), rest, last),
        (_, true) => {
            let inner = path(quote!(#name), rest, last);
            quote! { #value.#name.as_ref().and_then(|#name| #inner) }
        }
    }
}
