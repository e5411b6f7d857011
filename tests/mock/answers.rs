//! What is answered unless told otherwise: it is as the document says, and the client reads it.

use serde_json::{Value, json};
use snyk_secoda::mock::{Reply, Server};

use crate::calls;
use crate::schemas::Schemas;

/// Every declared answer of a server, failures as well, held against its document.
fn assert_valid(server: &Server, schemas: &Schemas) -> usize {
    let answers = schemas.answers().into_iter();
    let bodies: Vec<_> = answers
        .map(|answer| {
            let body = server.example(&answer.operation, answer.status).unwrap();
            (answer, body)
        })
        .collect();
    let faults = schemas.faults(&bodies);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    bodies.len()
}

#[tokio::test]
async fn every_answer_of_both_services_is_valid() {
    let snyk = Server::snyk().start().await.unwrap();
    assert_eq!(assert_valid(&snyk, &Schemas::of("snyk")), 18 + 17 * 5 + 7);
    let secoda = Server::secoda().start().await.unwrap();
    assert_eq!(assert_valid(&secoda, &Schemas::of("secoda")), 5 + 11);
}

/// The validator does find what is wrong: one that finds nothing would prove nothing.
#[tokio::test]
async fn a_wrong_answer_would_be_found() {
    let schemas = Schemas::of("snyk");
    let group = || schemas.answer("GET /groups/{group_id}", 200).unwrap();
    let server = Server::snyk().start().await.unwrap();
    let right = server.example("getGroup", 200).unwrap();
    let changed = |pointer: &str, value: Value| {
        let mut body = right.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let wrong = [
        changed("/data/id", json!("7")),
        changed("/data/attributes/created_at", json!("yesterday")),
        changed("/jsonapi/version", json!("one")),
        changed("/data", json!([])),
        json!({}),
    ];
    let bodies: Vec<_> = wrong.into_iter().map(|body| (group(), body)).collect();
    assert_eq!(schemas.faults(&bodies).len(), 5);
}

#[tokio::test]
async fn the_client_reads_every_success_of_snyk() {
    let server = Server::snyk().start().await.unwrap();
    let client = server.snyk_client().unwrap();
    let mut seen = 0;
    for answer in Schemas::of("snyk").answers().into_iter().filter(|answer| answer.status < 300) {
        server.on(&answer.operation).unwrap().reply(Reply::documented(answer.status));
        let called = calls::snyk(&client).into_iter();
        let mut called = called.filter(|(row, _)| format!("{} {}", row.method, row.path) == answer.operation);
        called.next().unwrap().1.await.unwrap_or_else(|error| panic!("{}: {error}", answer.status));
        seen += 1;
    }
    assert_eq!(seen, 18);
}

#[tokio::test]
async fn every_call_is_answered_without_a_word() {
    let server = Server::snyk().start().await.unwrap();
    for (operation, sent) in calls::snyk(&server.snyk_client().unwrap()) {
        sent.await.unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert_eq!(server.requests().last().unwrap().operation(), Some(operation.id));
    }
    let server = Server::secoda().start().await.unwrap();
    for (operation, sent) in calls::secoda(&server.secoda_client().unwrap()) {
        sent.await.unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert_eq!(server.requests().last().unwrap().operation(), Some(operation.id));
    }
}

#[tokio::test]
async fn a_list_has_one_item_and_an_end() {
    let (snyk, secoda) = (Server::snyk().start().await.unwrap(), Server::secoda().start().await.unwrap());
    let lists = calls::lists(&snyk.snyk_client().unwrap(), &secoda.secoda_client().unwrap());
    assert_eq!(lists.len(), 9);
    for listed in lists {
        assert_eq!(listed.await.unwrap(), 1);
    }
    assert_eq!(snyk.requests().len() + secoda.requests().len(), 9);
}

#[tokio::test]
async fn answers_are_the_same_every_time() {
    let (one, other) = (Server::snyk().start().await.unwrap(), Server::snyk().start().await.unwrap());
    assert_eq!(one.example("listOrgs", 200).unwrap(), other.example("listOrgs", 200).unwrap());
    let group = one.example("getGroup", 200).unwrap();
    assert_eq!(group["data"]["attributes"]["name"], "name");
    assert_eq!(group["jsonapi"]["version"], "1.0");
}

#[tokio::test]
async fn answers_tell_of_request_and_version() {
    let server = Server::snyk().start().await.unwrap();
    let client = server.snyk_client().unwrap();
    let group = client.groups().get_group(uuid::Uuid::from_u128(1)).send().await.unwrap();
    let meta = group.meta();
    assert!(meta.request_id().is_some());
    assert_eq!(meta.version_requested(), Some(snyk_secoda::snyk::API_VERSION));
    assert_eq!(meta.version_served(), Some("2023-01-30~beta"));
    assert_eq!(meta.lifecycle_stage(), Some("beta"));
}
