//! What the operations of a document reach.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Members;
use crate::codegen::Settings;
use crate::codegen::problem::Pointer;

/// A component: its kind and its key.
pub(super) type Component = (String, String);

/// The components that anything outside of them leads to, directly or through others.
///
/// More than the generator looks at, never less: every reference counts, wherever it stands.
pub(super) fn components(root: &Value, settings: &Settings) -> BTreeSet<Component> {
    let mut reach = Reach { root, met: BTreeSet::new(), open: Vec::new() };
    for (_, part) in root.as_object().into_iter().flatten().filter(|(key, _)| *key != "components") {
        reach.look(part);
    }
    if let Some(root) = root.as_object() {
        reach.security(root);
    }
    // An entry of the settings whose place is gone would be a problem.
    for rename in settings.renames {
        reach.pointer(rename.at);
    }
    let extensions = extensions(root);
    while let Some((kind, key)) = reach.open.pop() {
        let Some(part) = root.get("components").and_then(|all| all.get(&kind)?.get(&key)) else { continue };
        reach.look(part);
        let at = Pointer::default().child("components").child(kind).child(key);
        if part.get("discriminator").is_some() {
            // It stands for whatever extends it.
            extensions.get(&at).into_iter().flatten().for_each(|extension| reach.pointer(extension.as_str()));
        }
    }
    reach.met
}

/// The targets of references that are no whole component.
pub(super) fn inner(value: &Value) -> BTreeSet<Pointer> {
    let mut found = BTreeSet::new();
    references(value, &mut |reference| {
        let at = Pointer::of_reference(reference);
        found.extend(
            at.filter(|at| !(at.as_str().starts_with("/components/") && at.as_str().matches('/').count() == 3)),
        );
    });
    found
}

fn references(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(members) => {
            members.get("$ref").and_then(Value::as_str).into_iter().for_each(&mut *found);
            members.values().for_each(|member| references(member, found));
        }
        _ => {}
    }
}

/// A walk from component to component.
struct Reach<'v> {
    root: &'v Value,
    met: BTreeSet<Component>,
    open: Vec<Component>,
}

impl Reach<'_> {
    /// Everything that a part leads to.
    fn look(&mut self, part: &Value) {
        match part {
            Value::Array(items) => items.iter().for_each(|item| self.look(item)),
            Value::Object(members) => {
                if let Some(at) = members.get("$ref").and_then(Value::as_str).and_then(Pointer::of_reference) {
                    self.pointer(at.as_str());
                }
                self.mapping(members);
                self.security(members);
                members.values().for_each(|member| self.look(member));
            }
            _ => {}
        }
    }

    /// The values of a discriminator's mapping name components, or refer to them.
    fn mapping(&mut self, members: &Members) {
        let mapping = members.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
        for target in mapping.and_then(Value::as_object).into_iter().flatten().filter_map(|(_, target)| target.as_str())
        {
            self.add("schemas", target);
            if let Some(at) = Pointer::of_reference(target) {
                self.pointer(at.as_str());
            }
        }
    }

    /// Security schemes are named, not referred to.
    fn security(&mut self, members: &Members) {
        let alternatives = members.get("security").and_then(Value::as_array).into_iter().flatten();
        for (name, _) in alternatives.filter_map(Value::as_object).flatten() {
            self.add("securitySchemes", name);
        }
    }

    fn pointer(&mut self, pointer: &str) {
        let mut tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
        if let (Some("components"), Some(kind), Some(key)) = (tokens.next().as_deref(), tokens.next(), tokens.next()) {
            self.add(&kind, &key);
        }
    }

    fn add(&mut self, kind: &str, key: &str) {
        let is_there = self.root.get("components").and_then(|all| all.get(kind)?.get(key)).is_some();
        let component = (kind.to_owned(), key.to_owned());
        if is_there && self.met.insert(component.clone()) {
            self.open.push(component);
        }
    }
}

/// The component schemas by those that they extend.
fn extensions(root: &Value) -> BTreeMap<Pointer, Vec<Pointer>> {
    let at = Pointer::default().child("components").child("schemas");
    let mut extensions: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
    for (key, schema) in root.pointer(at.as_str()).and_then(Value::as_object).into_iter().flatten() {
        let all_of = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        // 3.1 has the base beside the other keywords, which comes to the same.
        for base in all_of.chain([schema]).filter_map(|member| Pointer::of_reference(member.get("$ref")?.as_str()?)) {
            extensions.entry(base).or_default().push(at.child(key));
        }
    }
    extensions
}
