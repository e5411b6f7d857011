use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use futures_core::Stream;
use serde_json::{Value, json};
use snyk_secoda::Prefetch;

use super::bodies::{groups, last_orgs, orgs};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at, snyk_once_at};

/// The targets asked for when the first of two pages has this link.
async fn targets(next: Value) -> Vec<String> {
    let server = Server::start([orgs(1, next), last_orgs(1)]).await;
    let items = snyk_at(&server).orgs().list_orgs().limit(10).slug("a&b").items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
    server.targets()
}

#[tokio::test]
async fn every_form_of_link_repeats_the_request_with_its_cursor() {
    for next in [
        json!("/orgs?version=2020-01-01&limit=99&starting_after=v1.e%3D%2B"),
        json!("/rest/orgs?starting_after=v1.e%3D%2B"),
        json!("?starting_after=v1.e%3D%2B"),
        json!("{origin}/rest/orgs?starting_after=v1.e%3D%2B"),
        json!({"href": "/orgs?starting_after=v1.e%3D%2B"}),
        json!({"href": "/rest/orgs?starting_after=v1.e%3D%2B", "meta": {}}),
    ] {
        let version = snyk_secoda::snyk::API_VERSION;
        let first = format!("/rest/orgs?limit=10&slug=a%26b&version={version}");
        let second = format!("/rest/orgs?limit=10&slug=a%26b&starting_after=v1.e%3D%2B&version={version}");
        assert_eq!(targets(next.clone()).await, [first, second], "{next}");
    }
}

#[tokio::test]
async fn a_link_without_a_cursor_is_followed_with_the_version_once() {
    let version = snyk_secoda::snyk::API_VERSION;
    let table = [
        ("/orgs?offset=10", format!("/rest/orgs?offset=10&version={version}")),
        ("/rest/orgs?offset=10", format!("/rest/orgs?offset=10&version={version}")),
        ("/rest/orgs?version=2024-10-15&offset=10", "/rest/orgs?version=2024-10-15&offset=10".to_owned()),
    ];
    for (next, expected) in table {
        assert_eq!(targets(json!(next)).await[1], expected);
    }
}

