//! What a document says of an operation, read for those who make values and requests of it.
//!
//! It reads the document and knows nothing of what the generator makes of it.

use serde_json::Value;

use crate::codegen::problem::Pointer;

/// How often a reference leads to another.
const DEEPEST: usize = 16;

/// One operation.
#[derive(Debug)]
pub(super) struct Described {
    /// In capitals.
    pub(super) method: String,
    pub(super) path: String,
    pub(super) parameters: Vec<Declared>,
    pub(super) body: Option<Media>,
    /// The schemes of the first alternative that the document defines.
    pub(super) schemes: Vec<Value>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) place: In,
    pub(super) required: bool,
    pub(super) style: String,
    pub(super) explode: bool,
    pub(super) allow_reserved: bool,
    pub(super) schema: Value,
    /// Written as JSON, as it has `content` instead of a schema.
    pub(super) as_json: bool,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum In {
    Path,
    Query,
    Header,
    Cookie,
}

/// A body in one media type.
#[derive(Debug)]
pub(super) struct Media {
    pub(super) media_type: String,
    pub(super) schema: Value,
}

impl In {
    pub(super) const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl Described {
    /// The operation at a method and a path, with the body of a media type.
    pub(super) fn of(root: &Value, method: &str, path: &str, media_type: Option<&str>) -> Option<Self> {
        let item = target(root, root["paths"].get(path)?);
        let operation = item.get(method.to_lowercase())?;
        let mut parameters: Vec<Declared> = Vec::new();
        for node in [item, operation].into_iter().flat_map(|owner| owner["parameters"].as_array()).flatten() {
            let Some(one) = Declared::of(target(root, node)) else { continue };
            // The operation's own replaces that of the path.
            parameters.retain(|other| (other.place, &other.name) != (one.place, &one.name));
            parameters.push(one);
        }
        let body = media_type.and_then(|media_type| {
            let body = target(root, operation.get("requestBody")?);
            let content = body["content"].as_object()?;
            let is = |(name, _): &(&String, &Value)| bare(name) == bare(media_type);
            let (_, media) = content.iter().find(is)?;
            Some(Media { media_type: media_type.to_owned(), schema: media["schema"].clone() })
        });
        let security = operation.get("security").or(root.get("security"));
        Some(Self {
            method: method.to_owned(),
            path: path.to_owned(),
            parameters,
            body,
            schemes: schemes(root, security),
        })
    }
}

impl Declared {
    fn of(node: &Value) -> Option<Self> {
        let name = node["name"].as_str()?;
        let place = In::ALL.into_iter().find(|place| node["in"] == place.word())?;
        // OpenAPI 3.0 says to ignore them.
        let reserved = ["accept", "content-type", "authorization"];
        if place == In::Header && reserved.contains(&name.to_lowercase().as_str()) {
            return None;
        }
        let usual = if matches!(place, In::Path | In::Header) { "simple" } else { "form" };
        let style = node["style"].as_str().unwrap_or(usual).to_owned();
        let media = node["content"].as_object().and_then(|content| content.values().next());
        Some(Self {
            name: name.to_owned(),
            place,
            required: node["required"] == true || place == In::Path,
            explode: node["explode"].as_bool().unwrap_or(style == "form"),
            style,
            allow_reserved: node["allowReserved"] == true,
            schema: media.map_or(&node["schema"], |media| &media["schema"]).clone(),
            as_json: media.is_some(),
        })
    }
}

/// The media type without its parameters.
pub(super) fn bare(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// What a reference leads to; everything else stays.
pub(super) fn target<'a>(root: &'a Value, mut node: &'a Value) -> &'a Value {
    for _ in 0..DEEPEST {
        let reference = node.get("$ref").and_then(Value::as_str);
        match reference.and_then(Pointer::of_reference).and_then(|at| root.pointer(at.as_str())) {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

fn schemes(root: &Value, security: Option<&Value>) -> Vec<Value> {
    let alternatives = security.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    let mut known = alternatives.filter_map(|alternative| {
        let schemes = alternative.keys().map(|name| root["components"]["securitySchemes"].get(name).cloned());
        schemes.collect::<Option<Vec<Value>>>()
    });
    known.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn root() -> Value {
        json!({
            "security": [{ "unknown": [] }, { "key": [] }],
            "components": {
                "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } },
                "parameters": { "q": { "name": "q", "in": "query", "schema": { "type": "string" } } },
            },
            "paths": { "/a/{id}": {
                "parameters": [{ "name": "id", "in": "path", "schema": {} }, { "$ref": "#/components/parameters/q" }],
                "post": {
                    "parameters": [
                        { "name": "q", "in": "query", "required": true, "explode": false },
                        { "name": "Accept", "in": "header" },
                    ],
                    "requestBody": { "content": { "text/csv; header=present": { "schema": { "type": "string" } } } },
                },
            } },
        })
    }

    #[test]
    fn parameters_of_the_operation_replace_those_of_the_path() {
        let found = Described::of(&root(), "POST", "/a/{id}", None).expect("it is there");
        let parameters: Vec<(&str, bool, bool)> =
            found.parameters.iter().map(|one| (one.name.as_str(), one.required, one.explode)).collect();
        assert_eq!(parameters, [("id", true, false), ("q", true, false)]);
        assert!(Described::of(&root(), "GET", "/a/{id}", None).is_none());
    }

    #[test]
    fn the_body_is_that_of_the_media_type_and_the_schemes_are_those_that_are_defined() {
        let found = Described::of(&root(), "POST", "/a/{id}", Some("text/csv")).expect("it is there");
        assert_eq!(found.body.map(|body| body.schema), Some(json!({ "type": "string" })));
        assert_eq!(found.schemes.len(), 1);
    }
}
