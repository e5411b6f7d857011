//! Every Rust name is made here.
//!
//! A name depends on the spellings that share its scope and on nothing else: neither on the order of
//! the document nor on how often a name is used. The first spelling that already is the Rust name keeps
//! it; the others, in byte order, get the numbers 2, 3, ….

mod operations;

use std::collections::BTreeSet;
use std::fmt;

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

use super::order;

pub use operations::{Collection, derived_operation, headers, status, variant_of};

macro_rules! name {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

name! {
    /// A struct, an enum or an alias.
    TypeName
    /// A field, an argument or a setter.
    FieldName
    /// A variant of an enum.
    VariantName
    /// A function.
    FnName
    /// A module.
    ModName
    /// A static.
    ConstName
}

impl FnName {
    /// The name without the mark of a raw identifier.
    pub fn unraw(&self) -> &str {
        self.0.trim_start_matches("r#")
    }
}

/// Names that generated code uses from the prelude, and that a schema must therefore not take.
const PRELUDE: [&str; 9] = ["Option", "String", "Vec", "Box", "Result", "Ok", "Err", "Some", "None"];

/// What a client has as functions already, and crates whose name a module would hide.
const CLIENT_FUNCTIONS: [&str; 11] =
    ["types", "rt", "core", "new", "builder", "from_env", "base_url", "counters", "clone", "std", "alloc"];

/// What a type that is sent has as methods already.
const BUILDER_METHODS: [&str; 2] = ["new", "with_member"];

/// What a request has as methods already, and the argument that every body takes.
const REQUEST_METHODS: [&str; 15] = [
    "send",
    "send_stream",
    "pages",
    "items",
    "parts",
    "failure",
    "with_version",
    "with_timeout",
    "with_total_timeout",
    "with_connect_timeout",
    "with_retry",
    "with_replay",
    "with_request_id",
    "with_header",
    "body",
];

/// The name that keeps a value which an enum or a union does not know.
pub const UNRECOGNIZED: &str = "Unrecognized";

/// One spelling and the names that were made of it and of its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled<T> {
    pub names: Vec<T>,
    /// Indexes of spellings that did not get the name that they would have had alone.
    pub collided: Vec<usize>,
}

/// Names of the types of one module, from what they are called in the document.
pub fn types<S: AsRef<str>>(wires: &[S], taken: &BTreeSet<String>) -> Settled<TypeName> {
    settle(wires, |name| taken.contains(name), "", type_text).map(TypeName)
}

/// Names of the types of the module of a tag: its handle, then the requests of its operations.
pub fn tag_types<S: AsRef<str>>(wires: &[S]) -> Vec<TypeName> {
    types(wires, &BTreeSet::from(["Client".to_owned()])).names
}

/// Names of types that have been settled before.
pub fn exact_types<'a>(names: impl Iterator<Item = &'a str>) -> Vec<TypeName> {
    names.map(|name| TypeName(name.to_owned())).collect()
}

/// Names of the fields of one struct.
pub fn fields<S: AsRef<str>>(wires: &[S]) -> Settled<FieldName> {
    values(wires, &BUILDER_METHODS)
}

/// Names of the arguments and setters of one operation.
pub fn parameters<S: AsRef<str>>(wires: &[S]) -> Settled<FieldName> {
    values(wires, &REQUEST_METHODS)
}

/// Names of the variants of one enum or union.
pub fn variants<S: AsRef<str>>(wires: &[S]) -> Settled<VariantName> {
    settle(wires, |name| name == UNRECOGNIZED, "", variant_text).map(VariantName)
}

/// Names of the functions of one handle.
pub fn functions<S: AsRef<str>>(wires: &[S]) -> Settled<FnName> {
    settle(wires, |_| false, "_", |wire| raw(snake(wire), "operation")).map(FnName)
}

/// Names of further functions of a handle that has some already.
pub fn more_functions(wires: &[String], taken: &[&FnName]) -> Vec<FnName> {
    let taken: BTreeSet<&str> = taken.iter().map(|name| name.as_str()).collect();
    settle(wires, |name| taken.contains(name), "_", |wire| raw(snake(wire), "operation")).map(FnName).names
}

