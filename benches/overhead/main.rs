//! What a call of this crate costs beyond the same call by hand: `cargo bench --bench overhead`.
//!
//! All sides ask the same server for one object over a warm connection and decode it: this crate into the generated type,
//! reqwest and hyper into a type of the same members with serde's derive. CPU time is that of the client's thread alone, which
//! also drives the connection; the server has a thread of its own. Blocks of all kinds take turns, so that what else the
//! machine does meets all. The figures are steadiest where all of it shares one core:
//! `taskset -c 0 cargo bench --bench overhead`. They are left in `bench/overhead.json` of the target folder too.

mod cpu;
mod report;
mod user;

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
use report::{Report, Round, Rounds};

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);

/// All of the thread's time, by a clock that is exact: short rounds, so that what else the machine does meets all alike.
const IN_ALL: Plan = Plan { clock: cpu::spent, calls: 50, rounds: 1000, warm_up: 40 };
/// The share outside of the kernel, by a clock of 10 ms: rounds of a length that it can tell.
const OUTSIDE_OF_THE_KERNEL: Plan = Plan { clock: user::spent, calls: 40_000, rounds: 10, warm_up: 0 };

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What to measure, and how often.
struct Plan {
    /// In nanoseconds.
    clock: fn() -> Result<f64>,
    /// Of one kind in a row.
    calls: u32,
    /// How often each kind has its turn.
    rounds: usize,
    /// Rounds before those that count.
    warm_up: usize,
}

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
        let report = Report {
            in_all: clients.rounds(&IN_ALL).await?,
            outside_of_the_kernel: clients.rounds(&OUTSIDE_OF_THE_KERNEL).await?,
        };
        print!("{report}");
        report.write()
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

    async fn rounds(&mut self, plan: &Plan) -> Result<Rounds> {
        let mut rounds = Vec::with_capacity(plan.rounds);
        for count in 0..plan.warm_up + plan.rounds {
            let round = self.round(count, plan).await?;
            if count >= plan.warm_up {
                rounds.push(round);
            }
        }
        Ok(Rounds { calls: plan.calls, rounds })
    }

    /// Measures a block of each kind; which is the first changes from round to round.
    async fn round(&mut self, count: usize, plan: &Plan) -> Result<Round> {
        let mut round = Round::default();
        for place in 0..3 {
            match (count + place) % 3 {
                0 => round.ours = self.block_of_ours(plan).await?,
                1 => round.reqwest = self.block_by_reqwest(plan).await?,
                _ => round.hyper = self.block_by_hyper(plan).await?,
            }
        }
        Ok(round)
    }

    async fn block_of_ours(&self, plan: &Plan) -> Result<f64> {
        let start = (plan.clock)()?;
        for _ in 0..plan.calls {
            black_box(call(&self.ours).await?);
        }
        Ok(((plan.clock)()? - start) / f64::from(plan.calls))
    }

    async fn block_by_reqwest(&self, plan: &Plan) -> Result<f64> {
        let start = (plan.clock)()?;
        for _ in 0..plan.calls {
            black_box(self.reqwest.get_group(GROUP).await?);
        }
        Ok(((plan.clock)()? - start) / f64::from(plan.calls))
    }

    async fn block_by_hyper(&mut self, plan: &Plan) -> Result<f64> {
        let start = (plan.clock)()?;
        for _ in 0..plan.calls {
            black_box(self.hyper.get_group(GROUP).await?);
        }
        Ok(((plan.clock)()? - start) / f64::from(plan.calls))
    }
}

async fn call(client: &snyk::Client) -> Result<snyk::types::GroupResponse> {
    Ok(client.groups().get_group(GROUP).send().await?.into_inner())
}
