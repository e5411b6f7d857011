//! The grant of client credentials: what is sent to the token endpoint, and what it answers.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::form_urlencoded;

#[cfg(feature = "rustls-no-provider")]
use super::assertion::Signer;
use super::{AccessToken, Secrets};
use crate::error::Error;
use crate::json;

#[cfg(feature = "rustls-no-provider")]
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A client of the token endpoint, as it is given by the caller.
#[derive(Clone)]
pub(crate) struct OAuthClient {
    /// The path of the token endpoint, on the origin of the API.
    pub(crate) token_path: &'static str,
    pub(crate) client_id: String,
    pub(crate) proof: Proof,
}

/// How the client proves what it is.
#[derive(Clone)]
pub(crate) enum Proof {
    Secret(SecretString),
    #[cfg(feature = "rustls-no-provider")]
    PrivateKey {
        key_id: String,
        pem: SecretString,
    },
}

/// The same, checked.
pub(crate) struct Prover {
    client_id: String,
    means: Means,
}

enum Means {
    Secret(SecretString),
    #[cfg(feature = "rustls-no-provider")]
    Signer(Signer),
}

/// The body of a token request, with what must not be shown of it.
pub(crate) struct TokenRequest {
    pub(crate) form: SecretString,
    pub(crate) secrets: Secrets,
}

impl OAuthClient {
    /// Checks what can be checked without the network.
    pub(crate) fn prover(&self) -> Result<Prover, Error> {
        let client_id = self.client_id.trim().to_owned();
        if client_id.is_empty() {
            return Err(Error::config("the client id is empty"));
        }
        let means = match &self.proof {
            Proof::Secret(secret) if secret.expose_secret().trim().is_empty() => {
                return Err(Error::config("the client secret is empty"));
            }
            Proof::Secret(secret) => Means::Secret(secret.expose_secret().trim().into()),
            #[cfg(feature = "rustls-no-provider")]
            Proof::PrivateKey { key_id, pem } => Means::Signer(Signer::new(key_id.trim(), pem)?),
        };
        Ok(Prover { client_id, means })
    }
}

impl Prover {
    /// What no answer may show, whatever is asked for.
    pub(crate) fn secrets(&self) -> Secrets {
        match &self.means {
            Means::Secret(secret) => Secrets::new(secret.expose_secret()),
            #[cfg(feature = "rustls-no-provider")]
            Means::Signer(_) => Secrets::default(),
        }
    }

    /// What to send to the token endpoint at this URL.
    #[cfg_attr(
        not(feature = "rustls-no-provider"),
        expect(unused_variables, reason = "a key is used with rustls alone")
    )]
    pub(crate) fn request(&self, token_url: &str) -> Result<TokenRequest, Error> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials").append_pair("client_id", &self.client_id);
        let secrets = match &self.means {
            Means::Secret(secret) => {
                form.append_pair("client_secret", secret.expose_secret());
                self.secrets()
            }
            #[cfg(feature = "rustls-no-provider")]
            Means::Signer(signer) => {
                let assertion = signer.assertion(&self.client_id, token_url)?;
                form.append_pair("client_assertion_type", ASSERTION_TYPE);
                form.append_pair("client_assertion", assertion.expose_secret());
                Secrets::new(assertion.expose_secret())
            }
        };
        Ok(TokenRequest { form: form.finish().into(), secrets })
    }
}

/// Reads the token out of a success. What is wrong is told without a word of the body, which may hold the token.
pub(crate) fn read_token(body: &[u8]) -> Result<AccessToken, &'static str> {
    let Some(Value::Object(answer)) = json::value_of_bytes(body) else {
        return Err("a body that is no JSON object");
    };
    let kind = answer.get("token_type").and_then(Value::as_str).unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err("a token that is no bearer token");
    }
    let token = answer.get("access_token").and_then(Value::as_str).map(str::trim).filter(|token| !token.is_empty());
    let token = AccessToken::new(token.ok_or("a body without `access_token`")?);
    let seconds = answer.get("expires_in").and_then(seconds);
    Ok(match seconds {
        Some(seconds) => token.expires_in(seconds),
        None => token,
    })
}

/// A number of seconds, as number or as text.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifetime(answer: &str) -> Result<Option<u64>, &'static str> {
        let token = read_token(answer.as_bytes())?;
        assert_eq!(token.secret.expose_secret(), "t");
        Ok(token.lifetime.map(|lifetime| lifetime.as_secs()))
    }

    #[test]
    fn answers() {
        let table = [
            (r#"{"access_token":"t","expires_in":3599,"token_type":"bearer","scope":"x"}"#, Some(3599)),
            (r#"{"access_token":" t ","expires_in":"60","token_type":"Bearer"}"#, Some(60)),
            (r#"{"access_token":"t","expires_in":-5}"#, None),
            (r#"{"access_token":"t","expires_in":1e300}"#, None),
            (r#"{"access_token":"t","expires_in":null}"#, None),
            (r#"{"access_token":"t"}"#, None),
        ];
        for (answer, expected) in table {
            assert_eq!(lifetime(answer), Ok(expected), "{answer}");
        }
    }

    #[test]
    fn answers_without_a_token() {
        for answer in ["", "[]", "<html>", "{}", r#"{"access_token":""}"#, r#"{"access_token":7}"#] {
            assert!(lifetime(answer).is_err(), "{answer}");
        }
        assert!(lifetime(r#"{"access_token":"t","token_type":"mac"}"#).is_err());
    }

    #[test]
    fn the_form_is_encoded() {
        let proof = Proof::Secret("a&b=c d".into());
        let client = OAuthClient { token_path: "", client_id: " id+1 ".to_owned(), proof };
        let request = client.prover().unwrap().request("").unwrap();
        let expected = "grant_type=client_credentials&client_id=id%2B1&client_secret=a%26b%3Dc+d";
        assert_eq!(request.form.expose_secret(), expected);
    }
}
