//! Lists by other means than links that have a place of their own: by offset, by a cursor in the body, by a link beside
//! the items; and lists that are the whole answer.

use serde_json::{Value, json};
use snyk_secoda::Prefetch;

use super::server::{Reply, Request, Server};
use super::shop::Client;

/// What the service has, and how many it gives at most at once.
const TOTAL: usize = 7;
const MOST: usize = 3;

fn items(ids: impl Iterator<Item = usize>) -> Vec<Value> {
    ids.map(|id| json!({"id": id})).collect()
}

/// Where the offset of a request points.
fn offset(request: &Request) -> usize {
    request.query("offset").first().map_or(0, |offset| offset.parse().unwrap())
}

/// The page at an offset, without a total.
fn counted(request: &Request) -> Reply {
    let start = offset(request).min(TOTAL);
    Reply::json(200, json!({"items": items(start..TOTAL.min(start + MOST))}))
}

/// The page at a cursor, which is the id of the first item.
fn scrolled(request: &Request) -> Reply {
    let start = request.query("cursor").first().map_or(0, |cursor| cursor.trim_start_matches('c').parse().unwrap());
    let end = TOTAL.min(start + MOST);
    let cursor = if end < TOTAL { json!(format!("c{end}")) } else { json!(null) };
    Reply::json(200, json!({"data": {"items": items(start..end)}, "cursor": cursor}))
}

#[tokio::test]
async fn an_offset_grows_by_what_was_received_until_a_page_is_empty() {
    let server = Server::answering(counted).await;
    let items = Client::at(&server).items().count().limit(5).items().try_collect().await.unwrap();
    assert_eq!(items.into_iter().map(|item| item.id).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
    let expected =
        ["/counted?limit=5", "/counted?limit=5&offset=3", "/counted?limit=5&offset=6", "/counted?limit=5&offset=7"];
    assert_eq!(server.targets(), expected);
}

#[tokio::test]
async fn nothing_is_asked_for_beyond_the_total() {
    let server = Server::answering(|request| {
        let start = offset(request);
        Reply::json(200, json!({"items": items(start..TOTAL.min(start + MOST)), "total": TOTAL}))
    })
    .await;
    assert_eq!(Client::at(&server).items().count().items().try_collect().await.unwrap().len(), TOTAL);
    assert_eq!(server.targets(), ["/counted", "/counted?offset=3", "/counted?offset=6"]);
}

#[tokio::test]
async fn an_offset_of_the_caller_is_where_the_list_begins() {
    let server = Server::answering(counted).await;
    let items = Client::at(&server).items().count().offset(5.0).items().try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(server.targets(), ["/counted?offset=5", "/counted?offset=7"]);
}

#[tokio::test]
async fn an_offset_of_the_caller_that_is_no_whole_number_cannot_be_counted_up() {
    let server = Server::start([Reply::json(200, json!({"items": items(0..2)}))]).await;
    let mut pages = Client::at(&server).items().count().offset(0.5).pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_page_link());
}

#[tokio::test]
async fn a_link_is_preferred_to_counting_but_not_beyond_the_end() {
    let page = |count: usize, next: &str| Reply::json(200, json!({"items": items(0..count), "next": next}));
    let server = Server::start([page(2, "/counted?offset=10"), page(0, "/counted?offset=20")]).await;
    assert_eq!(Client::at(&server).items().count().items().try_collect().await.unwrap().len(), 2);
    assert_eq!(server.targets(), ["/counted", "/counted?offset=10"]);
}

#[tokio::test]
async fn a_service_that_disregards_the_offset_does_not_keep_the_caller_for_ever() {
    let server = Server::answering(|_| Reply::json(200, json!({"items": items(0..3)}))).await;
    let mut items = Client::at(&server).items().count().items();
    for _ in 0..3 {
        assert!(items.try_next().await.unwrap().is_some());
    }
    assert!(items.try_next().await.unwrap_err().is_page_loop());
    assert!(items.try_next().await.unwrap().is_none(), "over after an error");
}

#[tokio::test]
async fn a_link_that_leads_back_is_an_error() {
    let page = |ids| Reply::json(200, json!({"items": items(ids), "next": "/counted?offset=0"}));
    let server = Server::start([page(0..2), page(2..4)]).await;
    let mut pages = Client::at(&server).items().count().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap_err().is_page_loop());
}

