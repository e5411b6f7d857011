//! The parts beside requests and answers. Examples, links, callbacks and credentials are not generated, and need no look.

use serde_json::{Value, json};

use super::edit::{keyword, keyword_mut};
use super::{At, Members, Walk};

impl Walk {
    pub fn tags(&mut self, root: &mut Members, at: &At<'_>) {
        self.called(root, "tags", "name", at);
    }

    pub fn servers(&mut self, part: &mut Members, at: &At<'_>) {
        self.called(part, "servers", "url", at);
    }

    /// Parts in a list that have to say one thing. One that does not is none.
    fn called(&mut self, part: &mut Members, key: &str, what: &str, at: &At<'_>) {
        self.list(part, key, at, Self::plain);
        let Some(Value::Array(parts)) = keyword_mut(part, key) else { return };
        let says = |part: &Value| part.as_object().and_then(|part| keyword(part, what)).is_some_and(Value::is_string);
        let before = parts.len();
        parts.retain(says);
        if parts.len() < before {
            self.note(&at.key(key), format!("held what has no `{what}`, which was left out"));
        }
    }

    /// A part whose members are all its own.
    fn plain(&mut self, value: &mut Value, at: &At<'_>) {
        if let Some(part) = value.as_object_mut() {
            self.tidy(part, &[], at);
        }
    }

    /// What an operation needs. A scheme without scopes is a list without items.
    pub fn security(&mut self, part: &mut Members, at: &At<'_>) {
        self.list(part, "security", at, |walk, value, at| {
            for (name, scopes) in value.as_object_mut().into_iter().flatten().filter(|(_, scopes)| scopes.is_null()) {
                *scopes = json!([]);
                walk.note(&at.key(name), "is null, and was made an empty list");
            }
        });
    }
}
