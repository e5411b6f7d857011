//! `snyk_secoda::mock`, the server for other people's tests.

#[path = "../common/bare.rs"]
mod bare;
#[path = "../common/bodies.rs"]
mod bodies;
mod calls;
mod larger;
#[path = "../common/schemas.rs"]
mod schemas;

mod answers;
mod faults;
mod refusals;
mod requests;
mod scripts;
mod server;
