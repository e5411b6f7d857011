//! A page of 100 projects (about 170 kB) and one of 100 issues, decoded into generated types and into handwritten ones.

mod pages;
mod types;

#[path = "../../support/bodies.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod bodies;
#[path = "../../support/codec.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod codec;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use serde::de::DeserializeOwned;
use snyk_secoda::snyk::types::{ListIssues200Response, ListOrgProjectsResponse};

use codec::{Decode, decode};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn ours<T: Decode>(bencher: Bencher<'_, '_>, body: &str) {
    let body = body.as_bytes();
    bencher.counter(BytesCount::new(body.len())).bench_local(|| decode::<T>(body));
}

fn by_hand<T: DeserializeOwned>(bencher: Bencher<'_, '_>, body: &str) {
    let body = body.as_bytes();
    let bencher = bencher.counter(BytesCount::new(body.len()));
    bencher.bench_local(|| serde_json::from_slice::<T>(body).expect("the page is of its type"));
}

#[divan::bench(sample_count = 500, sample_size = 4)]
fn projects_generated(bencher: Bencher<'_, '_>) {
    ours::<ListOrgProjectsResponse>(bencher, &pages::projects(100));
}

#[divan::bench(sample_count = 500, sample_size = 4)]
fn projects_handwritten(bencher: Bencher<'_, '_>) {
    by_hand::<types::Projects>(bencher, &pages::projects(100));
}

#[divan::bench(sample_count = 500, sample_size = 4)]
fn issues_generated(bencher: Bencher<'_, '_>) {
    ours::<ListIssues200Response>(bencher, &pages::issues(100));
}

#[divan::bench(sample_count = 500, sample_size = 4)]
fn issues_handwritten(bencher: Bencher<'_, '_>) {
    by_hand::<types::Issues>(bencher, &pages::issues(100));
}
