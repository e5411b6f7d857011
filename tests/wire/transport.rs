use std::error::Error as _;
use std::time::Duration;

use snyk_secoda::RetryPolicy;
use tokio::net::TcpListener;

use super::server::{Reply, Server};
use super::{MARKER, snyk_builder, snyk_once_at};

#[tokio::test]
async fn a_service_that_does_not_answer_is_a_timeout() {
    let server = Server::start([Reply::Silence, Reply::Silence]).await;
    let limit = Duration::from_millis(50);
    let by_call = snyk_once_at(&server).orgs().list_orgs().with_timeout(limit).send().await.unwrap_err();
    let client = snyk_builder(&server).timeout(limit).retry(RetryPolicy::never()).build().unwrap();
    let by_client = client.orgs().list_orgs().send().await.unwrap_err();
    for error in [by_call, by_client] {
        assert!(error.is_timeout() && !error.is_connect(), "{error}");
    }
}

#[tokio::test]
async fn an_unreachable_service_is_a_connect_error() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = snyk_builder(&Server::start([]).await).base_url(format!("http://{address}")).build().unwrap();
    let error = client.orgs().list_orgs().slug(MARKER).with_retry(RetryPolicy::never()).send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout() && error.status().is_none(), "{error}");
    assert_eq!(error.operation().unwrap().id, "listOrgs");
}

#[tokio::test]
async fn a_connection_that_breaks_off_keeps_what_was_learned() {
    let server = Server::start([Reply::Cut]).await;
    let error = snyk_once_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect() && !error.is_timeout() && !error.is_decode(), "{error}");
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn an_error_of_the_transport_does_not_show_the_url() {
    let server = Server::start([Reply::Silence]).await;
    let request = snyk_once_at(&server).orgs().list_orgs().slug(MARKER).with_timeout(Duration::from_millis(50));
    let error = request.send().await.unwrap_err();
    let mut shown = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!shown.contains(MARKER) && !shown.contains("version="), "{shown}");
}

/// rustls needs a provider of cryptography, and applications seldom install one.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn a_failing_handshake_is_a_connect_error_and_no_panic() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let client = snyk_builder(&Server::start([]).await).base_url(url).build().unwrap();
    let error = client.orgs().list_orgs().with_retry(RetryPolicy::never()).send().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

/// Without TLS the message has to say so; reqwest speaks of an invalid URL.
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
#[tokio::test]
async fn https_without_tls_is_told_when_the_client_is_built() {
    let builder = snyk_builder(&Server::start([]).await).base_url("https://api.snyk.io");
    let error = builder.build().unwrap_err();
    assert!(error.is_config() && error.to_string().contains("rustls"), "{error}");
}
