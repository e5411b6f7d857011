//! The token of a client while it is good, and the one renewal that all calls share.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::{AccessToken, Pass};
use crate::error::Error;

/// How long before its end a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(180);

/// A renewal under way. It borrows nothing, so that it outlives the call that began it.
pub(crate) type Renewal = Pin<Box<dyn Future<Output = Result<Grant, Error>> + Send>>;

/// Begins a renewal.
pub(crate) type Start<'a> = &'a (dyn Fn() -> Renewal + Sync);

/// The cache of one client and its clones.
///
/// The renewal is kept beside the lock rather than in the call that drives it. A call that is dropped
/// leaves it there, and the next in line goes on where it stood: nothing is asked for twice, and no
/// task has to be spawned.
#[derive(Default)]
pub(crate) struct Tokens {
    state: Mutex<State>,
    renewal: tokio::sync::Mutex<Option<Renewal>>,
}

/// What a renewal gave.
pub(crate) struct Grant {
    pass: Arc<Pass>,
    /// `None` to keep it until it is turned away.
    renew_at: Option<Instant>,
}

#[derive(Default)]
struct State {
    grant: Option<Grant>,
    /// How many renewals failed so far, so that those who waited for one share how it ended.
    failures: u64,
    failure: Option<Arc<Error>>,
}

impl Grant {
    /// A token that was asked for at `since`.
    pub(crate) fn new(prefix: &'static str, token: &AccessToken, since: Instant) -> Result<Self, &'static str> {
        let pass = Arc::new(Pass::new(prefix, &token.secret)?);
        let lead = |lifetime: Duration| lifetime.saturating_sub(margin(lifetime));
        let renew_at = token.lifetime.and_then(|lifetime| since.checked_add(lead(lifetime)));
        Ok(Self { pass, renew_at })
    }

    fn is_fresh(&self) -> bool {
        self.renew_at.is_none_or(|time| Instant::now() < time)
    }
}

impl Tokens {
    /// A token that is good for a while, renewed if need be.
    ///
    /// Cancel safe: dropped, it loses no renewal for others.
    pub(crate) async fn get(&self, start: Start<'_>) -> Result<Arc<Pass>, Arc<Error>> {
        let seen = match self.state().look() {
            Ok(pass) => return Ok(pass),
            Err(failures) => failures,
        };
        let mut slot = self.renewal.lock().await;
        match self.state().after(seen) {
            Some(ended) => return ended,
            None => tracing::debug!(resumed = slot.is_some(), "access token is renewed"),
        }
        let resumed = slot.is_some();
        let mut ended = drive(&mut slot, start).await;
        if resumed && !ended.as_ref().is_ok_and(Grant::is_fresh) {
            // It lay there for who knows how long, with nobody to see its time limit pass.
            ended = drive(&mut slot, start).await;
        }
        self.state().settle(ended)
    }

    /// Forgets a token that the service turned away, unless it was replaced meanwhile.
    pub(crate) fn reject(&self, pass: &Arc<Pass>) {
        let mut state = self.state();
        if state.grant.as_ref().is_some_and(|grant| Arc::ptr_eq(&grant.pass, pass)) {
            state.grant = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The token, or how many renewals have failed.
    fn look(&self) -> Result<Arc<Pass>, u64> {
        let fresh = self.grant.as_ref().filter(|grant| grant.is_fresh());
        fresh.map(|grant| Arc::clone(&grant.pass)).ok_or(self.failures)
    }

    /// How the renewal ended that was waited for since `seen`; `None` if it has yet to end.
    fn after(&self, seen: u64) -> Option<Result<Arc<Pass>, Arc<Error>>> {
        match self.look() {
            Ok(pass) => Some(Ok(pass)),
            Err(failures) if failures == seen => None,
            Err(_) => self.failure.clone().map(Err),
        }
    }

    fn settle(&mut self, ended: Result<Grant, Error>) -> Result<Arc<Pass>, Arc<Error>> {
        match ended {
            Ok(grant) => {
                let pass = Arc::clone(&grant.pass);
                self.grant = Some(grant);
                Ok(pass)
            }
            Err(error) => {
                let error = Arc::new(error);
                self.failures = self.failures.wrapping_add(1);
                self.failure = Some(Arc::clone(&error));
                Err(error)
            }
        }
    }
}

/// Drives the renewal in its place to its end.
async fn drive(slot: &mut Option<Renewal>, start: Start<'_>) -> Result<Grant, Error> {
    poll_fn(|context| {
        // It is out of its place while it is polled: one that panics must not be polled again.
        let mut renewal = slot.take().unwrap_or_else(start);
        let polled = renewal.as_mut().poll(context);
        if polled.is_pending() {
            *slot = Some(renewal);
        }
        polled
    })
    .await
}

/// Less than half of a short life, minutes of a long one.
#[expect(clippy::arithmetic_side_effects, reason = "the divisor is not zero")]
fn margin(lifetime: Duration) -> Duration {
    MARGIN.min(lifetime / 3)
}

#[cfg(test)]
mod tests;
