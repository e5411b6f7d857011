//! What an answer says besides its body.

mod date;

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::time::Duration;

use chrono::Utc;
use http::header::{AsHeaderName, HeaderMap, LOCATION};
use http::{HeaderName, StatusCode};

use crate::client::retry;

pub use date::HeaderDate;
pub(crate) use date::timestamp;

// Names as text would be parsed and hashed for every look.
static SNYK_REQUEST_ID: HeaderName = HeaderName::from_static("snyk-request-id");
static X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
static VERSION_REQUESTED: HeaderName = HeaderName::from_static("snyk-version-requested");
static VERSION_SERVED: HeaderName = HeaderName::from_static("snyk-version-served");
static LIFECYCLE_STAGE: HeaderName = HeaderName::from_static("snyk-version-lifecycle-stage");
static DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
static SUNSET: HeaderName = HeaderName::from_static("sunset");

/// A decoded answer. It dereferences to its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Response<T> {
    value: T,
    meta: Meta,
}

/// The status and the headers of an answer, with typed access to those worth reading.
#[derive(Clone, PartialEq)]
pub struct Meta {
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, meta: Meta) -> Self {
        Self { value, meta }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value and what came with it.
    pub fn into_parts(self) -> (T, Meta) {
        (self.value, self.meta)
    }

    /// The status and the headers.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.meta.status
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl Meta {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        Self { status, headers }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as a value: a number, a date, … `None` if it is absent or cannot be read as one.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// The id to give to Snyk's support (`snyk-request-id`), or the usual `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.text(&SNYK_REQUEST_ID).or_else(|| self.text(&X_REQUEST_ID))
    }

    /// The API version that was asked for (`snyk-version-requested`).
    pub fn version_requested(&self) -> Option<&str> {
        self.text(&VERSION_REQUESTED)
    }

    /// The release that answered (`snyk-version-served`), often older than the version asked for.
    pub fn version_served(&self) -> Option<&str> {
        self.text(&VERSION_SERVED)
    }

    /// The stage of that release (`snyk-version-lifecycle-stage`): `ga`, `beta`, `deprecated`,
    /// `sunset` or one that is newer than this crate.
    pub fn lifecycle_stage(&self) -> Option<&str> {
        self.text(&LIFECYCLE_STAGE)
    }

    /// Since when the operation is deprecated (`deprecation`); absent if it is not.
    pub fn deprecation(&self) -> Option<HeaderDate<'_>> {
        self.text(&DEPRECATION).map(HeaderDate::new)
    }

    /// When the operation may cease to work (`sunset`).
    pub fn sunset(&self) -> Option<HeaderDate<'_>> {
        self.text(&SUNSET).map(HeaderDate::new)
    }

    /// Whether the release is deprecated or past its sunset, by its stage or its date of deprecation.
    pub fn is_deprecated(&self) -> bool {
        self.deprecation().is_some() || matches!(self.lifecycle_stage(), Some("deprecated" | "sunset"))
    }

    /// Where the result is, or will be (`location`). It is never followed by this crate.
    pub fn location(&self) -> Option<&str> {
        self.text(&LOCATION)
    }

    /// How long to wait before asking again, counted from now: the longer of `retry-after`
    /// (seconds or a date) and `x-ratelimit-reset` (seconds).
    pub fn retry_after(&self) -> Option<Duration> {
        retry::asked_wait(&self.headers, Utc::now())
    }

    fn text(&self, name: impl AsHeaderName) -> Option<&str> {
        let value = self.headers.get(name)?.to_str().ok()?.trim();
        Some(value).filter(|value| !value.is_empty())
    }
}

/// Shows the names of the headers; values such as cookies are not for logs.
impl fmt::Debug for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Meta")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("headers", &names)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(headers: &[(&'static str, &'static str)]) -> Meta {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Meta::new(StatusCode::OK, headers.collect())
    }

    #[test]
    fn typed_headers() {
        let meta = meta(&[
            ("snyk-request-id", "4b58e274-ec62-4fab-917b-1d2c48d6bdef"),
            ("snyk-version-requested", "2024-10-15"),
            ("snyk-version-served", "2024-08-25"),
            ("snyk-version-lifecycle-stage", "something-new"),
            ("location", "/orgs/1"),
            ("retry-after", "7"),
        ]);
        assert_eq!(meta.request_id(), Some("4b58e274-ec62-4fab-917b-1d2c48d6bdef"));
        assert_eq!(meta.version_requested(), Some("2024-10-15"));
        assert_eq!(meta.version_served(), Some("2024-08-25"));
        assert_eq!(meta.lifecycle_stage(), Some("something-new"));
        assert_eq!(meta.location(), Some("/orgs/1"));
        assert_eq!(meta.retry_after(), Some(Duration::from_secs(7)));
        assert!(meta.deprecation().is_none() && meta.sunset().is_none());
    }

    #[test]
    fn headers_are_parsed() {
        let meta = meta(&[("x-rate-limit", " 17 "), ("x-flag", "true"), ("x-empty", "")]);
        assert_eq!(meta.parse("X-Rate-Limit"), Some(17_u32));
        assert_eq!(meta.parse("x-flag"), Some(true));
        assert_eq!(meta.parse::<u32>("x-flag"), None);
        assert_eq!(meta.parse::<String>("x-empty"), None);
        assert_eq!(meta.parse::<String>("not a header name"), None);
    }

    #[test]
    fn an_empty_header_is_as_good_as_none() {
        assert_eq!(meta(&[("snyk-request-id", " ")]).request_id(), None);
    }

    #[test]
    fn debug_shows_no_header_value_but_the_request_id() {
        let meta = meta(&[("set-cookie", "session=MARKER"), ("snyk-request-id", "abc")]);
        let shown = format!("{meta:?}");
        assert!(shown.contains("abc") && shown.contains("set-cookie") && !shown.contains("MARKER"), "{shown}");
    }
}
