//! What test authors shortened: members are missing that the document requires. It is refused, and the error says where.

use std::fmt::Debug;

use snyk_secoda::{Error, Response};
use uuid::{Uuid, uuid};

use super::{Replay, bodies};

const ID: Uuid = uuid!("5d0e3c1a-7f42-4b96-8a35-1c9e60b7d284");

fn assert_refused<T: Debug>(answer: Result<Response<T>, Error>, path: &str, cause: &str) {
    let error = answer.unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(error.is_decode() && (error.to_string() + &source).contains(cause), "{error}: {source}");
    assert_eq!(error.json_path(), Some(path), "{error}");
}

#[tokio::test]
async fn a_group_by_its_name_alone() {
    let answer = Replay::of("a_group_by_its_name_alone").snyk().groups().get_group(ID).send().await;
    assert_refused(answer, "$.data.attributes", "missing field `created_at`");
}

#[tokio::test]
async fn connections_without_attributes() {
    let snyk = Replay::of("connections_without_attributes").snyk();
    let answer = snyk.groups().list_group_sso_connections(ID).send().await;
    assert_refused(answer, "$.data[0]", "missing field `attributes`");
}

#[tokio::test]
async fn users_without_attributes() {
    let snyk = Replay::of("users_without_attributes").snyk();
    let answer = snyk.groups().list_group_sso_connection_users(ID, ID).send().await;
    assert_refused(answer, "$.data[0]", "missing field `attributes`");
}

#[tokio::test]
async fn orgs_of_a_group_without_attributes() {
    let snyk = Replay::of("orgs_of_a_group_without_attributes").snyk();
    let answer = snyk.orgs().list_orgs_in_group(ID).send().await;
    assert_refused(answer, "$.data[0]", "missing field `attributes`");
}

#[tokio::test]
async fn memberships_of_types_and_ids() {
    let snyk = Replay::of("memberships_of_types_and_ids").snyk();
    let answer = snyk.orgs().list_org_memberships(ID).send().await;
    assert_refused(answer, "$.data[0].relationships.user.data", "missing field `attributes`");
}

#[tokio::test]
async fn a_created_membership_of_its_id_alone() {
    let snyk = Replay::of("a_created_membership_of_its_id_alone").snyk();
    let body = bodies::create_group_membership(ID, ID, ID);
    let answer = snyk.groups().create_group_membership(ID, &body).send().await;
    assert_refused(answer, "$.data", "missing field `attributes`");
}

#[tokio::test]
async fn a_created_membership_of_names() {
    let snyk = Replay::of("a_created_membership_of_names").snyk();
    let body = bodies::create_group_membership(ID, ID, ID);
    let answer = snyk.groups().create_group_membership(ID, &body).send().await;
    assert_refused(answer, "$.data.relationships.user.data.attributes", "missing field `username`");
}

#[tokio::test]
async fn an_org_with_members_of_its_own() {
    let snyk = Replay::of("an_org_with_members_of_its_own").snyk();
    for _ in 0..2 {
        let answer = snyk.orgs().update_org(ID, &bodies::update_org(ID, "x")).send().await;
        assert_refused(answer, "$.data.attributes", "missing field `is_personal`");
    }
}

#[tokio::test]
async fn data_that_is_null() {
    let answer = Replay::of("data_that_is_null").snyk().orgs().list_orgs().send().await;
    assert_refused(answer, "$.data", "null");
}
