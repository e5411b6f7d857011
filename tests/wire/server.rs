//! A server that gives prepared replies and keeps what it was asked.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};

pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    asked: watch::Receiver<usize>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What to do with one request.
#[derive(Clone)]
pub(crate) enum Reply {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    /// Answers 400, with the request in headers and body.
    Echo,
    /// Never answers.
    Silence,
    /// Closes the connection without an answer.
    Close,
    /// Answers, and closes the connection in the middle of the body.
    Cut,
    /// Answers, and says nothing more in the middle of the body.
    Stall,
    /// Never answers, and tells when the client has closed the connection.
    Hangup(Arc<Notify>),
    /// Answers when it is told to.
    Held(Arc<Notify>, Box<Reply>),
}

impl Server {
    /// Starts a server that gives these replies in turn, then 599 for ever. `{origin}` in a body
    /// becomes the address of the server.
    pub(crate) async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies = replies.into_iter().collect::<Vec<Reply>>().into_iter();
        Self::answering(move |_| replies.next().unwrap_or(Reply::new(599))).await
    }

    /// Starts a server that makes its replies of the requests.
    pub(crate) async fn answering(reply: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::default();
        let (counter, asked) = watch::channel(0);
        tokio::spawn(serve(listener, reply, Arc::clone(&requests), counter));
        Self { address, requests, asked }
    }

    /// Waits until it was asked that often.
    pub(crate) async fn asked(&self, count: usize) {
        let mut asked = self.asked.clone();
        let enough = asked.wait_for(|asked| *asked >= count);
        tokio::time::timeout(Duration::from_secs(20), enough).await.expect("too few requests").unwrap();
    }

    /// A URL on this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The targets it was asked for so far.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.target).collect()
    }
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} is sent twice");
        value
    }

    /// The values of a query parameter, decoded.
    pub(crate) fn query(&self, name: &str) -> Vec<String> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
    }
}

impl Request {
    /// What a service says that is too talkative about what it was sent.
    fn echo(&self) -> Reply {
        let sent = self.header("authorization").unwrap_or("none");
        let body = String::from_utf8_lossy(&self.body);
        let told = serde_json::json!({"errors": [{"status": "400", "title": sent, "detail": body}]});
        Reply::json(400, told).header("snyk-request-id", sent).header("x-echo", sent).header("location", sent)
    }
}

impl Reply {
    pub(crate) fn new(status: u16) -> Self {
        Self::Answer { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self::new(status).header("content-type", "application/vnd.api+json").body(body.to_string())
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }

    pub(crate) fn body(mut self, text: impl Into<Vec<u8>>) -> Self {
        if let Self::Answer { body, .. } = &mut self {
            *body = text.into();
        }
        self
    }
}

impl Reply {
    fn with_origin(mut self, origin: &str) -> Self {
        if let Self::Answer { body, .. } = &mut self
            && let Ok(text) = std::str::from_utf8(body)
        {
            *body = text.replace("{origin}", origin).into_bytes();
        }
        self
    }
}

async fn serve(
    listener: TcpListener,
    mut answer: impl FnMut(&Request) -> Reply,
    requests: Arc<Mutex<Vec<Request>>>,
    counter: watch::Sender<usize>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let mut stream = BufReader::new(stream);
        let Ok(request) = read(&mut stream).await else {
            continue;
        };
        let reply = match answer(&request) {
            Reply::Echo => request.echo(),
            reply => reply,
        };
        requests.lock().unwrap().push(request);
        counter.send_modify(|count| *count += 1);
        let origin = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(write(stream.into_inner(), reply.with_origin(&origin)));
    }
}

/// Reads a request with its body.
pub(crate) async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Request> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let mut words = line.split(' ').map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let mut request = Request { method, target, headers, body: Vec::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    request.body.resize(length, 0);
    stream.read_exact(&mut request.body).await?;
    if request.header("transfer-encoding") == Some("chunked") {
        request.body = read_chunks(stream).await?;
    }
    Ok(request)
}

async fn read_chunks(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let length = usize::from_str_radix(line.trim_end(), 16).map_err(|_| io::ErrorKind::InvalidData)?;
        // With the line break after it.
        let mut chunk = vec![0; length + 2];
        stream.read_exact(&mut chunk).await?;
        if length == 0 {
            return Ok(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}

async fn write(mut stream: TcpStream, mut reply: Reply) -> io::Result<()> {
    while let Reply::Held(told, held) = reply {
        told.notified().await;
        reply = *held;
    }
    match reply {
        Reply::Answer { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n");
            if status != 204 {
                head += &format!("content-length: {}\r\n", body.len());
            }
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(b"\r\n").await?;
            stream.write_all(&body).await?;
        }
        // It became an answer when the request was there.
        Reply::Echo => unreachable!(),
        Reply::Silence | Reply::Held(..) => std::future::pending().await,
        Reply::Hangup(closed) => {
            // Nothing more is sent to it, so that this ends when the connection does.
            let _ = stream.read(&mut [0]).await;
            closed.notify_one();
        }
        Reply::Stall => {
            stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 100\r\n\r\n{").await?;
            std::future::pending::<()>().await;
        }
        Reply::Close => {}
        Reply::Cut => stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 100\r\n\r\n{").await?,
    }
    stream.shutdown().await
}
