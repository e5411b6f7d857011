//! What a client has done so far.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What a client and its clones have done since it was built.
///
/// The figures grow while requests are under way, so they need not fit each other to the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Requests that were sent, retries included; those for access tokens are not.
    pub requests: u64,
    /// Requests among them that were sent again.
    pub retries: u64,
    /// Waits: before a retry, and for a turn under the client's own rate limit.
    pub waits: u64,
    /// How long these waits took in all.
    pub waited: Duration,
    /// Bytes of bodies that were sent; what streams of unknown length held is not counted.
    pub bytes_sent: u64,
    /// Bytes of bodies that were received, decompressed where they were compressed.
    pub bytes_received: u64,
}

/// The figures as they grow.
#[derive(Debug, Default)]
pub(super) struct Tally {
    requests: AtomicU64,
    retries: AtomicU64,
    waits: AtomicU64,
    waited_micros: AtomicU64,
    bytes_sent: AtomicU64,
    bytes_received: AtomicU64,
}

impl Tally {
    pub(super) fn sent(&self, bytes: usize, resends: u32) {
        add(&self.requests, 1);
        add(&self.bytes_sent, bytes as u64);
        if resends > 0 {
            add(&self.retries, 1);
        }
    }

    pub(super) fn received(&self, bytes: usize) {
        add(&self.bytes_received, bytes as u64);
    }

    /// No wait at all does not count.
    pub(super) fn waited(&self, wait: Duration) {
        if wait > Duration::ZERO {
            add(&self.waits, 1);
            add(&self.waited_micros, u64::try_from(wait.as_micros()).unwrap_or(u64::MAX));
        }
    }

    pub(super) fn read(&self) -> Counters {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counters {
            requests: get(&self.requests),
            retries: get(&self.retries),
            waits: get(&self.waits),
            waited: Duration::from_micros(get(&self.waited_micros)),
            bytes_sent: get(&self.bytes_sent),
            bytes_received: get(&self.bytes_received),
        }
    }
}

fn add(counter: &AtomicU64, amount: u64) {
    counter.fetch_add(amount, Ordering::Relaxed);
}
