//! What a call of this crate costs beyond the same call by hand: `cargo bench --bench overhead`.
//!
//! Both sides ask the same server for one object over a warm connection and decode it into the same type. CPU time
//! is that of the client's thread alone, which also drives the connection; the server has a thread of its own.
//! Blocks of both kinds alternate, so that what else the machine does meets both. The figures are steadiest where all
//! of it shares one core: `taskset -c 0 cargo bench --bench overhead`.

mod by_hand;
mod cpu;
mod server;

use std::error::Error;
use std::time::Duration;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{RateLimit, snyk};

use by_hand::ByHand;

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
const TIMEOUT: Duration = Duration::from_secs(30);

/// Calls of one kind in a row.
const BLOCK: u32 = 50;
/// How often both kinds have their block.
const ROUNDS: usize = 1000;
/// Rounds before those that count.
const WARM_UP: usize = 40;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What one round costs, in nanoseconds a call.
struct Round {
    ours: f64,
    by_hand: f64,
}

/// Times in nanoseconds, in ascending order.
struct Times(Vec<f64>);

fn main() -> Result<()> {
    let base = server::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let credential = snyk::Credential::api_token(TOKEN);
    // One that is asked and never reached.
    let limit = RateLimit::per_minute(u32::MAX);
    let builder = snyk::Client::builder().credential(credential).base_url(&*base).timeout(TIMEOUT);
    let ours = builder.rate_limit(limit).build()?;
    let by_hand = ByHand::new(&base)?;
    runtime.block_on(async {
        assert_eq!(call(&ours).await?, by_hand.get_group(GROUP).await?, "both decode the same");
        let mut rounds = Vec::with_capacity(ROUNDS);
        for count in 0..WARM_UP + ROUNDS {
            let round = round(&ours, &by_hand, count).await?;
            if count >= WARM_UP {
                rounds.push(round);
            }
        }
        report(&rounds);
        Ok(())
    })
}

/// Measures a block of each kind; which is the first alternates.
async fn round(ours: &snyk::Client, by_hand: &ByHand, count: usize) -> Result<Round> {
    if count.is_multiple_of(2) {
        let first = block_of_ours(ours).await?;
        return Ok(Round { ours: first, by_hand: block_by_hand(by_hand).await? });
    }
    let first = block_by_hand(by_hand).await?;
    Ok(Round { ours: block_of_ours(ours).await?, by_hand: first })
}

async fn block_of_ours(client: &snyk::Client) -> Result<f64> {
    let start = cpu::spent()?;
    for _ in 0..BLOCK {
        std::hint::black_box(call(client).await?);
    }
    Ok((cpu::spent()? - start) / f64::from(BLOCK))
}

async fn block_by_hand(client: &ByHand) -> Result<f64> {
    let start = cpu::spent()?;
    for _ in 0..BLOCK {
        std::hint::black_box(client.get_group(GROUP).await?);
    }
    Ok((cpu::spent()? - start) / f64::from(BLOCK))
}

async fn call(client: &snyk::Client) -> Result<snyk::types::GroupResponse> {
    Ok(client.groups().get_group(GROUP).send().await?.into_inner())
}

fn report(rounds: &[Round]) {
    let ours = Times::new(rounds.iter().map(|round| round.ours));
    let by_hand = Times::new(rounds.iter().map(|round| round.by_hand));
    let difference = Times::new(rounds.iter().map(|round| round.ours - round.by_hand));
    println!("CPU time of the client a call, {} rounds of {BLOCK} calls, median (quartiles):", rounds.len());
    for (what, times) in [("ours", &ours), ("by hand", &by_hand), ("difference", &difference)] {
        println!("{what:>12}  {:6.2} µs  ({:.2} to {:.2})", times.at(0.5), times.at(0.25), times.at(0.75));
    }
    // What else runs on a machine only ever adds.
    println!(
        "{:>12}  {:6.2} µs  (fastest tenth of ours less that of by hand)",
        "undisturbed",
        ours.at(0.1) - by_hand.at(0.1)
    );
}

impl Times {
    fn new(times: impl Iterator<Item = f64>) -> Self {
        let mut times: Vec<f64> = times.collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The time that this share is below, in microseconds.
    fn at(&self, share: f64) -> f64 {
        let place = (self.0.len() - 1) as f64 * share;
        self.0[place as usize] / 1000.0
    }
}
