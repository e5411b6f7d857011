//! The sample pages of the user: every answer on them decodes, and every body can be made.
//!
//! The pages are not part of the repository. Where they are not at hand, these tests say so and pass.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde_json::{Deserializer, Value, json};
use snyk_secoda::rt;
use snyk_secoda::snyk::types::*;
use uuid::Uuid;

use crate::bodies;

const GROUPS: &str = "seeds/snyk-groups-rendered-2021-06-04.txt";
const ORGS: &str = "seeds/snyk-orgs-rendered.txt";

/// The JSON blocks of a page, in page order.
#[derive(Default)]
struct Samples {
    bodies: Vec<Value>,
    answers: Vec<Value>,
}

fn samples(page: &str) -> Option<Samples> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join(env::var("SNYK_SECODA_DOCUMENTS").unwrap_or_else(|_| "../shared".to_owned()));
    if !folder.is_dir() {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(read(&fs::read_to_string(folder.join(page)).unwrap()))
}

/// A block begins with a brace at the end of a line. A body follows the headers or the option that send it.
fn read(mut text: &str) -> Samples {
    let mut samples = Samples::default();
    while let Some(start) = text.find("{\n") {
        let before = text[..start].lines().last().unwrap_or_default();
        let mut values = Deserializer::from_str(&text[start..]).into_iter();
        let value = values.next().unwrap().unwrap();
        match before.contains("--data '") || before.starts_with("Content-Length:") {
            true => samples.bodies.push(value),
            false => samples.answers.push(value),
        }
        text = &text[start + values.byte_offset()..];
    }
    samples
}

fn decode<T: rt::Decode>(sample: &Value) -> T {
    rt::decode(&sample.to_string()).unwrap()
}

fn encoded(body: &impl rt::Encode) -> Value {
    serde_json::from_str(&rt::encode(body)).unwrap()
}

fn id(sample: &Value, pointer: &str) -> Uuid {
    text(sample, pointer).parse().unwrap()
}

fn time(sample: &Value, pointer: &str) -> DateTime<Utc> {
    text(sample, pointer).parse().unwrap()
}

fn text<'a>(sample: &'a Value, pointer: &str) -> &'a str {
    sample.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at `{pointer}`"))
}

#[test]
fn the_answers_of_the_groups_page_decode() {
    let Some(Samples { answers, .. }) = samples(GROUPS) else { return };
    let [groups, connections, users, org_memberships, created, memberships] = &answers[..] else {
        panic!("{} answers", answers.len())
    };
    groups_are_at_hand(groups, connections);
    users_are_at_hand(users);
    org_memberships_are_at_hand(org_memberships);
    group_memberships_are_at_hand(created, memberships);
}

fn groups_are_at_hand(groups: &Value, connections: &Value) {
    let page: ListGroupsResponse = decode(groups);
    let group = &page.data[0];
    assert_eq!(group.id, id(groups, "/data/0/id"));
    assert_eq!(group.attributes.name, text(groups, "/data/0/attributes/name"));
    assert_eq!((group.additional_properties.len(), group.attributes.additional_properties.len()), (1, 1));
    let next = LinkProperty::String(text(groups, "/links/next").to_owned());
    assert_eq!(page.links.unwrap().next, Some(next));
    let page: ListGroupSsoConnectionsResponse = decode(connections);
    assert_eq!(page.data[0].id, id(connections, "/data/0/id"));
    assert_eq!(page.data[0].attributes.name, text(connections, "/data/0/attributes/name"));
}

fn users_are_at_hand(users: &Value) {
    let page: ListGroupSsoConnectionUsersResponse = decode(users);
    let user = &page.data[0].attributes;
    assert_eq!(user.username.as_deref(), Some(text(users, "/data/0/attributes/username")));
    let membership = user.membership.as_ref().unwrap();
    assert_eq!(membership.created_at, Some(time(users, "/data/0/attributes/membership/created_at")));
    assert_eq!(membership.strategy, Some(UserAttributesMembershipStrategy::Direct));
}

fn org_memberships_are_at_hand(sample: &Value) {
    let page: ListGroupUserOrgMembershipsResponse = decode(sample);
    let membership = &page.data[0];
    assert_eq!(membership.attributes.created_at, Some(time(sample, "/data/0/attributes/created_at")));
    let org = membership.relationships.org.data.as_ref().unwrap();
    assert_eq!(org.attributes.name, text(sample, "/data/0/relationships/org/data/attributes/name"));
    let count = sample.pointer("/meta/org_membership_count").and_then(Value::as_f64);
    assert_eq!((page.meta.unwrap().org_membership_count, membership.org_membership_count), (count, count));
}

