//! The one way of every request to the service and of every answer back.

use std::pin::Pin;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use jiff::Timestamp;
use url::Url;

use super::authorize::Authority;
use super::{ByteStream, Core, retry};
use crate::decode::{self, Failure, ReceivedBody, Undecoded};
use crate::error::Error;
use crate::operation::Operation;
use crate::request::{Body, Draft, Parts, Spent, Taken};
use crate::response::{Meta, Response};
use crate::rules::{Place, Violation};

/// A request under way. It is boxed, so that the futures of the operations stay small.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// The same, as far as the body of a success.
pub(crate) type Opening = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, Error>> + Send>>;

/// A success, its body not decoded yet.
pub(crate) struct Answer {
    core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) url: Url,
    meta: Meta,
    body: Bytes,
    authority: Authority,
}

/// How the body of a success is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// To its end, within the time limit of the attempt.
    Whole,
    /// By the caller, who waits for every chunk up to the time limit.
    Stream,
}

/// What is the same for all attempts of a call.
struct Attempts {
    operation: &'static Operation,
    parts: Parts,
    url: Url,
    reading: Reading,
    timeout: Duration,
}

/// What came back, whether a success or not.
struct Received {
    meta: Meta,
    /// Empty if it is yet to be read.
    body: Bytes,
    /// A success to read the body of.
    open: Option<reqwest::Response>,
    /// What it was asked with.
    authority: Authority,
}

impl Core {
    /// Checks and sends a request, again if the service asks for it.
    pub(crate) fn execute(&self, draft: Draft) -> Sending {
        let core = self.clone();
        Box::pin(async move {
            let operation = draft.operation();
            core.execute_draft(&draft).await.map_err(|error| error.with_operation(operation))
        })
    }

    /// Checks and sends a request, and leaves the body of a success to be read.
    pub(crate) fn open(&self, draft: Draft) -> Opening {
        let core = self.clone();
        Box::pin(async move {
            let operation = draft.operation();
            core.open_draft(&draft).await.map_err(|error| error.with_operation(operation))
        })
    }

    async fn execute_draft(&self, draft: &Draft) -> Result<Answer, Error> {
        let attempts = self.attempts(draft, Reading::Whole)?;
        let Received { meta, body, authority, .. } = self.converse(&attempts).await?;
        let Attempts { operation, url, .. } = attempts;
        let meta = self.judge(operation, meta, &body, &authority)?;
        Ok(Answer { core: self.clone(), operation, url, meta, body, authority })
    }

    async fn open_draft(&self, draft: &Draft) -> Result<Response<ByteStream>, Error> {
        let attempts = self.attempts(draft, Reading::Stream)?;
        let Received { meta, body, open, authority } = self.converse(&attempts).await?;
        let meta = self.judge(attempts.operation, meta, &body, &authority)?;
        let stream = ByteStream::new(open, attempts.timeout, attempts.operation, meta.clone());
        Ok(Response::new(stream, meta))
    }

    fn attempts(&self, draft: &Draft, reading: Reading) -> Result<Attempts, Error> {
        let operation = draft.operation();
        let parts = self.parts(draft)?;
        let url = self.url(operation, &parts)?;
        let timeout = draft.timeout().unwrap_or(self.0.timeout);
        Ok(Attempts { operation, parts, url, reading, timeout })
    }

    /// Sends a request until the service does not ask to wait, and once more if it turns a token away that can be
    /// renewed.
    async fn converse(&self, attempts: &Attempts) -> Result<Received, Error> {
        let operation = attempts.operation;
        // What arises while it is sent cannot be sent again.
        let max_retries = if attempts.parts.is_replayable() { self.0.max_retries } else { 0 };
        let (mut retries, mut renewed) = (0, false);
        loop {
            let authority = self.authority(operation, attempts.timeout).await?;
            let received = self.attempt(attempts, authority, retries).await?;
            let turned_away = received.meta.status() == StatusCode::UNAUTHORIZED;
            if turned_away && !renewed && self.forgets(&received.authority) && attempts.parts.is_replayable() {
                renewed = true;
                continue;
            }
            let (status, headers) = (received.meta.status(), received.meta.headers());
            let Some(wait) = retry::decide(status, headers, retries, max_retries, Timestamp::now()) else {
                return Ok(received);
            };
            tracing::info!(operation = operation.id, ?wait, retries, "rate limited, waiting");
            tokio::time::sleep(wait).await;
            retries = retries.saturating_add(1);
        }
    }

    /// Sends a request once, whatever comes of it.
    async fn attempt(&self, attempts: &Attempts, authority: Authority, retries: u32) -> Result<Received, Error> {
        let request = self.request(attempts, &authority)?;
        let start = Instant::now();
        let answer = self.exchange(request, attempts, authority).await;
        let (status, request_id) = match &answer {
            Ok(received) => (Some(received.meta.status().as_u16()), received.meta.request_id()),
            Err(error) => (error.status().map(|status| status.as_u16()), error.request_id()),
        };
        let (operation, elapsed) = (attempts.operation, start.elapsed());
        tracing::debug!(operation = operation.id, status, request_id, ?elapsed, retries, "request sent");
        answer
    }

    async fn exchange(
        &self,
        mut request: reqwest::Request,
        attempts: &Attempts,
        authority: Authority,
    ) -> Result<Received, Error> {
        match attempts.reading {
            Reading::Whole => {
                *request.timeout_mut() = Some(attempts.timeout);
                self.receive(request, attempts, authority).await
            }
            // The limit of the HTTP client would cut off the stream.
            Reading::Stream => tokio::time::timeout(attempts.timeout, self.receive(request, attempts, authority))
                .await
                .unwrap_or_else(|_| Err(Error::timeout())),
        }
    }

