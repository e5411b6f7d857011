//! One attempt of a call: sent once, whatever comes of it.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::time::Sleep;
use tracing::Instrument;
use url::Url;

use super::authorize::Authority;
use super::{Core, span};
use crate::error::{Error, Limit};
use crate::middleware::Attempt;
use crate::operation::Operation;
use crate::request::{Body, Parts, Spent};
use crate::response::Meta;
use crate::rules::{Place, Violation};
use crate::transport::{Incoming, Request};

/// What is the same for all attempts of a call.
pub(super) struct Outgoing {
    pub(super) operation: &'static Operation,
    pub(super) parts: Parts,
    pub(super) url: Url,
    pub(super) reading: Reading,
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Option<Duration>,
}

/// How the body of a success is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// To its end, within the time limit of the attempt.
    Whole,
    /// By the caller, who waits for every chunk up to the time limit.
    Stream,
}

/// What came back, whether a success or not.
pub(super) struct Received {
    pub(super) meta: Meta,
    /// Empty if it is yet to be read.
    pub(super) body: Bytes,
    /// A success to read the body of.
    pub(super) open: Option<Incoming>,
    /// What it was asked with.
    pub(super) authority: Authority,
}

impl Core {
    /// Sends a request once, as a span of its own. It was sent `resends` times before.
    pub(super) async fn attempt(&self, outgoing: &Outgoing, resends: u32) -> Result<Received, Error> {
        let operation = outgoing.operation;
        let authority = self.authority(operation, outgoing.timeout).await?;
        let span = span::of_attempt(operation, &self.0.base, resends);
        if span.is_disabled() && !tracing::enabled!(tracing::Level::DEBUG) {
            return self.supervised(outgoing, authority, resends).await;
        }
        let start = Instant::now();
        let result = self.supervised(outgoing, authority, resends).instrument(span.clone()).await;
        span::tell(&span, operation, &result, resends, start.elapsed());
        result
    }

    /// Sends a request under the eyes of the middlewares.
    async fn supervised(&self, outgoing: &Outgoing, authority: Authority, resends: u32) -> Result<Received, Error> {
        if self.0.middlewares.is_empty() {
            return self.exchange(outgoing, outgoing.parts.headers.clone(), authority, resends).await;
        }
        let mut attempt = Attempt::new(outgoing.operation, resends, outgoing.parts.headers.clone());
        for middleware in &self.0.middlewares {
            middleware.before(&mut attempt).map_err(|error| Error::middleware(error, None))?;
        }
        let result = self.exchange(outgoing, attempt.headers().clone(), authority, resends).await;
        for middleware in self.0.middlewares.iter().rev() {
            let outcome = result.as_ref().map(|received| &received.meta);
            let meta = outcome.map_or_else(Error::meta, Some);
            middleware.after(&attempt, outcome).map_err(|error| Error::middleware(error, meta))?;
        }
        result
    }

    /// Sends a request, and receives what the reading asks for within the time limit.
    async fn exchange(
        &self,
        outgoing: &Outgoing,
        headers: HeaderMap,
        authority: Authority,
        resends: u32,
    ) -> Result<Received, Error> {
        let request = self.request(outgoing, headers, &authority)?;
        let length = outgoing.parts.body().map_or(0, <[u8]>::len);
        let mut limit = pin!(tokio::time::sleep(outgoing.timeout));
        self.0.tally.sent(length, resends);
        let head = within(limit.as_mut(), self.0.transport.send(request)).await;
        let mut head =
            head.ok_or_else(|| Error::timeout(Limit::Attempt(outgoing.timeout)))?.map_err(Error::transport)?;
        self.hide_in_headers(&authority, &mut head.headers);
        let meta = Meta::new(head.status, head.headers);
        if outgoing.reading == Reading::Stream && outgoing.operation.has_result(meta.status()) {
            return Ok(Received { meta, body: Bytes::new(), open: Some(head.body), authority });
        }
        let body = match within(limit, head.body.read(self.0.max_body)).await {
            Some(Ok(body)) => body,
            Some(Err(unread)) => return Err(Error::unread(unread, self.0.max_body).with_meta(meta)),
            None => return Err(Error::timeout(Limit::Attempt(outgoing.timeout)).with_meta(meta)),
        };
        self.0.tally.received(body.len());
        let body = if has_content(meta.status()) { body } else { Bytes::new() };
        Ok(Received { meta, body, open: None, authority })
    }

    fn request(&self, outgoing: &Outgoing, mut headers: HeaderMap, authority: &Authority) -> Result<Request, Error> {
        let Outgoing { parts, url, connect_timeout, .. } = outgoing;
        if parts.body.as_ref().is_some_and(Body::is_spent) {
            return Err(Error::invalid_request(vec![Violation::new(Place::Body(String::new()), Spent.to_string())]));
        }
        self.authorize(authority, &mut headers);
        let (method, url, body) = (parts.method.clone(), url.clone(), parts.body.clone());
        Ok(Request { method, url, headers, body, connect_timeout: *connect_timeout })
    }
}

/// Whether answers of this status have a body. RFC 9110, 15.3.5 and 15.3.6: whatever follows these two is none.
fn has_content(status: StatusCode) -> bool {
    !matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
}

/// What comes of a future unless the limit passes first.
async fn within<F: Future>(mut limit: Pin<&mut Sleep>, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}
