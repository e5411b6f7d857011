//! The assertion that stands in for a client secret: a JWT signed with the client's private key.

use std::sync::Arc;

use chrono::Utc;
use rustls::SignatureScheme;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::sign::SigningKey;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use uuid::Builder;

use super::base64;
use crate::crypto;
use crate::error::Error;

/// How long an assertion is good, in seconds. It is used at once; the rest is for clocks that differ.
const LIFETIME: i64 = 120;

/// A private key that was read, and its name at the service.
pub(super) struct Signer {
    key_id: String,
    key: Arc<dyn SigningKey>,
    provider: Arc<CryptoProvider>,
}

impl Signer {
    /// Reads an RSA key: PEM, in PKCS #8 or PKCS #1.
    pub(super) fn new(key_id: &str, pem: &SecretString) -> Result<Self, Error> {
        // No error is kept: it would be about the text of the key.
        let der = PrivateKeyDer::from_pem_slice(pem.expose_secret().as_bytes())
            .map_err(|_| Error::config("the private key is not in PEM form"))?;
        let refused = || Error::config("the private key is no RSA key of 2048 to 4096 bits");
        let provider = crypto::provider()?;
        let key = provider.key_provider.load_private_key(der).map_err(|_| refused())?;
        key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256]).ok_or_else(refused)?;
        if key_id.is_empty() {
            return Err(Error::config("the id of the private key is empty"));
        }
        Ok(Self { key_id: key_id.to_owned(), key, provider })
    }

    /// A fresh assertion for the token endpoint at this URL.
    pub(super) fn assertion(&self, client_id: &str, token_url: &str) -> Result<SecretString, Error> {
        let now = Utc::now().timestamp();
        let head = json!({"alg": "RS256", "typ": "JWT", "kid": self.key_id});
        let claims = json!({
            "iss": client_id, "sub": client_id, "aud": token_url, "jti": self.unique_id()?,
            "iat": now, "exp": now.saturating_add(LIFETIME),
        });
        let encode = |part: &serde_json::Value| base64::encode(part.to_string().as_bytes());
        let text = format!("{}.{}", encode(&head), encode(&claims));
        let signer = self.key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256]);
        let signature = signer.and_then(|signer| signer.sign(text.as_bytes()).ok());
        let signature = signature.ok_or_else(|| Error::no_token("the private key does not sign"))?;
        Ok(format!("{text}.{}", base64::encode(&signature)).into())
    }

    /// An id that nobody can guess, so that an assertion is good for once.
    fn unique_id(&self) -> Result<String, Error> {
        let mut bytes = [0; 16];
        let random = self.provider.secure_random;
        random.fill(&mut bytes).map_err(|_| Error::no_token("the system gives no random numbers"))?;
        Ok(Builder::from_random_bytes(bytes).into_uuid().to_string())
    }
}
