//! Documents with their members in another order.

use serde_json::Value;

/// The document with the members of the chosen objects in reverse order.
pub fn reversed(text: &str, chosen: fn(&str) -> bool) -> String {
    fn turn(value: &mut Value, at: &str, chosen: fn(&str) -> bool) {
        match value {
            Value::Object(members) => {
                members.iter_mut().for_each(|(name, member)| turn(member, &format!("{at}/{name}"), chosen));
                if chosen(at) {
                    *members = std::mem::take(members).into_iter().rev().collect();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| turn(item, &format!("{at}/-"), chosen)),
            _ => {}
        }
    }
    let mut document: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    turn(&mut document, "", chosen);
    document.to_string()
}
