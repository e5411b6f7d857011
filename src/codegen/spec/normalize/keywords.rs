//! Keywords that 3.0 has not, or has in another form.

use serde_json::{Value, json};

use super::edit::{keyword, keyword_mut};
use super::{At, Members, Walk};

/// What says more about a value than 3.0 can.
const UNSAYABLE: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "minContains",
    "maxContains",
    "additionalItems",
    "contentSchema",
];

impl Walk {
    pub fn keywords(&mut self, schema: &mut Members, at: &At<'_>) {
        self.constant(schema, at);
        self.bound(schema, "exclusiveMinimum", "minimum", at);
        self.bound(schema, "exclusiveMaximum", "maximum", at);
        self.content(schema, at);
        self.tuple(schema, at);
        self.patterns(schema, at);
        self.required(schema, at);
        self.discriminator(schema, at);
        if let Some(Value::Array(examples)) = keyword(schema, "examples") {
            let first = examples.first().filter(|_| !schema.contains_key("example")).cloned();
            self.remove(schema, "examples", at, "is a list, of which the first is kept as `example`");
            schema.extend(first.map(|first| ("example".to_owned(), first)));
        }
        for key in UNSAYABLE {
            self.remove(schema, key, at, "cannot be said in 3.0, and was left out");
        }
    }

    fn constant(&mut self, schema: &mut Members, at: &At<'_>) {
        if let Some(value) = self.remove(schema, "const", at, "became an `enum` of one value") {
            schema.insert("enum".to_owned(), json!([value]));
        }
        if let Some(value) = keyword_mut(schema, "enum").filter(|values| !values.is_array() && !values.is_object()) {
            *value = json!([value.take()]);
            self.note(&at.key("enum"), "should be a list, and was made a list of one");
        }
    }

    /// A bound that is a number of its own. Beside a closed one, the narrower of the two holds.
    fn bound(&mut self, schema: &mut Members, open: &str, closed: &str, at: &At<'_>) {
        let Some(bound) = keyword(schema, open).filter(|bound| !bound.is_boolean()) else { return };
        let text = bound.as_str().and_then(|text| text.trim().parse().ok()).map(Value::Number);
        let Some(bound) = text.or_else(|| Some(bound.clone())).filter(Value::is_number) else {
            self.remove(schema, open, at, "is not a number, and was left out");
            return;
        };
        let number = bound.as_f64().unwrap_or_default();
        let narrower = |other: f64| if closed == "minimum" { other > number } else { other < number };
        if keyword(schema, closed).and_then(Value::as_f64).is_some_and(narrower) {
            self.remove(schema, open, at, "is wider than the bound beside it, and was left out");
            return;
        }
        schema.insert(open.to_owned(), Value::Bool(true));
        schema.insert(closed.to_owned(), bound);
        self.note(&at.key(open), format!("the number became `{closed}`, which is exclusive"));
    }

    /// Binary data, which 3.0 has as formats of strings.
    fn content(&mut self, schema: &mut Members, at: &At<'_>) {
        let encoding =
            self.remove(schema, "contentEncoding", at, "is not of 3.0, and became a `format` where there is one");
        let media =
            self.remove(schema, "contentMediaType", at, "is not of 3.0, and became a `format` where there is one");
        if encoding.is_none() && media.is_none() {
            return;
        }
        if schema.get("type").is_some_and(|kind| !kind.to_string().contains("string")) || schema.contains_key("format")
        {
            return;
        }
        let encoding = encoding.as_ref().and_then(Value::as_str).map(str::to_ascii_lowercase);
        let media = media.as_ref().and_then(Value::as_str);
        let is_text = |media: &str| media.starts_with("text/") || media.ends_with("json") || media.ends_with("xml");
        let format = match encoding.as_deref() {
            Some(encoding) if encoding.starts_with("base64") => "byte",
            None | Some("binary") if media.is_some_and(|media| !is_text(media)) => "binary",
            _ => return,
        };
        schema.entry("type").or_insert_with(|| json!("string"));
        schema.insert("format".to_owned(), json!(format));
    }

    /// Items by position: each is one of them.
    fn tuple(&mut self, schema: &mut Members, at: &At<'_>) {
        let prefix = self.remove(schema, "prefixItems", at, "is not of 3.0, and became `items` where there are none");
        let list = match keyword(schema, "items") {
            Some(Value::Array(items)) if !items.is_empty() => {
                self.remove(schema, "items", at, "is a list, and became a choice of its members")
            }
            _ => prefix,
        };
        let Some(Value::Array(members)) = list else { return };
        if !schema.get("items").is_none_or(Value::is_boolean) {
            return;
        }
        let mut different: Vec<Value> = Vec::new();
        for member in members {
            if !different.contains(&member) {
                different.push(member);
            }
        }
        let items = match different.as_slice() {
            [] => json!({}),
            [one] if one.is_object() => one.clone(),
            _ => json!({ "anyOf": different }),
        };
        schema.insert("items".to_owned(), items);
    }

    /// Names by pattern. A closed object with patterns is a map.
    fn patterns(&mut self, schema: &mut Members, at: &At<'_>) {
        let why = "is not of 3.0, and became `additionalProperties` where one pattern says it all";
        let Some(Value::Object(patterns)) = self.remove(schema, "patternProperties", at, why) else { return };
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        if patterns.is_empty() || schema.contains_key("additionalProperties") && !closed {
            return;
        }
        let mut values = patterns.into_iter().map(|(_, value)| value);
        let value = match (values.next(), values.next()) {
            (Some(only), None) if only.is_object() => only,
            _ if closed => Value::Bool(true),
            _ => return,
        };
        schema.insert("additionalProperties".to_owned(), value);
    }

    /// Swagger 2 habit: whether a member is required stands in the object that has it.
    fn required(&mut self, schema: &mut Members, at: &At<'_>) {
        let truth = |value: &Value| value.is_boolean() || matches!(value.as_str(), Some("true" | "false"));
        if keyword(schema, "required").is_some_and(truth) {
            self.remove(schema, "required", at, "is a list of members in a schema, and was left out");
        }
    }

    fn discriminator(&mut self, schema: &mut Members, at: &At<'_>) {
        let Some(discriminator) = keyword_mut(schema, "discriminator") else { return };
        if discriminator.is_string() {
            *discriminator = json!({ "propertyName": discriminator.take() });
            self.note(&at.key("discriminator"), "should be an object, and was made one");
        }
        if !discriminator.get("propertyName").is_some_and(Value::is_string) {
            self.remove(schema, "discriminator", at, "names no property, and was left out");
            return;
        }
        let Some(Value::Object(object)) = schema.get_mut("discriminator") else { return };
        if object.get("mapping").is_some_and(|mapping| mapping.is_null() || *mapping == json!([])) {
            self.remove(object, "mapping", &at.key("discriminator"), "is empty, and was left out");
        }
    }
}