/// Names of the modules of one file.
pub fn modules<S: AsRef<str>>(wires: &[S]) -> Settled<ModName> {
    settle(wires, |name| CLIENT_FUNCTIONS.contains(&name), "_", |wire| raw(snake(wire), "untagged")).map(ModName)
}

/// The Cargo feature of a tag.
pub fn feature(api: &str, module: &ModName) -> String {
    format!("{api}-{}", module.0.trim_start_matches("r#").replace('_', "-"))
}

/// The function that gives the handle of a module.
pub fn accessor(module: &ModName) -> FnName {
    FnName(module.0.clone())
}

/// The static of an operation. A name of one letter would be that of the request's type.
pub fn constant(function: &FnName, request: &TypeName) -> ConstName {
    let name = function.unraw().to_shouty_snake_case();
    ConstName(if name == request.0 { format!("{name}_OPERATION") } else { name })
}

/// The static table of what a type asks of its values.
pub fn rules(name: &TypeName) -> ConstName {
    ConstName(format!("{}_RULES", name.0.to_shouty_snake_case()))
}

/// The field that keeps members which a struct does not name.
pub fn rest(fields: &[FieldName]) -> FieldName {
    let free = |name: &&str| !fields.iter().any(|field| field.as_str() == *name);
    let names = ["additional_properties", "other_properties", "unnamed_properties"];
    FieldName(names.into_iter().find(free).unwrap_or("additional_properties_").to_owned())
}

/// The setter that sends an explicit null for a field.
pub fn null_setter(field: &FieldName) -> FnName {
    FnName(field.0.trim_start_matches("r#").trim_end_matches('_').to_owned() + "_null")
}

/// The name of something inside a named thing, before collisions are settled.
pub fn inside(owner: &str, part: &str) -> String {
    owner.to_owned() + &words(part).to_pascal_case()
}

/// The name of a type after a part of the document that stands for itself.
pub fn alone(part: &str) -> String {
    type_text(part)
}

/// The name of a type that was settled before.
pub fn type_alone(wire: &str) -> TypeName {
    TypeName(type_text(wire))
}

/// The name of a function that was settled before.
pub fn function_alone(wire: &str) -> FnName {
    FnName(raw(snake(wire), "operation"))
}

fn values<S: AsRef<str>>(wires: &[S], methods: &[&str]) -> Settled<FieldName> {
    settle(wires, |name| methods.contains(&name), "_", |wire| raw(snake(wire), "field")).map(FieldName)
}

impl<T> Settled<T> {
    /// The names that are not what they would have been alone, each with what it is the name of: an item of the list that
    /// was settled, or of one as long.
    pub fn collisions<'s, W>(&'s self, of: &'s [W]) -> impl Iterator<Item = (&'s T, &'s W)> {
        self.collided.iter().filter_map(|&index| self.names.get(index).zip(of.get(index)))
    }

    fn map<U>(self, make: impl Fn(T) -> U) -> Settled<U> {
        Settled { names: self.names.into_iter().map(make).collect(), collided: self.collided }
    }
}

/// Gives every spelling a name of its own.
fn settle<S: AsRef<str>>(
    wires: &[S],
    is_taken: impl Fn(&str) -> bool,
    separator: &str,
    make: impl Fn(&str) -> String,
) -> Settled<String> {
    let wished = wires.iter().map(|wire| make(wire.as_ref())).collect();
    let wires: Vec<&str> = wires.iter().map(AsRef::as_ref).collect();
    settle_wished(&wires, wished, &is_taken, separator)
}

