//! Parts of parts that nothing reads.

use std::collections::BTreeSet;

use serde_json::Value;

use super::alike::alike;
use super::answers::{self, is_json};
use super::place::At;
use super::{Members, is_reference, reach, sides};
use crate::census::METHODS;
use crate::codegen::Settings;
use crate::codegen::problem::Pointer;
use crate::vendor::Trimmed;

/// How a part of some kind is stripped.
type Visit<'s> = fn(&mut Strip<'s>, &mut Members, &At<'_>);

const SCHEMA: &[&str] = &[
    "items",
    "not",
    "additionalProperties",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
    "contentSchema",
];
const SCHEMAS_BY_NAME: &[&str] = &["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];
const LISTS_OF_SCHEMAS: &[&str] = &["allOf", "oneOf", "anyOf"];
/// Lists of which the generator takes equal members as one.
const TUPLES: &[&str] = &["prefixItems", "items"];

/// Leaves out examples, links to documentation, unread headers and bodies, and what has no operations.
///
/// What goes may have held references that kept something else, so it is done until nothing goes any more.
pub(crate) fn strip(root: &mut Value, settings: &Settings, remarks: &mut Vec<String>) -> Trimmed {
    let mut trimmed = Trimmed::default();
    loop {
        let before = root.clone();
        trimmed += once(root, settings, remarks);
        if *root == before {
            return trimmed;
        }
    }
}

fn once(root: &mut Value, settings: &Settings, remarks: &mut Vec<String>) -> Trimmed {
    sides::webhooks(root, remarks);
    sides::paths(root);
    sides::tags(root);
    let results = answers::results(root);
    let referenced = reach::inner(root);
    let alike = alike(root);
    let mut strip = Strip { settings, results, referenced, alike, trimmed: Trimmed::default() };
    if let Some(root) = root.as_object_mut() {
        strip.document(root, &At::ROOT);
    }
    strip.trimmed
}

/// A schema without its examples, to compare it.
pub(super) fn without_examples(schema: &Value) -> Value {
    let (results, referenced, alike) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let settings = &Settings::plain();
    let mut strip = Strip { settings, results, referenced, alike, trimmed: Trimmed::default() };
    let mut schema = schema.clone();
    schema.as_object_mut().into_iter().for_each(|schema| strip.schema(schema, &At::ROOT));
    schema
}

struct Strip<'s> {
    settings: &'s Settings,
    /// The answers whose headers are read.
    results: BTreeSet<Pointer>,
    /// Places inside of parts that references lead to.
    referenced: BTreeSet<Pointer>,
    /// Schemas that keep their examples.
    alike: BTreeSet<Pointer>,
    trimmed: Trimmed,
}

impl<'s> Strip<'s> {
    fn document(&mut self, root: &mut Members, at: &At<'_>) {
        self.asides(root, at);
        self.list(root, "tags", at, Self::asides);
        self.extensible(root, "paths", at, Self::path_item);
        for key in ["definitions", "$defs"] {
            self.entries(root, key, at, Self::schema);
        }
        self.part(root, "components", at, Self::components);
    }

    fn components(&mut self, components: &mut Members, at: &At<'_>) {
        self.entries(components, "schemas", at, Self::schema);
        self.entries(components, "responses", at, Self::response);
        self.entries(components, "parameters", at, Self::parameter);
        self.entries(components, "requestBodies", at, Self::request_body);
        self.entries(components, "headers", at, Self::parameter);
        self.entries(components, "callbacks", at, Self::callback);
        self.entries(components, "pathItems", at, Self::path_item);
        self.examples(components, "examples", at);
    }

    fn path_item(&mut self, item: &mut Members, at: &At<'_>) {
        self.list(item, "parameters", at, Self::parameter);
        for method in METHODS {
            self.part(item, method, at, Self::operation);
        }
    }

    fn operation(&mut self, operation: &mut Members, at: &At<'_>) {
        self.asides(operation, at);
        self.list(operation, "parameters", at, Self::parameter);
        self.part(operation, "requestBody", at, Self::request_body);
        self.extensible(operation, "responses", at, Self::response);
        self.extensible(operation, "callbacks", at, Self::callback);
    }

