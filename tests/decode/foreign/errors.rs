//! Answers that are no success, of Snyk and of what stands before it.

use std::time::Duration;

use snyk_secoda::Error;

use super::Replay;

async fn error(replay: &Replay) -> Error {
    replay.snyk().orgs().list_orgs().send().await.unwrap_err()
}

fn told(error: &Error) -> Vec<String> {
    error.problems().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn an_error_with_a_time_and_without_a_code() {
    let error = error(&Replay::of("an_error_with_a_time_and_without_a_code")).await;
    let [problem] = error.problems() else { panic!("{error:?}") };
    assert_eq!((error.status().unwrap().as_u16(), problem.status.as_deref()), (400, Some("400")));
    assert_eq!((problem.title.as_deref(), &problem.code), (Some("Not Found"), &None));
    assert_eq!(problem.id.as_deref(), Some("f06c39d1-8e42-4b75-9a0c-e73d5182b6f4"));
    assert_eq!(problem.detail.as_deref(), Some("berth found but it has no ship"));
    assert!(!error.is_not_found() && error.body().unwrap().contains("2025-03-11T06:41:00.204857193Z"));
}

#[tokio::test]
async fn a_text_in_place_of_an_error() {
    let error = error(&Replay::of("a_text_in_place_of_an_error")).await;
    assert!(error.is_not_found() && error.problems().is_empty());
    assert_eq!(error.body(), Some("a mishap occurred"));
}

#[tokio::test]
async fn refusals_without_a_body() {
    let replay = Replay::of("refusals_without_a_body");
    for status in [400, 401, 500] {
        let error = error(&replay).await;
        assert_eq!((error.status().unwrap().as_u16(), error.is_unauthorized()), (status, status == 401));
        assert!(error.is_api() && error.problems().is_empty(), "{error:?}");
    }
}

#[tokio::test]
async fn an_error_of_the_catalogue_without_a_detail() {
    let error = error(&Replay::of("an_error_of_the_catalogue_without_a_detail")).await;
    let [problem] = error.problems() else { panic!("{error:?}") };
    assert_eq!((problem.code.as_deref(), problem.status.as_deref()), (Some("SNYK-SBOM-0006"), Some("422")));
    assert_eq!(problem.title.as_deref(), Some("Unknown kind of cargo"));
    assert_eq!((&problem.detail, &problem.pointer, &problem.parameter), (&None, &None, &None));
    assert!(error.body().unwrap().contains("isErrorCatalogError"));
}

#[tokio::test]
async fn a_maintenance_with_a_description_beside_the_errors() {
    let error = error(&Replay::of("a_maintenance_with_a_description_beside_the_errors")).await;
    let [problem] = error.problems() else { panic!("{error:?}") };
    assert_eq!((problem.code.as_deref(), problem.title.as_deref()), (Some("SNYK-0099"), Some("Closed for repairs")));
    assert_eq!(problem.detail, None, "an empty text says nothing");
    assert_eq!(error.meta().unwrap().retry_after(), Some(Duration::from_secs(1)));
    assert!(error.body().unwrap().contains("The status page tells more."));
}

#[tokio::test]
async fn too_many_requests_with_an_empty_object() {
    let error = error(&Replay::of("too_many_requests_with_an_empty_object")).await;
    assert!(error.is_rate_limited() && error.problems().is_empty());
    assert_eq!((error.body(), error.meta().unwrap().retry_after()), (Some("{}"), None));
}

#[tokio::test]
async fn errors_of_titles_and_details_alone() {
    let error = error(&Replay::of("errors_of_titles_and_details_alone")).await;
    assert_eq!(told(&error), ["First fault: no anchor", "Second fault: no rope"]);
    assert!(error.problems().iter().all(|problem| problem.status.is_none() && problem.id.is_none()));
}

#[tokio::test]
async fn errors_of_several_statuses_and_lines() {
    let error = error(&Replay::of("errors_of_several_statuses_and_lines")).await;
    let [first, second] = error.problems() else { panic!("{error:?}") };
    assert!(first.detail.as_ref().unwrap().ends_with("\"bow\"\n"), "{first:?}");
    assert_eq!((first.status.as_deref(), first.parameter.as_deref()), (Some("400"), None));
    assert_eq!((second.status.as_deref(), second.title.as_deref()), (Some("403"), None));
    assert_eq!(second.to_string(), "No entry to this berth");
    assert_eq!((error.status().unwrap().as_u16(), error.is_forbidden()), (400, false));
    assert_eq!(error.request_id(), Some("1d5e8b36-70c4-4f29-b8a1-92f6c0d37e45"));
}

#[tokio::test]
async fn errors_without_an_id_and_a_code() {
    let replay = Replay::of("errors_without_an_id_and_a_code");
    let unauthorized = error(&replay).await;
    assert!(unauthorized.is_unauthorized());
    assert_eq!(told(&unauthorized), ["A token is needed: Who is there"]);
    let not_found = error(&replay).await;
    assert!(not_found.is_not_found());
    assert_eq!(told(&not_found), ["There is no such resource: Nothing there"]);
    assert!(not_found.problems()[0].id.is_none() && not_found.problems()[0].code.is_none());
}

#[tokio::test]
async fn a_page_of_what_stands_before_the_service() {
    let error = error(&Replay::of("a_page_of_what_stands_before_the_service")).await;
    assert!(error.is_api() && error.problems().is_empty());
    assert!(error.body().unwrap().starts_with("<!DOCTYPE html>"));
}
