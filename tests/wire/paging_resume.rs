//! A list that is left, and taken up by another client, as in another process.

use serde_json::{Value, json};
use snyk_secoda::{Items, Page, Pages, Place, Prefetch, ResumeToken, secoda, snyk};

use super::bodies::{GROUP, ORG};
use super::server::{Reply, Request, Server};
use super::{MARKER, secoda_at, snyk_at};

const PAGE_SIZE: usize = 3;
const TOTAL: usize = 11;

/// A list of orgs whose cursors are offsets.
fn org_page(request: &Request) -> Reply {
    let start = request.query("starting_after").first().map_or(0, |cursor| cursor.parse().unwrap());
    let end = TOTAL.min(start + PAGE_SIZE);
    let attributes = json!({"is_personal": false, "name": "Org", "slug": "org"});
    let org = |index| json!({"id": uuid::Uuid::from_u128(index as u128), "type": "org", "attributes": attributes});
    let data: Vec<Value> = (start..end).map(org).collect();
    let links = if end < TOTAL { json!({"next": format!("/orgs?starting_after={end}")}) } else { json!({}) };
    Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": data, "links": links}))
}

fn items(server: &Server) -> Items<snyk::types::ListOrgsResponse> {
    snyk_at(server).orgs().list_orgs().limit(10).slug("s").items()
}

/// As it would be stored.
fn stored(token: Option<ResumeToken>) -> String {
    let text = token.unwrap().to_string();
    assert!(!text.contains(MARKER) && !text.contains("127"), "{text}");
    text
}

async fn is_over<P: Page>(mut pages: Pages<P>) -> bool {
    pages.try_next().await.unwrap().is_none()
}

#[tokio::test]
async fn items_left_anywhere_are_taken_up_without_loss_or_repetition() {
    let server = Server::answering(org_page).await;
    let all: Vec<uuid::Uuid> = (0..TOTAL).map(|index| uuid::Uuid::from_u128(index as u128)).collect();
    for left_after in 0..TOTAL {
        let mut before = items(&server);
        let mut given = Vec::new();
        for _ in 0..left_after {
            given.push(before.try_next().await.unwrap().unwrap().id);
        }
        let text = stored(before.resume_token());
        drop(before);
        let after = items(&server).resume(&text.parse().unwrap()).unwrap();
        given.extend(after.try_collect().await.unwrap().into_iter().map(|org| org.id));
        assert_eq!(given, all, "{left_after}");
    }
}

#[tokio::test]
async fn a_list_that_was_taken_up_can_be_left_again_before_and_after_its_page_came() {
    let server = Server::answering(org_page).await;
    let mut before = items(&server);
    for _ in 0..5 {
        before.try_next().await.unwrap();
    }
    let token = before.resume_token().unwrap();
    let mut again = items(&server).resume(&token).unwrap();
    assert_eq!(again.resume_token().unwrap(), token);
    assert_eq!(again.try_next().await.unwrap().unwrap().id, uuid::Uuid::from_u128(5));
    let after = items(&server).resume(&again.resume_token().unwrap()).unwrap();
    assert_eq!(after.try_collect().await.unwrap().len(), TOTAL - 6);
}

#[tokio::test]
async fn a_list_that_is_over_leaves_no_token() {
    let server = Server::answering(org_page).await;
    let mut items = items(&server);
    while items.try_next().await.unwrap().is_some() {}
    assert!(items.resume_token().is_none());
}

#[tokio::test]
async fn the_page_at_hand_is_asked_for_again_with_the_arguments_of_the_request() {
    let server = Server::answering(org_page).await;
    let mut before = items(&server).prefetch(Prefetch::Off);
    for _ in 0..4 {
        before.try_next().await.unwrap();
    }
    let mut after = items(&server).prefetch(Prefetch::Off).resume(&before.resume_token().unwrap()).unwrap();
    after.try_next().await.unwrap();
    let targets = server.targets();
    assert_eq!((targets.len(), &targets[2]), (3, &targets[1]));
    assert!(targets[1].contains("slug=s") && targets[1].contains("starting_after=3"), "{targets:?}");
}

#[tokio::test]
async fn pages_are_taken_up_after_the_last_that_was_given() {
    let server = Server::answering(org_page).await;
    let mut before = snyk_at(&server).orgs().list_orgs().pages();
    assert_eq!(before.try_next().await.unwrap().unwrap().data.len(), PAGE_SIZE);
    let token = stored(before.resume_token()).parse().unwrap();
    let mut after = snyk_at(&server).orgs().list_orgs().pages().resume(&token).unwrap();
    let page = after.try_next().await.unwrap().unwrap();
    assert_eq!(page.data[0].id, uuid::Uuid::from_u128(3));
}

