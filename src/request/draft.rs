use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, PROXY_AUTHORIZATION, TRANSFER_ENCODING,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Parts;
use super::encode::fill_path;
use super::query::{Query, Style, Written};
use crate::error::Error;
use crate::operation::Operation;
use crate::rules::{Arguments, Location, Place, Violation, check};

const JSON: &str = "application/json";

/// Headers that belong to the client: they carry a credential or frame the message.
const RESERVED_HEADERS: &[HeaderName] =
    &[AUTHORIZATION, PROXY_AUTHORIZATION, HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION];

/// A request as its caller describes it.
///
/// Describing never fails: what is wrong is found when the draft is turned into [`Parts`], and
/// then all of it is told at once.
#[derive(Clone)]
pub(crate) struct Draft {
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: Query,
    headers: Vec<(Cow<'static, str>, String)>,
    body: Body,
    target: Target,
    version: Option<String>,
    timeout: Option<Duration>,
}

/// How the API version travels, and which one the client was set to.
#[derive(Clone, Copy)]
pub(crate) struct VersionSetting<'a> {
    pub(crate) parameter: &'static str,
    pub(crate) version: &'a str,
    pub(crate) check: fn(&str) -> Result<(), String>,
}

#[derive(Clone)]
enum Body {
    None,
    Json(Bytes),
    Unserializable(Arc<serde_json::Error>),
}

#[derive(Clone)]
enum Target {
    /// The operation's path, with the arguments of the draft.
    Operation,
    /// A link that the service gave, relative to the base URL; the arguments are inside it.
    Link { path: String, query: String },
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Query::default(),
            headers: Vec::new(),
            body: Body::None,
            target: Target::Operation,
            version: None,
            timeout: None,
        }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// The value of a query parameter that has exactly one.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        match self.query.values(name)? {
            [value] => Some(value),
            _ => None,
        }
    }

    pub(crate) fn set_path(&mut self, name: &'static str, value: String) {
        self.path.push((name, value));
    }

    pub(crate) fn set_query(&mut self, name: &'static str, value: String) {
        self.query.set(name, vec![value], Style::Each);
    }

    pub(crate) fn set_query_each(&mut self, name: &'static str, values: Vec<String>) {
        self.query.set(name, values, Style::Each);
    }

    pub(crate) fn set_query_joined(&mut self, name: &'static str, delimiter: char, values: Vec<String>) {
        self.query.set(name, values, Style::Joined(delimiter));
    }

    pub(crate) fn set_header(&mut self, name: Cow<'static, str>, value: String) {
        self.headers.push((name, value));
    }

    pub(crate) fn set_body(&mut self, json: Result<Vec<u8>, serde_json::Error>) {
        self.body = match json {
            Ok(bytes) => Body::Json(bytes.into()),
            Err(error) => Body::Unserializable(Arc::new(error)),
        };
    }

    pub(crate) fn set_version(&mut self, version: String) {
        self.version = Some(version);
    }

    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Points the draft at a link of the service, relative to the base URL.
    pub(crate) fn follow(&mut self, path: String, query: String) {
        self.target = Target::Link { path, query };
    }

    /// The request as it would be sent, checked.
    pub(crate) fn parts(&self, version: Option<VersionSetting<'_>>) -> Result<Parts, Error> {
        let mut violations = Vec::new();
        let version = self.version_pair(version, &mut violations);
        let headers = self.header_map(&mut violations);
        let (path, mut query) = self.target(&mut violations);
        if let Some((name, version)) = version
            && !query.contains(name)
        {
            query.push_value(name, version);
        }
        if let Body::Unserializable(error) = &self.body {
            return Err(Error::unserializable_body(Arc::clone(error)).with_operation(self.operation));
        }
        if !violations.is_empty() {
            return Err(Error::invalid_request(violations).with_operation(self.operation));
        }
        let method = self.operation.method.clone();
        let body = self.json().cloned();
        Ok(Parts { method, path, query_text: query.text, query: query.pairs, headers, body })
    }

    fn version_pair<'a>(
        &'a self,
        setting: Option<VersionSetting<'a>>,
        violations: &mut Vec<Violation>,
    ) -> Option<(&'static str, &'a str)> {
        let setting = setting.filter(|_| self.operation.versioned)?;
        let version = self.version.as_deref().unwrap_or(setting.version);
        if let Err(rule) = (setting.check)(version) {
            violations.push(Violation::new(Place::Query(setting.parameter.to_owned()), rule));
        }
        Some((setting.parameter, version))
    }

    /// The path and the query, without the version.
    fn target(&self, violations: &mut Vec<Violation>) -> (String, Written) {
        match &self.target {
            Target::Operation => {
                check(self.operation, self, violations);
                (fill_path(self.operation.path, &self.path, violations), self.query.write())
            }
            Target::Link { path, query } => (path.clone(), Written::from_link(query)),
        }
    }

    fn header_map(&self, violations: &mut Vec<Violation>) -> HeaderMap {
        let accept = match self.operation.accept {
            [] => Cow::Borrowed(JSON),
            types => Cow::Owned(types.join(", ")),
        };
        let mut own = vec![(ACCEPT.as_str(), accept.as_ref())];
        if self.json().is_some() {
            own.push((CONTENT_TYPE.as_str(), self.operation.content_type.unwrap_or(JSON)));
        }
        let given = self.headers.iter().map(|(name, value)| (name.as_ref(), value.as_str()));
        let mut map = HeaderMap::new();
        for (name, value) in own.into_iter().chain(given) {
            match header(name, value) {
                Ok((name, value)) => drop(map.insert(name, value)),
                Err(rule) => violations.push(Violation::new(Place::Header(name.to_owned()), rule)),
            }
        }
        map
    }

    fn json(&self) -> Option<&Bytes> {
        match &self.body {
            Body::Json(bytes) => Some(bytes),
            Body::None | Body::Unserializable(_) => None,
        }
    }
}

impl Arguments for Draft {
    fn texts(&self, location: Location, name: &str) -> Option<Vec<&str>> {
        match location {
            Location::Path => {
                let named = self.path.iter().find(|(key, _)| *key == name)?;
                Some(vec![named.1.as_str()])
            }
            Location::Query => Some(self.query.values(name)?.iter().map(String::as_str).collect()),
            Location::Header => {
                let named = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
                Some(vec![named.1.as_str()])
            }
        }
    }

    fn body(&self) -> Option<&[u8]> {
        self.json().map(AsRef::as_ref)
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is not a header name")?;
    if RESERVED_HEADERS.contains(&name) {
        return Err("is set by the client and cannot be replaced");
    }
    let value = HeaderValue::from_str(value).map_err(|_| "has a character that headers cannot hold")?;
    Ok((name, value))
}
