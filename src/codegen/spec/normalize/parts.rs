//! The parts of a document down to the schemas.

use serde_json::{Map, Value, json};

use super::edit::{is_reference, keyword};
use super::{At, Members, Walk};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// Keywords of a parameter of Swagger 2 that 3.0 has in its schema.
const SCHEMA_KEYWORDS: &[&str] = &[
    "type",
    "format",
    "enum",
    "items",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "nullable",
    "oneOf",
    "anyOf",
    "allOf",
];
/// What a parameter of each location may have for its style, and how Swagger 2 wrote its lists.
const STYLES: &[(&str, &[&str])] = &[
    ("path", &["matrix", "label", "simple"]),
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];
const COLLECTION_FORMATS: &[(&str, &str, bool)] = &[
    ("multi", "form", true),
    ("csv", "form", false),
    ("ssv", "spaceDelimited", false),
    ("pipes", "pipeDelimited", false),
];

impl Walk {
    pub fn document(&mut self, document: &mut Value) {
        let at = At::ROOT;
        let Some(root) = document.as_object_mut() else { return };
        if !self.version(root, &at) {
            return;
        }
        self.tidy(root, &[], &at);
        for key in ["webhooks", "jsonSchemaDialect"] {
            self.remove(root, key, &at, "is not of OpenAPI 3.0, and was left out");
        }
        self.fill(root, "info", || json!({}), &at);
        self.part(root, "info", &at, Self::info);
        self.fill(root, "paths", || json!({}), &at);
        self.slashes(root, &at.key("paths"));
        self.entries(root, "paths", &at, Self::path_item);
        self.part(root, "components", &at, Self::components);
        self.servers(root, &at);
        self.tags(root, &at);
        self.security(root, &at);
        for key in ["definitions", "$defs"] {
            self.entries(root, key, &at, Self::schema);
        }
    }

    /// Whether the document is of a version that can be brought to 3.0.
    fn version(&mut self, root: &mut Members, at: &At<'_>) -> bool {
        let Some(version) = root.get_mut("openapi") else { return false };
        if version.is_number() {
            *version = Value::String(version.to_string());
            self.note(&at.key("openapi"), "should be a text, and was made one");
        }
        let text = version.as_str().unwrap_or_default();
        let is = |line: &str| text == line || text.strip_prefix(line).is_some_and(|rest| rest.starts_with('.'));
        if is("3.1") {
            let what = format!("version {text:?} is read as 3.0.3");
            *version = Value::from("3.0.3");
            self.note(&at.key("openapi"), what);
            return true;
        }
        is("3.0")
    }

    /// A keyword that 3.0 requires.
    fn fill(&mut self, part: &mut Members, key: &str, value: fn() -> Value, at: &At<'_>) {
        if keyword(part, key).is_none() {
            part.insert(key.to_owned(), value());
            self.note(at, format!("`{key}` is missing, and was filled in"));
        }
    }

    fn info(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(info) = self.object(value, at) else { return };
        self.tidy(info, &[], at);
        self.fill(info, "title", || json!("API"), at);
        self.fill(info, "version", || json!(""), at);
    }

    /// Paths begin with a slash, and those that do not are passed over later.
    fn slashes(&mut self, root: &mut Members, at: &At<'_>) {
        let Some(Value::Object(paths)) = root.get_mut("paths") else { return };
        let bare = |path: &str| !path.starts_with('/') && !path.starts_with("x-");
        if !paths.keys().any(|path| bare(path)) {
            return;
        }
        let mut renamed = Map::new();
        for (path, item) in std::mem::take(paths) {
            let full = format!("/{path}");
            if bare(&path) && !renamed.contains_key(&full) {
                self.note(&at.key(&full), "was written without its slash");
                renamed.insert(full, item);
            } else {
                renamed.insert(path, item);
            }
        }
        *paths = renamed;
    }

    fn components(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(components) = self.object(value, at) else { return };
        self.tidy(components, &[], at);
        self.entries(components, "schemas", at, Self::schema);
        self.entries(components, "responses", at, Self::response);
        self.entries(components, "parameters", at, Self::parameter);
        self.entries(components, "requestBodies", at, Self::request_body);
        self.entries(components, "headers", at, Self::header);
        self.entries(components, "callbacks", at, Self::callback);
        self.entries(components, "pathItems", at, Self::path_item);
    }

    fn path_item(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(item) = self.object(value, at) else { return };
        self.tidy(item, &[], at);
        self.list(item, "parameters", at, Self::parameter);
        self.servers(item, at);
        for method in METHODS {
            self.part(item, method, at, Self::operation);
        }
    }

