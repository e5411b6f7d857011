//! Finds the JSON path at which decoding failed.
//!
//! A reader that kept the path as it went would do so for every answer that is fine; here the text is walked again
//! instead, and only after a failure. The walk holds no opinion on whether the text is valid: it stops at the position it
//! was given or where the text ends, whichever comes first.

use std::ops::Range;
use std::str::Utf8Error;

use serde_json::Value;

use crate::json::value_of_bytes;

/// Long enough for any real document; a key can be as long as a service likes.
const MAX_PATH: usize = 400;

/// The path of the value in which the text ceases to be UTF-8.
pub(crate) fn text_path(error: &Utf8Error, text: &[u8]) -> String {
    path_at(text, error.valid_up_to().saturating_add(1))
}

pub(super) fn path_at(text: &[u8], offset: usize) -> String {
    let mut walk = Walk { text, position: 0, frames: Vec::new() };
    while let Some(token) = walk.next_token() {
        // An error found ahead of a token is about what was expected there, so the token does
        // not count; an error found behind a token is about that token.
        if offset <= token.span.start {
            break;
        }
        let reached = offset <= token.span.end;
        walk.apply(&token);
        if reached {
            break;
        }
    }
    walk.path()
}

struct Walk<'a> {
    text: &'a [u8],
    position: usize,
    frames: Vec<Frame>,
}

/// A container that is open where the walk stands.
enum Frame {
    /// With the span of the key last read, quotes included; `None` before the first and after
    /// a comma.
    Object(Option<Range<usize>>),
    Array(usize),
}

struct Token {
    kind: Kind,
    span: Range<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    OpenObject,
    OpenArray,
    Close,
    Comma,
    String,
    /// A colon, a number, a literal, or what has no business here.
    Other,
}

impl Walk<'_> {
    fn next_token(&mut self) -> Option<Token> {
        let rest = self.text.get(self.position..)?;
        let start = self.position.saturating_add(rest.iter().position(|byte| !byte.is_ascii_whitespace())?);
        let (kind, length) = match self.text.get(start..)? {
            [b'{', ..] => (Kind::OpenObject, 1),
            [b'[', ..] => (Kind::OpenArray, 1),
            [b'}' | b']', ..] => (Kind::Close, 1),
            [b',', ..] => (Kind::Comma, 1),
            [b':', ..] => (Kind::Other, 1),
            [b'"', string @ ..] => (Kind::String, string_length(string)),
            other => (Kind::Other, other.iter().take_while(|byte| !ends_scalar(**byte)).count().max(1)),
        };
        let end = start.saturating_add(length).min(self.text.len());
        self.position = end;
        Some(Token { kind, span: start..end })
    }

    fn apply(&mut self, token: &Token) {
        match (token.kind, self.frames.last_mut()) {
            (Kind::OpenObject, _) => self.frames.push(Frame::Object(None)),
            (Kind::OpenArray, _) => self.frames.push(Frame::Array(0)),
            (Kind::Close, _) => drop(self.frames.pop()),
            (Kind::Comma, Some(Frame::Array(index))) => *index = index.saturating_add(1),
            (Kind::Comma, Some(Frame::Object(key))) => *key = None,
            (Kind::String, Some(Frame::Object(key @ None))) => *key = Some(token.span.clone()),
            _ => {}
        }
    }

    fn path(&self) -> String {
        let mut path = "$".to_owned();
        for frame in &self.frames {
            match frame {
                Frame::Array(index) => path.push_str(&format!("[{index}]")),
                Frame::Object(Some(key)) => push_key(&mut path, self.text.get(key.clone()).unwrap_or_default()),
                Frame::Object(None) => {}
            }
        }
        match path.char_indices().nth(MAX_PATH) {
            Some((end, _)) => path.get(..end).unwrap_or_default().to_owned() + "…",
            None => path,
        }
    }
}

/// The length of a string with its quotes, given what follows the opening one.
fn string_length(rest: &[u8]) -> usize {
    let mut escaped = false;
    for (index, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index.saturating_add(2),
            _ => {}
        }
    }
    rest.len().saturating_add(1)
}

fn ends_scalar(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"')
}

fn push_key(path: &mut String, quoted: &[u8]) {
    match value_of_bytes(quoted) {
        Some(Value::String(key)) if is_plain(&key) => {
            path.push('.');
            path.push_str(&key);
        }
        Some(Value::String(key)) => path.push_str(&format!("[{key:?}]")),
        // A key that was cut off.
        _ => path.push_str("[?]"),
    }
}

