//! Whether two schemas say the same, for what the model hands on as bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::raw;
use crate::codegen::problem::Pointer;

/// Keys that are for readers.
const PROSE: [&str; 7] = ["description", "title", "summary", "example", "examples", "externalDocs", "xml"];

/// Lists whose order says nothing.
const SETS: [&str; 3] = ["enum", "required", "type"];

/// Two documents, and the references of both that have been followed together.
struct Walk<'v> {
    old: &'v Value,
    new: &'v Value,
    met: BTreeSet<(Pointer, Pointer)>,
}

/// Whether the schemas at two places are the same but for prose, names of components and order.
pub(in crate::verdict) fn same_schema(old: &Value, old_at: &Pointer, new: &Value, new_at: &Pointer) -> bool {
    let mut open: Vec<(&Value, &Value)> = Vec::new();
    match (raw::get(old, old_at), raw::get(new, new_at)) {
        (Some(one), Some(other)) => open.push((one, other)),
        (one, other) => return one.is_none() && other.is_none(),
    }
    let mut walk = Walk { old, new, met: BTreeSet::new() };
    // A stack of its own: a document must not decide how deep ours gets.
    while let Some((one, other)) = open.pop() {
        if !walk.schema(one, other, &mut open) {
            return false;
        }
    }
    true
}

impl<'v> Walk<'v> {
    /// Whether two schemas are the same, leaving those inside for later.
    fn schema(&mut self, one: &'v Value, other: &'v Value, open: &mut Vec<(&'v Value, &'v Value)>) -> bool {
        let (one_at, other_at) = (reference(one), reference(other));
        if one_at.is_some() || other_at.is_some() {
            let key = (one_at.clone().unwrap_or_default(), other_at.clone().unwrap_or_default());
            let is_pair = one_at.is_some() && other_at.is_some();
            if is_pair && !self.met.insert(key) {
                return true;
            }
        }
        let follow = |root: &'v Value, node: &'v Value, at: Option<Pointer>| match at {
            Some(at) => raw::get(root, &raw::target(root, &at)).unwrap_or(node),
            None => node,
        };
        match (follow(self.old, one, one_at), follow(self.new, other, other_at)) {
            (Value::Object(one), Value::Object(other)) => keywords(one, other, open),
            (one, other) => one == other,
        }
    }
}

fn reference(node: &Value) -> Option<Pointer> {
    node.get("$ref").and_then(Value::as_str).and_then(Pointer::of_reference)
}

fn keywords<'v>(
    one: &'v Map<String, Value>,
    other: &'v Map<String, Value>,
    open: &mut Vec<(&'v Value, &'v Value)>,
) -> bool {
    let (one, other) = (said(one), said(other));
    one.len() == other.len()
        && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| keyword(key, value, other, open)))
}

/// The keywords that say something of values.
fn said(schema: &Map<String, Value>) -> BTreeMap<&str, &Value> {
    let all = schema.iter().map(|(key, value)| (key.as_str(), value));
    all.filter(|(key, _)| !PROSE.contains(key) && !key.starts_with("x-")).collect()
}

fn keyword<'v>(key: &str, one: &'v Value, other: &'v Value, open: &mut Vec<(&'v Value, &'v Value)>) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if key == "properties" => {
            let pairs = one.iter().map(|(name, value)| Some((value, other.get(name)?)));
            let Some(pairs) = pairs.collect::<Option<Vec<_>>>().filter(|_| one.len() == other.len()) else {
                return false;
            };
            open.extend(pairs);
            true
        }
        (Value::Object(_), Value::Object(_)) if key != "default" && key != "discriminator" => {
            open.push((one, other));
            true
        }
        (Value::Array(one), Value::Array(other)) if SETS.contains(&key) => {
            let set = |list: &[Value]| list.iter().map(Value::to_string).collect::<BTreeSet<_>>();
            set(one) == set(other)
        }
        (Value::Array(one), Value::Array(other)) => {
            open.extend(one.iter().zip(other));
            one.len() == other.len()
        }
        _ => one == other,
    }
}
