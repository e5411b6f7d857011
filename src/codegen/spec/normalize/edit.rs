//! Changes that are the same in every part: empty things, texts that should be values, keywords that go.

use serde_json::{Number, Value, json};

use super::{At, Members, Visit, Walk};

/// Keywords whose null is a value.
const VALUES: &[&str] = &["example", "default", "const", "value"];
/// Keywords of prose and names, which YAML makes numbers of where they look like one.
const TEXTS: &[&str] = &["title", "summary", "description", "version", "operationId"];

impl Walk {
    /// A part's own members: no nulls but those that are values, text where text is expected.
    pub fn tidy(&mut self, part: &mut Members, booleans: &[&str], at: &At<'_>) {
        let empty = |(key, value): (&String, &Value)| {
            (value.is_null() && !VALUES.contains(&key.as_str()) && !key.starts_with("x-")).then(|| key.clone())
        };
        let empty: Vec<String> = part.iter().filter_map(empty).collect();
        for key in empty {
            self.remove(part, &key, at, "is null, and was left out");
        }
        for key in TEXTS {
            if let Some(value) = keyword_mut(part, key).filter(|value| value.is_number() || value.is_boolean()) {
                *value = Value::String(value.to_string());
                self.note(&at.key(key), "should be a text, and was made one");
            }
        }
        for key in booleans {
            let Some(value) = keyword_mut(part, key) else { continue };
            if let Some(truth) = value.as_str().and_then(truth) {
                *value = Value::Bool(truth);
                self.note(&at.key(key), format!("should be {truth} without quotes, and was made that"));
            }
        }
        if keyword(part, "externalDocs").is_some_and(|docs| !docs.get("url").is_some_and(Value::is_string)) {
            self.remove(part, "externalDocs", at, "has no URL, and was left out");
        }
    }

    /// Takes a keyword out and says why. What it held comes back.
    pub fn remove(&mut self, part: &mut Members, key: &str, at: &At<'_>, why: &str) -> Option<Value> {
        keyword(part, key)?;
        let value = part.shift_remove(key)?;
        self.note(at, format!("`{key}` {why}"));
        Some(value)
    }

    /// Every part in a map of names. An empty list is what PHP writes for an empty map, null what YAML does for a part.
    pub fn entries(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit) {
        // Elsewhere a name may well begin like an extension: a header, a property, a component.
        let extensible = matches!(key, "paths" | "responses" | "callbacks") && !at.is("components");
        let at = at.key(key);
        let Some(value) = keyword_mut(parent, key) else { return };
        if value.as_array().is_some_and(Vec::is_empty) {
            *value = Value::Object(Members::new());
            self.note(&at, "should be an object, and the empty list was made one");
        }
        let parts = self.object(value, &at).into_iter().flatten();
        for (name, part) in parts.filter(|(name, _)| !(extensible && name.starts_with("x-"))) {
            let at = at.key(name);
            if part.is_null() {
                *part = Value::Object(Members::new());
                self.note(&at, "is null, and was made an empty object");
            }
            visit(self, part, &at);
        }
    }

    /// Every part in a list.
    pub fn list(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit) {
        let at = at.key(key);
        let Some(value) = keyword_mut(parent, key) else { return };
        if value.is_object() {
            let item = Some(value.take()).filter(|item| *item != json!({}));
            *value = Value::Array(item.into_iter().collect());
            self.note(&at, "should be a list, and was made one");
        }
        let Some(items) = value.as_array_mut() else { return self.misfit(value, "a list", &at) };
        let before = items.len();
        items.retain(|item| !item.is_null());
        if items.len() < before {
            self.note(&at, "held null, which was left out");
        }
        for (index, item) in items.iter_mut().enumerate() {
            visit(self, item, &at.index(index));
        }
    }

    /// The part at a keyword, if it is there.
    pub fn part(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit) {
        if let Some(value) = keyword_mut(parent, key) {
            visit(self, value, &at.key(key));
        }
    }

    /// Numbers that were written as texts, and counts that were written with a point.
    pub fn numbers(&mut self, part: &mut Members, limits: &[&str], counts: &[&str], at: &At<'_>) {
        for key in limits.iter().chain(counts) {
            let number = keyword(part, key).and_then(Value::as_str).map(|text| text.trim().parse::<Number>());
            match number {
                None => {}
                Some(Ok(number)) => {
                    part.insert((*key).to_owned(), Value::Number(number));
                    self.note(&at.key(key), "should be a number without quotes, and was made that");
                }
                Some(Err(_)) => drop(self.remove(part, key, at, "is not a number, and was left out")),
            }
        }
        for key in counts {
            let Some(Value::Number(number)) = keyword(part, key).filter(|value| !value.is_u64()) else { continue };
            match number.to_string().strip_suffix(".0").and_then(|digits| digits.parse::<u64>().ok()) {
                Some(count) => {
                    part.insert((*key).to_owned(), Value::from(count));
                    self.note(&at.key(key), "should be a whole number, and was made one");
                }
                None => drop(self.remove(part, key, at, "is not a count, and was left out")),
            }
        }
    }
}

/// What a keyword of a part holds. A part has a handful of members, and they are compared before one key is hashed.
pub fn keyword<'v>(part: &'v Members, key: &str) -> Option<&'v Value> {
    part.iter().find_map(|(name, value)| (name == key).then_some(value))
}

/// What a keyword of a part holds, to be changed.
pub fn keyword_mut<'v>(part: &'v mut Members, key: &str) -> Option<&'v mut Value> {
    part.iter_mut().find_map(|(name, value)| (name == key).then_some(value))
}

/// Whether an object is a reference to a part rather than the part.
pub fn is_reference(part: &Members) -> bool {
    keyword(part, "$ref").is_some_and(Value::is_string)
}

fn truth(text: &str) -> Option<bool> {
    ["false", "true"].iter().position(|word| text.eq_ignore_ascii_case(word)).map(|index| index == 1)
}
