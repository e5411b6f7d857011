//! Rust that uses an item: it compiles where the item is as it was, and nowhere else.
//!
//! A witness needs the crate and what its signatures name: uuid, chrono, serde, serde_json and bytes.

use super::items::{Item, Kind, Read};
use super::ty::Ty;

/// The use of an item as it is.
pub(super) fn of(item: &Item) -> String {
    let owner = format!("snyk_secoda::{}", item.owner);
    let path = format!("snyk_secoda::{}", item.path());
    let name = &item.name;
    let gives = item.gives.as_ref().map(Ty::spelled).unwrap_or_default();
    let (takes, given) = arguments(item);
    match item.kind {
        Kind::Constant => format!("pub fn w() -> &'static str {{ {path} }}"),
        Kind::Table => format!("pub fn w() -> usize {{ {path}.len() }}"),
        Kind::Module => format!("pub use {path} as w;"),
        Kind::Handle | Kind::Request | Kind::Struct | Kind::Tuple | Kind::Enum => {
            format!("pub fn w(value: {path}) -> {path} {{ value }}")
        }
        Kind::Alias => format!("pub fn w(value: {path}) -> {gives} {{ value }}"),
        Kind::Accessor => format!("pub fn w(client: &{owner}) -> {gives} {{ client.{name}() }}"),
        Kind::Method => {
            format!("pub fn w(handle: &{owner}{}{takes}) -> {gives} {{ handle.{name}({given}) }}", comma(&takes))
        }
        Kind::Row => format!("pub fn w() -> &'static snyk_secoda::Operation {{ &{path} }}"),
        Kind::Setter | Kind::Builder => {
            format!("pub fn w(to: {owner}, {takes}) -> {owner} {{ to.{name}({given}) }}")
        }
        Kind::MemberSetter => format!("pub fn w(to: {owner}, {takes}) -> {owner} {{ to.{name}({given}) }}"),
        Kind::NullSetter => format!("pub fn w(to: {owner}) -> {owner} {{ to.{name}() }}"),
        Kind::Send | Kind::Stream => {
            format!("pub async fn w(request: {owner}) -> {gives} {{ request.{name}().await }}")
        }
        Kind::Pages | Kind::Items => format!("pub fn w(request: {owner}) -> {gives} {{ request.{name}() }}"),
        Kind::CallOption(given) => format!("pub fn w(request: {owner}) -> {owner} {{ request.{name}({given}) }}"),
        Kind::Parts => format!("pub fn w(request: &{owner}) -> bool {{ request.{name}().is_ok() }}"),
        Kind::Failure => format!("pub fn w(error: &snyk_secoda::Error) -> {gives} {{ {path}(error) }}"),
        Kind::Header => format!("pub fn w(meta: &snyk_secoda::Meta) -> {gives} {{ {path}(meta) }}"),
        Kind::Field => format!("pub fn w(value: {owner}) -> {gives} {{ value.{name} }}"),
        Kind::New => format!("pub fn w({takes}) -> {owner} {{ {path}({given}) }}"),
        Kind::Value | Kind::Member | Kind::Answer | Kind::Unrecognized => variant(item, &owner),
        Kind::Reader(Read::Texts) => format!("pub fn w(value: &{owner}) -> &str {{ value.{name}() }}"),
        Kind::Reader(Read::Integers) => format!("pub fn w(value: &{owner}) -> i64 {{ value.{name}() }}"),
        Kind::Impl => implementation(item, &owner),
    }
}

/// The use of a type as what it is: a struct, an enum or another name for a type. `after` is the type that its name
/// stands for now, where that is one.
pub(super) fn of_kind(item: &Item, first_field: Option<&Item>, after: Option<&Ty>) -> String {
    let path = format!("snyk_secoda::{}", item.path());
    match (item.kind, after) {
        (Kind::Enum, _) => format!("pub fn w(value: &{path}) -> bool {{ matches!(value, {path}::Unrecognized(_)) }}"),
        (Kind::Alias, _) => of(item),
        (_, Some(after)) => {
            // Two impls of one trait are refused once both are for one type.
            format!("trait Other {{}}\n{}\nimpl Other for {path} {{}}", for_any(after))
        }
        _ => match first_field {
            Some(field) => of(field),
            None => format!("pub fn w(value: {path}) {{ let {path} {{ .. }} = value; }}"),
        },
    }
}

fn for_any(ty: &Ty) -> String {
    match ty {
        Ty::Plain(name) => format!("impl Other for {name} {{}}"),
        Ty::Named(_) => format!("impl Other for {} {{}}", ty.spelled()),
        Ty::Around(around, _) => format!("impl<T> Other for {} {{}}", around.replacen("{}", "T", 1)),
    }
}

fn comma(takes: &str) -> &'static str {
    if takes.is_empty() { "" } else { ", " }
}

/// What the function takes, and what it gives away.
fn arguments(item: &Item) -> (String, String) {
    let spelled = item.takes.iter().enumerate().map(|(index, arg)| {
        let ty = match &arg.ty {
            Ty::Around("impl Into<{}>", inner) => inner.spelled(),
            Ty::Plain("impl Into<snyk_secoda::Body>") => "bytes::Bytes".to_owned(),
            other => other.spelled(),
        };
        format!("a{index}: {ty}")
    });
    let given = (0..item.takes.len()).map(|index| format!("a{index}"));
    (spelled.collect::<Vec<_>>().join(", "), given.collect::<Vec<_>>().join(", "))
}

fn variant(item: &Item, owner: &str) -> String {
    let name = &item.name;
    match &item.gives {
        None => format!("pub fn w(value: &{owner}) -> bool {{ matches!(value, {owner}::{name}) }}"),
        Some(ty) => format!(
            "pub fn w(value: {owner}) -> Option<{}> {{ if let {owner}::{name}(inner) = value {{ Some(inner) }} else {{ None }} }}",
            ty.spelled()
        ),
    }
}

fn implementation(item: &Item, owner: &str) -> String {
    let of = item.gives.as_ref().map(Ty::spelled).unwrap_or_default();
    let has = |bound: &str| format!("pub fn w() {{ fn has<T: {bound}>() {{}} has::<{owner}>() }}");
    match item.name.as_str() {
        "Page" => format!("pub fn w(page: {owner}) -> Vec<{of}> {{ snyk_secoda::Page::into_items(page) }}"),
        "From" => format!("pub fn w(inner: {of}) -> {owner} {{ {owner}::from(inner) }}"),
        "IntoParts" => {
            format!("pub fn w(form: &{owner}) {{ fn has(_: impl snyk_secoda::rt::IntoParts) {{}} has(form) }}")
        }
        "From<&str>" => has("for<'a> From<&'a str>"),
        "Link" => has("snyk_secoda::Link"),
        "Outcome" => has("snyk_secoda::rt::Outcome"),
        "Encode" => has("snyk_secoda::rt::Encode"),
        "Decode" => has("snyk_secoda::rt::Decode"),
        "Display" => has("std::fmt::Display"),
        "Debug" => has("std::fmt::Debug"),
        "Hash" => has("std::hash::Hash"),
        bound => has(bound),
    }
}
