//! When to ask again: a pure decision, so that it is tested as a table.

use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

use crate::response::timestamp;

/// The longest single wait. A service that asks for more is better answered by the caller, who
/// knows whether it is worth it.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The first wait where the service does not say how long; it doubles with every retry.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// How long to wait before the next attempt; `None` to make none.
///
/// Only 429 is retried, and for every method: the service turned the request away without
/// working on it. `retries` counts the ones already made.
pub(crate) fn decide(
    status: StatusCode,
    headers: &HeaderMap,
    retries: u32,
    max_retries: u32,
    now: Timestamp,
) -> Option<Duration> {
    if status != StatusCode::TOO_MANY_REQUESTS || retries >= max_retries {
        return None;
    }
    match asked_wait(headers, now) {
        Some(wait) => Some(wait).filter(|wait| *wait <= LONGEST_WAIT),
        None => Some(FIRST_WAIT.saturating_mul(2_u32.saturating_pow(retries)).min(LONGEST_WAIT)),
    }
}

/// How long the service asks to wait: the longest that its headers say.
pub(crate) fn asked_wait(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let wait = |name: &str| read_wait(headers.get(name)?.to_str().ok()?, now);
    wait(RETRY_AFTER.as_str()).max(wait("x-ratelimit-reset"))
}

/// Seconds, or a date; one in the past is no wait.
fn read_wait(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    match text.parse::<f64>() {
        // Anything too large for a duration is at least too long to wait for.
        Ok(seconds) if seconds >= 0.0 => Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)),
        Ok(_) => None,
        Err(_) => {
            let until = timestamp(text)?.duration_since(now);
            Some(Duration::try_from(until).unwrap_or(Duration::ZERO))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Headers = &'static [(&'static str, &'static str)];

    const NOW: &str = "2025-01-31T10:00:00Z";

    fn wait(status: u16, headers: Headers, retries: u32) -> Option<f64> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let status = StatusCode::from_u16(status).unwrap();
        let wait = decide(status, &headers.collect(), retries, 3, NOW.parse().unwrap())?;
        Some(wait.as_secs_f64())
    }

    #[test]
    fn what_the_service_asks_for() {
        let table: [(Headers, Option<f64>); 16] = [
            (&[("retry-after", "7")], Some(7.0)),
            (&[("retry-after", "0")], Some(0.0)),
            (&[("retry-after", " 1.5 ")], Some(1.5)),
            (&[("retry-after", "60")], Some(60.0)),
            (&[("retry-after", "61")], None),
            (&[("retry-after", "1e300")], None),
            (&[("retry-after", "Fri, 31 Jan 2025 10:00:20 GMT")], Some(20.0)),
            (&[("retry-after", "Fri, 31 Jan 2025 09:00:00 GMT")], Some(0.0)),
            (&[("retry-after", "Sat, 01 Feb 2025 10:00:00 GMT")], None),
            (&[("x-ratelimit-reset", "9")], Some(9.0)),
            (&[("retry-after", "3"), ("x-ratelimit-reset", "9")], Some(9.0)),
            (&[("retry-after", "9"), ("x-ratelimit-reset", "3")], Some(9.0)),
            (&[("retry-after", "soon"), ("x-ratelimit-reset", "3")], Some(3.0)),
            (&[("retry-after", "-5")], Some(1.0)),
            (&[("retry-after", "NaN")], Some(1.0)),
            (&[("retry-after", "soon")], Some(1.0)),
        ];
        for (headers, expected) in table {
            assert_eq!(wait(429, headers, 0), expected, "{headers:?}");
        }
    }

    #[test]
    fn without_a_word_of_the_service_the_wait_doubles() {
        assert_eq!([0, 1, 2].map(|retries| wait(429, &[], retries)), [Some(1.0), Some(2.0), Some(4.0)]);
    }

    #[test]
    fn retries_end() {
        assert_eq!(wait(429, &[("retry-after", "0")], 3), None);
    }

    #[test]
    fn nothing_else_is_retried() {
        for status in [200, 302, 400, 401, 404, 408, 410, 425, 500, 502, 503, 504] {
            assert_eq!(wait(status, &[("retry-after", "0")], 0), None, "{status}");
        }
    }

    #[test]
    fn very_many_retries_do_not_overflow() {
        let wait = decide(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), 1000, 2000, Timestamp::UNIX_EPOCH);
        assert_eq!(wait, Some(LONGEST_WAIT));
    }
}
