//! The names of schemas that are left out, where the names of others depend on them.
//!
//! The generator names every component schema whether it is used or not, and gives way to these names elsewhere, so
//! that use never changes a name. Leaving a schema out must not change one either. So the document is generated
//! without the unused schemas, and where a name then comes up that one of them had, its key stays. This is done until
//! no such name comes up: then every name is as it was.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::prune::hold;
use crate::codegen::problem::Pointer;
use crate::codegen::{self, Settings, lower, names, spec};

/// The keys of dropped schemas that have to stay. `bare` is the document without all of them.
pub(super) fn held(bare: &Value, keys: &[String], dropped: &[&str], settings: &Settings) -> BTreeSet<String> {
    let all: Vec<&str> = keys.iter().map(String::as_str).collect();
    let named = settled(&all, settings);
    let mut held = BTreeSet::new();
    loop {
        let left: Vec<&str> = dropped.iter().copied().filter(|key| !held.contains(*key)).collect();
        if left.is_empty() {
            return held;
        }
        let more = match changed_component(&all, &left, &named, settings) {
            Some(more) => more,
            None => {
                let mut document = bare.clone();
                hold(&mut document, &held);
                let Some(used) = type_names(&document, settings) else { return held };
                left.into_iter().filter(|key| named.get(key).is_some_and(|name| used.contains(name))).collect()
            }
        };
        if more.is_empty() {
            return held;
        }
        held.extend(more.into_iter().map(str::to_owned));
    }
}

/// The dropped keys that a component needs to keep its name, if one would get another.
fn changed_component<'k>(
    all: &[&'k str],
    left: &[&'k str],
    named: &BTreeMap<&str, String>,
    settings: &Settings,
) -> Option<Vec<&'k str>> {
    let kept: Vec<&str> = all.iter().copied().filter(|key| !left.contains(key)).collect();
    let changed = settled(&kept, settings).into_iter().find(|(key, name)| named.get(key) != Some(name));
    let (key, name) = changed?;
    let alone = |key: &str| names::alone(key);
    let related = |other: &&str| named.get(other) == Some(&name) || alone(other) == alone(key);
    let more: Vec<&str> = left.iter().copied().filter(related).collect();
    // What else it depends on, nobody knows.
    Some(if more.is_empty() { left.to_vec() } else { more })
}

/// What component schemas are called, by key.
fn settled<'k>(keys: &[&'k str], settings: &Settings) -> BTreeMap<&'k str, String> {
    let at = Pointer::default().child("components").child("schemas");
    let renamed = |key: &str| {
        let at = at.child(key);
        settings.renames.iter().find(|rename| rename.at == at.as_str()).map(|rename| rename.name)
    };
    let wishes: Vec<&str> = keys.iter().map(|key| renamed(key).unwrap_or(key)).collect();
    let names = names::types(&wishes, &BTreeSet::new()).names;
    keys.iter().copied().zip(names.iter().map(names::TypeName::to_string)).collect()
}

/// The names of all types that are generated, or nothing if nothing can be generated: there is no name to keep then.
fn type_names(document: &Value, settings: &Settings) -> Option<BTreeSet<String>> {
    let text = document.to_string();
    codegen::with_deep_stack(|| {
        let model = lower::lower(&spec::parse(&text, settings).ok()?, settings).ok()?;
        Some(model.types.iter().map(|def| def.name.to_string()).collect())
    })
}
