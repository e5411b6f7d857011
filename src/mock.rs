//! A server for tests of code that uses this crate: Snyk's or Secoda's API on loopback.
//!
//! It reads the OpenAPI document that the crate was built from. Unless told otherwise every operation answers with a
//! success that is built from its schema, the same in every run. Requests are held against the document: a path that it
//! does not have is answered with 404, a request that breaks it with 400 and the place of the fault, both in the form in
//! which the service writes errors.
//!
//! ```
//! # #[cfg(feature = "snyk")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use serde_json::json;
//! use snyk_secoda::mock::{Fault, Reply, Server};
//! use snyk_secoda::{Error, snyk};
//!
//! /// What is to be tested.
//! async fn names(snyk: &snyk::Client) -> Result<Vec<String>, Error> {
//!     let groups = snyk.groups().list_groups().items().try_collect().await?;
//!     Ok(groups.into_iter().map(|group| group.attributes.name).collect())
//! }
//!
//! let server = Server::snyk().start().await?;
//! let snyk = server.snyk_client()?;
//!
//! // An answer of the document, with a change.
//! let mut body = server.example("listGroups", 200)?;
//! body["data"][0]["attributes"]["name"] = json!("Payments");
//! server.on("listGroups")?.reply(Reply::json(200, body));
//! assert_eq!(names(&snyk).await?, ["Payments"]);
//!
//! // Once too often, then broken, then refused, then as before.
//! let busy = Reply::problem(429, "Too many requests").header("retry-after", "0");
//! server.on("listGroups")?.then(busy).then(Fault::Disconnect).then(Reply::problem(403, "Not yours"));
//! assert!(names(&snyk).await.is_err_and(|error| error.is_forbidden() && error.retries() == 2));
//! assert_eq!(names(&snyk).await?, ["Payments"]);
//!
//! let requests = server.requests();
//! assert_eq!(requests.len(), 5);
//! assert_eq!(requests[0].operation(), Some("listGroups"));
//! assert_eq!(requests[0].query_value("version"), Some(snyk::API_VERSION));
//! # Ok(()) }
//! # #[cfg(not(feature = "snyk"))]
//! # fn main() {}
//! ```
//!
//! Operations go by their id, `getGroup`, which is `snyk::groups::GET_GROUP.id` as well; by the name that this crate
//! derives where the document gives none, as in Secoda's; or by method and path, `GET /groups/{group_id}`.
//!
//! What a request is answered with, the first of these that there is:
//!
//! 1. what the checks of the document say against it;
//! 2. the next of [`On::then`], in the order in which requests arrive;
//! 3. [`On::reply`] or [`On::fault`];
//! 4. the handler of [`Server::handle`], for a server that remembers;
//! 5. the answer that the document describes.
//!
//! OAuth clients of Snyk get their tokens from it as well, whatever their id and secret.
//!
//! The server is tasks on the tokio runtime on which it was started, and ends when it is dropped.

mod builder;
mod check;
mod document;
mod mix;
mod parameters;
mod pattern;
mod release;
mod reply;
mod request;
mod route;
mod script;
mod server;
mod service;
mod shared;
mod synth;
mod wire;

pub use builder::ServerBuilder;
pub use reply::{Fault, Reply};
pub use request::Request;
pub use script::On;
pub use server::Server;
