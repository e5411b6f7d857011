//! What the embedded Snyk service lets be changed, in memory.

use chrono::Utc;
use snyk_secoda::mock::Reply;
use uuid::{Builder, Uuid};

use super::super::data::{Company, Membership, Role, User};
use super::page::single;
use super::read::{group_parent, membership_json, org_json, org_parent};
use super::{Call, not_found};

pub(super) fn create_group_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    let parent = group_parent(group);
    let added = added("group", &mut group.members, &company.users, &company.group_roles, call)?;
    Ok(created(call, &added, &company.users, &company.group_roles, parent))
}

pub(super) fn create_org_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let org = call.org(&mut company.groups)?;
    let parent = org_parent(org);
    let added = added("org", &mut org.members, &company.users, &company.org_roles, call)?;
    Ok(created(call, &added, &company.users, &company.org_roles, parent))
}

pub(super) fn update_group_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    update(&mut group.members, &company.group_roles, call)
}

pub(super) fn update_org_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let org = call.org(&mut company.groups)?;
    update(&mut org.members, &company.org_roles, call)
}

pub(super) fn delete_group_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    let place = position(&group.members, call)?;
    let user = group.members.remove(place).user;
    if call.request.query_value("cascade") == Some("true") {
        group.orgs.iter_mut().for_each(|org| org.members.retain(|member| member.user != user));
    }
    Ok(Reply::status(204))
}

pub(super) fn delete_org_membership(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let org = call.org(&mut company.groups)?;
    let place = position(&org.members, call)?;
    org.members.remove(place);
    Ok(Reply::status(204))
}

pub(super) fn delete_sso_user(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let (sso_id, user_id) = (call.id("sso_id"), call.id("user_id"));
    let users = &company.users;
    let group = call.group(&mut company.groups)?;
    let connection = group.connections.iter_mut().find(|connection| connection.id == sso_id);
    let connection = connection.ok_or_else(|| not_found("SSO connection"))?;
    let place = connection.users.iter().position(|user| users[user.user].id == user_id);
    connection.users.remove(place.ok_or_else(|| not_found("user"))?);
    Ok(Reply::status(204))
}

pub(super) fn update_org(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let data = &call.request.json()["data"];
    let org = call.org(&mut company.groups)?;
    same_id(call, "/data/id", org.id)?;
    if let Some(name) = data["attributes"]["name"].as_str() {
        name.clone_into(&mut org.name);
    }
    let id = org.id;
    let mut all = company.groups.iter().flat_map(|group| group.orgs.iter().map(move |org| (group, org)));
    let (group, org) = all.find(|(_, org)| org.id == id).ok_or_else(|| not_found("org"))?;
    Ok(single(call, 200, org_json(group, org)))
}

fn added(
    kind: &str,
    members: &mut Vec<Membership>,
    users: &[User],
    roles: &[Role],
    call: &Call<'_>,
) -> Result<Membership, Reply> {
    same_id(call, &format!("/data/relationships/{kind}/data/id"), call.id(&format!("{kind}_id")))?;
    let user_id = call.body_id("/data/relationships/user/data/id")?;
    let user = users.iter().position(|user| user.id == user_id).ok_or_else(|| not_found("user"))?;
    let role = role(roles, call)?;
    if members.iter().any(|member| member.user == user) {
        return Err(Reply::problem(409, "The user is a member already"));
    }
    // Unlike any id of the generated data, and never the same twice in one place.
    let id = Builder::from_random_bytes((user_id.as_u128() ^ call.id(&format!("{kind}_id")).as_u128()).to_be_bytes());
    let added = Membership { id: id.into_uuid(), user, role, created_at: Utc::now() };
    members.push(added.clone());
    Ok(added)
}

fn created(
    call: &Call<'_>,
    added: &Membership,
    users: &[User],
    roles: &[Role],
    parent: (&'static str, serde_json::Value),
) -> Reply {
    let data = membership_json(added, &users[added.user], &roles[added.role], &parent);
    let location = format!("{}{}/{}", call.request.origin(), call.request.path(), added.id);
    single(call, 201, data).header("location", location)
}

fn update(members: &mut [Membership], roles: &[Role], call: &Call<'_>) -> Result<Reply, Reply> {
    let place = position(members, call)?;
    members[place].role = role(roles, call)?;
    Ok(Reply::status(204))
}

fn role(roles: &[Role], call: &Call<'_>) -> Result<usize, Reply> {
    let id = call.body_id("/data/relationships/role/data/id")?;
    roles.iter().position(|role| role.id == id).ok_or_else(|| not_found("role"))
}

fn position(members: &[Membership], call: &Call<'_>) -> Result<usize, Reply> {
    let id = call.id("membership_id");
    members.iter().position(|member| member.id == id).ok_or_else(|| not_found("membership"))
}

/// A body that names its own resource must name the one of the path.
fn same_id(call: &Call<'_>, pointer: &str, id: Uuid) -> Result<(), Reply> {
    if call.body_id(pointer)? == id { Ok(()) } else { Err(Reply::invalid_body(pointer, "is not the id of the path")) }
}
