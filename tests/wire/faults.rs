//! Thousands of calls at once through one client, to a service where anything goes wrong by chance.
//!
//! Chance has a seed, and what becomes of a request depends on nothing but its subject and how often it came, so
//! that every run is the same whatever the order of the calls.

mod answer;
mod chance;
mod fault;
mod list;
mod service;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{ClientBuilder, Error, Prefetch, RetryPolicy, snyk};
use tokio::task::JoinSet;

use super::MARKER;
use super::bodies::{membership_body, update_org_body};
use fault::{Class, EVERYTHING, Fault, TRANSIENT};
use list::List;
use service::Service;

const SEED: u64 = 0x5eed;
const WALKERS: usize = 32;
/// Lists enough for ten thousand pages.
const LISTS: u64 = 1_000;
const WRITES: u64 = 2_000;
/// When an answer is given up. It is long for a machine that has other things to do, too.
const STALLED: Duration = Duration::from_secs(2);
/// Everything together takes less than this, or hangs.
const DEADLINE: Duration = Duration::from_secs(120);
/// What the process may grow after its first tenth. The other tests run in it as well.
const MOST_GROWTH_KB: u64 = 32 * 1024;

fn builder(service: &Service) -> ClientBuilder<snyk::Snyk> {
    let builder = snyk::Client::builder().credential(snyk::Credential::api_token(MARKER));
    builder.base_url(service.base_url()).max_body(answer::MAX_BODY).rate_limit(None)
}

/// A client that tells of every fault at once.
fn without_retries(service: &Service) -> snyk::Client {
    builder(service).timeout(STALLED).retry(RetryPolicy::never()).build().unwrap()
}

