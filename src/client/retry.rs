//! When to ask again: a pure decision, so that it is tested as a table.

mod budget;
mod policy;

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};

use crate::error::Error;
use crate::response::{Meta, timestamp};

pub(super) use budget::{Borrowed, Budget};
pub(super) use policy::Replay;
pub use policy::RetryPolicy;

/// What came of an attempt, as far as another one is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// There is nothing to gain by another one.
    Final,
    /// The service did not work on it, so that it may be sent again whatever it is.
    Refused { asked: Option<Duration> },
    /// It may go better next time, but the service may have done what it was asked.
    Transient { asked: Option<Duration> },
}

impl Verdict {
    /// Of an answer, whose body may be that of an error.
    pub(super) fn of_answer(meta: &Meta, now: DateTime<Utc>) -> Self {
        let asked = || asked_wait(meta.headers(), now);
        match meta.status() {
            StatusCode::TOO_MANY_REQUESTS => Self::Refused { asked: asked() },
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => Self::Transient { asked: asked() },
            status if status.is_server_error() => Self::Transient { asked: asked() },
            _ => Self::Final,
        }
    }

    /// Of an exchange that gave no answer, or only the head of one.
    pub(super) fn of_error(error: &Error, now: DateTime<Utc>) -> Self {
        if !error.is_unanswered() && !error.is_token() {
            return Self::Final;
        }
        let by_status = error.meta().map_or(Self::Final, |meta| Self::of_answer(meta, now));
        let refused = error.status().is_some_and(|status| status.is_client_error());
        match by_status {
            Self::Final if error.is_unanswered() && !refused => Self::Transient { asked: None },
            verdict => verdict,
        }
        .of_call(error)
    }

    /// The verdict on the call whose token could not be had: the call itself was not sent.
    fn of_call(self, error: &Error) -> Self {
        match self {
            Self::Transient { asked } if error.is_token() => Self::Refused { asked },
            verdict => verdict,
        }
    }
}

/// How long the service asks to wait: the longest that its headers say.
pub(crate) fn asked_wait(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let wait = |name: &str| read_wait(headers.get(name)?.to_str().ok()?, now);
    wait(RETRY_AFTER.as_str()).max(wait("x-ratelimit-reset"))
}

/// Seconds, or a date; one in the past is no wait.
fn read_wait(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    let text = text.trim();
    match text.parse::<f64>() {
        // Anything too large for a duration is at least too long to wait for.
        Ok(seconds) if seconds >= 0.0 => Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)),
        Ok(_) => None,
        Err(_) => {
            let until = timestamp(text)?.signed_duration_since(now);
            Some(until.to_std().unwrap_or(Duration::ZERO))
        }
    }
}

#[cfg(test)]
mod tests;
