//! What a model and its code come to, in numbers and places.

use crate::codegen::model::{Field, Model, Note, Shape, TypeDef, TypeRef, Untyped};
use crate::codegen::problem::{Pointer, Skip};

/// The facts of one generated API.
pub(crate) struct Facts {
    pub operations: usize,
    pub skipped: Vec<Skip>,
    pub types: Types,
    pub untyped: Vec<Untyped>,
    /// Fields, items and aliases that are any JSON. One place can make several.
    pub json_values: usize,
    pub names: Names,
    pub lines: usize,
    pub json_impls: JsonImpls,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Types {
    pub structs: usize,
    pub enums: usize,
    pub unions: usize,
    pub aliases: usize,
}

impl Types {
    pub(crate) fn all(&self) -> usize {
        self.structs + self.enums + self.unions + self.aliases
    }
}

/// How the names in Rust differ from those of the document.
#[derive(Default)]
pub(crate) struct Names {
    /// The document gives none.
    pub derived: Vec<Note>,
    /// Another thing had the name.
    pub collided: Vec<Note>,
    /// Members and parameters that are spelled otherwise in Rust, so that the code has both spellings.
    pub renamed: Vec<Note>,
    /// Other remarks of the generator.
    pub remarks: Vec<Note>,
}

impl Names {
    pub(crate) fn of(model: &Model) -> Self {
        let mut names = Self::default();
        for note in &model.notes {
            let what = note.what.as_str();
            let list = if what.starts_with("no operationId") {
                &mut names.derived
            } else if what.starts_with("called ") {
                &mut names.collided
            } else {
                &mut names.remarks
            };
            list.push(note.clone());
        }
        names.renamed = model.types.iter().flat_map(renamed_fields).collect();
        for (_, operation) in model.operations() {
            let parameters = operation.arguments.iter().chain(&operation.setters);
            let renamed = parameters.filter_map(|one| respelled(&one.wire, one.name.as_str()));
            names.renamed.extend(renamed.map(|what| Note { at: operation.at.clone(), what }));
        }
        names
    }
}

/// What the runtime's macros implement for generated types to be read from JSON and written as JSON.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonImpls {
    pub decode: usize,
    pub encode: usize,
}

impl JsonImpls {
    pub(crate) fn all(&self) -> usize {
        self.decode + self.encode
    }
}

impl Facts {
    pub(crate) fn of(model: &Model, code: &str) -> Self {
        Self {
            operations: model.operations().filter(|(_, operation)| !operation.variant).count(),
            skipped: model.skipped.clone(),
            types: types_of(model),
            untyped: model.untyped.clone(),
            json_values: json_values(model),
            names: Names::of(model),
            lines: code.lines().count(),
            json_impls: json_impls(code),
        }
    }

    /// Generated lines for each operation, rounded.
    pub(crate) fn lines_per_operation(&self) -> Option<usize> {
        (self.operations > 0).then(|| (self.lines + self.operations / 2) / self.operations)
    }

    /// Untyped places about which the document says nothing.
    pub(crate) fn faithful(&self) -> impl Iterator<Item = &Untyped> {
        self.untyped.iter().filter(|place| place.why.is_none())
    }

    /// Untyped places about which the document says something that was given up.
    pub(crate) fn degraded(&self) -> impl Iterator<Item = (&Pointer, &str)> {
        self.untyped.iter().filter_map(|place| Some((&place.at, place.why.as_deref()?)))
    }
}

fn types_of(model: &Model) -> Types {
    let mut types = Types::default();
    for def in &model.types {
        *match def.shape {
            Shape::Struct(_) | Shape::Form(_) | Shape::Newtype(_) => &mut types.structs,
            Shape::Enum(_) => &mut types.enums,
            // An enum of answers is a union by status.
            Shape::Union(_) | Shape::Outcome(_) => &mut types.unions,
            Shape::Alias(..) => &mut types.aliases,
        } += 1;
    }
    types
}

fn json_values(model: &Model) -> usize {
    let in_types = model.types.iter().flat_map(|def| def.shape.parts()).filter(|ty| holds_json(ty)).count();
    let mut operations = model.clone();
    let operations = operations.tags.iter_mut().flat_map(|tag| &mut tag.operations);
    let in_operations = operations.map(|operation| {
        let sent = operation.sent_mut().into_iter().filter(|ty| holds_json(ty)).count();
        sent + operation.received_mut().into_iter().filter(|ty| holds_json(ty)).count()
    });
    in_types + in_operations.sum::<usize>()
}

