//! A program that makes ten calls.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::codegen::model::{Model, Operation, ParameterType, Tag, TypeRef};

/// As many as the budget speaks of.
const CALLS: usize = 10;

/// The first operations without a body, as far as their arguments can be read from the command line.
pub(super) fn text(model: &Model, api: &str) -> Result<String, String> {
    let operations = model.operations().filter(|(_, operation)| !operation.variant && operation.body.is_none());
    let calls: Vec<TokenStream> = operations.filter_map(|(tag, operation)| call(tag, operation)).take(CALLS).collect();
    let api = Ident::new(api, Span::call_site());
    let tokens = quote! {
        use std::hint::black_box;
        use std::str::FromStr;

        use snyk_secoda::#api;

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = #api::Client::from_env()?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            Ok(runtime.block_on(calls(&client))?)
        }

        #[allow(deprecated)]
        async fn calls(client: &#api::Client) -> Result<(), snyk_secoda::Error> {
            #(#calls)*
            Ok(())
        }

        #[allow(dead_code)]
        fn given<T: FromStr>() -> T {
            let parsed = std::env::args().nth(1).and_then(|word| word.parse().ok());
            parsed.unwrap_or_else(|| std::process::exit(2))
        }
    };
    let file = syn::parse2(tokens).map_err(|error| format!("the program of ten calls is not Rust: {error}"))?;
    Ok(prettyplease::unparse(&file))
}

fn call(tag: &Tag, operation: &Operation) -> Option<TokenStream> {
    let (accessor, method) = (ident(tag.accessor.as_str()), ident(operation.name.as_str()));
    let arguments = operation.arguments.iter().map(|argument| value(&argument.ty)).collect::<Option<Vec<_>>>()?;
    Some(quote! { black_box(client.#accessor().#method(#(#arguments),*).send().await?); })
}

fn value(of: &ParameterType) -> Option<TokenStream> {
    let is_parsed = |ty: &TypeRef| {
        matches!(
            ty,
            TypeRef::Bool
                | TypeRef::I32
                | TypeRef::I64
                | TypeRef::F32
                | TypeRef::F64
                | TypeRef::Uuid
                | TypeRef::Date
                | TypeRef::DateTime
        )
    };
    match of {
        ParameterType::Text => Some(quote!(&given::<String>())),
        ParameterType::Value(ty) if is_parsed(ty) => Some(quote!(given())),
        _ => None,
    }
}

/// An identifier as `names` made it.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{Settings, generate};

    #[test]
    fn the_program_makes_ten_calls() {
        let path = crate::project_root().join("specs/snyk.json");
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
        let generated = generate(&text, &Settings::snyk()).unwrap_or_else(|problems| panic!("{problems}"));
        let program = super::text(&generated.model, "snyk").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(program.matches("black_box(").count(), CALLS, "{program}");
    }
}
