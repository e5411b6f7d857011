//! Anything as an answer.

use std::io;
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::io::{AsyncWriteExt, copy, sink};
use tokio::net::TcpStream;
use tokio::time::interval;

use super::MARKER;
use super::chance::Chance;

/// What an endless answer consists of, and how much of it is sent at most: far more than may be read.
const CHUNK: [u8; 16 * 1024] = [b' '; 16 * 1024];
const ENDLESS: usize = 2_048;

const STATUSES: [u16; 20] =
    [200, 200, 200, 200, 201, 202, 204, 206, 301, 302, 304, 400, 401, 404, 408, 410, 429, 500, 503, 999];
const NAMES: [&str; 24] = [
    "data",
    "links",
    "next",
    "self",
    "href",
    "meta",
    "id",
    "type",
    "attributes",
    "relationships",
    "name",
    "created_at",
    "errors",
    "title",
    "detail",
    "status",
    "source",
    "pointer",
    "results",
    "next_page",
    "total_pages",
    "count",
    "users",
    "jsonapi",
];

/// How an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Bytes,
    StatusLine,
    Head,
    HugeHeader,
    ManyHeaders,
    TooLong,
    TooShort,
    TwoLengths,
    HugeLength,
    Chunks,
    EndlessChunks,
    Endless,
    EndlessHead,
    Informational,
    Drip,
    Reset,
    Silence,
    Redirect,
    Compressed,
    Deep,
    Large,
    /// Whole and proper HTTP, with any JSON. It comes last, and most often.
    Json,
}

pub const KINDS: [Kind; 22] = [
    Kind::Bytes,
    Kind::StatusLine,
    Kind::Head,
    Kind::HugeHeader,
    Kind::ManyHeaders,
    Kind::TooLong,
    Kind::TooShort,
    Kind::TwoLengths,
    Kind::HugeLength,
    Kind::Chunks,
    Kind::EndlessChunks,
    Kind::Endless,
    Kind::EndlessHead,
    Kind::Informational,
    Kind::Drip,
    Kind::Reset,
    Kind::Silence,
    Kind::Redirect,
    Kind::Compressed,
    Kind::Deep,
    Kind::Large,
    Kind::Json,
];

/// Sends an answer of a kind. The other host is one that nobody may be led to.
pub async fn send(kind: Kind, chance: &mut Chance, stream: &mut TcpStream, foreign: &str) -> io::Result<()> {
    match kind {
        Kind::EndlessChunks => {
            stream.write_all(&head(chance, foreign, "transfer-encoding: chunked\r\n")).await?;
            endless(stream, b"4000\r\n", b"\r\n").await
        }
        Kind::Endless => {
            stream.write_all(&head(chance, foreign, "")).await?;
            endless(stream, b"", b"").await
        }
        Kind::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nx-endless: ").await?;
            endless(stream, b"", b"").await
        }
        Kind::Informational => {
            endless(stream, b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nlink:", b"\r\n\r\n").await
        }
        Kind::Drip => drip(stream, &proper(chance, foreign)).await,
        // Until the caller has gone: a connection kept for ever would count as memory of ours.
        Kind::Silence => copy(stream, &mut sink()).await.map(drop),
        Kind::Reset => {
            let answer = proper(chance, foreign);
            stream.write_all(&answer[..chance.below(answer.len())]).await?;
            stream.set_zero_linger()
        }
        kind => stream.write_all(&whole(kind, chance, foreign)).await,
    }
}

