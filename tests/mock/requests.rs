//! What the server recorded.

use http::Method;
use serde_json::json;
use snyk_secoda::mock::Server;
use snyk_secoda::snyk;
use uuid::Uuid;

use crate::bare::ask;
use crate::bodies;

const MARKER: &str = "marker-of-the-credential";
const ORG: Uuid = Uuid::from_u128(2);

#[tokio::test]
async fn a_request_is_recorded_with_all_of_its_parts() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    snyk.orgs().update_org(ORG, &bodies::update_org(ORG, "Payments")).send().await.unwrap();
    let requests = server.requests();
    let [request] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!(request.method(), Method::PATCH);
    assert_eq!(request.path(), format!("/rest/orgs/{ORG}"));
    assert_eq!(format!("{}/rest", request.origin()), server.url());
    assert_eq!((request.operation(), request.template()), (Some("updateOrg"), Some("/orgs/{org_id}")));
    assert_eq!(request.argument("org_id"), Some(ORG.to_string().as_str()));
    assert_eq!(request.arguments().count(), 1);
    assert_eq!(request.query(), [("version".to_owned(), snyk::API_VERSION.to_owned())]);
    assert_eq!(request.header("content-type"), Some("application/vnd.api+json"));
    assert_eq!(request.json()["data"]["attributes"], json!({ "name": "Payments" }));
    assert_eq!(serde_json::from_slice::<serde_json::Value>(request.body()).unwrap(), request.json());
}

#[tokio::test]
async fn parameters_come_decoded() {
    let server = Server::secoda().start().await.unwrap();
    server.secoda_client().unwrap().groups().get_group("a/b c").send().await.unwrap();
    assert_eq!(server.requests()[0].argument("id"), Some("a/b c"));

    let server = Server::snyk().start().await.unwrap();
    let expand = snyk::types::ListOrgsExpandItem::MemberRole;
    server.snyk_client().unwrap().orgs().list_orgs().name("R&D").expand(&[expand]).send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.query_value("name"), Some("R&D"));
    assert_eq!(request.query_values("expand").collect::<Vec<_>>(), ["member_role"]);
    assert_eq!((request.query_value("slug"), request.header("x-none")), (None, None));
}

#[tokio::test]
async fn the_credential_is_there_and_not_shown() {
    let server = Server::snyk().credential(MARKER).start().await.unwrap();
    server.snyk_client().unwrap().groups().list_groups().send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("authorization"), Some(format!("token {MARKER}").as_str()));
    let shown = format!("{request:?} {server:?} {:?}", Server::snyk().credential(MARKER));
    assert!(shown.contains("listGroups") && !shown.contains(MARKER), "{shown}");
}

#[tokio::test]
async fn keys_that_the_document_puts_elsewhere_are_not_shown_either() {
    let document = json!({ "openapi": "3.0.0", "paths": { "/x": { "get": { "responses": { "200": {} } } } },
        "components": { "securitySchemes": {
            "a": { "type": "apiKey", "in": "header", "name": "X-Key" },
            "b": { "type": "apiKey", "in": "query", "name": "key" },
        } } });
    let server = Server::of_document(document.to_string()).start().await.unwrap();
    let answer = ask(&server.url(), "GET", &format!("/x?key={MARKER}"), &[("x-key", MARKER)], "").await;
    assert_eq!(answer.status, 200);
    let shown = format!("{:?}", server.requests());
    assert!(shown.contains("GET /x") && !shown.contains(MARKER), "{shown}");
}

#[tokio::test]
async fn requests_are_waited_for() {
    let server = Server::snyk().start().await.unwrap();
    let snyk = server.snyk_client().unwrap();
    let calls = tokio::spawn(async move {
        for _ in 0..3 {
            snyk.groups().list_groups().send().await.unwrap();
        }
        snyk.orgs().list_orgs().send().await.unwrap();
    });
    assert_eq!(server.requested("listOrgs", 1).await.unwrap().len(), 1);
    assert_eq!(server.requested("listGroups", 2).await.unwrap().len(), 3);
    calls.await.unwrap();
}
