//! One call on a warm connection to loopback: this crate, reqwest + serde, hyper + serde.
//!
//! `cargo bench --bench overhead` has the same as CPU time of the client alone.

use divan::Bencher;

use crate::by_hyper::ByHyper;
use crate::by_reqwest::ByReqwest;
use crate::requests::GROUP;
use crate::{TOKEN, bodies, client, requests, runtime, server};

fn base() -> String {
    server::start(&[bodies::group()]).expect("loopback has a port")
}

#[divan::bench(sample_count = 500, sample_size = 20)]
fn ours(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), client(&base()));
    bencher.bench_local(|| runtime.block_on(requests::get_group(&client).send()).expect("it answers"));
}

#[divan::bench(sample_count = 500, sample_size = 20)]
fn reqwest(bencher: Bencher<'_, '_>) {
    let (runtime, client) = (runtime(), ByReqwest::new(&base(), TOKEN).expect("the settings are in order"));
    bencher.bench_local(|| runtime.block_on(client.get_group(GROUP)).expect("it answers"));
}

#[divan::bench(sample_count = 500, sample_size = 20)]
fn hyper(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let mut client = runtime.block_on(ByHyper::connect(&base(), TOKEN)).expect("it connects");
    bencher.bench_local(|| runtime.block_on(client.get_group(GROUP)).expect("it answers"));
}
