//! Answers on a connection, proper and otherwise.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::fault::{Fault, Wait};

/// The largest body that the client is allowed to read.
pub(crate) const MAX_BODY: usize = 64 * 1024;

const HUGE: usize = 100_000_000;
const CHUNK: usize = 8 * 1024;
const PAGE_FOR_PEOPLE: &str = "<!doctype html><title>Bad gateway</title><p>Come back later.";

/// A proper answer.
pub(crate) struct Proper {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) form: Form,
}

/// How it is sent, none of which may matter.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Usual,
    Chunked,
    /// With another media type than the one that the body has.
    Mislabelled,
    /// Without a media type.
    Unlabelled,
}

/// What becomes of a connection.
#[derive(PartialEq, Eq)]
pub(crate) enum Connection {
    Kept,
    Closed,
}

impl Proper {
    pub(crate) async fn send(&self, stream: &mut TcpStream) -> io::Result<Connection> {
        let media_type = match self.form {
            Form::Usual | Form::Chunked => "content-type: application/vnd.api+json\r\n",
            Form::Mislabelled => "content-type: text/html; charset=latin1\r\n",
            Form::Unlabelled => "",
        };
        if matches!(self.form, Form::Chunked) {
            stream.write_all(&head(self.status, &format!("{media_type}transfer-encoding: chunked\r\n"))).await?;
            send_chunks(stream, &self.body).await?;
            stream.write_all(b"0\r\n\r\n").await?;
        } else {
            send_whole(stream, self.status, media_type, &self.body).await?;
        }
        Ok(Connection::Kept)
    }

    /// What a fault makes of it.
    pub(crate) async fn spoil(&self, fault: Fault, stream: &mut TcpStream, foreign: &str) -> io::Result<Connection> {
        match fault {
            Fault::Reset | Fault::ResetInBody => {
                if fault == Fault::ResetInBody {
                    self.begin(stream).await?;
                }
                stream.set_zero_linger()?;
                return Ok(Connection::Closed);
            }
            Fault::Close => return Ok(Connection::Closed),
            Fault::Truncated => self.begin(stream).await?,
            Fault::TruncatedChunks => {
                stream.write_all(&head(self.status, "transfer-encoding: chunked\r\n")).await?;
                send_chunks(stream, &self.body).await?;
            }
            Fault::Garbage => stream.write_all(b"\x16\x03\x01 this is something else\r\n\r\n").await?,
            Fault::Stall => hold(stream).await?,
            Fault::StallInBody => {
                self.begin(stream).await?;
                hold(stream).await?;
            }
            Fault::Huge => send_huge(stream).await?,
            _ => return self.spoil_content(fault, stream, foreign).await,
        }
        stream.shutdown().await?;
        Ok(Connection::Closed)
    }

    /// Whole answers that are not what was asked for. The connection stays as good as before.
    async fn spoil_content(&self, fault: Fault, stream: &mut TcpStream, foreign: &str) -> io::Result<Connection> {
        let status = self.status;
        match fault {
            Fault::Status(status, wait) => send_whole(stream, status, wait.header(), b"{}").await?,
            Fault::Html(status) => {
                send_whole(stream, status, "content-type: text/html\r\n", PAGE_FOR_PEOPLE.as_bytes()).await?;
            }
            Fault::Empty => send_whole(stream, status, "", b"").await?,
            Fault::HalfUtf8 => send_whole(stream, status, "", &half_utf8(&self.body)).await?,
            Fault::HalfJson => send_whole(stream, status, "", &self.body[..self.body.len() / 2]).await?,
            Fault::TooLarge => send_whole(stream, status, "", &self.padded()).await?,
            Fault::TooLargeChunks => {
                stream.write_all(&head(status, "transfer-encoding: chunked\r\n")).await?;
                send_chunks(stream, &self.padded()).await?;
                stream.write_all(b"0\r\n\r\n").await?;
            }
            Fault::Redirect => send_whole(stream, 302, &format!("location: {foreign}/rest/orgs\r\n"), b"").await?,
            other => unreachable!("{other:?} is no fault of the content"),
        }
        Ok(Connection::Kept)
    }

    /// Sends half of the body that it announces.
    async fn begin(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.write_all(&head(self.status, &format!("content-length: {}\r\n", self.body.len()))).await?;
        stream.write_all(&self.body[..self.body.len() / 2]).await
    }

    fn padded(&self) -> Vec<u8> {
        let mut body = self.body.clone();
        body.resize(MAX_BODY + 1, b' ');
        body
    }
}

impl Wait {
    fn header(self) -> &'static str {
        match self {
            Self::Zero => "retry-after: 0\r\n",
            Self::Date => "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
            Self::Unsaid => "",
        }
    }
}

async fn send_whole(stream: &mut TcpStream, status: u16, headers: &str, body: &[u8]) -> io::Result<()> {
    let mut text = head(status, &format!("{headers}content-length: {}\r\n", body.len()));
    text.extend_from_slice(body);
    stream.write_all(&text).await
}

async fn send_chunks(stream: &mut TcpStream, body: &[u8]) -> io::Result<()> {
    for chunk in body.chunks(CHUNK) {
        stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).await?;
        stream.write_all(chunk).await?;
        stream.write_all(b"\r\n").await?;
    }
    Ok(())
}

async fn send_huge(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(&head(200, &format!("content-length: {HUGE}\r\n"))).await?;
    for _ in 0..HUGE / CHUNK {
        stream.write_all(&[b' '; CHUNK]).await?;
    }
    Ok(())
}

/// Says nothing until the client goes.
async fn hold(stream: &mut TcpStream) -> io::Result<()> {
    stream.read(&mut [0]).await.map(drop)
}

fn head(status: u16, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} x\r\n{headers}\r\n").into_bytes()
}

/// The body with the first byte of a character alone.
fn half_utf8(body: &[u8]) -> Vec<u8> {
    let name = b"\"name\":\"";
    let place = body.windows(name.len()).position(|bytes| bytes == name).expect("a name in the body") + name.len();
    let (before, after) = body.split_at(place);
    [before, b"\xc3", after].concat()
}
