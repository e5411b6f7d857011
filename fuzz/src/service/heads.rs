use snyk_secoda::RetryPolicy;

use super::answers::{Answer, Answers, status};
use super::{Clients, calls, echoed, log, number, run, shown};

/// Stands in a header that nobody has to see.
const COOKIE: &str = "COOKIE-c0ffee";

/// A number for the call and one for the status; then the headers of the answer, one a line, and after an empty line its
/// body.
pub fn headers(input: &[u8]) {
    if input.windows(COOKIE.len()).any(|part| part == COOKIE.as_bytes()) {
        // It came to know the cookie by the search for it, and a body may be shown.
        return;
    }
    let (call, input) = number(input);
    let (code, input) = number(input);
    let mut lines = input.split(|byte| *byte == b'\n');
    let mut answer = Answer::new(status(code), Vec::new());
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        answer.header(name, echoed(value.get(1..).unwrap_or_default()).trim_ascii());
    }
    answer.body = echoed(&lines.collect::<Vec<_>>().join(&b'\n'));
    answer.header(b"set-cookie", COOKIE.as_bytes());
    log::listen();
    let clients = Clients::new(&Answers::new(vec![answer]), RetryPolicy::never());
    let outcome = run(calls::call(call, &clients));
    let text = outcome.as_ref().map_or_else(|error| format!("{error} {error:?}"), |meta| format!("{meta:?}"));
    assert!(!text.contains(COOKIE), "a cookie is shown: {text}");
    shown::check(&outcome);
}
