//! What the limiter and retries add to a call, without a network and under a clock that jumps over every wait.

use divan::Bencher;
use http::StatusCode;
use snyk_secoda::{RateLimit, snyk};
use tokio::runtime::{Builder, Runtime};

use crate::memory::Memory;
use crate::{bodies, requests};

const FREE: RateLimit = RateLimit::per_minute(u32::MAX);

fn paused() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime starts")
}

fn calls(bencher: Bencher<'_, '_>, client: &snyk::Client) {
    let runtime = paused();
    bencher.bench_local(|| runtime.block_on(requests::get_group(client).send()).expect("it answers"));
}

fn memory() -> Memory {
    Memory::of(vec![bodies::group()])
}

/// Only writes count, so that nobody looks at the clock.
#[divan::bench]
fn no_limit(bencher: Bencher<'_, '_>) {
    calls(bencher, &memory().client(RateLimit::writes_per_minute(1)));
}

#[divan::bench]
fn limit_with_free_slots(bencher: Bencher<'_, '_>) {
    calls(bencher, &memory().client(FREE));
}

/// Every call waits a minute for the one before.
#[divan::bench]
fn limit_that_is_reached(bencher: Bencher<'_, '_>) {
    calls(bencher, &memory().client(RateLimit::per_minute(1)));
}

#[divan::bench]
fn one_retry_after_429(bencher: Bencher<'_, '_>) {
    calls(bencher, &memory().after(StatusCode::TOO_MANY_REQUESTS).client(FREE));
}

#[divan::bench]
fn one_retry_after_503(bencher: Bencher<'_, '_>) {
    calls(bencher, &memory().after(StatusCode::SERVICE_UNAVAILABLE).client(FREE));
}
