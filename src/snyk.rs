//! The Snyk REST API.
//!
//! ```no_run
//! use snyk_secoda::snyk;
//!
//! # async fn run() -> Result<(), snyk_secoda::Error> {
//! let snyk = snyk::Client::from_env()?;
//! let mut orgs = snyk.orgs().list_orgs().limit(100).items();
//! while let Some(org) = orgs.try_next().await? {
//!     println!("{org:?}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::from_env`](crate::Client::from_env) reads these variables:
//!
//! | variable | holds |
//! |---|---|
//! | `SNYK_TOKEN` | an API token, a personal access token or that of a service account |
//! | `SNYK_OAUTH_TOKEN` | instead: an OAuth access token |
//! | `SNYK_CLIENT_ID`, `SNYK_CLIENT_SECRET` | instead: an OAuth client, such as a service account |
//! | `SNYK_REGION` | a [`Region`], such as `eu-01`; unless set the one that the token names, or else `us-01` |
//! | `SNYK_API` | instead: a base URL, such as `https://api.eu.snyk.io` |
//! | `SNYK_API_VERSION` | another [`ApiVersion`] than [`API_VERSION`] |
//!
//! Base URLs of Snyk's own hosts may be given as people find them: `https://app.eu.snyk.io/org/x`
//! is taken for `https://api.eu.snyk.io/rest`. Those of other hosts are used as they are.

mod claims;
mod credential;
mod region;
mod version;

use http::StatusCode;
use url::{Host, Url};

use crate::ClientBuilder;
use crate::api::{Api, Service, VersionRule, region_in_use};
use crate::client::{Environment, RateLimit};
use crate::error::Error;
use crate::response::Meta;

pub use generated::*;
pub use region::Region;
pub use version::ApiVersion;

/// What the build script made of `specs/snyk.json`.
#[allow(
    missing_docs,
    deprecated,
    unused_imports,
    clippy::all,
    reason = "the document does not describe every member, and it decides what is deprecated"
)]
mod generated {
    use super::Client;

    include!(concat!(env!("OUT_DIR"), "/snyk.rs"));
}

/// The service as a type, which tells its clients and credentials from those of others.
#[derive(Debug)]
pub enum Snyk {}

/// A client of the Snyk REST API.
pub type Client = crate::Client<Snyk>;

/// What a caller of Snyk proves its identity with.
pub type Credential = crate::Credential<Snyk>;

/// Settings for Snyk.
impl ClientBuilder<Snyk> {
    /// The region that hosts the account; unless set the one that the token names
    /// ([`Credential::region`]), or else [`Region::Us01`]. A token of another region is answered with 401.
    pub fn region(self, region: Region) -> Self {
        self.base_url(region.base_url())
    }
}

impl Api for Snyk {
    const SERVICE: &'static Service = &Service {
        name: "Snyk",
        base_url: Some(Region::Us01.base_url()),
        base_url_of: |secret| claims::region(secret).map(Region::base_url),
        correct_base_url,
        version: Some(VersionRule {
            parameter: "version",
            default: API_VERSION,
            check: version::check,
            resolve: version::resolve,
        }),
        needs_credential: true,
        rate_limit: Some(RateLimit::per_minute(1620)),
        request_id: "snyk-request-id",
        advice,
    };

    fn configure(
        mut builder: ClientBuilder<Self>,
        environment: &Environment<'_>,
    ) -> Result<ClientBuilder<Self>, Error> {
        builder = builder.credential(credential::from_environment(environment)?);
        builder = match environment.one_of(["SNYK_API", "SNYK_REGION"])? {
            Some(("SNYK_REGION", name)) => builder.region(name.parse().map_err(of_variable("SNYK_REGION"))?),
            Some((variable, url)) => builder.base_url_from(variable, url)?,
            None => builder,
        };
        match environment.get("SNYK_API_VERSION")? {
            Some(text) => {
                version::check(&text).map_err(|fault| Error::config(format!("SNYK_API_VERSION {fault}")))?;
                Ok(builder.version(text))
            }
            None => Ok(builder),
        }
    }
}

fn of_variable(name: &'static str) -> impl Fn(Error) -> Error {
    move |error| Error::config(format!("{name}: {error}"))
}

/// On Snyk's hosts the API is at `api.…/rest`, while people copy the address of the web page,
/// `app.…`. Of other hosts nothing is known.
fn correct_base_url(url: &mut Url) {
    let Some(Host::Domain(name)) = url.host() else {
        return;
    };
    if !is_snyk_host(name) {
        return;
    }
    if let Some(rest) = name.strip_prefix("app.") {
        let api = format!("api.{rest}");
        // A valid host name with another first label is valid.
        let _ = url.set_host(Some(&api));
    }
    url.set_path("/rest");
}