fn group_memberships_are_at_hand(created: &Value, memberships: &Value) {
    let answer: CreateGroupMembershipResponse = decode(created);
    let membership = answer.data.unwrap();
    assert_eq!(membership.attributes.created_at, Some(time(created, "/data/attributes/created_at")));
    let role = membership.relationships.role.data.unwrap();
    assert_eq!(role.attributes.name, text(created, "/data/relationships/role/data/attributes/name"));
    let page: ListGroupMembershipsResponse = decode(memberships);
    let membership = &page.data[0];
    let created_at = membership.attributes.as_ref().unwrap().created_at;
    assert_eq!(created_at, time(memberships, "/data/0/attributes/created_at"));
    let count = memberships.pointer("/data/0/meta/group_membership_count").and_then(Value::as_f64);
    assert_eq!(membership.meta.as_ref().unwrap().group_membership_count, count);
}

#[test]
fn the_answers_of_the_orgs_page_decode() {
    let Some(Samples { answers, .. }) = samples(ORGS) else { return };
    let [orgs, updated, created, memberships, in_group] = &answers[..] else { panic!("{} answers", answers.len()) };
    orgs_are_at_hand(orgs, in_group);
    an_updated_org_is_at_hand(updated);
    org_members_are_at_hand(created, memberships);
}

fn orgs_are_at_hand(orgs: &Value, in_group: &Value) {
    let page: ListOrgsResponse = decode(orgs);
    let org = &page.data[0];
    assert_eq!((org.id, org.attributes.is_personal), (id(orgs, "/data/0/id"), true));
    assert_eq!(org.attributes.group_id, Some(id(orgs, "/data/0/attributes/group_id")));
    let role = org.relationships.as_ref().unwrap().member_role.as_ref().unwrap();
    let name = text(orgs, "/data/0/relationships/member_role/data/attributes/name");
    assert_eq!(role.data.attributes.as_ref().unwrap().name.as_deref(), Some(name));
    let page: ListOrgsInGroupResponse = decode(in_group);
    assert_eq!(page.data[0].attributes.slug, text(in_group, "/data/0/attributes/slug"));
    let next = LinkProperty::String(text(in_group, "/links/next").to_owned());
    assert_eq!(page.links.unwrap().next, Some(next));
}

fn an_updated_org_is_at_hand(sample: &Value) {
    let answer: UpdateOrgResponse = decode(sample);
    let org = answer.data.unwrap();
    assert_eq!((org.id, org.r#type.as_str()), (id(sample, "/data/id"), "org"));
    assert_eq!(org.attributes.unwrap().updated_at, Some(time(sample, "/data/attributes/updated_at")));
}

fn org_members_are_at_hand(created: &Value, memberships: &Value) {
    let answer: CreateOrgMembershipResponse = decode(created);
    let user = answer.data.unwrap().relationships.user.data.unwrap();
    assert_eq!(user.id, id(created, "/data/relationships/user/data/id"));
    assert_eq!(user.attributes.email.as_deref(), Some(text(created, "/data/relationships/user/data/attributes/email")));
    let page: ListOrgMembershipsResponse = decode(memberships);
    let membership = &page.data[0];
    assert_eq!(membership.r#type.as_deref(), Some(text(memberships, "/data/0/type")));
    let role = membership.relationships.as_ref().unwrap().role.data.as_ref().unwrap();
    assert_eq!(role.attributes.name, text(memberships, "/data/0/relationships/role/data/attributes/name"));
}

/// The id of what a body relates to.
fn related(body: &Value, name: &str) -> Uuid {
    id(body, &format!("/data/relationships/{name}/data/id"))
}

#[test]
fn the_bodies_of_the_groups_page_can_be_made() {
    let Some(Samples { bodies, .. }) = samples(GROUPS) else { return };
    let [create, update] = &bodies[..] else { panic!("{} bodies", bodies.len()) };
    let body =
        bodies::create_group_membership(related(create, "group"), related(create, "role"), related(create, "user"));
    assert_eq!(encoded(&body), *create);

    // In place of a type, the page has a hint which type to send. It is followed, and makes the one difference.
    let mut hinted = update.clone();
    let hint = hinted.pointer_mut("/data/relationships/role/data/type").unwrap();
    assert!(hint.as_str().unwrap().contains(r#""group_role""#));
    *hint = json!("group_role");
    assert_eq!(encoded(&bodies::update_group_user_membership(id(update, "/data/id"), related(update, "role"))), hinted);
}

#[test]
fn the_bodies_of_the_orgs_page_can_be_made() {
    let Some(Samples { bodies, .. }) = samples(ORGS) else { return };
    let [update_org, create, update] = &bodies[..] else { panic!("{} bodies", bodies.len()) };
    let body = bodies::update_org(id(update_org, "/data/id"), text(update_org, "/data/attributes/name"));
    assert_eq!(encoded(&body), *update_org);
    let body = bodies::create_org_membership(related(create, "org"), related(create, "role"), related(create, "user"));
    assert_eq!(encoded(&body), *create);
    assert_eq!(encoded(&bodies::update_org_membership(id(update, "/data/id"), related(update, "role"))), *update);
}