fn is_plain(key: &str) -> bool {
    let mut chars = key.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rt::Map;

    #[derive(Debug)]
    #[allow(dead_code, reason = "only what goes wrong is looked at")]
    struct Document {
        data: Vec<Item>,
        meta: Option<Map<u8>>,
    }

    #[derive(Debug)]
    #[allow(dead_code, reason = "only what goes wrong is looked at")]
    struct Item {
        id: String,
        tags: Option<Vec<Vec<u8>>>,
        attributes: Option<Attributes>,
    }

    #[derive(Debug)]
    #[allow(dead_code, reason = "only what goes wrong is looked at")]
    struct Attributes {
        count: u32,
        name: Option<String>,
    }

    crate::rt::record! { receive Document { data = required "data", meta = optional "meta", } }
    crate::rt::record! {
        receive Item { id = required "id", tags = optional "tags", attributes = optional "attributes", }
    }
    crate::rt::record! { receive Attributes { count = required "count", name = optional "name", } }

    fn path(text: &str) -> String {
        crate::json::decode::<Document>(text).expect_err(text).path().to_owned()
    }

    #[test]
    fn wrong_types() {
        let table = [
            (r#"{"data": 5}"#, "$.data"),
            (r#"{"data": {}}"#, "$.data"),
            (r#"{"data": [5]}"#, "$.data[0]"),
            (r#"{"data": [ {"id": "a"}, "b" ]}"#, "$.data[1]"),
            (r#"{"data": [{"id": 7}]}"#, "$.data[0].id"),
            (r#"{"data": [{"id": [1]}]}"#, "$.data[0].id"),
            (r#"{"data": [{"id": "a", "attributes": {"count": "x"}}]}"#, "$.data[0].attributes.count"),
            (r#"{"data": [{"id": "a", "attributes": {"count": -1}}]}"#, "$.data[0].attributes.count"),
            (r#"{"data": [{"id": "a", "attributes": {"count": null}}]}"#, "$.data[0].attributes.count"),
            (r#"{"data": [{"id": "a", "attributes": {"count": 1, "name": {}}}]}"#, "$.data[0].attributes.name"),
            (r#"{"data": [{"id": "a", "tags": [[1], [2, 3, 400]]}]}"#, "$.data[0].tags[1][2]"),
            (r#"{"data": [{"id": "a", "tags": [[[]]]}]}"#, "$.data[0].tags[0][0]"),
            (r#"{"data": [{"id": "a", "tags": [[{}]]}]}"#, "$.data[0].tags[0][0]"),
            (r#""text""#, "$"),
            ("[]", "$"),
            ("null", "$"),
        ];
        for (text, expected) in table {
            assert_eq!(path(text), expected, "{text}");
        }
    }

    #[test]
    fn a_missing_field_is_told_at_its_object() {
        assert_eq!(path(r#"{"data": [{"id": "a"}, {"attributes": null}]}"#), "$.data[1]");
        assert_eq!(path(r#"{"data": [{"id": "a", "attributes": {}}]}"#), "$.data[0].attributes");
        assert_eq!(path(r#"{"data": [{"id": "a", "attributes": { } }]}"#), "$.data[0].attributes");
        assert_eq!(path("{}"), "$");
    }

    #[test]
    fn lines_are_counted() {
        assert_eq!(path("{\n  \"data\": [\n    {\"id\": \"a\"},\n    {\n      \"id\":\n 7}\n]}"), "$.data[1].id");
    }

    #[test]
    fn keys_that_are_no_identifiers_are_quoted() {
        let table = [
            (r#"{"data": [], "meta": {"a.b": "x"}}"#, r#"$.meta["a.b"]"#),
            (r#"{"data": [], "meta": {"a\"\u0062\\": 256}}"#, r#"$.meta["a\"b\\"]"#),
            (r#"{"data": [], "meta": {"größe": "x"}}"#, r#"$.meta["größe"]"#),
            (r#"{"data": [], "meta": {"日本 {[": 1, "": "x"}}"#, r#"$.meta[""]"#),
            (r#"{"data": [], "meta": {"a-b": "x"}}"#, "$.meta.a-b"),
        ];
        for (text, expected) in table {
            assert_eq!(path(text), expected, "{text}");
        }
    }

    #[test]
    fn braces_inside_strings_do_not_count() {
        assert_eq!(path(r#"{"data": [{"id": "}]\\\"{"}, {"id": 1}]}"#), "$.data[1].id");
    }

    #[test]
    fn a_body_that_was_cut_off() {
        let table = [
            (r#"{"data": [{"id": "a"}, {"id": "#, "$.data[1].id"),
            (r#"{"data": [{"id": "a"}, {"id": "b"#, "$.data[1].id"),
            (r#"{"data": [{"id": "a"}, "#, "$.data[1]"),
            (r#"{"data": [{"id": "a"}, {"i"#, "$.data[1][?]"),
            (r#"{"data""#, "$.data"),
            ("{", "$"),
            ("", "$"),
        ];
        for (text, expected) in table {
            assert_eq!(path(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_json() {
        assert_eq!(path("<html><body>502</body></html>"), "$");
        assert_eq!(path(r#"{"data": [], "meta": {"a": nope}}"#), "$.meta.a");
        assert_eq!(path(r#"{"data": [] "meta": {}}"#), "$.data");
        assert_eq!(path(r#"{"data": []} trailing"#), "$");
        assert_eq!(path(r#"}}]]"#), "$");
    }

    #[test]
    fn what_is_not_text_is_told_by_its_place() {
        let table: &[(&[u8], &str)] = &[
            (b"{\"data\": [{\"id\": \"a\"}, {\"id\": \"b\xff\"}]}", "$.data[1].id"),
            (b"{\"data\": [\xc3", "$.data[0]"),
            (b"\xff", "$"),
        ];
        for (text, expected) in table {
            let error = std::str::from_utf8(text).unwrap_err();
            assert_eq!(text_path(&error, text), *expected);
        }
    }

    #[test]
    fn any_offset_of_any_text_gives_a_path() {
        let texts: &[&[u8]] = &[b"{\"a\": [1, {\"b\\", b"]]}},,::\"", b"\xff\xfe{\"\xff\": [\xff", b""];
        for text in texts {
            for offset in 0..text.len() + 3 {
                assert!(path_at(text, offset).starts_with('$'));
            }
        }
    }

    #[test]
    fn long_keys_are_cut() {
        let text = format!(r#"{{"data": [], "meta": {{"{}": "x"}}}}"#, "é".repeat(1000));
        let path = path(&text);
        assert_eq!(path.chars().count(), MAX_PATH + 1);
        assert!(path.ends_with('…'));
    }
}
