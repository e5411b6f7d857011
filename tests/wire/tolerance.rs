//! Answers that are not quite what the document says, and are understood nevertheless.

use serde_json::{Value, json};

use super::bodies::{GROUP, ORG, USER, groups, last_orgs};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at};

#[tokio::test]
async fn a_sunset_is_read_in_every_form_or_kept_as_it_came() {
    let table = [
        ("2025-07-31", Some("2025-07-31")),
        ("\"2025-07-31\"", Some("2025-07-31")),
        ("2025-07-31T00:00:00Z", Some("2025-07-31")),
        ("Thu, 31 Jul 2025 00:00:00 GMT", Some("2025-07-31")),
        ("some day", None),
    ];
    for (text, date) in table {
        let server = Server::start([last_orgs(0).header("sunset", text).header("deprecation", text)]).await;
        let answer = snyk_at(&server).orgs().list_orgs().send().await.unwrap();
        for read in [answer.meta().sunset().unwrap(), answer.meta().deprecation().unwrap()] {
            assert_eq!((read.raw(), read.date().map(|date| date.to_string()).as_deref()), (text, date));
        }
    }
}

#[tokio::test]
async fn an_answer_of_a_later_release_is_read() {
    let membership = json!({"created_at": "2024-08-25T00:00:00Z", "strategy": "telepathy", "new": [1]});
    let attributes = json!({"name": "A", "email": "a@example.com", "username": "a", "active": true, "new": {"a": 1},
        "membership": membership});
    let user = json!({"id": USER, "type": "something_new", "attributes": attributes, "new": null});
    let body = json!({"jsonapi": {"version": "9.9"}, "data": [user], "links": {"new": "/x"}, "included": []});
    let server = Server::start([Reply::json(200, body)]).await;
    let answer = snyk_at(&server).groups().list_group_sso_connection_users(GROUP, ORG).send().await.unwrap();
    assert!(format!("{:?}", answer.data).contains("telepathy"), "{:?}", answer.data);
}

#[tokio::test]
async fn an_object_of_secoda_may_lack_any_member_and_hold_any_json_where_no_type_is_given() {
    let roles = [json!(null), json!("ROLE"), json!(7), json!({"name": ["a"]})];
    for role in roles {
        let server = Server::start([Reply::json(200, json!({"snowflake_role": role}))]).await;
        let group = secoda_at(&server).groups().get_group("1").send().await.unwrap().into_inner();
        assert_eq!((group.id, group.snowflake_role.unwrap_or_default()), (None, role));
    }
}

#[tokio::test]
async fn a_job_that_was_accepted_is_a_success_and_tells_where_it_is() {
    let server = Server::start([Reply::new(202).header("location", "/jobs/1")]).await;
    let answer = snyk_at(&server).groups().delete_group_membership(GROUP, USER).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.meta().location()), (202, Some("/jobs/1")));
}

#[tokio::test]
async fn a_body_is_read_whatever_its_media_type_is_said_to_be() {
    let body = json!({"data": [], "links": {}}).to_string();
    for media_type in ["application/json", "text/html; charset=latin1", "", "nonsense"] {
        let server = Server::start([Reply::new(200).header("content-type", media_type).body(body.clone())]).await;
        assert!(snyk_at(&server).orgs().list_orgs().send().await.is_ok(), "{media_type}");
    }
}

#[tokio::test]
async fn every_way_of_secoda_to_say_that_there_is_no_more_ends_the_list() {
    let ends: [(Value, Value); 6] = [
        (json!({"next": null, "previous": "None"}), json!({"page": 1, "next_page": null, "previous_page": null})),
        (json!({}), json!({})),
        (json!({"next": ""}), json!({"next_page": null})),
        (json!({"next": "None"}), json!({"page": 1})),
        (json!({"next": "null"}), json!(null)),
        (json!(null), json!(null)),
    ];
    for (links, meta) in ends {
        let server = Server::start([groups(2, links.clone(), meta.clone())]).await;
        let items = secoda_at(&server).groups().list_groups().items();
        assert_eq!(items.try_collect().await.unwrap().len(), 2, "{links} {meta}");
        assert_eq!(server.requests().len(), 1, "{links} {meta}");
    }
}

#[tokio::test]
async fn none_in_the_place_of_a_page_number_is_none_as_well() {
    for meta in [json!({"page": 1, "previous_page": "None"}), json!({"page": 1, "next_page": "None"})] {
        let server = Server::start([groups(2, json!({"next": "None"}), meta.clone())]).await;
        let items = secoda_at(&server).groups().list_groups().items();
        assert_eq!(items.try_collect().await.unwrap().len(), 2, "{meta}");
    }
}

#[tokio::test]
async fn a_list_with_none_before_its_first_page_goes_on_by_number() {
    for none in ["", "None", "null"] {
        let server = Server::start([
            groups(2, json!({}), json!({"page": 1, "previous_page": none, "next_page": 2})),
            groups(1, json!({}), json!({"page": 2, "previous_page": 1, "next_page": none})),
        ])
        .await;
        let items = secoda_at(&server).groups().list_groups().items();
        assert_eq!(items.try_collect().await.unwrap().len(), 3, "{none:?}");
        assert_eq!(server.targets(), ["/api/v1/auth/group", "/api/v1/auth/group?page=2"]);
    }
}

#[tokio::test]
async fn another_text_in_the_place_of_a_page_number_is_told_with_its_path() {
    let server = Server::start([groups(1, json!({}), json!({"page": 1, "next_page": "two"}))]).await;
    let error = secoda_at(&server).groups().list_groups().send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("$.meta.next_page"));
}

#[tokio::test]
async fn an_empty_answer_of_secoda_is_an_empty_list() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    assert!(secoda_at(&server).groups().list_groups().items().try_collect().await.unwrap().is_empty());
}
