//! A call: described, inspected and cloned freely; nothing happens before it is sent.

mod arguments;
mod body;
mod content;
mod draft;
mod encode;
mod form;
mod multipart;
mod parts;
mod query;
mod slash;
mod style;

use std::fmt::{self, Display};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use arguments::Argument;
use content::Content;

use crate::client::{ByteStream, Core, ResponseFuture, RetryPolicy, Sending};
use crate::decode::{self, Failure, Outcome};
use crate::error::Error;
use crate::json::{self, Decode, Encode};
use crate::operation::Operation;
use crate::page::{Items, Page, Pages};
use crate::response::Response;
use crate::rules::Location;

pub use body::Body;
pub(crate) use body::{Spent, Taken};
pub(crate) use draft::{CallOptions, Draft, VersionSetting, header};
pub use form::FormField;
pub use multipart::{File, FormParts, IntoParts};
pub use parts::Parts;
pub use slash::TrailingSlash;
pub use style::Style;

/// One call of an operation, with the client that will send it.
///
/// The request structs of the API modules are thin wrappers of it.
#[must_use = "nothing happens before it is sent"]
#[derive(Clone)]
pub struct Call {
    core: Core,
    draft: Draft,
}

/// Describing.
impl Call {
    pub(crate) fn new(core: Core, operation: &'static Operation) -> Self {
        Self { core, draft: Draft::new(operation) }
    }

    /// Sets a path parameter.
    pub fn path(self, name: &'static str, value: impl Display) -> Self {
        self.with(Location::Path, Argument::new(name, Style::SIMPLE, value.to_string()))
    }

    /// Sets a path parameter in a style.
    pub fn path_value(self, name: &'static str, style: Style, value: &impl Encode) -> Self {
        self.with_value(Location::Path, name, style, json::to_value(value))
    }

    /// Sets a query parameter, in the place of an earlier value.
    pub fn query(self, name: &'static str, value: impl Display) -> Self {
        self.with(Location::Query, Argument::new(name, Style::FORM_EXPLODED, value.to_string()))
    }

    /// Sets a query parameter in a style, in the place of an earlier value.
    pub fn query_value(self, name: &'static str, style: Style, value: &impl Encode) -> Self {
        self.with_value(Location::Query, name, style, json::to_value(value))
    }

    /// Sets a query parameter that is repeated for every value.
    pub fn query_each<V: Display>(self, name: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        self.with(Location::Query, Argument::new(name, Style::FORM_EXPLODED, texts(values)))
    }

    /// Sets a query parameter whose values are joined by a delimiter.
    pub fn query_joined<V: Display>(
        self,
        name: &'static str,
        delimiter: char,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.with(Location::Query, Argument::new(name, Style::delimited(delimiter), texts(values)))
    }

    /// Sets a header parameter of the operation.
    pub fn header(self, name: &'static str, value: impl Display) -> Self {
        self.with(Location::Header, Argument::new(name, Style::SIMPLE, value.to_string()))
    }

    /// Sets a header parameter in a style.
    pub fn header_value(self, name: &'static str, style: Style, value: &impl Encode) -> Self {
        self.with_value(Location::Header, name, style, json::to_value(value))
    }

    /// Sets a cookie. What a cookie cannot hold is percent-encoded.
    pub fn cookie(self, name: &'static str, value: impl Display) -> Self {
        self.with(Location::Cookie, Argument::new(name, Style::FORM, value.to_string()))
    }

    /// Sets a cookie in a style.
    pub fn cookie_value(self, name: &'static str, style: Style, value: &impl Encode) -> Self {
        self.with_value(Location::Cookie, name, style, json::to_value(value))
    }

    /// Sets the JSON body.
    pub fn json(self, body: &(impl Encode + ?Sized)) -> Self {
        let text = json::encode(body);
        self.with_json(text)
    }

    /// Sets the body to a form, `application/x-www-form-urlencoded`, of an object.
    pub fn form(self, body: &impl Encode, fields: &[FormField]) -> Self {
        self.with_content(Content::form(json::to_value(body), fields))
    }

    /// Sets the body to a form of parts, `multipart/form-data`.
    pub fn multipart(self, body: impl IntoParts) -> Self {
        self.with_content(Content::multipart(body.into_parts()))
    }

