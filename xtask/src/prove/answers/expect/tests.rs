use serde_json::json;

use super::*;
use crate::codegen::Settings;
use crate::codegen::model::Returns;
use crate::trial::stages;

/// The model of an operation that answers with this schema.
fn model(schema: Value) -> Model {
    let content = json!({ "application/json": { "schema": schema } });
    let responses = json!({ "200": { "description": "", "content": content } });
    let document = json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "servers": [{ "url": "https://example.com" }],
        "paths": { "/a": { "get": { "operationId": "getA", "tags": ["a"], "responses": responses } } },
    });
    let settings = Settings { api: "scratch", runtime: "snyk_secoda", ..Settings::plain() };
    stages::run(&document.to_string(), &settings).0.unwrap().model
}

fn read(schema: Value, value: Value) -> Result<Read, Fault> {
    let model = model(schema);
    let (_, operation) = model.operations().next().unwrap();
    let Returns::Json(ty) = &operation.returns else { panic!("{:?}", operation.returns) };
    Reader::new(&model).read(ty, &value)
}

fn shown(read: Result<Read, Fault>) -> String {
    read.unwrap_err().shown()
}

fn item() -> Value {
    json!({ "type": "object", "required": ["id"], "properties": {
        "id": { "type": "integer" }, "note": { "type": "string" },
    } })
}

#[test]
fn what_is_not_kept_is_noted() {
    let read = read(item(), json!({ "new": 1, "note": null, "id": 2 })).unwrap();
    assert_eq!(read.value, json!({ "id": 2 }));
    let notes = [("$.new", Leniency::UnknownMember), ("$.note", Leniency::NullAsAbsent)];
    assert_eq!(read.notes, notes.map(|(path, note)| (path.to_owned(), note)));
}

#[test]
fn a_fault_is_at_its_place_and_an_absent_member_at_its_object() {
    let list = json!({ "type": "array", "items": item() });
    assert_eq!(shown(read(list.clone(), json!([{ "id": 1 }, { "id": 1.0 }]))), "$[1].id");
    assert_eq!(shown(read(list, json!([{ "id": 1 }, {}]))), "$[1]");
}

#[test]
fn a_fault_inside_of_a_union_is_at_its_place() {
    let link = json!({ "oneOf": [{ "type": "string" }, item()] });
    let schema = json!({ "type": "object", "properties": { "link": link, "more": { "type": "string" } } });
    assert_eq!(shown(read(schema, json!({ "more": "m", "link": { "id": "x" } }))), "$.link.id");
}

#[test]
fn what_no_alternative_claims_is_kept() {
    let read = read(json!({ "oneOf": [{ "type": "string" }, item()] }), json!(true)).unwrap();
    assert_eq!((read.value, read.notes), (json!(true), vec![("$".to_owned(), Leniency::Unrecognized)]));
}

#[test]
fn a_time_is_kept_as_an_instant() {
    let schema = json!({ "type": "string", "format": "date-time" });
    let read = read(schema, json!("2024-01-01T01:00:00.500+01:00")).unwrap();
    assert_eq!(
        (read.value, read.notes),
        (json!("2024-01-01T00:00:00.500Z"), vec![("$".to_owned(), Leniency::Instant)])
    );
}

#[test]
fn paths_are_written_as_errors_write_them() {
    let value = json!({ "a-b": [{ "c d": 1 }] });
    assert_eq!(path_of("/a-b/0/c d", &value), "$.a-b[0][\"c d\"]");
}
