//! The body of an answer while it arrives.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use super::Error;
use crate::request::{Body, Spent, Taken};

/// A body that arrives.
pub(crate) enum Incoming {
    /// Out of reqwest's answer, not taken out of it unless somebody polls it.
    Answer(Box<reqwest::Response>),
    Body(reqwest::Body),
}

/// Why a body was not read.
pub(crate) enum Unread {
    TooLarge,
    Broken(Error),
}

impl Incoming {
    /// A body out of a transport's own. A stream that was read before breaks off at once.
    pub(super) fn new(body: &Body) -> Self {
        Self::Body(outgoing(body).unwrap_or_else(|spent| reqwest::Body::wrap(Broken(Some(spent)))))
    }

    pub(crate) fn of_reqwest(response: reqwest::Response) -> Self {
        Self::Answer(Box::new(response))
    }

    /// Reads it to its end, up to a limit in bytes.
    pub(crate) async fn read(mut self, limit: usize) -> Result<Bytes, Unread> {
        let announced = self.least_length();
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(Unread::TooLarge);
        }
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        // Most answers are one chunk, which stays where it is.
        if announced > 0 && first.len() as u64 == announced {
            return Ok(first);
        }
        let mut body = BytesMut::from(first);
        while body.len() <= limit {
            match self.chunk().await? {
                Some(chunk) => body.extend_from_slice(&chunk),
                None => return Ok(body.freeze()),
            }
        }
        Err(Unread::TooLarge)
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>, Unread> {
        let chunk = match self {
            Self::Answer(response) => response.chunk().await.map_err(Error::of_reqwest),
            Self::Body(body) => poll_fn(|context| poll_chunk(body, context)).await.transpose(),
        };
        chunk.map_err(Unread::Broken)
    }

    /// The length that is announced, or else 0.
    fn least_length(&self) -> u64 {
        match self {
            Self::Answer(response) => response.content_length().unwrap_or_default(),
            Self::Body(body) => body.size_hint().lower(),
        }
    }

    /// The body itself, for those who poll it.
    pub(crate) fn into_body(self) -> reqwest::Body {
        match self {
            Self::Answer(response) => (*response).into(),
            Self::Body(body) => body,
        }
    }
}

/// The next chunk of data; what else HTTP may carry in a body is passed over.
pub(crate) fn poll_chunk(body: &mut reqwest::Body, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
    loop {
        let frame = match ready!(Pin::new(&mut *body).poll_frame(context)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(Error::of_reqwest(error)))),
            None => return Poll::Ready(None),
        };
        if let Ok(data) = frame.into_data() {
            return Poll::Ready(Some(Ok(data)));
        }
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