/// A client that tries more often than anything goes wrong in a row.
fn with_retries(service: &Service) -> snyk::Client {
    let retry = RetryPolicy::default().max_retries(4).first_wait(Duration::from_millis(1));
    builder(service).timeout(Duration::from_secs(20)).retry(retry).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_pages_through_every_fault_lose_and_double_nothing() {
    let service = Service::start(SEED, EVERYTHING, List::new).await;
    let memory = Arc::new(Memory::default());
    let (client, walked, seen) = (without_retries(&service), service.clone(), Arc::clone(&memory));
    for_all(LISTS, move |id| {
        let (client, service, memory) = (client.clone(), walked.clone(), Arc::clone(&seen));
        async move {
            walk_past_every_fault(&client, &service, service.list(id)).await;
            memory.look(id);
        }
    })
    .await;
    assert!(service.requests() >= 10_000, "only {} requests", service.requests());
    assert_eq!(service.faults_that_did_not_happen(), []);
    assert_eq!(service.requests_elsewhere(), 0, "a page or redirect on another host was asked for");
    assert!(memory.growth() <= MOST_GROWTH_KB, "grew by {} KB", memory.growth());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_through_every_fault_arrives_once_and_its_error_says_what_happened() {
    let service = Service::start(SEED, EVERYTHING, List::new).await;
    let (client, written) = (without_retries(&service), service.clone());
    for_all(WRITES, move |id| {
        let (client, service) = (client.clone(), written.clone());
        async move {
            let result = write(&client, id).await;
            let arrivals = service.arrivals(id);
            assert_eq!(arrivals.len(), 1, "{arrivals:?}");
            // An update may be answered without a body.
            let fault = arrivals[0].filter(|fault| *fault != Fault::Empty || is_creation(id));
            assert_eq!(result.err().as_ref().map(Class::of), fault.map(Fault::class), "{arrivals:?}");
        }
    })
    .await;
    assert_eq!(service.faults_that_did_not_happen(), []);
    assert_eq!(service.requests_elsewhere(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_is_sent_again_after_429_and_after_nothing_else() {
    let service = Service::start(SEED, TRANSIENT, List::new).await;
    let (client, written) = (with_retries(&service), service.clone());
    for_all(WRITES, move |id| {
        let (client, service) = (client.clone(), written.clone());
        async move {
            let result = write(&client, id).await;
            let arrivals = service.arrivals(id);
            let (last, earlier) = arrivals.split_last().unwrap();
            assert!(earlier.iter().all(|fault| fault.is_some_and(Fault::is_rate_limit)), "{arrivals:?}");
            assert_eq!(result.err().as_ref().map(Class::of), last.map(Fault::class), "{arrivals:?}");
        }
    })
    .await;
    assert_eq!(service.faults_that_did_not_happen(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_read_to_their_end_over_all_that_goes_by() {
    let service = Service::start(SEED, TRANSIENT, |seed, id| List::new(seed, id).ending()).await;
    let (client, walked) = (with_retries(&service), service.clone());
    for_all(LISTS, move |id| {
        let (client, service) = (client.clone(), walked.clone());
        async move {
            let (list, mut given) = (service.list(id), 0);
            let result = walk(&mut orgs(&client, list), list, &mut given).await;
            assert!(result.is_ok(), "{list:?}: {:?} after {:?}", result, service.last_fault(id));
            assert_eq!(given, list.count(), "{list:?}");
        }
    })
    .await;
    assert!(service.requests() >= 10_000, "only {} requests", service.requests());
    assert_eq!(service.faults_that_did_not_happen(), []);
}

type Orgs = snyk_secoda::Items<snyk::types::ListOrgsInGroupResponse>;

/// Reads a list to its end, taking it up after every fault.
async fn walk_past_every_fault(client: &snyk::Client, service: &Service, list: List) {
    let mut given = 0;
    let mut items = orgs(client, list);
    while let Err(error) = walk(&mut items, list, &mut given).await {
        let class = Some(Class::of(&error));
        let Some(fault) = service.last_fault(list.id) else {
            assert_eq!(class, list.fault_of_end(), "{list:?}: {error:?}");
            assert_eq!(given, list.count(), "{list:?}");
            return;
        };
        assert_eq!(class, Some(fault.class()), "{fault:?}: {error:?}");
        let token = items.resume_token().expect("a place to go on from");
        items = orgs(client, list).resume(&token).unwrap();
    }
    assert_eq!((None, given), (list.fault_of_end(), list.count()), "{list:?}");
}

/// Reads on to the end or the next error. Items have to come in their order, each of them once.
async fn walk(items: &mut Orgs, list: List, given: &mut u64) -> Result<(), Error> {
    while let Some(org) = items.try_next().await? {
        assert_eq!(org.id, list.item(*given), "{list:?}");
        *given += 1;
    }
    Ok(())
}

fn orgs(client: &snyk::Client, list: List) -> Orgs {
    let prefetch = if list.id.is_multiple_of(2) { Prefetch::Next } else { Prefetch::Off };
    client.orgs().list_orgs_in_group(Uuid::from_u64_pair(0, list.id)).items().prefetch(prefetch)
}

async fn write(client: &snyk::Client, id: u64) -> Result<(), Error> {
    let place = Uuid::from_u64_pair(0, id);
    if is_creation(id) {
        return client.groups().create_group_membership(place, &membership_body()).send().await.map(drop);
    }
    client.orgs().update_org(place, &update_org_body("A")).send().await.map(drop)
}

/// Half of the writes create, and the others update.
fn is_creation(id: u64) -> bool {
    id.is_multiple_of(2)
}

/// Does something for every number, with some of them at once, within the deadline.
async fn for_all<F: Future<Output = ()> + Send>(count: u64, work: impl Fn(u64) -> F + Send + Sync + 'static) {
    let (next, work) = (Arc::new(AtomicU64::new(0)), Arc::new(work));
    let mut walkers = JoinSet::new();
    for _ in 0..WALKERS {
        let (next, work) = (Arc::clone(&next), Arc::clone(&work));
        walkers.spawn(async move {
            loop {
                let id = next.fetch_add(1, Ordering::Relaxed);
                if id >= count {
                    return;
                }
                work(id).await;
            }
        });
    }
    let done = tokio::time::timeout(DEADLINE, async {
        while let Some(walker) = walkers.join_next().await {
            walker.unwrap();
        }
    });
    done.await.expect("something hangs");
}

/// How large this process is, where the system tells.
#[derive(Default)]
struct Memory {
    first: AtomicU64,
    peak: AtomicU64,
}

impl Memory {
    fn look(&self, done: u64) {
        let now = resident_kb().unwrap_or_default();
        if done == LISTS / 10 {
            self.first.store(now, Ordering::Relaxed);
        }
        self.peak.fetch_max(now, Ordering::Relaxed);
    }

    fn growth(&self) -> u64 {
        self.peak.load(Ordering::Relaxed).saturating_sub(self.first.load(Ordering::Relaxed))
    }
}

fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}
