//! reqwest as the transport, and as it is set up.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::redirect::Policy;
use tower_layer::Layer;
use tower_service::Service;

use super::tls::{self, Roots};
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::transport::{self, Incoming, Request, Response, Sending, Transport, outgoing};

tokio::task_local! {
    /// How long a connection may take that the task at hand has to wait for.
    static CONNECT_TIMEOUT: Duration;
}

/// Requests by reqwest.
pub(super) struct Http {
    client: reqwest::Client,
    redirects: Redirects,
}

/// What the client does about redirects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Redirects {
    Off,
    /// It is the caller's, who may have forgotten it.
    Unknown,
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
    /// A client of our own, set up for the base URL.
    pub(super) fn new(base: &BaseUrl, user_agent: &str, settings: &HttpSettings) -> Result<Self, Error> {
        if base.is_https() && !tls::AVAILABLE {
            return Err(Error::config(
                "the base URL is https, but this build has no TLS; enable the feature `rustls` or `native-tls`",
            ));
        }
        let builder = reqwest::Client::builder()
            .user_agent(user_agent)
            .connector_layer(ConnectLimit)
            // A redirect would take the credential along, and turn a POST into a GET.
            .redirect(Policy::none())
            .referer(false)
            // What is sent twice is decided in `retry` alone.
            .retry(reqwest::retry::never());
        let builder = settings.proxy.configure(builder, base)?;
        let client = tls::configure(builder, &settings.roots)?.build();
        client
            .map(|client| Self { client, redirects: Redirects::Off })
            .map_err(|error| Error::config("the HTTP client cannot be set up").with_source(error))
    }

    /// The caller's own client.
    pub(super) fn own(client: reqwest::Client) -> Self {
        Self { client, redirects: Redirects::Unknown }
    }
}

impl Proxy {
    fn configure(&self, builder: reqwest::ClientBuilder, base: &BaseUrl) -> Result<reqwest::ClientBuilder, Error> {
        match self {
            Self::Environment if base.is_loopback() => Ok(builder.no_proxy()),
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
        let asked = (self.redirects == Redirects::Unknown).then(|| url.clone());
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.body_mut() = body;
        let pending = self.client.execute(request);
        Box::pin(CONNECT_TIMEOUT.scope(connect_timeout, async move {
            let mut response = pending.await.map_err(transport::Error::of_reqwest)?;
            if asked.is_some_and(|url| url != *response.url()) {
                return Err(transport::Error::broken(
                    "the HTTP client followed a redirect; build it with `redirect::Policy::none()`",
                ));
            }
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            Ok(Response { status, headers, body: Incoming::of_reqwest(response) })
        }))
    }
}

/// Limits how long connecting takes. reqwest knows one limit for all requests; this one is of the request that waits.
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