fn holds_json(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Json => true,
        TypeRef::Nullable(inner) | TypeRef::List(inner) | TypeRef::Map(inner) => holds_json(inner),
        _ => false,
    }
}

fn renamed_fields(def: &TypeDef) -> Vec<Note> {
    let fields: &[Field] = match &def.shape {
        Shape::Struct(shape) => &shape.fields,
        _ => &[],
    };
    let renamed = fields.iter().filter_map(|field| respelled(&field.wire, field.name.as_str()));
    renamed.map(|what| Note { at: def.at.clone(), what }).collect()
}

fn respelled(wire: &str, rust: &str) -> Option<String> {
    (rust.trim_start_matches("r#") != wire).then(|| format!("{wire:?} is {rust}"))
}

/// Counts the types that are declared by way of each of the macros.
fn json_impls(code: &str) -> JsonImpls {
    let mut impls = JsonImpls::default();
    // Braces and parentheses stand around and between what counts.
    let mut words = code
        .split(|letter: char| letter.is_whitespace() || "(){}".contains(letter))
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let Some(name) = word.strip_prefix("rt::").and_then(|word| word.strip_suffix('!')) else { continue };
        let (received, sent) = match (name, words.peek().copied().unwrap_or_default()) {
            ("open_enum", _) | ("record" | "union" | "newtype", "both") => (1, 1),
            ("record" | "union" | "newtype", "send" | "encode") => (0, 1),
            ("record" | "union" | "newtype" | "outcome", _) => (1, 0),
            _ => (0, 0),
        };
        impls.decode += received;
        impls.encode += sent;
    }
    impls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{Settings, generate};

    fn facts(document: &str) -> Facts {
        let settings = Settings { api: "scratch", runtime: "snyk_secoda", ..Settings::plain() };
        let generated = generate(document, &settings).unwrap_or_else(|problems| panic!("{problems}"));
        Facts::of(&generated.model, &generated.code)
    }

    const DOCUMENT: &str = r##"{ "openapi": "3.0.0", "info": { "title": "t", "version": "1" }, "paths": {
        "/a": {
            "get": { "responses": { "200": { "description": "", "content": { "application/json": { "schema": {
                "type": "object", "properties": {
                    "fooBar": {}, "foo_bar": { "type": "string", "enum": ["x"] }, "type": { "type": "string" }
                } } } } } } },
            "put": { "operationId": "put", "requestBody": { "content": { "application/json": { "schema": {
                "type": "object", "properties": { "a": { "type": "string" } } } } } },
                "responses": { "204": { "description": "" } } }
        } } }"##;

    #[test]
    fn operations_types_and_lines_are_counted() {
        let facts = facts(DOCUMENT);
        assert_eq!(facts.operations, 2);
        assert_eq!(facts.types, Types { structs: 2, enums: 1, unions: 0, aliases: 0 });
        assert_eq!(facts.json_values, 1);
        assert_eq!(facts.lines_per_operation(), Some(facts.lines.div_ceil(2)));
    }

    #[test]
    fn untyped_places_are_faithful_or_degraded() {
        let at = |token: &str| Pointer::default().child(token);
        let untyped =
            vec![Untyped { at: at("a"), why: None }, Untyped { at: at("b"), why: Some("too odd".to_owned()) }];
        let facts = Facts { untyped, ..facts(DOCUMENT) };
        assert_eq!(facts.faithful().map(|place| place.at.to_string()).collect::<Vec<_>>(), ["#/a"]);
        assert_eq!(facts.degraded().map(|(at, why)| format!("{at} {why}")).collect::<Vec<_>>(), ["#/b too odd"]);
    }

    #[test]
    fn names_are_told_apart_by_why_they_differ() {
        let names = facts(DOCUMENT).names;
        let whats = |notes: &[Note]| notes.iter().map(|note| note.what.clone()).collect::<Vec<_>>();
        assert_eq!(names.derived.len(), 1);
        assert_eq!(names.collided.len(), 1);
        assert!(names.collided[0].at.as_str().ends_with("/properties/fooBar"));
        assert_eq!(whats(&names.renamed), [r#""fooBar" is foo_bar_2"#]);
    }

    #[test]
    fn impls_to_read_and_to_write_json_are_counted() {
        // The answer and its enum are received; enums go both ways; the body is sent.
        assert_eq!(facts(DOCUMENT).json_impls, JsonImpls { decode: 2, encode: 2 });
        let code = "rt::union! {\n both U by kind {} }\nrt::outcome! { O { } }\nrt::operation! { O }";
        assert_eq!(json_impls(code), JsonImpls { decode: 2, encode: 1 });
    }
}
