use serde_json::json;
use snyk_secoda::rt;

use super::server::{Reply, Server};
use super::shop::Client;

fn filter(size: u32) -> rt::Map<rt::Value> {
    rt::Map::from([("color".to_owned(), json!(["blue", "black"])), ("size".to_owned(), json!(size))])
}

#[tokio::test]
async fn no_credential_goes_with_an_anonymous_request() {
    let server = Server::start([Reply::json(200, json!({})), Reply::new(303)]).await;
    let items = Client::at(&server).items();
    items.find_items().session("s").send().await.unwrap();
    items.latest().send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), None);
    assert!(requests[1].header("authorization").is_some());
}

#[tokio::test]
async fn cookies_share_one_header() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    let request = Client::at(&server).items().find_items().session("a;b ü").seen(&[1, 2]);
    request.with_header("Cookie", "own=1").send().await.unwrap();
    assert_eq!(server.requests()[0].header("cookie"), Some("own=1; session=a%3Bb%20%C3%BC; seen=1,2"));
}

#[tokio::test]
async fn styled_parameters_arrive_and_a_later_value_replaces_an_earlier() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    let request = Client::at(&server).items().find_items().session("s").filter(&filter(1)).near("a/b?c#'[d]%41%");
    request.filter(&filter(2)).send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(
        request.target,
        "/items?filter%5Bcolor%5D=blue&filter%5Bcolor%5D=black&filter%5Bsize%5D=2&near=a/b?c%23%27[d]%41%25"
    );
    assert_eq!(request.query("filter[color]"), ["blue", "black"]);
}

#[tokio::test]
async fn styled_parameters_and_cookies_are_checked() {
    let server = Server::start([]).await;
    let items = Client::at(&server).items();
    let told = |error: snyk_secoda::Error| error.violations().iter().map(ToString::to_string).collect::<Vec<_>>();
    let error = items.find_items().filter(&filter(10)).send().await.unwrap_err();
    assert_eq!(
        told(error),
        ["cookie `session`: is required", "query parameter `filter`: at `/size`: 10 is more than the maximum 9"]
    );
    let error = items.find_items().session("123456789").parts().unwrap_err();
    assert_eq!(told(error), ["cookie `session`: has 9 characters, more than the maximum 8"]);
    assert!(server.requests().is_empty());
}
