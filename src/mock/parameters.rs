//! Whether the parameters of a request are what the document asks for.

use serde_json::Value;

use super::check::{self, Direction, resolve};
use super::reply::Problem;
use super::request::{Found, Request};

/// Headers that OpenAPI leaves to other parts of a document.
const ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    place: String,
    required: bool,
    /// What stands between several values in one text; none where they come under repeated keys.
    separator: Option<char>,
    /// How an object comes.
    object: Object,
    schema: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Object {
    /// It is none.
    No,
    /// Under its own name, or as `name[member]`.
    Named,
    /// As one parameter for each member, whatever they are called.
    Members,
}

impl Parameter {
    /// Those of an operation, with those of its path that it does not replace.
    pub(super) fn all(root: &Value, item: &Value, operation: &Value) -> Vec<Self> {
        let list = |node: &Value| -> Vec<Self> {
            let nodes = node["parameters"].as_array().into_iter().flatten();
            nodes.map(|node| Self::read(root, resolve(root, node))).collect()
        };
        let mut parameters = list(operation);
        let of_path = list(item);
        let is_replaced =
            |of: &Self| parameters.iter().any(|other| (&other.name, &other.place) == (&of.name, &of.place));
        let kept: Vec<Self> = of_path.into_iter().filter(|parameter| !is_replaced(parameter)).collect();
        parameters.extend(kept);
        parameters
    }

    fn read(root: &Value, node: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (place, style) = (text(&node["in"]), text(&node["style"]));
        let is_query = place == "query";
        let explodes = node["explode"].as_bool().unwrap_or(is_query && matches!(style.as_str(), "" | "form"));
        let separator = match style.as_str() {
            "spaceDelimited" => ' ',
            "pipeDelimited" => '|',
            _ => ',',
        };
        let schema = node["schema"].clone();
        let object = match resolve(root, &schema)["type"].as_str() {
            Some("object") if style != "deepObject" && explodes => Object::Members,
            Some("object") => Object::Named,
            _ => Object::No,
        };
        Self {
            name: text(&node["name"]),
            required: node["required"] == true,
            separator: Some(separator).filter(|_| !explodes || !is_query),
            place,
            object,
            schema,
        }
    }

    /// Whether a query parameter of that name belongs to it.
    pub(super) fn takes(&self, name: &str) -> bool {
        let is_member = || name.strip_prefix(&self.name).is_some_and(|rest| rest.starts_with('['));
        self.place == "query"
            && match self.object {
                Object::No => self.name == name,
                Object::Named => self.name == name || is_member(),
                Object::Members => true,
            }
    }

    /// Holds what was given against the schema.
    pub(super) fn check(&self, root: &Value, found: &Found, request: &Request) -> Result<(), Problem> {
        let given: Vec<&str> = match self.place.as_str() {
            _ if self.object != Object::No => return Ok(()),
            "query" => request.query_values(&self.name).collect(),
            "path" => found.arguments.get(&self.name).map(String::as_str).into_iter().collect(),
            "header" if !ELSEWHERE.iter().any(|name| name.eq_ignore_ascii_case(&self.name)) => {
                request.header(&self.name).into_iter().collect()
            }
            _ => return Ok(()),
        };
        if given.is_empty() {
            let missing = Problem::parameter(&self.name, "is required");
            return if self.required { Err(missing) } else { Ok(()) };
        }
        let schema = resolve(root, &self.schema);
        let value = if check::kind(schema) == Some("array") {
            let items = resolve(root, &schema["items"]);
            let texts = given.iter().flat_map(|text| self.split(text));
            Value::Array(texts.map(|text| typed(items, text)).collect())
        } else if let [text] = given[..] {
            typed(schema, text)
        } else {
            return Err(Problem::parameter(&self.name, "must not be given more than once"));
        };
        match check::violations(root, schema, &value, Direction::Sent).first() {
            Some(violation) => Err(Problem::parameter(&self.name, &violation.what)),
            None => Ok(()),
        }
    }

    fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        match self.separator {
            Some(separator) => text.split(separator).collect(),
            None => vec![text],
        }
    }
}

/// The text of a parameter as a value of the type that its schema asks for; the text itself where that fails, so that
/// the schema refuses it.
fn typed(schema: &Value, text: &str) -> Value {
    let parsed = match check::kind(schema) {
        Some("integer") => text.parse::<i64>().ok().map(Value::from),
        Some("number") => text.parse::<f64>().ok().map(Value::from),
        Some("boolean") => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    parsed.unwrap_or_else(|| Value::from(text))
}
