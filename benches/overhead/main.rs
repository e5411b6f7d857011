//! What a call of this crate costs beyond the same call by hand: `cargo bench --bench overhead`.
//!
//! All sides ask the same server for one object over a warm connection and decode it: this crate into the generated type,
//! reqwest and hyper into a type of the same members with serde's derive. CPU time is that of the client's thread alone, which
//! also drives the connection; the server has a thread of its own. Blocks of all kinds take turns, so that what else the
//! machine does meets all. The figures are steadiest where all of it shares one core:
//! `taskset -c 0 cargo bench --bench overhead`. They are left in `bench/overhead.json` of the target folder too.

mod cpu;
mod report;

#[path = "../support/bodies.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod bodies;
#[path = "../support/by_hyper.rs"]
mod by_hyper;
#[path = "../support/by_reqwest.rs"]
mod by_reqwest;
#[path = "../support/server.rs"]
mod server;
#[path = "../support/types.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod types;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{RateLimit, snyk};

use by_hyper::ByHyper;
use by_reqwest::ByReqwest;
use report::{Round, Rounds};

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);

/// Calls of one kind in a row.
const BLOCK: u32 = 50;
/// How often each kind has its block.
const ROUNDS: usize = 1000;
/// Rounds before those that count.
const WARM_UP: usize = 40;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

struct Clients {
    ours: snyk::Client,
    reqwest: ByReqwest,
    hyper: ByHyper,
}

fn main() -> Result<()> {
    let base = server::start(&[bodies::group()])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut clients = Clients::new(&base).await?;
        clients.agree().await?;
        let mut rounds = Vec::with_capacity(ROUNDS);
        for count in 0..WARM_UP + ROUNDS {
            let round = clients.round(count).await?;
            if count >= WARM_UP {
                rounds.push(round);
            }
        }
        let rounds = Rounds { calls: BLOCK, rounds };
        print!("{rounds}");
        rounds.write()
    })
}

impl Clients {
    async fn new(base: &str) -> Result<Self> {
        let builder = snyk::Client::builder().credential(snyk::Credential::api_token(TOKEN)).base_url(base);
        // One that is asked and never reached.
        let ours = builder.timeout(Duration::from_secs(30)).rate_limit(RateLimit::per_minute(u32::MAX)).build()?;
        Ok(Self { ours, reqwest: ByReqwest::new(base, TOKEN)?, hyper: ByHyper::connect(base, TOKEN).await? })
    }

    /// Makes sure that all decode the same.
    async fn agree(&mut self) -> Result<()> {
        let ours = call(&self.ours).await?.data.attributes.name;
        let by_reqwest = self.reqwest.get_group(GROUP).await?.data.attributes.name;
        let by_hyper = self.hyper.get_group(GROUP).await?.data.attributes.name;
        assert_eq!([&ours, &ours], [&by_reqwest, &by_hyper]);
        Ok(())
    }

    /// Measures a block of each kind; which is the first changes from round to round.
    async fn round(&mut self, count: usize) -> Result<Round> {
        let mut round = Round::default();
        for place in 0..3 {
            match (count + place) % 3 {
                0 => round.ours = self.block_of_ours().await?,
                1 => round.reqwest = self.block_by_reqwest().await?,
                _ => round.hyper = self.block_by_hyper().await?,
            }
        }
        Ok(round)
    }

    async fn block_of_ours(&self) -> Result<f64> {
        let start = cpu::spent()?;
        for _ in 0..BLOCK {
            black_box(call(&self.ours).await?);
        }
        Ok((cpu::spent()? - start) / f64::from(BLOCK))
    }

    async fn block_by_reqwest(&self) -> Result<f64> {
        let start = cpu::spent()?;
        for _ in 0..BLOCK {
            black_box(self.reqwest.get_group(GROUP).await?);
        }
        Ok((cpu::spent()? - start) / f64::from(BLOCK))
    }

    async fn block_by_hyper(&mut self) -> Result<f64> {
        let start = cpu::spent()?;
        for _ in 0..BLOCK {
            black_box(self.hyper.get_group(GROUP).await?);
        }
        Ok((cpu::spent()? - start) / f64::from(BLOCK))
    }
}

async fn call(client: &snyk::Client) -> Result<snyk::types::GroupResponse> {
    Ok(client.groups().get_group(GROUP).send().await?.into_inner())
}
