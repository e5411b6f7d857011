//! The TLS of the connections, by the features of the crate.

use reqwest::ClientBuilder;

use crate::error::Error;

/// Whether https can be spoken at all.
pub(super) const AVAILABLE: bool = cfg!(any(feature = "native-tls", feature = "rustls"));

/// rustls with the ring provider, named here: reqwest would look for a provider of the whole
/// process, and panic if the application has installed none.
#[cfg(feature = "rustls")]
pub(super) fn configure(builder: ClientBuilder) -> Result<ClientBuilder, Error> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map_err(|error| Error::config("TLS cannot be set up").with_source(error))?
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(config))
}

/// The library of the platform.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) fn configure(builder: ClientBuilder) -> Result<ClientBuilder, Error> {
    Ok(builder.tls_backend_native())
}

/// None, which is enough for a server on a loopback address.
#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
pub(super) fn configure(builder: ClientBuilder) -> Result<ClientBuilder, Error> {
    Ok(builder)
}
