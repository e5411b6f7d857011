//! The cryptography of rustls, for TLS and for private keys.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use crate::error::Error;

/// The cryptography that rustls works with: that of the feature, or else that of the application.
pub(crate) fn provider() -> Result<Arc<CryptoProvider>, Error> {
    #[cfg(feature = "rustls")]
    let provider = Some(Arc::new(rustls::crypto::ring::default_provider()));
    #[cfg(all(feature = "rustls-aws-lc", not(feature = "rustls")))]
    let provider = Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    #[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc")))]
    let provider = CryptoProvider::get_default().cloned();
    provider.ok_or_else(|| {
        Error::config("rustls has no provider of cryptography; install one, or enable the feature `rustls`")
    })
}
