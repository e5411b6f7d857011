//! Text to a document whose every part can be named by a pointer.

mod at;
pub mod keywords;
mod normalize;
pub mod read;
mod typed;

use std::borrow::Cow;

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr, Schema};
use serde_json::Value;

use super::model::Note;
use super::problem::{ByPlace, Pointer, Problem, Problems};
use super::settings::Settings;
use normalize::keyword;
use typed::Component;

/// As much of a value as is shown with a problem.
const LONGEST_EXCERPT: usize = 90;

/// References that point to references. More than this many in a row is a cycle.
const LONGEST_CHAIN: usize = 32;

/// A document of OpenAPI 3.0.
pub struct Spec {
    pub document: OpenAPI,
    /// What was brought to the spelling of OpenAPI 3.0.
    pub notes: Vec<Note>,
    root: Value,
    /// Schemas that references name by another place than that of a component.
    inner: ByPlace<Schema>,
    /// The schemas that extend each.
    extensions: ByPlace<Vec<Pointer>>,
}

/// A part of the document and the place where it really stands.
pub struct Resolved<'a, T: Clone> {
    pub part: Cow<'a, T>,
    pub at: Pointer,
}

/// Reads a document and brings it to the spelling of OpenAPI 3.0.
pub fn parse(text: &str, settings: &Settings) -> Result<Spec, Problems> {
    let mut problems = Problems::of(&settings.spec_file());
    let mut value = match read::read(text) {
        Ok(value) => value,
        Err(found) => {
            found.into_iter().for_each(|problem| problems.push(problem));
            return Err(problems);
        }
    };
    let notes = normalize::normalize(&mut value, &mut problems);
    if let Some(problem) = unsupported_version(&value) {
        problems.push(problem);
    }
    problems.show(|at| excerpt(&value, at));
    let mut problems = match problems.or(()) {
        Ok(()) => Problems::of(&settings.spec_file()),
        Err(problems) => return Err(problems),
    };
    match typed::document(&value) {
        Ok(document) => {
            let mut inner = ByPlace::default();
            inner_schemas(&value, &value, &mut inner);
            let extensions = extensions(&value);
            return Ok(Spec { document, notes, root: value, inner, extensions });
        }
        Err(found) => found.into_iter().for_each(|problem| problems.push(problem)),
    }
    problems.show(|at| excerpt(&value, at));
    Err(problems)
}

impl Spec {
    /// The part itself, or what the reference stands for.
    pub fn resolve<'a, T: Component>(
        &'a self,
        node: &'a ReferenceOr<T>,
        at: &Pointer,
    ) -> Result<Resolved<'a, T>, Problem> {
        let reference = match node {
            ReferenceOr::Item(part) => return Ok(Resolved { part: Cow::Borrowed(part), at: at.clone() }),
            ReferenceOr::Reference { reference } => reference,
        };
        let target = self.target(reference, at)?;
        let part = match self.component(&target) {
            Some(part) => Cow::Borrowed(part),
            None => Cow::Owned(self.read(&target)?),
        };
        Ok(Resolved { part, at: target })
    }

    /// The component at a place, if there is one.
    fn component<T: Component>(&self, at: &Pointer) -> Option<&T> {
        let name = at.last();
        let (kind, component) = T::of(self.document.components.as_ref()?, &name);
        let is_there = at.parent().as_str().strip_prefix("/components/") == Some(kind);
        component?.as_item().filter(|_| is_there)
    }

    /// Where a reference leads, through further references.
    pub fn target(&self, reference: &str, at: &Pointer) -> Result<Pointer, Problem> {
        let mut reference = reference.to_owned();
        for _ in 0..LONGEST_CHAIN {
            let Some(target) = Pointer::of_reference(&reference) else {
                return Err(Problem::new(at, format!("the reference {reference:?} leads out of the document"))
                    .mend("bundle the documents into one before generating"));
            };
            let Some(value) = self.root.pointer(target.as_str()) else {
                return Err(Problem::new(at, format!("the reference {reference:?} leads nowhere")));
            };
            match value.get("$ref").and_then(Value::as_str) {
                Some(next) => reference = next.to_owned(),
                None => return Ok(target),
            }
        }
        Err(Problem::new(at, "the reference leads back to itself"))
    }

    /// A part that stands where components of its kind do not.
    fn read<T: Component>(&self, at: &Pointer) -> Result<T, Problem> {
        let value = self.root.pointer(at.as_str()).unwrap_or(&Value::Null);
        let unread = || Problem::new(at, "a reference leads here, but this is no such part");
        typed::component(value, at).map_err(|found| found.into_iter().next().unwrap_or_else(unread))
    }

    /// The schema at a place that a reference named.
    pub fn schema(&self, at: &Pointer) -> Result<&Schema, Problem> {
        let key = at.as_str().strip_prefix("/components/schemas/").filter(|key| !key.contains('/'));
        let component = key.and_then(|_| self.document.components.as_ref()?.schemas.get(&at.last()));
        match component {
            Some(ReferenceOr::Item(schema)) => Ok(schema),
            _ => self.inner.get(at).ok_or_else(|| Problem::new(at, "a reference leads here, but this is no schema")),
        }
    }

    /// Whether anything stands at a place.
    pub fn has(&self, at: &Pointer) -> bool {
        self.root.pointer(at.as_str()).is_some()
    }

    /// Whether the schema at a place admits null, itself or by one of its alternatives.
    pub fn is_nullable(&self, at: &Pointer) -> bool {
        self.root.pointer(at.as_str()).is_some_and(admits_null)
    }

    /// The component schemas that extend the one at a place by `allOf`.
    pub fn extensions_of(&self, at: &Pointer) -> &[Pointer] {
        self.extensions.get(at).map_or(&[], Vec::as_slice)
    }

    /// The value at a place, cut to the length of a line.
    pub fn excerpt(&self, at: &Pointer) -> Option<String> {
        excerpt(&self.root, at)
    }

    /// The keys of the component schemas.
    pub fn schema_names(&self) -> Vec<&str> {
        let components = self.document.components.as_ref();
        components.map(|components| components.schemas.keys().map(String::as_str).collect()).unwrap_or_default()
    }
}

