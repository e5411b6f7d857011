//! The page after the one at hand, fetched while that is worked on.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use serde_json::json;
use snyk_secoda::{Prefetch, RetryPolicy};
use tokio::sync::Notify;

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::shop::Client;
use super::{snyk_at, snyk_builder};

#[tokio::test]
async fn the_next_page_is_asked_for_while_the_caller_works_on_this_one() {
    let server = Server::start([orgs(2, json!("/orgs?starting_after=a")), last_orgs(1)]).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap().is_some());
    server.asked(2).await;
    for _ in 0..2 {
        assert!(items.try_next().await.unwrap().is_some());
    }
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn no_more_than_one_page_is_fetched_ahead() {
    let replies = (0..9).map(|index| orgs(1, json!(format!("/orgs?starting_after={index}"))));
    let server = Server::start(replies).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    for asked in 2..6 {
        assert!(items.try_next().await.unwrap().is_some());
        server.asked(asked).await;
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert_eq!(server.requests().len(), asked);
    }
}

#[tokio::test]
async fn nothing_is_fetched_before_the_first_item_is_wanted() {
    let server = Server::start([last_orgs(1)]).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    drop(items);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn pages_are_fetched_ahead_if_that_is_asked_for() {
    let server = Server::start([orgs(1, json!("/orgs?starting_after=a")), last_orgs(1)]).await;
    let mut pages = snyk_at(&server).orgs().list_orgs().pages().prefetch(Prefetch::Next);
    assert!(pages.try_next().await.unwrap().is_some());
    server.asked(2).await;
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_error_ahead_is_told_only_when_its_page_is_wanted() {
    let server = Server::start([orgs(2, json!("/orgs?starting_after=a")), Reply::new(403)]).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap().is_some());
    server.asked(2).await;
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap_err().is_forbidden());
    assert!(items.try_next().await.unwrap().is_none(), "over after an error");
}

#[tokio::test]
async fn a_time_limit_that_passed_ahead_starts_anew_when_the_page_is_wanted() {
    let pages = [orgs(1, json!("/orgs?starting_after=a")), Reply::Silence, Reply::Silence];
    let server = Server::start(pages).await;
    let client = snyk_builder(&server).timeout(Duration::from_millis(100)).retry(RetryPolicy::never()).build().unwrap();
    let mut items = client.orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap_err().is_timeout());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_list_by_post_is_not_fetched_ahead() {
    let page = |next: &str| Reply::json(200, json!({"items": [{"id": 1}], "next": next}));
    let server = Server::start([page("/search?x=1"), page("")]).await;
    let mut items = Client::at(&server).items().search().items().prefetch(Prefetch::Next);
    for (item, requests) in [(true, 1), (true, 2), (false, 2)] {
        assert_eq!(items.try_next().await.unwrap().is_some(), item);
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert_eq!(server.requests().len(), requests);
    }
}

#[tokio::test]
async fn a_list_by_offset_is_fetched_ahead_and_bounded_without_items() {
    let mut offset = 0;
    let server = Server::answering(move |_| {
        offset += 10;
        Reply::json(200, json!({"next": format!("/browse?offset={offset}")}))
    })
    .await;
    let items = Client::at(&server).items().browse().items();
    assert!(items.try_collect().await.unwrap_err().is_page_loop());
    assert_eq!((server.requests().len(), server.targets()[99].as_str()), (100, "/browse?offset=990"));
}

#[tokio::test]
async fn dropping_the_items_breaks_off_what_is_fetched_ahead() {
    let closed = Arc::new(Notify::new());
    let pages = [orgs(2, json!("/orgs?starting_after=a")), Reply::Hangup(Arc::clone(&closed))];
    let server = Server::start(pages).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap().is_some());
    server.asked(2).await;
    drop(items);
    within_limit(closed.notified()).await;
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn dropping_the_pages_breaks_off_what_was_waited_for() {
    let closed = Arc::new(Notify::new());
    let server = Server::start([Reply::Hangup(Arc::clone(&closed))]).await;
    let mut pages = snyk_at(&server).orgs().list_orgs().pages();
    tokio::select! {
        _ = pages.try_next() => panic!("there is no answer"),
        () = server.asked(1) => {}
    }
    drop(pages);
    within_limit(closed.notified()).await;
}

#[tokio::test]
async fn an_item_asked_for_and_dropped_at_every_await_is_not_lost() {
    for prefetch in [Prefetch::Off, Prefetch::Next] {
        let links = ["a", "b", "c"].map(|cursor| json!(format!("/orgs?starting_after={cursor}")));
        let server = Server::start(links.map(|link| orgs(3, link)).into_iter().chain([last_orgs(3)])).await;
        let mut items = snyk_at(&server).orgs().list_orgs().items().prefetch(prefetch);
        let (mut given, mut dropped) = (0, 0);
        loop {
            // One poll, then the future is gone, wherever it was.
            match poll_fn(|context| Poll::Ready(pin!(items.try_next()).poll(context))).await {
                Poll::Ready(item) => match item.unwrap() {
                    Some(_) => given += 1,
                    None => break,
                },
                Poll::Pending => {
                    dropped += 1;
                    tokio::task::yield_now().await;
                }
            }
        }
        assert_eq!((given, server.requests().len()), (12, 4), "{prefetch:?}");
        assert!(dropped > 4, "{prefetch:?}");
    }
}

#[tokio::test]
async fn a_page_asked_for_and_dropped_at_every_await_is_not_lost() {
    for prefetch in [Prefetch::Off, Prefetch::Next] {
        let server = Server::start([orgs(3, json!("/orgs?starting_after=a")), last_orgs(2)]).await;
        let mut pages = snyk_at(&server).orgs().list_orgs().pages().prefetch(prefetch);
        let mut sizes = Vec::new();
        loop {
            match poll_fn(|context| Poll::Ready(pin!(pages.try_next()).poll(context))).await {
                Poll::Ready(page) => match page.unwrap() {
                    Some(page) => sizes.push(page.data.len()),
                    None => break,
                },
                Poll::Pending => tokio::task::yield_now().await,
            }
        }
        assert_eq!((sizes, server.requests().len()), (vec![3, 2], 2), "{prefetch:?}");
    }
}

async fn within_limit<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future).await.expect("it does not happen")
}