    async fn receive(
        &self,
        request: reqwest::Request,
        attempts: &Attempts,
        authority: Authority,
    ) -> Result<Received, Error> {
        let mut response = self.0.http.execute(request).await.map_err(Error::transport)?;
        self.hide_in_headers(&authority, response.headers_mut());
        let meta = Meta::new(response.status(), std::mem::take(response.headers_mut()));
        if attempts.reading == Reading::Stream && attempts.operation.has_result(meta.status()) {
            return Ok(Received { meta, body: Bytes::new(), open: Some(response), authority });
        }
        match read_body(response, self.0.max_body).await {
            Ok(body) => Ok(Received { meta, body, open: None, authority }),
            Err(error) => Err(error.with_meta(meta)),
        }
    }

    fn url(&self, operation: &Operation, parts: &Parts) -> Result<Url, Error> {
        let url = self.0.base.join(&parts.path, &parts.query_text);
        url.ok_or_else(|| {
            let rule = "makes a URL that would not reach the service as written";
            let place = Place::Path(operation.path.to_owned());
            Error::invalid_request(vec![Violation::new(place, rule)])
        })
    }

    fn request(&self, attempts: &Attempts, authority: &Authority) -> Result<reqwest::Request, Error> {
        let Attempts { parts, url, .. } = attempts;
        let mut request = reqwest::Request::new(parts.method.clone(), url.clone());
        *request.headers_mut() = parts.headers.clone();
        self.authorize(authority, request.headers_mut());
        *request.body_mut() = parts.body.as_ref().map(open_body).transpose()?;
        Ok(request)
    }

    /// Takes a success for an answer and everything else for an error.
    fn judge(
        &self,
        operation: &'static Operation,
        meta: Meta,
        body: &Bytes,
        authority: &Authority,
    ) -> Result<Meta, Error> {
        self.warn_of_deprecation(operation, &meta);
        if operation.has_result(meta.status()) {
            return Ok(meta);
        }
        let advice = advice(meta.status()).or_else(|| (self.0.service.advice)(&meta));
        Err(Error::api(&self.without_secret(authority, body), advice).with_meta(meta))
    }

    /// Logs once for an operation that its release is deprecated.
    fn warn_of_deprecation(&self, operation: &'static Operation, meta: &Meta) {
        let Some(since) = meta.deprecation() else {
            return;
        };
        let mut warned = self.0.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.insert(operation.id) {
            let sunset = meta.sunset().map(|date| date.to_string());
            let version = meta.version_served();
            tracing::warn!(operation = operation.id, %since, sunset, version, "operation is deprecated");
        }
    }
}

impl Answer {
    /// Decodes the body; `read` is all that is compiled for every type.
    pub(crate) fn decode<T>(self, read: fn(&Bytes) -> Result<T, Failure>) -> Result<Response<T>, Error> {
        match read(&self.body) {
            Ok(value) => Ok(Response::new(value, self.meta)),
            Err(failure) => Err(self.not_decoded(failure)),
        }
    }

    /// Decodes the body by the status.
    pub(crate) fn decode_outcome<T>(
        self,
        read: fn(u16, ReceivedBody<'_>) -> Result<T, Undecoded>,
    ) -> Result<Response<T>, Error> {
        match read(self.meta.status().as_u16(), ReceivedBody::new(&self.body)) {
            Ok(value) => Ok(Response::new(value, self.meta)),
            Err(Undecoded(failure)) => Err(self.not_decoded(failure)),
        }
    }

    fn not_decoded(self, failure: Failure) -> Error {
        let error = match failure {
            Failure::Empty => Error::empty_body(),
            Failure::Json(error) => {
                let path = decode::json_path(&error, &self.body);
                let body = self.core.without_secret(&self.authority, &self.body);
                let hide = |text: String| self.core.without_secret(&self.authority, text.as_bytes());
                let undecoded = Error::undecoded(path.map(hide), &body);
                // It quotes what was found in the place of something else.
                if self.core.shows_secret(&self.authority, &error.to_string()) {
                    undecoded
                } else {
                    undecoded.with_source(error)
                }
            }
        };
        error.with_meta(self.meta).with_operation(self.operation)
    }
}

/// Reads a body of bounded size.
pub(super) async fn read_body(mut response: reqwest::Response, limit: usize) -> Result<Bytes, Error> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Error::body_too_large(limit));
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(Error::transport)? {
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(Error::body_too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// A body to be sent; a stream is taken for good.
fn open_body(body: &Body) -> Result<reqwest::Body, Error> {
    match body.take() {
        Ok(Taken::Bytes(bytes)) => Ok(bytes.into()),
        Ok(Taken::Upload(upload)) => Ok(reqwest::Body::wrap(upload)),
        Err(Spent) => {
            let rule = "is a stream that was sent before, and streams are sent once";
            Err(Error::invalid_request(vec![Violation::new(Place::Body(String::new()), rule)]))
        }
    }
}

/// Advice that holds for every service.
fn advice(status: StatusCode) -> Option<&'static str> {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Some("the retries are used up or the wait is too long; try again later"),
        status if status.is_redirection() => {
            Some("redirects are not followed, as the credential would go along; check the base URL")
        }
        _ => None,
    }
}
