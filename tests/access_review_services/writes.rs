//! Writes, as bare requests and through the library.

use serde_json::{Value, json};
use snyk_secoda::{secoda, snyk};

use crate::{Services, VERSION, demo, id};

#[test]
fn memberships_are_created_changed_and_deleted() {
    let services = Services::new();
    let (org, roles, user) = {
        let company = services.company.lock().unwrap();
        let org = &company.groups[0].orgs[0];
        let is_outside = |user: &usize| org.members.iter().all(|member| member.user != *user);
        let user = (0..company.users.len()).find(is_outside).unwrap();
        (org.id, [company.org_roles[0].id, company.org_roles[1].id], company.users[user].id)
    };
    let role = |id: uuid::Uuid| json!({ "data": { "id": id, "type": "org_role" } });
    let body = json!({ "data": { "type": "org_membership", "relationships": {
        "org": { "data": { "id": org, "type": "org" } },
        "role": role(roles[1]),
        "user": { "data": { "id": user, "type": "user" } },
    } } });
    let all = format!("/rest/orgs/{org}/memberships?{VERSION}");
    let created = services.snyk("POST", &all, body.clone());
    assert_eq!(created.status, 201, "{}", created.body);
    assert!(created.answer.header("location").is_some());
    assert_eq!(services.snyk("POST", &all, body).status, 409);

    let membership = id(&created.body["data"]);
    let one = format!("/rest/orgs/{org}/memberships/{membership}?{VERSION}");
    let change = json!({ "data": {
        "id": membership,
        "type": "org_membership",
        "attributes": {},
        "relationships": { "role": role(roles[0]) },
    } });
    assert_eq!(services.snyk("PATCH", &one, change).status, 204);
    let found = services.snyk("GET", &format!("{all}&user_id={user}"), Value::Null);
    assert_eq!(found.body["data"][0]["relationships"]["role"]["data"]["id"], json!(roles[0]));
    assert_eq!(services.snyk("DELETE", &one, Value::Null).status, 204);
    assert_eq!(services.snyk("DELETE", &one, Value::Null).status, 404);
}

#[test]
fn a_group_membership_takes_those_of_its_orgs_along() {
    let services = Services::new();
    let (group, membership, user) = {
        let group = &services.company.lock().unwrap().groups[0];
        let platform = &group.orgs[0];
        let is_in_org = |user: usize| platform.members.iter().any(|member| member.user == user);
        let member = group.members.iter().find(|member| is_in_org(member.user)).unwrap();
        (group.id, member.id, member.user)
    };
    let one = format!("/rest/groups/{group}/memberships/{membership}?{VERSION}&cascade=true");
    assert_eq!(services.snyk("DELETE", &one, Value::Null).status, 204);
    let group = &services.company.lock().unwrap().groups[0];
    let members = group.members.iter().chain(group.orgs.iter().flat_map(|org| &org.members));
    assert!(!members.map(|member| member.user).any(|member| member == user));
}

#[test]
fn an_org_is_renamed() {
    let services = Services::new();
    let (group, org) = {
        let group = &services.company.lock().unwrap().groups[0];
        (group.id, group.orgs[0].id)
    };
    let attributes = json!({ "name": "Renamed" });
    let body = json!({ "data": { "id": org, "type": "org", "attributes": attributes } });
    let renamed = services.snyk("PATCH", &format!("/rest/orgs/{org}?{VERSION}"), body);
    assert_eq!(renamed.body["data"]["attributes"]["name"], "Renamed");
    let orgs = format!("/rest/orgs?{VERSION}&group_id={group}&name=renamed");
    let found = services.snyk("GET", &orgs, Value::Null);
    assert_eq!(found.body["data"].as_array().unwrap().len(), 1);
}

#[test]
fn a_secoda_group_is_created_changed_and_deleted() {
    let services = Services::new();
    let groups = "/api/v1/auth/group";
    let body = json!({ "name": "Auditors", "users": ["a", "b"] });
    let created = services.secoda("POST", groups, body);
    assert_eq!(created.status, 201);
    let one = format!("{groups}/{}", id(&created.body));
    let renamed = services.secoda("PATCH", &one, json!({ "name": "Reviewers" })).body;
    assert_eq!((&renamed["name"], &renamed["users"]), (&json!("Reviewers"), &json!(["a", "b"])));
    assert_eq!(services.secoda("DELETE", &one, Value::Null).status, 204);
    assert_eq!(services.secoda("GET", &one, Value::Null).status, 404);
}

/// Bodies that the library writes pass the checks, over real HTTP.
#[tokio::test]
async fn typed_writes_arrive_at_snyk() {
    let demo = demo::Demo::start().await.unwrap();
    let snyk = snyk::Client::builder()
        .base_url(demo.snyk.url())
        .credential(snyk::Credential::bearer(demo::TOKEN))
        .build()
        .unwrap();
    let org = snyk.orgs().list_orgs().items().try_next().await.unwrap().unwrap();
    let attributes = snyk::types::OrgUpdateAttributes::new("Renamed");
    let data = snyk::types::UpdateOrgBodyData::new(attributes, org.id);
    let body = snyk::types::UpdateOrgBody::new(data);
    let updated = snyk.orgs().update_org(org.id, &body).send().await.unwrap();
    assert!(updated.meta().request_id().is_some());
    let data = updated.into_inner().and_then(|org| org.data).unwrap();
    assert_eq!(data.attributes.unwrap().name, "Renamed");

    let mut members = snyk.orgs().list_org_memberships(org.id).items();
    let member = members.try_next().await.unwrap().unwrap().id.unwrap();
    snyk.orgs().delete_org_membership(org.id, member).send().await.unwrap();
    let gone = snyk.orgs().delete_org_membership(org.id, member).send().await.unwrap_err();
    assert!(gone.is_not_found());
}

#[tokio::test]
async fn typed_writes_arrive_at_secoda() {
    let demo = demo::Demo::start().await.unwrap();
    let secoda = secoda::Client::builder()
        .base_url(demo.secoda.url())
        .credential(secoda::Credential::api_key(demo::API_KEY))
        .build()
        .unwrap();
    let body = secoda::types::CreateGroupBody::new().name("Auditors").users(["a".to_owned()]);
    let group = secoda.groups().create_group(&body).send().await.unwrap();
    let id = group.id.clone().unwrap();
    let body = secoda::types::UpdateGroupBody::new().users(Vec::<String>::new());
    let group = secoda.groups().update_group(&id, &body).send().await.unwrap();
    let (name, users) = (group.name.as_deref(), group.users.as_deref());
    assert_eq!((name, users), (Some("Auditors"), Some(&[][..])));
    secoda.groups().delete_group(&id).send().await.unwrap();
    assert!(secoda.groups().get_group(&id).send().await.unwrap_err().is_not_found());
}
