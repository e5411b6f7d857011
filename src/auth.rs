//! Credentials: kept secret, bound to one API, and turned into a header in one place.

#[cfg(feature = "rustls-no-provider")]
mod assertion;
#[cfg(any(feature = "rustls-no-provider", feature = "snyk-client", test))]
pub(crate) mod base64;
mod oauth;
mod secrets;
mod source;
mod tokens;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use oauth::Proof;
pub(crate) use oauth::{OAuthClient, Prover, read_token};
pub(crate) use secrets::Secrets;
pub use source::{AccessToken, TokenFuture, TokenSource};
pub(crate) use tokens::{Grant, Renewal, Tokens};

/// What a caller proves its identity with, for the API `A` and no other.
///
/// The API modules have the constructors. A credential is wiped from memory when it is dropped,
/// and its `Debug` form shows no part of it.
///
/// ```compile_fail
/// # use snyk_secoda::{snyk, secoda};
/// let key = secoda::Credential::api_key("…");
/// let client = snyk::Client::new(key); // the types differ
/// ```
pub struct Credential<A> {
    pub(crate) header: HeaderName,
    /// What precedes the secret in the header, such as `Bearer `.
    pub(crate) prefix: &'static str,
    pub(crate) origin: Origin,
    api: PhantomData<fn() -> A>,
}

/// Where the secret comes from that is sent.
#[derive(Clone)]
pub(crate) enum Origin {
    Given(SecretString),
    Source(Arc<dyn TokenSource>),
    OAuth(OAuthClient),
}

/// A secret as it is sent, and as it must not be shown.
pub(crate) struct Pass {
    /// Marked sensitive, so that no layer below logs it.
    pub(crate) value: HeaderValue,
    pub(crate) secrets: Secrets,
}

impl<A> Credential<A> {
    /// A secret sent as `Authorization: {scheme} {secret}`.
    #[doc(hidden)]
    pub fn authorization(scheme: Scheme, secret: impl Into<SecretString>) -> Self {
        Self::new(scheme, Origin::Given(secret.into()))
    }

    /// A secret sent as the whole value of a header.
    #[doc(hidden)]
    pub fn header(name: HeaderName, secret: impl Into<SecretString>) -> Self {
        Self { header: name, prefix: "", origin: Origin::Given(secret.into()), api: PhantomData }
    }

    /// Tokens sent as `Authorization: {scheme} {token}`, asked for when they are needed.
    #[doc(hidden)]
    pub fn source(scheme: Scheme, source: impl TokenSource) -> Self {
        Self::new(scheme, Origin::Source(Arc::new(source)))
    }

    /// Tokens of the API's own token endpoint at this path, sent as `Authorization: Bearer {token}`.
    #[doc(hidden)]
    pub fn oauth(token_path: &'static str, client_id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self::of_endpoint(token_path, client_id.into(), Proof::Secret(secret.into()))
    }

    /// The same with a private key in the place of a secret.
    #[cfg(feature = "rustls-no-provider")]
    #[doc(hidden)]
    pub fn oauth_signed(
        token_path: &'static str,
        client_id: impl Into<String>,
        key_id: impl Into<String>,
        pem: impl Into<SecretString>,
    ) -> Self {
        let proof = Proof::PrivateKey { key_id: key_id.into(), pem: pem.into() };
        Self::of_endpoint(token_path, client_id.into(), proof)
    }

    /// The secret as the caller gave it, if that is what is sent.
    pub(crate) fn given(&self) -> Option<&SecretString> {
        match &self.origin {
            Origin::Given(secret) => Some(secret),
            Origin::Source(_) | Origin::OAuth(_) => None,
        }
    }

    fn of_endpoint(token_path: &'static str, client_id: String, proof: Proof) -> Self {
        Self::new(Scheme::Bearer, Origin::OAuth(OAuthClient { token_path, client_id, proof }))
    }

    fn new(scheme: Scheme, origin: Origin) -> Self {
        Self { header: AUTHORIZATION, prefix: scheme.prefix(), origin, api: PhantomData }
    }
}

impl Pass {
    /// A secret with what precedes it in the header, or what is wrong with it.
    pub(crate) fn new(prefix: &str, secret: &SecretString) -> Result<Self, &'static str> {
        let bare = bare(prefix, secret.expose_secret());
        if bare.is_empty() {
            return Err("is empty");
        }
        let text = SecretString::from(format!("{prefix}{bare}"));
        let Ok(mut value) = HeaderValue::from_str(text.expose_secret()) else {
            return Err("has a character that headers cannot hold");
        };
        value.set_sensitive(true);
        Ok(Self { value, secrets: Secrets::new(bare) })
    }
}

/// An authorization scheme.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Snyk's own, for API tokens.
    Token,
    Bearer,
}

impl Scheme {
    fn prefix(self) -> &'static str {
        match self {
            Self::Token => "token ",
            Self::Bearer => "Bearer ",
        }
    }
}

impl<A> Clone for Credential<A> {
    fn clone(&self) -> Self {
        Self { header: self.header.clone(), prefix: self.prefix, origin: self.origin.clone(), api: PhantomData }
    }
}

impl<A> fmt::Debug for Credential<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = match &self.origin {
            Origin::Given(_) => "[redacted]",
            Origin::Source(_) => "[of a source]",
            Origin::OAuth(_) => "[of the token endpoint]",
        };
        f.debug_struct("Credential").field("header", &self.header).field("secret", &secret).finish()
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass([redacted])")
    }
}

/// The secret without a scheme that was pasted with it. A header without a scheme is sent as it was given.
fn bare<'a>(prefix: &str, text: &'a str) -> &'a str {
    if prefix.is_empty() { text.trim() } else { without_scheme(text) }
}

/// The secret alone. People paste it with the scheme, as the vendors' pages show it.
fn without_scheme(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((scheme, secret)) if is_scheme(scheme) => secret.trim_start(),
        _ => text,
    }
}

fn is_scheme(word: &str) -> bool {
    word.eq_ignore_ascii_case("token") || word.eq_ignore_ascii_case("bearer")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(prefix: &str, secret: &str) -> Result<String, &'static str> {
        let value = Pass::new(prefix, &secret.into())?.value;
        assert!(value.is_sensitive());
        Ok(value.to_str().unwrap().to_owned())
    }

    #[test]
    fn a_header_without_a_scheme_is_sent_as_given() {
        assert_eq!(header("", "Token abc").as_deref(), Ok("Token abc"));
    }

    #[test]
    fn forms() {
        let table = [
            (Scheme::Token, "abc", "token abc"),
            (Scheme::Bearer, "abc", "Bearer abc"),
            (Scheme::Token, "  abc\n", "token abc"),
            (Scheme::Token, "Token abc", "token abc"),
            (Scheme::Token, "token   abc", "token abc"),
            (Scheme::Bearer, "bearer abc", "Bearer abc"),
            (Scheme::Bearer, "bearerabc", "Bearer bearerabc"),
        ];
        for (scheme, secret, expected) in table {
            assert_eq!(header(scheme.prefix(), secret).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn bad_secrets_are_told_without_their_text() {
        for secret in ["", "  ", "MARKER\nx", "MARKER\u{7f}"] {
            assert!(!header("token ", secret).unwrap_err().contains("MARKER"));
        }
    }

    #[test]
    fn debug_is_redacted() {
        let shown = format!("{:?}", Credential::<()>::authorization(Scheme::Token, "MARKER"));
        assert!(!shown.contains("MARKER"));
    }
}
