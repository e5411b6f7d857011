//! Bodies of the type `application/x-www-form-urlencoded`.

use serde_json::Value;

use super::encode::Encoding;
use super::style::{Style, body_pairs};

/// How one property of a form is written, where it is not as usual.
///
/// As usual is: a list by repeating the name, and an object as JSON text.
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    name: &'static str,
    style: Style,
}

impl FormField {
    /// A property and its style.
    pub const fn new(name: &'static str, style: Style) -> Self {
        Self { name, style }
    }
}

/// The text of a form; `None` if the value has no properties because it is no object.
pub(super) fn form_text(value: &Value, fields: &[FormField]) -> Option<String> {
    let members = match value {
        Value::Object(members) => members,
        Value::Null => return Some(String::new()),
        _ => return None,
    };
    let mut text = String::new();
    for (name, value) in members {
        let style = fields.iter().find(|field| field.name == name).map(|field| field.style);
        for pair in body_pairs(name, style, value) {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(&Encoding::Form.encode(&pair.name));
            text.push('=');
            text.push_str(&pair.encoded);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms() {
        const FIELDS: &[FormField] =
            &[FormField::new("expand", Style::DEEP_OBJECT), FormField::new("ids", Style::FORM)];
        let table = [
            (json!({"a": "x y&z", "b": true, "c": null, "d": 1.5}), "a=x+y%26z&b=true&d=1.5"),
            (json!({"list": ["ä", 2], "none": []}), "list=%C3%A4&list=2"),
            (json!({"object": {"a": 1}}), "object=%7B%22a%22%3A1%7D"),
            (json!({"expand": [{"price": "p", "n": 1}]}), "expand%5B0%5D%5Bprice%5D=p&expand%5B0%5D%5Bn%5D=1"),
            (json!({"ids": ["a,b", "c"]}), "ids=a%2Cb,c"),
            (json!({}), ""),
            (json!(null), ""),
        ];
        for (value, expected) in table {
            assert_eq!(form_text(&value, FIELDS).as_deref(), Some(expected), "{value}");
        }
        for value in [json!("x"), json!([]), json!(1)] {
            assert_eq!(form_text(&value, &[]), None);
        }
    }
}
