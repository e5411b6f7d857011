//! The slash at the end of Secoda's paths.

use std::time::Duration;

use serde_json::json;
use snyk_secoda::secoda::{self, TrailingSlash};

use super::bodies::groups;
use super::server::{Reply, Server};
use super::{MARKER, secoda_at};

fn client(server: &Server, slash: TrailingSlash) -> secoda::Client {
    let builder = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER)).trailing_slash(slash);
    builder.base_url(server.url("/prefix")).timeout(Duration::from_secs(20)).build().unwrap()
}

/// What is asked for when a list has a link to its second page.
async fn targets(slash: TrailingSlash, next: &str) -> Vec<String> {
    let server = Server::start([groups(1, json!({"next": next}), json!({})), groups(1, json!({}), json!({}))]).await;
    let items = client(&server, slash).groups().list_groups().items().try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
    server.targets()
}

async fn of_one_group(slash: TrailingSlash, id: &str) -> String {
    let server = Server::start([Reply::new(204)]).await;
    client(&server, slash).groups().delete_group(id).send().await.unwrap();
    server.targets().remove(0)
}

#[tokio::test]
async fn unless_told_otherwise_paths_end_as_documented() {
    let server = Server::start([groups(0, json!({}), json!({}))]).await;
    secoda_at(&server).groups().list_groups().send().await.unwrap();
    assert_eq!(server.targets(), ["/api/v1/auth/group"]);
    assert_eq!(of_one_group(TrailingSlash::AsDocumented, "1").await, "/prefix/api/v1/auth/group/1");
}

#[tokio::test]
async fn every_path_ends_with_a_slash_if_that_is_wanted() {
    assert_eq!(of_one_group(TrailingSlash::Always, "1").await, "/prefix/api/v1/auth/group/1/");
    let listed = targets(TrailingSlash::Always, "/prefix/api/v1/auth/group?page=2").await;
    assert_eq!(listed, ["/prefix/api/v1/auth/group/", "/prefix/api/v1/auth/group/?page=2"]);
}

#[tokio::test]
async fn no_path_ends_with_a_slash_if_that_is_wanted() {
    assert_eq!(of_one_group(TrailingSlash::Never, "1").await, "/prefix/api/v1/auth/group/1");
    // A slash of a value is not one of the path.
    assert_eq!(of_one_group(TrailingSlash::Never, "a/").await, "/prefix/api/v1/auth/group/a%2F");
    let listed = targets(TrailingSlash::Never, "/prefix/api/v1/auth/group/?page=2").await;
    assert_eq!(listed, ["/prefix/api/v1/auth/group", "/prefix/api/v1/auth/group?page=2"]);
}

#[tokio::test]
async fn a_link_of_the_service_is_followed_as_it_is_spelled() {
    let table = [
        (TrailingSlash::Always, "/prefix/api/v1/auth/group?after=x"),
        (TrailingSlash::Never, "/prefix/api/v1/auth/group/?after=x"),
    ];
    for (slash, link) in table {
        assert_eq!(targets(slash, link).await[1], link, "{slash:?}");
    }
}

#[tokio::test]
async fn a_list_is_taken_up_by_a_client_that_ends_paths_otherwise() {
    let next = json!({"next_page": 2});
    let server = Server::start([groups(1, json!({}), next), groups(1, json!({}), json!({}))]).await;
    let mut pages = client(&server, TrailingSlash::Always).groups().list_groups().pages();
    pages.try_next().await.unwrap();
    let token = pages.resume_token().unwrap();
    let items = client(&server, TrailingSlash::Never).groups().list_groups().items().resume(&token).unwrap();
    assert_eq!(items.try_collect().await.unwrap().len(), 1);
    assert_eq!(server.targets(), ["/prefix/api/v1/auth/group/", "/prefix/api/v1/auth/group?page=2"]);
}
