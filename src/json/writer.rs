//! JSON text as it is written.

use std::fmt::{self, Write as _};

use super::encode::Encode;
use super::object::{Kind, Table};

/// A text that grows by values.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

/// Members without a place in a table.
pub trait Members {
    /// Each with its name.
    fn each(&self, write: &mut dyn FnMut(&str, &dyn Encode));
}

impl Writer {
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Writes an object of these values, in the order of the table, and of others that have no place in it. What is
    /// absent is left out, unless it is to be null.
    pub fn object(&mut self, members: &Table, values: &[&dyn Encode], rest: &dyn Members) {
        let mut separator = '{';
        let mut write = |name: &str, value: &dyn Encode| {
            self.text.push(separator);
            separator = ',';
            self.string(name);
            self.text.push(':');
            value.encode(self);
        };
        let all = members.iter().zip(values);
        let there = all.filter(|((_, kind), value)| *kind == Kind::Nullable || !value.is_absent());
        there.for_each(|((name, _), value)| write(name, *value));
        rest.each(&mut write);
        if separator == '{' {
            self.text.push('{');
        }
        self.text.push('}');
    }

    /// Writes a list.
    pub(super) fn list<'a>(&mut self, items: impl Iterator<Item = &'a dyn Encode>) {
        self.text.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            item.encode(self);
        }
        self.text.push(']');
    }

    /// Writes a text with its quotes.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(special) = rest.find(|c| matches!(c, '"' | '\\' | '\0'..'\u{20}')) {
            let (plain, from) = rest.split_at_checked(special).unwrap_or((rest, ""));
            self.text.push_str(plain);
            let mut chars = from.chars();
            self.escape(chars.next().unwrap_or_default());
            rest = chars.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// Writes what is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes what shows itself as JSON.
    pub(super) fn shown(&mut self, json: fmt::Arguments<'_>) {
        // A text takes everything.
        let _ = self.text.write_fmt(json);
    }

    fn escape(&mut self, special: char) {
        match special {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            other => self.shown(format_args!("\\u{:04x}", u32::from(other))),
        }
    }
}

impl Members for () {
    fn each(&self, _write: &mut dyn FnMut(&str, &dyn Encode)) {}
}

#[cfg(test)]
mod tests {
    use crate::json::encode;

    #[test]
    fn texts_are_escaped_as_serde_json_does() {
        for text in ["", "größe", "a\"b\\c/d", "\u{0}\u{1f}\n\r\t\u{8}\u{c}\u{7f}\u{2028}😀", "\\", "\"\""] {
            let read: String = serde_json::from_str(&encode(text)).unwrap();
            assert_eq!(read, text);
        }
        assert_eq!(encode("a\"\n\u{1}"), r#""a\"\n\u0001""#);
    }
}
