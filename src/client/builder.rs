use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::ExposeSecret;

use super::counters::Tally;
use super::http::{Http, HttpSettings, Proxy, Setup};
use super::limiter::{Limiter, RateLimit};
use super::retry::{Budget, RetryPolicy};
use super::{Authorization, Client, Core, Environment, Shared, Timeouts, tls};
use crate::api::Api;
use crate::auth::Credential;
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::middleware::Middleware;
use crate::request::TrailingSlash;
use crate::transport::Transport;

const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
const TIMEOUTS: Timeouts = Timeouts { connect: Duration::from_secs(10), attempt: Duration::from_secs(30), total: None };
const RETRY_BUDGET: u32 = 500;
const MAX_BODY: usize = 32 * 1024 * 1024;

/// The settings of a client that is not built yet.
///
/// ```no_run
/// use std::time::Duration;
/// use snyk_secoda::snyk;
///
/// # fn main() -> Result<(), snyk_secoda::Error> {
/// let snyk = snyk::Client::builder()
///     .credential(snyk::Credential::api_token("…"))
///     .region(snyk::Region::Eu01)
///     .timeout(Duration::from_secs(60))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct ClientBuilder<A> {
    credential: Option<Credential<A>>,
    base_url: Option<String>,
    version: Option<String>,
    trailing_slash: TrailingSlash,
    user_agent: String,
    timeouts: Timeouts,
    retry: RetryPolicy,
    retry_budget: u32,
    /// `None` for the limit of the service.
    rate_limit: Option<Option<RateLimit>>,
    middlewares: Vec<Arc<dyn Middleware>>,
    max_body: usize,
    http: HttpSettings,
    /// Instead of an HTTP client of our own.
    transport: Option<Arc<dyn Transport>>,
}

/// What the client asks for.
impl<A> ClientBuilder<A> {
    /// What to prove the caller's identity with.
    pub fn credential(mut self, credential: Credential<A>) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Sends requests to another base URL than a region's: https, or http on a loopback
    /// address, without user name, query and fragment.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The API version to ask for, where the service has versions; the default is the one that
    /// the types were generated from, and another one may answer in other shapes.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// The `User-Agent` header of the client's own HTTP client.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// The largest body of an answer that is read, in bytes; 32 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }
}

/// How long it takes, and how often it tries.
impl<A> ClientBuilder<A> {
    /// The time limit of one attempt, from connecting to the last byte of the answer; 30 s
    /// unless set. Waits between attempts do not count; the wait for an access token has a limit
    /// of its own, which is as long.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = timeout;
        self
    }

    /// The time limit of a whole call, with all its attempts and waits, that for its turn under the
    /// rate limit included; none unless set. Of a list it is that of each page. A wait that would
    /// pass the limit is not begun.
    ///
    /// Without it a call takes no longer than its attempts and the waits between them, five minutes
    /// in all by default, and the wait for its turns.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.total = Some(timeout);
        self
    }

    /// How long a new connection may take, TLS included; 10 s unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = timeout;
        self
    }

    /// How often a request is sent again that may go better next time.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many retries the client and its clones make while no call ends well; 500 unless set. Then
    /// requests are sent once, so that an outage is not made worse. Calls that end well fill it again.
    /// Retries after status 429 do not count, as the service sets their pace.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// The pace that the client and its clones keep together; `None` for none. Unless set it is what
    /// the service is known to allow: 1,620 requests a minute for Snyk, 30 writes a minute for Secoda.
    pub fn rate_limit(mut self, limit: impl Into<Option<RateLimit>>) -> Self {
        self.rate_limit = Some(limit.into());
        self
    }

    /// Adds a hook around each attempt, after those that were added before.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middlewares.push(Arc::new(middleware));
        self
    }
}

/// By what it is connected.
impl<A> ClientBuilder<A> {
    /// Reaches the service by a proxy at this URL, which may have a user name and password. Unless
    /// set, it is that of the variables `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, and none for
    /// loopback addresses.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.http.proxy = Proxy::Url(url.into());
        self
    }

    /// Reaches the service by no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.http.proxy = Proxy::None;
        self
    }

    /// Trusts the certificates of this PEM text as well, for proxies and installations on premise
    /// that have an authority of their own.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.http.roots.add(pem.into());
        self
    }

    /// Sends requests by an HTTP client of the caller's, which shares its connections, proxies and TLS
    /// with whatever else uses it.
    ///
    /// It has to leave redirects alone ([`reqwest::redirect::Policy::none`]): one that is followed is
    /// an error. Timeouts of its own come on top; `user_agent`, `connect_timeout`, `proxy` and
    /// `root_certificates` of this builder have no effect on it.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(Http::own(client))
    }

    /// Sends requests by something else than reqwest.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }
}

