//! Snyk's answers that decode.

use chrono::{DateTime, Utc};
use snyk_secoda::snyk::types::LinkProperty;
use uuid::{Uuid, uuid};

use super::{Replay, bodies};

const GROUP: Uuid = uuid!("5d0e3c1a-7f42-4b96-8a35-1c9e60b7d284");
const ORG: Uuid = uuid!("91c7d3e6-0b5f-4a28-8d74-2e6f1a90c35b");
const CONNECTION: Uuid = uuid!("c4f81e29-5a06-4d37-b2c9-9d70e3a6581f");
const MEMBERSHIP: Uuid = uuid!("d907b4c2-6e13-4f85-a7d9-30c8f2e5b61a");

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn link(text: &str) -> Option<LinkProperty> {
    Some(LinkProperty::String(text.to_owned()))
}

#[tokio::test]
async fn groups_with_empty_links() {
    let page = Replay::of("groups_with_empty_links").snyk().groups().list_groups().send().await.unwrap();
    let names = page.data.iter().map(|group| (group.r#type.as_str(), group.attributes.name.as_str()));
    assert_eq!(names.collect::<Vec<_>>(), [("group", "North Sea Platform"), ("group", "Harbour Ltd (Trial)")]);
    assert!(page.data.iter().all(|group| group.additional_properties.is_empty()));
    assert!(page.data.iter().all(|group| group.attributes.additional_properties.is_empty()));
    assert_eq!((page.data[0].id, &page.links.as_ref().unwrap().next), (GROUP, &None));
    assert_eq!(page.jsonapi.as_ref().unwrap().version, "1.0");
}

#[tokio::test]
async fn a_group_with_its_tenant() {
    let answer = Replay::of("a_group_with_its_tenant").snyk().groups().get_group(GROUP).send().await.unwrap();
    let attributes = &answer.data.attributes;
    assert_eq!(
        (attributes.name.as_str(), attributes.slug.as_deref()),
        ("North Sea Platform", Some("north-sea-platform"))
    );
    assert_eq!(attributes.created_at, time("2025-04-02T00:00:00Z"));
    assert_eq!(attributes.updated_at, time("2025-09-17T00:00:00Z"));
    assert_eq!((&attributes.avatar_url, &attributes.logo_url), (&None, &None));
    let tenant = answer.data.relationships.as_ref().unwrap().tenant.as_ref().unwrap();
    assert_eq!(tenant.data.as_ref().unwrap().id, Some(uuid!("0c6a82f5-d193-47be-b64e-f5207d9a31c8")));
    assert_eq!(answer.links.as_ref().unwrap().self_, link(&format!("/groups/{GROUP}")));
}

#[tokio::test]
async fn orgs_with_little_and_a_member_in_camel_case() {
    let replay = Replay::of("orgs_with_little_and_a_member_in_camel_case");
    let page = replay.snyk().orgs().list_orgs().send().await.unwrap();
    let orgs = page.data.iter().map(|org| (org.attributes.name.as_str(), org.attributes.slug.as_str()));
    assert_eq!(orgs.collect::<Vec<_>>(), [("ownOrg", "own-org"), ("otherOrg", "other-org")]);
    let attributes = &page.data[1].attributes;
    assert!(attributes.is_personal && page.data[0].id == ORG);
    assert_eq!(attributes.group_id, None, "another spelling is another member");
    assert_eq!((attributes.created_at, attributes.access_requests_enabled), (None, None));
    assert!(page.data[1].relationships.is_none());
    let links = page.links.as_ref().unwrap();
    let here = link("/rest/orgs?version=2024-02-28");
    assert_eq!((&links.self_, &links.first, &links.next), (&here, &here, &None));
}

#[tokio::test]
async fn an_org_by_its_id() {
    let snyk = Replay::of("an_org_by_its_id").snyk();
    let answer = snyk.orgs().update_org(ORG, &bodies::update_org(ORG, "x")).send().await.unwrap();
    let answer = answer.into_inner().unwrap();
    let org = answer.data.unwrap();
    let attributes = org.attributes.unwrap();
    assert_eq!((org.id, org.r#type.as_str(), attributes.group_id), (ORG, "org", Some(GROUP)));
    assert_eq!((attributes.name.as_str(), attributes.is_personal), ("quay_side_trials", false));
    assert_eq!(attributes.created_at.unwrap(), time("2022-11-30T08:15:42Z"));
    assert_eq!(attributes.updated_at.unwrap(), time("2023-12-05T17:03:09Z"));
    assert_eq!(answer.links.unwrap().self_, link(&format!("/rest/orgs/{ORG}?version=2023-05-29")));
}

#[tokio::test]
async fn a_connection_without_an_envelope() {
    let snyk = Replay::of("a_connection_without_an_envelope").snyk();
    let page = snyk.groups().list_group_sso_connections(GROUP).send().await.unwrap();
    assert_eq!((page.data[0].id, page.data[0].attributes.name.as_str()), (CONNECTION, "harbour-login"));
    assert!(page.jsonapi.is_none() && page.links.is_none());
}

#[tokio::test]
async fn users_without_a_membership() {
    let snyk = Replay::of("users_without_a_membership").snyk();
    let page = snyk.groups().list_group_sso_connection_users(GROUP, CONNECTION).send().await.unwrap();
    let user = &page.data[0].attributes;
    assert_eq!((user.name.as_deref(), user.username.as_deref()), (Some("Ida Quay"), Some("ida.quay")));
    assert_eq!((user.email.as_deref(), user.active), (Some("ida@harbour.example"), Some(true)));
    assert!(user.membership.is_none());
}

#[tokio::test]
async fn memberships_of_nulls() {
    let snyk = Replay::of("memberships_of_nulls").snyk();
    let pages = snyk.groups().list_group_memberships(GROUP).items().try_collect().await.unwrap();
    let [membership] = &pages[..] else { panic!("{pages:?}") };
    assert_eq!((membership.id, membership.r#type.as_deref()), (Some(MEMBERSHIP), Some("group_membership")));
    assert!(membership.relationships.is_none() && membership.attributes.is_none() && membership.meta.is_none());
}

#[tokio::test]
async fn a_created_membership_beside_data() {
    let snyk = Replay::of("a_created_membership_beside_data").snyk();
    let body = bodies::create_org_membership(ORG, GROUP, CONNECTION);
    let answer = snyk.orgs().create_org_membership(ORG, &body).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    assert!(answer.data.is_none() && answer.jsonapi.is_none() && answer.links.is_none());
}

#[tokio::test]
async fn limits_of_three_windows_in_one_header() {
    let page = Replay::of("limits_of_three_windows_in_one_header").snyk().orgs().list_orgs().send().await.unwrap();
    let limits = page.meta().headers()["x-ratelimit-limit"].to_str().unwrap();
    assert!(limits.starts_with("160, 160;w=1;") && limits.contains(" 1620;w=60;"), "{limits}");
    assert_eq!((page.meta().retry_after(), page.data.len()), (None, 0));
}
