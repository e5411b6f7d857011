//! Hooks around each attempt to send a request.
//!
//! ```
//! use std::sync::atomic::{AtomicU64, Ordering};
//! use snyk_secoda::middleware::{Attempt, BoxError, Middleware};
//! use snyk_secoda::{Error, Meta};
//!
//! /// Marks requests with where they come from, and counts the failures.
//! #[derive(Default)]
//! struct Audit {
//!     failures: AtomicU64,
//! }
//!
//! impl Middleware for Audit {
//!     fn before(&self, attempt: &mut Attempt) -> Result<(), BoxError> {
//!         attempt.set_header("x-audit", "access-review")
//!     }
//!
//!     fn after(&self, attempt: &Attempt, outcome: Result<&Meta, &Error>) -> Result<(), BoxError> {
//!         if !outcome.is_ok_and(|meta| meta.status().is_success()) {
//!             self.failures.fetch_add(1, Ordering::Relaxed);
//!             eprintln!("{} failed in attempt {}", attempt.operation(), attempt.number());
//!         }
//!         Ok(())
//!     }
//! }
//! ```
//!
//! What has to wait for something, or to see the request as it goes out with its credential, is a
//! [`Transport`](crate::transport::Transport).

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, Instant};

use http::HeaderMap;

use crate::error::Error;
use crate::operation::Operation;
use crate::request::header;
use crate::response::Meta;

/// An error of a middleware: it ends the call, and is the source of its error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Sees each attempt of each call, and may end the call by an error.
///
/// Several see an attempt in the order in which they were set, and what came of it in the reverse
/// order. They run where the call runs, so they should not block.
pub trait Middleware: Send + Sync + 'static {
    /// Before a request is sent, for the first time or again.
    ///
    /// # Errors
    ///
    /// An error ends the call; nothing is sent.
    fn before(&self, attempt: &mut Attempt) -> Result<(), BoxError> {
        let _ = attempt;
        Ok(())
    }

    /// After it was answered, whatever the status, or after it failed. The body of the answer was
    /// read by then, unless the caller streams it.
    ///
    /// # Errors
    ///
    /// An error ends the call: its answer is lost, and it is not sent again. The service may have
    /// done what it was asked.
    fn after(&self, attempt: &Attempt, outcome: Result<&Meta, &Error>) -> Result<(), BoxError> {
        let _ = (attempt, outcome);
        Ok(())
    }
}

/// One attempt to send a request.
pub struct Attempt {
    operation: &'static Operation,
    resends: u32,
    start: Instant,
    headers: HeaderMap,
}

impl Attempt {
    pub(crate) fn new(operation: &'static Operation, resends: u32, headers: HeaderMap) -> Self {
        Self { operation, resends, start: Instant::now(), headers }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt it is, counted from 1.
    pub fn number(&self) -> u32 {
        self.resends.saturating_add(1)
    }

    /// For how long it has been under way.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// The headers of the request. The credential is not among them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Sets a header of this attempt; in [`Middleware::after`] that has no effect any more.
    ///
    /// # Errors
    ///
    /// That it is no header, or one that belongs to the client: `Authorization` and those that frame a
    /// message.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), BoxError> {
        let (name, value) = header(name, value).map_err(|rule| format!("the header {name:?} {rule}"))?;
        self.headers.insert(name, value);
        Ok(())
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt").field("operation", &self.operation.id).field("number", &self.number()).finish()
    }
}

/// A middleware that ends calls whose release is deprecated or past its sunset, for those who would
/// rather fail than find out later.
///
/// ```no_run
/// use snyk_secoda::middleware::RefuseDeprecated;
/// use snyk_secoda::snyk;
///
/// # fn main() -> Result<(), snyk_secoda::Error> {
/// let snyk = snyk::Client::builder().env()?.middleware(RefuseDeprecated).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RefuseDeprecated;

impl Middleware for RefuseDeprecated {
    fn after(&self, _: &Attempt, outcome: Result<&Meta, &Error>) -> Result<(), BoxError> {
        match outcome {
            Ok(meta) if meta.is_deprecated() => {
                Err(format!("its release is no longer supported: {}", Stage(meta)).into())
            }
            _ => Ok(()),
        }
    }
}

/// What an answer says of the release that gave it.
struct Stage<'a>(&'a Meta);

impl fmt::Display for Stage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(meta) = self;
        write!(f, "{}", meta.version_served().unwrap_or("unknown version"))?;
        meta.lifecycle_stage().iter().try_for_each(|stage| write!(f, ", {stage}"))?;
        meta.deprecation().iter().try_for_each(|since| write!(f, ", deprecated since {since}"))?;
        meta.sunset().iter().try_for_each(|date| write!(f, ", sunset {date}"))
    }
}