    fn callback(&mut self, callback: &mut Members, at: &At<'_>) {
        for (expression, item) in callback.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
            item.as_object_mut().into_iter().for_each(|item| self.path_item(item, &at.key(expression)));
        }
    }

    /// A parameter, or a header, which is one without a name.
    fn parameter(&mut self, parameter: &mut Members, at: &At<'_>) {
        self.asides(parameter, at);
        self.part(parameter, "schema", at, Self::schema);
        self.entries(parameter, "content", at, Self::media_type);
        // Swagger 2 has the keywords of its schema in the parameter.
        self.part(parameter, "items", at, Self::schema);
    }

    fn request_body(&mut self, body: &mut Members, at: &At<'_>) {
        self.asides(body, at);
        self.part(body, "schema", at, Self::schema);
        self.entries(body, "content", at, Self::media_type);
    }

    fn media_type(&mut self, media: &mut Members, at: &At<'_>) {
        self.asides(media, at);
        self.part(media, "schema", at, Self::schema);
        let at = at.key("encoding");
        for (name, encoding) in media.get_mut("encoding").and_then(Value::as_object_mut).into_iter().flatten() {
            let at = at.key(name);
            encoding.as_object_mut().into_iter().for_each(|part| self.entries(part, "headers", &at, Self::parameter));
        }
    }

    fn response(&mut self, response: &mut Members, at: &At<'_>) {
        if is_reference(response) {
            return;
        }
        self.asides(response, at);
        self.headers(response, at);
        self.entries(response, "headers", at, Self::parameter);
        self.part(response, "schema", at, Self::schema);
        self.contents(response, at);
    }

    /// Headers that the runtime knows are skipped by the generator, and those of failures are not looked at.
    fn headers(&mut self, response: &mut Members, at: &At<'_>) {
        let is_result = self.results.contains(&at.pointer());
        let Some(Value::Object(headers)) = response.get_mut("headers") else { return };
        let at = at.key("headers");
        let before = headers.len();
        headers.retain(|name, _| {
            let is_known = self.settings.known_headers.iter().any(|known| known.eq_ignore_ascii_case(name));
            (is_result && !is_known) || self.is_referenced(&at.key(name))
        });
        self.trimmed.headers += before.saturating_sub(headers.len());
        if headers.is_empty() {
            response.shift_remove("headers");
        }
    }

    /// Of a body that is not JSON the generator reads the media type alone.
    fn contents(&mut self, response: &mut Members, at: &At<'_>) {
        let Some(Value::Object(content)) = response.get_mut("content") else { return };
        let schemas = content.iter().filter(|(media_type, _)| is_json(media_type));
        let schemas: Vec<&Value> = schemas.filter_map(|(_, media)| media.get("schema")).collect();
        // The generator holds these against each other, examples and all.
        let stay = !all_equal(&schemas);
        let at = at.key("content");
        for (media_type, media) in content.iter_mut() {
            let at = at.key(media_type);
            let Some(media) = media.as_object_mut() else { continue };
            if !is_json(media_type) {
                for key in ["schema", "encoding"].into_iter().filter(|key| !self.is_referenced(&at.key(key))) {
                    media.shift_remove(key);
                }
            }
            match stay && is_json(media_type) {
                true => self.asides(media, &at),
                false => self.media_type(media, &at),
            }
        }
    }

    fn schema(&mut self, schema: &mut Members, at: &At<'_>) {
        if !self.alike.is_empty() && self.alike.contains(&at.pointer()) {
            return;
        }
        self.asides(schema, at);
        for key in SCHEMAS_BY_NAME {
            self.entries(schema, key, at, Self::schema);
        }
        for key in LISTS_OF_SCHEMAS {
            self.list(schema, key, at, Self::schema);
        }
        for key in TUPLES {
            let members = schema.get(*key).and_then(Value::as_array);
            if members.is_some_and(|members| all_equal(&members.iter().collect::<Vec<_>>())) {
                self.list(schema, key, at, Self::schema);
            }
        }
        for key in SCHEMA {
            self.part(schema, key, at, Self::schema);
        }
    }

    /// What every part may have for its readers.
    fn asides(&mut self, part: &mut Members, at: &At<'_>) {
        for key in ["example", "examples"] {
            self.examples(part, key, at);
        }
        if part.contains_key("externalDocs") && !self.is_referenced(&at.key("externalDocs")) {
            part.shift_remove("externalDocs");
        }
    }

    fn examples(&mut self, part: &mut Members, key: &str, at: &At<'_>) {
        if !part.contains_key(key) || self.is_referenced(&at.key(key)) {
            return;
        }
        self.trimmed.examples += match part.shift_remove(key) {
            Some(Value::Object(examples)) if key == "examples" => examples.len(),
            Some(Value::Array(examples)) if key == "examples" => examples.len(),
            _ => 1,
        };
    }

    /// Whether a reference leads to a place or below it.
    fn is_referenced(&self, at: &At<'_>) -> bool {
        if self.referenced.is_empty() {
            return false;
        }
        let at = at.pointer();
        let below = format!("{}/", at.as_str());
        self.referenced.iter().any(|target| *target == at || target.as_str().starts_with(&below))
    }

    fn part(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit<'s>) {
        if let Some(part) = parent.get_mut(key).and_then(Value::as_object_mut) {
            visit(self, part, &at.key(key));
        }
    }

    /// Parts by name.
    fn entries(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit<'s>) {
        let at = at.key(key);
        for (name, part) in parent.get_mut(key).and_then(Value::as_object_mut).into_iter().flatten() {
            part.as_object_mut().into_iter().for_each(|part| visit(self, part, &at.key(name)));
        }
    }

    /// Parts by name, beside which there may be extensions.
    fn extensible(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit<'s>) {
        let at = at.key(key);
        let parts = parent.get_mut(key).and_then(Value::as_object_mut).into_iter().flatten();
        for (name, part) in parts.filter(|(name, _)| !name.starts_with("x-")) {
            part.as_object_mut().into_iter().for_each(|part| visit(self, part, &at.key(name)));
        }
    }

    fn list(&mut self, parent: &mut Members, key: &str, at: &At<'_>, visit: Visit<'s>) {
        let at = at.key(key);
        for (index, part) in parent.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
            part.as_object_mut().into_iter().for_each(|part| visit(self, part, &at.index(index)));
        }
    }
}

fn all_equal(values: &[&Value]) -> bool {
    values.windows(2).all(|pair| matches!(pair, [one, other] if one == other))
}
