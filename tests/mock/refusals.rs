//! What the documents do not allow.

use serde_json::{Value, json};
use snyk_secoda::mock::{Reply, Server};
use uuid::Uuid;

use crate::bare::ask;

const ORG: Uuid = Uuid::from_u128(2);
const MEDIA: &str = "application/vnd.api+json";

/// Status and body of an answer to a known credential.
async fn answer(server: &Server, method: &str, target: &str) -> (u16, Value) {
    let answer = ask(&server.url(), method, target, &[("authorization", "Bearer x")], "").await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn snyk_tells_what_is_wrong_with_a_request() {
    let server = Server::snyk().start().await.unwrap();
    for (target, status, source) in [
        ("/users?version=2024-10-15", 404, Value::Null),
        ("/groups", 400, json!({ "parameter": "version" })),
        ("/groups?version=2021-06-04", 404, Value::Null),
        ("/groups?version=2024-10-15&limit=15", 400, json!({ "parameter": "limit" })),
        ("/groups?version=2024-10-15&size=1", 400, json!({ "parameter": "size" })),
        ("/orgs?version=2024-10-15&slug=a%20b", 400, json!({ "parameter": "slug" })),
        ("/orgs?version=2024-10-15&expand=member_role,x", 400, json!({ "parameter": "expand" })),
    ] {
        let (found, body) = answer(&server, "GET", target).await;
        let error = &body["errors"][0];
        assert_eq!((found, &error["source"]), (status, &source), "{target}: {error}");
        assert_eq!(error["status"], status.to_string());
    }
    let (status, _) = answer(&server, "DELETE", "/groups?version=2024-10-15").await;
    assert_eq!(status, 405);
    assert_eq!(server.requests()[0].operation(), None);
}

#[tokio::test]
async fn snyk_points_at_what_is_wrong_in_a_body() {
    let server = Server::snyk().start().await.unwrap();
    let target = format!("/orgs/{ORG}?version=2024-10-15");
    let data = |attributes: Value| json!({ "data": { "id": ORG, "type": "org", "attributes": attributes } });
    for (media, body, source) in [
        ("application/json", data(json!({ "name": "x" })), Value::Null),
        (MEDIA, data(json!({ "name": "" })), json!({ "pointer": "/data/attributes/name" })),
        (MEDIA, data(json!({})), json!({ "pointer": "/data/attributes/name" })),
        (MEDIA, json!({ "data": 1 }), json!({ "pointer": "/data" })),
    ] {
        let headers = [("authorization", "Bearer x"), ("content-type", media)];
        let answer = ask(&server.url(), "PATCH", &target, &headers, &body.to_string()).await;
        let (status, answer) = (answer.status, answer.json());
        assert_eq!((status, &answer["errors"][0]["source"]), (400, &source), "{body}: {answer}");
    }
}

#[tokio::test]
async fn secoda_refuses_in_its_own_form() {
    let server = Server::secoda().start().await.unwrap();
    let unknown = answer(&server, "GET", "/api/v1/users").await;
    assert_eq!(unknown, (404, json!({ "detail": "The requested path does not exist" })));
    let (status, body) = answer(&server, "GET", "/api/v1/auth/group?page=0").await;
    assert_eq!((status, &body), (400, &json!({ "detail": "Parameter page must be at least 1" })));
}

#[tokio::test]
async fn a_credential_is_asked_for() {
    let any = Server::snyk().start().await.unwrap();
    let one = Server::snyk().credential("one").start().await.unwrap();
    for (server, authorization, expected) in [
        (&any, "", 401),
        (&any, "token ", 401),
        (&any, "Basic x", 401),
        (&any, "Token x", 200),
        (&one, "bearer x", 401),
        (&one, "bearer one", 200),
    ] {
        let headers = [("authorization", authorization)];
        let status = ask(&server.url(), "GET", "/groups?version=2024-10-15", &headers, "").await.status;
        assert_eq!(status, expected, "{authorization}");
    }
    assert!(one.snyk_client().unwrap().groups().list_groups().send().await.is_ok());
}

#[tokio::test]
async fn a_refused_request_takes_nothing_of_a_script() {
    let server = Server::snyk().start().await.unwrap();
    server.on("listGroups").unwrap().then(Reply::problem(403, "Scripted"));
    let (status, _) = answer(&server, "GET", "/groups?version=2024-10-15&limit=1").await;
    assert_eq!(status, 400);
    let (status, _) = answer(&server, "GET", "/groups?version=2024-10-15").await;
    assert_eq!(status, 403);
}