#[tokio::test]
async fn a_page_that_failed_is_where_the_list_is_taken_up() {
    let mut failures = 1;
    let server = Server::answering(move |request| {
        if !request.query("starting_after").is_empty() && failures > 0 {
            failures -= 1;
            return Reply::new(403);
        }
        org_page(request)
    })
    .await;
    let mut before = items(&server);
    for _ in 0..PAGE_SIZE {
        before.try_next().await.unwrap();
    }
    assert!(before.try_next().await.unwrap_err().is_forbidden());
    let after = items(&server).resume(&before.resume_token().unwrap()).unwrap();
    assert_eq!(after.try_collect().await.unwrap().len(), TOTAL - PAGE_SIZE);
}

#[tokio::test]
async fn a_list_that_could_not_be_continued_tells_so_again_and_gives_nothing_twice() {
    let server = Server::answering(|_| {
        let links = json!({"next": "https://elsewhere.example/orgs?starting_after=a"});
        Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": [], "links": links}))
    })
    .await;
    let list = || snyk_at(&server).orgs().list_orgs();
    let mut before = list().pages();
    assert!(before.try_next().await.unwrap().is_some());
    for _ in 0..2 {
        let mut after = list().pages().resume(&before.resume_token().unwrap()).unwrap();
        assert!(after.try_next().await.unwrap_err().is_page_link());
        let mut after = list().items().resume(&before.resume_token().unwrap()).unwrap();
        assert!(after.try_next().await.unwrap_err().is_page_link());
        let _ = before.try_next().await;
    }
    assert!(is_over(before).await);
}

#[tokio::test]
async fn a_link_that_is_followed_is_taken_up_below_the_base_url() {
    let server = Server::answering(|request| {
        let data: Vec<Value> = Vec::new();
        let links = if request.target.contains("offset") { json!({}) } else { json!({"next": "/rest/orgs?offset=10"}) };
        Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": data, "links": links}))
    })
    .await;
    let mut before = snyk_at(&server).orgs().list_orgs().pages();
    before.try_next().await.unwrap();
    let token = stored(before.resume_token()).parse().unwrap();
    let after = snyk_at(&server).orgs().list_orgs().items().resume(&token).unwrap();
    assert!(after.try_collect().await.unwrap().is_empty());
    assert!(server.targets()[1].starts_with("/rest/orgs?offset=10&version="), "{:?}", server.targets());
}

#[tokio::test]
async fn numbered_pages_are_taken_up() {
    let server = Server::answering(|request| {
        let number: i64 = request.query("page").first().map_or(1, |page| page.parse().unwrap());
        let results = json!([{"id": format!("{number}-0")}, {"id": format!("{number}-1")}]);
        let next = (number < 3).then_some(number + 1);
        Reply::json(200, json!({"links": {}, "meta": {"next_page": next}, "results": results}))
    })
    .await;
    let list = |server| -> secoda::groups::ListGroups { secoda_at(server).groups().list_groups() };
    let mut before = list(&server).items();
    for _ in 0..3 {
        before.try_next().await.unwrap();
    }
    let token = stored(before.resume_token()).parse().unwrap();
    let after = list(&server).items().prefetch(Prefetch::Numbered(3)).resume(&token).unwrap();
    let ids: Vec<_> = after.try_collect().await.unwrap().into_iter().map(|group| group.id.unwrap()).collect();
    assert_eq!(ids, ["2-1", "3-0", "3-1"]);
}

#[tokio::test]
async fn a_token_of_another_list_is_refused_before_the_network() {
    let server = Server::answering(org_page).await;
    let client = snyk_at(&server);
    let token = client.groups().list_group_memberships(GROUP).pages().resume_token().unwrap();
    let other_operation = client.orgs().list_orgs().items().resume(&token).unwrap_err();
    let other_group = client.groups().list_group_memberships(ORG).pages().resume(&token).unwrap_err();
    for error in [other_operation, other_group] {
        assert!(error.is_invalid_request(), "{error}");
        assert_eq!(error.violations()[0].place(), &Place::ResumeToken);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_loop_guard_starts_anew_where_a_list_is_taken_up() {
    let server = Server::answering(|request| {
        let cursor = request.query("starting_after").first().cloned().unwrap_or_default();
        let next = if cursor == "a" { "b" } else { "a" };
        let links = json!({"next": format!("/orgs?starting_after={next}")});
        Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": [], "links": links}))
    })
    .await;
    let list = || snyk_at(&server).orgs().list_orgs().pages();
    let mut before = list();
    for _ in 0..2 {
        before.try_next().await.unwrap();
    }
    let mut after = list().resume(&before.resume_token().unwrap()).unwrap();
    for _ in 0..2 {
        assert!(after.try_next().await.unwrap().is_some());
    }
    assert!(after.try_next().await.unwrap_err().is_page_loop());
}
