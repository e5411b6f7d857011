//! An API document as a server reads it: which operation a request means, whether the request keeps to the document,
//! and what it says of the answer.
//!
//! The document decides; nothing here knows an endpoint.

use chrono::{NaiveDate, Utc};
use http::Method;
use serde_json::Value;

use super::check::{self, Direction, resolve};
use super::release::Release;
use super::reply::Problem;
use super::request::{Found, Request};
use super::route::{Body, Route};
use super::service::Service;
use super::synth;
use crate::error::Error;

/// How many similar names a message has at most.
const SIMILAR: usize = 3;

/// One API document with its operations.
#[derive(Debug)]
pub(super) struct Document {
    root: Value,
    /// Path of the first server, such as `/rest`; empty when that is the root.
    pub(super) base: String,
    undeclared: &'static [&'static str],
    routes: Vec<Route>,
    /// Where credentials are, besides `Authorization`.
    pub(super) secret_headers: Vec<String>,
    pub(super) secret_parameters: Vec<String>,
}

/// An answer that the document describes.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Media type and value.
    pub(super) body: Option<(String, Value)>,
}

impl Document {
    /// Reads a document; the message says what is wrong with it.
    pub(super) fn parse(text: &str, service: Service) -> Result<Self, String> {
        let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut routes = Vec::new();
        for (path, item) in root.get("paths").and_then(Value::as_object).ok_or("it has no paths")? {
            let item = resolve(&root, item);
            for (method, operation) in item.as_object().into_iter().flatten() {
                // A path item also holds members that are no operations, such as `parameters` and extensions.
                let Some(method) = method_named(method) else {
                    continue;
                };
                let mut route = Route::read(&root, method, path, item, operation);
                let known = service.operations().iter().find(|row| row.method == route.method && row.path == path);
                if let Some(row) = known {
                    route.id = row.id.to_owned();
                }
                routes.push(route);
            }
        }
        Ok(Self {
            base: base(&root),
            undeclared: service.undeclared(),
            routes,
            secret_headers: secrets(&root, "header"),
            secret_parameters: secrets(&root, "query"),
            root,
        })
    }

    pub(super) fn route(&self, place: usize) -> Option<&Route> {
        self.routes.get(place)
    }

    pub(super) fn is_anonymous(&self, place: usize) -> bool {
        self.route(place).is_some_and(|route| route.anonymous)
    }

    /// The operation of that id, or of that method and path.
    pub(super) fn find(&self, name: &str) -> Result<usize, Error> {
        let by_id = self.routes.iter().position(|route| route.id == name);
        let place = by_id.or_else(|| self.routes.iter().position(|route| route.name == name));
        place.ok_or_else(|| {
            let mut ids: Vec<(usize, &str)> =
                self.routes.iter().map(|route| (distance(&route.id, name), route.id.as_str())).collect();
            ids.sort_unstable();
            let similar: Vec<String> = ids.iter().take(SIMILAR).map(|(_, id)| format!("`{id}`")).collect();
            Error::config(format!("the document has no operation `{name}`; similar are {}", similar.join(", ")))
        })
    }

    /// The operation that a request means, with its path arguments.
    pub(super) fn locate(&self, method: &Method, path: &str) -> Result<Found, Problem> {
        let nowhere = || Problem::new(404, "The requested path does not exist");
        let path = path.strip_prefix(&self.base).ok_or_else(nowhere)?;
        let routes = self.routes.iter().enumerate();
        let mut matching: Vec<_> = routes.filter_map(|(place, r)| Some((place, r, r.arguments(path)?))).collect();
        if matching.is_empty() {
            return Err(nowhere());
        }
        matching.retain(|(_, route, _)| route.method == *method);
        let best = matching.into_iter().min_by_key(|(_, _, arguments)| arguments.len());
        let (place, route, arguments) = best.ok_or_else(|| Problem::new(405, "The path does not take this method"))?;
        Ok(Found { route: place, operation: route.id.clone(), template: route.template.clone(), arguments })
    }

    /// The release that answers the requested version; none for an operation that has no versions.
    pub(super) fn release(&self, place: usize, request: &Request) -> Result<Option<Release>, Problem> {
        let Some(route) = self.route(place).filter(|route| route.takes("version")) else {
            return Ok(None);
        };
        let given: Vec<&str> = request.query_values("version").collect();
        let [text] = given[..] else {
            return Err(Problem::parameter("version", "must be given exactly once"));
        };
        let today = today();
        let requested = Release::parse_requested(text, today).filter(|requested| !requested.is_after(today));
        let requested =
            requested.ok_or_else(|| Problem::parameter("version", "is not a version of today or before"))?;
        if route.releases.is_empty() {
            return Ok(Some(requested));
        }
        let release = requested.pick(&route.releases).cloned();
        let missing = || Problem::new(404, "The operation has no release for the requested version");
        release.map(Some).ok_or_else(missing)
    }

    /// Checks path arguments, query, headers and body of a request.
    pub(super) fn check(&self, found: &Found, request: &Request) -> Result<(), Problem> {
        let Some(route) = self.route(found.route) else {
            return Ok(());
        };
        for (name, _) in request.query() {
            let is_known = route.takes(name) || self.undeclared.contains(&name.as_str());
            if !is_known && !self.secret_parameters.contains(name) {
                return Err(Problem::parameter(name, "is not a parameter of this operation"));
            }
        }
        for parameter in &route.parameters {
            parameter.check(&self.root, found, request)?;
        }
        route.body.as_ref().map_or(Ok(()), |body| self.check_body(body, request))
    }

