//! The handle of a running server.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use tokio::task::JoinHandle;

use super::builder::ServerBuilder;
use super::reply::Reply;
use super::request::Request;
use super::script::On;
use super::service::Service;
use super::shared::{Shared, lock};
use super::wire::{self, Listener};
use crate::error::Error;

/// A server on loopback that serves an API from its OpenAPI document. See [the module](super).
///
/// It ends when this is dropped, and with it all of its connections.
pub struct Server {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// How to start one.
impl Server {
    /// A server of the Snyk API, from the document that the crate was built from.
    #[cfg(feature = "snyk-client")]
    pub fn snyk() -> ServerBuilder {
        ServerBuilder::new(Service::Snyk, include_str!(concat!(env!("OUT_DIR"), "/snyk.document.json")))
    }

    /// A server of the Secoda API, from the document that the crate was built from.
    #[cfg(feature = "secoda-client")]
    pub fn secoda() -> ServerBuilder {
        ServerBuilder::new(Service::Secoda, include_str!(concat!(env!("OUT_DIR"), "/secoda.document.json")))
    }

    /// A server of any other API, from an OpenAPI document in JSON. It asks for no credential, and its errors have the
    /// one member `detail`.
    pub fn of_document(text: impl Into<String>) -> ServerBuilder {
        ServerBuilder::new(Service::Other, text)
    }

    pub(super) fn start(shared: Shared, listener: Listener) -> Self {
        let shared = Arc::new(shared);
        let task = tokio::spawn(wire::serve(listener, Arc::clone(&shared)));
        Self { shared, task }
    }
}

/// Where it is.
impl Server {
    /// The base URL for clients, such as `http://127.0.0.1:40123/rest`.
    pub fn url(&self) -> String {
        format!("{}{}", self.shared.origin, self.shared.document.base)
    }

    /// A client of this server with a credential that it takes. It keeps no pace, and waits before a
    /// retry only if it is asked to.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if this serves Secoda.
    #[cfg(feature = "snyk-client")]
    pub fn snyk_client(&self) -> Result<crate::snyk::Client, Error> {
        self.refuse(Service::Secoda)?;
        let credential = crate::snyk::Credential::api_token(self.shared.secret());
        hasty(crate::snyk::Client::builder()).base_url(self.url()).credential(credential).build()
    }

    /// A client of this server with a credential that it takes. It keeps no pace, and waits before a
    /// retry only if it is asked to.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if this serves Snyk.
    #[cfg(feature = "secoda-client")]
    pub fn secoda_client(&self) -> Result<crate::secoda::Client, Error> {
        self.refuse(Service::Snyk)?;
        let credential = crate::secoda::Credential::api_key(self.shared.secret());
        hasty(crate::secoda::Client::builder()).base_url(self.url()).credential(credential).build()
    }

    #[cfg(any(feature = "snyk-client", feature = "secoda-client"))]
    fn refuse(&self, other: Service) -> Result<(), Error> {
        if self.shared.service == other {
            return Err(Error::config(format!("this mock server is one of {}", other.name())));
        }
        Ok(())
    }
}

/// What it answers.
impl Server {
    /// Scripts the answers of an operation, given by its id or by method and path.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the document has no such operation, with the names of similar ones.
    pub fn on(&self, operation: &str) -> Result<On<'_>, Error> {
        Ok(On::new(&self.shared, self.shared.document.find(operation)?))
    }

    /// Answers an operation by a function of the request, which the document was found to allow. It runs wherever the
    /// script says nothing, on the task of the connection, so it should not block. [`Reply::default`] is what the
    /// document describes.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the document has no such operation, with the names of similar ones.
    pub fn handle<F>(&self, operation: &str, handler: F) -> Result<(), Error>
    where
        F: Fn(&Request) -> Reply + Send + Sync + 'static,
    {
        let route = self.shared.document.find(operation)?;
        lock(&self.shared.plans).entry(route).or_default().handler = Some(Arc::new(handler));
        Ok(())
    }

    /// The body that the document describes for a status of an operation, as the server answers it; null where there is
    /// none.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the document has no such operation, or no such status for it.
    pub fn example(&self, operation: &str, status: u16) -> Result<Value, Error> {
        let document = &self.shared.document;
        let route = document.route(document.find(operation)?);
        let answer = route.and_then(|route| document.answer(route, Some(status), ""));
        let answer = answer.ok_or_else(|| Error::config(format!("{operation} has no answer with the status {status}")));
        Ok(answer?.body.map(|(_, value)| value).unwrap_or_default())
    }
}

/// What it saw.
impl Server {
    /// All requests so far in the order of their arrival, also those that were refused.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// Waits until an operation was requested that often, and gives these requests and all further ones. A request
    /// counts when it has arrived, before it is answered.
    ///
    /// Can be dropped at any time without losing anything.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the document has no such operation, with the names of similar ones.
    pub async fn requested(&self, operation: &str, times: usize) -> Result<Vec<Request>, Error> {
        let route = self.shared.document.find(operation)?;
        let mut arrivals = self.shared.arrivals.subscribe();
        loop {
            arrivals.mark_unchanged();
            let mut requests = self.requests();
            requests.retain(|request| request.found().is_some_and(|found| found.route == route));
            if requests.len() >= times || arrivals.changed().await.is_err() {
                return Ok(requests);
            }
        }
    }
}

/// Settings for a service that is not to be spared, and that fails for the sake of it.
#[cfg(any(feature = "snyk-client", feature = "secoda-client"))]
fn hasty<A>(builder: crate::ClientBuilder<A>) -> crate::ClientBuilder<A> {
    builder.rate_limit(None).retry(crate::RetryPolicy::default().first_wait(std::time::Duration::ZERO))
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Shows no credential.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("service", &self.shared.service)
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}
