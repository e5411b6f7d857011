//! Bodies that are sent as they are: bytes, or a stream that is sent once.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;

type BoxError = Box<dyn StdError + Send + Sync>;
type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request, not JSON: bytes or text, or a stream of bytes.
///
/// Bytes are sent again where the service asks for it. A [`stream`](Self::stream) is sent once,
/// whatever comes of it; clones share it.
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    /// `None` once it was sent.
    Stream(Arc<Mutex<Option<BoxStream>>>),
    /// One after the other; one of them at least is a stream.
    Chain(Arc<[Body]>),
}

/// A body taken out to be sent.
pub(crate) enum Taken {
    Bytes(Bytes),
    Upload(Upload),
}

/// A body that arises while it is sent.
pub(crate) struct Upload(VecDeque<Piece>);

enum Piece {
    Bytes(Bytes),
    /// Never locked: it makes the stream `Sync`, which the HTTP client asks for.
    Stream(Mutex<BoxStream>),
}

/// The stream was sent before.
#[derive(Debug)]
pub(crate) struct Spent;

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body is a stream that was sent before, and streams are sent once")
    }
}

impl StdError for Spent {}

impl Body {
    /// A body that arises while it is sent, in chunks and without a `Content-Length`.
    ///
    /// It is sent once: the request is not retried, and sending a clone of it is refused. An error
    /// of the stream breaks the request off.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self(Content::Stream(Arc::new(Mutex::new(Some(Box::pin(Erased(Box::pin(stream))))))))
    }

    /// The bytes; `None` if they come from a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) | Content::Chain(_) => None,
        }
    }

    /// What it holds, chunk by chunk; `None` if it is a stream that was sent before.
    pub fn into_stream(self) -> Option<impl Stream<Item = Result<Bytes, BoxError>> + Send + Unpin + 'static> {
        match self.take().ok()? {
            Taken::Bytes(bytes) => Some(Upload(VecDeque::from([Piece::Bytes(bytes)]))),
            Taken::Upload(upload) => Some(upload),
        }
    }

    /// Several bodies one after the other; bytes stay bytes.
    pub(super) fn concat(bodies: Vec<Self>) -> Self {
        let all: Option<Vec<&Bytes>> = bodies.iter().map(Self::as_bytes).collect();
        match all {
            Some(all) => all.into_iter().flatten().copied().collect::<Vec<u8>>().into(),
            None => Self(Content::Chain(bodies.into())),
        }
    }

    /// The body to be sent; [`Spent`] if it is a stream that was.
    pub(crate) fn take(&self) -> Result<Taken, Spent> {
        if let Content::Bytes(bytes) = &self.0 {
            return Ok(Taken::Bytes(bytes.clone()));
        }
        let mut pieces = VecDeque::new();
        self.take_pieces(&mut pieces)?;
        Ok(Taken::Upload(Upload(pieces)))
    }

    /// Whether it is a stream, or has one, that was sent.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.0 {
            Content::Bytes(_) => false,
            Content::Stream(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).is_none(),
            Content::Chain(bodies) => bodies.iter().any(Self::is_spent),
        }
    }

    fn take_pieces(&self, pieces: &mut VecDeque<Piece>) -> Result<(), Spent> {
        match &self.0 {
            Content::Bytes(bytes) => pieces.push_back(Piece::Bytes(bytes.clone())),
            Content::Stream(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(Spent)?;
                pieces.push_back(Piece::Stream(Mutex::new(stream)));
            }
            Content::Chain(bodies) => bodies.iter().try_for_each(|body| body.take_pieces(pieces))?,
        }
        Ok(())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

/// Shows what kind of body it is and how long, and nothing of it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Content::Stream(_) | Content::Chain(_) => f.write_str("Body(stream)"),
        }
    }
}

impl Upload {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        while let Some(piece) = self.0.front_mut() {
            let chunk = match piece {
                Piece::Bytes(bytes) if bytes.is_empty() => None,
                Piece::Bytes(bytes) => Some(Ok(std::mem::take(bytes))),
                Piece::Stream(stream) => {
                    let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                    ready!(stream.as_mut().poll_next(context))
                }
            };
            match chunk {
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}

impl Stream for Upload {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        self.get_mut().poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}

/// A stream whose errors are boxed.
struct Erased<S>(Pin<Box<S>>);

impl<S, E> Stream for Erased<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.get_mut().0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Endless;

    impl Stream for Endless {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(Some(Ok(Bytes::from_static(b"MARKER"))))
        }
    }

    #[test]
    fn bytes_stay_bytes_and_are_taken_again_and_again() {
        let body = Body::concat(vec!["a".into(), vec![b'b'].into(), String::from("c").into()]);
        assert_eq!(body.as_bytes().map(AsRef::as_ref), Some(b"abc".as_slice()));
        for _ in 0..2 {
            assert!(matches!(body.take(), Ok(Taken::Bytes(bytes)) if bytes == "abc"));
        }
    }

    #[test]
    fn a_stream_is_taken_once_whatever_holds_it() {
        let body = Body::stream(Endless);
        let chain = Body::concat(vec!["a".into(), body.clone()]);
        assert!(chain.as_bytes().is_none() && matches!(chain.take(), Ok(Taken::Upload(_))));
        assert!(body.take().is_err() && chain.take().is_err() && chain.clone().take().is_err());
    }

    #[test]
    fn what_was_sent_is_known_of_whatever_holds_it() {
        let stream = Body::stream(Endless);
        let chain = Body::concat(vec!["a".into(), stream.clone()]);
        assert!(!stream.is_spent() && !chain.is_spent());
        assert!(stream.take().is_ok());
        assert!(stream.is_spent() && chain.is_spent() && !Body::from("a").is_spent());
        assert!(stream.into_stream().is_none());
        assert!(Spent.to_string().contains("sent once"));
    }

    #[test]
    fn a_body_is_read_chunk_by_chunk() {
        let mut context = Context::from_waker(std::task::Waker::noop());
        let mut read = |body: Body| {
            let mut stream = body.into_stream().unwrap();
            let chunks = std::iter::from_fn(|| match Pin::new(&mut stream).poll_next(&mut context) {
                Poll::Ready(chunk) => chunk.map(Result::unwrap),
                Poll::Pending => None,
            });
            chunks.take(3).collect::<Vec<Bytes>>()
        };
        assert_eq!(read("ab".into()), ["ab"]);
        assert_eq!(read(Body::from(b"".as_slice())), Vec::<Bytes>::new());
        let chain = Body::concat(vec!["a".into(), "".into(), Body::stream(Endless)]);
        assert_eq!(read(chain), ["a", "MARKER", "MARKER"]);
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?} {:?}", Body::from("MARKER"), Body::stream(Endless));
        assert_eq!(shown, "Body(6 bytes) Body(stream)");
    }
}
