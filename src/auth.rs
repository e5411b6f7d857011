//! Credentials: kept secret, bound to one API, and turned into a header in one place.

use std::fmt;
use std::marker::PhantomData;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::error::Error;

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
    header: HeaderName,
    /// What precedes the secret in the header, such as `Bearer `.
    prefix: &'static str,
    secret: SecretString,
    api: PhantomData<fn() -> A>,
}

impl<A> Credential<A> {
    /// A secret sent as `Authorization: {scheme} {secret}`.
    #[doc(hidden)]
    pub fn authorization(scheme: Scheme, secret: impl Into<SecretString>) -> Self {
        Self { header: AUTHORIZATION, prefix: scheme.prefix(), secret: secret.into(), api: PhantomData }
    }

    /// A secret sent as the whole value of a header.
    #[doc(hidden)]
    pub fn header(name: HeaderName, secret: impl Into<SecretString>) -> Self {
        Self { header: name, prefix: "", secret: secret.into(), api: PhantomData }
    }

    /// The header to send, marked sensitive so that no layer below logs it.
    pub(crate) fn to_header(&self) -> Result<(HeaderName, HeaderValue), Error> {
        let secret = self.bare();
        if secret.is_empty() {
            return Err(Error::config("the credential is empty"));
        }
        let text = SecretString::from(format!("{}{secret}", self.prefix));
        let Ok(mut value) = HeaderValue::from_str(text.expose_secret()) else {
            return Err(Error::config("the credential has a character that headers cannot hold"));
        };
        value.set_sensitive(true);
        Ok((self.header.clone(), value))
    }

    /// The secret as it is sent, for taking it out of what a service echoes.
    pub(crate) fn secret(&self) -> SecretString {
        self.bare().into()
    }

    /// The secret without a scheme that was pasted with it. A header without a scheme is sent as it was given.
    fn bare(&self) -> &str {
        let text = self.secret.expose_secret();
        if self.prefix.is_empty() { text.trim() } else { without_scheme(text) }
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
        Self { header: self.header.clone(), prefix: self.prefix, secret: self.secret.clone(), api: PhantomData }
    }
}

impl<A> fmt::Debug for Credential<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("header", &self.header).field("secret", &"[redacted]").finish()
    }
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

    #[test]
    fn a_header_without_a_scheme_is_sent_as_given() {
        let credential = Credential::<()>::header(AUTHORIZATION, "Token abc");
        let value = credential.to_header().map(|(_, value)| value.to_str().map(str::to_owned));
        assert_eq!(value.unwrap().as_deref().ok(), Some("Token abc"));
    }

    fn header(scheme: Scheme, secret: &str) -> Result<String, Error> {
        let (name, value) = Credential::<()>::authorization(scheme, secret).to_header()?;
        assert!(value.is_sensitive());
        Ok(format!("{name}: {}", value.to_str().unwrap()))
    }

    #[test]
    fn forms() {
        let table = [
            (Scheme::Token, "abc", "authorization: token abc"),
            (Scheme::Bearer, "abc", "authorization: Bearer abc"),
            (Scheme::Token, "  abc\n", "authorization: token abc"),
            (Scheme::Token, "Token abc", "authorization: token abc"),
            (Scheme::Token, "token   abc", "authorization: token abc"),
            (Scheme::Bearer, "bearer abc", "authorization: Bearer abc"),
            (Scheme::Bearer, "bearerabc", "authorization: Bearer bearerabc"),
        ];
        for (scheme, secret, expected) in table {
            assert_eq!(header(scheme, secret).unwrap(), expected);
        }
    }

    #[test]
    fn bad_secrets_are_told_without_their_text() {
        for secret in ["", "  ", "MARKER\nx", "MARKER\u{7f}"] {
            let error = header(Scheme::Token, secret).unwrap_err();
            assert!(error.is_config());
            assert!(!format!("{error} {error:?}").contains("MARKER"));
        }
    }

    #[test]
    fn debug_is_redacted() {
        let shown = format!("{:?}", Credential::<()>::authorization(Scheme::Token, "MARKER"));
        assert!(!shown.contains("MARKER"));
    }
}