/// Paths with their methods in capitals, and the operations.
pub fn operations_of(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    let operations = [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("DELETE", &item.delete),
        ("OPTIONS", &item.options),
        ("HEAD", &item.head),
        ("PATCH", &item.patch),
        ("TRACE", &item.trace),
    ];
    operations.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn excerpt(root: &Value, at: &Pointer) -> Option<String> {
    let text = root.pointer(at.as_str())?.to_string();
    let start: String = text.chars().take(LONGEST_EXCERPT).collect();
    Some(if start.len() < text.len() { format!("{start}…") } else { start })
}

/// The component schemas by those that they extend.
fn extensions(root: &Value) -> ByPlace<Vec<Pointer>> {
    let schemas = Pointer::default().child("components").child("schemas");
    let mut extensions: ByPlace<Vec<Pointer>> = ByPlace::default();
    for (key, schema) in members(root.pointer(schemas.as_str())) {
        let all_of = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let bases = all_of.filter_map(|member| Pointer::of_reference(member.get("$ref")?.as_str()?));
        for base in bases {
            let at = schemas.child(key);
            match extensions.get_mut(&base) {
                Some(others) => others.push(at),
                None => extensions.insert(base, vec![at]),
            }
        }
    }
    extensions
}

/// Reads what references name inside of other parts, such as a property of a component.
fn inner_schemas(value: &Value, root: &Value, found: &mut ByPlace<Schema>) {
    // Nearly all lead to a component, which is told before any is taken apart.
    let is_component =
        |text: &str| text.starts_with("#/components/") && text.matches('/').count() == 3 && !text.contains('%');
    let reference = value.as_object().and_then(|members| keyword(members, "$ref")).and_then(Value::as_str);
    if let Some(at) =
        reference.filter(|text| !is_component(text)).and_then(Pointer::of_reference).filter(|at| !found.has(at))
    {
        let target = root.pointer(at.as_str());
        if let Some(schema) = target.and_then(|target| typed::schema(target, &at).ok()) {
            found.insert(at, schema);
        }
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| inner_schemas(item, root, found)),
        Value::Object(members) => members.values().for_each(|member| inner_schemas(member, root, found)),
        _ => {}
    }
}

fn admits_null(schema: &Value) -> bool {
    let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
    schema.get("nullable") == Some(&Value::Bool(true))
        || list("enum").any(Value::is_null)
        || list("oneOf").chain(list("anyOf")).any(admits_null)
}

fn unsupported_version(value: &Value) -> Option<Problem> {
    let at = Pointer::default().child("openapi");
    match value.get("openapi").and_then(Value::as_str) {
        Some(version) if version == "3.0" || version.starts_with("3.0.") => None,
        Some(version) => Some(
            Problem::new(&at, format!("version {version:?} is not supported"))
                .mend("convert the document to OpenAPI 3.0"),
        ),
        None => {
            let problem = Problem::new(&at, "the document does not say which version of OpenAPI it is written in");
            Some(problem.mend("an OpenAPI 3.0 document begins with \"openapi\": \"3.0.3\""))
        }
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> String {
        parse(text, &Settings::plain()).err().map(|problems| problems.to_string()).unwrap_or_default()
    }

    #[test]
    fn text_that_is_not_json_is_located() {
        assert_eq!(
            problems("{"),
            "specs/api.json#\n  not JSON: EOF while parsing an object at line 1 column 1\n    {\n    ^"
        );
    }

    #[test]
    fn another_version_is_refused_by_name() {
        assert!(problems(r#"{"openapi":"3.2.0"}"#).starts_with("specs/api.json#/openapi\n  version \"3.2.0\""));
        assert!(problems(r#"{"swagger":"2.0"}"#).contains("does not say which version"));
    }

    #[test]
    fn every_unreadable_part_is_named() {
        let text = r##"{"openapi":"3.0.3","info":{"title":"t","version":"1"},
            "paths":{"/a":{"get":{"responses":5}}},"components":{"schemas":{"X":{"properties":7}}}}"##;
        let problems = problems(text);
        assert!(problems.contains("#/components/schemas/X/properties\n"), "{problems}");
        assert!(problems.contains("#/paths/~1a/get/responses\n"), "{problems}");
    }

    #[test]
    fn references_are_followed_to_their_end() {
        let text = r##"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{
            "A":{"$ref":"#/components/schemas/B"},"B":{"type":"string"},"C":{"$ref":"#/components/schemas/C"}}}}"##;
        let at = Pointer::default();
        let Ok(spec) = parse(text, &Settings::plain()) else { panic!("should parse") };
        let target = |reference: &str| spec.target(reference, &at).map(|at| at.to_string());
        assert_eq!(target("#/components/schemas/A").as_deref(), Ok("#/components/schemas/B"));
        let what = |reference: &str| target(reference).err().map(|problem| problem.what).unwrap_or_default();
        assert!(what("#/components/schemas/C").contains("back to itself"));
        assert!(what("#/components/schemas/D").contains("leads nowhere"));
        assert!(what("./acr.yaml#/X").contains("out of the document"));
    }
}
