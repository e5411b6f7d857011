//! What the embedded Snyk service tells.

use serde_json::{Value, json};
use snyk_secoda::mock::Reply;

use super::super::data::{Company, Connection, Group, Membership, Org, Role, SsoUser, User};
use super::super::time;
use super::page::{LinkForm, page, single};
use super::{Call, not_found};

pub(super) fn groups(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    listed(call, company.groups.iter().map(group_json).collect(), LinkForm::WithBase)
}

pub(super) fn group(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    Ok(single(call, 200, group_json(group)))
}

pub(super) fn group_memberships(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    let parent = group_parent(group);
    let count = group.members.len();
    let mut items = memberships(&group.members, &company.users, &company.group_roles, &parent, call);
    if call.request.query_value("include_group_membership_count") == Some("true") {
        items.iter_mut().for_each(|item| item["meta"] = json!({ "group_membership_count": count }));
    }
    listed(call, items, LinkForm::WithBase)
}

pub(super) fn org_memberships(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let org = call.org(&mut company.groups)?;
    let items = memberships(&org.members, &company.users, &company.org_roles, &org_parent(org), call);
    listed(call, items, LinkForm::Absolute)
}

pub(super) fn org_memberships_of_user(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    let name = call.request.query_value("org_name");
    let orgs = group.orgs.iter().filter(|org| name.is_none_or(|name| org.name == name));
    let items: Vec<Value> = orgs
        .flat_map(|org| memberships(&org.members, &company.users, &company.org_roles, &org_parent(org), call))
        .collect();
    let count = items.len();
    let mut body = page(call, items, LinkForm::WithoutBase)?;
    body["meta"] = json!({ "org_membership_count": count });
    Ok(Reply::json(200, body))
}

pub(super) fn orgs_in_group(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let group = call.group(&mut company.groups)?;
    let orgs = group.orgs.iter().map(|org| (&*group, org)).collect();
    // Filters do not lower the count, says the document.
    let count = group.orgs.len();
    let mut body = page(call, filtered(orgs, call), LinkForm::WithoutBase)?;
    if call.request.query_value("expand") == Some("count") {
        body["meta"] = json!({ "total_count": count });
    }
    Ok(Reply::json(200, body))
}

pub(super) fn orgs(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let request = call.request;
    let wanted = request.query_value("group_id");
    let groups = company.groups.iter().filter(|group| wanted.is_none_or(|id| group.id.to_string() == id));
    // None of the orgs here is personal.
    let groups = groups.filter(|_| request.query_value("is_personal") != Some("true"));
    let mut items = filtered(groups.flat_map(|group| group.orgs.iter().map(move |org| (group, org))).collect(), call);
    if request.query_values("expand").any(|what| what == "member_role") {
        let role = &company.org_roles[0];
        let role = json!({ "id": role.id, "type": "org_role", "attributes": { "name": role.name } });
        items.iter_mut().for_each(|item| item["relationships"] = json!({ "member_role": { "data": role } }));
    }
    listed(call, items, LinkForm::WithoutBase)
}

pub(super) fn sso_connections(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let item = |connection: &Connection| {
        let attributes = json!({ "name": connection.name });
        json!({ "id": connection.id, "type": "sso_connection", "attributes": attributes })
    };
    let group = call.group(&mut company.groups)?;
    listed(call, group.connections.iter().map(item).collect(), LinkForm::WithBase)
}

pub(super) fn sso_users(company: &mut Company, call: &Call<'_>) -> Result<Reply, Reply> {
    let id = call.id("sso_id");
    let group = call.group(&mut company.groups)?;
    let connection = group.connections.iter().find(|c| c.id == id).ok_or_else(|| not_found("SSO connection"))?;
    let items = connection.users.iter().map(|user| sso_user_json(user, &company.users[user.user])).collect();
    listed(call, items, LinkForm::Object)
}

/// The page of `items` that the request asks for, and nothing else.
fn listed(call: &Call<'_>, items: Vec<Value>, form: LinkForm) -> Result<Reply, Reply> {
    Ok(Reply::json(200, page(call, items, form)?))
}

