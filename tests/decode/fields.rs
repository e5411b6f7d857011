//! What was received is at hand as typed values.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use snyk_secoda::rt;
use snyk_secoda::secoda::types::{ListGroupsResponse, V1UserGroupResponse};
use snyk_secoda::snyk::types::{
    CreateGroupMembershipResponse, Group, GroupResponse, GroupType, LinkProperty, Links, ListGroupMembershipsResponse,
    ListGroupUserOrgMembershipsResponse, ListOrgsInGroupResponse, Meta, OrgAttributes, OrgRelationships, User,
    UserAttributesMembershipStrategy,
};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0xb1);

fn decode<T: rt::Decode>(json: Value) -> T {
    rt::decode(&json.to_string()).unwrap()
}

fn membership() -> Value {
    let related = |name: &str| json!({ "data": { "id": ID, "type": "x", "attributes": { "name": name } } });
    let user = json!({ "name": "Alex", "username": "alex", "email": "alex@example.com", "login_method": "saml" });
    json!({
        "id": ID,
        "type": "group_membership",
        "attributes": { "created_at": "2025-04-11T12:00:26.014Z" },
        "relationships": {
            "group": related("Engineering"),
            "role": related("Group Admin"),
            "user": { "data": { "id": ID, "type": "user", "attributes": user } },
        },
    })
}

#[test]
fn the_role_and_user_of_a_membership() {
    let page: ListGroupMembershipsResponse = decode(json!({ "data": [membership()] }));
    let relationships = page.data[0].relationships.as_ref().unwrap();
    assert_eq!(relationships.role.data.as_ref().unwrap().attributes.name, "Group Admin");
    let user = relationships.user.data.as_ref().unwrap();
    assert_eq!((user.id, user.attributes.email.as_deref()), (ID, Some("alex@example.com")));
    assert_eq!(user.attributes.login_method.as_deref(), Some("saml"));
}

/// The schema gives this time a format and no type.
#[test]
fn the_time_of_a_new_membership() {
    let answer: CreateGroupMembershipResponse = decode(json!({ "data": membership() }));
    let created_at: Option<DateTime<Utc>> = answer.data.unwrap().attributes.created_at;
    assert_eq!(created_at, "2025-04-11T12:00:26.014Z".parse().ok());
}

