//! Text to a tree that has everything the text says.
//!
//! `serde_json` alone keeps the last of several members of one name and says nothing, which would lose a schema or
//! an operation of a document that was merged by hand.

use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::codegen::order;
use crate::codegen::problem::{Pointer, Problem};

/// Ten times a large document, and little enough to hold in memory.
const MOST_BYTES: usize = 64 << 20;
/// Where `serde_json` stops. What reads the tree later may recurse for that reason.
const MOST_LEVELS: usize = 127;
/// A document with more than these has been damaged by a program, and nobody wants to read them all.
const MOST_REPEATS: usize = 50;
/// Characters that are shown of a line on each side of a fault.
const MARGIN: usize = 30;

/// Reads JSON, and finds each member that is there more than once.
pub fn read(text: &str) -> Result<Value, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(problem) = unreadable(text) {
        return Err(vec![problem]);
    }
    let mut reader = Reader::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Node(&mut reader).deserialize(&mut deserializer);
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    let fault = value.as_ref().err().map(|error| fault(text, error, &reader.place()));
    let problems: Vec<Problem> = reader.repeats().into_iter().chain(fault).collect();
    match value {
        Ok(value) if problems.is_empty() => Ok(value),
        _ => Err(problems),
    }
}

/// What needs no parser to be told, with a better word than a parser has for it.
fn unreadable(text: &str) -> Option<Problem> {
    let root = Pointer::default();
    if text.len() > MOST_BYTES {
        let size = text.len() >> 20;
        let what = format!("the document has {size} MiB, and {} is the most that is read", MOST_BYTES >> 20);
        return Some(Problem::new(&root, what).mend("leave out what is not needed, examples first"));
    }
    if let Some(offset) = text.find('\0') {
        let line = text.get(..offset).unwrap_or_default().matches('\n').count().saturating_add(1);
        let problem = Problem::new(&root, format!("not JSON: a NUL character in line {line}"));
        return Some(problem.mend("write the document as UTF-8"));
    }
    match text.trim_start().chars().next() {
        None => Some(Problem::new(&root, "the document is empty")),
        Some('{' | '[' | '"') => None,
        Some('<') => {
            Some(Problem::new(&root, "not JSON: it begins like HTML or XML").mend("look at what was downloaded"))
        }
        Some(_) if text.lines().any(is_yaml) => {
            Some(Problem::new(&root, "not JSON: it looks like YAML").mend("convert the document to JSON"))
        }
        Some(_) => None,
    }
}

fn is_yaml(line: &str) -> bool {
    line.starts_with("openapi:") || line.starts_with("swagger:")
}

/// What the parser found, with a look at the place.
fn fault(text: &str, error: &serde_json::Error, at: &Pointer) -> Problem {
    let message = error.to_string();
    let (what, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let (before, after) = split(line, error.column().saturating_sub(1));
    let place = format!("at line {} column {}", error.line(), before.chars().count().saturating_add(1));
    if what == "recursion limit exceeded" {
        let what = format!("nested more than {MOST_LEVELS} levels deep {place}");
        return Problem::new(at, what).mend("move inner schemas to the components");
    }
    let start: String = before.chars().rev().take(MARGIN).map(printable).collect();
    let start: String = start.chars().rev().collect();
    let end: String = after.chars().take(MARGIN).map(printable).collect();
    let caret = " ".repeat(start.chars().count());
    Problem::new(at, format!("not JSON: {what} {place}\n    {start}{end}\n    {caret}^"))
}

/// Cuts at a byte, or before the character that it is in.
fn split(line: &str, mut offset: usize) -> (&str, &str) {
    while !line.is_char_boundary(offset) && offset > 0 {
        offset = offset.saturating_sub(1).min(line.len());
    }
    line.split_at_checked(offset).unwrap_or((line, ""))
}

/// Tabs and the like would part the caret from what it points at.
fn printable(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}

/// Where the parser is, and what it has met.
#[derive(Default)]
struct Reader {
    path: Vec<Token>,
    repeats: Vec<Problem>,
    more: usize,
}

enum Token {
    Key(String),
    Index(usize),
}

impl Reader {
    fn place(&self) -> Pointer {
        self.path.iter().fold(Pointer::default(), |at, token| match token {
            Token::Key(key) => at.child(key),
            Token::Index(index) => at.child(index),
        })
    }

    fn repeat(&mut self, key: &str) {
        if self.repeats.len() >= MOST_REPEATS {
            self.more = self.more.saturating_add(1);
            return;
        }
        let problem = Problem::new(&self.place(), format!("the member {key:?} is there more than once"));
        self.repeats.push(problem.mend("keep one of them: JSON does not say which one counts"));
    }

    fn repeats(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.repeats);
        order::sort(&mut problems);
        problems.dedup();
        if self.more > 0 {
            let what = format!("{} further members are there more than once", self.more);
            problems.push(Problem::new(&Pointer::default(), what));
        }
        problems
    }
}