/// The memberships that the filters of the request leave, in the order that it asks for.
fn memberships(
    members: &[Membership],
    users: &[User],
    roles: &[Role],
    parent: &(&'static str, Value),
    call: &Call<'_>,
) -> Vec<Value> {
    let request = call.request;
    let fits =
        |name: &str, value: &str| request.query_value(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value));
    let mut rows: Vec<(&Membership, &User, &Role)> =
        members.iter().map(|member| (member, &users[member.user], &roles[member.role])).collect();
    rows.retain(|(_, user, role)| {
        fits("email", user.email.as_deref().unwrap_or_default())
            && fits("user_id", &user.id.to_string())
            && fits("username", &user.username)
            && fits("role_name", role.name)
    });
    if let Some(column) = request.query_value("sort_by") {
        rows.sort_by_key(|(_, user, role)| match column {
            "user_display_name" => user.name.clone(),
            "email" => user.email.clone().unwrap_or_default(),
            "login_method" => user.login_method.to_owned(),
            "role" | "role_name" => role.name.to_owned(),
            _ => user.username.clone(),
        });
        // The document's own defaults: groups sort downwards, orgs upwards.
        let default = if parent.0 == "group" { "DESC" } else { "ASC" };
        if request.query_value("sort_order").unwrap_or(default) == "DESC" {
            rows.reverse();
        }
    }
    rows.into_iter().map(|(member, user, role)| membership_json(member, user, role, parent)).collect()
}

pub(super) fn membership_json(member: &Membership, user: &User, role: &Role, parent: &(&str, Value)) -> Value {
    let (kind, parent) = parent;
    json!({
        "id": member.id,
        "type": format!("{kind}_membership"),
        "attributes": { "created_at": time(member.created_at) },
        "relationships": {
            *kind: { "data": parent },
            "role": { "data": {
                "id": role.id, "type": format!("{kind}_role"), "attributes": { "name": role.name },
            } },
            "user": { "data": { "id": user.id, "type": "user", "attributes": {
                "name": user.name,
                "username": user.username,
                // The document requires the member, also of accounts that have no address.
                "email": user.email.as_deref().unwrap_or_default(),
                "login_method": user.login_method,
            } } },
        },
    })
}

pub(super) fn group_parent(group: &Group) -> (&'static str, Value) {
    let attributes = json!({ "name": group.name });
    ("group", json!({ "id": group.id, "type": "group", "attributes": attributes }))
}

pub(super) fn org_parent(org: &Org) -> (&'static str, Value) {
    ("org", json!({ "id": org.id, "type": "org", "attributes": { "name": org.name } }))
}

pub(super) fn org_json(group: &Group, org: &Org) -> Value {
    json!({
        "id": org.id,
        "type": "org",
        "attributes": {
            "name": org.name,
            "slug": org.slug,
            "is_personal": false,
            "group_id": group.id,
            "access_requests_enabled": true,
            "created_at": time(org.created_at),
            "updated_at": time(org.created_at),
        },
    })
}

fn filtered(mut orgs: Vec<(&Group, &Org)>, call: &Call<'_>) -> Vec<Value> {
    let request = call.request;
    let name = request.query_value("name").map(str::to_lowercase);
    let slug = request.query_value("slug");
    orgs.retain(|(_, org)| name.as_ref().is_none_or(|name| org.name.to_lowercase().contains(name)));
    orgs.retain(|(_, org)| slug.is_none_or(|slug| org.slug == slug));
    orgs.sort_by_key(|(_, org)| &org.name);
    orgs.into_iter().map(|(group, org)| org_json(group, org)).collect()
}

fn group_json(group: &Group) -> Value {
    let created_at = time(group.created_at);
    let attributes = json!({
        "name": group.name,
        "slug": group.name.to_lowercase().replace(' ', "-"),
        "created_at": created_at,
        "updated_at": created_at,
    });
    json!({ "id": group.id, "type": "group", "attributes": attributes })
}

fn sso_user_json(sso: &SsoUser, user: &User) -> Value {
    let mut attributes = json!({
        "name": user.name,
        "username": user.username,
        "active": sso.active,
        "membership": { "created_at": time(sso.created_at), "strategy": "direct" },
    });
    if let Some(email) = &sso.email {
        attributes["email"] = json!(email);
    }
    json!({ "id": user.id, "type": "user", "attributes": attributes })
}
