//! What has to be taken from a document before a peer makes a crate of it that compiles.
//!
//! Each step has a name, says what is lost and counts its changes. What a step cannot find it leaves alone, so that the
//! steps of a peer are the same for all documents.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use crate::census::METHODS;

/// A change of a document, and how many places it changes.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub name: &'static str,
    /// What is different for users of the crate.
    pub what: &'static str,
    pub apply: fn(&mut Value) -> usize,
}

pub(super) const IDS: Step = Step { name: "ids", what: "operations without an operationId are given one", apply: ids };
pub(super) const TYPELESS: Step =
    Step { name: "typeless", what: "a format without a type is left out", apply: typeless };
pub(super) const PLAIN_JSON: Step =
    Step { name: "plain-json", what: "application/vnd.api+json becomes application/json", apply: plain_json };
pub(super) const ERRORS: Step = Step { name: "errors", what: "described bodies of errors are lost", apply: errors };
pub(super) const ONE_ANSWER: Step =
    Step { name: "one-answer", what: "of several successful answers the first is left", apply: one_answer };
pub(super) const RENAME: Step =
    Step { name: "rename", what: "components with the name of a type derived from another are renamed", apply: rename };
pub(super) const MAPPING: Step =
    Step { name: "mapping", what: "discriminators that point to other files are left out", apply: mapping };
pub(super) const JOINED: Step =
    Step { name: "joined", what: "items of comma-separated parameters become plain texts", apply: joined };

/// Takes the steps, and tells those that changed something.
pub(super) fn taken(steps: &[Step], root: &mut Value) -> Vec<String> {
    let counted = steps.iter().map(|step| (step, (step.apply)(root)));
    let changed: Vec<(&Step, usize)> = counted.filter(|(_, count)| *count > 0).collect();
    changed.into_iter().map(|(step, count)| format!("{} ({count} times: {})", step.name, step.what)).collect()
}

fn ids(root: &mut Value) -> usize {
    let mut count = 0;
    for (path, item) in members(&mut root["paths"]) {
        for (method, operation) in members(item).filter(|(method, _)| METHODS.contains(&method.as_str())) {
            if operation.get("operationId").is_none() {
                operation["operationId"] = json!(format!("{method} {path}").to_upper_camel_case());
                count += 1;
            }
        }
    }
    count
}

fn typeless(root: &mut Value) -> usize {
    let kinds = ["type", "$ref", "allOf", "anyOf", "oneOf", "properties"];
    everywhere(root, &mut |object| {
        let is_typeless =
            object.get("format").is_some_and(Value::is_string) && kinds.iter().all(|kind| !object.contains_key(*kind));
        usize::from(is_typeless && object.remove("format").is_some())
    })
}

fn plain_json(root: &mut Value) -> usize {
    everywhere(root, &mut |object| {
        let Some(Value::Object(content)) = object.get_mut("content") else { return 0 };
        let Some(body) = content.remove("application/vnd.api+json") else { return 0 };
        content.clear();
        content.insert("application/json".to_owned(), body);
        1
    })
}

fn errors(root: &mut Value) -> usize {
    each_operation(root, |operation| {
        let Some(Value::Object(responses)) = operation.get_mut("responses") else { return 0 };
        let before = responses.len();
        responses.retain(|status, _| status.starts_with('2'));
        before - responses.len()
    })
}

fn one_answer(root: &mut Value) -> usize {
    each_operation(root, |operation| {
        let Some(Value::Object(responses)) = operation.get_mut("responses") else { return 0 };
        let mut successes = responses.keys().filter(|status| status.starts_with('2')).cloned();
        let _first = successes.next();
        let others: Vec<String> = successes.collect();
        others.iter().filter(|status| responses.remove(status.as_str()).is_some()).count()
    })
}

