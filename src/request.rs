//! A call: described, inspected and cloned freely; nothing happens before it is sent.

mod draft;
mod encode;
mod parts;
mod query;

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::client::Core;
use crate::decode;
use crate::error::Error;
use crate::operation::Operation;
use crate::page::{Items, Page, Pages};
use crate::response::Response;

pub(crate) use draft::{Draft, VersionSetting};
pub use parts::Parts;

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
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        self.draft.set_path(name, value.to_string());
        self
    }

    /// Sets a query parameter, in the place of an earlier value.
    pub fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.draft.set_query(name, value.to_string());
        self
    }

    /// Sets a query parameter that is repeated for every value.
    pub fn query_each<V: Display>(mut self, name: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        self.draft.set_query_each(name, texts(values));
        self
    }

    /// Sets a query parameter whose values are joined by a delimiter.
    pub fn query_joined<V: Display>(
        mut self,
        name: &'static str,
        delimiter: char,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.draft.set_query_joined(name, delimiter, texts(values));
        self
    }

    /// Sets a header parameter of the operation.
    pub fn header(mut self, name: &'static str, value: impl Display) -> Self {
        self.draft.set_header(Cow::Borrowed(name), value.to_string());
        self
    }

    /// Sets the JSON body.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.draft.set_body(serde_json::to_vec(body));
        self
    }

    /// Uses this API version instead of the client's.
    pub fn with_version(mut self, version: impl Into<String>) -> Self {
        self.draft.set_version(version.into());
        self
    }

    /// Uses this time limit for one attempt instead of the client's.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.draft.set_timeout(timeout);
        self
    }

    /// Adds a header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.draft.set_header(Cow::Owned(name.to_owned()), value.to_owned());
        self
    }

    /// What would be sent.
    pub fn parts(&self) -> Result<Parts, Error> {
        self.core.parts(&self.draft)
    }
}

/// Sending.
impl Call {
    /// Sends it and reads a JSON answer.
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.core.execute(self.draft).await?.decode(decode::required)
    }

    /// Sends it and reads a JSON answer that may be empty.
    pub async fn send_optional<T: DeserializeOwned>(self) -> Result<Response<Option<T>>, Error> {
        self.core.execute(self.draft).await?.decode(decode::optional)
    }

    /// Sends it and disregards the body of the answer.
    pub async fn send_nothing(self) -> Result<Response<()>, Error> {
        self.core.execute(self.draft).await?.decode(decode::nothing)
    }

    /// Sends it and hands over the body of the answer as it is.
    pub async fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        self.core.execute(self.draft).await?.decode(decode::bytes)
    }

    /// The pages of its list, from this one on.
    pub fn pages<P: Page>(self) -> Pages<P> {
        Pages::new(self.core, self.draft)
    }

    /// The items of its list, from this page on.
    pub fn items<P: Page>(self) -> Items<P> {
        Items::new(self.pages())
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
