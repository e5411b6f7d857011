//! Null as one of several alternatives.

use serde_json::{Value, json};

use super::edit::keyword_mut;
use super::types::is_null;
use super::{At, Members, Walk};

impl Walk {
    /// 3.0 says of the whole that it may be null. One alternative that is left stays one.
    pub fn alternatives(&mut self, schema: &mut Members, at: &At<'_>) {
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(members)) = keyword_mut(schema, key) else { continue };
            let before = members.len();
            members.retain(|member| !is_null(member));
            let (left, found) = (members.len(), members.len() < before);
            if !found {
                continue;
            }
            if left == 0 {
                schema.shift_remove(key);
                schema.insert("enum".to_owned(), json!([null]));
            }
            schema.insert("nullable".to_owned(), Value::Bool(true));
            self.note(at, format!("null as a member of `{key}` became `nullable`"));
        }
    }
}
