//! The client: the only place that does I/O.

mod answer;
mod attempt;
mod authorize;
mod builder;
mod counters;
mod environment;
mod future;
mod http;
mod limiter;
pub(crate) mod retry;
mod send;
mod span;
mod stream;
mod tls;
mod token;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::api::{Api, Service};
use crate::auth::Credential;
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::middleware::Middleware;
use crate::operation::Operation;
use crate::request::{Call, Draft, Parts, TrailingSlash, VersionSetting};
use crate::transport::Transport;

use authorize::Authorization;
use counters::Tally;
use limiter::Limiter;
use retry::Budget;

pub(crate) use answer::Answer;
pub use builder::ClientBuilder;
pub use counters::Counters;
pub use environment::Environment;
pub use future::ResponseFuture;
pub use limiter::RateLimit;
pub use retry::RetryPolicy;
pub(crate) use send::Sending;
pub use stream::ByteStream;

/// A client of the service `A`.
///
/// It is cheap to clone; clones share connections. Requests own a clone, so that they can be
/// moved into tasks.
///
/// The API modules have an alias for theirs: `snyk::Client`, `secoda::Client`.
pub struct Client<A> {
    core: Core,
    api: PhantomData<fn() -> A>,
}

/// What all clients have in common, whatever their service.
///
/// The handles of the API modules (`snyk.groups()`) are thin wrappers of it.
#[derive(Clone)]
pub struct Core(Arc<Shared>);

struct Shared {
    service: &'static Service,
    transport: Arc<dyn Transport>,
    base: BaseUrl,
    credential: Option<Authorization>,
    version: Option<String>,
    trailing_slash: TrailingSlash,
    timeouts: Timeouts,
    retry: RetryPolicy,
    budget: Budget,
    limiter: Option<Limiter>,
    middlewares: Vec<Arc<dyn Middleware>>,
    max_body: usize,
    tally: Tally,
    /// Ids of the operations whose end was logged.
    told: Mutex<Vec<&'static str>>,
}

/// How long things may take that a call does not set itself.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    connect: Duration,
    attempt: Duration,
    total: Option<Duration>,
}

impl<A: Api> Client<A> {
    /// A client with default settings.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the credential cannot be sent in a header, or if the
    /// service has no default base URL.
    pub fn new(credential: Credential<A>) -> Result<Self, Error> {
        Self::builder().credential(credential).build()
    }

    /// A client set up by environment variables; the module of the API lists them.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) with the name of the variable that is missing or wrong.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().env()?.build()
    }

    /// Starts to set up a client.
    pub fn builder() -> ClientBuilder<A> {
        ClientBuilder::new()
    }
}

impl<A> Client<A> {
    /// The base URL of its requests.
    pub fn base_url(&self) -> String {
        self.core.0.base.to_string()
    }

    /// What it and its clones have done so far.
    pub fn counters(&self) -> Counters {
        self.core.0.tally.read()
    }

    /// The part that generated code builds on.
    #[doc(hidden)]
    pub fn core(&self) -> &Core {
        &self.core
    }
}

impl Core {
    /// Starts to describe a call.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    /// The request that a draft amounts to for this client.
    pub(crate) fn parts(&self, draft: &Draft) -> Result<Parts, Error> {
        draft.parts(self.version(), self.0.trailing_slash)
    }

    /// The header that takes a caller's own id of a request.
    pub(crate) fn request_id_header(&self) -> &'static str {
        self.0.service.request_id
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.0.base
    }

    fn version(&self) -> Option<VersionSetting<'_>> {
        let rule = self.0.service.version.as_ref()?;
        let version = self.0.version.as_deref().unwrap_or(rule.default);
        Some(VersionSetting { rule, version })
    }
}

impl<A> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), api: PhantomData }
    }
}

impl<A> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.write_debug(f, "Client")
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_debug(f, "Core")
    }
}

impl Core {
    /// Shows where requests go, and nothing of the credential.
    fn write_debug(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        f.debug_struct(name)
            .field("service", &self.0.service.name)
            .field("base_url", &self.0.base)
            .finish_non_exhaustive()
    }
}
