//! How fast the client is at run time, beside what one would write by hand: `cargo bench --bench runtime`.
//!
//! Times are of the clock on the wall, so quiet machines compare best; `benches/counts` has figures that repeat. Allocations are
//! those of the measured thread. `cargo bench --bench runtime -- decode` measures the benchmarks of one module.

mod concurrent;
mod decode;
mod limits;
mod request;
mod send;
mod walk;

#[path = "../support/bodies.rs"]
mod bodies;
#[path = "../support/by_hyper.rs"]
mod by_hyper;
#[path = "../support/by_reqwest.rs"]
mod by_reqwest;
#[path = "../support/codec.rs"]
mod codec;
#[path = "../support/goldens.rs"]
mod goldens;
#[path = "../support/memory.rs"]
mod memory;
#[path = "../support/requests.rs"]
mod requests;
#[path = "../support/server.rs"]
mod server;
#[path = "../support/types.rs"]
mod types;

use divan::AllocProfiler;
use snyk_secoda::{RateLimit, snyk};
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

fn main() {
    divan::main();
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime starts")
}

/// A client of a server on loopback, with a limit that is asked and never reached.
fn client(base: &str) -> snyk::Client {
    let builder = snyk::Client::builder().credential(snyk::Credential::api_token(TOKEN)).base_url(base);
    builder.rate_limit(RateLimit::per_minute(u32::MAX)).build().expect("the settings are in order")
}
