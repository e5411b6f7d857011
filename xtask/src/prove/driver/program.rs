//! The module `operations` of the program: how each operation is called with values given as JSON.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::codegen::model::{
    Body, BodyContent, Content, Failure, Field, Location, Model, Operation, Parameter, ParameterType, Part, Presence,
    Returns, Shape, Struct, Tag, TypeId, TypeRef,
};
use crate::trial::glue::{Glue, Sent};

/// The text of the module.
pub(super) fn text(model: &Model, glue: &Glue) -> Result<String, String> {
    let operations: Vec<(String, &Tag, &Operation)> = keyed(model);
    let functions =
        operations.iter().enumerate().map(|(nth, (_, tag, operation))| function(nth, tag, operation, model));
    let functions = functions.collect::<Result<Vec<_>, _>>()?;
    let rows = operations.iter().enumerate().map(|(nth, (key, ..))| {
        let name = called(nth);
        quote! { (#key, |client, given| Box::pin(#name(client, given))) }
    });
    let credential = credential(glue);
    let tokens = quote! {
        use crate::{Client, Error, Given, Map, Operation, Shown, Stop, Value, done, present, rt, sent, shown, MARK};
        use scratch::{Credential, types};

        #credential

        pub static TABLE: &[(&str, Operation)] = &[#(#rows),*];

        #(#functions)*
    };
    let file = syn::parse2(tokens).map_err(|error| format!("the driver is not Rust: {error}"))?;
    Ok(format!(
        "#![allow(deprecated, unused_imports, unused_mut, unused_variables, clippy::all)]\n\n{}",
        prettyplease::unparse(&file)
    ))
}

/// Every operation by what the lines of the driver call it: the method and the path, and the name of the function where
/// there is another way to call the same.
pub(super) fn keyed(model: &Model) -> Vec<(String, &Tag, &Operation)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let keyed = model.operations().map(|(tag, operation)| {
        let plain = format!("{} {}", operation.method, operation.path);
        let earlier = seen.entry(plain.clone()).or_default();
        *earlier += 1;
        let key = if *earlier == 1 { plain } else { format!("{plain} as {}", operation.name.as_str()) };
        (key, tag, operation)
    });
    keyed.collect()
}

/// A bearer token if the document knows one: it is what the others accept as well.
fn credential(glue: &Glue) -> TokenStream {
    let bearer = glue.credentials.iter().find(|one| one.sent == Sent::Bearer);
    let value = match bearer.or(glue.credentials.first()) {
        Some(one) => {
            let function = ident(&one.function);
            let secret = super::SECRET;
            quote! { Some(scratch::credentials::#function(#secret)) }
        }
        None => quote!(None),
    };
    quote! {
        pub fn credential() -> Option<Credential> {
            #value
        }
    }
}

fn function(nth: usize, tag: &Tag, operation: &Operation, model: &Model) -> Result<TokenStream, String> {
    let (name, accessor, method) = (called(nth), ident(tag.accessor.as_str()), ident(operation.name.as_str()));
    let (module, request) = (ident(tag.module.as_str()), ident(operation.request.as_str()));
    let arguments = operation.arguments.iter().enumerate().map(|(nth, argument)| {
        let (name, place, wire) = (argument_name(nth), place(argument), &argument.wire);
        let ty = owned(&argument.ty);
        quote! { let #name: #ty = given.required(#place, #wire)?; }
    });
    let mut passed: Vec<TokenStream> = Vec::new();
    for (nth, argument) in operation.arguments.iter().enumerate() {
        passed.push(lent(&argument.ty, &argument_name(nth)));
    }
    let body = operation.body.as_ref().map(|body| body_value(body, model)).transpose()?;
    passed.extend(operation.body.as_ref().map(body_passed));
    let setters = operation.setters.iter().map(|setter| {
        let (method, place, wire, ty) = (ident(setter.name.as_str()), place(setter), &setter.wire, owned(&setter.ty));
        let passed = lent(&setter.ty, &ident("value"));
        quote! {
            let value: Option<#ty> = given.optional(#place, #wire)?;
            if let Some(value) = value {
                request = request.#method(#passed);
            }
        }
    });
    let show = show(&operation.returns, model);
    let failure = failure(operation, &quote!(scratch::#module::#request), model);
    Ok(quote! {
        async fn #name(client: Client, given: Given) -> Result<Value, Stop> {
            #(#arguments)*
            #body
            let mut request = client.#accessor().#method(#(#passed),*);
            #(#setters)*
            if let Some(mark) = given.mark() {
                request = request.with_header(MARK, mark);
            }
            let going = sent(request.parts())?;
            Ok(done(going, request.send().await, #show, #failure))
        }
    })
}

/// The type of a value that is kept until the call; the method says the rest.
fn owned(of: &ParameterType) -> TokenStream {
    match of {
        ParameterType::Text => quote!(String),
        ParameterType::Texts => quote!(Vec<String>),
        ParameterType::Values(_) => quote!(Vec<_>),
        ParameterType::Value(_) | ParameterType::Reference(_) => quote!(_),
    }
}

/// The value as the method takes it.
fn lent(of: &ParameterType, name: &Ident) -> TokenStream {
    match of {
        ParameterType::Text | ParameterType::Reference(_) => quote!(&#name),
        ParameterType::Texts => quote!(&#name.iter().map(String::as_str).collect::<Vec<&str>>()),
        ParameterType::Values(_) => quote!(Vec::as_slice(&#name)),
        ParameterType::Value(_) => quote!(#name),
    }
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn body_value(body: &Body, model: &Model) -> Result<TokenStream, String> {
    Ok(match &body.content {
        BodyContent::Json(of) | BodyContent::Form(of, _) => {
            let ty = rust(of, model);
            quote! { let body: #ty = given.body()?; }
        }
        BodyContent::Raw => quote! { let body: Vec<u8> = given.raw_body()?; },
        BodyContent::Multipart(TypeRef::Named(id)) => form(*id, model)?,
        BodyContent::Multipart(of) => return Err(format!("a form of parts is no struct: {of:?}")),
    })
}

fn body_passed(body: &Body) -> TokenStream {
    match body.content {
        BodyContent::Raw => quote!(body),
        BodyContent::Json(_) | BodyContent::Form(..) | BodyContent::Multipart(_) => quote!(&body),
    }
}

/// A form of parts has no way from JSON, so that it is built.
fn form(id: TypeId, model: &Model) -> Result<TokenStream, String> {
    let def = model.type_def(id);
    let shape = match &def.shape {
        Shape::Form(shape) => shape,
        Shape::Alias(TypeRef::Named(target), _) => return form(*target, model),
        _ => return Err(format!("{} is a form of parts, and no struct", def.name.as_str())),
    };
    let name = ident(def.name.as_str());
    let (arguments, others): (Vec<&Field>, Vec<&Field>) =
        shape.fields.iter().partition(|field| field.presence == Presence::Required && !field.constant);
    let arguments = arguments.into_iter().map(|field| {
        let (wire, value) = (&field.wire, member(field));
        let ty = rust(&field.ty, model);
        quote! { present::<#ty>(#value, #wire)? }
    });
    let others = others.into_iter().map(|field| {
        let (name, value) = (ident(field.name.as_str()), member(field));
        match field.presence {
            Presence::Required => quote! {
                if let Some(value) = #value {
                    body.#name = value;
                }
            },
            _ => quote! { body.#name = #value; },
        }
    });
    refuse_rest(shape, def.name.as_str())?;
    Ok(quote! {
        let mut body = types::#name::new(#(#arguments),*);
        #(#others)*
    })
}

fn refuse_rest(shape: &Struct, name: &str) -> Result<(), String> {
    match shape.rest {
        Some(_) => Err(format!("{name} is a form of parts with members of any name, which the driver cannot build")),
        None => Ok(()),
    }
}

fn member(field: &Field) -> TokenStream {
    let wire = &field.wire;
    match field.part {
        Part::File => quote!(given.file(#wire)?),
        Part::Files => quote!(given.files(#wire)?),
        Part::Text | Part::Texts | Part::Json => quote!(given.member(#wire)?),
    }
}

/// What turns an answer into JSON.
fn show(returns: &Returns, model: &Model) -> TokenStream {
    match returns {
        Returns::Json(_) | Returns::JsonOrNothing(_) | Returns::Text => quote!(|value| shown(value)),
        Returns::Nothing => quote!(|_| Ok(Shown::plain(()))),
        Returns::Bytes => quote!(|value| Ok(Shown::plain(String::from_utf8_lossy(value).into_owned()))),
        Returns::Outcome(id) => {
            let of = outcome(*id, model);
            quote!(|value| #of)
        }
    }
}

fn failure(operation: &Operation, request: &TokenStream, model: &Model) -> TokenStream {
    match &operation.failure {
        None => quote!(|_| None),
        Some(Failure::Same(_)) => quote!(|error| #request::failure(error).map(|value| shown(&value))),
        Some(Failure::ByStatus(id)) => {
            let of = outcome(*id, model);
            quote!(|error| #request::failure(error).map(|value| { let value = &value; #of }))
        }
    }
}

/// The variant of an enum of answers with what it holds.
fn outcome(id: TypeId, model: &Model) -> TokenStream {
    let def = model.type_def(id);
    let name = ident(def.name.as_str());
    let Shape::Outcome(shape) = &def.shape else { return quote!(shown(value)) };
    let arms = shape.variants.iter().map(|variant| {
        let (text, variant_name) = (variant.name.as_str(), ident(variant.name.as_str()));
        match variant.content {
            Content::Nothing => quote! { types::#name::#variant_name => Ok(Shown::plain(()).of(#text)) },
            Content::Json(_) | Content::Text => {
                quote! { types::#name::#variant_name(value) => shown(value).map(|shown| shown.of(#text)) }
            }
            Content::Bytes => quote! {
                types::#name::#variant_name(value) =>
                    Ok(Shown::plain(String::from_utf8_lossy(value).into_owned()).of(#text))
            },
        }
    });
    quote! {
        match value {
            #(#arms,)*
            // A status that the document does not name.
            _ => Ok(Shown::plain(()).of("Unrecognized")),
        }
    }
}

fn rust(of: &TypeRef, model: &Model) -> TokenStream {
    let wrapped = |wrapper: TokenStream, inner: &TypeRef| {
        let inner = rust(inner, model);
        quote!(#wrapper<#inner>)
    };
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
        TypeRef::Json => quote!(Value),
        TypeRef::Nullable(inner) => wrapped(quote!(Option), inner),
        TypeRef::List(inner) => wrapped(quote!(Vec), inner),
        TypeRef::Map(inner) => wrapped(quote!(rt::Map), inner),
        TypeRef::Boxed(id) => wrapped(quote!(Box), &TypeRef::Named(*id)),
        TypeRef::Named(id) => {
            let name = ident(model.type_def(*id).name.as_str());
            quote!(types::#name)
        }
    }
}

fn called(nth: usize) -> Ident {
    ident(&format!("operation_{nth}"))
}

fn argument_name(nth: usize) -> Ident {
    ident(&format!("argument_{nth}"))
}

/// An identifier as `names` made it.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
