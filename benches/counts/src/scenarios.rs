//! What is counted. A name stands in `benches/budget.toml`.

use std::hint::black_box;

use http::StatusCode;
use serde::de::DeserializeOwned;
use snyk_secoda::snyk::types::ListGroupMembershipsResponse;
use snyk_secoda::{RateLimit, snyk};
use tokio::runtime::{Builder, Runtime};

use crate::bodies::{self, Members, memberships, unions};
use crate::codec::{Decode, decode, encode};
use crate::goldens::union_more::types::Thing;
use crate::memory::Memory;
use crate::types::{Memberships, OfUnions};
use crate::{Work, requests};

/// A name, and what makes ready for the work.
pub(crate) type Scenario = (&'static str, fn() -> Work);

pub(crate) const SCENARIOS: &[Scenario] = &[
    ("build_request", build_request),
    ("build_request_with_body", build_request_with_body),
    ("encode_body", encode_body),
    ("call", || calls(Memory::of(vec![bodies::group()]))),
    ("call_with_one_retry", || calls(Memory::of(vec![bodies::group()]).after(StatusCode::TOO_MANY_REQUESTS))),
    ("decode_100_memberships", || ours::<ListGroupMembershipsResponse>(memberships(100, Members::Known, Some(1)))),
    ("decode_100_with_unknown_members", || {
        ours::<ListGroupMembershipsResponse>(memberships(100, Members::More, Some(1)))
    }),
    ("decode_100_with_unions", || ours::<Vec<Thing>>(unions(100))),
    ("walk_100_pages", walk),
];

/// The same by hand, with serde's derive. They have no limit, and show what a figure above is to be measured by.
pub(crate) const COUNTERPARTS: &[Scenario] = &[
    ("decode_100_memberships_by_hand", || by_hand::<Memberships>(memberships(100, Members::Known, Some(1)))),
    ("decode_100_with_unknown_members_by_hand", || by_hand::<Memberships>(memberships(100, Members::More, Some(1)))),
    ("decode_100_with_unions_by_hand", || by_hand::<Vec<OfUnions>>(unions(100))),
];

const LIMIT: RateLimit = RateLimit::per_minute(1000);

fn build_request() -> Work {
    let client = Memory::of(Vec::new()).client(LIMIT);
    Box::new(move || drop(black_box(requests::list_memberships(&client).parts())))
}

fn build_request_with_body() -> Work {
    let (client, body) = (Memory::of(Vec::new()).client(LIMIT), requests::membership());
    Box::new(move || drop(black_box(requests::create_membership(&client, &body).parts())))
}

fn encode_body() -> Work {
    let body = requests::membership();
    Box::new(move || drop(black_box(encode(&body))))
}

fn calls(memory: Memory) -> Work {
    let (runtime, client) = (runtime(), memory.client(LIMIT));
    Box::new(move || {
        let answer = runtime.block_on(requests::get_group(&client).send());
        drop(black_box(answer.expect("it answers")));
    })
}

fn walk() -> Work {
    let (runtime, client) = (runtime(), Memory::of(bodies::walk(100)).client(LIMIT));
    Box::new(move || assert_eq!(runtime.block_on(count(&client)), 1000))
}

async fn count(client: &snyk::Client) -> usize {
    let (mut items, mut count) = (requests::all_memberships(client).items(), 0);
    while items.try_next().await.expect("every page comes").is_some() {
        count += 1;
    }
    count
}

fn ours<T: Decode + 'static>(body: String) -> Work {
    Box::new(move || drop(black_box(decode::<T>(body.as_bytes()))))
}

fn by_hand<T: DeserializeOwned + 'static>(body: String) -> Work {
    Box::new(move || drop(black_box(serde_json::from_slice::<T>(body.as_bytes()).expect("it is of its type"))))
}

fn runtime() -> Runtime {
    // Timers are kept by the time that is left, so a clock that goes would move the counts.
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime starts")
}
