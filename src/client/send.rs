//! The one way of every request to the service and of every answer back.

use std::pin::Pin;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use url::Url;

use super::{Core, retry};
use crate::decode::{self, Failure};
use crate::error::Error;
use crate::operation::Operation;
use crate::request::{Draft, Parts};
use crate::response::{Meta, Response};
use crate::rules::{Place, Violation};

/// A request under way. It is boxed, so that the futures of the operations stay small.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// A success, its body not decoded yet.
pub(crate) struct Answer {
    core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) url: Url,
    meta: Meta,
    body: Bytes,
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

    async fn execute_draft(&self, draft: &Draft) -> Result<Answer, Error> {
        let operation = draft.operation();
        let parts = self.parts(draft)?;
        let url = self.url(operation, &parts)?;
        let timeout = draft.timeout().unwrap_or(self.0.timeout);
        let mut retries = 0;
        loop {
            let request = self.request(&parts, &url, timeout);
            let (meta, body) = self.attempt(operation, request, retries).await?;
            let Some(wait) =
                retry::decide(meta.status(), meta.headers(), retries, self.0.max_retries, Timestamp::now())
            else {
                return self.judge(Answer { core: self.clone(), operation, url, meta, body });
            };
            tracing::info!(operation = operation.id, ?wait, retries, "rate limited, waiting");
            tokio::time::sleep(wait).await;
            retries = retries.saturating_add(1);
        }
    }

    /// Sends a request once, whatever comes of it.
    async fn attempt(
        &self,
        operation: &'static Operation,
        request: reqwest::Request,
        retries: u32,
    ) -> Result<(Meta, Bytes), Error> {
        let start = Instant::now();
        let answer = self.exchange(request).await;
        let (status, request_id) = match &answer {
            Ok((meta, _)) => (Some(meta.status().as_u16()), meta.request_id()),
            Err(error) => (error.status().map(|status| status.as_u16()), error.request_id()),
        };
        let elapsed = start.elapsed();
        tracing::debug!(operation = operation.id, status, request_id, ?elapsed, retries, "request sent");
        answer
    }

    async fn exchange(&self, request: reqwest::Request) -> Result<(Meta, Bytes), Error> {
        let mut response = self.0.http.execute(request).await.map_err(Error::transport)?;
        let meta = Meta::new(response.status(), std::mem::take(response.headers_mut()));
        match read_body(response, self.0.max_body).await {
            Ok(body) => Ok((meta, body)),
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

    fn request(&self, parts: &Parts, url: &Url, timeout: Duration) -> reqwest::Request {
        let mut request = reqwest::Request::new(parts.method.clone(), url.clone());
        *request.headers_mut() = parts.headers.clone();
        if let Some(credential) = &self.0.credential {
            let (name, value) = credential.header.clone();
            request.headers_mut().insert(name, value);
        }
        *request.body_mut() = parts.body.clone().map(Into::into);
        *request.timeout_mut() = Some(timeout);
        request
    }

    /// Takes a success for an answer and everything else for an error.
    fn judge(&self, answer: Answer) -> Result<Answer, Error> {
        self.warn_of_deprecation(&answer);
        if answer.meta.status().is_success() {
            return Ok(answer);
        }
        let advice = advice(answer.meta.status()).or_else(|| (self.0.service.advice)(&answer.meta));
        let body = self.without_secret(&answer.body);
        Err(Error::api(&body, advice).with_meta(answer.meta))
    }

    /// The text of a body, with the credential taken out in case the service echoes it.
    fn without_secret(&self, body: &[u8]) -> String {
        let text = String::from_utf8_lossy(body);
        match &self.0.credential {
            Some(credential) => text.replace(credential.secret.expose_secret(), "[redacted]"),
            None => text.into_owned(),
        }
    }

    /// Logs once for an operation that its release is deprecated.
    fn warn_of_deprecation(&self, answer: &Answer) {
        let Answer { operation, meta, .. } = answer;
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

    fn not_decoded(self, failure: Failure) -> Error {
        let error = match failure {
            Failure::Empty => Error::empty_body(),
            Failure::Json(error) => {
                let path = decode::json_path(&error, &self.body);
                Error::decode(error, path, &self.core.without_secret(&self.body))
            }
        };
        error.with_meta(self.meta).with_operation(self.operation)
    }
}

/// Reads a body of bounded size.
async fn read_body(mut response: reqwest::Response, limit: usize) -> Result<Bytes, Error> {
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
