//! A server on a thread of its own that says the same to everything.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const BODY: &str = concat!(
    r#"{"jsonapi":{"version":"1.0"},"links":{},"data":{"id":"11111111-1111-4111-8111-111111111111","type":"group","#,
    r#""attributes":{"name":"Engineering","slug":"engineering","created_at":"2024-08-25T00:00:00Z","#,
    r#""updated_at":"2025-01-31T00:00:00Z"}}}"#,
);

const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Starts it and says where it is.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let base = format!("http://{}/rest", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    Ok(base)
}

/// Answers requests without bodies until the client goes.
fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.api+json\r\nsnyk-request-id: 0d9c1f5a\r\n\
         snyk-version-served: 2024-10-15\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    let (mut buffer, mut filled) = ([0; 4096], 0);
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if buffer[..filled].ends_with(END_OF_HEAD) {
            filled = 0;
            stream.write_all(answer.as_bytes())?;
        }
    }
}
