#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
// No input makes this panic. An exception says why it cannot.
#![cfg_attr(
    not(test),
    deny(
        clippy::allow_attributes_without_reason,
        clippy::arithmetic_side_effects,
        clippy::exit,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

mod api;
mod auth;
mod base_url;
mod client;
#[cfg(feature = "rustls-no-provider")]
mod crypto;
mod decode;
mod error;
mod json;
pub mod middleware;
mod operation;
mod page;
mod request;
mod response;
mod rules;
pub mod transport;

/// The generator, here for its unit tests alone. The library never contains it.
#[cfg(test)]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

#[doc(hidden)]
pub mod rt;

#[cfg(feature = "mock")]
pub mod mock;
#[cfg(feature = "secoda-client")]
pub mod secoda;
#[cfg(feature = "snyk-client")]
pub mod snyk;

pub use api::Api;
pub use auth::{AccessToken, Credential, TokenFuture, TokenSource};
pub use client::{ByteStream, Client, ClientBuilder, Counters, RateLimit, ResponseFuture, RetryPolicy};
pub use error::{Error, Problem};
pub use operation::{Operation, Paging, Stage};
pub use page::{Items, Link, Next, Page, Pages, Prefetch, ResumeToken};
pub use request::{Body, File, Parts};
pub use response::{HeaderDate, Meta, Response};
pub use rules::{Parameter, Place, Rules, Violation};
