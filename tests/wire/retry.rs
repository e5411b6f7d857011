use std::time::Duration;

use snyk_secoda::{Error, RetryPolicy, snyk};

use super::bodies::{GROUP, USER, last_orgs, membership, membership_body};
use super::server::{Reply, Server};
use super::{snyk_at, snyk_builder, snyk_once_at};

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
    assert!(snyk_once_at(&server).orgs().list_orgs().send().await.unwrap_err().is_rate_limited());
    assert_eq!(server.requests().len(), 1);
}

/// One that waits for nothing but what the service asks for.
fn hasty_at(server: &Server) -> snyk::Client {
    snyk_builder(server).retry(hasty()).build().unwrap()
}

fn hasty() -> RetryPolicy {
    RetryPolicy::default().first_wait(Duration::ZERO)
}

fn transient() -> Vec<Reply> {
    let statuses = [408, 425, 500, 502, 503, 504].map(Reply::new);
    statuses.into_iter().chain([Reply::new(503).header("retry-after", "0"), Reply::Close, Reply::Cut]).collect()
}

#[tokio::test]
async fn what_may_pass_is_tried_again_for_idempotent_methods() {
    for reply in transient() {
        let server = Server::start([reply.clone(), last_orgs(1)]).await;
        hasty_at(&server).orgs().list_orgs().send().await.unwrap();
        assert_eq!(server.requests().len(), 2);
        let server = Server::start([reply, Reply::new(204)]).await;
        hasty_at(&server).groups().delete_group_membership(GROUP, USER).send().await.unwrap();
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn what_may_have_been_done_is_not_done_twice() {
    for reply in transient() {
        let server = Server::start([reply, membership()]).await;
        let request = hasty_at(&server).groups().create_group_membership(GROUP, &membership_body());
        assert_eq!(request.send().await.unwrap_err().retries(), 0);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_call_may_say_that_doing_it_twice_does_no_harm() {
    for reply in transient() {
        let server = Server::start([reply, membership()]).await;
        let request = hasty_at(&server).groups().create_group_membership(GROUP, &membership_body());
        request.with_replay().send().await.unwrap();
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_tried_again() {
    let server = Server::start([Reply::Silence, Reply::Stall, last_orgs(1)]).await;
    let request = hasty_at(&server).orgs().list_orgs().with_timeout(Duration::from_millis(100));
    request.send().await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn what_will_not_pass_is_final() {
    for status in [400, 401, 403, 404, 409, 410, 422] {
        let server = Server::start([Reply::new(status).header("retry-after", "0"), last_orgs(0)]).await;
        assert_eq!(list(&server).await.unwrap_err().status().unwrap(), status);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_page_of_html_is_not_asked_for_again() {
    let server = Server::start([Reply::new(200).body("<html>"), last_orgs(0)]).await;
    assert!(list(&server).await.unwrap_err().is_decode());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_last_answer_is_the_error_and_says_how_often_it_was_tried() {
    let server = Server::start([500, 500, 503, 502].map(Reply::new)).await;
    let error = hasty_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.retries()), (502, 3));
    assert!(error.to_string().ends_with("(after 3 retries)"), "{error}");
}

#[tokio::test]
async fn a_call_has_its_own_policy_if_it_says_so() {
    let server = Server::start([500, 500, 500].map(Reply::new).into_iter().chain([last_orgs(0)])).await;
    let client = hasty_at(&server);
    assert!(client.orgs().list_orgs().with_retry(RetryPolicy::never()).send().await.is_err());
    assert!(client.orgs().list_orgs().with_retry(hasty().max_retries(1)).send().await.is_err());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_outage_is_not_multiplied() {
    let server = Server::answering(|_| Reply::new(503)).await;
    let client = snyk_builder(&server).retry(hasty()).retry_budget(5).build().unwrap();
    for _ in 0..10 {
        client.clone().orgs().list_orgs().send().await.unwrap_err();
    }
    assert_eq!(server.requests().len(), 15, "one for each call, and five in all");
}

#[tokio::test]
async fn calls_that_end_well_do_not_use_up_the_retries() {
    let mut count = 0;
    let server = Server::answering(move |_| {
        count += 1;
        if count % 2 == 1 { Reply::Close } else { last_orgs(0) }
    });
    let server = server.await;
    let client = snyk_builder(&server).retry(hasty()).retry_budget(1).build().unwrap();
    for _ in 0..10 {
        client.orgs().list_orgs().send().await.unwrap();
    }
    assert_eq!(client.counters().retries, 10);
}

#[tokio::test]
async fn being_told_to_wait_does_not_use_up_the_retries() {
    let server = Server::start([limited("0"), limited("0"), last_orgs(0)]).await;
    let client = snyk_builder(&server).retry_budget(0).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
}

#[tokio::test]
async fn a_rate_limit_that_is_told_says_for_how_long() {
    for (reply, expected) in
        [(limited("90"), "try again in 90 s, as the service asks"), (Reply::new(429), "the service does not say when")]
    {
        let server = Server::start([reply]).await;
        let error = snyk_once_at(&server).orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_rate_limited() && error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_token_that_could_not_be_had_for_a_moment_is_asked_for_again() {
    let token = super::tokens::token("t1");
    let server = Server::start([Reply::new(503), Reply::Close, token, membership()]).await;
    let credential = snyk::Credential::oauth_client("client-1", super::MARKER);
    let client = snyk_builder(&server).credential(credential).retry(hasty()).build().unwrap();
    client.groups().create_group_membership(GROUP, &membership_body()).send().await.unwrap();
    assert_eq!(server.requests().len(), 4, "the call itself is sent once");
}
