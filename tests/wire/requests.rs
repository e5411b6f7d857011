use std::time::Duration;

use serde_json::json;

use super::bodies::{
    GROUP, ORG, group_body, groups, last_orgs, membership, membership_body, update_org_body, updated_org,
};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at, snyk_builder};
use versions::Versions;

#[tokio::test]
async fn path_query_and_version_are_sent_as_described() {
    let server = Server::start([last_orgs(0)]).await;
    snyk_at(&server).orgs().list_orgs().limit(20).slug("a b&c").send().await.unwrap();
    let request = &server.requests()[0];
    let expected = format!("/rest/orgs?limit=20&slug=a%20b%26c&version={}", snyk_secoda::snyk::API_VERSION);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", expected.as_str()));
}

#[tokio::test]
async fn the_version_of_the_client_and_that_of_the_call_take_precedence_in_turn() {
    let server = Server::start([last_orgs(0), last_orgs(0)]).await;
    let client = snyk_builder(&server).version("2025-11-05").build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    client.orgs().list_orgs().with_version("2024-06-26~beta").send().await.unwrap();
    let versions: Vec<_> = server.requests().iter().map(|request| request.query("version")).collect();
    assert_eq!(versions, [["2025-11-05"], ["2024-06-26~beta"]]);
}

#[tokio::test]
async fn a_version_that_no_release_fits_is_not_sent() {
    let server = Server::start([]).await;
    let error = snyk_at(&server).orgs().list_orgs().with_version("2024-10-15~beta").send().await.unwrap_err();
    assert!(error.is_invalid_request() && server.requests().is_empty(), "{error}");
    assert!(snyk_builder(&server).version("today").build().unwrap_err().is_config());
}

#[tokio::test]
async fn an_operation_without_versions_is_sent_without_one() {
    let server = Server::start([Reply::json(200, json!(["2024-10-15"]))]).await;
    Versions::new(&snyk_at(&server)).list().send().await.unwrap();
    assert_eq!(server.targets(), ["/rest/openapi"]);
}

#[tokio::test]
async fn a_body_is_sent_with_its_media_type() {
    let server = Server::start([membership()]).await;
    snyk_at(&server).groups().create_group_membership(GROUP, &membership_body()).send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("content-type"), Some("application/vnd.api+json"));
    assert_eq!(request.header("accept"), Some("application/vnd.api+json"));
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
    let sent: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(sent["data"]["type"], "group_membership");
}

#[tokio::test]
async fn without_a_body_there_is_no_content_type() {
    let server = Server::start([last_orgs(0)]).await;
    snyk_at(&server).orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.requests()[0].header("content-type"), None);
    assert!(server.requests()[0].body.is_empty());
}

#[tokio::test]
async fn secoda_bodies_are_plain_json_and_paths_verbatim() {
    let server = Server::start([Reply::json(201, json!({"id": "1"}))]).await;
    secoda_at(&server).groups().create_group(&group_body()).send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/api/v1/auth/group"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn every_violation_is_told_and_nothing_sent() {
    let server = Server::start([]).await;
    let error = snyk_at(&server).orgs().list_orgs().limit(105).slug(&"x".repeat(101)).send().await.unwrap_err();
    let told: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "query parameter `limit`: 105 is more than the maximum 100",
            "query parameter `limit`: 105 is not a multiple of 10",
            "query parameter `slug`: has 101 characters, more than the maximum 100",
        ]
    );
    assert!(error.is_invalid_request() && server.requests().is_empty());
}

#[tokio::test]
async fn a_violation_in_the_body_is_told_with_its_pointer() {
    let server = Server::start([updated_org()]).await;
    let client = snyk_at(&server);
    let error = client.orgs().update_org(ORG, &update_org_body("")).send().await.unwrap_err();
    let told: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["body at `/data/attributes/name`: has 0 characters, fewer than the minimum 1"]);
    assert!(client.orgs().update_org(ORG, &update_org_body("A")).send().await.is_ok());
}

#[tokio::test]
async fn headers_of_the_caller_and_the_user_agent_are_sent() {
    let server = Server::start([last_orgs(0), last_orgs(0)]).await;
    let client = snyk_builder(&server).user_agent("mine/1").build().unwrap();
    client.orgs().list_orgs().with_header("snyk-request-id", "42").send().await.unwrap();
    snyk_at(&server).orgs().list_orgs().send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("snyk-request-id"), Some("42"));
    assert_eq!(requests[0].header("user-agent"), Some("mine/1"));
    assert!(requests[1].header("user-agent").unwrap().starts_with("snyk-secoda/"));
}

#[tokio::test]
async fn parts_are_what_is_sent_but_for_the_credential() {
    let server = Server::start([groups(0, json!({}), json!({}))]).await;
    let request = secoda_at(&server).groups().list_groups().page(2);
    let parts = request.parts().unwrap();
    assert_eq!((parts.method().as_str(), parts.path(), parts.query_text()), ("GET", "/api/v1/auth/group", "page=2"));
    assert_eq!(parts.query(), [("page".to_owned(), "2".to_owned())]);
    assert!(parts.body().is_none() && !parts.headers().contains_key("authorization"));
    request.send().await.unwrap();
    assert_eq!(server.targets(), [format!("{}?{}", parts.path(), parts.query_text())]);
}

#[tokio::test]
async fn a_request_is_independent_of_the_client_it_was_made_with() {
    let server = Server::start([last_orgs(0)]).await;
    let request = snyk_at(&server).orgs().list_orgs().with_timeout(Duration::from_secs(20));
    let task = tokio::spawn(async move { request.send().await.map(|answer| answer.status()) });
    assert_eq!(task.await.unwrap().unwrap(), 200);
}

/// The operations of Snyk that list its documents are the ones that take no version.
mod versions {
    #![allow(missing_docs)]

    use snyk_secoda::rt;

    rt::tag! { Versions of snyk_secoda::snyk::Client }

    impl Versions {
        pub fn list(&self) -> ListVersions {
            ListVersions(self.0.call(&LIST_VERSIONS))
        }
    }

    rt::operation! {
        ListVersions LIST_VERSIONS { id: "listAPIVersions", method: rt::Method::GET, path: "/openapi", } -> Vec<String>
    }
}