    fn check_body(&self, body: &Body, request: &Request) -> Result<(), Problem> {
        let given = request.header("content-type").unwrap_or_default();
        if given.is_empty() && request.body().is_empty() && !body.required {
            return Ok(());
        }
        let given = essence(given);
        let content = body.content.iter().find(|(media, _)| covers(essence(media), given));
        let Some((_, schema)) = content else {
            let known: Vec<&str> = body.content.iter().map(|(media, _)| media.as_str()).collect();
            return Err(Problem::new(400, format!("Content-Type must be {}", known.join(" or "))));
        };
        if !is_json(given) {
            return Ok(());
        }
        let value = serde_json::from_slice(request.body()).map_err(|_| Problem::new(400, "The body is not JSON"))?;
        match check::violations(&self.root, schema, &value, Direction::Sent).first() {
            Some(violation) => Err(Problem::pointer(&violation.at, &violation.what)),
            None => Ok(()),
        }
    }

    /// The answer for a status, or else the first success, in the media type that is accepted before others.
    pub(super) fn answer(&self, route: &Route, status: Option<u16>, accept: &str) -> Option<Answer> {
        let responses = route.responses.as_object();
        let declared = responses.into_iter().flatten().map(|(key, response)| (key.as_str(), response));
        let (status, response) = match status {
            Some(status) => {
                let mut fitting: Vec<_> = declared.filter_map(|(key, r)| Some((rank(key, status)?, r))).collect();
                fitting.sort_by_key(|(rank, _)| *rank);
                (status, fitting.first()?.1)
            }
            None => {
                let mut successes: Vec<_> = declared.filter_map(|(key, r)| Some((success(key)?, r))).collect();
                successes.sort_by_key(|(order, _)| *order);
                match successes.first() {
                    Some(((_, status), response)) => (*status, *response),
                    None => return Some(Answer { status: 200, body: None }),
                }
            }
        };
        let content = resolve(&self.root, response)["content"].as_object();
        let media = content.and_then(|content| preferred(content.keys().map(String::as_str).collect(), accept));
        let body = media.and_then(|media| {
            let value = synth::body(&self.root, content?.get(media)?, status);
            Some((media.to_owned(), value))
        });
        Some(Answer { status, body })
    }
}

/// Whether a media type is one of JSON.
pub(super) fn is_json(media: &str) -> bool {
    let media = essence(media);
    media == "application/json" || media.ends_with("+json")
}

/// How well the key of an answer fits a status; less is better.
fn rank(key: &str, status: u16) -> Option<u8> {
    let class = format!("{}XX", status / 100);
    match key {
        _ if key == status.to_string() => Some(0),
        _ if key.eq_ignore_ascii_case(&class) => Some(1),
        "default" => Some(2),
        _ => None,
    }
}

/// The status of an answer that is none of a failure, with its order among such.
fn success(key: &str) -> Option<(u8, u16)> {
    let status = match key {
        "default" => return Some((2, 200)),
        _ if key.eq_ignore_ascii_case("2XX") => 200,
        _ => key.parse().ok()?,
    };
    match status {
        200..300 => Some((0, status)),
        300..400 => Some((1, status)),
        _ => None,
    }
}

/// The media type that the client names first, or else one of JSON, or else any.
fn preferred<'m>(mut known: Vec<&'m str>, accept: &str) -> Option<&'m str> {
    known.sort_by_key(|media| !is_json(media));
    let wanted = accept.split(',').map(essence).filter(|media| !media.is_empty());
    let named = wanted.filter_map(|wanted| known.iter().find(|media| covers(wanted, essence(media)))).next();
    named.or(known.first()).copied()
}

/// A media type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type, or a range of them such as `text/*`, covers another.
fn covers(range: &str, media: &str) -> bool {
    let class = range.strip_suffix('*').filter(|class| class.ends_with('/'));
    match class {
        Some("*/") => true,
        Some(class) => media.get(..class.len()).is_some_and(|start| start.eq_ignore_ascii_case(class)),
        None => range.eq_ignore_ascii_case(media),
    }
}

/// The path of the first server.
fn base(root: &Value) -> String {
    let url = root.pointer("/servers/0/url").and_then(Value::as_str).unwrap_or_default();
    let path = match url::Url::parse(url) {
        Ok(url) => url.path().to_owned(),
        Err(_) if url.starts_with('/') => url.to_owned(),
        Err(_) => String::new(),
    };
    path.trim_end_matches('/').to_owned()
}

/// The names under which keys are sent in headers, or in queries.
fn secrets(root: &Value, place: &str) -> Vec<String> {
    let schemes = root.pointer("/components/securitySchemes").and_then(Value::as_object).into_iter().flatten();
    let keys = schemes.filter(|(_, scheme)| scheme["type"] == "apiKey" && scheme["in"] == place);
    keys.filter_map(|(_, scheme)| scheme["name"].as_str().map(str::to_owned)).collect()
}

fn method_named(name: &str) -> Option<Method> {
    match name {
        "get" => Some(Method::GET),
        "post" => Some(Method::POST),
        "put" => Some(Method::PUT),
        "patch" => Some(Method::PATCH),
        "delete" => Some(Method::DELETE),
        "head" => Some(Method::HEAD),
        "options" => Some(Method::OPTIONS),
        "trace" => Some(Method::TRACE),
        _ => None,
    }
}

/// How many characters have to change to come from one name to the other, whatever their case.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, char) in one.to_lowercase().chars().enumerate() {
        let mut next = vec![line.saturating_add(1)];
        for ((above, diagonal), known) in row.iter().skip(1).zip(&row).zip(&other) {
            let left = next.last().copied().unwrap_or_default();
            let replaced = diagonal.saturating_add(usize::from(char != *known));
            next.push(replaced.min(above.min(&left).saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}
