use serde_json::{Value, json};
use snyk_secoda::Error;

use super::bodies::{GROUP, ORG, USER, last_orgs, membership_body, update_org_body, updated_org};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at, snyk_builder, snyk_once_at};

/// The error that a reply of Snyk becomes.
async fn error(reply: Reply) -> Error {
    let server = Server::start([reply]).await;
    snyk_once_at(&server).orgs().list_orgs().send().await.unwrap_err()
}

#[tokio::test]
async fn no_content_is_a_success_without_a_value() {
    let server = Server::start([Reply::new(204)]).await;
    let answer = snyk_at(&server).groups().delete_group_membership(GROUP, USER).cascade(true).send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(server.requests()[0].query("cascade"), ["true"]);
}

#[tokio::test]
async fn an_update_answers_with_or_without_a_body() {
    let server = Server::start([updated_org(), Reply::new(204), Reply::new(200)]).await;
    let update = snyk_at(&server).orgs().update_org(ORG, &update_org_body("A"));
    assert!(update.clone().send().await.unwrap().is_some());
    assert!(update.clone().send().await.unwrap().is_none());
    assert!(update.send().await.unwrap().is_none());
}

#[tokio::test]
async fn a_missing_body_is_not_a_decode_error() {
    for status in [200, 202, 204] {
        let error = error(Reply::new(status).header("location", "/jobs/1")).await;
        assert!(error.is_empty_body() && !error.is_decode() && !error.is_api(), "{error}");
        assert_eq!(error.meta().unwrap().location(), Some("/jobs/1"));
    }
}

#[tokio::test]
async fn a_body_of_another_shape_is_told_with_its_path() {
    let body = json!({"jsonapi": {"version": "1.0"}, "data": [{"id": 7}], "links": {}});
    let error = error(Reply::json(200, body).header("snyk-request-id", "42")).await;
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("$.data[0].id"));
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("42")));
    assert!(error.body().unwrap().contains("jsonapi"));
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(error.operation().unwrap().id, "listOrgs");
}

#[tokio::test]
async fn unknown_members_do_no_harm() {
    let body = json!({"jsonapi": {"version": "1.0", "new": 1}, "data": [], "links": {}, "new": {"a": [1]}});
    let server = Server::start([Reply::json(200, body)]).await;
    assert!(snyk_at(&server).orgs().list_orgs().send().await.is_ok());
}

#[tokio::test]
async fn a_line_break_of_the_service_forges_no_line_of_a_log() {
    let detail = "no\nERROR all is lost\r\u{1b}[2J";
    let body = json!({"errors": [{"status": "403", "title": "Forbidden", "detail": detail}]});
    let error = error(Reply::json(403, body)).await;
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
    assert_eq!(error.problems()[0].detail.as_deref(), Some(detail));
}

#[tokio::test]
async fn version_headers_are_typed() {
    let reply = last_orgs(0)
        .header("snyk-request-id", "42")
        .header("snyk-version-requested", "2024-10-15")
        .header("snyk-version-served", "2024-02-28")
        .header("snyk-version-lifecycle-stage", "deprecated")
        .header("deprecation", "2025-01-31T00:00:00Z")
        .header("sunset", "\"2025-07-31\"");
    let server = Server::start([reply]).await;
    let answer = snyk_at(&server).orgs().list_orgs().send().await.unwrap();
    let meta = answer.meta();
    assert_eq!(meta.request_id(), Some("42"));
    assert_eq!(meta.version_served(), Some("2024-02-28"));
    assert_eq!(meta.lifecycle_stage(), Some("deprecated"));
    assert_eq!(meta.deprecation().unwrap().date().unwrap().to_string(), "2025-01-31");
    assert_eq!(meta.sunset().unwrap().date().unwrap().to_string(), "2025-07-31");
}