/// An answer that ends.
fn whole(kind: Kind, chance: &mut Chance, foreign: &str) -> Vec<u8> {
    let body = value(chance, 4, foreign).to_string();
    let with = |chance: &mut Chance, headers: String, body: &str| {
        [head(chance, foreign, &headers), body.as_bytes().to_vec()].concat()
    };
    let number = chance.next();
    match kind {
        Kind::Bytes => chance.bytes(2_000),
        Kind::StatusLine => {
            let line =
                *chance.pick(&["HTTP/9.9 200 OK", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2OO OK", "HTTP/1.1 -1 x", "\0"]);
            format!("{line}\r\ncontent-length: 2\r\n\r\n{{}}").into_bytes()
        }
        Kind::Head => {
            let mut answer = proper(chance, foreign);
            let place = chance.below(answer.len().min(200));
            answer[place] = chance.next() as u8;
            answer
        }
        Kind::HugeHeader => with(chance, format!("x-huge: {}\r\ncontent-length: 2\r\n", "x".repeat(1 << 20)), "{}"),
        Kind::ManyHeaders => with(chance, "x-a: b\r\n".repeat(20_000), "{}"),
        Kind::TooLong => with(chance, format!("content-length: {}\r\n", body.len() + 100), &body),
        Kind::TooShort => with(chance, format!("content-length: {}\r\n", body.len() / 2), &body),
        Kind::TwoLengths => with(chance, format!("content-length: 1\r\ncontent-length: {}\r\n", body.len()), &body),
        Kind::HugeLength => with(chance, format!("content-length: {}\r\n", u64::MAX - number % 3), &body),
        Kind::Chunks => {
            let size = *chance.pick(&["ffffffffffffffff", "-1", "5;x=y", "zz", "", "00000000000000000000001", "7\n"]);
            with(chance, "transfer-encoding: chunked\r\n".to_owned(), &format!("{size}\r\n{body}\r\n0\r\nx: y\r\n\r\n"))
        }
        Kind::Redirect => with(chance, format!("location: {foreign}/rest/orgs\r\ncontent-length: 0\r\n"), ""),
        Kind::Compressed => {
            with(chance, format!("content-encoding: gzip\r\ncontent-length: {}\r\n", body.len()), &body)
        }
        Kind::Deep => with(chance, String::new(), &"[".repeat(60_000)),
        Kind::Large => {
            with(chance, String::new(), &format!("{{\"data\": \"{}\"}}", "x".repeat(number as usize % 200_000)))
        }
        _ => proper(chance, foreign),
    }
}

/// What is right as HTTP, whatever it says.
fn proper(chance: &mut Chance, foreign: &str) -> Vec<u8> {
    let body = value(chance, 4, foreign).to_string();
    let length = format!("content-length: {}\r\n", body.len());
    [head(chance, foreign, &length), body.into_bytes()].concat()
}

/// A head that repeats the credential, and leads elsewhere.
fn head(chance: &mut Chance, foreign: &str, framing: &str) -> Vec<u8> {
    let status = chance.pick(&STATUSES);
    let wait = *chance.pick(&["0", "1e99", "-1", "NaN", "Wed, 21 Oct 2015 07:28:00 GMT", "99999999999999999999", "x"]);
    let kind = *chance.pick(&["application/vnd.api+json", "application/json", "text/html", "\u{e4}", ""]);
    let mut head = format!("HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\nretry-after: {wait}\r\n");
    head += &format!("sunset: {wait}\r\nsnyk-request-id: {MARKER}\r\nlocation: {foreign}/{MARKER}\r\n");
    head += &format!("set-cookie: {MARKER}\r\n{framing}\r\n");
    head.into_bytes()
}

/// Any JSON, with names that mean something.
fn value(chance: &mut Chance, depth: usize, foreign: &str) -> Value {
    match chance.below(if depth == 0 { 8 } else { 14 }) {
        0 => Value::Null,
        1 => json!(chance.next() as i64),
        2 => json!(chance.below(3)),
        3 => json!(MARKER),
        4 => json!(format!("{foreign}/rest/orgs?starting_after={}", chance.next())),
        5 => json!("11111111-1111-4111-8111-111111111111"),
        6 => json!("2024-08-25T00:00:00Z"),
        7 => json!(chance.next().is_multiple_of(2)),
        8 | 9 => (0..chance.below(4)).map(|_| value(chance, depth - 1, foreign)).collect(),
        _ => {
            let members =
                (0..chance.below(8)).map(|_| ((*chance.pick(&NAMES)).to_owned(), value(chance, depth - 1, foreign)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}

async fn endless(stream: &mut TcpStream, before: &[u8], after: &[u8]) -> io::Result<()> {
    for _ in 0..ENDLESS {
        stream.write_all(before).await?;
        stream.write_all(&CHUNK).await?;
        stream.write_all(after).await?;
    }
    Ok(())
}

/// A byte now and then, for longer than anybody waits.
async fn drip(stream: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    let mut ticks = interval(Duration::from_millis(10));
    for byte in answer {
        ticks.tick().await;
        stream.write_all(&[*byte]).await?;
    }
    Ok(())
}
