//! The body of an answer while it arrives.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::Sleep;

use super::Core;
use super::attempt::Outgoing;
use crate::error::{Error, Limit};
use crate::operation::Operation;
use crate::response::Meta;
use crate::transport::{Incoming, poll_chunk};

/// The body of an answer, in chunks as they arrive.
///
/// It may be as long as it likes; the time limit of the request holds for the wait for each chunk.
/// After an error it is over. It is a [`Stream`], and can be read without importing that trait:
///
/// ```
/// # async fn read(mut body: snyk_secoda::ByteStream) -> Result<(), snyk_secoda::Error> {
/// while let Some(chunk) = body.try_next().await? {
///     println!("{} bytes", chunk.len());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is read before a chunk is asked for"]
pub struct ByteStream {
    core: Core,
    /// `None` once it is over.
    body: Option<reqwest::Body>,
    /// Runs while a chunk is waited for.
    limit: Option<Pin<Box<Sleep>>>,
    timeout: Duration,
    operation: &'static Operation,
    meta: Meta,
}

impl ByteStream {
    pub(super) fn new(core: Core, body: Option<Incoming>, outgoing: &Outgoing, meta: Meta) -> Self {
        let (timeout, operation) = (outgoing.timeout, outgoing.operation);
        Self { core, body: body.map(Incoming::into_body), limit: None, timeout, operation, meta }
    }

    /// The next chunk; `None` after the last.
    ///
    /// Cancel safe: if it is dropped, nothing is lost. The time limit runs on from the first wait
    /// for the chunk.
    ///
    /// # Errors
    ///
    /// [`Error::is_timeout`] if the chunk does not arrive in time, or that the exchange broke off.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let chunk = match poll_chunk(body, context) {
            Poll::Ready(chunk) => chunk.map(|chunk| chunk.map_err(Error::transport)),
            Poll::Pending => {
                let limit = self.limit.get_or_insert_with(|| Box::pin(tokio::time::sleep(self.timeout)));
                ready!(limit.as_mut().poll(context));
                Some(Err(Error::timeout(Limit::Attempt(self.timeout))))
            }
        };
        self.limit = None;
        match &chunk {
            Some(Ok(chunk)) => self.core.0.tally.received(chunk.len()),
            Some(Err(_)) | None => self.body = None,
        }
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| self.describe(error))))
    }

    fn describe(&self, error: Error) -> Error {
        error.with_operation(self.operation).with_meta(self.meta.clone())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_to_other_threads() {
        fn check<T: Send + Sync + Unpin + 'static>() {}
        check::<ByteStream>();
        check::<crate::request::Body>();
        check::<crate::request::Call>();
    }
}
