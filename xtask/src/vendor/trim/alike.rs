//! Schemas that only their examples tell apart, where that matters.
//!
//! Objects that cannot be told apart become one object, each member of which has the alternatives of all. Members are
//! one alternative if their schemas are equal, and the generator compares those with their examples. So examples stay
//! in the members of alternatives that would be equal without them.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Schema;
use serde::Deserialize;
use serde_json::Value;

use super::LONGEST_CHAIN;
use super::strip::without_examples;
use crate::codegen::problem::Pointer;

/// A schema and its place.
#[derive(Clone)]
struct Node<'v> {
    at: Pointer,
    schema: &'v Value,
}

/// The walk from the alternatives of a document to the members that are compared.
struct Walk<'v> {
    root: &'v Value,
    /// The alternatives that were looked at, by their places.
    met: BTreeSet<Vec<Pointer>>,
    alike: BTreeSet<Pointer>,
}

/// The places of schemas that have to keep their examples.
pub(super) fn alike(root: &Value) -> BTreeSet<Pointer> {
    let mut walk = Walk { root, met: BTreeSet::new(), alike: BTreeSet::new() };
    walk.find(Node { at: Pointer::default(), schema: root });
    walk.alike
}

impl<'v> Walk<'v> {
    /// Looks for alternatives, wherever they stand.
    fn find(&mut self, node: Node<'v>) {
        match node.schema {
            Value::Array(items) => {
                for (index, schema) in items.iter().enumerate().filter(|(_, item)| is_container(item)) {
                    self.find(Node { at: node.at.child(index), schema });
                }
            }
            Value::Object(members) => {
                let alternatives: Vec<Node<'v>> =
                    ["oneOf", "anyOf"].iter().flat_map(|key| listed(&node, key)).collect();
                self.compare(alternatives);
                for (key, schema) in members.iter().filter(|(_, member)| is_container(member)) {
                    self.find(Node { at: node.at.child(key), schema });
                }
            }
            _ => {}
        }
    }

    /// Compares what alternatives hold under one name, and what that holds.
    fn compare(&mut self, alternatives: Vec<Node<'v>>) {
        let mut parts: BTreeMap<&'v str, Vec<Node<'v>>> = BTreeMap::new();
        let mut items = Vec::new();
        let mut open: Vec<Node<'v>> = alternatives.into_iter().map(|node| self.target(node)).collect();
        let mut places: Vec<Pointer> = open.iter().map(|node| node.at.clone()).collect();
        places.sort();
        places.dedup();
        if places.len() < 2 || !self.met.insert(places) {
            return;
        }
        let mut met = BTreeSet::new();
        while let Some(node) = open.pop() {
            if !met.insert(node.at.clone()) {
                continue;
            }
            for key in ["allOf", "oneOf", "anyOf"] {
                open.extend(listed(&node, key).into_iter().map(|member| self.target(member)));
            }
            let at = node.at.child("properties");
            for (name, schema) in node.schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                parts.entry(name).or_default().push(Node { at: at.child(name), schema });
            }
            items.extend(node.schema.get("items").map(|schema| Node { at: node.at.child("items"), schema }));
        }
        for nodes in parts.into_values() {
            self.mark(&nodes);
            self.compare(nodes);
        }
        self.compare(items);
    }

    /// Notes the schemas that are equal without their examples, and are not with them.
    fn mark(&mut self, nodes: &[Node<'v>]) {
        let written = |node: &&Node<'v>| node.schema.is_object() && node.schema.get("$ref").is_none();
        let nodes: Vec<&Node<'v>> = nodes.iter().filter(written).collect();
        let first = nodes.first().map(|node| node.schema);
        if nodes.iter().all(|node| Some(node.schema) == first) {
            return;
        }
        let bare = |node: &&Node<'v>| {
            let bare = without_examples(node.schema);
            let read = Schema::deserialize(&bare).ok();
            (bare, read)
        };
        let bare: Vec<(Value, Option<Schema>)> = nodes.iter().map(bare).collect();
        let written: Vec<(&Node<'v>, &(Value, Option<Schema>))> = nodes.into_iter().zip(&bare).collect();
        for (one, bare) in &written {
            // Also what is spelled otherwise may be read as equal.
            let equal = |other: &(Value, Option<Schema>)| bare.0 == other.0 || (bare.1.is_some() && bare.1 == other.1);
            if written.iter().any(|(other, bare)| one.schema != other.schema && equal(bare)) {
                self.alike.insert(one.at.clone());
            }
        }
    }

    /// Where a schema really stands.
    fn target(&self, node: Node<'v>) -> Node<'v> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let reference = node.schema.get("$ref").and_then(Value::as_str).and_then(Pointer::of_reference);
            let Some(at) = reference else { return node };
            let Some(schema) = self.root.pointer(at.as_str()) else { return node };
            node = Node { at, schema };
        }
        node
    }
}

/// The schemas of a list.
fn listed<'v>(node: &Node<'v>, key: &str) -> Vec<Node<'v>> {
    let at = node.at.child(key);
    let list = node.schema.get(key).and_then(Value::as_array).into_iter().flatten();
    list.enumerate().map(|(index, schema)| Node { at: at.child(index), schema }).collect()
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
