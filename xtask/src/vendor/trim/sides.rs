//! The parts of a document beside its components: paths, tags, webhooks.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::vendor::operations;

/// Leaves out path items without operations, unless the name of an operation depends on their path.
pub(super) fn paths(root: &mut Value) {
    let has_operations = |item: &Value| operations::of_item(item).next().is_some() || item.get("$ref").is_some();
    let (full, empty): (Vec<_>, Vec<_>) = operations::paths(root).partition(|(_, item)| has_operations(item));
    let told: BTreeSet<String> = full.iter().filter_map(|(path, _)| collection(path)).collect();
    let nameless = operations::all(root).filter(|operation| operation.id().is_none_or(|id| id.trim().is_empty()));
    let nameless: BTreeSet<String> = nameless.map(|operation| trimmed(operation.path)).collect();
    let needed = |path: &str| collection(path).is_some_and(|of| nameless.contains(&of) && !told.contains(&of));
    let (needed, dropped): (Vec<&str>, Vec<&str>) = empty.iter().map(|(path, _)| *path).partition(|path| needed(path));
    let own = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    let (needed, dropped) = (own(needed), own(dropped));
    let Some(paths) = operations::paths_mut(root) else { return };
    paths.retain(|path, _| !dropped.contains(path));
    for (_, item) in paths.iter_mut().filter(|(path, _)| needed.contains(*path)) {
        *item = Value::Object(serde_json::Map::new());
    }
}

/// The path that another one continues with a parameter. It stands for a set of things then, and an operation without
/// an id is named after that.
fn collection(path: &str) -> Option<String> {
    let path = trimmed(path);
    let (parent, last) = path.rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}')).then(|| parent.to_owned())
}

fn trimmed(path: &str) -> String {
    format!("/{}", path.trim_start_matches('/').trim_end_matches('/'))
}

/// Leaves out tags that no operation has.
pub(super) fn tags(root: &mut Value) {
    let used: BTreeSet<String> =
        operations::all(root).flat_map(|operation| operation.tags().map(str::to_owned).collect::<Vec<_>>()).collect();
    let Some(root) = root.as_object_mut() else { return };
    let Some(Value::Array(tags)) = root.get_mut("tags") else { return };
    tags.retain(|tag| tag.get("name").and_then(Value::as_str).is_none_or(|name| used.contains(name)));
    if tags.is_empty() {
        root.shift_remove("tags");
    }
}

/// Leaves out what a service sends by itself: no code is made of it.
pub(super) fn webhooks(root: &mut Value, remarks: &mut Vec<String>) {
    let webhooks = root.as_object_mut().and_then(|root| root.shift_remove("webhooks"));
    if webhooks.is_some() {
        remarks.push("the webhooks are left out: nothing is generated from them".to_owned());
    }
}
