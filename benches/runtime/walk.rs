//! A list of 1,000 pages with ten items each, from its first to its last.

use divan::Bencher;
use divan::counter::ItemsCount;
use snyk_secoda::{RateLimit, snyk};
use tokio::runtime::Runtime;

use crate::by_reqwest::ByReqwest;
use crate::memory::Memory;
use crate::requests::GROUP;
use crate::{TOKEN, bodies, client, requests, runtime, server};

const PAGES: usize = 1000;
const ITEMS: usize = 10 * PAGES;

fn walk(runtime: &Runtime, client: &snyk::Client) -> usize {
    runtime.block_on(async {
        let (mut items, mut count) = (requests::all_memberships(client).items(), 0);
        while items.try_next().await.expect("every page comes").is_some() {
            count += 1;
        }
        count
    })
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn ours(bencher: Bencher<'_, '_>) {
    let base = server::start(&bodies::walk(PAGES)).expect("loopback has a port");
    let (runtime, client) = (runtime(), client(&base));
    bencher.counter(ItemsCount::new(ITEMS)).bench_local(|| assert_eq!(walk(&runtime, &client), ITEMS));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn reqwest(bencher: Bencher<'_, '_>) {
    let base = server::start(&bodies::walk(PAGES)).expect("loopback has a port");
    let (runtime, client) = (runtime(), ByReqwest::new(&base, TOKEN).expect("the settings are in order"));
    bencher.counter(ItemsCount::new(ITEMS)).bench_local(|| {
        let count = runtime.block_on(client.count_memberships(GROUP)).expect("every page comes");
        assert_eq!(count, ITEMS);
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn ours_in_memory(bencher: Bencher<'_, '_>) {
    let client = Memory::of(bodies::walk(PAGES)).client(RateLimit::per_minute(u32::MAX));
    let runtime = runtime();
    bencher.counter(ItemsCount::new(ITEMS)).bench_local(|| assert_eq!(walk(&runtime, &client), ITEMS));
}