#[tokio::test]
async fn no_link_ends_the_list() {
    for next in [json!(null), json!(""), json!("None"), json!("null")] {
        let server = Server::start([orgs(2, next)]).await;
        let items = snyk_at(&server).orgs().list_orgs().items();
        assert_eq!(items.try_collect().await.unwrap().len(), 2);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_missing_link_ends_the_list() {
    let server = Server::start([last_orgs(2)]).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_empty_page_is_not_the_end() {
    let server = Server::start([
        orgs(1, json!("/orgs?starting_after=a")),
        orgs(0, json!("/orgs?starting_after=b")),
        last_orgs(1),
    ])
    .await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn empty_pages_without_end_are_an_error() {
    let pages = (0..200).map(|index| orgs(0, json!(format!("/orgs?starting_after={index}"))));
    let server = Server::start(pages).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap_err().is_page_loop());
    assert!(items.try_next().await.unwrap().is_none(), "over after an error");
    assert_eq!(server.requests().len(), 100);
}

#[tokio::test]
async fn pages_that_are_all_empty_are_an_error_too() {
    let server = Server::start((0..200).map(|index| orgs(0, json!(format!("/orgs?starting_after={index}"))))).await;
    let mut pages = snyk_at(&server).orgs().list_orgs().pages();
    for _ in 0..100 {
        assert!(pages.try_next().await.unwrap().is_some());
    }
    assert!(pages.try_next().await.unwrap_err().is_page_loop());
    assert_eq!(server.requests().len(), 100);
}

#[tokio::test]
async fn empty_pages_count_only_in_a_row_and_not_at_the_end() {
    let pages = (0..198).map(|index| orgs(usize::from(index == 98), json!(format!("/orgs?starting_after={index}"))));
    let server = Server::start(pages.chain([last_orgs(0)])).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_cursor_used_before_is_an_error() {
    let server = Server::start([
        orgs(1, json!("/orgs?starting_after=a")),
        orgs(1, json!("/orgs?starting_after=b")),
        orgs(1, json!("/orgs?starting_after=a")),
    ])
    .await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    for _ in 0..3 {
        assert!(items.try_next().await.unwrap().is_some());
    }
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_page_loop(), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_cursor_that_the_caller_began_with_counts_as_used() {
    let server = Server::start([orgs(1, json!("/orgs?starting_after=a"))]).await;
    let mut pages = snyk_at(&server).orgs().list_orgs().starting_after("a").pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_page_loop());
}

#[tokio::test]
async fn nothing_is_sent_before_a_page_is_wanted_and_no_page_ahead_if_that_is_off() {
    let server = Server::start([orgs(2, json!("/orgs?starting_after=a")), last_orgs(1)]).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items().prefetch(Prefetch::Off);
    assert_eq!(server.requests().len(), 0);
    for (item, requests) in [(true, 1), (true, 1), (true, 2), (false, 2)] {
        assert_eq!(items.try_next().await.unwrap().is_some(), item);
        assert_eq!(server.requests().len(), requests);
    }
}

#[tokio::test]
async fn after_an_error_the_list_is_over() {
    let server = Server::start([orgs(1, json!("/orgs?starting_after=a")), Reply::new(500), last_orgs(1)]).await;
    let mut pages = snyk_once_at(&server).orgs().list_orgs().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_api());
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn pages_and_items_are_streams_that_can_be_moved_to_a_task() {
    fn check<S: Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let server = Server::start([last_orgs(1), last_orgs(1)]).await;
    let client = snyk_at(&server);
    let mut pages = pin!(check(client.orgs().list_orgs().pages()));
    let page = poll_fn(|context| pages.as_mut().poll_next(context)).await;
    assert_eq!(page.unwrap().unwrap().status(), 200);
    let mut items = pin!(check(client.orgs().list_orgs().items()));
    assert!(poll_fn(|context| items.as_mut().poll_next(context)).await.is_some());
}

#[tokio::test]
async fn a_stream_survives_being_asked_again_while_it_waits() {
    let server = Server::start([last_orgs(1)]).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    // The server runs on this thread, so it cannot answer within one poll.
    let abandoned = poll_fn(|context| Poll::Ready(pin!(items.try_next()).poll(context).is_pending()));
    assert!(abandoned.await);
    assert!(items.try_next().await.unwrap().is_some());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn secoda_pages_by_number() {
    let server = Server::start([
        groups(1, json!({"next": "https://elsewhere.example/api?page=9"}), json!({"page": 1, "next_page": 2})),
        groups(1, json!({"next": null}), json!({"page": 2, "next_page": 3})),
        groups(1, json!({"next": null}), json!({"page": 3, "next_page": null})),
    ])
    .await;
    let items = secoda_at(&server).groups().list_groups().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 3);
    let path = "/api/v1/auth/group";
    assert_eq!(server.targets(), [path.to_owned(), format!("{path}?page=2"), format!("{path}?page=3")]);
}

#[tokio::test]
async fn secoda_pages_by_the_number_in_a_link() {
    let server = Server::start([
        groups(1, json!({"next": "/resource/all/?page=3"}), json!({})),
        groups(1, json!({"next": "None"}), json!({})),
    ])
    .await;
    let items = secoda_at(&server).groups().list_groups().page(2).items();
    assert_eq!(items.try_collect().await.unwrap().len(), 2);
    assert_eq!(server.targets(), ["/api/v1/auth/group?page=2", "/api/v1/auth/group?page=3"]);
}

#[tokio::test]
async fn a_page_number_that_leads_back_to_the_first_page_is_an_error() {
    let server = Server::start([groups(1, json!({}), json!({"next_page": 1}))]).await;
    let mut pages = secoda_at(&server).groups().list_groups().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_page_loop());
}

#[tokio::test]
async fn a_secoda_link_to_another_host_is_refused() {
    let elsewhere = Server::start([]).await;
    let link = elsewhere.url("/api/v1/auth/group?page=2");
    let server = Server::start([groups(1, json!({"next": link}), json!({}))]).await;
    let mut pages = secoda_at(&server).groups().list_groups().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_page_link());
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn lists_show_their_operation_and_nothing_that_was_asked_for() {
    let server = Server::start([orgs(1, json!(null))]).await;
    let call = || snyk_at(&server).orgs().list_orgs().slug("MARKER");
    for shown in [format!("{:?}", call().items()), format!("{:?}", call().pages())] {
        assert!(shown.contains("listOrgs") && !shown.contains("MARKER"), "{shown}");
    }
    assert!(server.requests().is_empty());
}
