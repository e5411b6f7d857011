//! Answers that a test writes down.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::json;
use snyk_secoda::mock::{Reply, Server};
use snyk_secoda::{Error, snyk};
use uuid::Uuid;

use crate::bare::ask;

const GROUP: Uuid = Uuid::from_u128(1);

async fn name_of(snyk: &snyk::Client) -> Result<String, Error> {
    Ok(snyk.groups().get_group(GROUP).send().await?.into_inner().data.attributes.name)
}

/// A group of that name.
fn group(server: &Server, name: &str) -> Reply {
    let mut body = server.example("getGroup", 200).unwrap();
    body["data"]["attributes"]["name"] = json!(name);
    Reply::json(200, body)
}

#[tokio::test]
async fn a_reply_answers_all_further_requests() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    server.on("getGroup").unwrap().reply(group(&server, "Payments"));
    assert_eq!([name_of(&snyk).await.unwrap(), name_of(&snyk).await.unwrap()], ["Payments", "Payments"]);
    server.on("getGroup").unwrap().clear();
    assert_eq!(name_of(&snyk).await.unwrap(), "name");
}

#[tokio::test]
async fn a_sequence_answers_one_request_each_and_ends() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    let refused = Reply::problem(403, "Not yours");
    server.on("getGroup").unwrap().then(group(&server, "Payments")).then(refused).then(Reply::default());
    assert_eq!(name_of(&snyk).await.unwrap(), "Payments");
    let error = name_of(&snyk).await.unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(error.problems()[0].detail.as_deref(), Some("Not yours"));
    assert_eq!([name_of(&snyk).await.unwrap(), name_of(&snyk).await.unwrap()], ["name", "name"]);
}

#[tokio::test]
async fn a_retry_gets_the_next_of_a_sequence() {
    let server = Server::snyk().start().await.unwrap();
    let busy = || Reply::status(429).header("retry-after", "0");
    server.on("getGroup").unwrap().then(busy()).then(busy());
    assert_eq!(name_of(&server.snyk_client().unwrap()).await.unwrap(), "name");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_header_replaces_what_the_server_says() {
    let server = Server::snyk().start().await.unwrap();
    let reply = Reply::default().header("snyk-version-served", "2021-01-01").header("sunset", "2030-01-01");
    server.on("GET /groups/{group_id}").unwrap().reply(reply);
    let group = server.snyk_client().unwrap().groups().get_group(GROUP).send().await.unwrap();
    assert_eq!(group.meta().version_served(), Some("2021-01-01"));
    assert!(group.meta().sunset().is_some());
}

#[tokio::test]
async fn a_declared_failure_is_answered_as_the_document_has_it() {
    let server = Server::snyk().start().await.unwrap();
    server.on("getGroup").unwrap().reply(Reply::documented(409));
    let error = name_of(&server.snyk_client().unwrap()).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 409);
    assert_eq!(error.problems()[0].detail.as_deref(), Some("detail"));
}

#[tokio::test]
async fn a_handler_remembers_and_leaves_the_rest_to_the_document() {
    let server = Server::secoda().start().await.unwrap();
    let names = Mutex::new(Vec::new());
    let handler = move |request: &snyk_secoda::mock::Request| {
        let mut names = names.lock().unwrap();
        names.push(request.json()["name"].as_str().unwrap_or_default().to_owned());
        if names.len() == 1 { Reply::default() } else { Reply::json(201, json!({ "name": names.join(", ") })) }
    };
    server.handle("create_group", handler).unwrap();
    let groups = server.secoda_client().unwrap();
    let create = async |name: &str| {
        let body = snyk_secoda::secoda::types::CreateGroupBody::new().name(name);
        groups.groups().create_group(&body).send().await.unwrap().into_inner().name
    };
    assert_eq!(create("Analysts").await.as_deref(), Some("name"));
    assert_eq!(create("Auditors").await.as_deref(), Some("Analysts, Auditors"));
    server.on("create_group").unwrap().then(Reply::json(201, json!({ "name": "scripted" })));
    assert_eq!(create("Others").await.as_deref(), Some("scripted"));
    assert_eq!(create("Engineers").await.as_deref(), Some("Analysts, Auditors, Engineers"));
}

/// The clock stands still, and is put forward to the end of whatever is waited for when nothing else is to be done.
#[tokio::test(start_paused = true)]
async fn delays_add_up() {
    let server = Server::snyk().start().await.unwrap();
    let target = format!("/groups/{GROUP}?version=2024-10-15");
    server.on("getGroup").unwrap().delay(Duration::from_secs(40)).then(Reply::default().delay(Duration::from_secs(2)));
    let ask = async || {
        let start = tokio::time::Instant::now();
        let answer = ask(&server.url(), "GET", &target, &[("authorization", "token x")], "").await;
        assert_eq!(answer.status, 200);
        start.elapsed().as_secs()
    };
    assert_eq!((ask().await, ask().await), (42, 40));
}

#[tokio::test]
async fn an_unknown_operation_is_an_error_with_similar_names() {
    let server = Server::snyk().start().await.unwrap();
    let error = server.on("listGroup").unwrap_err();
    assert!(error.is_config());
    assert!(error.to_string().contains("`listGroup`; similar are `listGroups`"), "{error}");
    assert!(server.handle("getgroup", |_| Reply::default()).unwrap_err().to_string().contains("`getGroup`"));
    assert!(server.example("getGroups", 200).unwrap_err().to_string().contains("`getGroup`"));
    assert!(server.example("getGroup", 302).unwrap_err().to_string().contains("302"));
    assert!(server.requested("GET /group", 0).await.is_err());
}

#[tokio::test]
async fn a_script_that_cannot_be_followed_says_so() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    for (reply, part) in [
        (Reply::status(42), "status"),
        (Reply::documented(302), "no such status for getGroup"),
        (Reply::default().header("a b", ""), "no name of a header"),
        (Reply::default().header("a", "\n"), "the value of a cannot be sent"),
    ] {
        server.on("getGroup").unwrap().reply(reply);
        let error = name_of(&snyk).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 500);
        assert!(error.problems()[0].detail.as_deref().unwrap().contains(part), "{error}");
    }
}
