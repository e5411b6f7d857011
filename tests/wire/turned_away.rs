//! Calls that the service turned away with 429: what may be sent again, and when not to wait.

use super::bodies::{group_body, last_orgs};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at};

#[tokio::test]
async fn a_write_of_secoda_is_sent_again_with_its_body() {
    let server =
        Server::start([Reply::new(429).header("retry-after", "0"), Reply::json(201, serde_json::json!({"id": "1"}))])
            .await;
    secoda_at(&server).groups().create_group(&group_body()).send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(!requests[0].body.is_empty() && requests[0].body == requests[1].body);
}

#[tokio::test]
async fn the_longer_of_two_waits_counts_and_is_not_sat_out_if_it_is_too_long() {
    for (retry_after, reset) in [("0", "3600"), ("3600", "0")] {
        let refusal = Reply::new(429).header("retry-after", retry_after).header("x-ratelimit-reset", reset);
        let server = Server::start([refusal, last_orgs(0)]).await;
        let error = snyk_at(&server).orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_version_that_is_gone_is_not_asked_for_again() {
    let server = Server::start([Reply::new(410).header("retry-after", "0"), last_orgs(0)]).await;
    let error = snyk_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 410);
    assert_eq!(server.requests().len(), 1);
}
