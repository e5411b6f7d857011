use serde_json::{Value, json};

use super::operations::operation;
use crate::codegen::model::{Returns, TypeRef};

fn content(schema: &Value) -> Value {
    json!({ "description": "", "content": { "application/json": { "schema": schema } } })
}

fn returns(responses: &Value) -> Returns {
    operation(&json!({ "responses": responses })).0.returns
}

#[test]
fn statuses_of_one_body_give_that_body() {
    let text = content(&json!({ "type": "string" }));
    assert_eq!(returns(&json!({ "200": text, "201": text })), Returns::Json(TypeRef::String));
    assert_eq!(returns(&json!({ "302": text })), Returns::Json(TypeRef::String));
    assert_eq!(returns(&json!({ "200": text, "204": { "description": "" } })), Returns::JsonOrNothing(TypeRef::String));
}

#[test]
fn a_redirect_beside_a_success_is_told_by_its_status() {
    let text = content(&json!({ "type": "string" }));
    assert!(matches!(returns(&json!({ "200": text, "302": text })), Returns::Outcome(_)));
    assert!(matches!(returns(&json!({ "200": text, "302": { "description": "" } })), Returns::Outcome(_)));
}

#[test]
fn only_json_of_the_same_schema_is_asked_for_together() {
    let (text, number) = (json!({ "schema": { "type": "string" } }), json!({ "schema": { "type": "number" } }));
    let content = json!({ "application/json": text, "text/json": text, "application/xml": text, "a/b+json": number });
    let (_, model) = operation(&json!({ "responses": { "200": { "description": "", "content": content } } }));
    let accept: Vec<_> = model.tags[0].operations.iter().map(|operation| operation.accept.join(" ")).collect();
    assert_eq!(accept, ["a/b+json", "application/json", "application/xml", "text/json"]);
    let content = json!({ "application/json": text, "text/json": text, "application/xml": text });
    let (_, model) = operation(&json!({ "responses": { "200": { "description": "", "content": content } } }));
    let accept: Vec<_> = model.tags[0].operations.iter().map(|operation| operation.accept.join(" ")).collect();
    assert_eq!(accept, ["application/json text/json", "application/xml"]);
}

#[test]
fn a_header_that_is_no_scalar_is_a_text() {
    let of = |schema: Value| {
        let headers = json!({ "x-a": { "schema": schema } });
        operation(&json!({ "responses": { "200": { "description": "", "headers": headers } } })).0.headers[0].ty.clone()
    };
    assert_eq!(of(json!({ "type": "string", "format": "uuid" })), TypeRef::Uuid);
    assert_eq!(of(json!({ "type": "string", "format": "date-time" })), TypeRef::String);
    assert_eq!(of(json!({ "type": "array", "items": { "type": "integer" } })), TypeRef::String);
    assert_eq!(of(json!({ "type": "integer" })), TypeRef::I64);
}
