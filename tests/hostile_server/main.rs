//! A server that answers every operation of both services with anything, at random.
//!
//! No call panics, takes longer than it may, shows the credential or takes it elsewhere, and the process grows by no more
//! than a few times what one answer may be. Chance has a seed, and what a request gets depends on the round, on its target
//! and on how often it came, so that every run is the same. `FUZZ_SECONDS` goes on for that long instead of for some
//! rounds.
//!
//! It is a test of its own because it measures its process.

mod answer;
#[path = "../common/calls.rs"]
mod calls;
mod chance;
#[path = "../common/bodies.rs"]
mod full_bodies;
mod service;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::stream::{self, StreamExt};
use snyk_secoda::{Error, Page, Pages, RetryPolicy, snyk};

use calls::{Call, Clients, Limits, shown};
use service::Service;

/// The credential, so that a leak can be searched for.
const MARKER: &str = "MARKER-c0ffee";
/// Rounds without `FUZZ_SECONDS`, each of which calls every operation once and reads two lists.
const ROUNDS: u64 = 20;
const AT_ONCE: usize = 24;
/// How many pages of a list are read at most.
const MOST_PAGES: usize = 5;
/// The largest body that is read.
const MAX_BODY: usize = 64 * 1024;
/// How long a call may take.
const DEADLINE: Duration = Duration::from_millis(200);
/// How late it may be noticed that a call is over, on a machine that has other things to do.
const SLACK: Duration = Duration::from_secs(5);
/// What the process may grow by at its largest, from before the first call: for each call at once a few times what its body
/// may be, as it grows, is decoded and told, and as much for the buffers of its connection on both sides. An endless answer
/// alone is larger than all of it.
const MOST_GROWTH: usize = AT_ONCE * 16 * MAX_BODY;

/// Panics of any thread or task; a runtime keeps those of its tasks to itself.
static PANICS: AtomicUsize = AtomicUsize::new(0);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_server_answers_calls_end_in_time_in_bounded_memory_and_show_no_secret() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        usual(info);
    }));
    let service = Service::start().await;
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).map(Duration::from_secs);
    let (start, before, mut round, mut calls) = (Instant::now(), peak(), 0, 0);
    let mut outcomes = BTreeMap::new();
    while seconds.map_or(round < ROUNDS, |seconds| start.elapsed() < seconds || round < ROUNDS) {
        calls += play(&service, round, &mut outcomes).await;
        round += 1;
    }
    let growth = peak().zip(before).map(|(peak, before)| peak - before);
    println!("{calls} calls, {} requests, grown by {growth:?} bytes: {outcomes:?}", service.requests());
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "something panicked");
    assert_eq!(service.requests_elsewhere(), 0, "another host was asked");
    assert_eq!(service.kinds_that_were_not_sent(), []);
    assert!(growth.is_none_or(|growth| growth <= MOST_GROWTH), "grown by {growth:?} bytes, at most {MOST_GROWTH}");
    assert!(outcomes.len() >= 7, "{outcomes:?}");
}

/// Calls every operation once, some of them at once.
async fn play(service: &Service, round: u64, outcomes: &mut BTreeMap<&'static str, usize>) -> usize {
    let retry = RetryPolicy::default().max_retries(2).first_wait(Duration::from_millis(1));
    let limits = Limits { attempt: DEADLINE / 2, total: Some(DEADLINE), retry, max_body: MAX_BODY };
    let clients = Clients::at(&service.url(round), snyk::Credential::api_token(MARKER), limits);
    let lists = [
        walked(clients.snyk.orgs().list_orgs().pages()).boxed_local(),
        walked(clients.secoda.groups().list_groups().pages()).boxed_local(),
    ];
    let calls = clients.calls().into_iter().map(|call| ended(call).boxed_local()).chain(lists);
    let ended: Vec<&'static str> = stream::iter(calls).buffer_unordered(AT_ONCE).collect().await;
    for outcome in &ended {
        *outcomes.entry(*outcome).or_default() += 1;
    }
    ended.len()
}

/// What became of a call, in a word.
async fn ended(call: Call) -> &'static str {
    assert!(!call.shown.contains(MARKER), "{}", call.shown);
    class(&in_time(call.sent).await)
}

/// What became of the last page of a list that was read.
async fn walked<P: Page>(mut pages: Pages<P>) -> &'static str {
    let mut last = "no page";
    for _ in 0..MOST_PAGES {
        let page = in_time(pages.try_next()).await;
        let is_over = !matches!(page, Ok(Some(_)));
        last = class(&page.map(|page| format!("{:?}", page.map(|page| page.meta().clone()))));
        if is_over {
            break;
        }
    }
    last
}

/// A call has to be over a little after its deadline.
async fn in_time<T>(call: impl Future<Output = T>) -> T {
    let outcome = tokio::time::timeout(DEADLINE + SLACK, call).await;
    outcome.unwrap_or_else(|_| panic!("a call hangs for {:?}", DEADLINE + SLACK))
}

/// An outcome in a word, if it shows nothing and an error says what there is to say.
fn class(outcome: &Result<String, Error>) -> &'static str {
    let Err(error) = outcome else { return "success" };
    let text = shown(outcome);
    assert!(!text.contains(MARKER), "the credential is shown: {text}");
    assert!(!error.to_string().contains(['\n', '\r']), "{error}");
    assert!(error.operation().is_some(), "{error}");
    assert!(!error.is_decode() || error.json_path().is_some_and(|path| path.starts_with('$')), "{error:?}");
    kind(error)
}

fn kind(error: &Error) -> &'static str {
    type Is = fn(&Error) -> bool;
    let kinds: [(Is, &'static str); 10] = [
        (Error::is_connect, "connect"),
        (Error::is_timeout, "timeout"),
        (Error::is_transport, "transport"),
        (Error::is_redirect, "redirect"),
        (Error::is_api, "api"),
        (Error::is_decode, "decode"),
        (Error::is_empty_body, "empty"),
        (Error::is_body_too_large, "too large"),
        (Error::is_page_link, "link"),
        (Error::is_page_loop, "loop"),
    ];
    let kind = kinds.iter().find(|(is, _)| is(error));
    kind.map_or_else(|| panic!("an error of no kind: {error:?}"), |(_, name)| name)
}

/// The most memory that this process ever had, in bytes, where the system tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_ascii_whitespace().next()?.parse::<usize>().ok()? * 1024)
}