#[tokio::test]
async fn an_error_document_is_read() {
    let body = json!({"jsonapi": {"version": "1.0"}, "errors": [
        {"id": "1", "status": "400", "code": "BAD", "title": "Bad request", "detail": "no such sort",
         "source": {"parameter": "sort_by"}, "meta": {"isErrorCatalogError": true}},
        {"status": "400", "detail": "second"},
    ]});
    let error = error(Reply::json(400, body).header("snyk-request-id", "42")).await;
    assert!(error.is_api());
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (400, Some("42")));
    assert_eq!(error.problems().len(), 2);
    assert_eq!(error.problems()[0].parameter.as_deref(), Some("sort_by"));
    assert_eq!(
        error.to_string(),
        "listOrgs (GET /orgs): answered 400 Bad Request: Bad request: no such sort (parameter `sort_by`) (and 1 more)"
    );
}

#[tokio::test]
async fn no_body_of_an_error_makes_reading_it_fail() {
    let bodies = [
        r#"{"status":"401","code":"Unauthorized"}"#,
        r#"{"code":500,"error":true,"message":"x"}"#,
        r#"{"errors":[{"status":404,"detail":"x"}]}"#,
        r#"{"errors":{}}"#,
        r#"{"errors":[null,1,"x"]}"#,
        "{}",
        "[]",
        "null",
        "<html>502</html>",
        "",
        "\u{0}\u{1}",
        r#"{"errors": [{"detail": "#,
    ];
    for body in bodies {
        let error = error(Reply::new(500).body(body)).await;
        assert!(error.is_api() && error.status().unwrap() == 500, "{body}");
        assert_eq!(error.body(), Some(body));
        assert!(!error.to_string().contains(char::is_control));
    }
}

#[tokio::test]
async fn secoda_errors_are_read() {
    let table: [(Value, &str); 3] = [
        (json!({"detail": "Not found."}), "Not found."),
        (json!({"name": ["This field is required."]}), "This field is required. (at `/name`)"),
        (json!({"message": "nope"}), "nope"),
    ];
    for (body, expected) in table {
        let server = Server::start([Reply::json(400, body)]).await;
        let error = secoda_at(&server).groups().list_groups().send().await.unwrap_err();
        assert_eq!(error.problems()[0].to_string(), expected);
    }
}

#[tokio::test]
async fn the_body_of_an_error_is_kept_in_part() {
    let error = error(Reply::new(500).body("ä".repeat(5000))).await;
    assert_eq!(error.body().unwrap().len(), 2048);
}

#[tokio::test]
async fn unauthorized_speaks_of_the_region() {
    let error = error(Reply::json(401, json!({"code": "Unauthorized"}))).await;
    assert!(error.is_unauthorized() && error.to_string().contains("the region in use (http://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn not_found_speaks_of_the_version_only_where_none_was_served() {
    let with = error(Reply::new(404).header("snyk-version-served", "2024-02-28")).await;
    let without = error(Reply::new(404)).await;
    assert!(with.is_not_found() && !with.to_string().contains("version"), "{with}");
    assert!(without.is_not_found() && without.to_string().contains("version"), "{without}");
}

#[tokio::test]
async fn an_error_names_the_template_and_not_the_url() {
    let server = Server::start([Reply::new(403)]).await;
    let error = snyk_at(&server).groups().create_group_membership(GROUP, &membership_body()).send().await.unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(error.operation().unwrap().path, "/groups/{group_id}/memberships");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(&GROUP.to_string()) && !shown.contains("version="), "{shown}");
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    for length in [101, 100_000] {
        let server = Server::start([Reply::new(200).body(vec![b' '; length])]).await;
        let client = snyk_builder(&server).max_body(100).build().unwrap();
        let error = client.orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_body_too_large(), "{error}");
        assert_eq!(error.status().unwrap(), 200);
    }
}

#[tokio::test]
async fn a_body_within_the_limit_is_read() {
    let server = Server::start([last_orgs(0)]).await;
    let client = snyk_builder(&server).max_body(200).build().unwrap();
    assert!(client.orgs().list_orgs().send().await.is_ok());
}
