//! The call as one would write it with reqwest and serde_json, set up as the client of this crate is.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use reqwest::redirect::Policy;
use snyk_secoda::rt::Uuid;
use snyk_secoda::snyk::{API_VERSION, types};

use crate::{Result, TIMEOUT, TOKEN};

pub(crate) struct ByHand {
    http: reqwest::Client,
    base: String,
    authorization: HeaderValue,
}

impl ByHand {
    pub(crate) fn new(base: &str) -> Result<Self> {
        let mut authorization = HeaderValue::try_from(format!("token {TOKEN}"))?;
        authorization.set_sensitive(true);
        let builder = reqwest::Client::builder()
            .user_agent("by-hand/1")
            .connect_timeout(Duration::from_secs(10))
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy();
        Ok(Self { http: with_tls(builder)?.build()?, base: base.to_owned(), authorization })
    }

    pub(crate) async fn get_group(&self, group: Uuid) -> Result<types::GroupResponse> {
        let url = format!("{}/groups/{group}?version={API_VERSION}", self.base);
        let request = self.http.get(url).timeout(TIMEOUT);
        let request = request.header(ACCEPT, HeaderValue::from_static("application/vnd.api+json"));
        let answer = request.header(AUTHORIZATION, self.authorization.clone()).send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}

/// reqwest wants to be told of a provider, though nothing is encrypted here.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let roots = rustls::RootCertStore::empty();
    Ok(builder.tls_backend_preconfigured(config.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(not(feature = "rustls"))]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder> {
    Ok(builder)
}
