//! The sockets: the only place that knows hyper.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::StatusCode;
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::reply::Fault;
use super::request::Request;
use super::shared::Shared;

const LARGEST_BODY: usize = 64 << 20;

/// A socket that listens, and its origin.
pub(super) struct Listener {
    socket: TcpListener,
    pub(super) origin: String,
}

/// A body that is sent whole, or breaks off.
struct Payload {
    /// What is still to be sent.
    data: Bytes,
    length: u64,
    end: End,
}

#[derive(Clone, Copy)]
enum End {
    Whole,
    /// The bytes before it leave first.
    Breaking,
    Broken,
}

/// Listens on a free port of the loopback interface.
pub(super) async fn listen() -> io::Result<Listener> {
    let socket = TcpListener::bind(("127.0.0.1", 0)).await?;
    let origin = format!("http://{}", socket.local_addr()?);
    Ok(Listener { socket, origin })
}

/// Serves until it is dropped, and every connection with it.
pub(super) async fn serve(listener: Listener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.socket.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        while connections.try_join_next().is_some() {}
        let shared = Arc::clone(&shared);
        let service = service_fn(move |request: http::Request<Incoming>| {
            let shared = Arc::clone(&shared);
            async move { respond(&shared, request).await }
        });
        // A connection that breaks concerns its client alone.
        connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// The error closes the connection.
async fn respond(shared: &Shared, request: http::Request<Incoming>) -> io::Result<http::Response<Payload>> {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
        let mut response = http::Response::new(Payload::new(Bytes::new(), None));
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(response);
    };
    let answer = shared.answer(Request::new(&shared.origin, parts, body.to_bytes()));
    if !answer.delay.is_zero() {
        tokio::time::sleep(answer.delay).await;
    }
    let cut = match answer.fault {
        Some(Fault::Disconnect) => return Err(io::ErrorKind::ConnectionAborted.into()),
        Some(Fault::Stall) => std::future::pending().await,
        Some(Fault::Truncate { after }) => Some(after),
        None => None,
    };
    let mut response = http::Response::new(Payload::new(answer.body, cut));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

impl Payload {
    fn new(mut data: Bytes, cut: Option<usize>) -> Self {
        let length = data.len() as u64;
        let end = if cut.is_some() { End::Breaking } else { End::Whole };
        data.truncate(cut.unwrap_or(usize::MAX));
        Self { data, length, end }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if !self.data.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.data)))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::Breaking => {
                // What was given so far is sent when there is nothing more for the moment.
                self.end = End::Broken;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Broken => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_empty() && matches!(self.end, End::Whole)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
