use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::redirect::Policy;
use secrecy::ExposeSecret;

use super::{Authorization, Client, Core, Environment, Shared, tls};
use crate::api::Api;
use crate::auth::Credential;
use crate::base_url::BaseUrl;
use crate::error::Error;

const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(30);
const MAX_RETRIES: u32 = 3;
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
    user_agent: String,
    timeout: Duration,
    max_retries: u32,
    max_body: usize,
}

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

    /// The time limit of one attempt, from connecting to the last byte of the answer; 30 s
    /// unless set. Waits between attempts do not count; the wait for an access token has a limit
    /// of its own, which is as long.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The `User-Agent` header.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How often to send a request again that was turned away with status 429; 3 unless set, 0
    /// for never.
    ///
    /// The wait is what the service asks for. If that is more than 60 s, the error is returned
    /// at once.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The largest body of an answer that is read, in bytes; 32 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }
}

impl<A: Api> ClientBuilder<A> {
    pub(super) fn new() -> Self {
        Self {
            credential: None,
            base_url: None,
            version: None,
            user_agent: USER_AGENT.to_owned(),
            timeout: TIMEOUT,
            max_retries: MAX_RETRIES,
            max_body: MAX_BODY,
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
        let http = http_client(&base, &self.user_agent)?;
        let credential = self.credential.as_ref();
        let credential = credential.map(|credential| Authorization::new(credential, &http, &base, self.timeout));
        let credential = credential.transpose()?;
        if credential.is_none() && service.needs_credential {
            return Err(Error::config(format!("no credential for {}; set one with `credential`", service.name)));
        }
        let shared = Shared {
            service,
            http,
            base,
            credential,
            version: self.version,
            timeout: self.timeout,
            max_retries: self.max_retries,
            max_body: self.max_body,
            warned: Mutex::new(BTreeSet::new()),
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
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("max_body", &self.max_body)
            .finish_non_exhaustive()
    }
}

fn http_client(base: &BaseUrl, user_agent: &str) -> Result<reqwest::Client, Error> {
    if base.is_https() && !tls::AVAILABLE {
        return Err(Error::config(
            "the base URL is https, but this build has no TLS; enable the feature `rustls` or `native-tls`",
        ));
    }
    let mut builder = reqwest::Client::builder()
        .user_agent(user_agent)
        .connect_timeout(CONNECT_TIMEOUT)
        // A redirect would take the credential along, and turn a POST into a GET.
        .redirect(Policy::none())
        .referer(false)
        // What is sent twice is decided in `retry` alone.
        .retry(reqwest::retry::never());
    if base.is_loopback() {
        builder = builder.no_proxy();
    }
    tls::configure(builder)?
        .build()
        .map_err(|error| Error::config("the HTTP client cannot be set up").with_source(error))
}
