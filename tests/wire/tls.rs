//! TLS with an authority that the platform does not know.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use snyk_secoda::{ClientBuilder, RetryPolicy, snyk};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::MARKER;

const AUTHORITY: &[u8] = include_bytes!("../keys/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("../keys/localhost.pem");
const KEY: &[u8] = include_bytes!("../keys/localhost.key.pem");
const ANSWER: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 25\r\n\r\n{\"data\": [], \"links\": {}}";

fn acceptor() -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    TlsAcceptor::from(Arc::new(config.with_single_cert(chain, key).unwrap()))
}

/// Starts a server that answers every request with an empty list.
async fn server() -> ClientBuilder<snyk::Snyk> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://localhost:{}/rest", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let acceptor = acceptor();
        while let Ok((connection, _)) = listener.accept().await {
            // One that does not trust it hangs up.
            let Ok(mut connection) = acceptor.accept(connection).await else {
                continue;
            };
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(connection.read_u8().await.unwrap());
            }
            connection.write_all(ANSWER.as_bytes()).await.unwrap();
            connection.shutdown().await.unwrap();
        }
    });
    let builder = snyk::Client::builder().credential(snyk::Credential::api_token(MARKER));
    builder.base_url(url).retry(RetryPolicy::never())
}

#[tokio::test]
async fn an_authority_of_the_caller_is_trusted() {
    let client = server().await.root_certificates(AUTHORITY).build().unwrap();
    assert!(client.orgs().list_orgs().send().await.unwrap().data.is_empty());
}

#[tokio::test]
async fn an_authority_that_nobody_named_is_not_trusted() {
    let client = server().await.build().unwrap();
    let error = client.orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}