/// The part that knows no kind of name, and is compiled once for all of them.
fn settle_wished(
    wires: &[&str],
    wished: Vec<String>,
    is_taken: &dyn Fn(&str) -> bool,
    separator: &str,
) -> Settled<String> {
    let mut met = BTreeSet::new();
    // Nearly always each is free.
    if wished.iter().all(|name| !is_taken(name) && met.insert(name.as_str())) {
        return Settled { names: wished, collided: Vec::new() };
    }
    let mut used: BTreeSet<String> = wished.iter().cloned().collect();
    let named = wished.iter().zip(wires).enumerate();
    // Of those with one wish, the one whose spelling it is comes first.
    let mut claims: Vec<(&str, bool, &str, usize)> =
        named.map(|(index, (name, wire))| (name.as_str(), wire != name, *wire, index)).collect();
    order::sort(&mut claims);
    let mut names = wished.clone();
    for group in claims.chunk_by(|one, other| one.0 == other.0) {
        let keeps = group.first().is_some_and(|(name, ..)| !is_taken(name));
        for &(name, _, _, index) in group.iter().skip(usize::from(keeps)) {
            let numbered = numbered(name, separator, &|name| is_taken(name) || used.contains(name));
            used.insert(numbered.clone());
            if let Some(place) = names.get_mut(index) {
                *place = numbered;
            }
        }
    }
    let pairs = names.iter().zip(&wished).enumerate();
    let collided = pairs.filter(|(_, (name, wish))| name != wish).map(|(index, _)| index).collect();
    Settled { names, collided }
}

/// The name with the first number that makes it free.
fn numbered(name: &str, separator: &str, is_used: &dyn Fn(&str) -> bool) -> String {
    let stem = name.trim_start_matches("r#").trim_end_matches('_');
    let free = (2u32..).map(|number| format!("{stem}{separator}{number}")).find(|name| !is_used(name));
    free.unwrap_or_default()
}

fn type_text(wire: &str) -> String {
    let name = led_by_letter(words(wire).to_pascal_case(), "T");
    if PRELUDE.contains(&name.as_str()) || name == "Self" {
        return format!("{name}Schema");
    }
    name
}

fn variant_text(wire: &str) -> String {
    let mut text = wire.to_owned();
    if let Some(rest) = wire.strip_prefix('-') {
        text = format!("minus {rest}");
    }
    let name = led_by_letter(words(&text.replace('+', " plus ")).to_pascal_case(), "V");
    match name.as_str() {
        "V" if wire.is_empty() => "Empty".to_owned(),
        "Self" => "SelfValue".to_owned(),
        _ => name,
    }
}

/// The words of a text with underscores between them. Most names come so, and stay as they are.
fn snake(wire: &str) -> String {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if wire.split('_').all(is_word) { wire.to_owned() } else { words(wire).to_snake_case() }
}

/// Turns everything that no Rust name can hold into a border between words.
fn words(wire: &str) -> String {
    let spelled = |symbol: char| match symbol {
        '$' => Some("dollar "),
        '@' => Some("at "),
        '<' => Some("less "),
        '>' => Some("greater "),
        '=' => Some("equal "),
        '!' => Some("not "),
        '*' => Some("star "),
        '%' => Some("percent "),
        '&' => Some("and "),
        '#' => Some("hash "),
        _ => None,
    };
    let has_letter = wire.chars().any(|letter| letter.is_ascii_alphanumeric());
    let mut text = String::with_capacity(wire.len());
    for letter in wire.chars() {
        match spelled(letter) {
            _ if letter.is_ascii_alphanumeric() => text.push(letter),
            Some(word) if !has_letter => text.push_str(word),
            _ if letter.is_alphabetic() => text.push_str(&format!("u{:x}", u32::from(letter))),
            _ => text.push(' '),
        }
    }
    text
}

fn led_by_letter(name: String, prefix: &str) -> String {
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => name,
        _ => format!("{prefix}{name}"),
    }
}

/// A snake-case name as an identifier: keywords become raw, and the few that cannot be raw get an underscore.
fn raw(name: String, stand_in: &str) -> String {
    match name.as_str() {
        "" => stand_in.to_owned(),
        "self" | "super" | "crate" => format!("{name}_"),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("n{name}"),
        // syn does not know editions, and the keyword is one of the latest.
        "gen" => format!("r#{name}"),
        // No keyword has an underscore between its letters.
        _ if !name.contains('_') && syn::parse_str::<syn::Ident>(&name).is_err() => format!("r#{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests;
