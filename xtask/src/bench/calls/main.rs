//! Calls of one generated client, and the same with reqwest and serde_json alone, in turn: what the client adds.
//!
//! `side` is the client; the rest is that of the benchmarks of the runtime. The clock is that of this thread, which also
//! drives the connection; the service has another.

#[allow(dead_code, reason = "other benchmarks use more of it")]
mod bodies;
mod cpu;
mod server;
mod side;

use std::error::Error;
use std::hint::black_box;

use reqwest::header::HeaderMap;
use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
use side::Side;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const GROUP: &str = "11111111-1111-4111-8111-111111111111";
const VERSION: &str = "2024-10-15";
/// Of one kind in a row: short, so that what else the machine does meets both kinds alike.
const CALLS: u32 = 50;
const ROUNDS: usize = 800;
/// Rounds before those that count.
const WARM_UP: usize = 40;

/// The call without a client.
struct ByHand {
    http: reqwest::Client,
    base: String,
}

impl ByHand {
    fn new(base: &str, headers: HeaderMap) -> Result<Self> {
        Ok(Self { http: reqwest::Client::builder().default_headers(headers).build()?, base: base.to_owned() })
    }

    async fn call(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={VERSION}", self.base);
        let body = self.http.get(url).send().await?.bytes().await?;
        black_box(serde_json::from_slice::<side::Answer>(&body)?);
        Ok(())
    }
}

fn main() -> Result<()> {
    // Client and service share a processor: to wake another one now and then costs more than the call.
    let mut here = CpuSet::new();
    here.set(sched_getcpu());
    sched_setaffinity(None, &here)?;
    let base = server::start(&[bodies::group()])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(&base))
}

/// Prints the medians of what a call takes, of the same by hand, and of the difference, in microseconds.
async fn measure(base: &str) -> Result<()> {
    let (side, by_hand) = (Side::new(base)?, ByHand::new(base, side::headers()?)?);
    let mut rounds = Vec::with_capacity(ROUNDS);
    for count in 0..WARM_UP + ROUNDS {
        let round = round(&side, &by_hand).await?;
        if count >= WARM_UP {
            rounds.push(round);
        }
    }
    let figures: [fn(&(f64, f64)) -> f64; 3] = [|round| round.0, |round| round.1, |round| round.0 - round.1];
    let medians = figures.map(|of| median(rounds.iter().map(of).collect()).to_string());
    println!("{}", medians.join(" "));
    Ok(())
}

async fn round(side: &Side, by_hand: &ByHand) -> Result<(f64, f64)> {
    let start = cpu::spent()?;
    for _ in 0..CALLS {
        side.call().await?;
    }
    let between = cpu::spent()?;
    for _ in 0..CALLS {
        by_hand.call().await?;
    }
    let end = cpu::spent()?;
    let microseconds = |nanoseconds: f64| nanoseconds / 1000.0 / f64::from(CALLS);
    Ok((microseconds(between - start), microseconds(end - between)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
