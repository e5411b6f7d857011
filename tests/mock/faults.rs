//! Exchanges that fail.

use std::time::Duration;

use serde_json::json;
use snyk_secoda::mock::{Fault, Reply, Server};
use snyk_secoda::{Error, RetryPolicy, snyk};
use uuid::Uuid;

use crate::bare::ask;

async fn get(snyk: &snyk::Client) -> Result<(), Error> {
    snyk.groups().get_group(Uuid::from_u128(1)).with_retry(RetryPolicy::never()).send().await.map(|_| ())
}

async fn failing(reply: impl Into<Reply>) -> Error {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    server.on("getGroup").unwrap().then(reply);
    let error = get(&snyk).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    get(&snyk).await.unwrap();
    error
}

#[tokio::test]
async fn a_connection_is_closed_instead_of_an_answer() {
    let error = failing(Fault::Disconnect).await;
    assert!(error.is_transport() && error.status().is_none(), "{error}");
}

#[tokio::test]
async fn a_body_breaks_off_after_its_head() {
    let error = failing(Fault::Truncate { after: 20 }).await;
    assert!(error.is_transport() && error.status().is_some(), "{error}");
}

/// The head and the bytes before the break do arrive.
#[tokio::test]
async fn what_is_before_the_break_is_sent() {
    let server = Server::secoda().start().await.unwrap();
    let reply = Reply::json(200, json!({ "name": "Analysts" })).fault(Fault::Truncate { after: 7 });
    server.on("get_group").unwrap().reply(reply);
    let bearer = [("authorization", "Bearer x")];
    let answer = ask(&server.url(), "GET", "/api/v1/auth/group/g-1", &bearer, "").await;
    assert_eq!((answer.status, answer.header("content-length")), (200, Some("19")));
    assert_eq!(answer.text, "{\"name\"");
}

#[tokio::test]
async fn a_stalled_answer_ends_with_the_patience_of_the_client() {
    let server = Server::snyk().start().await.unwrap();
    server.on("getGroup").unwrap().fault(Fault::Stall);
    let snyk = snyk::Client::builder()
        .base_url(server.url())
        .credential(snyk::Credential::api_token("x"))
        .timeout(Duration::from_millis(50));
    let error = get(&snyk.build().unwrap()).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

/// No clock is needed: the test goes on when the request is there.
#[tokio::test]
async fn a_call_can_be_dropped_while_the_server_holds_it() {
    let server = Server::snyk().start().await.unwrap();
    server.on("getGroup").unwrap().then(Fault::Stall);
    let snyk = server.snyk_client().unwrap();
    let held = tokio::spawn({
        let snyk = snyk.clone();
        async move { get(&snyk).await }
    });
    assert_eq!(server.requested("getGroup", 1).await.unwrap().len(), 1);
    assert!(!held.is_finished());
    held.abort();
    assert!(held.await.unwrap_err().is_cancelled());
    get(&snyk).await.unwrap();
}