/// One value of the text.
struct Node<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            self.0.path.push(Token::Index(list.len()));
            let item = items.next_element_seed(Node(&mut *self.0))?;
            self.0.path.pop();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            self.0.path.push(Token::Key(key));
            let value = members.next_value_seed(Node(&mut *self.0))?;
            let Some(Token::Key(key)) = self.0.path.pop() else { continue };
            match object.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(value)),
                Entry::Occupied(mut entry) => {
                    self.0.repeat(entry.key());
                    entry.insert(value);
                }
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problems(text: &str) -> Vec<String> {
        let shown = |problem: Problem| format!("{} {}", problem.at, problem.what);
        read(text).err().unwrap_or_default().into_iter().map(shown).collect()
    }

    fn nested(levels: usize) -> String {
        r#"{"a":["#.repeat(levels / 2) + &"]}".repeat(levels / 2)
    }

    #[test]
    fn what_is_read_is_what_serde_json_reads() {
        let texts = [
            r#"{"b": 1, "a": [null, true, -3, 2.5, "\u00e9\n"], "c": {}}"#,
            r#"{"a": 18446744073709551615, "b": -9223372036854775808, "c": 1e300, "d": 0.1, "e": -0.0}"#,
            " [] ",
            "\"text\"",
            "7",
        ];
        for text in texts {
            let expected: Option<Value> = serde_json::from_str(text).ok();
            let found = read(text).ok();
            assert_eq!(found, expected, "{text}");
            assert_eq!(found.map(|value| value.to_string()), expected.map(|value| value.to_string()), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(read("\u{feff}{}"), Ok(json!({})));
    }

    #[test]
    fn text_that_is_no_document_is_called_by_its_name() {
        let cases = [
            ("", "# the document is empty"),
            (" \n\t", "# the document is empty"),
            ("\u{feff}", "# the document is empty"),
            ("{\n\"a\0\": 1}", "# not JSON: a NUL character in line 2"),
            ("<!doctype html>", "# not JSON: it begins like HTML or XML"),
            ("# made by hand\nopenapi: 3.0.3\n", "# not JSON: it looks like YAML"),
        ];
        for (text, expected) in cases {
            assert_eq!(problems(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn a_fault_is_shown_in_its_line() {
        let cases = [
            ("{", "# not JSON: EOF while parsing an object at line 1 column 1\n    {\n    ^"),
            ("{\n\t\"a\": 1,\n}", "# not JSON: trailing comma at line 3 column 1\n    }\n    ^"),
            (
                "{\"a\": [1, {\"é\": x}]}",
                "#/a/1/é not JSON: expected value at line 1 column 17\n    {\"a\": [1, {\"é\": x}]}\n                    ^",
            ),
            ("{} {}", "# not JSON: trailing characters at line 1 column 4\n    {} {}\n       ^"),
            (
                "{\"a\": 1e999}",
                "#/a not JSON: number out of range at line 1 column 11\n    {\"a\": 1e999}\n              ^",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(problems(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn of_a_long_line_the_part_around_the_fault_is_shown() {
        let text = format!("[{}?{}]", "1, ".repeat(500), ", 1".repeat(500));
        let expected = format!(
            "#/500 not JSON: expected value at line 1 column 1502\n    {}?{}\n    {}^",
            "1, ".repeat(10),
            ", 1".repeat(10).get(..29).unwrap_or_default(),
            " ".repeat(30)
        );
        assert_eq!(problems(&text), [expected]);
    }

    #[test]
    fn every_repeated_member_is_named_by_its_object() {
        let text = r#"{"a": {"x": 1, "x": 2, "x": 3, "y": 4}, "b": [{"p/q": 1, "p/q": {"z": 1, "z": 1}}], "a": 1}"#;
        let expected = [
            "# the member \"a\" is there more than once",
            "#/a the member \"x\" is there more than once",
            "#/b/0 the member \"p/q\" is there more than once",
            "#/b/0/p~1q the member \"z\" is there more than once",
        ];
        assert_eq!(problems(text), expected);
    }

    #[test]
    fn repeated_members_are_told_beside_a_fault() {
        assert_eq!(problems(r#"{"a": 1, "a": 2, ?"#).len(), 2);
    }

    #[test]
    fn not_every_one_of_thousands_of_repeated_members_is_listed() {
        let found = problems(&format!("[{}0]", r#"{"a":1,"a":1},"#.repeat(1000)));
        assert_eq!(found.len(), MOST_REPEATS + 1);
        assert_eq!(found.last().map(String::as_str), Some("# 950 further members are there more than once"));
    }

    #[test]
    fn too_many_levels_are_a_problem_and_not_a_full_stack() {
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let read = small.spawn(|| (read(&nested(126)).is_ok(), problems(&nested(100_000)), problems(&nested(128))));
        let (deepest, far, next) = read.ok().and_then(|thread| thread.join().ok()).unwrap_or_default();
        assert!(deepest);
        for found in [far, next] {
            assert_eq!(found.len(), 1);
            let expected = "nested more than 127 levels deep at line 1 column 384";
            assert!(found.iter().all(|problem| problem.ends_with(expected)), "{found:?}");
        }
    }

    #[test]
    fn too_large_a_document_is_refused_by_its_size() {
        let found = problems(&" ".repeat(MOST_BYTES + (1 << 20)));
        assert_eq!(found, ["# the document has 65 MiB, and 64 is the most that is read"]);
    }
}
