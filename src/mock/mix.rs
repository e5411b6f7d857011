//! Several schemas as one that asks for all that they do.

use serde_json::{Map, Value};

use super::check::resolve;

/// How many schemas become one at most; more than that say the same in a circle.
const MOST: usize = 256;

/// A schema without references and `allOf` at its top.
#[derive(Clone, Debug, Default)]
pub(super) struct Mixed {
    pub(super) schema: Map<String, Value>,
    /// What was referred to on the way.
    pub(super) references: Vec<String>,
}

impl Mixed {
    pub(super) fn of(root: &Value, schema: &Value) -> Self {
        let mut mixed = Self::default();
        mixed.add(root, schema);
        mixed
    }

    /// Asks for another schema as well.
    pub(super) fn add(&mut self, root: &Value, schema: &Value) {
        let mut open = vec![schema];
        for _ in 0..MOST {
            let Some(schema) = open.pop() else { break };
            if let Some(reference) = schema["$ref"].as_str() {
                self.references.push(reference.to_owned());
                let target = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
                open.extend(target);
            }
            open.extend(schema["allOf"].as_array().into_iter().flatten().rev());
            for (keyword, value) in schema.as_object().into_iter().flatten() {
                if !matches!(keyword.as_str(), "$ref" | "allOf") {
                    self.add_keyword(root, keyword, value);
                }
            }
        }
    }

    fn add_keyword(&mut self, root: &Value, keyword: &str, value: &Value) {
        let Some(old) = self.schema.get_mut(keyword) else {
            self.schema.insert(keyword.to_owned(), value.clone());
            return;
        };
        match keyword {
            "properties" => add_properties(old, value),
            "required" => {
                let names = value.as_array().into_iter().flatten().cloned();
                let Some(all) = old.as_array_mut() else { return };
                names.for_each(|name| {
                    if !all.contains(&name) {
                        all.push(name)
                    }
                });
            }
            "enum" => {
                let known = value.as_array().map_or(&[][..], Vec::as_slice);
                let both: Vec<Value> =
                    old.as_array().into_iter().flatten().filter(|o| known.contains(o)).cloned().collect();
                if !both.is_empty() {
                    *old = both.into();
                }
            }
            "nullable" if *value == false => *old = false.into(),
            "additionalProperties" if *value == false || *old == true => *old = value.clone(),
            "type" if *value == "integer" => *old = value.clone(),
            "items" if old != value => *old = both(resolve(root, old), value),
            _ if keyword.starts_with("min") && value.as_f64() > old.as_f64() => *old = value.clone(),
            _ if keyword.starts_with("max") && value.as_f64() < old.as_f64() => *old = value.clone(),
            _ => {}
        }
    }
}

/// Members of either; one that both have is what both ask for.
fn add_properties(old: &mut Value, more: &Value) {
    let Some(old) = old.as_object_mut() else { return };
    for (name, property) in more.as_object().into_iter().flatten() {
        match old.get_mut(name) {
            Some(known) if known == property => {}
            Some(known) => *known = both(known, property),
            None => {
                old.insert(name.clone(), property.clone());
            }
        }
    }
}

fn both(one: &Value, other: &Value) -> Value {
    let parts = Value::Array(vec![one.clone(), other.clone()]);
    Value::Object(Map::from_iter([("allOf".to_owned(), parts)]))
}