    /// Sets the body as it is.
    pub fn body(self, body: impl Into<Body>) -> Self {
        self.with_content(Content::Raw(body.into()))
    }

    /// Uses this API version instead of the client's.
    pub fn with_version(mut self, version: impl Into<String>) -> Self {
        self.draft.set_version(version.into());
        self
    }

    /// Uses this time limit for one attempt instead of the client's.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options_mut().timeout = Some(timeout);
        self
    }

    /// Uses this time limit for a new connection instead of the client's.
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options_mut().connect_timeout = Some(timeout);
        self
    }

    /// Uses this time limit for the whole call instead of the client's.
    pub fn with_total_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options_mut().total_timeout = Some(timeout);
        self
    }

    /// Uses this policy instead of the client's.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.options_mut().retry = Some(policy);
        self
    }

    /// Lets it be sent again as if its method were idempotent.
    pub fn with_replay(mut self) -> Self {
        self.draft.options_mut().replay = true;
        self
    }

    /// Sends an id of the caller's own.
    pub fn with_request_id(self, id: &str) -> Self {
        let header = self.core.request_id_header();
        self.with_header(header, id)
    }

    /// Adds a header.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.with(Location::Header, Argument::new(name.to_owned(), Style::SIMPLE, value))
    }

    /// What would be sent.
    pub fn parts(&self) -> Result<Parts, Error> {
        self.core.parts(&self.draft)
    }

    fn with(mut self, location: Location, argument: Argument) -> Self {
        self.draft.set(location, argument);
        self
    }

    fn with_value(mut self, location: Location, name: &'static str, style: Style, value: Value) -> Self {
        self.draft.set(location, Argument::new(name, style, value));
        self
    }

    fn with_json(self, text: String) -> Self {
        self.with_content(Content::Json(text.into()))
    }

    fn with_content(mut self, content: Content) -> Self {
        self.draft.set_content(content);
        self
    }
}

/// Sending. Dropping the future breaks the request off; the service may have done what it was asked.
impl Call {
    /// Sends it and reads a JSON answer.
    pub fn send<T: Decode>(self) -> ResponseFuture<T> {
        self.read(decode::required)
    }

    /// Sends it and reads a JSON answer that may be empty.
    pub fn send_optional<T: Decode>(self) -> ResponseFuture<Option<T>> {
        self.read(decode::optional)
    }

    /// Sends it and disregards the body of the answer.
    pub fn send_nothing(self) -> ResponseFuture<()> {
        self.read(decode::nothing)
    }

    /// Sends it and hands over the body of the answer as it is.
    pub fn send_bytes(self) -> ResponseFuture<Bytes> {
        self.read(decode::bytes)
    }

    /// Sends it and hands over the body of the answer as text.
    pub fn send_text(self) -> ResponseFuture<String> {
        self.read(decode::text)
    }

    /// Sends it and reads the answer by its status.
    pub fn send_outcome<O: Outcome>(self) -> ResponseFuture<O> {
        ResponseFuture::by_status(self.execute(), O::decode)
    }

    /// Sends it and hands over the body of the answer while it arrives.
    pub async fn send_stream(self) -> Result<Response<ByteStream>, Error> {
        self.core.open(self.draft).await
    }

    fn read<T>(self, read: fn(&Bytes) -> Result<T, Failure>) -> ResponseFuture<T> {
        ResponseFuture::new(self.execute(), read)
    }

    fn execute(self) -> Sending {
        self.core.execute(self.draft)
    }

    /// The pages of its list, from this one on, each fetched when it is wanted unless told otherwise.
    pub fn pages<P: Page>(self) -> Pages<P> {
        Pages::new(self.core, self.draft)
    }

    /// The items of its list, from this page on, the next page fetched while the caller works on one
    /// unless told otherwise.
    pub fn items<P: Page>(self) -> Items<P> {
        Items::new(self.core, self.draft)
    }
}

/// Shows the operation only: values may be private, headers secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.draft.operation().id).finish_non_exhaustive()
    }
}

fn texts<V: Display>(values: impl IntoIterator<Item = V>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}