fn mapping(root: &mut Value) -> usize {
    everywhere(root, &mut |object| {
        let mapped = object.get("discriminator").and_then(|discriminator| discriminator["mapping"].as_object());
        let is_elsewhere = mapped.is_some_and(|mapping| {
            mapping
                .values()
                .filter_map(Value::as_str)
                .any(|target| target.contains(".json") || target.contains(".yaml"))
        });
        usize::from(is_elsewhere && object.remove("discriminator").is_some())
    })
}

fn joined(root: &mut Value) -> usize {
    everywhere(root, &mut |object| {
        let is_joined = object.get("in").is_some_and(|place| place == "query")
            && object.get("explode").is_some_and(|explode| explode == false);
        let items = object.get_mut("schema").and_then(|schema| schema.get_mut("items"));
        match items {
            Some(items) if is_joined && *items != json!({ "type": "string" }) => {
                *items = json!({ "type": "string" });
                1
            }
            _ => 0,
        }
    })
}

/// Components whose name a generator derives as well, from a component and the members below it.
fn rename(root: &mut Value) -> usize {
    let schemas = root["components"]["schemas"].as_object().cloned().unwrap_or_default();
    let mut derived = BTreeSet::new();
    for (name, schema) in &schemas {
        derive(&name.to_upper_camel_case(), schema, &mut derived);
    }
    let clashing = schemas.keys().filter(|name| derived.contains(&name.to_upper_camel_case()));
    let clashing: Vec<String> = clashing.cloned().collect();
    for name in &clashing {
        let fresh = format!("{name}Component");
        move_member(&mut root["components"]["schemas"], name, &fresh);
        point_to(root, &format!("#/components/schemas/{name}"), &format!("#/components/schemas/{fresh}"));
    }
    clashing.len()
}

fn derive(name: &str, schema: &Value, derived: &mut BTreeSet<String>) {
    for (key, member) in schema["properties"].as_object().into_iter().flatten() {
        derive_inline(&format!("{name}{}", key.to_upper_camel_case()), member, derived);
    }
    derive_inline(&format!("{name}Item"), &schema["items"], derived);
    for (nth, part) in
        ["oneOf", "anyOf"].iter().flat_map(|key| schema[*key].as_array().into_iter().flatten().enumerate())
    {
        derive_inline(&format!("{name}Variant{nth}"), part, derived);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        derive(name, part, derived);
    }
}

fn derive_inline(name: &str, schema: &Value, derived: &mut BTreeSet<String>) {
    if schema.is_object() && schema.get("$ref").is_none() {
        derived.insert(name.to_owned());
        derive(name, schema, derived);
    }
}

fn move_member(object: &mut Value, from: &str, to: &str) {
    let Some(object) = object.as_object_mut() else { return };
    let moved =
        object.iter().map(|(key, value)| (if key == from { to.to_owned() } else { key.clone() }, value.clone()));
    *object = moved.collect::<Map<String, Value>>();
}

fn point_to(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => *text = to.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| point_to(item, from, to)),
        Value::Object(members) => members.values_mut().for_each(|member| point_to(member, from, to)),
        _ => {}
    }
}

fn each_operation(root: &mut Value, mut change: impl FnMut(&mut Value) -> usize) -> usize {
    let mut count = 0;
    for (_, item) in members(&mut root["paths"]) {
        for (_, operation) in members(item).filter(|(method, _)| METHODS.contains(&method.as_str())) {
            count += change(operation);
        }
    }
    count
}

/// Every object of the document. Examples are left alone: they are not part of what is described.
fn everywhere(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>) -> usize) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(|item| everywhere(item, change)).sum(),
        Value::Object(object) => {
            let here = change(object);
            let below = object.iter_mut().filter(|(key, _)| !["example", "examples"].contains(&key.as_str()));
            here + below.map(|(_, member)| everywhere(member, change)).sum::<usize>()
        }
        _ => 0,
    }
}

fn members(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flatten()
}

#[cfg(test)]
mod tests;
