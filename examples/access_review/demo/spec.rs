//! The vendored API documents as a server reads them: which operation a request means, and whether
//! the request keeps to the document.
//!
//! The documents decide; nothing here knows an endpoint. So the review meets a server that refuses
//! what the described service refuses, and not one that was written to agree with the client.

use std::collections::BTreeMap;

use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::release::Release;
use super::schema::{self, Violation};
use super::wire::{Refusal, Request};

/// One API document with its operations.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
    /// Path of the first server, such as `/rest`; empty when that is the root.
    pub(crate) base: String,
    /// Query parameters that the service is known to take though the document does not list them.
    undeclared: &'static [&'static str],
    routes: Vec<Route>,
}

/// One operation of the document.
#[derive(Debug)]
pub(crate) struct Route {
    /// Method and path template, such as `GET /orgs/{org_id}/memberships`: what handlers are chosen
    /// by.
    pub(crate) name: String,
    method: Method,
    segments: Vec<Segment>,
    parameters: Vec<Parameter>,
    /// Releases of the operation; empty where the API does not version its operations.
    pub(crate) releases: Vec<Release>,
    body: Option<Body>,
    responses: Value,
}

#[derive(Debug)]
enum Segment {
    Literal(String),
    Argument(String),
}

#[derive(Debug)]
struct Parameter {
    name: String,
    place: String,
    required: bool,
    /// Whether several values come joined by commas and not as repeated keys.
    joined: bool,
    schema: Value,
}

#[derive(Debug)]
struct Body {
    media: String,
    schema: Value,
}

/// The parts of a request that the document names, after they were checked.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// Path parameters, decoded.
    pub(crate) path: BTreeMap<String, String>,
    /// The JSON body, null without one.
    pub(crate) body: Value,
}

impl Document {
    /// Reads a document; the message says what is wrong with it.
    pub(crate) fn parse(text: &str, undeclared: &'static [&'static str]) -> Result<Self, String> {
        let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let server = root["servers"][0]["url"].as_str().and_then(|text| url::Url::parse(text).ok());
        let base = server.map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
        let mut routes = Vec::new();
        for (path, item) in root["paths"].as_object().ok_or("the document has no paths")? {
            for (method, operation) in item.as_object().into_iter().flatten() {
                // A path item also holds members that are no operations, such as `parameters` and
                // extensions.
                let Some(method) = method_named(method) else {
                    continue;
                };
                routes.push(Route::read(&root, method, path, item, operation));
            }
        }
        Ok(Self { root, base, undeclared, routes })
    }

    /// The operation that a request means, with its path arguments.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Result<(&Route, Arguments), Refusal> {
        let nowhere = || Refusal::new(StatusCode::NOT_FOUND, "The requested path does not exist");
        let path = path.strip_prefix(&self.base).ok_or_else(nowhere)?;
        let mut matching: Vec<_> = self.routes.iter().filter_map(|r| Some((r, r.arguments(path)?))).collect();
        if matching.is_empty() {
            return Err(nowhere());
        }
        matching.retain(|(route, _)| route.method == *method);
        let best = matching.into_iter().min_by_key(|(_, arguments)| arguments.len());
        let (route, path) =
            best.ok_or_else(|| Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "The path does not take this method"))?;
        Ok((route, Arguments { path, body: Value::Null }))
    }

    /// Checks the path arguments, query and body of a request, and reads the body into `arguments`.
    pub(crate) fn check(&self, route: &Route, request: &Request, arguments: &mut Arguments) -> Result<(), Refusal> {
        for (name, _) in &request.query {
            if !route.takes(name) && !self.undeclared.contains(&name.as_str()) {
                return Err(Refusal::parameter(name, "is not a parameter of this operation"));
            }
        }
        for parameter in &route.parameters {
            let given: Vec<&str> = match parameter.place.as_str() {
                "query" => request.all(&parameter.name).collect(),
                "path" => arguments.path.get(&parameter.name).map(String::as_str).into_iter().collect(),
                _ => continue,
            };
            self.check_parameter(parameter, &given)?;
        }
        if let Some(body) = &route.body {
            arguments.body = self.read_body(body, request)?;
        }
        Ok(())
    }

    fn check_parameter(&self, parameter: &Parameter, given: &[&str]) -> Result<(), Refusal> {
        if given.is_empty() {
            let missing = Refusal::parameter(&parameter.name, "is required");
            return if parameter.required { Err(missing) } else { Ok(()) };
        }
        let schema = schema::resolve(&self.root, &parameter.schema);
        let value = if schema["type"] == "array" {
            let items = schema::resolve(&self.root, &schema["items"]);
            let joined = given.join(",");
            let texts = if parameter.joined { joined.split(',').collect() } else { given.to_vec() };
            Value::Array(texts.into_iter().map(|text| typed(items, text)).collect())
        } else if let [text] = given {
            typed(schema, text)
        } else {
            return Err(Refusal::parameter(&parameter.name, "must not be given more than once"));
        };
        match schema::violations(&self.root, schema, &value).first() {
            Some(violation) => Err(Refusal::parameter(&parameter.name, &violation.what)),
            None => Ok(()),
        }
    }

    fn read_body(&self, body: &Body, request: &Request) -> Result<Value, Refusal> {
        let media = request.header("content-type").split(';').next().unwrap_or_default().trim();
        if media != body.media {
            let detail = format!("Content-Type must be {}", body.media);
            return Err(Refusal::new(StatusCode::BAD_REQUEST, &detail));
        }
        let value = serde_json::from_slice(&request.body)
            .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "The body is not JSON"))?;
        match schema::violations(&self.root, &body.schema, &value).first() {
            Some(violation) => Err(Refusal::pointer(&violation.at, &violation.what)),
            None => Ok(value),
        }
    }

    /// How an answer differs from what the document promises for its status; a test holds every
    /// answer against it.
    #[allow(dead_code)] // only the tests ask
    pub(crate) fn answer_violations(&self, route: &Route, status: StatusCode, body: &Value) -> Vec<Violation> {
        let response = schema::resolve(&self.root, &route.responses[status.as_str()]);
        let content = response["content"].as_object().and_then(|content| content.values().next());
        match content {
            Some(content) => schema::violations(&self.root, &content["schema"], body),
            None if body.is_null() => Vec::new(),
            None => vec![Violation { at: String::new(), what: format!("the document has no body for {status}") }],
        }
    }
}

