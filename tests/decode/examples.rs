//! An example of every answer, of our own, and where in it the schema of the document allows or demands what.

use std::sync::LazyLock;

use http::Method;
use serde_json::Value;

use super::{Decode, decoder_of};
use crate::document::{Document, operation_id};

pub static DOCUMENTS: LazyLock<[Examples; 2]> = LazyLock::new(|| ["snyk", "secoda"].map(Examples::read));

/// A document, and the examples of its answers: by method and path, status and media type.
pub struct Examples {
    document: Document,
    examples: Value,
}

impl Examples {
    fn read(api: &str) -> Self {
        let path = format!("{}/tests/examples/{api}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self { document: Document::read(api), examples: serde_json::from_str(&text).unwrap() }
    }

    /// Where each example stands: operation, status and media type.
    pub fn places(&self) -> Vec<[&str; 3]> {
        let mut places = Vec::new();
        for (operation, answers) in self.examples.as_object().unwrap() {
            for (status, contents) in answers.as_object().unwrap() {
                let contents = contents.as_object().unwrap().keys();
                places.extend(contents.map(|media_type| [operation.as_str(), status, media_type]));
            }
        }
        places
    }
}

/// A JSON answer of an operation that succeeded.
pub struct Answer<'a> {
    pub id: String,
    pub method: Method,
    pub path: &'a str,
    pub status: &'a str,
    pub media_type: &'a str,
    document: &'a Document,
    schema: &'a Value,
    example: &'a Value,
}

pub fn each_answer(of: &Examples) -> Vec<Answer<'_>> {
    let document = &of.document;
    let mut answers = Vec::new();
    for (method, path, operation) in document.operations() {
        let responses = operation["responses"].as_object().unwrap().iter();
        for (status, response) in responses.filter(|(status, _)| status.starts_with('2')) {
            let contents = document.resolve(response)["content"].as_object().into_iter().flatten();
            for (media_type, media) in contents.filter(|(media_type, _)| media_type.ends_with("json")) {
                let (id, schema) = (operation_id(operation), &media["schema"]);
                let example = &of.examples[format!("{method} {path}")][status][media_type];
                assert!(!example.is_null(), "{method} {path} {status} {media_type} has no example in tests/examples");
                let method = method.clone();
                answers.push(Answer { id, method, path, status, media_type, document, schema, example });
            }
        }
    }
    answers
}

impl<'a> Answer<'a> {
    pub fn example(&self) -> &'a Value {
        self.example
    }

    /// Every value of the example, each before what is inside it.
    pub fn sites(&self) -> Vec<Site<'a>> {
        let mut sites = Vec::new();
        let (schema, value) = (self.schema, self.example());
        let root = Site { pointer: String::new(), schema, value, place: Place::Root, form: Form::Only };
        self.visit(root, &mut sites);
        sites
    }

    fn visit(&self, mut site: Site<'a>, sites: &mut Vec<Site<'a>>) {
        site.schema = self.document.resolve(site.schema);
        if let Some(variants) = site.schema["oneOf"].as_array() {
            let kind = if site.value.is_object() { "object" } else { "string" };
            site.schema = variants.iter().find(|variant| variant["type"] == kind).unwrap();
            site.form = Form::OneOf;
        }
        sites.push(site.clone());
        match site.value {
            Value::Object(members) => self.visit_members(&site, members, sites),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(site.child(&index.to_string(), &site.schema["items"], item, Place::Item), sites);
                }
            }
            _ => {}
        }
    }

    fn visit_members(&self, site: &Site<'a>, members: &'a serde_json::Map<String, Value>, sites: &mut Vec<Site<'a>>) {
        for part in self.parts(site.schema) {
            for (name, property) in part["properties"].as_object().into_iter().flatten() {
                let required =
                    part["required"].as_array().is_some_and(|names| names.contains(&Value::from(name.as_str())));
                let place = if required { Place::Required } else { Place::Optional };
                if let Some(value) = members.get(name) {
                    self.visit(site.child(name, property, value, place), sites);
                }
            }
        }
    }

    /// The schemas that a schema is made of.
    fn parts(&self, schema: &'a Value) -> Vec<&'a Value> {
        match schema["allOf"].as_array() {
            Some(parts) => parts.iter().map(|part| self.document.resolve(part)).collect(),
            None => vec![schema],
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Root,
    Item,
    Required,
    Optional,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// The schema knows one form.
    Only,
    /// The schema knows several, so that a wrong one is merely an unknown one.
    OneOf,
    /// Inside one of several forms.
    InsideOneOf,
}

/// A value of an example, with its schema.
#[derive(Clone)]
pub struct Site<'a> {
    /// The JSON pointer of the value.
    pub pointer: String,
    pub schema: &'a Value,
    pub value: &'a Value,
    pub place: Place,
    pub form: Form,
}

impl<'a> Site<'a> {
    fn child(&self, name: &str, schema: &'a Value, value: &'a Value, place: Place) -> Self {
        let form = if self.form == Form::Only { Form::Only } else { Form::InsideOneOf };
        Self { pointer: format!("{}/{name}", self.pointer), schema, value, place, form }
    }

    /// The name of the member, or the index of the item.
    pub fn name(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap()
    }

    /// A member that is known to be missing at times, whatever the schema says: what JSON:API lets every document leave
    /// out, and the address of an account that has none.
    pub fn may_be_left_out(&self) -> bool {
        ["/jsonapi", "/links"].contains(&self.pointer.as_str()) || self.pointer.ends_with("/email")
    }

    pub fn remove_from(&self, example: &mut Value) {
        let (parent, name) = self.pointer.rsplit_once('/').unwrap();
        example.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    }

    pub fn replace_in(&self, example: &mut Value, value: impl Into<Value>) {
        *example.pointer_mut(&self.pointer).unwrap() = value.into();
    }
}

/// An example with one change.
pub struct Variant<'a> {
    pub site: Site<'a>,
    /// What changed where, for messages.
    pub what: String,
    pub json: Value,
    pub decode: Decode,
}

impl Variant<'_> {
    pub fn decoded(&self) -> String {
        let decoded = (self.decode)(&self.json.to_string());
        decoded.unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }

    pub fn error(&self) -> snyk_secoda::rt::Fault {
        let decoded = (self.decode)(&self.json.to_string());
        decoded.err().unwrap_or_else(|| panic!("{}: decoded", self.what))
    }
}

/// One variant for every value of every example that is picked.
pub fn variants(pick: impl Fn(&Site<'_>) -> bool, change: impl Fn(&Site<'_>, &mut Value)) -> Vec<Variant<'static>> {
    let mut variants = Vec::new();
    for answer in DOCUMENTS.iter().flat_map(each_answer) {
        let decode = decoder_of(&answer.method, answer.path);
        for site in answer.sites().into_iter().filter(&pick) {
            let what = format!("{} at `{}`", answer.id, site.pointer);
            let mut json = answer.example().clone();
            change(&site, &mut json);
            variants.push(Variant { site, what, json, decode });
        }
    }
    assert!(!variants.is_empty(), "a rule that no example is affected by is not tested");
    variants
}
