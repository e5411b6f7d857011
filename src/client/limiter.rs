//! The pace of a client and its clones, kept before the service has to turn requests away.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use http::Method;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

const MINUTE: Duration = Duration::from_secs(60);

/// For how many requests there is room from the beginning.
const MOST_AT_ONCE: usize = 4096;

/// How many requests a client sends in a minute at most, all its clones together.
///
/// It holds for every minute that one may pick: as many requests may go out at once, and then none
/// until the first of them is a minute old. Attempts count, not calls; requests for access tokens
/// do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    per_minute: u32,
    scope: Scope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    Writes,
}

/// Lets requests pass at the pace of a limit, in the order in which they came.
pub(super) struct Limiter {
    limit: RateLimit,
    /// When the requests of the last minute passed. Who waits holds the lock: dropped, it leaves it
    /// to the next and has taken nothing.
    passed: Mutex<VecDeque<Instant>>,
}

impl RateLimit {
    /// A limit of all requests. Zero counts as one.
    pub const fn per_minute(requests: u32) -> Self {
        Self { per_minute: requests, scope: Scope::All }
    }

    /// A limit of requests that change something, that is of all methods but GET, HEAD and OPTIONS;
    /// others pass freely.
    pub const fn writes_per_minute(requests: u32) -> Self {
        Self { per_minute: requests, scope: Scope::Writes }
    }

    fn most(self) -> usize {
        usize::try_from(self.per_minute).unwrap_or(usize::MAX).max(1)
    }

    fn counts(self, method: &Method) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Writes => !method.is_safe(),
        }
    }
}

impl Limiter {
    pub(super) fn new(limit: RateLimit) -> Self {
        // At once, so that a client does not grow while it works.
        let passed = VecDeque::with_capacity(limit.most().min(MOST_AT_ONCE));
        Self { limit, passed: Mutex::new(passed) }
    }

    /// Waits for the turn of a request, and tells how long that took.
    ///
    /// Cancel safe: dropped, it leaves its place in the line and takes nothing.
    pub(super) async fn pass(&self, method: &Method) -> Duration {
        if !self.limit.counts(method) {
            return Duration::ZERO;
        }
        let came = Instant::now();
        if let Ok(mut passed) = self.passed.try_lock()
            && self.is_free(&passed, came)
        {
            self.note(&mut passed, came);
            return Duration::ZERO;
        }
        let mut passed = self.passed.lock().await;
        if let Some(oldest) = passed.front().filter(|_| passed.len() >= self.limit.most()) {
            sleep(MINUTE.saturating_sub(oldest.elapsed())).await;
        }
        let now = Instant::now();
        self.note(&mut passed, now);
        now.duration_since(came)
    }

    /// Whether a request may pass at this time.
    fn is_free(&self, passed: &VecDeque<Instant>, now: Instant) -> bool {
        passed.len() < self.limit.most() || passed.front().is_none_or(|oldest| now.duration_since(*oldest) >= MINUTE)
    }

    /// A request passes, and what does not count any more is forgotten.
    fn note(&self, passed: &mut VecDeque<Instant>, now: Instant) {
        if passed.len() >= self.limit.most() {
            passed.pop_front();
        }
        passed.push_back(now);
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.limit.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn limiter(limit: RateLimit) -> Arc<Limiter> {
        Arc::new(Limiter::new(limit))
    }

    async fn seconds(limiter: &Limiter, method: Method) -> u64 {
        limiter.pass(&method).await.as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn as_many_pass_at_once_as_a_minute_may_have_and_then_none_until_it_is_over() {
        let limiter = limiter(RateLimit::per_minute(3));
        let mut waits = Vec::new();
        for _ in 0..7 {
            waits.push(seconds(&limiter, Method::GET).await);
        }
        assert_eq!(waits, [0, 0, 0, 60, 0, 0, 60]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_minute_has_more_than_the_limit() {
        let limiter = limiter(RateLimit::per_minute(3));
        let (start, mut passed) = (Instant::now(), Vec::new());
        for pause in [0, 50, 9, 0, 0, 0, 70, 0, 0, 0, 1, 2] {
            tokio::time::advance(Duration::from_secs(pause)).await;
            limiter.pass(&Method::GET).await;
            passed.push(Instant::now() - start);
        }
        assert!(passed.windows(4).all(|four| four[3] - four[0] >= MINUTE), "{passed:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn reads_pass_freely_where_only_writes_count() {
        let limiter = limiter(RateLimit::writes_per_minute(1));
        for (method, expected) in [
            (Method::POST, 0),
            (Method::GET, 0),
            (Method::HEAD, 0),
            (Method::DELETE, 60),
            (Method::GET, 0),
            (Method::PATCH, 60),
            (Method::PUT, 60),
        ] {
            assert_eq!(seconds(&limiter, method.clone()).await, expected, "{method}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_waiting_takes_nothing() {
        let limiter = limiter(RateLimit::per_minute(1));
        limiter.pass(&Method::GET).await;
        let gone = Arc::clone(&limiter);
        let waiting = tokio::spawn(async move { gone.pass(&Method::GET).await });
        tokio::task::yield_now().await;
        let next = Arc::clone(&limiter);
        let next = tokio::spawn(async move { next.pass(&Method::GET).await });
        tokio::task::yield_now().await;
        waiting.abort();
        assert_eq!(next.await.unwrap().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_of_zero_is_one_of_one() {
        let limiter = limiter(RateLimit::per_minute(0));
        assert_eq!(seconds(&limiter, Method::GET).await, 0);
        assert_eq!(seconds(&limiter, Method::GET).await, 60);
    }
}
