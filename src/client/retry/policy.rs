use std::time::Duration;

use super::Verdict;

/// How often a request is sent again that may go better next time, and how long to wait.
///
/// Sent again are requests that were answered with 429, whatever their method, as the service did
/// not work on them; and those of idempotent methods (RFC 9110, section 9.2.2) that were answered
/// with 408, 425 or 5xx, or not at all. Others only where the call says `with_replay`. Status 410
/// is final, and so is everything else.
///
/// The wait is what the service asks for in `Retry-After` or `X-RateLimit-Reset`, the longer of
/// them, and a little more so that not all come back at once. Where it says nothing, the wait is a
/// random part of one that doubles with every retry.
///
/// ```no_run
/// use std::time::Duration;
/// use snyk_secoda::{RetryPolicy, snyk};
///
/// # fn main() -> Result<(), snyk_secoda::Error> {
/// let patient = RetryPolicy::default().max_retries(8).longest_wait(Duration::from_secs(300));
/// let snyk = snyk::Client::builder().env()?.retry(patient).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_retries: u32,
    first_wait: Duration,
    longest_wait: Duration,
}

/// What a request allows to be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Replay {
    /// Its body is gone once it was sent.
    Never,
    /// Sent twice it may have its effect twice, so only if the service did not work on it.
    IfRefused,
    /// Sent twice it has the effect of being sent once.
    Always,
}

impl RetryPolicy {
    /// No request is sent again.
    pub fn never() -> Self {
        Self::default().max_retries(0)
    }

    /// How often a request is sent again; 3 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The wait that doubles, where the service does not say how long; 1 s unless set.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest single wait; 60 s unless set. If the service asks for more, the error is
    /// returned at once, as the caller knows better whether it is worth it.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long to wait before the next attempt; `None` to make none. `retries` counts those that
    /// were made, `random` is between 0 and 1.
    pub(in crate::client) fn wait(
        &self,
        verdict: Verdict,
        replay: Replay,
        retries: u32,
        random: f64,
    ) -> Option<Duration> {
        let asked = match (verdict, replay) {
            (Verdict::Refused { asked }, Replay::IfRefused | Replay::Always)
            | (Verdict::Transient { asked }, Replay::Always) => asked,
            _ => return None,
        };
        if retries >= self.max_retries {
            return None;
        }
        match asked {
            Some(wait) if wait > self.longest_wait => None,
            Some(wait) => Some(wait.saturating_add(spread(wait).mul_f64(random))),
            None => Some(self.backoff(retries).mul_f64(random)),
        }
    }

    fn backoff(&self, retries: u32) -> Duration {
        self.first_wait.saturating_mul(2_u32.saturating_pow(retries)).min(self.longest_wait)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_retries: 3, first_wait: Duration::from_secs(1), longest_wait: Duration::from_secs(60) }
    }
}

/// Over how long those come back who were all told the same time.
#[expect(clippy::arithmetic_side_effects, reason = "the divisor is not zero")]
fn spread(wait: Duration) -> Duration {
    (wait / 10).min(Duration::from_secs(1))
}
