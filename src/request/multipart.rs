//! Bodies of the type `multipart/form-data` (RFC 7578).
//!
//! They are written here, so that a request that is not sent can show them. Names are escaped as
//! browsers do it: the quote and the line breaks, by percent-encoding.

mod boundary;

use std::fmt::Display;

use bytes::Bytes;
use http::HeaderValue;
use serde_json::{Map, Value};

use super::body::Body;
use crate::json::{Encode, to_value};
use crate::rules::{Place, Violation};

const OCTET_STREAM: &str = "application/octet-stream";
const JSON: &str = "application/json";

/// A value that is sent as the parts of a `multipart/form-data` body.
pub trait IntoParts {
    /// Its parts, in order.
    fn into_parts(self) -> FormParts;
}

/// A file in a `multipart/form-data` body.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    content_type: Option<String>,
    body: Body,
}

/// The parts of a `multipart/form-data` body, one `add_…` each.
#[derive(Debug, Default)]
pub struct FormParts {
    parts: Vec<Part>,
    /// What there is to check, by name.
    values: Map<String, Value>,
    violations: Vec<Violation>,
}

#[derive(Debug)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    body: Body,
}

/// A multipart body as it is sent.
pub(super) struct Encoded {
    pub(super) boundary: String,
    pub(super) body: Body,
    pub(super) values: Value,
    pub(super) violations: Vec<Violation>,
}

impl File {
    /// A file by its name, without a path, and its content.
    pub fn new(file_name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self { name: file_name.into(), content_type: None, body: content.into() }
    }

    /// Sets the media type of the content: `image/png`. Unless set, it is that of the document if
    /// there is one, and else `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new("file", content)
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new("file", content)
    }
}

impl FormParts {
    /// No parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text.
    pub fn add_text(&mut self, name: &str, content_type: Option<&str>, value: &dyn Display) {
        let text = value.to_string();
        self.keep(name, Value::String(text.clone()));
        self.push(name, None, content_type, text.into());
    }

    /// A file; the content type is for one that has none of its own.
    pub fn add_file(&mut self, name: &str, content_type: Option<&str>, file: &File) {
        let content_type = file.content_type.as_deref().or(content_type).unwrap_or(OCTET_STREAM);
        self.push(name, Some(&file.name), Some(content_type), file.body.clone());
    }

    /// A value as JSON.
    pub fn add_json(&mut self, name: &str, content_type: Option<&str>, value: &impl Encode) {
        self.add_json_value(name, content_type, to_value(value));
    }

    /// A value by its kind: a scalar is text, an object is JSON, and every item of a list is a part.
    pub fn add_value(&mut self, name: &str, content_type: Option<&str>, value: &impl Encode) {
        match to_value(value) {
            Value::Array(items) => items.into_iter().for_each(|item| self.add_item(name, content_type, item)),
            value => self.add_item(name, content_type, value),
        }
    }

    fn add_item(&mut self, name: &str, content_type: Option<&str>, value: Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.add_text(name, content_type, &text),
            value @ (Value::Array(_) | Value::Object(_)) => self.add_json_value(name, content_type, value),
            scalar => self.add_text(name, content_type, &scalar),
        }
    }

    fn add_json_value(&mut self, name: &str, content_type: Option<&str>, value: Value) {
        let text = value.to_string();
        self.keep(name, value);
        self.push(name, None, Some(content_type.unwrap_or(JSON)), text.into());
    }

    /// Keeps a value to be checked; the values of one name are a list.
    fn keep(&mut self, name: &str, value: Value) {
        match self.values.get_mut(name) {
            None => drop(self.values.insert(name.to_owned(), value)),
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }

    fn push(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, body: Body) {
        if content_type.is_some_and(|text| HeaderValue::from_str(text).is_err()) {
            self.violations.push(violation(name, "has a content type that headers cannot hold"));
        }
        self.parts.push(Part {
            name: escaped(name),
            file_name: file_name.map(escaped),
            content_type: content_type.map(str::to_owned),
            body,
        });
    }

    pub(super) fn encode(self) -> Encoded {
        let contents: Vec<&[u8]> = self.parts.iter().filter_map(|part| Some(part.body.as_bytes()?.as_ref())).collect();
        let boundary = boundary::choose(&contents);
        let mut bodies = Vec::new();
        for part in self.parts {
            bodies.push(part.head(&boundary).into());
            bodies.push(part.body);
            bodies.push("\r\n".into());
        }
        bodies.push(format!("--{boundary}--\r\n").into());
        let (values, violations) = (Value::Object(self.values), self.violations);
        Encoded { boundary, body: Body::concat(bodies), values, violations }
    }
}

