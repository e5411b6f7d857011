//! 1,000 calls at once through one client, each on a connection of its own that is kept for the next time.

use divan::Bencher;
use divan::counter::ItemsCount;
use futures_util::future::join_all;

use crate::by_reqwest::ByReqwest;
use crate::requests::GROUP;
use crate::{TOKEN, bodies, client, requests, runtime, server};

const CALLS: usize = 1000;

/// Starts the server. Both ends of all connections are files of this process.
fn base() -> String {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft = limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next());
    if let Some(files) = soft.and_then(|text| text.parse::<usize>().ok()) {
        assert!(files > 2 * CALLS + 100, "{files} open files are too few; try again after `ulimit -n 4096`");
    }
    server::start(&[bodies::group()]).expect("loopback has a port")
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn ours(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), client(&base()));
    let all = || runtime.block_on(join_all((0..CALLS).map(|_| requests::get_group(&client).send())));
    // The first time connects.
    assert!(all().iter().all(Result::is_ok));
    bencher.counter(ItemsCount::new(CALLS)).bench_local(all);
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn reqwest(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), ByReqwest::new(&base(), TOKEN).expect("the settings are in order"));
    let all = || runtime.block_on(join_all((0..CALLS).map(|_| client.get_group(GROUP))));
    assert!(all().iter().all(Result::is_ok));
    bencher.counter(ItemsCount::new(CALLS)).bench_local(all);
}
