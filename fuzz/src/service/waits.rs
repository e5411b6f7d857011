use std::time::Duration;

use snyk_secoda::RetryPolicy;
use tokio::time::Instant;

use super::answers::{Answer, Answers, status};
use super::{Clients, calls, echoed, log, number, parts, run, shown};

/// A call of its own for each method.
const CALLS: [usize; 4] = [8, 14, 15, 19];
/// The longest waits that a policy allows, in seconds.
const LONGEST: [u64; 6] = [0, 1, 7, 60, 3_600, 20_000];

/// What a caller allows.
struct Limits {
    retries: u32,
    longest: Duration,
    total: Option<Duration>,
}

/// Four numbers for the call, the retries, the longest wait and the limit of the whole call; then an answer in each part:
/// a number for its status, a line with its `Retry-After`, and one with its `X-RateLimit-Reset`.
pub fn retry_after(input: &[u8]) {
    let (call, input) = number(input);
    let (retries, input) = number(input);
    let (longest, input) = number(input);
    let (total, input) = number(input);
    let limits = Limits {
        retries: u32::try_from(retries % 8).unwrap_or_default(),
        longest: Duration::from_secs(LONGEST[longest % LONGEST.len()]),
        total: (total % 2 == 1).then(|| Duration::from_millis(total as u64 * 500)),
    };
    let policy = RetryPolicy::default().max_retries(limits.retries).longest_wait(limits.longest);
    let answers = Answers::new(parts(input).into_iter().take(8).map(answer).collect());
    let clients = Clients::within(limits.total, &answers, policy);
    log::listen();
    let call = calls::call(CALLS[call % CALLS.len()], &clients);
    let (outcome, start, end) = run(async move {
        let start = Instant::now();
        (call.await, start, Instant::now())
    });
    check(&limits, &answers, start, end);
    shown::check(&outcome);
}

fn answer(part: &[u8]) -> Answer {
    let (code, rest) = number(part);
    let mut answer = Answer::new(status(code), b"{}".to_vec());
    for (name, value) in [&b"retry-after"[..], b"x-ratelimit-reset"].into_iter().zip(rest.split(|byte| *byte == b'\n'))
    {
        answer.header(name, &echoed(value));
    }
    answer
}

/// No wait is longer than the policy allows, but for the part that keeps callers from coming back at once.
fn check(limits: &Limits, answers: &Answers, start: Instant, end: Instant) {
    let asked = answers.asked();
    assert!(asked.len() <= limits.retries as usize + 1, "asked {} times", asked.len());
    let spread = (limits.longest / 10).min(Duration::from_secs(1));
    // The clock counts milliseconds.
    let most = limits.longest + spread + Duration::from_millis(2);
    for pair in asked.windows(2) {
        let wait = pair[1].1.duration_since(pair[0].1);
        assert!(wait <= most, "waited {wait:?}, and {:?} is the most", limits.longest);
    }
    let took = end.duration_since(start);
    assert!(limits.total.is_none_or(|total| took <= total + Duration::from_millis(2)), "took {took:?}");
    // No wait is begun that leads to no request.
    assert!(asked.last().is_some_and(|(_, last)| end.duration_since(*last) < Duration::from_millis(2)));
}
