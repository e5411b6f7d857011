use super::*;
use crate::transport;

type Headers = &'static [(&'static str, &'static str)];

const NOW: &str = "2025-01-31T10:00:00Z";

fn meta(status: u16, headers: Headers) -> Meta {
    let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    Meta::new(StatusCode::from_u16(status).unwrap(), headers.collect())
}

fn verdict(status: u16, headers: Headers) -> Verdict {
    Verdict::of_answer(&meta(status, headers), NOW.parse().unwrap())
}

fn of_error(error: &Error) -> Verdict {
    Verdict::of_error(error, NOW.parse().unwrap())
}

fn broken() -> Error {
    Error::transport(transport::Error::broken("reset"))
}

/// The wait with the least and with the most chance.
fn waits(verdict: Verdict, retries: u32) -> Option<(f64, f64)> {
    let policy = RetryPolicy::default();
    let wait = |random| policy.wait(verdict, Replay::Always, retries, random);
    Some((wait(0.0)?.as_secs_f64(), wait(1.0)?.as_secs_f64()))
}

#[test]
fn what_the_service_asks_for_is_the_least_wait() {
    let table: [(Headers, Option<(f64, f64)>); 12] = [
        (&[("retry-after", "7")], Some((7.0, 7.7))),
        (&[("retry-after", "0")], Some((0.0, 0.0))),
        (&[("retry-after", " 1.5 ")], Some((1.5, 1.65))),
        (&[("retry-after", "60")], Some((60.0, 61.0))),
        (&[("retry-after", "61")], None),
        (&[("retry-after", "1e300")], None),
        (&[("retry-after", "Fri, 31 Jan 2025 10:00:20 GMT")], Some((20.0, 21.0))),
        (&[("retry-after", "Fri, 31 Jan 2025 09:00:00 GMT")], Some((0.0, 0.0))),
        (&[("retry-after", "Sat, 01 Feb 2025 10:00:00 GMT")], None),
        (&[("x-ratelimit-reset", "9")], Some((9.0, 9.9))),
        (&[("retry-after", "3"), ("x-ratelimit-reset", "9")], Some((9.0, 9.9))),
        (&[("retry-after", "9"), ("x-ratelimit-reset", "3")], Some((9.0, 9.9))),
    ];
    for (headers, expected) in table {
        assert_eq!(waits(verdict(429, headers), 0), expected, "{headers:?}");
    }
}

#[test]
fn what_cannot_be_read_asks_for_nothing() {
    for text in ["soon", "-5", "NaN", ""] {
        assert_eq!(read_wait(text, NOW.parse().unwrap()), None, "{text}");
    }
}

#[test]
fn without_a_word_of_the_service_the_wait_is_a_part_of_one_that_doubles() {
    let refused = Verdict::Refused { asked: None };
    assert_eq!([0, 1, 2].map(|retries| waits(refused, retries)), [1.0, 2.0, 4.0].map(|most| Some((0.0, most))));
}

#[test]
fn retries_end() {
    assert_eq!(waits(Verdict::Refused { asked: None }, 3), None);
}

#[test]
fn very_many_retries_do_not_overflow() {
    let policy = RetryPolicy::default().max_retries(u32::MAX);
    let wait = policy.wait(Verdict::Refused { asked: None }, Replay::Always, 1000, 1.0);
    assert_eq!(wait, Some(Duration::from_secs(60)));
}

#[test]
fn statuses() {
    let asked = Some(Duration::ZERO);
    let of = |status| verdict(status, &[("retry-after", "0")]);
    assert_eq!(of(429), Verdict::Refused { asked });
    for status in [408, 425, 500, 502, 503, 504, 599] {
        assert_eq!(of(status), Verdict::Transient { asked }, "{status}");
    }
    for status in [200, 204, 302, 400, 401, 403, 404, 409, 410, 422] {
        assert_eq!(of(status), Verdict::Final, "{status}");
    }
}

#[test]
fn what_is_sent_again_depends_on_what_harm_it_does() {
    let (refused, transient) = (Verdict::Refused { asked: None }, Verdict::Transient { asked: None });
    let table = [
        (refused, Replay::Always, true),
        (refused, Replay::IfRefused, true),
        (refused, Replay::Never, false),
        (transient, Replay::Always, true),
        (transient, Replay::IfRefused, false),
        (transient, Replay::Never, false),
        (Verdict::Final, Replay::Always, false),
    ];
    for (verdict, replay, expected) in table {
        let wait = RetryPolicy::default().wait(verdict, replay, 0, 0.5);
        assert_eq!(wait.is_some(), expected, "{verdict:?} {replay:?}");
    }
}

#[test]
fn an_exchange_that_breaks_off_is_judged_by_what_was_read_of_it() {
    let transient = Verdict::Transient { asked: None };
    assert_eq!(of_error(&broken()), transient);
    for (status, expected) in [(200, transient), (302, transient), (503, transient), (410, Verdict::Final)] {
        assert_eq!(of_error(&broken().with_meta(meta(status, &[]))), expected, "{status}");
    }
    let limited = broken().with_meta(meta(429, &[("retry-after", "2")]));
    assert_eq!(of_error(&limited), Verdict::Refused { asked: Some(Duration::from_secs(2)) });
}

#[test]
fn a_call_that_got_no_token_was_not_sent() {
    let token = |cause: Error| of_error(&Error::token(std::sync::Arc::new(cause)));
    assert_eq!(token(broken()), Verdict::Refused { asked: None });
    let answered = |status| Error::api("{}", None).with_meta(meta(status, &[]));
    assert_eq!(token(answered(503)), Verdict::Refused { asked: None });
    assert_eq!(token(answered(401)), Verdict::Final);
    assert_eq!(token(Error::no_token("it is empty")), Verdict::Final);
}

#[test]
fn what_is_wrong_with_the_call_itself_is_final() {
    assert_eq!(of_error(&Error::body_too_large(1).with_meta(meta(503, &[]))), Verdict::Final);
    assert_eq!(of_error(&Error::config("x")), Verdict::Final);
}

#[test]
fn a_policy_waits_as_it_was_told() {
    let policy = RetryPolicy::default().max_retries(9).first_wait(Duration::from_secs(2));
    let policy = policy.longest_wait(Duration::from_secs(7));
    let waits: Vec<_> = (0..4).map(|retries| policy.wait(verdict(503, &[]), Replay::Always, retries, 1.0)).collect();
    assert_eq!(waits, [2, 4, 7, 7].map(|seconds| Some(Duration::from_secs(seconds))));
    assert_eq!(policy.wait(verdict(503, &[]), Replay::Always, 9, 1.0), None);
}
