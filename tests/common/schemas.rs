//! Bodies held against the schemas of an OpenAPI document, by a validator that is not ours.

use boon::{Compiler, Draft};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

const LOCATION: &str = "http://document.invalid/openapi.json";

/// A document whose schemas are those of JSON Schema 2020-12.
pub struct Schemas(Value);

/// An answer that a document describes.
pub struct Answer {
    /// Method and path: `GET /groups`.
    pub operation: String,
    pub status: u16,
    /// Where the schema of its JSON body is, if it has one.
    schema: Option<String>,
}

impl Schemas {
    pub fn read(text: &str) -> Self {
        let mut document = serde_json::from_str(text).unwrap();
        convert(&mut document);
        Self(document)
    }

    /// Those of the vendored document of an API.
    pub fn of(api: &str) -> Self {
        let path = format!("{}/specs/{api}.json", env!("CARGO_MANIFEST_DIR"));
        Self::read(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    /// Every answer with a status of its own.
    pub fn answers(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        for (path, item) in self.0["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let responses = operation["responses"].as_object().into_iter().flatten();
                for status in responses.filter_map(|(status, _)| status.parse().ok()) {
                    let place = format!("/paths/{}/{method}/responses/{status}", escaped(path));
                    let operation = format!("{} {path}", method.to_uppercase());
                    answers.push(Answer { operation, status, schema: self.schema(place) });
                }
            }
        }
        answers
    }

    /// The answer of an operation for a status.
    pub fn answer(&self, operation: &str, status: u16) -> Option<Answer> {
        self.answers().into_iter().find(|answer| (answer.operation.as_str(), answer.status) == (operation, status))
    }

    /// The schema of the JSON body of an answer.
    fn schema(&self, place: String) -> Option<String> {
        let response = self.0.pointer(&place).unwrap();
        let place = match response["$ref"].as_str() {
            Some(reference) => reference.trim_start_matches('#').to_owned(),
            None => place,
        };
        let content = self.0.pointer(&place).unwrap()["content"].as_object()?;
        let (media, _) = content.iter().find(|(media, _)| media.ends_with("json"))?;
        Some(format!("{place}/content/{}/schema", escaped(media)))
    }

    /// What is wrong with each of these bodies; an answer without a body has null.
    pub fn faults(&self, bodies: &[(Answer, Value)]) -> Vec<String> {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.enable_format_assertions();
        compiler.add_resource(LOCATION, self.0.clone()).unwrap();
        let mut schemas = boon::Schemas::new();
        let mut faults = Vec::new();
        for (answer, body) in bodies {
            let Some(pointer) = &answer.schema else {
                if !body.is_null() {
                    faults.push(format!("{} {}: a body that is not described", answer.operation, answer.status));
                }
                continue;
            };
            let encoded: Vec<_> = pointer.split('/').map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC)).collect();
            let encoded = encoded.iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
            let schema = compiler.compile(&format!("{LOCATION}#{encoded}"), &mut schemas);
            let schema = schema.unwrap_or_else(|error| panic!("{pointer}: {error:#}"));
            if let Err(error) = schemas.validate(body, schema) {
                faults.push(format!("{} {}: {error:#}\n{body:#}", answer.operation, answer.status));
            }
        }
        faults
    }
}

/// Says what OpenAPI 3.0 has words of its own for, in those of JSON Schema.
fn convert(node: &mut Value) {
    if node.get("nullable").is_some_and(|nullable| *nullable == true) {
        if let Some(kind) = node.get("type").and_then(Value::as_str) {
            node["type"] = json!([kind, "null"]);
        }
        if let Some(known) = node.get_mut("enum").and_then(Value::as_array_mut) {
            known.push(Value::Null);
        }
    }
    // What is only written is not asked for in an answer.
    if let Some(names) = node.get("required").and_then(Value::as_array) {
        let is_written = |name: &Value| node["properties"][name.as_str().unwrap_or_default()]["writeOnly"] == true;
        let read: Vec<Value> = names.iter().filter(|name| !is_written(name)).cloned().collect();
        node["required"] = read.into();
    }
    // Alternatives may look alike where a member says which of them it is.
    if let Some(tagged) = tagged(node) {
        node.as_object_mut().unwrap().remove("oneOf");
        node["anyOf"] = tagged;
    }
    match node {
        Value::Object(members) => members.values_mut().for_each(convert),
        Value::Array(items) => items.iter_mut().for_each(convert),
        _ => {}
    }
}

/// The alternatives of a union with a discriminator, each with what it is called by.
fn tagged(node: &Value) -> Option<Value> {
    let discriminator = node.get("discriminator")?;
    let (member, mapping) = (discriminator["propertyName"].as_str()?, discriminator.get("mapping")?.as_object()?);
    let with_tag = |(tag, target): (&String, &Value)| {
        let called = json!({ "properties": { member: { "const": tag } }, "required": [member] });
        json!({ "allOf": [{ "$ref": target }, called] })
    };
    Some(mapping.iter().map(with_tag).collect())
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
