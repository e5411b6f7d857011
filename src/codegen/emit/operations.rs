//! The client's accessors, the tags' modules, and their operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, deprecated, docs, former_type, ident, renamed_method, rules, ty};
use crate::codegen::model::{
    Authorization, Body, BodyContent, Encoding, Failure, FormerNames, Header, Limits, Location, Model, Operation,
    PagingBy, Parameter, ParameterType, Returns, Style, Tag, TypeRef,
};

/// Every operation, for those who want to look at all.
pub(super) fn table(model: &Model) -> TokenStream {
    let rows = model.operations().map(|(tag, operation)| {
        let (module, row) = (ident(tag.module.as_str()), ident(operation.row.as_str()));
        quote! { &#module::#row }
    });
    quote! {
        /// Every operation, tag by tag.
        pub static OPERATIONS: &[&rt::Operation] = &[#(#rows),*];
    }
}

pub(super) fn accessors(model: &Model) -> TokenStream {
    let accessors = model.tags.iter().map(|tag| {
        let (module, handle) = (ident(tag.module.as_str()), ident(tag.handle.as_str()));
        let (accessor, doc) = (ident(tag.accessor.as_str()), docs(&tag.doc));
        quote! {
            #doc
            pub fn #accessor(&self) -> #module::#handle {
                #module::#handle::new(self)
            }
        }
    });
    quote! { impl Client { #(#accessors)* } }
}

pub(super) fn tag_module(tag: &Tag, model: &Model) -> TokenStream {
    let (module, handle) = (ident(tag.module.as_str()), ident(tag.handle.as_str()));
    let doc = docs(&tag.doc);
    let methods = tag.operations.iter().map(|operation| {
        let method = method(operation, model);
        let former = operation.formerly.iter().map(|former| former_method(operation, former, model));
        quote! { #method #(#former)* }
    });
    let requests = tag.operations.iter().map(|operation| {
        let request = request(tag, operation, model);
        let former = operation.formerly.iter().map(|former| former_items(operation, former));
        quote! { #request #(#former)* }
    });
    quote! {
        #doc
        pub mod #module {
            use super::{Client, rt, types};
            rt::tag!(#handle of Client);
            impl #handle { #(#methods)* }
            #(#requests)*
        }
    }
}

fn method(operation: &Operation, model: &Model) -> TokenStream {
    let (doc, deprecated) = (docs(&operation.doc), deprecated(&operation.deprecated));
    let (name, request, row) =
        (ident(operation.name.as_str()), ident(operation.request.as_str()), ident(operation.row.as_str()));
    let arguments = arguments(operation, model);
    let calls = operation.arguments.iter().map(call);
    let sent = operation.body.as_ref().map(body_call);
    quote! {
        #doc
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> #request {
            #request(self.0.call(&#row) #(#calls)* #sent)
        }
    }
}

/// What a method takes: the arguments, then the body.
fn arguments(operation: &Operation, model: &Model) -> Vec<TokenStream> {
    let arguments = operation.arguments.iter().map(|argument| {
        let (name, ty) = (ident(argument.name.as_str()), parameter_type(&argument.ty, model));
        quote! { #name: #ty }
    });
    let body = operation.body.as_ref().map(|body| match body.ty() {
        Some(TypeRef::String) => quote! { body: &str },
        Some(of) => {
            let ty = ty(of, model, Scope::Tag);
            quote! { body: &#ty }
        }
        None => quote! { body: impl Into<rt::Body> },
    });
    arguments.chain(body).collect()
}

/// The method by a name of an earlier release.
fn former_method(operation: &Operation, former: &FormerNames, model: &Model) -> TokenStream {
    let (name, request, today) =
        (ident(former.name.as_str()), ident(operation.request.as_str()), ident(operation.name.as_str()));
    let arguments = arguments(operation, model);
    let passed = operation.arguments.iter().map(|argument| ident(argument.name.as_str()));
    let passed = passed.chain(operation.body.as_ref().map(|_| ident("body")));
    let renamed = renamed_method(&today);
    quote! {
        #renamed
        pub fn #name(&self #(, #arguments)*) -> #request {
            self.#today(#(#passed),*)
        }
    }
}

/// The request type and the row by their names of an earlier release.
fn former_items(operation: &Operation, former: &FormerNames) -> TokenStream {
    let (request, today) = (ident(former.request.as_str()), ident(operation.request.as_str()));
    let (row, row_today) = (ident(former.row.as_str()), ident(operation.row.as_str()));
    let alias = former_type(&request, &today);
    // A re-export cannot be deprecated.
    quote! {
        #alias
        pub use self::#row_today as #row;
    }
}

/// The call that writes the body into the request.
fn body_call(body: &Body) -> TokenStream {
    match &body.content {
        BodyContent::Json(_) => quote! { .json(body) },
        BodyContent::Multipart(_) => quote! { .multipart(body) },
        BodyContent::Raw => quote! { .body(body) },
        BodyContent::Form(_, encodings) => {
            let fields = encodings.iter().map(|(name, encoding)| {
                let style = style(*encoding);
                quote! { rt::FormField::new(#name, #style) }
            });
            quote! { .form(body, &[#(#fields),*]) }
        }
    }
}

fn style(encoding: Encoding) -> TokenStream {
    let style = ident(encoding.style);
    let reserved = encoding.allow_reserved.then(|| quote! { .allow_reserved() });
    quote! { rt::Style::#style #reserved }
}

/// The call that writes a parameter into the request.
fn call(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (ident(parameter.name.as_str()), &parameter.wire);
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let single = ident(location);
    match parameter.style {
        Style::Single => quote! { .#single(#wire, #name) },
        Style::Repeated => quote! { .query_each(#wire, #name) },
        Style::Joined(delimiter) => quote! { .query_joined(#wire, #delimiter, #name) },
        Style::Encoded(encoding) => {
            let (method, style) = (ident(format!("{location}_value")), style(encoding));
            let by_reference = matches!(parameter.ty, ParameterType::Reference(_));
            let value = if by_reference { quote!(#name) } else { quote!(&#name) };
            quote! { .#method(#wire, #style, #value) }
        }
    }
}

fn parameter_type(of: &ParameterType, model: &Model) -> TokenStream {
    match of {
        ParameterType::Text => quote!(&str),
        ParameterType::Texts => quote!(&[&str]),
        ParameterType::Reference(value) => {
            let value = ty(value, model, Scope::Tag);
            quote!(&#value)
        }
        ParameterType::Value(value) => ty(value, model, Scope::Tag),
        ParameterType::Values(value) => {
            let value = ty(value, model, Scope::Tag);
            quote!(&[#value])
        }
    }
}

fn request(tag: &Tag, operation: &Operation, model: &Model) -> TokenStream {
    let (request, row) = (ident(operation.request.as_str()), ident(operation.row.as_str()));
    let versioned = operation.lifecycle.versioned.then(|| quote!(versioned));
    let stage = stage(operation);
    let facts = facts(tag, operation, model);
    let returns = returns(operation, model);
    let setters = operation.setters.iter().map(|setter| setter_item(setter, model));
    let headers = operation.headers.iter().map(|header| header_item(header, model));
    let methods: Vec<TokenStream> = setters.chain(headers).collect();
    let methods = (!methods.is_empty()).then(|| quote! { impl #request { #(#methods)* } });
    quote! {
        rt::operation!(#versioned #stage #request #row { #facts } -> #returns);
        #methods
    }
}

/// A stage before GA, for the docs of the request type.
fn stage(operation: &Operation) -> Option<proc_macro2::Ident> {
    let stability = operation.lifecycle.stability.as_deref()?;
    matches!(stability, "beta" | "experimental" | "wip").then(|| ident(stability))
}

fn facts(tag: &Tag, operation: &Operation, model: &Model) -> TokenStream {
    let (id, path, tag) = (&operation.id, &operation.path, &tag.wire);
    let method = ident(&operation.method);
    let lifecycle = &operation.lifecycle;
    let option = |name: &str, value: &Option<String>| {
        let name = ident(name);
        value.as_ref().map(|value| quote! { #name: Some(#value), })
    };
    let list = |name: &str, values: &[String]| {
        let name = ident(name);
        (!values.is_empty()).then(|| quote! { #name: &[#(#values),*], })
    };
    let stability = option("stability", &lifecycle.stability);
    let version = option("version", &lifecycle.version);
    let releases = list("releases", &lifecycle.releases);
    let permissions = list("permissions", &operation.permissions);
    let accept = list("accept", &operation.accept);
    let content_type = option("content_type", &operation.body.as_ref().map(|body| body.media_type.clone()));
    let parameters = parameters(operation);
    let body = body_rules(operation, model);
    let paging = operation.paging.as_ref().map(|paging| match &paging.by {
        PagingBy::Cursor(name) => quote! { paging: rt::Paging::Cursor(#name), },
        PagingBy::Page(name) => quote! { paging: rt::Paging::Page(#name), },
        PagingBy::Offset(name) => quote! { paging: rt::Paging::Offset(#name), },
    });
    let deprecated = operation.deprecated.then(|| quote! { deprecated: true, });
    let anonymous = matches!(operation.authorization, Authorization::None).then(|| quote! { anonymous: true, });
    let results = operation.results.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let results = (!operation.results.is_empty()).then(|| quote! { results: &[#(#results),*], });
    quote! {
        id: #id, method: rt::Method::#method, path: #path, tag: #tag,
        #stability #releases #version #permissions #accept #content_type #parameters #body #paging #deprecated
        #anonymous #results
    }
}

/// Parameters whose values are held against something before they are sent.
fn parameters(operation: &Operation) -> Option<TokenStream> {
    let all = operation.arguments.iter().chain(&operation.setters);
    let checked: Vec<TokenStream> = all.filter(|parameter| parameter.is_checked()).map(parameter_row).collect();
    (!checked.is_empty()).then(|| quote! { parameters: &[#(#checked),*], })
}

fn parameter_row(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let location = match parameter.location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    let own = rules::of_limits(&parameter.limits);
    let items = parameter.limits.items.as_ref().map(|items| {
        let items = rules::of_limits(items);
        quote! { .items(&#items) }
    });
    let required = parameter.is_required_list().then(|| quote! { .required() });
    quote! { rt::Parameter::#location(#wire, &#own #items) #required }
}

fn body_rules(operation: &Operation, model: &Model) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let BodyContent::Json(of) = &body.content else { return None };
    let table = rules::reference(of, &Limits::default(), model, Scope::Tag)?;
    Some(quote! { body: Some(#table), })
}

fn returns(operation: &Operation, model: &Model) -> TokenStream {
    let answer = match &operation.returns {
        Returns::Nothing => quote!(nothing),
        Returns::Text => quote!(text),
        Returns::Bytes => quote!(bytes),
        Returns::Outcome(id) => {
            let of = ty(&TypeRef::Named(*id), model, Scope::Tag);
            quote! { outcome #of }
        }
        Returns::Json(of) => {
            let of = ty(of, model, Scope::Tag);
            let pages = operation.paging.as_ref().map(|_| quote!(pages));
            quote! { #pages #of }
        }
        Returns::JsonOrNothing(of) => {
            let of = ty(of, model, Scope::Tag);
            quote! { optional #of }
        }
    };
    let failure = operation.failure.as_ref().map(|failure| match failure {
        Failure::Same(of) => {
            let of = ty(of, model, Scope::Tag);
            quote! { fails #of }
        }
        Failure::ByStatus(id) => {
            let of = ty(&TypeRef::Named(*id), model, Scope::Tag);
            quote! { fails outcome #of }
        }
    });
    quote! { #answer #failure }
}

/// Reads a header that the operation's answers declare.
fn header_item(header: &Header, model: &Model) -> TokenStream {
    let (name, wire, doc) = (ident(header.name.as_str()), &header.wire, docs(&header.doc));
    let ty = ty(&header.ty, model, Scope::Tag);
    quote! {
        #doc
        pub fn #name(meta: &rt::Meta) -> Option<#ty> {
            meta.parse(#wire)
        }
    }
}

fn setter_item(setter: &Parameter, model: &Model) -> TokenStream {
    let (doc, deprecated) = (docs(&setter.doc), deprecated(&setter.deprecated));
    let (name, ty) = (ident(setter.name.as_str()), parameter_type(&setter.ty, model));
    let call = call(setter);
    quote! {
        #doc
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            Self(self.0 #call)
        }
    }
}
