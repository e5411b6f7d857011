//! What a document says, construct by construct, and what becomes of it.
//!
//! The document is walked as it is written, so that also what the generator never sees is counted. References are
//! not followed: each part counts where it stands, used or not.

mod fates;
mod members;
mod operations;
mod schemas;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::codegen::problem::Pointer;
pub(crate) use fates::Fate;

/// The members of a path item that are operations.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The constructs of a document.
pub(crate) struct Census {
    /// Operations that the document has.
    pub operations: usize,
    /// By fate, then by name.
    pub constructs: Vec<Construct>,
}

/// One construct and the places where it is used.
#[derive(Debug, PartialEq)]
pub(crate) struct Construct {
    pub name: String,
    pub fate: Fate,
    /// What becomes of it.
    pub how: &'static str,
    pub places: Vec<Pointer>,
}

impl Construct {
    /// A key of the vendor's own.
    pub(crate) fn is_extension(&self) -> bool {
        self.name.starts_with("x-")
    }
}

impl Census {
    pub(crate) fn of(root: &Value) -> Self {
        let mut walk = Walk { root, found: BTreeMap::new() };
        walk.document(&Spot { value: root, at: Pointer::default() });
        let operations = walk.found.remove(OPERATION).map_or(0, |places| places.len());
        let mut constructs: Vec<Construct> = walk
            .found
            .into_iter()
            .map(|(name, places)| {
                let rule = fates::of(&name);
                Construct { name, fate: rule.fate, how: rule.how, places }
            })
            .collect();
        constructs.sort_by(|one, other| (one.fate, &one.name).cmp(&(other.fate, &other.name)));
        Self { operations, constructs }
    }

    /// How many of the constructs that are asked for have that fate.
    pub(crate) fn count(&self, fate: Fate, is_wanted: impl Fn(&Construct) -> bool) -> usize {
        self.constructs.iter().filter(|construct| construct.fate == fate && is_wanted(construct)).count()
    }

    /// The same of every fate, in words.
    pub(crate) fn tally(&self, is_wanted: impl Fn(&Construct) -> bool) -> String {
        let counts = Fate::ALL.map(|fate| (self.count(fate, &is_wanted), fate.word()));
        let words = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        let words: Vec<String> = words.collect();
        if words.is_empty() { "none".to_owned() } else { words.join(", ") }
    }
}

/// The count of operations is no construct.
const OPERATION: &str = "";

/// A part of the document and where it stands.
#[derive(Clone)]
struct Spot<'a> {
    value: &'a Value,
    at: Pointer,
}

impl<'a> Spot<'a> {
    fn get(&self, key: &str) -> Option<Spot<'a>> {
        Some(Self { value: self.value.get(key)?, at: self.at.child(key) })
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    fn is_true(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// The members of the object below a key.
    fn members(&self, key: &str) -> Vec<(&'a str, Spot<'a>)> {
        self.get(key).map(|spot| spot.own_members()).unwrap_or_default()
    }

    fn own_members(&self) -> Vec<(&'a str, Spot<'a>)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), Self { value, at: self.at.child(key) })).collect()
    }

    /// The items of the list below a key.
    fn items(&self, key: &str) -> Vec<Spot<'a>> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let items = list.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| Self { value, at: list.at.child(index) }).collect()
    }
}

/// The constructs that have been met so far.
struct Walk<'a> {
    root: &'a Value,
    found: BTreeMap<String, Vec<Pointer>>,
}

impl<'a> Walk<'a> {
    fn count(&mut self, construct: impl Into<String>, at: &Pointer) {
        self.found.entry(construct.into()).or_default().push(at.clone());
    }

    /// Counts the members that are constructs by their being there.
    fn count_members(&mut self, spot: &Spot<'a>, scope: &str, keys: &[&str]) {
        for key in keys {
            if let Some(member) = spot.get(key) {
                self.count(format!("{scope} {key}"), &member.at);
            }
        }
    }

    fn extensions(&mut self, spot: &Spot<'a>) {
        for (key, member) in spot.own_members() {
            if key.starts_with("x-") {
                self.count(key, &member.at);
            }
        }
    }

    /// Counts a reference, and says whether the part is one.
    fn is_reference(&mut self, spot: &Spot<'a>) -> bool {
        let Some(reference) = spot.text("$ref") else { return false };
        let kind = match reference.strip_prefix("#/components/") {
            Some(rest) if rest.matches('/').count() == 1 => "reference to a component",
            Some(_) => "reference into a part",
            None if reference.starts_with('#') => "reference into a part",
            None => "reference out of the document",
        };
        self.count(kind, &spot.at);
        if spot.value.as_object().is_some_and(|members| members.len() > 1) {
            self.count("siblings of a reference", &spot.at);
        }
        self.extensions(spot);
        true
    }

    /// The part that a reference within the document leads to, or the part itself.
    fn resolved(&self, spot: &Spot<'a>) -> &'a Value {
        let mut value = spot.value;
        for _ in 0..16 {
            let Some(at) = value.get("$ref").and_then(Value::as_str).and_then(Pointer::of_reference) else { break };
            match self.root.pointer(at.as_str()) {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    fn document(&mut self, root: &Spot<'a>) {
        self.members_of(root, &members::DOCUMENT);
        root.get("info").iter().for_each(|info| self.members_of(info, &members::INFO));
        root.get("components").iter().for_each(|parts| self.members_of(parts, &members::COMPONENTS));
        for part in ["externalDocs", "paths"] {
            root.get(part).into_iter().for_each(|spot| self.extensions(&spot));
        }
        for server in root.items("servers") {
            self.server(&server, "document");
        }
        root.items("tags").iter().for_each(|tag| self.members_of(tag, &members::TAG));
        for (path, item) in root.members("paths") {
            if path.starts_with('/') {
                self.path_item(&item);
            }
        }
        for (kind, parts) in root.members("components") {
            for (_, part) in parts.own_members() {
                self.component(kind, &part);
            }
        }
    }

    fn component(&mut self, kind: &str, part: &Spot<'a>) {
        match kind {
            "schemas" => self.schema(part),
            "responses" => self.response(part),
            "parameters" => self.parameter(part),
            "requestBodies" => self.request_body(part),
            "headers" => self.header(part),
            "securitySchemes" => self.security_scheme(part),
            "links" => self.count("links", &part.at),
            "callbacks" => self.count("callbacks", &part.at),
            "pathItems" => self.count("3.1 components pathItems", &part.at),
            _ => {}
        }
    }

    fn security_scheme(&mut self, scheme: &Spot<'a>) {
        if self.is_reference(scheme) {
            return;
        }
        self.members_of(scheme, &members::SECURITY_SCHEME);
        let detail = scheme.text("scheme").or_else(|| scheme.text("in")).unwrap_or_default().to_lowercase();
        let kind = scheme.text("type").unwrap_or("unknown");
        self.count(format!("security {kind} {detail}").trim_end(), &scheme.at);
    }
}

#[cfg(test)]
mod tests;
