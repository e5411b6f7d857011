//! The Secoda API.
//!
//! ```no_run
//! use snyk_secoda::secoda;
//!
//! # async fn run() -> Result<(), snyk_secoda::Error> {
//! let secoda = secoda::Client::from_env()?;
//! let groups = secoda.groups().list_groups().items().try_collect().await?;
//! println!("{} groups", groups.len());
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::from_env`](crate::Client::from_env) reads these variables:
//!
//! | variable | holds |
//! |---|---|
//! | `SECODA_API_KEY` | the API key |
//! | `SECODA_REGION` | a [`Region`], such as `eu`; `us` unless set |
//! | `SECODA_DOMAIN` | instead, on premise: the `acme` of `https://acme.secoda.co` |
//! | `SECODA_API` | instead: a base URL, such as `https://secoda.example.com/prefix` |
//!
//! Paths are sent as the API's document writes them, with or without a slash at the end, unless
//! [`trailing_slash`](crate::ClientBuilder::trailing_slash) says otherwise.

mod region;

use http::StatusCode;
use secrecy::SecretString;

use crate::ClientBuilder;
use crate::api::{Api, Service, region_in_use};
use crate::auth::{Scheme, TokenSource};
use crate::client::{Environment, RateLimit};
use crate::error::Error;
use crate::response::Meta;

pub use generated::*;
pub use region::Region;

pub use crate::request::TrailingSlash;

/// What the build script made of `specs/secoda.json`.
#[allow(
    missing_docs,
    deprecated,
    unused_imports,
    clippy::all,
    reason = "the document does not describe every member, and it decides what is deprecated"
)]
mod generated {
    use super::Client;

    include!(concat!(env!("OUT_DIR"), "/secoda.rs"));
}

/// The service as a type, which tells its clients and credentials from those of others.
#[derive(Debug)]
pub enum Secoda {}

/// A client of the Secoda API.
pub type Client = crate::Client<Secoda>;

/// What a caller of Secoda proves its identity with.
pub type Credential = crate::Credential<Secoda>;

/// Constructors for Secoda.
impl Credential {
    /// An API key. It is sent as `Authorization: Bearer …`.
    pub fn api_key(key: impl Into<SecretString>) -> Self {
        Self::authorization(Scheme::Bearer, key)
    }

    /// API keys that the caller's own source gives. They are sent as `Authorization: Bearer …`.
    pub fn from_source(source: impl TokenSource) -> Self {
        Self::source(Scheme::Bearer, source)
    }
}

/// Settings for Secoda.
impl ClientBuilder<Secoda> {
    /// The cloud that hosts the workspace; [`Region::Us`] unless set.
    pub fn region(self, region: Region) -> Self {
        self.base_url(region.base_url())
    }

    /// The installation on premise at `https://{domain}.secoda.co`.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if `domain` is no single label of a host name.
    pub fn domain(self, domain: &str) -> Result<Self, Error> {
        Ok(self.base_url(region::on_premise(domain)?))
    }

    /// What is done about a slash at the end of paths; nothing unless set.
    ///
    /// Secoda's document has paths with and without one, and an installation may want the other
    /// form: it answers with a redirect or 404 then.
    pub fn trailing_slash(self, slash: TrailingSlash) -> Self {
        self.set_trailing_slash(slash)
    }
}

impl Api for Secoda {
    const SERVICE: &'static Service = &Service {
        name: "Secoda",
        base_url: Some(Region::Us.base_url()),
        needs_credential: true,
        rate_limit: Some(RateLimit::writes_per_minute(30)),
        advice,
        ..Service::PLAIN
    };

    fn configure(
        mut builder: ClientBuilder<Self>,
        environment: &Environment<'_>,
    ) -> Result<ClientBuilder<Self>, Error> {
        let Some(key) = environment.get("SECODA_API_KEY")? else {
            return Err(Error::config("SECODA_API_KEY is not set; it holds the API key for Secoda"));
        };
        builder = builder.credential(Credential::api_key(key));
        let place = environment.one_of(["SECODA_API", "SECODA_DOMAIN", "SECODA_REGION"])?;
        let Some((variable, text)) = place else {
            return Ok(builder);
        };
        let of_variable = |error| Error::config(format!("{variable}: {error}"));
        match variable {
            "SECODA_REGION" => Ok(builder.region(text.parse().map_err(of_variable)?)),
            "SECODA_DOMAIN" => builder.domain(&text).map_err(of_variable),
            _ => builder.base_url_from(variable, text),
        }
    }
}

fn advice(meta: &Meta, base_url: &str) -> Option<String> {
    match meta.status() {
        StatusCode::UNAUTHORIZED => {
            let regions = Region::ALL.iter().map(|region| (region.as_str(), region.base_url()));
            let region = region_in_use(base_url, regions);
            Some(format!(
                "check the API key, and that the region in use ({region}) is the one that hosts the workspace"
            ))
        }
        StatusCode::FORBIDDEN => Some("the owner of the API key may not do this".to_owned()),
        StatusCode::NOT_FOUND => Some("it is absent or hidden from this API key, or the base URL is wrong".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn configured(variables: &[(&str, &str)]) -> Result<ClientBuilder<Secoda>, Error> {
        let lookup = |name: &str| {
            let variable = variables.iter().find(|(key, _)| *key == name);
            variable.map(|(_, value)| OsString::from(value))
        };
        Secoda::configure(Client::builder(), &Environment::new(&lookup))
    }

    #[test]
    fn environment() {
        let table: &[(&[(&str, &str)], &str)] = &[
            (&[], "https://api.secoda.co"),
            (&[("SECODA_REGION", "EU")], "https://eapi.secoda.co"),
            (&[("SECODA_REGION", "apac")], "https://aapi.secoda.co"),
            (&[("SECODA_DOMAIN", "acme")], "https://acme.secoda.co"),
            (&[("SECODA_API", "https://data.example.com/api/")], "https://data.example.com/api"),
        ];
        for (variables, expected) in table {
            let variables = [&[("SECODA_API_KEY", "x")], *variables].concat();
            assert_eq!(configured(&variables).unwrap().parse_base_url().unwrap().to_string(), *expected);
        }
    }

    #[test]
    fn environment_errors_name_the_variable_and_no_secret() {
        let table: &[(&[(&str, &str)], &str)] = &[
            (&[], "SECODA_API_KEY"),
            (&[("SECODA_API_KEY", "MARKER"), ("SECODA_REGION", "mars")], "SECODA_REGION"),
            (&[("SECODA_API_KEY", "MARKER"), ("SECODA_DOMAIN", "customer_domain")], "SECODA_DOMAIN"),
            (&[("SECODA_API_KEY", "MARKER"), ("SECODA_API", "secoda")], "SECODA_API"),
            (&[("SECODA_API_KEY", "MARKER"), ("SECODA_REGION", "eu"), ("SECODA_DOMAIN", "a")], "SECODA_DOMAIN"),
        ];
        for (variables, name) in table {
            let error = configured(variables).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(error.is_config() && shown.contains(name) && !shown.contains("MARKER"), "{shown}");
        }
    }
}
