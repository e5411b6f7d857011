//! The settings of a server that does not run yet.

use std::fmt;

use super::document::Document;
use super::server::Server;
use super::service::Service;
use super::shared::Shared;
use super::wire;
use crate::error::Error;

/// The settings of a [`Server`] that does not run yet.
#[must_use]
pub struct ServerBuilder {
    service: Service,
    document: String,
    credential: Option<String>,
}

impl ServerBuilder {
    pub(super) fn new(service: Service, document: impl Into<String>) -> Self {
        Self { service, document: document.into(), credential: None }
    }

    /// Serves another OpenAPI document than the one that the crate was built from, in JSON.
    pub fn document(mut self, text: impl Into<String>) -> Self {
        self.document = text.into();
        self
    }

    /// The one token or key that is taken; all others are answered with 401. Unless set, any is taken.
    pub fn credential(mut self, secret: impl Into<String>) -> Self {
        self.credential = Some(secret.into());
        self
    }

    /// Starts the server on a free port of 127.0.0.1, as tasks of the current tokio runtime.
    ///
    /// Dropping the future before it is ready starts nothing.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the document cannot be read, or if there is no port.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime, as all that opens sockets does.
    pub async fn start(self) -> Result<Server, Error> {
        let document = Document::parse(&self.document, self.service)
            .map_err(|fault| Error::config(format!("the document of the mock server cannot be read: {fault}")))?;
        let listener = wire::listen()
            .await
            .map_err(|error| Error::config(format!("the mock server has no port to listen on: {error}")))?;
        let origin = listener.origin.clone();
        Ok(Server::start(Shared::new(self.service, document, self.credential, origin), listener))
    }
}

/// Shows no credential.
impl fmt::Debug for ServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerBuilder").field("service", &self.service).finish_non_exhaustive()
    }
}
