use snyk_secoda::Error;

use super::bodies::{GROUP, last_orgs, membership, membership_body};
use super::server::{Reply, Server};
use super::{snyk_at, snyk_builder};

fn limited(retry_after: &str) -> Reply {
    Reply::new(429).header("retry-after", retry_after).body("{}")
}

async fn list(server: &Server) -> Result<(), Error> {
    snyk_at(server).orgs().list_orgs().send().await.map(drop)
}

#[tokio::test]
async fn a_request_turned_away_is_sent_again() {
    let server = Server::start([limited("0"), limited("0"), last_orgs(0)]).await;
    list(&server).await.unwrap();
    let targets = server.targets();
    assert_eq!(targets.len(), 3);
    assert!(targets.iter().all(|target| *target == targets[0]));
}

#[tokio::test]
async fn a_post_turned_away_is_sent_again_with_its_body() {
    let server = Server::start([limited("0"), membership()]).await;
    snyk_at(&server).groups().create_group_membership(GROUP, &membership_body()).send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(!requests[0].body.is_empty() && requests[0].body == requests[1].body);
}

#[tokio::test]
async fn a_date_to_wait_for_is_understood() {
    let server = Server::start([limited("Wed, 21 Oct 2015 07:28:00 GMT"), last_orgs(0)]).await;
    list(&server).await.unwrap();
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_left_to_the_caller() {
    let server = Server::start([limited("3600"), last_orgs(0)]).await;
    let error = list(&server).await.unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.meta().unwrap().retry_after().unwrap().as_secs(), 3600);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn retries_are_limited() {
    let server = Server::start(vec![limited("0"); 9]).await;
    assert!(list(&server).await.unwrap_err().is_rate_limited());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn retries_can_be_turned_off() {
    let server = Server::start([limited("0"), last_orgs(0)]).await;
    let client = snyk_builder(&server).max_retries(0).build().unwrap();
    assert!(client.orgs().list_orgs().send().await.unwrap_err().is_rate_limited());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn other_errors_are_not_retried() {
    for status in [408, 410, 500, 503] {
        let server = Server::start([Reply::new(status).header("retry-after", "0"), last_orgs(0)]).await;
        assert_eq!(list(&server).await.unwrap_err().status().unwrap(), status);
        assert_eq!(server.requests().len(), 1);
    }
}
