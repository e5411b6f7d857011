//! Its beginning and its end.

use std::thread;

use serde_json::json;
use snyk_secoda::mock::{Fault, Server};
use snyk_secoda::snyk;
use tokio::runtime;

use crate::bare::ask;

#[tokio::test]
async fn dropping_the_server_closes_it() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    snyk.groups().list_groups().send().await.unwrap();
    drop(server);
    let error = snyk.groups().list_groups().send().await.unwrap_err();
    assert!(error.status().is_none(), "{error}");
}

/// A call that it holds ends with it, which is as good as a restart of the service.
#[tokio::test]
async fn dropping_the_server_ends_what_it_holds() {
    let server = Server::snyk().start().await.unwrap();
    server.on("listGroups").unwrap().fault(Fault::Stall);
    let snyk = server.snyk_client().unwrap();
    let held = tokio::spawn(async move { snyk.groups().list_groups().send().await.map(|_| ()) });
    server.requested("listGroups", 1).await.unwrap();
    drop(server);
    assert!(held.await.unwrap().unwrap_err().status().is_none());
}

#[test]
fn it_runs_on_any_runtime_and_serves_others() {
    let many = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let server = many.block_on(Server::snyk().start()).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let one = runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let snyk = server.snyk_client().unwrap();
                one.block_on(async { snyk.groups().list_groups().send().await.map(|_| ()) }).unwrap();
            });
        }
    });
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn oauth_clients_get_their_tokens() {
    let server = Server::snyk().credential("the-token").start().await.unwrap();
    let credential = snyk::Credential::oauth_client("client-1", "the-secret");
    let snyk = snyk::Client::builder().base_url(server.url()).credential(credential).build().unwrap();
    snyk.groups().list_groups().send().await.unwrap();
    let requests = server.requests();
    assert_eq!((requests[0].path(), requests[0].operation()), ("/oauth2/token", None));
    assert_eq!(requests[1].header("authorization"), Some("Bearer the-token"));
    assert!(!format!("{requests:?}").contains("the-"));
}

#[tokio::test]
async fn a_client_of_the_other_service_is_refused() {
    let (snyk, secoda) = (Server::snyk().start().await.unwrap(), Server::secoda().start().await.unwrap());
    assert!(snyk.secoda_client().unwrap_err().to_string().contains("Snyk"));
    assert!(secoda.snyk_client().unwrap_err().is_config());
}

#[tokio::test]
async fn it_serves_documents_of_ones_own() {
    let document = json!({
        "openapi": "3.1.0",
        "servers": [{ "url": "/v2" }],
        "paths": { "/things/{id}.json": { "get": {
            "operationId": "getThing",
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
            "responses": { "200": { "content": { "application/json": { "schema": {
                "type": "object", "properties": { "id": { "type": ["integer", "null"] }, "kind": { "const": "thing" } },
            } } } } },
        } } },
    });
    let server = Server::of_document(document.to_string()).start().await.unwrap();
    let get = async |id: &str| ask(&server.url(), "GET", &format!("/things/{id}.json"), &[], "").await.text;
    assert!(server.url().ends_with("/v2"));
    assert_eq!(get("7").await, r#"{"id":1,"kind":"thing"}"#);
    assert_eq!(get("x").await, r#"{"detail":"Parameter id must be of type integer"}"#);
    assert_eq!(server.requests()[0].argument("id"), Some("7"));
}

#[tokio::test]
async fn another_document_of_a_known_service_keeps_its_manners() {
    let document = json!({ "paths": { "/widgets": { "get": { "responses": { "204": {} } } } } });
    let server = Server::snyk().document(document.to_string()).start().await.unwrap();
    assert!(server.example("GET /widgets", 204).unwrap().is_null());
    let snyk = snyk::Client::builder().base_url(server.url()).credential(snyk::Credential::bearer("x"));
    let error = snyk.build().unwrap().groups().list_groups().send().await.unwrap_err();
    assert!(error.is_not_found() && error.meta().unwrap().request_id().is_some());
}

#[tokio::test]
async fn a_document_that_is_none_is_an_error() {
    for text in ["", "{}", "[]"] {
        let error = Server::of_document(text).start().await.unwrap_err();
        assert!(error.is_config() && error.to_string().contains("cannot be read"), "{error}");
    }
}
