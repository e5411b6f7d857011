//! The future of a call: one type for all, so that no operation has a state machine of its own.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::send::Sending;
use crate::decode::{Failure, ReceivedBody, Undecoded};
use crate::error::Error;
use crate::response::Response;

/// The answer of a call that is to come. Nothing is sent before it is awaited.
///
/// Cancel safe as far as the client goes: dropped, it breaks the request off, gives up its turn and its wait, and leaves
/// a renewal of the token under way to the next call. The service may have done what it was asked.
#[must_use = "nothing is sent before it is awaited"]
pub struct ResponseFuture<T> {
    exchange: Sending,
    read: Read<T>,
}

/// How the body is read: by the type alone, or by the status too.
#[derive(Clone, Copy)]
enum Read<T> {
    Body(fn(&Bytes) -> Result<T, Failure>),
    ByStatus(fn(u16, ReceivedBody<'_>) -> Result<T, Undecoded>),
}

impl<T> ResponseFuture<T> {
    pub(crate) fn new(exchange: Sending, read: fn(&Bytes) -> Result<T, Failure>) -> Self {
        Self { exchange, read: Read::Body(read) }
    }

    pub(crate) fn by_status(exchange: Sending, read: fn(u16, ReceivedBody<'_>) -> Result<T, Undecoded>) -> Self {
        Self { exchange, read: Read::ByStatus(read) }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.as_mut().poll(context))?;
        Poll::Ready(match self.read {
            Read::Body(read) => answer.decode(read),
            Read::ByStatus(read) => answer.decode_outcome(read),
        })
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
