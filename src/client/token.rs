//! How access tokens are had: from people's own sources, or the token endpoint of the service.

use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use secrecy::ExposeSecret;
use tokio::time::Instant;
use url::Url;

use crate::auth::{AccessToken, Grant, Prover, Renewal, Secrets, TokenSource, read_token};
use crate::error::{Error, Limit};
use crate::response::Meta;
use crate::transport::{Request, Transport};

/// The largest answer of a token endpoint that is read, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

const ADVICE: &str = "check the client's id and secret or key, and that the region is the one that hosts the account";

/// Gets tokens, one after the other.
pub(super) struct Fetcher {
    prefix: &'static str,
    timeout: Duration,
    place: Place,
    secrets: Secrets,
}

#[derive(Clone)]
enum Place {
    Source(Arc<dyn TokenSource>),
    Endpoint(Arc<Endpoint>),
}

/// The token endpoint, on the origin of the API.
pub(super) struct Endpoint {
    pub(super) transport: Arc<dyn Transport>,
    pub(super) url: Url,
    pub(super) prover: Prover,
}

impl Fetcher {
    pub(super) fn of_source(prefix: &'static str, source: Arc<dyn TokenSource>, timeout: Duration) -> Self {
        Self { prefix, timeout, place: Place::Source(source), secrets: Secrets::default() }
    }

    pub(super) fn of_endpoint(prefix: &'static str, endpoint: Endpoint, timeout: Duration) -> Self {
        let secrets = endpoint.prover.secrets();
        Self { prefix, timeout, place: Place::Endpoint(Arc::new(endpoint)), secrets }
    }

    /// Secrets of the client itself.
    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Begins to get a token. The future owns what it needs, and ends within the time limit.
    pub(super) fn start(&self) -> Renewal {
        let (prefix, timeout, place) = (self.prefix, self.timeout, self.place.clone());
        Box::pin(async move {
            let since = Instant::now();
            let token = tokio::time::timeout(timeout, place.token()).await;
            let token = token.unwrap_or_else(|_| Err(Error::timeout(Limit::Attempt(timeout)))).inspect_err(tell)?;
            tracing::debug!(elapsed = ?since.elapsed(), "access token renewed");
            Grant::new(prefix, &token, since).map_err(|fault| Error::no_token(format!("the token {fault}")))
        })
    }
}

impl Place {
    async fn token(&self) -> Result<AccessToken, Error> {
        match self {
            Self::Source(source) => source.token().await.map_err(Error::token_source),
            Self::Endpoint(endpoint) => endpoint.token().await,
        }
    }
}

impl Endpoint {
    async fn token(&self) -> Result<AccessToken, Error> {
        let form = self.prover.request(self.url.as_str())?;
        let request = self.request(form.form.expose_secret());
        let mut head = self.transport.send(request).await.map_err(Error::transport)?;
        form.secrets.hide_in_headers(&mut head.headers);
        let meta = Meta::new(head.status, head.headers);
        let body = head.body.read(MAX_ANSWER).await.map_err(|unread| Error::unread(unread, MAX_ANSWER));
        let token = body.and_then(|body| answer(&meta, &body, &form.secrets));
        token.map_err(|error| error.with_meta(meta))
    }

    fn request(&self, form: &str) -> Request {
        let headers = [(CONTENT_TYPE, "application/x-www-form-urlencoded"), (ACCEPT, "application/json")];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        Request {
            method: Method::POST,
            url: self.url.clone(),
            headers: headers.into_iter().collect(),
            body: Some(form.to_owned().into()),
            connect_timeout: None,
        }
    }
}

fn answer(meta: &Meta, body: &[u8], secrets: &Secrets) -> Result<AccessToken, Error> {
    if meta.status().is_success() {
        return read_token(body).map_err(|fault| Error::no_token(format!("the token endpoint gave {fault}")));
    }
    Err(Error::api(&secrets.hide(&String::from_utf8_lossy(body)), Some(ADVICE.to_owned())))
}

fn tell(error: &Error) {
    let status = error.status().map(|status| status.as_u16());
    tracing::debug!(status, request_id = error.request_id(), "access token not renewed");
}