impl Route {
    fn read(root: &Value, method: Method, path: &str, item: &Value, operation: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let releases = operation["x-snyk-api-releases"].as_array().into_iter().flatten();
        let content = schema::resolve(root, &operation["requestBody"])["content"].as_object();
        let body = content.and_then(|content| content.iter().next());
        let parameters = [&item["parameters"], &operation["parameters"]];
        Self {
            name: format!("{method} {path}"),
            segments: path.split('/').map(Segment::read).collect(),
            parameters: parameters
                .into_iter()
                .flat_map(|list| list.as_array().into_iter().flatten())
                .map(|parameter| schema::resolve(root, parameter))
                .map(|parameter| Parameter {
                    name: text(&parameter["name"]).unwrap_or_default(),
                    place: text(&parameter["in"]).unwrap_or_default(),
                    required: parameter["required"] == true,
                    joined: parameter["explode"] == false,
                    schema: parameter["schema"].clone(),
                })
                .collect(),
            releases: releases.filter_map(|release| Release::parse(release.as_str()?)).collect(),
            body: body.map(|(media, content)| Body { media: media.clone(), schema: content["schema"].clone() }),
            responses: operation["responses"].clone(),
            method,
        }
    }

    /// The decoded path arguments, if the path has the form of this route.
    fn arguments(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.len() != self.segments.len() {
            return None;
        }
        let mut arguments = BTreeMap::new();
        for (segment, part) in self.segments.iter().zip(parts) {
            match segment {
                Segment::Literal(text) if text == part => {}
                Segment::Argument(name) if !part.is_empty() => {
                    let value = percent_decode_str(part).decode_utf8().ok()?;
                    arguments.insert(name.clone(), value.into_owned());
                }
                Segment::Literal(_) | Segment::Argument(_) => return None,
            }
        }
        Some(arguments)
    }

    /// Whether the operation has this query parameter.
    pub(crate) fn takes(&self, name: &str) -> bool {
        self.parameters.iter().any(|parameter| parameter.place == "query" && parameter.name == name)
    }
}

impl Segment {
    fn read(text: &str) -> Self {
        match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
            Some(name) => Self::Argument(name.to_owned()),
            None => Self::Literal(text.to_owned()),
        }
    }
}

fn method_named(name: &str) -> Option<Method> {
    match name {
        "get" => Some(Method::GET),
        "post" => Some(Method::POST),
        "put" => Some(Method::PUT),
        "patch" => Some(Method::PATCH),
        "delete" => Some(Method::DELETE),
        _ => None,
    }
}

/// The text of a parameter as a value of the type that its schema asks for; the text itself where
/// that fails, so that the schema refuses it.
fn typed(schema: &Value, text: &str) -> Value {
    let parsed = match schema["type"].as_str() {
        Some("integer") => text.parse::<i64>().ok().map(Value::from),
        Some("number") => text.parse::<f64>().ok().map(Value::from),
        Some("boolean") => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    parsed.unwrap_or_else(|| Value::from(text))
}
