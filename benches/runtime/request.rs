//! A request as far as it goes without being sent: arguments, path, query, headers, body.

use divan::Bencher;
use snyk_secoda::RateLimit;

use crate::memory::Memory;
use crate::{codec, requests};

#[divan::bench]
fn of_one_object(bencher: Bencher<'_, '_>) {
    let client = Memory::of(Vec::new()).client(RateLimit::per_minute(u32::MAX));
    bencher.bench_local(|| requests::get_group(&client).parts());
}

#[divan::bench]
fn of_a_list_with_parameters(bencher: Bencher<'_, '_>) {
    let client = Memory::of(Vec::new()).client(RateLimit::per_minute(u32::MAX));
    bencher.bench_local(|| requests::list_memberships(&client).parts());
}

#[divan::bench]
fn with_a_body(bencher: Bencher<'_, '_>) {
    let client = Memory::of(Vec::new()).client(RateLimit::per_minute(u32::MAX));
    let body = requests::membership();
    bencher.bench_local(|| requests::create_membership(&client, &body).parts());
}

#[divan::bench]
fn body_alone(bencher: Bencher<'_, '_>) {
    let body = requests::membership();
    bencher.bench_local(|| codec::encode(&body));
}
