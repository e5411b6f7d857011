//! Ways through a document as it was written, for what the model does not keep.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::codegen::model::Location;
use crate::codegen::problem::Pointer;

/// References in a row, and schemas below each other, that are followed.
const DEEPEST: usize = 32;

/// What stands at a place.
pub(in crate::verdict) fn get<'v>(root: &'v Value, at: &Pointer) -> Option<&'v Value> {
    root.pointer(at.as_str())
}

/// The place, or the closest one around it that the document has: the generator names places of its own.
pub(in crate::verdict) fn nearest(root: &Value, at: &Pointer) -> Pointer {
    let mut at = at.clone();
    while get(root, &at).is_none() && !at.as_str().is_empty() {
        at = at.parent();
    }
    at
}

/// Where the references at a place lead in the end.
pub(in crate::verdict) fn target(root: &Value, at: &Pointer) -> Pointer {
    let mut at = at.clone();
    for _ in 0..DEEPEST {
        let reference = get(root, &at).and_then(|node| node.get("$ref")).and_then(Value::as_str);
        match reference.and_then(Pointer::of_reference) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The component that a place refers to or is, such as a parameter that operations share.
pub(in crate::verdict) fn component(root: &Value, at: &Pointer) -> Option<Pointer> {
    let target = target(root, at);
    is_component(&target).then_some(target)
}

pub(in crate::verdict) fn is_component(at: &Pointer) -> bool {
    at.as_str().strip_prefix("/components/").is_some_and(|rest| rest.matches('/').count() == 1)
}

/// A schema and the members of its `allOf`, those of their own included.
pub(in crate::verdict) fn parts(root: &Value, at: &Pointer) -> Vec<Pointer> {
    let mut parts = Vec::new();
    let mut met = BTreeSet::new();
    let mut open = vec![at.clone()];
    while let Some(at) = open.pop() {
        let at = target(root, &at);
        if !met.insert(at.clone()) {
            continue;
        }
        let members = get(root, &at).and_then(|node| node.get("allOf")).and_then(Value::as_array);
        let below = at.child("allOf");
        open.extend((0..members.map_or(0, Vec::len)).rev().map(|index| below.child(index)));
        parts.push(at);
    }
    parts
}

/// What a schema says by a keyword, itself or by its `allOf`.
pub(in crate::verdict) fn keyword<'v>(root: &'v Value, at: &Pointer, name: &str) -> Option<&'v Value> {
    parts(root, at).iter().find_map(|part| get(root, part)?.get(name))
}

/// Where an object's schema names a member.
pub(in crate::verdict) fn member(root: &Value, at: &Pointer, wire: &str) -> Option<Pointer> {
    let places = parts(root, at).into_iter().map(|part| part.child("properties").child(wire));
    places.into_iter().find(|place| get(root, place).is_some())
}

/// Whether an object's schema requires a member.
pub(in crate::verdict) fn requires(root: &Value, at: &Pointer, wire: &str) -> bool {
    let lists = parts(root, at).into_iter().filter_map(|part| get(root, &part)?.get("required")?.as_array());
    lists.flatten().any(|name| name.as_str() == Some(wire))
}

/// Whether an object's schema refuses members that it does not name.
pub(in crate::verdict) fn is_closed(root: &Value, at: &Pointer) -> bool {
    let said = |part: &Pointer| get(root, part).and_then(|node| node.get("additionalProperties"));
    parts(root, at).iter().any(|part| said(part) == Some(&Value::Bool(false)))
}

/// Where an operation and its path declare parameters, behind references: by location and name, headers in lower case.
pub(in crate::verdict) fn parameters(root: &Value, operation: &Pointer) -> BTreeMap<(String, String), Pointer> {
    let mut places = BTreeMap::new();
    // The operation's own replaces that of the path.
    for list in [operation.parent().child("parameters"), operation.child("parameters")] {
        let count = get(root, &list).and_then(Value::as_array).map_or(0, Vec::len);
        for at in (0..count).map(|index| target(root, &list.child(index))) {
            let text = |key: &str| get(root, &at).and_then(|node| node.get(key)).and_then(Value::as_str);
            let (Some(location), Some(name)) = (text("in"), text("name")) else { continue };
            places.insert(key(location, name), at);
        }
    }
    places
}

/// Where an operation or its path declares a parameter, behind references.
pub(in crate::verdict) fn parameter(
    root: &Value,
    operation: &Pointer,
    location: Location,
    wire: &str,
) -> Option<Pointer> {
    parameters(root, operation).remove(&key(word(location), wire))
}

/// What tells a parameter from others.
pub(in crate::verdict) fn key(location: &str, wire: &str) -> (String, String) {
    let name = if location == "header" { wire.to_ascii_lowercase() } else { wire.to_owned() };
    (location.to_owned(), name)
}

/// How a document and a reader call a location.
pub(in crate::verdict) fn word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// A value as JSON, its members in the order of their names.
pub(in crate::verdict) fn json(value: &Value) -> String {
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let by_name: BTreeMap<&String, &Value> = members.iter().collect();
                Value::Object(by_name.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
            scalar => scalar.clone(),
        }
    }
    sorted(value).to_string()
}

/// A text as it is, and anything else as JSON.
pub(in crate::verdict) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| json(value), str::to_owned)
}
