use std::borrow::Cow;
use std::time::Duration;

use http::header::{
    ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, PROXY_AUTHORIZATION,
    TRANSFER_ENCODING,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::Parts;
use super::arguments::{Argument, Arguments};
use super::content::Content;
use super::encode::fill_path;
use super::query::Query;
use super::slash::TrailingSlash;
use super::style::Style;
use crate::api::VersionRule;
use crate::client::RetryPolicy;
use crate::error::Error;
use crate::operation::Operation;
use crate::rules::{Location, Place, Sent, Violation, check};

const JSON: &str = "application/json";
const NOT_A_VALUE: &str = "has a character that headers cannot hold";

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
    path: Arguments,
    query: Arguments,
    headers: Arguments,
    cookies: Arguments,
    content: Content,
    /// Arguments that could not be turned into values.
    faults: Vec<Violation>,
    target: Target,
    version: Option<String>,
    options: CallOptions,
}

/// What a call sets of its own, instead of its client.
#[derive(Clone, Copy, Default)]
pub(crate) struct CallOptions {
    pub(crate) connect_timeout: Option<Duration>,
    /// Of one attempt.
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// Whether sending it twice does no harm, whatever its method says.
    pub(crate) replay: bool,
}

/// How the API version travels, and which one the client was set to.
#[derive(Clone, Copy)]
pub(crate) struct VersionSetting<'a> {
    pub(crate) rule: &'static VersionRule,
    pub(crate) version: &'a str,
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
            path: Arguments::default(),
            query: Arguments::default(),
            headers: Arguments::default(),
            cookies: Arguments::default(),
            content: Content::None,
            faults: Vec::new(),
            target: Target::Operation,
            version: None,
            options: CallOptions::default(),
        }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn options(&self) -> &CallOptions {
        &self.options
    }

    /// The text of a query parameter that has exactly one.
    pub(crate) fn query_value(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.query.find(name)?.sent()? {
            Value::String(text) => Some(Cow::Borrowed(text)),
            scalar @ (Value::Bool(_) | Value::Number(_)) => Some(Cow::Owned(scalar.to_string())),
            _ => None,
        }
    }

    pub(crate) fn set_query(&mut self, name: &'static str, value: String) {
        self.set(Location::Query, Argument::new(name, Style::FORM_EXPLODED, value));
    }

    pub(super) fn set(&mut self, location: Location, argument: Argument) {
        match location {
            Location::Path => self.path.set(argument),
            Location::Query => self.query.set(argument),
            Location::Header => self.headers.set(argument),
            Location::Cookie => self.cookies.set(argument),
        }
    }

    pub(super) fn set_content(&mut self, content: Content) {
        self.content = content;
    }

    pub(crate) fn set_version(&mut self, version: String) {
        self.version = Some(version);
    }

    pub(super) fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Points the draft at a link of the service, relative to the base URL.
    pub(crate) fn follow(&mut self, path: String, query: String) {
        self.target = Target::Link { path, query };
    }

    /// The request as it would be sent, checked.
    pub(crate) fn parts(&self, version: Option<VersionSetting<'_>>, slash: TrailingSlash) -> Result<Parts, Error> {
        let mut violations = self.faults.clone();
        let version = self.version_pair(version, &mut violations);
        let headers = self.header_map(&mut violations);
        let (path, mut query) = self.target(slash, &mut violations);
        violations.extend_from_slice(self.content.violations());
        if let Some((name, version)) = version {
            query.keep_first(name);
            if !query.contains(name) {
                query.push_value(name, version);
            }
        }
        if !violations.is_empty() {
            return Err(Error::invalid_request(violations).with_operation(self.operation));
        }
        let (method, body) = (self.operation.method.clone(), self.content.body());
        Ok(Parts { method, path, query_text: query.text, query: query.pairs, headers, body })
    }

    fn version_pair<'a>(
        &'a self,
        setting: Option<VersionSetting<'a>>,
        violations: &mut Vec<Violation>,
    ) -> Option<(&'static str, &'a str)> {
        let setting = setting.filter(|_| self.operation.versioned)?;
        let rule = setting.rule;
        let (version, checked) = match self.version.as_deref() {
            Some(version) => (version, (rule.check)(version)),
            // That of the client was checked when the client was built.
            None => (setting.version, Ok(())),
        };
        let checked = checked.and_then(|()| (rule.resolve)(version, self.operation.releases));
        if let Err(fault) = checked {
            violations.push(Violation::new(Place::Query(rule.parameter.to_owned()), fault));
        }
        Some((rule.parameter, version))
    }

    /// The path and the query, without the version.
    fn target(&self, slash: TrailingSlash, violations: &mut Vec<Violation>) -> (String, Query) {
        match &self.target {
            Target::Operation => {
                check(self.operation, self, violations);
                let path = fill_path(self.operation.path, &self.path, violations);
                (slash.apply(path), Query::new(&self.query))
            }
            // The service knows how its own paths end.
            Target::Link { path, query } => (path.clone(), Query::from_link(query)),
        }
    }

    fn header_map(&self, violations: &mut Vec<Violation>) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(4);
        let accept = match self.operation.accept {
            [] => Ok(HeaderValue::from_static(JSON)),
            [one] => HeaderValue::from_maybe_shared(bytes::Bytes::from_static(one.as_bytes())),
            types => HeaderValue::try_from(types.join(", ")),
        };
        match accept {
            Ok(accept) => drop(map.insert(ACCEPT, accept)),
            Err(_) => violations.push(Violation::new(Place::Header(ACCEPT.to_string()), NOT_A_VALUE)),
        }
        for (name, value) in self.header_texts() {
            match header(&name, &value) {
                Ok((name, value)) => drop(map.insert(name, value)),
                Err(rule) => violations.push(Violation::new(Place::Header(name.into_owned()), rule)),
            }
        }
        map
    }

    /// The headers but `Accept`, in ascending precedence.
    fn header_texts(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let mut texts = Vec::new();
        if let Some(content_type) = self.content.content_type(self.operation.content_type) {
            texts.push((Cow::Borrowed(CONTENT_TYPE.as_str()), content_type));
        }
        let given = self.headers.iter().filter_map(|argument| Some((&*argument.name, argument.header_text()?)));
        let (cookies, others): (Vec<_>, Vec<_>) =
            given.partition(|(name, _)| COOKIE.as_str().eq_ignore_ascii_case(name));
        texts.extend(others.into_iter().map(|(name, text)| (Cow::Borrowed(name), Cow::Owned(text))));
        let pairs = self.cookies.iter().flat_map(Argument::cookie_pairs);
        let pairs = pairs.map(|pair| format!("{}={}", pair.name, pair.encoded));
        let cookies: Vec<String> = cookies.into_iter().map(|(_, text)| text).chain(pairs).collect();
        if !cookies.is_empty() {
            texts.push((Cow::Borrowed(COOKIE.as_str()), Cow::Owned(cookies.join("; "))));
        }
        texts
    }
}

