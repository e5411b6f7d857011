//! Both services, embedded: an invented company behind two mock servers on loopback.
//!
//! The servers of `snyk_secoda::mock` are as strict as the vendored documents, so that the review runs without an
//! account, a network or anything to install, through the same client and over the same HTTP as for real. What is here
//! is the company, and what it answers.

pub(crate) mod data;
mod random;
mod secoda;
mod snyk;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};
use snyk_secoda::Error;
use snyk_secoda::mock::Server;

use data::Company;

/// The token that the embedded Snyk service takes.
pub(crate) const TOKEN: &str = "6f1d4c1e-3b52-4a7e-9c06-demo-token";
/// The API key that the embedded Secoda service takes.
pub(crate) const API_KEY: &str = "demo-api-key";
/// What the data is generated from.
pub(crate) const SEED: u64 = 2026;

/// Two running servers; they stop when this is dropped.
#[derive(Debug)]
pub(crate) struct Demo {
    pub(crate) snyk: Server,
    pub(crate) secoda: Server,
}

impl Demo {
    /// Starts both servers with a company of their own.
    pub(crate) async fn start() -> Result<Self, Error> {
        Self::serving(&Arc::new(Mutex::new(Company::new(SEED)))).await
    }

    /// Starts both servers, each on a free port of the loopback interface, with what they hold.
    pub(crate) async fn serving(company: &Arc<Mutex<Company>>) -> Result<Self, Error> {
        Ok(Self { snyk: snyk::start(company).await?, secoda: secoda::start(company).await? })
    }
}

/// The guarded value, also after a handler panicked: what it guards is replaced piece by piece and
/// stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An instant as both services write it.
fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
