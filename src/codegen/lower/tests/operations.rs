use serde_json::{Value, json};

use super::model;
use crate::codegen::model::{Authorization, BodyContent, Model, Operation, Returns, TypeRef};
use crate::codegen::settings::{Alias, Settings};

/// A document with these members of its root, and an operation.
pub(super) fn with_operation(path: &str, operation: &Value, root: &Value) -> Value {
    let mut document = json!({ "openapi": "3.0.3", "info": { "title": "Test", "version": "1" }, "paths": {} });
    let members = root.as_object().into_iter().flatten();
    members.for_each(|(name, value)| document[name] = value.clone());
    document["paths"][path] = json!({ "post": operation });
    document
}

/// The only operation of a document, that of `POST /a` with some members.
pub(super) fn operation(members: &Value) -> (Operation, Model) {
    let mut operation = json!({ "operationId": "postA", "responses": { "204": { "description": "" } } });
    members.as_object().into_iter().flatten().for_each(|(name, value)| operation[name] = value.clone());
    let document = with_operation("/a", &operation, &json!({}));
    let model = model(&document, &Settings::plain()).unwrap_or_else(|problems| panic!("{problems}"));
    (model.tags[0].operations[0].clone(), model)
}

#[test]
fn a_tag_has_its_own_description() {
    let tags = json!([{ "name": "Other", "description": "Another." }, { "name": "Mine", "description": "This." }]);
    let of_tag = |tag: &str| {
        let operation = json!({ "tags": [tag], "responses": { "204": { "description": "" } } });
        let document = with_operation("/a", &operation, &json!({ "tags": tags }));
        model(&document, &Settings::plain()).unwrap().tags[0].doc.clone()
    };
    assert_eq!(of_tag("Mine"), ["This."]);
    assert_eq!(of_tag("Unsaid"), ["The operations of the tag `Unsaid`."]);
}

#[test]
fn members_of_a_form_are_written_as_their_encoding_says() {
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let names = ["deep", "space", "pipe", "exploded", "usual"];
    let properties: serde_json::Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), list.clone())).collect();
    let (operation, _) = operation(&json!({ "requestBody": { "content": { "application/x-www-form-urlencoded": {
        "schema": { "type": "object", "properties": properties },
        "encoding": {
            "deep": { "style": "deepObject", "explode": true },
            "space": { "style": "spaceDelimited" },
            "pipe": { "style": "pipeDelimited" },
            "exploded": { "style": "spaceDelimited", "explode": true },
            "usual": { "style": "form" }
        }
    } } } }));
    let Some(BodyContent::Form(_, encodings)) = operation.body.map(|body| body.content) else { panic!("no form") };
    let styles: Vec<_> = encodings.iter().map(|(name, encoding)| (&**name, encoding.style)).collect();
    assert_eq!(styles, [("deep", "DEEP_OBJECT"), ("space", "SPACE"), ("pipe", "PIPE")]);
}

#[test]
fn a_blank_operation_id_is_none() {
    let (operation, model) = operation(&json!({ "operationId": " " }));
    assert_eq!(operation.name.as_str(), "post_a");
    assert!(model.notes.iter().any(|note| note.what == "no operationId, called post_a by its method and path"));
}

#[test]
fn a_path_stands_for_a_set_if_another_continues_it_with_a_parameter_alone() {
    let names = |item: &str| {
        let answer = json!({ "responses": { "204": { "description": "" } } });
        let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } });
        let document = json!({ "openapi": "3.0.3", "info": { "title": "Test", "version": "1" }, "paths": {
            "/things": { "get": answer }, item: { "parameters": [id], "delete": answer }
        } });
        let model = model(&document, &Settings::plain()).unwrap_or_else(|problems| panic!("{problems}"));
        model.operations().map(|(_, operation)| operation.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names("/things/{id}")[0], "list_things");
    assert_eq!(names("/things/{id}.json")[0], "get_things");
    assert_eq!(names("/things/all-{id}")[0], "get_things");
}

#[test]
fn only_an_empty_security_does_without_a_credential() {
    let of = |members: &Value| operation(members).0.authorization;
    assert_eq!(of(&json!({ "security": [] })), Authorization::None);
    assert_eq!(of(&json!({ "security": [{ "token": [] }] })), Authorization::Required);
    assert_eq!(of(&json!({})), Authorization::Required);
}

/// An operation that gives a page by a cursor as JSON or as a table, with a header.
fn page(parameter: &str) -> Model {
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let links = json!({ "type": "object", "properties": { "next": { "type": "string" } } });
    let answer = json!({ "type": "object", "properties": { "data": list, "links": links } });
    let content = json!({ "application/json": { "schema": answer }, "text/csv": {} });
    let headers = json!({ "x-total": { "schema": { "type": "integer" } } });
    let cursor = |place: &str, name: &str| json!({ "name": name, "in": place, "schema": { "type": "string" } });
    let operation = json!({
        "operationId": "listA",
        "parameters": [cursor("query", parameter), cursor("header", "starting_after")],
        "responses": { "200": { "description": "", "headers": headers, "content": content } }
    });
    let document = with_operation("/a", &operation, &json!({}));
    model(&document, &Settings::snyk()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn another_form_of_an_answer_has_neither_pages_nor_headers() {
    let model = page("starting_after");
    let [whole, table] = &model.tags[0].operations[..] else { panic!("{:?}", model.tags[0].operations) };
    assert!(whole.paging.is_some() && !whole.variant && whole.headers.len() == 1);
    assert!(table.paging.is_none() && table.variant && table.headers.is_empty());
    assert_eq!(table.returns, Returns::Text);
    assert_eq!(table.doc.last().map(String::as_str), Some("In this form by `text/csv`."));
}

#[test]
fn only_the_query_asks_for_a_page() {
    assert!(page("other").tags[0].operations[0].paging.is_none());
}

#[test]
fn a_body_without_a_schema_is_any_json_or_bytes() {
    let of = |media_type: &str| {
        let (operation, _) = operation(&json!({ "requestBody": { "content": { media_type: {} } } }));
        operation.body.map(|body| body.content)
    };
    assert_eq!(of("application/json"), Some(BodyContent::Json(TypeRef::Json)));
    assert_eq!(of("text/plain"), Some(BodyContent::Raw));
}

const HANDLE: &[Alias] = &[Alias { at: "/paths/~1a/post", formerly: "things" }];

#[test]
fn a_former_name_must_not_be_that_of_the_handle() {
    let operation =
        json!({ "operationId": "postA", "tags": ["Things"], "responses": { "204": { "description": "" } } });
    let document = with_operation("/a", &operation, &json!({}));
    let problems = model(&document, &Settings { aliases: HANDLE, ..Settings::plain() }).unwrap_err();
    assert!(problems.contains("the alias \"things\" is the name of something else now"), "{problems}");
}
