//! Answers that no service should give: every call ends with a value or with an error that says where, and neither shows
//! the credential or goes anywhere else with it.
//!
//! An answer may repeat the credential: the byte 0x01 of an input stands for it.

mod answers;
mod calls;
mod decoding;
mod goldens;
mod heads;
mod log;
mod paging;
mod shown;
mod waits;

use std::time::Duration;

use snyk_secoda::{Api, Client, ClientBuilder, RetryPolicy, secoda, snyk};

use answers::Answers;

pub use decoding::decode;
pub use heads::headers;
pub use paging::next_page;
pub use waits::retry_after;

/// Every credential, so that a leak can be searched for.
const MARKER: &str = "MARKER-c0ffee";
/// What stands for it in an input.
const ECHO: u8 = 1;
/// Stands on a line of its own between the parts of an input.
const CUT: &str = "\n%%%\n";
/// The origin of both services. Nobody listens there, as nothing is sent but to a transport of our own.
const ORIGIN: &str = "https://api.example.com";
/// The largest body that is read.
const MAX_BODY: usize = 1 << 16;

/// Both services. The goldens are called as if they were the first.
struct Clients {
    snyk: snyk::Client,
    secoda: secoda::Client,
}

impl Clients {
    fn new(answers: &Answers, retry: RetryPolicy) -> Self {
        Self::within(None, answers, retry)
    }

    /// With a time limit for each call.
    fn within(total: Option<Duration>, answers: &Answers, retry: RetryPolicy) -> Self {
        let snyk = snyk::Client::builder().credential(snyk::Credential::api_token(MARKER));
        let secoda = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER));
        Self {
            snyk: built(snyk.base_url(format!("{ORIGIN}/rest")).transport(answers.clone()), retry, total),
            secoda: built(secoda.base_url(ORIGIN).transport(answers.clone()), retry, total),
        }
    }
}

fn built<A: Api>(builder: ClientBuilder<A>, retry: RetryPolicy, total: Option<Duration>) -> Client<A> {
    let builder = builder.retry(retry).max_body(MAX_BODY).rate_limit(None);
    let builder = total.into_iter().fold(builder, ClientBuilder::total_timeout);
    builder.build().unwrap_or_else(|error| panic!("no client: {error}"))
}

/// Runs a call to its end, on a clock that stands still unless all wait for it. Nothing may take a week.
fn run<T>(call: impl Future<Output = T>) -> T {
    fastrand::seed(1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(604_800), call).await.expect("the call hangs") })
}

/// Bytes with the credential in its places.
fn echoed(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    for byte in bytes {
        match *byte {
            ECHO => text.extend_from_slice(MARKER.as_bytes()),
            byte => text.push(byte),
        }
    }
    text
}

/// The first byte as a number, and the others.
fn number(input: &[u8]) -> (usize, &[u8]) {
    input.split_first().map_or((0, input), |(first, rest)| (usize::from(*first), rest))
}

/// The parts of an input.
fn parts(mut input: &[u8]) -> Vec<&[u8]> {
    let (mut parts, cut) = (Vec::new(), CUT.as_bytes());
    while let Some(start) = input.windows(cut.len()).position(|window| window == cut) {
        parts.push(&input[..start]);
        input = &input[start + cut.len()..];
    }
    parts.push(input);
    parts
}
