//! Documents that are a multiple of another: its paths, operations and components again under other names.

use serde_json::{Map, Value, json};

use crate::census::METHODS;

/// How many times the document.
pub(super) const TIMES: [usize; 4] = [1, 2, 4, 8];

/// Components that are names of something outside of the document.
const SHARED: &str = "securitySchemes";

/// A document with everything as often, told apart by a number. The first copy is the document itself.
pub(super) fn copies(root: &Value, times: usize) -> Value {
    let mut whole = root.clone();
    for nth in 2..=times {
        let mut copy = root.clone();
        renumber(&mut copy, nth);
        extend(&mut whole["paths"], &copy["paths"], |path| format!("/copy-{nth}{path}"));
        let sections = root["components"].as_object().into_iter().flat_map(Map::keys);
        for section in sections.filter(|section| *section != SHARED) {
            extend(&mut whole["components"][section.as_str()], &copy["components"][section.as_str()], |name| {
                numbered(name, nth)
            });
        }
    }
    whole
}

fn numbered(name: &str, nth: usize) -> String {
    format!("{name}Copy{nth}")
}

/// Gives operations, tags and members of answers other names, and follows references into the copy.
fn renumber(root: &mut Value, nth: usize) {
    for item in root["paths"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        for method in METHODS {
            let Some(operation) = item.get_mut(method) else { continue };
            if let Some(id) = operation["operationId"].as_str() {
                operation["operationId"] = json!(numbered(id, nth));
            }
            for tag in operation.get_mut("tags").and_then(Value::as_array_mut).into_iter().flatten() {
                *tag = json!(numbered(tag.as_str().unwrap_or_default(), nth));
            }
        }
    }
    follow(root, nth);
}

fn follow(value: &mut Value, nth: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| follow(item, nth)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match (key.as_str(), &member) {
                    ("$ref", Value::String(target)) => *member = json!(pointed(target, nth)),
                    ("mapping", Value::Object(_)) => {
                        let targets = member.as_object_mut().into_iter().flat_map(Map::values_mut);
                        targets.for_each(|target| *target = json!(pointed(target.as_str().unwrap_or_default(), nth)));
                    }
                    ("example" | "examples" | "enum" | "default", _) => {}
                    _ => follow(member, nth),
                }
            }
        }
        _ => {}
    }
}

/// The same place in a copy.
fn pointed(target: &str, nth: usize) -> String {
    let Some(rest) = target.strip_prefix("#/components/") else { return target.to_owned() };
    let parts: Vec<&str> = rest.splitn(3, '/').collect();
    match parts.as_slice() {
        [SHARED, ..] => target.to_owned(),
        [section, name] => format!("#/components/{section}/{}", numbered(name, nth)),
        [section, name, below] => format!("#/components/{section}/{}/{below}", numbered(name, nth)),
        _ => target.to_owned(),
    }
}

fn extend(whole: &mut Value, copy: &Value, name: impl Fn(&str) -> String) {
    let Some(whole) = whole.as_object_mut() else { return };
    whole.extend(copy.as_object().into_iter().flatten().map(|(key, value)| (name(key), value.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{Settings, generate};

    #[test]
    fn copies_generate_and_have_as_many_operations() {
        let path = crate::project_root().join("specs/secoda.json");
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
        let root: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        let settings = Settings::secoda().of_own_document("copies.json".to_owned());
        let operations = |times: usize| {
            let text = copies(&root, times).to_string();
            let generated = generate(&text, &settings).unwrap_or_else(|problems| panic!("{problems}"));
            generated.model.operations().count()
        };
        let once = operations(1);
        assert_eq!((once > 0, operations(3)), (true, 3 * once));
    }

    #[test]
    fn a_reference_in_a_copy_stays_in_the_copy() {
        let root = json!({
            "paths": { "/a": { "get": { "operationId": "a", "tags": ["T"], "x": { "$ref": "#/components/schemas/A/properties/b" } } } },
            "components": { "schemas": { "A": { "mapping": { "a": "#/components/schemas/A" } } }, "securitySchemes": { "k": {} } }
        });
        let whole = copies(&root, 2);
        let copy = &whole["paths"]["/copy-2/a"]["get"];
        assert_eq!((&copy["operationId"], &copy["tags"]), (&json!("aCopy2"), &json!(["TCopy2"])));
        assert_eq!(copy["x"]["$ref"], "#/components/schemas/ACopy2/properties/b");
        assert_eq!(whole["components"]["schemas"]["ACopy2"]["mapping"]["a"], "#/components/schemas/ACopy2");
        assert_eq!(whole["components"]["securitySchemes"], root["components"]["securitySchemes"]);
        assert_eq!(copies(&root, 1), root);
    }
}
