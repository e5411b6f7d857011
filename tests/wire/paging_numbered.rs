//! Pages with numbers, several of them at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};
use snyk_secoda::Prefetch;
use tokio::sync::Notify;

use super::secoda_at;
use super::server::{Reply, Request, Server};

fn number(request: &Request) -> i64 {
    request.query("page").first().map_or(1, |page| page.parse().unwrap())
}

/// A page of two groups, whose ids are `<page>-0` and `<page>-1`.
fn page(number: i64, next: Option<i64>) -> Reply {
    let results: Vec<Value> = (0..2).map(|index| json!({"id": format!("{number}-{index}"), "name": "G"})).collect();
    Reply::json(200, json!({"links": {}, "meta": {"page": number, "next_page": next}, "results": results}))
}

/// The ids of that many pages, in order.
fn ids(pages: i64) -> Vec<String> {
    (1..=pages).flat_map(|page| [format!("{page}-0"), format!("{page}-1")]).collect()
}

fn asked_for(server: &Server) -> BTreeSet<i64> {
    server.requests().iter().map(number).collect()
}

async fn collect(server: &Server, prefetch: Prefetch) -> Vec<String> {
    let items = secoda_at(server).groups().list_groups().items().prefetch(prefetch);
    items.try_collect().await.unwrap().into_iter().map(|group| group.id.unwrap()).collect()
}

#[tokio::test]
async fn several_pages_are_under_way_at_once_and_come_in_order() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let server = Server::answering(move |request| match number(request) {
        2 => Reply::Held(Arc::clone(&held), Box::new(page(2, Some(3)))),
        6 => page(6, None),
        number => page(number, Some(number + 1)),
    })
    .await;
    // The second page is answered when two after it have been asked for.
    let opened = async {
        server.asked(4).await;
        gate.notify_one();
    };
    let (given, ()) = tokio::join!(collect(&server, Prefetch::Numbered(3)), opened);
    assert_eq!(given, ids(6));
}

#[tokio::test]
async fn what_is_beyond_the_end_is_not_told() {
    let server = Server::answering(|request| match number(request) {
        number @ 1..=3 => page(number, (number < 3).then_some(number + 1)),
        _ => Reply::new(404),
    })
    .await;
    assert_eq!(collect(&server, Prefetch::Numbered(8)).await, ids(3));
}

#[tokio::test]
async fn no_more_pages_are_under_way_than_asked_for() {
    let server = Server::answering(|request| page(number(request), Some(number(request) + 1))).await;
    let pages = secoda_at(&server).groups().list_groups().pages();
    let mut pages = pages.prefetch(Prefetch::Numbered(3));
    assert!(pages.try_next().await.unwrap().is_some());
    server.asked(4).await;
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    assert_eq!(asked_for(&server), BTreeSet::from([1, 2, 3, 4]));
}

#[tokio::test]
async fn the_answer_and_not_the_guess_says_which_page_is_next() {
    let server = Server::answering(|request| match number(request) {
        1 => page(1, Some(2)),
        2 => page(2, Some(7)),
        7 => page(7, None),
        _ => Reply::new(500),
    })
    .await;
    let expected = ["1-0", "1-1", "2-0", "2-1", "7-0", "7-1"];
    assert_eq!(collect(&server, Prefetch::Numbered(2)).await, expected);
}

#[tokio::test]
async fn an_error_among_pages_ahead_is_told_in_its_turn() {
    let server = Server::answering(|request| match number(request) {
        3 => Reply::new(403),
        number => page(number, Some(number + 1)),
    })
    .await;
    let mut items = secoda_at(&server).groups().list_groups().items().prefetch(Prefetch::Numbered(4));
    for _ in 0..4 {
        assert!(items.try_next().await.unwrap().is_some());
    }
    assert!(items.try_next().await.unwrap_err().is_forbidden());
    assert!(items.try_next().await.unwrap().is_none());
}
