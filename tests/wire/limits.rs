//! The pace that a client keeps, the time that it takes, and what it counts.

use std::time::Duration;

use snyk_secoda::{RateLimit, RetryPolicy, secoda};

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::{MARKER, snyk_builder};

const SHORT: Duration = Duration::from_millis(100);

#[tokio::test]
async fn clones_share_one_rate_limit_and_a_call_that_gives_up_leaves_its_turn() {
    let server = Server::answering(|_| last_orgs(0)).await;
    let client = snyk_builder(&server).rate_limit(RateLimit::per_minute(2)).build().unwrap();
    for _ in 0..2 {
        client.clone().orgs().list_orgs().send().await.unwrap();
    }
    for _ in 0..2 {
        let error = client.clone().orgs().list_orgs().with_total_timeout(SHORT).send().await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_rate_limit_can_be_switched_off() {
    let server = Server::answering(|_| Reply::new(204)).await;
    let builder = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER)).base_url(server.url(""));
    let client = builder.rate_limit(None).total_timeout(Duration::from_secs(20)).build().unwrap();
    for _ in 0..40 {
        client.groups().delete_group("1").send().await.unwrap();
    }
    assert_eq!(client.counters().waits, 0);
}

#[tokio::test]
async fn secoda_allows_thirty_writes_a_minute_and_reads_without_end() {
    let server = Server::answering(|request| match request.method.as_str() {
        "GET" => Reply::json(200, serde_json::json!({"results": []})),
        _ => Reply::new(204),
    });
    let server = server.await;
    let client = super::secoda_at(&server);
    for _ in 0..30 {
        client.groups().delete_group("1").send().await.unwrap();
    }
    client.groups().list_groups().send().await.unwrap();
    let error = client.groups().delete_group("1").with_total_timeout(SHORT).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.requests().len(), 31);
}

#[tokio::test]
async fn a_call_ends_within_its_time_whatever_attempts_it_has_left() {
    let server = Server::answering(|_| Reply::Silence).await;
    let client = snyk_builder(&server).total_timeout(SHORT).build().unwrap();
    let by_client = client.orgs().list_orgs().send().await.unwrap_err();
    let slow = snyk_builder(&server).build().unwrap();
    let by_call = slow.orgs().list_orgs().with_total_timeout(SHORT).send().await.unwrap_err();
    for error in [by_client, by_call] {
        assert!(error.is_timeout() && error.to_string().contains("100ms that it may take in all"), "{error}");
    }
}

#[tokio::test]
async fn a_wait_that_would_take_too_long_is_not_begun() {
    let server = Server::start([Reply::new(429).header("retry-after", "30")]).await;
    let client = snyk_builder(&server).total_timeout(Duration::from_secs(20)).build().unwrap();
    let call = client.orgs().list_orgs().send();
    let error = tokio::time::timeout(Duration::from_secs(10), call).await.expect("it waits").unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
}

#[tokio::test]
async fn a_connection_has_a_time_limit_of_its_own() {
    // Connects by the system, and never by TLS.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let builder =
        snyk_builder(&Server::start([]).await).base_url(format!("https://{}", listener.local_addr().unwrap()));
    let builder = builder.retry(RetryPolicy::never());
    let by_client = builder.connect_timeout(SHORT).build().unwrap();
    let request = by_client.orgs().list_orgs();
    for request in [request.clone(), request.with_connect_timeout(SHORT / 2)] {
        let error = request.send().await.unwrap_err();
        assert!(error.is_connect() && error.is_timeout(), "{error:?}");
    }
}

#[tokio::test]
async fn a_client_counts_what_it_does() {
    let next = serde_json::json!("/orgs?starting_after=a");
    let server = Server::start([Reply::new(429).header("retry-after", "0.01"), orgs(1, next), last_orgs(1)]).await;
    let client = snyk_builder(&server).build().unwrap();
    client.orgs().list_orgs().items().try_collect().await.unwrap();
    let counters = client.clone().counters();
    assert_eq!((counters.requests, counters.retries, counters.waits), (3, 1, 1));
    assert!(counters.waited >= Duration::from_millis(10), "{counters:?}");
    assert_eq!(counters.bytes_sent, 0);
    assert!(counters.bytes_received > 300, "{counters:?}");
}

#[tokio::test]
async fn bodies_are_counted_that_are_sent_received_and_streamed() {
    let server = Server::start([Reply::new(204), Reply::new(200).body("0123456789")]).await;
    let client = super::shop::Client::at(&server);
    client.items().put_text("a,b").send().await.unwrap();
    let mut body = client.items().get_log().send().await.unwrap().into_inner();
    while body.try_next().await.unwrap().is_some() {}
    assert_eq!((client.counters().bytes_sent, client.counters().bytes_received), (3, 10));
}