#[tokio::test]
async fn a_list_by_offset_is_taken_up_after_any_item() {
    let server = Server::answering(counted).await;
    for left_after in 0..=TOTAL {
        let mut before = Client::at(&server).items().count().items();
        let mut given = Vec::new();
        for _ in 0..left_after {
            given.push(before.try_next().await.unwrap().unwrap().id);
        }
        let token = before.resume_token().unwrap().to_string().parse().unwrap();
        let after = Client::at(&server).items().count().items().resume(&token).unwrap();
        given.extend(after.try_collect().await.unwrap().into_iter().map(|item| item.id));
        assert_eq!(given, [0, 1, 2, 3, 4, 5, 6], "{left_after}");
    }
}

#[tokio::test]
async fn one_page_by_offset_is_fetched_ahead_and_no_more() {
    for prefetch in [Prefetch::Next, Prefetch::Numbered(4)] {
        let server = Server::answering(counted).await;
        let mut pages = Client::at(&server).items().count().pages().prefetch(prefetch);
        assert!(pages.try_next().await.unwrap().is_some());
        server.asked(2).await;
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert_eq!(server.targets(), ["/counted", "/counted?offset=3"]);
    }
}

#[tokio::test]
async fn a_cursor_of_the_body_is_sent_with_the_request_again() {
    let server = Server::answering(scrolled).await;
    let items = Client::at(&server).items().scroll().size(3).items().try_collect().await.unwrap();
    assert_eq!(items.into_iter().map(|item| item.id).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(server.targets(), ["/scrolled?size=3", "/scrolled?size=3&cursor=c3", "/scrolled?size=3&cursor=c6"]);
}

#[tokio::test]
async fn every_way_to_write_no_cursor_ends_the_list() {
    for body in [json!({}), json!({"cursor": null}), json!({"cursor": ""}), json!({"cursor": "None"})] {
        let server = Server::start([Reply::json(200, body)]).await;
        assert!(Client::at(&server).items().scroll().items().try_collect().await.unwrap().is_empty());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_cursor_of_the_body_used_before_is_an_error() {
    let page = |cursor: &str| Reply::json(200, json!({"data": {"items": items(0..1)}, "cursor": cursor}));
    let server = Server::start([page("a"), page("b"), page("a")]).await;
    let mut items = Client::at(&server).items().scroll().items();
    for _ in 0..3 {
        assert!(items.try_next().await.unwrap().is_some());
    }
    assert!(items.try_next().await.unwrap_err().is_page_loop());
}

#[tokio::test]
async fn a_list_by_a_cursor_of_the_body_is_taken_up_after_any_item() {
    let server = Server::answering(scrolled).await;
    for left_after in 0..TOTAL {
        let mut before = Client::at(&server).items().scroll().items();
        let mut given = Vec::new();
        for _ in 0..left_after {
            given.push(before.try_next().await.unwrap().unwrap().id);
        }
        let token = before.resume_token().unwrap();
        let after = Client::at(&server).items().scroll().items().resume(&token).unwrap();
        given.extend(after.try_collect().await.unwrap().into_iter().map(|item| item.id));
        assert_eq!(given, [0, 1, 2, 3, 4, 5, 6], "{left_after}");
    }
}

#[tokio::test]
async fn a_link_beside_the_items_is_followed_by_its_number_until_it_says_none() {
    let page = |next: Value| Reply::json(200, json!({"items": items(0..1), "next": next, "page_size": 1}));
    for end in [json!(null), json!(""), json!("None"), json!("null")] {
        let server = Server::start([page(json!("/elsewhere?page=2")), page(end)]).await;
        assert_eq!(Client::at(&server).items().leaf().items().try_collect().await.unwrap().len(), 2);
        assert_eq!(server.targets(), ["/leaves", "/leaves?page=2"]);
    }
}

#[tokio::test]
async fn a_bare_array_is_a_list_without_pages() {
    let server = Server::start([Reply::json(200, json!([{"id": 1}, {"id": 2}])), Reply::json(200, json!([]))]).await;
    let tags = Client::at(&server).items().list_tags().send().await.unwrap().into_inner();
    assert_eq!(tags.into_iter().map(|item| item.id).collect::<Vec<_>>(), [1, 2]);
    assert!(Client::at(&server).items().list_tags().send().await.unwrap().is_empty());
    assert_eq!(server.targets(), ["/tags", "/tags"]);
}