impl Part {
    fn head(&self, boundary: &str) -> String {
        let mut head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"", self.name);
        if let Some(file_name) = &self.file_name {
            head += &format!("; filename=\"{file_name}\"");
        }
        if let Some(content_type) = &self.content_type {
            head += &format!("\r\ncontent-type: {content_type}");
        }
        head + "\r\n\r\n"
    }
}

fn violation(name: &str, rule: &str) -> Violation {
    Violation::new(Place::Body(format!("/{}", name.replace('~', "~0").replace('/', "~1"))), rule)
}

/// A name between quotes.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(parts: FormParts) -> (String, Encoded) {
        let encoded = parts.encode();
        let bytes = encoded.body.as_bytes().unwrap().to_vec();
        (String::from_utf8(bytes).unwrap().replace(&encoded.boundary, "B"), encoded)
    }

    #[test]
    fn parts_of_all_kinds() {
        let mut parts = FormParts::new();
        parts.add_text("name", None, &"Ä");
        parts.add_file("photo", Some("image/png"), &File::new("a.png", "PNG"));
        parts.add_file("other", Some("image/png"), &File::from(vec![b'x']).content_type("image/gif"));
        parts.add_json("meta", None, &json!({"a": [1]}));
        parts.add_value("tags", None, &json!(["x", 1, null, {"k": true}]));
        let (text, encoded) = text(parts);
        assert_eq!(
            text,
            "--B\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nÄ\r\n\
             --B\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
             content-type: image/png\r\n\r\nPNG\r\n\
             --B\r\ncontent-disposition: form-data; name=\"other\"; filename=\"file\"\r\n\
             content-type: image/gif\r\n\r\nx\r\n\
             --B\r\ncontent-disposition: form-data; name=\"meta\"\r\n\
             content-type: application/json\r\n\r\n{\"a\":[1]}\r\n\
             --B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
             --B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\r\n1\r\n\
             --B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\
             content-type: application/json\r\n\r\n{\"k\":true}\r\n\
             --B--\r\n"
        );
        assert_eq!(encoded.values, json!({"name": "Ä", "meta": {"a": [1]}, "tags": ["x", "1", {"k": true}]}));
        assert!(encoded.violations.is_empty());
    }

    #[test]
    fn names_cannot_break_out_of_their_quotes() {
        let mut parts = FormParts::new();
        parts.add_file("a\"\r\nx: y", None, &File::new("ü\"; name=\"b\n", ""));
        let (text, _) = text(parts);
        assert!(text.contains("name=\"a%22%0D%0Ax: y\"; filename=\"ü%22; name=%22b%0A\"\r\n"), "{text}");
    }

    #[test]
    fn a_content_type_cannot_bring_headers_along() {
        let mut parts = FormParts::new();
        parts.add_file("f", None, &File::new("f", "").content_type("text/plain\r\nx: y"));
        let told: Vec<String> = parts.encode().violations.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["body at `/f`: has a content type that headers cannot hold"]);
    }

    #[test]
    fn no_parts_at_all() {
        assert_eq!(text(FormParts::new()).0, "--B--\r\n");
    }
}
