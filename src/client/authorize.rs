//! The credential on its way into requests, and out of what comes back.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName};

use super::token::{Endpoint, Fetcher};
use super::{Core, Shared};
use crate::auth::{Credential, Origin, Pass, Secrets, Tokens};
use crate::base_url::BaseUrl;
use crate::error::{Error, Limit};
use crate::operation::Operation;
use crate::transport::Transport;

/// The credential of a client.
pub(super) struct Authorization {
    header: HeaderName,
    means: Means,
}

enum Means {
    Given(Arc<Pass>),
    Renewed { tokens: Tokens, fetcher: Fetcher },
}

/// What one attempt is authorized with; nothing where there is no credential.
#[derive(Clone, Default)]
pub(super) struct Authority(Option<Arc<Pass>>);

impl Authorization {
    pub(super) fn new<A>(
        credential: &Credential<A>,
        transport: &Arc<dyn Transport>,
        base: &BaseUrl,
        timeout: Duration,
    ) -> Result<Self, Error> {
        let prefix = credential.prefix;
        let renewed = |fetcher| Means::Renewed { tokens: Tokens::default(), fetcher };
        let means = match &credential.origin {
            Origin::Given(secret) => {
                let pass = Pass::new(prefix, secret);
                Means::Given(Arc::new(pass.map_err(|fault| Error::config(format!("the credential {fault}")))?))
            }
            Origin::Source(source) => renewed(Fetcher::of_source(prefix, Arc::clone(source), timeout)),
            Origin::OAuth(client) => {
                let endpoint = Endpoint {
                    transport: Arc::clone(transport),
                    url: base.on_origin(client.token_path),
                    prover: client.prover()?,
                };
                renewed(Fetcher::of_endpoint(prefix, endpoint, timeout))
            }
        };
        Ok(Self { header: credential.header.clone(), means })
    }

    async fn authority(&self) -> Result<Authority, Error> {
        let pass = match &self.means {
            Means::Given(pass) => Arc::clone(pass),
            Means::Renewed { tokens, fetcher } => tokens.get(&|| fetcher.start()).await.map_err(Error::token)?,
        };
        Ok(Authority(Some(pass)))
    }

    /// Secrets beside the token, which the service could echo as well.
    fn secrets(&self) -> Option<&Secrets> {
        match &self.means {
            Means::Given(_) => None,
            Means::Renewed { fetcher, .. } => Some(fetcher.secrets()),
        }
    }
}

impl Core {
    /// What to send for an attempt, within the time limit of one.
    pub(super) async fn authority(&self, operation: &Operation, timeout: Duration) -> Result<Authority, Error> {
        match self.credential(operation) {
            None => Ok(Authority::default()),
            // Nothing to wait for, so that no timer is set.
            Some(Authorization { means: Means::Given(pass), .. }) => Ok(Authority(Some(Arc::clone(pass)))),
            Some(authorization) => tokio::time::timeout(timeout, authorization.authority())
                .await
                .unwrap_or_else(|_| Err(Error::token(Arc::new(Error::timeout(Limit::Attempt(timeout)))))),
        }
    }

    /// Forgets a token that was turned away. Whether there can be another one.
    pub(super) fn forgets(&self, authority: &Authority) -> bool {
        let (Some(authorization), Authority(Some(pass))) = (&self.0.credential, authority) else {
            return false;
        };
        match &authorization.means {
            Means::Given(_) => false,
            Means::Renewed { tokens, .. } => {
                tokens.reject(pass);
                true
            }
        }
    }

    pub(super) fn authorize(&self, authority: &Authority, headers: &mut HeaderMap) {
        if let (Some(authorization), Authority(Some(pass))) = (&self.0.credential, authority) {
            headers.insert(authorization.header.clone(), pass.value.clone());
        }
    }

    /// Takes the secrets out of headers in case the service echoes them.
    pub(super) fn hide_in_headers(&self, authority: &Authority, headers: &mut HeaderMap) {
        for secrets in self.0.secrets(authority) {
            secrets.hide_in_headers(headers);
        }
    }

    /// The text of a body without the secrets.
    pub(super) fn without_secret(&self, authority: &Authority, body: &[u8]) -> String {
        let text = String::from_utf8_lossy(body).into_owned();
        self.0.secrets(authority).fold(text, |text, secrets| secrets.hide(&text))
    }

    /// Whether a text has a secret in it.
    pub(super) fn shows_secret(&self, authority: &Authority, text: &str) -> bool {
        self.0.secrets(authority).any(|secrets| secrets.occur_in(text))
    }

    fn credential(&self, operation: &Operation) -> Option<&Authorization> {
        self.0.credential.as_ref().filter(|_| !operation.anonymous)
    }
}

impl Shared {
    fn secrets<'a>(&'a self, Authority(pass): &'a Authority) -> impl Iterator<Item = &'a Secrets> {
        let lasting = self.credential.as_ref().and_then(Authorization::secrets);
        lasting.into_iter().chain(pass.as_ref().map(|pass| &pass.secrets))
    }
}
