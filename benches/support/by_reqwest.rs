//! The calls as one would write them with reqwest and serde, set up as the client of this crate is.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use reqwest::redirect::Policy;
use serde::de::DeserializeOwned;
use snyk_secoda::rt::Uuid;
use snyk_secoda::snyk::API_VERSION;

use crate::types::{GroupResponse, Link, Memberships};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[derive(Clone)]
pub(crate) struct ByReqwest {
    http: reqwest::Client,
    base: String,
    authorization: HeaderValue,
}

impl ByReqwest {
    pub(crate) fn new(base: &str, token: &str) -> Result<Self> {
        let mut authorization = HeaderValue::try_from(format!("token {token}"))?;
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

    pub(crate) async fn get_group(&self, group: Uuid) -> Result<GroupResponse> {
        self.get(format!("{}/groups/{group}?version={API_VERSION}", self.base)).await
    }

    /// Follows the links of a list, and counts the items.
    #[allow(dead_code, reason = "not every benchmark walks")]
    pub(crate) async fn count_memberships(&self, group: Uuid) -> Result<usize> {
        let origin = self.base.strip_suffix("/rest").ok_or("the base URL ends otherwise")?;
        let mut url = format!("{}/groups/{group}/memberships?version={API_VERSION}&limit=100", self.base);
        let mut count = 0;
        loop {
            let page: Memberships = self.get(url).await?;
            count += page.data.len();
            let next = page.links.as_ref().and_then(|links| links.next.as_ref()).map(Link::href);
            let Some(next) = next else { return Ok(count) };
            url = format!("{origin}{next}");
        }
    }

    async fn get<T: DeserializeOwned>(&self, url: String) -> Result<T> {
        let request = self.http.get(url).timeout(Duration::from_secs(30));
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
