//! Calls of one generated client, and the same with reqwest and serde_json alone, in turn: what the client adds.
//!
//! `side` is the client. The clock is that of this thread, which also drives the connection; the service has another.

#[allow(dead_code, reason = "other benchmarks use more of it")]
mod cpu;
mod side;

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
use side::Side;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A group, as the service answers for `GET /groups/{group_id}`.
const BODY: &str = r#"{"jsonapi":{"version":"1.0"},"links":{},"data":{"id":"11111111-1111-4111-8111-111111111111","type":"group","attributes":{"name":"Platform","slug":"platform","created_at":"2024-05-06T07:08:09Z","updated_at":"2025-05-06T07:08:09Z"}}}"#;
/// Of one kind in a row: short, so that what else the machine does meets both kinds alike.
const CALLS: u32 = 50;
const ROUNDS: usize = 800;
/// Rounds before those that count.
const WARM_UP: usize = 40;

fn main() -> Result<()> {
    // Client and service share a processor: to wake another one now and then costs more than the call.
    let mut here = CpuSet::new();
    here.set(sched_getcpu());
    sched_setaffinity(None, &here)?;
    let base = serve()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(&base))
}

/// Prints the medians of what a call takes, of the same by hand, and of the difference, in microseconds.
async fn measure(base: &str) -> Result<()> {
    let side = Side::new(base)?;
    let mut rounds = Vec::with_capacity(ROUNDS);
    for count in 0..WARM_UP + ROUNDS {
        let round = round(&side).await?;
        if count >= WARM_UP {
            rounds.push(round);
        }
    }
    let figures: [fn(&(f64, f64)) -> f64; 3] = [|round| round.0, |round| round.1, |round| round.0 - round.1];
    let medians = figures.map(|of| median(rounds.iter().map(of).collect()).to_string());
    println!("{}", medians.join(" "));
    Ok(())
}

async fn round(side: &Side) -> Result<(f64, f64)> {
    let start = cpu::spent()?;
    for _ in 0..CALLS {
        side.call().await?;
    }
    let between = cpu::spent()?;
    for _ in 0..CALLS {
        side.plain().await?;
    }
    let end = cpu::spent()?;
    let microseconds = |nanoseconds: f64| nanoseconds / 1000.0 / f64::from(CALLS);
    Ok((microseconds(between - start), microseconds(end - between)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Starts a service that answers everything with the body.
fn serve() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}/rest", listener.local_addr()?);
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(thread::spawn(|| answer(stream)))));
    Ok(base)
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.api+json\r\ncontent-length:";
    // One of the peers gets a document with plain JSON, and checks.
    let plain = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length:";
    let answers = [head, plain].map(|head| format!("{head} {}\r\n\r\n{BODY}", BODY.len()).into_bytes());
    stream.set_nodelay(true)?;
    let (mut request, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(&chunk[..read]);
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            stream.write_all(&answers[usize::from(side::WANTS_PLAIN_JSON)])?;
        }
    }
}
