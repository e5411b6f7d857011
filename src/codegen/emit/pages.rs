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
    let items = path(&paging.items);
    let link = paging.link.as_ref().map(|link| &link.path);
    let [link, number, cursor, total] = [
        ("link", link),
        ("number", paging.number.as_ref()),
        ("cursor", paging.cursor.as_ref()),
        ("total", paging.total.as_ref()),
    ]
    .map(|(word, steps)| {
        let (word, steps) = (ident(word), path(steps?));
        Some(quote! { #word #steps; })
    });
    quote! { rt::page!(#page of #item { items #items; #link #number #cursor #total }); }
}

fn link_item(form: &LinkForm, model: &Model) -> Option<TokenStream> {
    let LinkForm::Union { ty, text, object, href } = form else { return None };
    let name = ident(model.type_def(*ty).name.as_str());
    let (text, object, href) = (ident(text.as_str()), ident(object.as_str()), ident(href.as_str()));
    Some(quote! { rt::link!(#name { text #text; object #object href #href; }); })
}

/// The fields down to a value, each with its presence.
fn path(steps: &[FieldStep]) -> TokenStream {
    let steps = steps.iter().map(|step| {
        let name = ident(step.name.as_str());
        if step.optional { quote!(#name optional) } else { quote!(#name required) }
    });
    quote! { #(#steps)* }
}
