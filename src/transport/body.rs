//! The body of an answer while it arrives.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use super::Error;
use crate::request::{Body, Spent, Taken};

/// A body that arrives, as the HTTP client has it: those of other transports are wrapped the same way.
pub(crate) struct Incoming(reqwest::Body);

/// Why a body was not read.
pub(crate) enum Unread {
    TooLarge,
    Broken(Error),
}

impl Incoming {
    /// A body out of a transport's own. A stream that was read before breaks off at once.
    pub(super) fn new(body: &Body) -> Self {
        Self(outgoing(body).unwrap_or_else(|spent| reqwest::Body::wrap(Broken(Some(spent)))))
    }

    pub(crate) fn of_reqwest(response: reqwest::Response) -> Self {
        Self(response.into())
    }

    /// Reads it to its end, up to a limit in bytes.
    pub(crate) async fn read(mut self, limit: usize) -> Result<Bytes, Unread> {
        let announced = self.0.size_hint().lower();
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(Unread::TooLarge);
        }
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        if first.len() as u64 >= announced && self.0.is_end_stream() && first.len() <= limit {
            return Ok(first);
        }
        let mut body = BytesMut::from(&*first);
        while body.len() <= limit {
            match self.chunk().await? {
                Some(chunk) => body.extend_from_slice(&chunk),
                None => return Ok(body.freeze()),
            }
        }
        Err(Unread::TooLarge)
    }

    /// The next chunk of data; what else HTTP may carry in a body is passed over.
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let frame = match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(Error::of_reqwest(error)))),
                None => return Poll::Ready(None),
            };
            if let Ok(data) = frame.into_data() {
                return Poll::Ready(Some(Ok(data)));
            }
        }
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>, Unread> {
        poll_fn(|context| self.poll_chunk(context)).await.transpose().map_err(Unread::Broken)
    }
}

/// A body that cannot be read.
struct Broken(Option<Spent>);

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = Spent;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        Poll::Ready(self.get_mut().0.take().map(Err))
    }
}

/// A body to be sent; a stream is taken for good.
pub(crate) fn outgoing(body: &Body) -> Result<reqwest::Body, Spent> {
    match body.take()? {
        Taken::Bytes(bytes) => Ok(bytes.into()),
        Taken::Upload(upload) => Ok(reqwest::Body::wrap(upload)),
    }
}
