//! How an update is merged into a value, and how that is taken back.
//!
//! Members are added or merged, lists are added to, and all other values are replaced by others of their kind: none
//! becomes an object or a list.

use serde_json::Value;

/// The part of a value that an update speaks of.
pub(super) fn part(value: &Value, update: &Value) -> Value {
    let (Value::Object(members), Value::Object(update)) = (value, update) else { return value.clone() };
    let named = update.iter().filter_map(|(key, update)| Some((key.clone(), part(members.get(key)?, update))));
    Value::Object(named.collect())
}

/// What an update makes of the part that it expects.
pub(super) fn applied(expects: &Value, update: &Value) -> Result<Value, String> {
    let mut value = expects.clone();
    merge(&mut value, update)?;
    Ok(value)
}

/// Merges an update into what its target has found.
pub(super) fn merge(value: &mut Value, update: &Value) -> Result<(), String> {
    match (value, update) {
        (Value::Array(items), update) if !update.is_array() => {
            items.push(update.clone());
            Ok(())
        }
        (value, update) => merge_member(value, update),
    }
}

fn merge_member(value: &mut Value, update: &Value) -> Result<(), String> {
    match (value, update) {
        (Value::Object(members), Value::Object(update)) => {
            for (key, update) in update {
                match members.get_mut(key) {
                    Some(member) => merge_member(member, update).map_err(|what| format!("in `{key}` {what}"))?,
                    None => drop(members.insert(key.clone(), update.clone())),
                }
            }
            Ok(())
        }
        (Value::Array(items), Value::Array(update)) => {
            items.extend(update.iter().cloned());
            Ok(())
        }
        (value, update) if !is_container(value) && !is_container(update) => {
            *value = update.clone();
            Ok(())
        }
        (value, update) => Err(format!("{} cannot be merged into {}", kind(update), kind(value))),
    }
}

/// Whether a value is what the update makes of what it expects. Members that the update adds have to be whole.
pub(super) fn is_applied(value: &Value, update: &Value, expects: &Value) -> bool {
    let (Value::Object(members), Value::Object(update), Value::Object(expects)) = (value, update, expects) else {
        return applied(expects, update).is_ok_and(|applied| *value == applied);
    };
    update.iter().all(|(key, update)| match (members.get(key), expects.get(key)) {
        (Some(member), Some(expects)) => is_applied(member, update, expects),
        (Some(member), None) => member == update,
        (None, _) => false,
    })
}

/// Makes of a value to which an update was applied what it was before.
pub(super) fn take_back(value: &mut Value, update: &Value, expects: &Value) {
    let (Value::Object(members), Value::Object(update), Value::Object(before)) = (&mut *value, update, expects) else {
        *value = expects.clone();
        return;
    };
    for (key, update) in update {
        match (members.get_mut(key), before.get(key)) {
            (Some(member), Some(before)) => take_back(member, update, before),
            _ => drop(members.shift_remove(key)),
        }
    }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_update_is_merged_and_taken_back() {
        let cases = [
            (json!({ "a": 1 }), json!({ "b": { "c": 2 } }), json!({ "a": 1, "b": { "c": 2 } })),
            (
                json!({ "a": { "x": 1, "y": 2 } }),
                json!({ "a": { "y": 3, "z": 4 } }),
                json!({ "a": { "x": 1, "y": 3, "z": 4 } }),
            ),
            (json!({ "a": [1] }), json!({ "a": [2, 3] }), json!({ "a": [1, 2, 3] })),
            (json!([1]), json!({ "b": 2 }), json!([1, { "b": 2 }])),
            (json!([1]), json!([2]), json!([1, 2])),
            (json!("a"), json!(null), json!(null)),
        ];
        for (before, update, after) in cases {
            let mut value = before.clone();
            let expects = part(&before, &update);
            assert_eq!(merge(&mut value, &update), Ok(()));
            assert_eq!(value, after);
            assert!(is_applied(&value, &update, &expects) && !is_applied(&before, &update, &expects), "{update}");
            take_back(&mut value, &update, &expects);
            assert_eq!(value, before);
        }
    }

    #[test]
    fn a_part_is_what_the_update_speaks_of() {
        let value = json!({ "a": { "x": 1, "y": 2 }, "b": [1], "c": 3 });
        assert_eq!(part(&value, &json!({ "a": { "x": 5 }, "b": [2], "d": 1 })), json!({ "a": { "x": 1 }, "b": [1] }));
        assert_eq!(part(&value, &json!({ "d": 1 })), json!({}));
    }

    #[test]
    fn kinds_do_not_mix() {
        let cases = [
            (json!({}), json!([1]), "a list cannot be merged into an object"),
            (json!({ "a": [1] }), json!({ "a": 2 }), "in `a` a number cannot be merged into a list"),
            (json!({ "a": 1 }), json!({ "a": {} }), "in `a` an object cannot be merged into a number"),
        ];
        for (mut value, update, expected) in cases {
            assert_eq!(merge(&mut value, &update), Err(expected.to_owned()));
        }
    }

    #[test]
    fn a_member_that_was_added_has_to_be_whole() {
        let (update, expects) = (json!({ "a": { "x": 1 } }), json!({}));
        assert!(is_applied(&json!({ "a": { "x": 1 }, "b": 2 }), &update, &expects));
        assert!(!is_applied(&json!({ "a": { "x": 1, "y": 2 } }), &update, &expects));
    }
}
