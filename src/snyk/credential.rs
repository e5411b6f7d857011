//! The credentials that Snyk takes.

use secrecy::{ExposeSecret, SecretString};

use super::{Credential, Region, claims};
use crate::auth::{Scheme, TokenSource};
use crate::client::Environment;
use crate::error::Error;

/// The token endpoint, beside `/rest`.
const TOKEN_PATH: &str = "/oauth2/token";

/// Constructors for Snyk.
impl Credential {
    /// An API token, a personal access token (`snyk_uat.…`) or the token of a service account
    /// (`snyk_sat.…`). It is sent as `Authorization: token …`.
    pub fn api_token(token: impl Into<SecretString>) -> Self {
        Self::authorization(Scheme::Token, token)
    }

    /// An OAuth access token. It is sent as `Authorization: Bearer …`.
    pub fn bearer(token: impl Into<SecretString>) -> Self {
        Self::authorization(Scheme::Bearer, token)
    }

    /// An OAuth client with a secret, such as a service account: access tokens come from the token
    /// endpoint, `/oauth2/token` on the host of the API, and are renewed there before they end.
    pub fn oauth_client(client_id: impl Into<String>, client_secret: impl Into<SecretString>) -> Self {
        Self::oauth(TOKEN_PATH, client_id, client_secret)
    }

    /// An OAuth client with a private key, whose public half Snyk knows as `key_id`: instead of a secret
    /// it sends assertions that it signs with RS256. The rest is as in [`oauth_client`](Self::oauth_client).
    ///
    /// `pem` is an RSA key of 2048 to 4096 bits in PEM form, PKCS #8 or PKCS #1, not encrypted. Another
    /// one is an error with [`is_config`](Error::is_config) when the client is built.
    #[cfg(feature = "rustls-no-provider")]
    pub fn oauth_private_key(
        client_id: impl Into<String>,
        key_id: impl Into<String>,
        pem: impl Into<SecretString>,
    ) -> Self {
        Self::oauth_signed(TOKEN_PATH, client_id, key_id, pem)
    }

    /// OAuth access tokens that the caller's own source gives. They are sent as `Authorization: Bearer …`.
    pub fn from_source(source: impl TokenSource) -> Self {
        Self::source(Scheme::Bearer, source)
    }

    /// API tokens that the caller's own source gives. They are sent as `Authorization: token …`.
    pub fn api_tokens_from(source: impl TokenSource) -> Self {
        Self::source(Scheme::Token, source)
    }

    /// The region that the token itself names, if it is a personal access token, that of a service account
    /// or a JWT. A client goes there unless a region or base URL is set.
    ///
    /// Nobody has verified what the token says, so it counts only where it is exactly the API host of one of
    /// [`Region::ALL`].
    pub fn region(&self) -> Option<Region> {
        claims::region(self.given()?.expose_secret())
    }
}

/// What the environment holds.
pub(super) fn from_environment(environment: &Environment<'_>) -> Result<Credential, Error> {
    let given = environment.one_of(["SNYK_TOKEN", "SNYK_OAUTH_TOKEN", "SNYK_CLIENT_SECRET"])?;
    let client_id = environment.get("SNYK_CLIENT_ID")?;
    match (given, client_id) {
        (Some(("SNYK_CLIENT_SECRET", secret)), Some(id)) => Ok(Credential::oauth_client(id, secret)),
        (Some(("SNYK_CLIENT_SECRET", _)), None) => {
            Err(Error::config("SNYK_CLIENT_ID is not set; SNYK_CLIENT_SECRET is of no use without it"))
        }
        (Some((name, _)), Some(_)) => {
            Err(Error::config(format!("{name} and SNYK_CLIENT_ID are both set; set only one of them")))
        }
        (None, Some(_)) => Err(Error::config("SNYK_CLIENT_SECRET is not set; it belongs to SNYK_CLIENT_ID")),
        (Some(("SNYK_OAUTH_TOKEN", token)), None) => Ok(Credential::bearer(token)),
        (Some((_, token)), None) => Ok(Credential::api_token(token)),
        (None, None) => Err(Error::config("SNYK_TOKEN is not set; it holds the API token for Snyk")),
    }
}