    fn operation(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(operation) = self.object(value, at) else { return };
        self.tidy(operation, &["deprecated"], at);
        if let Some(tag) = operation.get_mut("tags").filter(|tags| tags.is_string()) {
            *tag = Value::Array(vec![tag.take()]);
            self.note(&at.key("tags"), "should be a list, and was made a list of one");
        }
        self.list(operation, "parameters", at, Self::parameter);
        self.part(operation, "requestBody", at, Self::request_body);
        self.fill(operation, "responses", || json!({}), at);
        self.entries(operation, "responses", at, Self::response);
        self.entries(operation, "callbacks", at, Self::callback);
        self.servers(operation, at);
        self.security(operation, at);
    }

    /// Callbacks are not generated, but references may lead to their schemas.
    fn callback(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(callback) = self.object(value, at).filter(|callback| !is_reference(callback)) else { return };
        for (expression, item) in callback.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
            self.path_item(item, &at.key(expression));
        }
    }

    fn parameter(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(parameter) = self.object(value, at).filter(|parameter| !is_reference(parameter)) else { return };
        self.tidy(parameter, &["required", "deprecated", "explode", "allowReserved", "allowEmptyValue"], at);
        if let Some(location) = parameter.get_mut("in")
            && let Some(right) = location.as_str().map(str::to_ascii_lowercase)
            && STYLES.iter().any(|(known, _)| *known == right && *location != right)
        {
            *location = Value::String(right);
            self.note(&at.key("in"), "is written in lower case");
        }
        let location = parameter.get("in").and_then(Value::as_str);
        let Some((_, styles)) = STYLES.iter().find(|(known, _)| Some(*known) == location) else {
            return self.no_parameter(location, at);
        };
        self.collection_format(parameter, at);
        self.style(parameter, styles, at);
        self.typed(parameter, at);
    }

    fn header(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(header) = self.object(value, at).filter(|header| !is_reference(header)) else { return };
        self.tidy(header, &["required", "deprecated"], at);
        self.style(header, &["simple"], at);
        self.typed(header, at);
    }

    fn collection_format(&mut self, parameter: &mut Members, at: &At<'_>) {
        let found = keyword(parameter, "collectionFormat").and_then(Value::as_str);
        let Some((_, style, explode)) = COLLECTION_FORMATS.iter().find(|(name, _, _)| Some(*name) == found) else {
            return;
        };
        self.remove(parameter, "collectionFormat", at, "is of Swagger 2, and became `style` and `explode`");
        if parameter.get("in") == Some(&json!("query")) {
            parameter.entry("style").or_insert_with(|| json!(style));
        }
        parameter.entry("explode").or_insert(Value::Bool(*explode));
    }

    fn style(&mut self, part: &mut Members, styles: &[&str], at: &At<'_>) {
        let known = |style: &Value| style.as_str().is_some_and(|style| styles.contains(&style));
        if keyword(part, "style").is_some_and(|style| !known(style)) {
            self.remove(part, "style", at, "is not one that can be had here, and was left out");
        }
    }

    /// What has a schema or content, as parameters and headers do.
    fn typed(&mut self, part: &mut Members, at: &At<'_>) {
        if keyword(part, "schema").is_none() && keyword(part, "content").is_none() {
            let mut schema = Map::new();
            for keyword in SCHEMA_KEYWORDS {
                schema.extend(part.shift_remove(*keyword).map(|value| ((*keyword).to_owned(), value)));
            }
            let what =
                if schema.is_empty() { "has no schema: any value is taken" } else { "is typed without a `schema`" };
            part.insert("schema".to_owned(), Value::Object(schema));
            self.note(at, what);
        }
        self.part(part, "schema", at, Self::schema);
        self.entries(part, "content", at, Self::media_type);
    }

    fn media_type(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(media) = self.object(value, at) else { return };
        self.tidy(media, &[], at);
        self.part(media, "schema", at, Self::schema);
        self.entries(media, "encoding", at, Self::encoding);
    }

    fn encoding(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(encoding) = self.object(value, at) else { return };
        self.tidy(encoding, &["explode", "allowReserved"], at);
        self.entries(encoding, "headers", at, Self::header);
    }

    fn request_body(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(body) = self.object(value, at).filter(|body| !is_reference(body)) else { return };
        self.tidy(body, &["required"], at);
        self.content_of_schema(body, at);
        self.entries(body, "content", at, Self::media_type);
    }

    fn response(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(response) = self.object(value, at).filter(|response| !is_reference(response)) else { return };
        self.tidy(response, &[], at);
        self.fill(response, "description", || json!(""), at);
        self.content_of_schema(response, at);
        self.entries(response, "headers", at, Self::header);
        self.entries(response, "content", at, Self::media_type);
    }

    /// Swagger 2 has the schema of a body beside its description.
    fn content_of_schema(&mut self, body: &mut Members, at: &At<'_>) {
        if keyword(body, "content").is_some() || !keyword(body, "schema").is_some_and(Value::is_object) {
            return;
        }
        let schema = self.remove(body, "schema", at, "stands outside of `content`, and was taken as JSON");
        body.insert("content".to_owned(), json!({ "application/json": { "schema": schema } }));
    }
}
