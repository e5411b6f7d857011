//! Components that no operation reaches.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::reach::{self, Component};
use super::{Members, names};
use crate::codegen::Settings;
use crate::vendor::Trimmed;

/// What stands for a schema that is there for its name alone.
const HELD: &str = "Not used. Kept for its name, on which the names of others depend.";

/// Leaves out every component that nothing reaches.
pub(super) fn prune(root: &mut Value, settings: &Settings, remarks: &mut Vec<String>) -> Trimmed {
    let reached = reach::components(root, settings);
    let keys = schema_keys(root);
    let dropped: Vec<&str> = keys.iter().map(String::as_str).filter(|key| !has(&reached, key)).collect();
    let mut trimmed = Trimmed::default();
    // Without what is dropped, and so with the names that are free then.
    let mut bare = root.clone();
    retain(&mut bare, &reached, &BTreeSet::new(), &mut Trimmed::default());
    let held = names::held(&bare, &keys, &dropped, settings);
    retain(root, &reached, &held, &mut trimmed);
    if trimmed.components > 0 && !held.is_empty() {
        let list: Vec<&str> = held.iter().map(String::as_str).collect();
        remarks.push(format!("names of unused schemas that are kept, as others depend on them: {}", list.join(", ")));
    }
    trimmed
}

/// The schemas of a document that nothing reaches, as they are written where their names are kept.
pub(super) fn hold(root: &mut Value, held: &BTreeSet<String>) {
    let Some(schemas) = root.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    for key in held {
        schemas.insert(key.clone(), stub());
    }
}

fn retain(root: &mut Value, reached: &BTreeSet<Component>, held: &BTreeSet<String>, trimmed: &mut Trimmed) {
    let Some(components) = root.get_mut("components").and_then(Value::as_object_mut) else { return };
    for (kind, parts) in components.iter_mut().filter(|(kind, _)| !kind.starts_with("x-")) {
        let Some(parts) = parts.as_object_mut() else { continue };
        let before = parts.len();
        parts.retain(|key, part| keep(kind, key, part, reached, held, trimmed));
        trimmed.components += before.saturating_sub(parts.len());
    }
    components.retain(|_, parts| !is_empty(parts));
    if components.is_empty() {
        root.as_object_mut().and_then(|root| root.shift_remove("components"));
    }
}

fn keep(
    kind: &str,
    key: &str,
    part: &mut Value,
    reached: &BTreeSet<Component>,
    held: &BTreeSet<String>,
    trimmed: &mut Trimmed,
) -> bool {
    if reached.contains(&(kind.to_owned(), key.to_owned())) {
        return true;
    }
    let holds = kind == "schemas" && held.contains(key);
    if holds && *part != stub() {
        trimmed.components += 1;
        *part = stub();
    }
    holds
}

fn stub() -> Value {
    json!({ "description": HELD })
}

fn has(reached: &BTreeSet<Component>, key: &str) -> bool {
    reached.contains(&("schemas".to_owned(), key.to_owned()))
}

fn schema_keys(root: &Value) -> Vec<String> {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flat_map(Members::keys).cloned().collect()
}

fn is_empty(parts: &Value) -> bool {
    parts.as_object().is_some_and(Members::is_empty) || parts.as_array().is_some_and(Vec::is_empty)
}
