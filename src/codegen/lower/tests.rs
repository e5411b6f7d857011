mod all_of;
mod answers;
mod operations;
mod parameters;
mod unions;
mod values;

use serde_json::{Value, json};

use super::lower;
use crate::codegen::model::{Field, Model, Shape, TypeRef};
use crate::codegen::settings::{Rename, Settings, SkipRule, Stale};
use crate::codegen::spec;
use crate::codegen::surface;

/// The model of a document, or its problems as one text.
fn model(document: &Value, settings: &Settings) -> Result<Model, String> {
    let spec = spec::parse(&document.to_string(), settings).map_err(|problems| problems.to_string())?;
    lower(&spec, settings).map_err(|problems| problems.to_string())
}

/// The lines of the listing of a document that has no problems.
fn listing(document: &Value, settings: &Settings) -> String {
    surface::list(&model(document, settings).unwrap_or_else(|problems| panic!("{problems}")))
}

/// A document with an operation that takes and gives the schema `A`.
fn document(schemas: &Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/A" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Test", "version": "1" },
        "paths": { "/a": { "put": {
            "operationId": "putA",
            "requestBody": { "content": content },
            "responses": { "200": { "description": "", "content": content } }
        } } },
        "components": { "schemas": schemas }
    })
}

/// The member `m` of the schema `A`, which has that schema.
fn member(schema: &Value, others: &[(&str, Value)]) -> (Field, Model) {
    let mut schemas = json!({ "A": object("m", schema) });
    others.iter().for_each(|(name, schema)| schemas[name] = schema.clone());
    let model = model(&document(&schemas), &Settings::plain()).unwrap_or_else(|problems| panic!("{problems}"));
    let def = model.types.iter().find(|def| def.name.as_str() == "A").unwrap();
    let Shape::Struct(shape) = &def.shape else { panic!("A is {:?}", def.shape) };
    (shape.fields[0].clone(), model)
}

/// The line of the listing for the member `m` of a schema.
fn line(schema: &Value, others: &[(&str, Value)]) -> String {
    let (_, model) = member(schema, others);
    let listing = surface::list(&model);
    listing.lines().find_map(|line| line.strip_prefix("  m: ")).unwrap_or_default().to_owned()
}

/// The name of a type that has one.
fn name_of<'m>(ty: &TypeRef, model: &'m Model) -> &'m str {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => model.type_def(*id).name.as_str(),
        _ => "",
    }
}

fn object(member: &str, schema: &Value) -> Value {
    json!({ "type": "object", "properties": { member: schema } })
}

const RENAMES: &[Rename] = &[
    Rename { at: "/components/schemas/A", name: "Account" },
    Rename { at: "/components/schemas/A/properties/owner", name: "Person" },
];

#[test]
fn a_type_is_called_what_the_settings_say_and_no_other_is() {
    let owner = object("name", &json!({ "type": "string" }));
    let pet = object("age", &json!({ "type": "integer" }));
    let schemas = json!({ "A": { "type": "object", "properties": { "owner": owner, "pet": pet } } });
    let listing = listing(&document(&schemas), &Settings { renames: RENAMES, ..Settings::plain() });
    for name in ["Account", "Person", "AccountPet"] {
        assert!(listing.contains(&format!("struct {name} ")), "{name} in\n{listing}");
    }
    assert!(!listing.contains("struct A "), "{listing}");
}

const GONE: &[Rename] = &[Rename { at: "/components/schemas/Gone", name: "Account" }];
const SKIPS: &[SkipRule] =
    &[SkipRule { at: "/paths/~1a/put", why: "a test" }, SkipRule { at: "/paths/~1a/get", why: "it is gone" }];

#[test]
fn entries_of_the_settings_whose_place_is_gone_are_problems_and_others_are_none() {
    let document = document(&json!({ "A": { "type": "object" } }));
    let settings = Settings { renames: GONE, skips: SKIPS, ..Settings::plain() };
    let problems = model(&document, &settings).unwrap_err();
    assert!(problems.contains("Gone\n  an entry of the settings renames a schema that is not there"), "{problems}");
    assert!(
        problems.contains("get\n  an entry of the settings leaves out an operation that is not there"),
        "{problems}"
    );
    assert!(!problems.contains("~1a/put"), "{problems}");
}

#[test]
fn entries_of_the_settings_whose_place_is_gone_from_a_document_of_ones_own_are_none() {
    let settings = Settings { renames: GONE, skips: SKIPS, stale: Stale::IsNote, ..Settings::plain() };
    let model = model(&document(&json!({ "A": { "type": "object" } })), &settings).unwrap();
    assert_eq!(model.skipped.iter().map(|skip| &*skip.why).collect::<Vec<_>>(), ["a test"]);
}
