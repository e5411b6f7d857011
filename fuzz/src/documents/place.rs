//! Places of a document, and what stands there.

use serde_json::Value;

/// What a change looks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Any,
    Object,
    List,
    Schema,
    /// The map of component schemas.
    Schemas,
    Operation,
    Parameter,
    Responses,
    /// A map from names to things: of properties, of components, of media types.
    Names,
}

/// Keywords below which a schema stands.
const HOLDERS: &[&str] = &["schema", "items", "additionalProperties", "not"];
const HOLDERS_OF_LISTS: &[&str] = &["allOf", "oneOf", "anyOf"];
const HOLDERS_OF_NAMES: &[&str] = &["properties", "schemas"];
const NAMES: &[&str] = &[
    "paths",
    "schemas",
    "properties",
    "content",
    "responses",
    "headers",
    "parameters",
    "mapping",
    "encoding",
    "requestBodies",
];
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The places of a kind, as JSON pointers, in the order of the document.
pub fn places(root: &Value, kind: Kind) -> Vec<String> {
    let mut found = Vec::new();
    collect(root, &mut Vec::new(), String::new(), kind, &mut found);
    found
}

fn collect<'v>(value: &'v Value, path: &mut Vec<&'v str>, at: String, kind: Kind, found: &mut Vec<String>) {
    if is(kind, value, path) {
        found.push(at.clone());
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                path.push(name);
                collect(member, path, child(&at, name), kind, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push("-");
                collect(item, path, format!("{at}/{index}"), kind, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn is(kind: Kind, value: &Value, path: &[&str]) -> bool {
    let above = |levels: usize| path.len().checked_sub(levels).and_then(|index| path.get(index)).copied();
    let (last, parent) = (above(1).unwrap_or_default(), above(2).unwrap_or_default());
    match kind {
        Kind::Any => !path.is_empty(),
        Kind::Object => value.is_object() && !path.is_empty(),
        Kind::List => value.is_array(),
        Kind::Schema => {
            let listed = last == "-" && HOLDERS_OF_LISTS.contains(&parent);
            let named = HOLDERS_OF_NAMES.contains(&parent);
            HOLDERS.contains(&last) || listed || named
        }
        Kind::Schemas => path == ["components", "schemas"],
        Kind::Operation => path.len() == 3 && METHODS.contains(&last),
        Kind::Parameter => parent == "parameters" || value.get("in").is_some_and(Value::is_string),
        Kind::Responses => last == "responses" && value.is_object(),
        Kind::Names => NAMES.contains(&last) && value.is_object(),
    }
}

/// The pointer to a member.
pub fn child(at: &str, token: &str) -> String {
    format!("{at}/{}", token.replace('~', "~0").replace('/', "~1"))
}