impl Sent for Draft {
    fn argument(&self, location: Location, name: &str) -> Option<&Value> {
        let argument = match location {
            Location::Path => self.path.find(name),
            Location::Query => self.query.find(name),
            Location::Cookie => self.cookies.find(name),
            Location::Header => self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)),
        };
        argument?.sent()
    }

    fn body(&self) -> Option<Cow<'_, Value>> {
        self.content.value()
    }
}

/// A header that is not the client's own, or what is wrong with it.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is not a header name")?;
    if RESERVED_HEADERS.contains(&name) {
        return Err("is set by the client and cannot be replaced");
    }
    let value = HeaderValue::from_str(value).map_err(|_| NOT_A_VALUE)?;
    Ok((name, value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static LIST: Operation = Operation { id: "list", ..Operation::DEFAULT };

    fn draft(value: Value) -> Draft {
        let mut draft = Draft::new(&LIST);
        draft.set(Location::Query, Argument::new("page", Style::FORM_EXPLODED, value));
        draft
    }

    #[test]
    fn a_query_parameter_is_told_as_text_if_it_has_one_value() {
        for (value, text) in [(json!("a b"), "a b"), (json!(2), "2"), (json!(true), "true")] {
            assert_eq!(draft(value).query_value("page").as_deref(), Some(text));
        }
        for value in [json!([1, 2]), json!({ "a": 1 }), json!(null)] {
            assert_eq!(draft(value).query_value("page"), None);
        }
        assert_eq!(draft(json!(2)).query_value("other"), None);
    }

    #[test]
    fn what_is_sent_shows_names_and_no_values() {
        let shown = format!("{:?}", draft(json!("MARKER")).parts(None, TrailingSlash::AsDocumented).unwrap());
        assert!(shown.contains("\"page\"") && shown.contains("accept") && !shown.contains("MARKER"), "{shown}");
    }
}
