//! A service on loopback, on a thread of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::{io, thread};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// As many connections may wait to be taken.
const BACKLOG: u32 = 4096;

const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Starts it and says where it is. A request for `starting_after=N` has the body of that number, every other the first.
pub(crate) fn start(bodies: &[String]) -> io::Result<String> {
    let answers: Arc<[Vec<u8>]> = bodies.iter().map(|body| answer(body)).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let listener = {
        let _entered = runtime.enter();
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        socket.listen(BACKLOG)?
    };
    let base = format!("http://{}/rest", listener.local_addr()?);
    thread::spawn(move || runtime.block_on(accept(&listener, &answers)));
    Ok(base)
}

fn answer(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.api+json\r\nsnyk-request-id: 0d9c1f5a\r\n\
         snyk-version-served: 2024-10-15\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

async fn accept(listener: &TcpListener, answers: &Arc<[Vec<u8>]>) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(serve(stream, Arc::clone(answers)));
    }
}

/// Answers requests without bodies until the client goes.
async fn serve(mut stream: TcpStream, answers: Arc<[Vec<u8>]>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut buffer, mut filled) = ([0; 4096], 0);
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if buffer[..filled].ends_with(END_OF_HEAD) {
            let page = page(&buffer[..filled]).min(answers.len() - 1);
            filled = 0;
            stream.write_all(&answers[page]).await?;
        }
    }
}

/// The page that a request asks for.
fn page(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head);
    let Some((_, number)) = head.split_once("starting_after=") else { return 0 };
    number.split(|next: char| !next.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
