//! The TLS of the connections, by the features of the crate.

use std::fmt;

use reqwest::ClientBuilder;

use crate::error::Error;

/// Whether https can be spoken at all.
pub(super) const AVAILABLE: bool = cfg!(any(feature = "native-tls", feature = "rustls-no-provider"));

/// Certificates that are trusted beside those of the platform, as PEM texts.
#[derive(Default)]
pub(super) struct Roots(Vec<Vec<u8>>);

impl Roots {
    pub(super) fn add(&mut self, pem: Vec<u8>) {
        self.0.push(pem);
    }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roots({})", self.0.len())
    }
}

/// rustls with a provider named here: reqwest would look for a provider of the whole process, and
/// panic if the application has installed none.
#[cfg(feature = "rustls-no-provider")]
pub(super) fn configure(builder: ClientBuilder, roots: &Roots) -> Result<ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls_platform_verifier::Verifier;

    let provider = crate::crypto::provider()?;
    let fault = |error: rustls::Error| Error::config("TLS cannot be set up").with_source(error);
    let verifier = Verifier::new_with_extra_roots(roots.certificates()?, Arc::clone(&provider)).map_err(fault)?;
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(fault)?
        // Dangerous is what a verifier may do; this is the platform's.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(feature = "rustls-no-provider")]
impl Roots {
    fn certificates(&self) -> Result<Vec<rustls::pki_types::CertificateDer<'static>>, Error> {
        use rustls::pki_types::CertificateDer;
        use rustls::pki_types::pem::PemObject;

        let read = |pem: &Vec<u8>| CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        let certificates = self.0.iter().map(read).collect::<Result<Vec<_>, _>>();
        let certificates = certificates.map_err(|_| unreadable())?;
        if certificates.iter().any(Vec::is_empty) {
            return Err(unreadable());
        }
        Ok(certificates.into_iter().flatten().collect())
    }
}

/// The library of the platform.
#[cfg(all(feature = "native-tls", not(feature = "rustls-no-provider")))]
pub(super) fn configure(builder: ClientBuilder, roots: &Roots) -> Result<ClientBuilder, Error> {
    let mut builder = builder.tls_backend_native();
    for pem in &roots.0 {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| unreadable())?;
        if certificates.is_empty() {
            return Err(unreadable());
        }
        builder = certificates.into_iter().fold(builder, ClientBuilder::add_root_certificate);
    }
    Ok(builder)
}

/// None, which is enough for a server on a loopback address.
#[cfg(not(any(feature = "native-tls", feature = "rustls-no-provider")))]
pub(super) fn configure(builder: ClientBuilder, _: &Roots) -> Result<ClientBuilder, Error> {
    Ok(builder)
}

#[cfg(any(feature = "native-tls", feature = "rustls-no-provider"))]
fn unreadable() -> Error {
    Error::config("a root certificate cannot be read; give certificates in PEM form")
}
