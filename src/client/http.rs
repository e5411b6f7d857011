//! reqwest as the transport, and as it is set up.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use tower_layer::Layer;
use tower_service::Service;
use url::Url;

use super::tls::{self, Roots};
use crate::error::Error;
use crate::transport::{self, Incoming, Request, Response, Sending, Transport, outgoing};

tokio::task_local! {
    /// How long a connection may take that the task at hand has to wait for.
    static CONNECT_TIMEOUT: Duration;
}

/// Requests by reqwest.
pub(super) struct Http {
    client: reqwest::Client,
    /// What another one like it is made of; `None` if it is the caller's, of which nothing is known.
    setup: Option<Setup>,
    /// For calls with a limit of their own for new connections. The layer costs every request some time, so that others
    /// go without.
    of_calls: OnceLock<reqwest::Client>,
}

/// What a client of our own is made of.
pub(super) struct Setup {
    pub(super) is_loopback: bool,
    pub(super) user_agent: String,
    pub(super) connect_timeout: Duration,
    pub(super) settings: HttpSettings,
}

/// What the caller sets of the HTTP client.
#[derive(Debug, Default)]
pub(super) struct HttpSettings {
    pub(super) proxy: Proxy,
    pub(super) roots: Roots,
}

/// By which proxy the service is reached.
#[derive(Default)]
pub(super) enum Proxy {
    /// That of the environment variables.
    #[default]
    Environment,
    None,
    /// One at a URL, which may hold a password.
    Url(String),
}

impl Http {
    /// A client of our own.
    pub(super) fn new(setup: Setup) -> Result<Self, Error> {
        let client = setup.client(|builder| builder.connect_timeout(setup.connect_timeout))?;
        Ok(Self { client, setup: Some(setup), of_calls: OnceLock::new() })
    }

    /// The caller's own client.
    pub(super) fn own(client: reqwest::Client) -> Self {
        Self { client, setup: None, of_calls: OnceLock::new() }
    }

    /// The client whose new connections are limited by the task at hand.
    fn of_calls(&self) -> Result<&reqwest::Client, Error> {
        let (Some(setup), None) = (&self.setup, self.of_calls.get()) else {
            return Ok(self.of_calls.get().unwrap_or(&self.client));
        };
        let client = setup.client(|builder| builder.connector_layer(ConnectLimit))?;
        Ok(self.of_calls.get_or_init(|| client))
    }
}

impl Setup {
    fn client(&self, limit: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<reqwest::Client, Error> {
        let builder = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            // A redirect would take the credential along, and turn a POST into a GET.
            .redirect(Policy::none())
            .referer(false)
            // What is sent twice is decided in `retry` alone.
            .retry(reqwest::retry::never());
        let builder = self.settings.proxy.configure(limit(builder), self.is_loopback)?;
        let client = tls::configure(builder, &self.settings.roots)?.build();
        client.map_err(|error| Error::config("the HTTP client cannot be set up").with_source(error))
    }
}

impl Proxy {
    fn configure(&self, builder: ClientBuilder, is_loopback: bool) -> Result<ClientBuilder, Error> {
        match self {
            Self::Environment if is_loopback => Ok(builder.no_proxy()),
            Self::Environment => Ok(builder),
            Self::None => Ok(builder.no_proxy()),
            // The error is not kept: it is about a text that may hold a password.
            Self::Url(url) => reqwest::Proxy::all(url.as_str())
                .map(|proxy| builder.proxy(proxy))
                .map_err(|_| Error::config("the proxy cannot be read as a URL such as http://proxy.example.com:3128")),
        }
    }
}

impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::None => "None",
            Self::Url(_) => "Url([redacted])",
        })
    }
}

impl Transport for Http {
    fn send(&self, request: Request) -> Sending {
        let Request { method, url, headers, body, connect_timeout } = request;
        let body = match body.as_ref().map(outgoing).transpose() {
            Ok(body) => body,
            Err(spent) => return Box::pin(async { Err(transport::Error::broken(spent)) }),
        };
        // Nothing is known of the redirects of a client that is the caller's.
        let asked = self.setup.is_none().then(|| url.clone());
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.body_mut() = body;
        let Some(limit) = connect_timeout else {
            return Box::pin(receive(self.client.execute(request), asked));
        };
        match self.of_calls() {
            Ok(client) => Box::pin(CONNECT_TIMEOUT.scope(limit, receive(client.execute(request), asked))),
            Err(error) => Box::pin(async { Err(transport::Error::connect(error)) }),
        }
    }
}

/// The answer, unless it is that of another address than was asked.
async fn receive(
    answer: impl Future<Output = reqwest::Result<reqwest::Response>>,
    asked: Option<Url>,
) -> Result<Response, transport::Error> {
    let mut response = answer.await.map_err(transport::Error::of_reqwest)?;
    if asked.is_some_and(|url| url != *response.url()) {
        return Err(transport::Error::broken(
            "the HTTP client followed a redirect; build it with `redirect::Policy::none()`",
        ));
    }
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    Ok(Response { status, headers, body: Incoming::of_reqwest(response) })
}

/// Limits how long connecting takes. reqwest knows one limit for all requests of a client; this one is of the request that
/// waits.
#[derive(Clone)]
struct ConnectLimit;

#[derive(Clone)]
struct Limited<S>(S);

impl<S> Layer<S> for ConnectLimit {
    type Service = Limited<S>;

    fn layer(&self, connector: S) -> Self::Service {
        Limited(connector)
    }
}

impl<S, R> Service<R> for Limited<S>
where
    S: Service<R, Error = Box<dyn std::error::Error + Send + Sync>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.0.call(request);
        let Ok(limit) = CONNECT_TIMEOUT.try_get() else {
            return Box::pin(connecting);
        };
        Box::pin(async move {
            // reqwest finds out by the kind that it took too long.
            let late = || io::Error::new(io::ErrorKind::TimedOut, "the connection took too long");
            tokio::time::timeout(limit, connecting).await.unwrap_or_else(|_| Err(late().into()))
        })
    }
}
