use snyk_secoda::RetryPolicy;

use super::answers::{Answer, Answers, status};
use super::{Clients, calls, echoed, log, number, run, shown};

const TYPES: [&str; 5] =
    ["application/vnd.api+json", "application/json", "text/plain", "text/html; charset=latin1", "text/csv"];

/// A number for the call, one for the status, one for the media type; the rest is the body of the answer.
pub fn decode(input: &[u8]) {
    let (call, input) = number(input);
    let (code, input) = number(input);
    let (kind, body) = number(input);
    let mut answer = Answer::new(status(code), echoed(body));
    if let Some(kind) = TYPES.get(kind % (TYPES.len() + 1)) {
        answer.header(b"content-type", kind.as_bytes());
    }
    log::listen();
    let clients = Clients::new(&Answers::new(vec![answer]), RetryPolicy::never());
    shown::check(&run(calls::call(call, &clients)));
}