#[test]
fn a_time_with_an_offset_is_the_same_instant() {
    let mut member = membership();
    member["attributes"]["created_at"] = json!("2025-04-11T14:00:26.014+02:00");
    let page: ListGroupMembershipsResponse = decode(json!({ "data": [member] }));
    let created_at: DateTime<Utc> = page.data[0].attributes.as_ref().unwrap().created_at;
    assert_eq!(created_at, "2025-04-11T12:00:26.014Z".parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn an_id_in_capitals_is_the_same_id() {
    let json = json!({ "id": ID.to_string().to_uppercase(), "type": "group", "attributes": { "name": "x" } });
    assert_eq!(decode::<Group>(json).id, ID);
}

#[test]
fn counts_may_be_whole_or_not() {
    for count in [json!(2), json!(2.0)] {
        let page = json!({ "data": [], "meta": { "org_membership_count": count } });
        let page: ListGroupUserOrgMembershipsResponse = decode(page);
        assert_eq!(page.meta.unwrap().org_membership_count, Some(2.0));
    }
}

#[test]
fn the_total_of_a_list() {
    let page: ListOrgsInGroupResponse = decode(json!({ "data": [], "meta": { "total_count": 37 } }));
    assert_eq!(page.meta.map(|meta| meta.total_count), Some(37));
}

#[test]
fn a_group_keeps_the_members_that_the_document_does_not_name() {
    let attributes = json!({ "name": "Engineering", "plan": { "seats": 5 } });
    let group: Group = decode(json!({ "id": ID, "type": "group", "attributes": attributes, "tier": "gold" }));
    assert_eq!(group.attributes.name, "Engineering");
    assert_eq!(group.attributes.additional_properties["plan"], json!({ "seats": 5 }));
    assert_eq!(group.additional_properties.into_iter().collect::<Vec<_>>(), [("tier".to_owned(), json!("gold"))]);
}

#[test]
fn a_resource_type_that_is_an_enumeration() {
    let times = json!({ "name": "x", "created_at": "2022-05-17T08:30:00Z", "updated_at": "2025-02-03T11:05:21Z" });
    let answer: GroupResponse = decode(json!({ "data": { "id": ID, "type": "group", "attributes": times } }));
    assert_eq!(answer.data.r#type, GroupType::Group);
    assert!(answer.data.attributes.created_at < answer.data.attributes.updated_at);
}

#[test]
fn a_strategy_that_is_known_and_one_that_is_not() {
    for (text, strategy) in [
        ("indirect", UserAttributesMembershipStrategy::Indirect),
        ("inherited", UserAttributesMembershipStrategy::Unrecognized("inherited".to_owned())),
    ] {
        let attributes = json!({ "active": false, "membership": { "strategy": text } });
        let user: User = decode(json!({ "id": ID, "type": "user", "attributes": attributes }));
        assert_eq!(user.attributes.active, Some(false));
        assert_eq!(user.attributes.membership.unwrap().strategy, Some(strategy));
    }
}

#[test]
fn a_link_as_a_text() {
    let links: Links = decode(json!({ "next": "/rest/orgs?limit=10" }));
    assert_eq!(links.next, Some(LinkProperty::String("/rest/orgs?limit=10".to_owned())));
    assert_eq!(links.self_, None);
}

#[test]
fn a_link_as_an_object() {
    let links: Links = decode(json!({ "self": { "href": "/rest/orgs", "meta": { "count": 3 } } }));
    let Some(LinkProperty::Object(link)) = links.self_ else { panic!("{links:?}") };
    assert_eq!(link.href, "/rest/orgs");
    assert_eq!(link.meta, Some(Meta::from([("count".to_owned(), json!(3))])));
}

#[test]
fn a_link_as_an_object_without_an_address_is_an_error() {
    let error = rt::decode::<Links>(r#"{ "self": { "meta": {} } }"#).unwrap_err();
    assert!(error.to_string().starts_with("missing field `href`"), "{error}");
}

#[test]
fn the_role_of_a_member_may_be_null_or_absent() {
    assert_eq!(decode::<OrgRelationships>(json!({ "member_role": null })).member_role, None);
    assert_eq!(decode::<OrgRelationships>(json!({})).member_role, None);
    let role = json!({ "data": { "id": ID, "type": "org_role", "attributes": { "name": "Org Admin" } } });
    let role = decode::<OrgRelationships>(json!({ "member_role": role })).member_role.unwrap();
    assert_eq!(role.data.attributes.unwrap().name.as_deref(), Some("Org Admin"));
}

#[test]
fn an_org_without_a_group() {
    let org: OrgAttributes = decode(json!({ "name": "alex", "slug": "alex", "is_personal": true }));
    assert_eq!((org.is_personal, org.group_id, org.created_at), (true, None, None));
    let group: Option<Uuid> =
        decode::<OrgAttributes>(json!({ "name": "x", "slug": "x", "is_personal": false, "group_id": ID })).group_id;
    assert_eq!(group, Some(ID));
}

#[test]
fn the_first_and_the_last_page_of_a_list_of_secoda() {
    let page: ListGroupsResponse = decode(json!({
        "links": { "next": null, "previous": null },
        "meta": { "page": 1, "previous_page": null, "next_page": null },
        "count": 0,
        "results": [],
    }));
    assert_eq!((page.links.unwrap().next, page.meta.unwrap().next_page), (None, None));
    assert_eq!((page.count, page.total_pages, page.results), (Some(0), None, Some(Vec::new())));
}

/// The document says nothing about it, so it is kept as it comes.
#[test]
fn a_snowflake_role_is_any_json() {
    for role in [json!("r"), json!(7), json!(false), json!(["r"]), json!({ "name": "r" })] {
        let group: V1UserGroupResponse = decode(json!({ "snowflake_role": role }));
        assert_eq!(group.snowflake_role, Some(role));
    }
}

#[test]
fn the_users_of_a_group_of_secoda() {
    let group: V1UserGroupResponse = decode(json!({ "id": "g-1", "users": ["u-1", "u-2"] }));
    assert_eq!(group.users, Some(vec!["u-1".to_owned(), "u-2".to_owned()]));
}
