//! What a compiler would object to in the output, as far as it can be seen without one.

use std::collections::BTreeSet;

use proc_macro2::TokenTree;
use syn::{Fields, FnArg, ImplItem, Item, Pat, Signature};

use crate::codegen::model::{Model, Shape, TypeId, TypeRef};

/// No two items of a module, members of a type, methods or arguments have one name.
pub fn names_are_unique(items: &[Item]) {
    let (mut types, mut values, mut methods) = (Names::new("type"), Names::new("value"), Names::new("method"));
    for item in items {
        match item {
            Item::Mod(module) => {
                types.add(&module.ident);
                module.content.iter().for_each(|(_, items)| names_are_unique(items));
            }
            Item::Struct(item) => {
                types.add(&item.ident);
                of_fields(&item.fields);
            }
            Item::Enum(item) => {
                types.add(&item.ident);
                let mut variants = Names::new("variant");
                item.variants.iter().for_each(|variant| variants.add(&variant.ident));
                item.variants.iter().for_each(|variant| of_fields(&variant.fields));
            }
            Item::Type(item) => types.add(&item.ident),
            Item::Static(item) => values.add(&item.ident),
            Item::Const(item) if item.ident != "_" => values.add(&item.ident),
            Item::Fn(item) => {
                values.add(&item.sig.ident);
                of_arguments(&item.sig);
            }
            Item::Macro(item) => of_macro(&item.mac, &mut types, &mut values),
            Item::Impl(block) => {
                let owner = quote::ToTokens::to_token_stream(&block.self_ty);
                for item in &block.items {
                    if let ImplItem::Fn(method) = item {
                        methods.add(format!("{owner}::{}", method.sig.ident));
                        of_arguments(&method.sig);
                    }
                }
            }
            _ => {}
        }
    }
}

/// What a name stands for in one scope, each once.
struct Names {
    kind: &'static str,
    seen: BTreeSet<String>,
}

impl Names {
    fn new(kind: &'static str) -> Self {
        Self { kind, seen: BTreeSet::new() }
    }

    fn add(&mut self, name: impl ToString) {
        let name = name.to_string();
        assert!(!self.seen.contains(&name), "the {} {name} is there twice", self.kind);
        self.seen.insert(name);
    }
}

fn of_fields(fields: &Fields) {
    let mut names = Names::new("field");
    fields.iter().filter_map(|field| field.ident.as_ref()).for_each(|name| names.add(name));
}

fn of_arguments(signature: &Signature) {
    let mut names = Names::new("argument");
    for argument in &signature.inputs {
        if let FnArg::Typed(argument) = argument
            && let Pat::Ident(name) = &*argument.pat
        {
            names.add(&name.ident);
        }
    }
}

/// `rt::operation!` and `rt::tag!` define what they name first.
fn of_macro(call: &syn::Macro, types: &mut Names, values: &mut Names) {
    let macro_name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let mut names = call.tokens.clone().into_iter().map_while(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    match macro_name.as_str() {
        "operation" => {
            let words = ["versioned", "beta", "experimental", "wip"];
            let mut names = names.skip_while(|name| words.contains(&name.as_str()));
            names.next().iter().for_each(|name| types.add(name));
            names.next().iter().for_each(|name| values.add(name));
        }
        "tag" => names.next().iter().for_each(|name| types.add(name)),
        _ => {}
    }
}

/// No type holds itself but behind a pointer, and no alias is its own meaning.
pub fn types_have_a_size(model: &Model) {
    let mut done = BTreeSet::new();
    for id in model.types.ids() {
        of_size(model, id, &mut Vec::new(), &mut done);
        of_alias(model, id);
    }
}

fn of_size(model: &Model, id: TypeId, path: &mut Vec<TypeId>, done: &mut BTreeSet<TypeId>) {
    let def = model.type_def(id);
    assert!(!path.contains(&id), "the type {} holds itself", def.name);
    if done.contains(&id) {
        return;
    }
    path.push(id);
    def.shape.parts().into_iter().filter_map(in_place).for_each(|part| of_size(model, part, path, done));
    path.pop();
    done.insert(id);
}

/// The type that is held without a pointer.
fn in_place(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => in_place(inner),
        _ => None,
    }
}

/// Of aliases not even a list is a border.
fn of_alias(model: &Model, start: TypeId) {
    let mut at = start;
    for _ in 0..=model.types.len() {
        match &model.type_def(at).shape {
            Shape::Alias(ty, _) => match ty.id() {
                Some(id) => at = id,
                None => return,
            },
            _ => return,
        }
    }
    panic!("the alias {} is its own meaning", model.type_def(start).name);
}
