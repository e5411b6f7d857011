use serde_json::json;
use snyk_secoda::{Error, RetryPolicy, rt};

use super::MARKER;
use super::server::{Reply, Server};
use super::shop::Client;
use super::shop::items::{CreateItem, FindItems, GetFile, PutText};
use super::shop::types::{Complaint, CreateItemFailure, CreateItemResult, Item, NewItem};

fn complaint(message: &str) -> Complaint {
    Complaint { message: message.to_owned() }
}

async fn create(reply: Reply) -> Result<CreateItemResult, Error> {
    let server = Server::start([reply]).await;
    let body = NewItem { name: "a".to_owned(), tags: Vec::new(), size: rt::Map::new() };
    Client::at(&server).items().create_item(&body).send().await.map(rt::Response::into_inner)
}

#[tokio::test]
async fn a_result_is_read_by_its_status() {
    let table = [
        (Reply::json(200, json!({"id": 1})), CreateItemResult::Ok(Item { id: 1 })),
        (Reply::json(201, json!({"id": 1})), CreateItemResult::Created(Item { id: 1 })),
        (Reply::new(204), CreateItemResult::NoContent),
        (Reply::new(303).header("location", "/items/1"), CreateItemResult::SeeOther),
        (Reply::new(206).body("{}"), CreateItemResult::Success("{}".to_owned())),
        (Reply::json(202, json!({"id": 1})), CreateItemResult::Unrecognized(202)),
    ];
    for (reply, expected) in table {
        assert_eq!(create(reply).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_result_of_another_shape_is_told_and_not_tried_elsewhere() {
    let error = create(Reply::json(200, json!({"id": "x"}))).await.unwrap_err();
    assert!(error.is_decode() && error.json_path() == Some("$.id"), "{error}");
    assert!(create(Reply::new(201)).await.unwrap_err().is_empty_body());
    assert!(create(Reply::new(302)).await.unwrap_err().is_redirect());
}

#[tokio::test]
async fn a_redirect_that_is_a_result_is_not_followed() {
    let server = Server::start([Reply::new(303).header("location", "{origin}/items/9"), Reply::new(302)]).await;
    let items = Client::at(&server).items();
    let answer = items.latest().send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.meta().location()), (303, Some("{origin}/items/9")));
    assert!(items.latest().send().await.unwrap_err().is_redirect());
    assert_eq!(server.targets(), ["/latest", "/latest"]);
}

#[tokio::test]
async fn the_body_of_an_error_is_typed() {
    let body = json!({"message": "x".repeat(10_000)});
    let server = Server::start([Reply::json(409, body), Reply::new(500).body("<html>")]).await;
    let items = Client::at(&server).items();
    let error = items.put_text("a").send().await.unwrap_err();
    assert_eq!(PutText::failure(&error), Some(complaint(&"x".repeat(10_000))));
    // Of another operation, it could mean anything.
    assert_eq!(GetFile::failure(&error), None);
    assert!(error.body().unwrap().len() <= 2048 && error.to_string().len() < 500);
    let request = items.put_text("a").with_retry(RetryPolicy::never());
    assert_eq!(PutText::failure(&request.send().await.unwrap_err()), None);
}

#[tokio::test]
async fn the_body_of_an_error_is_typed_by_its_status() {
    let table = [
        (Reply::json(404, json!({"message": "no"})), Some(CreateItemFailure::NotFound(complaint("no")))),
        (Reply::json(404, json!({})), None),
        (Reply::new(422).body("bad"), Some(CreateItemFailure::ClientError("bad".to_owned()))),
        (Reply::new(503), Some(CreateItemFailure::Unrecognized(503))),
    ];
    for (reply, expected) in table {
        assert_eq!(CreateItem::failure(&create(reply).await.unwrap_err()), expected);
    }
    let unsent = Client::at(&Server::start([]).await).items().find_items().send().await.unwrap_err();
    assert_eq!(FindItems::failure(&unsent), None);
}

#[tokio::test]
async fn the_typed_body_of_an_error_holds_no_credential() {
    let server = Server::start([Reply::json(401, json!({"message": format!("unknown key {MARKER}")}))]).await;
    let error = Client::at(&server).items().get_file().send().await.unwrap_err();
    assert_eq!(GetFile::failure(&error), Some(complaint("unknown key [redacted]")));
}