impl<A: Api> ClientBuilder<A> {
    pub(super) fn new() -> Self {
        Self {
            credential: None,
            base_url: None,
            version: None,
            trailing_slash: TrailingSlash::AsDocumented,
            user_agent: USER_AGENT.to_owned(),
            timeouts: TIMEOUTS,
            retry: RetryPolicy::default(),
            retry_budget: RETRY_BUDGET,
            rate_limit: None,
            middlewares: Vec::new(),
            max_body: MAX_BODY,
            http: HttpSettings::default(),
            transport: None,
        }
    }

    /// Takes credential, base URL and version from environment variables; the module of the API
    /// lists them. What is set afterwards takes precedence.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) with the name of the variable that is missing or wrong.
    pub fn env(self) -> Result<Self, Error> {
        A::configure(self, &Environment::new(&|name| std::env::var_os(name)))
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if a setting is missing or wrong. Nothing is sent.
    pub fn build(self) -> Result<Client<A>, Error> {
        let service = A::SERVICE;
        let base = self.parse_base_url()?;
        if let (Some(rule), Some(version)) = (&service.version, &self.version) {
            (rule.check)(version).map_err(|fault| Error::config(format!("the API version {fault}")))?;
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                let (is_loopback, connect_timeout) = (base.is_loopback(), self.timeouts.connect);
                let setup = Setup { is_loopback, user_agent: self.user_agent, connect_timeout, settings: self.http };
                refuse_without_tls(&base)?;
                Arc::new(Http::new(setup)?)
            }
        };
        let credential = self.credential.as_ref();
        let credential =
            credential.map(|credential| Authorization::new(credential, &transport, &base, self.timeouts.attempt));
        let credential = credential.transpose()?;
        if credential.is_none() && service.needs_credential {
            return Err(Error::config(format!("no credential for {}; set one with `credential`", service.name)));
        }
        let shared = Shared {
            service,
            transport,
            base,
            credential,
            version: self.version,
            trailing_slash: self.trailing_slash,
            timeouts: self.timeouts,
            retry: self.retry,
            budget: Budget::new(self.retry_budget),
            limiter: self.rate_limit.unwrap_or(service.rate_limit).map(Limiter::new),
            middlewares: self.middlewares,
            max_body: self.max_body,
            tally: Tally::default(),
            told: Mutex::default(),
        };
        Ok(Client { core: Core(Arc::new(shared)), api: PhantomData })
    }

    /// Sets the base URL that a variable holds, so that a fault is told with its name.
    #[doc(hidden)]
    pub fn base_url_from(self, variable: &str, text: String) -> Result<Self, Error> {
        BaseUrl::parse(&text, A::SERVICE.correct_base_url)
            .map_err(|error| Error::config(format!("{variable} is not usable: {error}")))?;
        Ok(self.base_url(text))
    }

    /// What is done about a slash at the end of paths; for services that are of more than one mind about it.
    #[doc(hidden)]
    pub fn set_trailing_slash(mut self, slash: TrailingSlash) -> Self {
        self.trailing_slash = slash;
        self
    }

    /// The base URL that is set, or else that of the region that the credential names, or else the service's own.
    pub(crate) fn parse_base_url(&self) -> Result<BaseUrl, Error> {
        let service = A::SERVICE;
        let named = || (service.base_url_of)(self.credential.as_ref()?.given()?.expose_secret());
        let Some(text) = self.base_url.as_deref().or_else(named).or(service.base_url) else {
            return Err(Error::config(format!("no base URL for {}; set one with `base_url`", service.name)));
        };
        BaseUrl::parse(text, service.correct_base_url)
    }
}

impl<A> fmt::Debug for ClientBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the base URL, which is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("credential", &self.credential)
            .field("version", &self.version)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("rate_limit", &self.rate_limit)
            .field("max_body", &self.max_body)
            .field("http", &self.http)
            .finish_non_exhaustive()
    }
}

fn refuse_without_tls(base: &BaseUrl) -> Result<(), Error> {
    if base.is_https() && !tls::AVAILABLE {
        return Err(Error::config(
            "the base URL is https, but this build has no TLS; enable the feature `rustls` or `native-tls`",
        ));
    }
    Ok(())
}