fn is_snyk_host(name: &str) -> bool {
    ["snyk.io", "snykgov.io"]
        .iter()
        .any(|domain| name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn advice(meta: &Meta, base_url: &str) -> Option<String> {
    let advice = match meta.status() {
        StatusCode::UNAUTHORIZED => {
            let regions = Region::ALL.iter().map(|region| (region.as_str(), region.base_url()));
            let region = region_in_use(base_url, regions);
            return Some(format!(
                "check the token, and that the region in use ({region}) is the one that hosts the account"
            ));
        }
        StatusCode::FORBIDDEN => "the credential lacks a permission that the operation needs",
        StatusCode::NOT_FOUND if meta.version_served().is_none() => {
            "it is absent, hidden from this credential, or has no release that fits the API version"
        }
        StatusCode::NOT_FOUND => "it is absent or hidden from this credential",
        StatusCode::GONE => "this release was removed; ask for a newer API version",
        _ => return None,
    };
    Some(advice.to_owned())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn configured(variables: &[(&str, &str)]) -> Result<ClientBuilder<Snyk>, Error> {
        let lookup = |name: &str| {
            let variable = variables.iter().find(|(key, _)| *key == name);
            variable.map(|(_, value)| OsString::from(value))
        };
        Snyk::configure(Client::builder(), &Environment::new(&lookup))
    }

    #[test]
    fn base_urls_as_people_paste_them() {
        let table = [
            ("https://api.snyk.io", "https://api.snyk.io/rest"),
            ("https://api.eu.snyk.io/rest/", "https://api.eu.snyk.io/rest"),
            ("https://api.eu.snyk.io/v1", "https://api.eu.snyk.io/rest"),
            ("https://app.eu.snyk.io/org/mine/", "https://api.eu.snyk.io/rest"),
            ("https://app.snykgov.io", "https://api.snykgov.io/rest"),
            ("https://api.example.snyk.io", "https://api.example.snyk.io/rest"),
            ("https://snyk.example.com/gateway", "https://snyk.example.com/gateway"),
            ("https://app.notsnyk.io/x", "https://app.notsnyk.io/x"),
            ("http://127.0.0.1:4010", "http://127.0.0.1:4010"),
        ];
        for (text, expected) in table {
            let base = Client::builder().base_url(text).parse_base_url().unwrap();
            assert_eq!(base.to_string(), expected);
        }
    }

    #[test]
    fn environment() {
        let url = |more: &[(&'static str, &'static str)]| {
            let variables = [&[("SNYK_TOKEN", "x")], more].concat();
            configured(&variables).unwrap().parse_base_url().unwrap().to_string()
        };
        assert_eq!(url(&[]), "https://api.snyk.io/rest");
        assert_eq!(url(&[("SNYK_REGION", " EU ")]), "https://api.eu.snyk.io/rest");
        assert_eq!(url(&[("SNYK_REGION", ""), ("SNYK_API", "")]), "https://api.snyk.io/rest");
        assert_eq!(url(&[("SNYK_API", "https://app.au.snyk.io/org/x")]), "https://api.au.snyk.io/rest");
        assert!(configured(&[("SNYK_OAUTH_TOKEN", "x"), ("SNYK_API_VERSION", "2025-11-05")]).is_ok());
        assert!(configured(&[("SNYK_CLIENT_ID", "x"), ("SNYK_CLIENT_SECRET", "y")]).is_ok());
    }

    #[test]
    fn environment_errors_name_the_variable_and_no_secret() {
        let table: &[(&[(&str, &str)], &str)] = &[
            (&[], "SNYK_TOKEN"),
            (&[("SNYK_TOKEN", " ")], "SNYK_TOKEN"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_OAUTH_TOKEN", "MARKER")], "SNYK_OAUTH_TOKEN"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_CLIENT_SECRET", "MARKER")], "SNYK_TOKEN and SNYK_CLIENT_SECRET"),
            (&[("SNYK_OAUTH_TOKEN", "MARKER"), ("SNYK_CLIENT_ID", "x")], "SNYK_OAUTH_TOKEN and SNYK_CLIENT_ID"),
            (&[("SNYK_CLIENT_SECRET", "MARKER")], "SNYK_CLIENT_ID is not set"),
            (&[("SNYK_CLIENT_ID", "x")], "SNYK_CLIENT_SECRET is not set"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_REGION", "mars")], "SNYK_REGION"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_API", "http://api.snyk.io")], "SNYK_API"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_API", "https://MARKER@api.snyk.io")], "SNYK_API"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_API", "https://x"), ("SNYK_REGION", "eu")], "SNYK_REGION"),
            (&[("SNYK_TOKEN", "MARKER"), ("SNYK_API_VERSION", "today")], "SNYK_API_VERSION"),
        ];
        for (variables, name) in table {
            let error = configured(variables).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(error.is_config() && shown.contains(name) && !shown.contains("MARKER"), "{shown}");
        }
    }

    #[test]
    fn a_token_chooses_the_region_unless_one_is_set() {
        // {"h":"api.eu.snyk.io"}
        let credential = Credential::api_token("snyk_uat.1.eyJoIjoiYXBpLmV1LnNueWsuaW8ifQ.c");
        assert_eq!(credential.region(), Some(Region::Eu01));
        let base = |builder: ClientBuilder<Snyk>| builder.parse_base_url().unwrap().to_string();
        let builder = || Client::builder().credential(credential.clone());
        assert_eq!(base(builder()), "https://api.eu.snyk.io/rest");
        assert_eq!(base(builder().region(Region::Us01)), "https://api.snyk.io/rest");
        assert_eq!(base(builder().base_url("http://127.0.0.1:1")), "http://127.0.0.1:1");
    }

    #[test]
    fn a_credential_is_needed() {
        assert!(Client::builder().build().unwrap_err().is_config());
    }
}
