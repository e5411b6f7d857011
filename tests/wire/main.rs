//! The clients on the wire: a server on a loopback address, one behaviour a test.
//!
//! Nothing here leaves the machine or waits for time to pass, except where a time limit is the
//! subject.

mod answers;
mod auth;
mod bodies;
#[path = "../common/calls.rs"]
mod calls;
mod cancel;
mod encoding;
mod faults;
mod foreign;
mod forms;
#[path = "../common/bodies.rs"]
mod full_bodies;
mod hooks;
mod limits;
mod logs;
mod origins;
mod outcomes;
mod paging;
mod paging_ahead;
mod paging_numbered;
mod paging_resume;
mod paging_styles;
mod requests;
mod retry;
mod secrets;
mod server;
mod shop;
mod slashes;
mod sources;
mod streams;
mod styles;
mod table;
#[cfg(feature = "rustls")]
mod tls;
mod tokens;
mod tolerance;
mod transport;
mod turned_away;
mod versions;

use std::time::Duration;

use snyk_secoda::{RetryPolicy, secoda, snyk};

use server::Server;

/// Stands in every credential of these tests, so that a leak can be searched for.
const MARKER: &str = "MARKER-c0ffee";

/// A client of the server, as if the server were Snyk.
fn snyk_at(server: &Server) -> snyk::Client {
    snyk_builder(server).build().unwrap()
}

/// One that sends every request once, whatever comes of it.
fn snyk_once_at(server: &Server) -> snyk::Client {
    snyk_builder(server).retry(RetryPolicy::never()).build().unwrap()
}

fn snyk_builder(server: &Server) -> snyk_secoda::ClientBuilder<snyk::Snyk> {
    snyk::Client::builder()
        .credential(snyk::Credential::api_token(MARKER))
        .base_url(server.url("/rest"))
        .timeout(Duration::from_secs(20))
}

/// A client of the server, as if the server were Secoda.
fn secoda_at(server: &Server) -> secoda::Client {
    let builder = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER));
    builder.base_url(server.url("")).timeout(Duration::from_secs(20)).build().unwrap()
}
