//! What cannot be read as the part that it should be.

use serde_json::Value;

use super::edit::keyword;
use super::{At, Members, Walk};
use crate::codegen::problem::Problem;

/// What a keyword of a schema may hold, and how it is called.
type Form = (&'static str, fn(&Value) -> bool);
const TEXT: Form = ("a text", Value::is_string);
const TRUTH: Form = ("true or false", Value::is_boolean);
const NUMBER: Form = ("a number", Value::is_number);
const COUNT: Form = ("a count", Value::is_u64);
const LIST: Form = ("a list", Value::is_array);
const TEXTS: Form = ("a list of texts", is_texts);
const OBJECT: Form = ("an object", Value::is_object);

const FORMS: &[(&str, Form)] = &[
    ("type", TEXT),
    ("format", TEXT),
    ("pattern", TEXT),
    ("title", TEXT),
    ("description", TEXT),
    ("nullable", TRUTH),
    ("readOnly", TRUTH),
    ("writeOnly", TRUTH),
    ("deprecated", TRUTH),
    ("uniqueItems", TRUTH),
    ("exclusiveMinimum", TRUTH),
    ("exclusiveMaximum", TRUTH),
    ("minimum", NUMBER),
    ("maximum", NUMBER),
    ("multipleOf", NUMBER),
    ("minLength", COUNT),
    ("maxLength", COUNT),
    ("minItems", COUNT),
    ("maxItems", COUNT),
    ("minProperties", COUNT),
    ("maxProperties", COUNT),
    ("enum", LIST),
    ("required", TEXTS),
    ("discriminator", OBJECT),
];

impl Walk {
    pub fn misfits(&mut self, schema: &Members, at: &At<'_>) {
        for (key, value) in schema {
            let form = FORMS.iter().find(|(known, _)| known == key);
            if let Some((_, (form, _))) = form.filter(|(_, (_, fits))| !fits(value)) {
                self.misfit(value, form, &at.key(key));
            }
        }
        let mapping = keyword(schema, "discriminator").and_then(|discriminator| discriminator.get("mapping"));
        let is_mapping =
            |mapping: &Value| mapping.as_object().is_some_and(|names| names.values().all(Value::is_string));
        if !mapping.is_none_or(is_mapping) {
            self.misfit(mapping.unwrap_or(&Value::Null), "an object of texts", &at.key("discriminator").key("mapping"));
        }
    }

    /// The members of a part, if it has any.
    pub fn object<'v>(&mut self, value: &'v mut Value, at: &At<'_>) -> Option<&'v mut Members> {
        if !value.is_object() {
            self.misfit(value, "an object", at);
        }
        value.as_object_mut()
    }

    pub fn misfit(&mut self, value: &Value, form: &str, at: &At<'_>) {
        self.problems.push(misfit(value, form, at));
    }

    /// Bodies and fields of forms were parameters in Swagger 2.
    pub fn no_parameter(&mut self, location: Option<&str>, at: &At<'_>) {
        let problem = match location {
            Some(location) => Problem::new(&at.pointer(), format!("3.0 has no parameters in {location:?}"))
                .mend("describe a body or a form by `requestBody`"),
            None => Problem::new(&at.pointer(), "the parameter does not say what it is `in`"),
        };
        self.problems.push(problem);
    }
}

/// A value that is not of the form that its place asks for.
pub fn misfit(value: &Value, form: &str, at: &At<'_>) -> Problem {
    Problem::new(&at.pointer(), format!("should be {form}, and is {}", kind(value)))
}

fn is_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(Value::is_string))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
