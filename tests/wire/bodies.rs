//! Bodies of requests and answers, complete enough for the types of the API.

use serde_json::{Value, json};
use snyk_secoda::{secoda, snyk};

use super::server::Reply;

pub(crate) const GROUP: uuid::Uuid = uuid::Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
pub(crate) const ORG: uuid::Uuid = uuid::Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);
pub(crate) const USER: uuid::Uuid = uuid::Uuid::from_u128(0x3333_3333_3333_4333_8333_3333_3333_3333);
const ROLE: uuid::Uuid = uuid::Uuid::from_u128(0x4444_4444_4444_4444_8444_4444_4444_4444);

/// A page of that many orgs, with a link to the next page.
pub(crate) fn orgs(count: usize, next: Value) -> Reply {
    let data: Vec<Value> = (0..count).map(|_| org()).collect();
    let links = json!({"self": "/orgs", "next": next});
    Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": data, "links": links}))
}

/// The last page, with that many orgs.
pub(crate) fn last_orgs(count: usize) -> Reply {
    let data: Vec<Value> = (0..count).map(|_| org()).collect();
    Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": data, "links": {}}))
}

/// The answer of an update.
pub(crate) fn updated_org() -> Reply {
    Reply::json(200, json!({"jsonapi": {"version": "1.0"}, "data": org(), "links": {}}))
}

/// The answer of a creation.
pub(crate) fn membership() -> Reply {
    let resource = |kind: &str, attributes: Value| json!({"data": {"id": ORG, "type": kind, "attributes": attributes}});
    let user = json!({"name": "A", "username": "a", "email": "a@example.com"});
    let relationships = json!({
        "group": resource("group", json!({"name": "G"})),
        "role": resource("group_role", json!({"name": "R"})),
        "user": resource("user", user),
    });
    let attributes = json!({"created_at": "2024-08-25T00:00:00Z"});
    let data = json!({"id": ORG, "type": "group_membership", "attributes": attributes, "relationships": relationships});
    Reply::json(201, json!({"jsonapi": {"version": "1.0"}, "data": data, "links": {}}))
}

/// A page of that many groups of Secoda.
pub(crate) fn groups(count: usize, links: Value, meta: Value) -> Reply {
    let results: Vec<Value> = (0..count).map(|index| json!({"id": index.to_string(), "name": "G"})).collect();
    Reply::json(200, json!({"links": links, "meta": meta, "count": count, "results": results}))
}

pub(crate) fn update_org_body(name: &str) -> snyk::types::UpdateOrgBody {
    use snyk::types::{OrgUpdateAttributes, UpdateOrgBody, UpdateOrgBodyData};
    UpdateOrgBody::new(UpdateOrgBodyData::new(OrgUpdateAttributes::new(name), ORG))
}

pub(crate) fn membership_body() -> snyk::types::CreateGroupMembershipRequestBody {
    use snyk::types::{
        CreateGroupMembershipRequestBody as Body, CreateGroupMembershipRequestBodyData as Data,
        CreateGroupMembershipRequestBodyDataRelationships as Relationships,
        CreateGroupMembershipRequestBodyDataRelationshipsGroup as Group,
        CreateGroupMembershipRequestBodyDataRelationshipsGroupData as GroupData,
        CreateGroupMembershipRequestBodyDataRelationshipsRole as Role,
        CreateGroupMembershipRequestBodyDataRelationshipsRoleData as RoleData,
        CreateGroupMembershipRequestBodyDataRelationshipsUser as User,
        CreateGroupMembershipRequestBodyDataRelationshipsUserData as UserData,
    };
    let group = Group::new().data(GroupData::new().id(GROUP));
    let role = Role::new().data(RoleData::new().id(ROLE));
    let user = User::new().data(UserData::new().id(USER));
    Body::new().data(Data::new().relationships(Relationships::new(group, role, user)))
}

pub(crate) fn group_body() -> secoda::types::CreateGroupBody {
    secoda::types::CreateGroupBody::new().name("G").users(Vec::new())
}

fn org() -> Value {
    let attributes = json!({"is_personal": false, "name": "Org", "slug": "org"});
    json!({"id": ORG, "type": "org", "attributes": attributes})
}
