//! A document without the examples and defaults of whole objects and lists.

use serde_json::Value;

/// What a node of a document is: its keys are keywords, or names that people gave.
#[derive(Clone, Copy)]
enum Keys {
    Keywords,
    Names,
}

/// A document or a schema without them. Those of texts and numbers stay.
pub(super) fn without_examples(node: &Value) -> Value {
    cleared(node, Keys::Keywords)
}

fn cleared(node: &Value, keys: Keys) -> Value {
    match (node, keys) {
        (Value::Object(members), Keys::Keywords) => {
            let kept = members.iter().filter(|(keyword, value)| !is_whole_example(keyword, value));
            let of = |(keyword, value): (&String, &Value)| (keyword.clone(), within(keyword, value));
            kept.map(of).collect()
        }
        (Value::Object(members), Keys::Names) => {
            members.iter().map(|(name, value)| (name.clone(), cleared(value, Keys::Keywords))).collect()
        }
        (Value::Array(items), _) => items.iter().map(|item| cleared(item, Keys::Keywords)).collect(),
        (other, _) => other.clone(),
    }
}

fn within(keyword: &str, value: &Value) -> Value {
    match keyword {
        // Values, which have no keywords.
        "enum" | "const" | "example" | "default" => value.clone(),
        "properties" | "schemas" | "parameters" | "responses" | "requestBodies" | "headers" => {
            cleared(value, Keys::Names)
        }
        _ => cleared(value, Keys::Keywords),
    }
}

fn is_whole_example(keyword: &str, value: &Value) -> bool {
    let is_compound = |value: &Value| value.is_object() || value.is_array();
    match keyword {
        "example" | "default" => is_compound(value),
        "examples" => value.is_object() || value.as_array().is_some_and(|all| all.iter().any(is_compound)),
        _ => false,
    }
}
