//! The seam between the client and the APIs: all that differs between services.

use url::Url;

use crate::client::{ClientBuilder, Environment, RateLimit};
use crate::error::Error;
use crate::response::Meta;

/// A service that a [`Client`](crate::Client) can talk to.
///
/// Implementors are markers that tell clients and credentials of different services apart; the
/// client itself reads [`SERVICE`](Self::SERVICE) and is compiled once.
pub trait Api: Sized + Send + Sync + 'static {
    /// The facts about the service.
    #[doc(hidden)]
    const SERVICE: &'static Service;

    /// Takes from the environment what it holds for this service.
    #[doc(hidden)]
    fn configure(builder: ClientBuilder<Self>, environment: &Environment<'_>) -> Result<ClientBuilder<Self>, Error> {
        let _ = (builder, environment);
        Err(Error::config(format!("{} has no environment variables; use the builder", Self::SERVICE.name)))
    }
}

/// The facts about a service.
#[doc(hidden)]
#[derive(Debug)]
pub struct Service {
    /// Its name in messages.
    pub name: &'static str,
    /// The base URL unless another is set; `None` if there is no sensible one.
    pub base_url: Option<&'static str>,
    /// The base URL that a secret names, out of those that are known.
    pub base_url_of: fn(&str) -> Option<&'static str>,
    /// Corrects base URLs as people paste them.
    pub correct_base_url: fn(&mut Url),
    /// How the API version is sent, if it is.
    pub version: Option<VersionRule>,
    /// Whether a client without a credential is a mistake.
    pub needs_credential: bool,
    /// The pace that the service is known to allow.
    pub rate_limit: Option<RateLimit>,
    /// The header that takes a caller's own id of a request.
    pub request_id: &'static str,
    /// What to do about an answer that is no success, by what it says and the base URL.
    pub advice: fn(&Meta, &str) -> Option<String>,
}

/// How a service takes its API version.
#[doc(hidden)]
#[derive(Debug)]
pub struct VersionRule {
    /// The query parameter.
    pub parameter: &'static str,
    /// The version unless another is set.
    pub default: &'static str,
    /// Says what is wrong with a version, whatever it is asked of.
    pub check: fn(&str) -> Result<(), String>,
    /// Says why a version that is all right stands for none of the releases of an operation, oldest first.
    pub resolve: fn(&str, &[&str]) -> Result<(), String>,
}

/// What to call a base URL in a message: the name of its region, or itself.
#[cfg(any(feature = "snyk-client", feature = "secoda-client"))]
pub(crate) fn region_in_use<'a>(base_url: &'a str, mut regions: impl Iterator<Item = (&'a str, &'a str)>) -> &'a str {
    regions.find(|(_, url)| *url == base_url).map_or(base_url, |(name, _)| name)
}

impl Service {
    /// A service without peculiarities, for `..Service::PLAIN`.
    pub const PLAIN: Self = Self {
        name: "the service",
        base_url: None,
        base_url_of: |_| None,
        correct_base_url: |_| {},
        version: None,
        needs_credential: false,
        rate_limit: None,
        request_id: "x-request-id",
        advice: |_, _| None,
    };
}
