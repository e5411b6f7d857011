//! The 17 operations of Snyk.

use serde_json::json;
use snyk_secoda::snyk;
use snyk_secoda::snyk::groups::{self as group_rows, Groups};
use snyk_secoda::snyk::orgs::{self as org_rows, Orgs};
use snyk_secoda::snyk::types;

use super::*;
use crate::bodies;

const API: Conventions = Conventions { media_type: "application/vnd.api+json", version: Some(snyk::API_VERSION) };

fn groups() -> Groups {
    super::snyk().groups()
}

fn orgs() -> Orgs {
    super::snyk().orgs()
}

requests! {
    list_groups: group_rows::LIST_GROUPS, GET "/groups" {
        required = groups().list_groups() => sent([]);
        all = groups().list_groups().starting_after("v1.a").ending_before("v1.z").limit(20)
            => sent([("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "20")]);
    }

    get_group: group_rows::GET_GROUP, GET "/groups/{GROUP}" {
        required = groups().get_group(GROUP) => sent([]);
    }

    list_group_sso_connections: group_rows::LIST_GROUP_SSO_CONNECTIONS, GET "/groups/{GROUP}/sso_connections" {
        required = groups().list_group_sso_connections(GROUP) => sent([]);
        all = groups().list_group_sso_connections(GROUP).starting_after("v1.a").ending_before("v1.z").limit(100)
            => sent([("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "100")]);
    }

    list_group_sso_connection_users: group_rows::LIST_GROUP_SSO_CONNECTION_USERS,
        GET "/groups/{GROUP}/sso_connections/{SSO}/users" {
        required = groups().list_group_sso_connection_users(GROUP, SSO) => sent([]);
        all = groups().list_group_sso_connection_users(GROUP, SSO)
            .starting_after("v1.a").ending_before("v1.z").limit(10)
            => sent([("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "10")]);
    }

    delete_user: group_rows::DELETE_USER, DELETE "/groups/{GROUP}/sso_connections/{SSO}/users/{USER}" {
        required = groups().delete_user(GROUP, SSO, USER) => sent([]);
    }

    list_group_user_org_memberships: group_rows::LIST_GROUP_USER_ORG_MEMBERSHIPS,
        GET "/groups/{GROUP}/org_memberships" {
        required = groups().list_group_user_org_memberships(GROUP, USER) => sent([("user_id", &USER.to_string())]);
        all = groups().list_group_user_org_memberships(GROUP, USER)
            .org_name("Payments").role_name("Org Admin").starting_after("v1.a").ending_before("v1.z").limit(30)
            => sent([
                ("user_id", &USER.to_string()), ("org_name", "Payments"), ("role_name", "Org Admin"),
                ("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "30"),
            ]);
    }

    list_group_memberships: group_rows::LIST_GROUP_MEMBERSHIPS, GET "/groups/{GROUP}/memberships" {
        required = groups().list_group_memberships(GROUP) => sent([]);
        all = groups().list_group_memberships(GROUP)
            .starting_after("v1.a").ending_before("v1.z").limit(40)
            .sort_by(types::SortBy::UserDisplayName).sort_order(types::SortOrder::Asc)
            .email("a@example.com").user_id("u-1").username("alex").role_name("Group Admin")
            .include_group_membership_count(true)
            => sent([
                ("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "40"),
                ("sort_by", "user_display_name"), ("sort_order", "ASC"),
                ("email", "a@example.com"), ("user_id", "u-1"), ("username", "alex"), ("role_name", "Group Admin"),
                ("include_group_membership_count", "true"),
            ]);
    }

    create_group_membership: group_rows::CREATE_GROUP_MEMBERSHIP, POST "/groups/{GROUP}/memberships" {
        required = groups().create_group_membership(GROUP, &types::CreateGroupMembershipRequestBody::new())
            => sent([]).body(json!({}));
        all = groups().create_group_membership(GROUP, &bodies::create_group_membership(GROUP, ROLE, USER))
            => sent([]).body(json!({ "data": {
                "type": "group_membership",
                "relationships": {
                    "group": { "data": { "type": "group", "id": GROUP } },
                    "role": { "data": { "type": "group_role", "id": ROLE } },
                    "user": { "data": { "type": "user", "id": USER } },
                },
            } }));
    }

    update_group_user_membership: group_rows::UPDATE_GROUP_USER_MEMBERSHIP,
        PATCH "/groups/{GROUP}/memberships/{MEMBERSHIP}" {
        required = groups()
            .update_group_user_membership(GROUP, MEMBERSHIP, &types::UpdateGroupUserMembershipBody::new())
            => sent([]).body(json!({}));
        all = groups()
            .update_group_user_membership(GROUP, MEMBERSHIP, &bodies::update_group_user_membership(MEMBERSHIP, ROLE))
            => sent([]).body(json!({ "data": {
                "type": "group_membership",
                "id": MEMBERSHIP,
                "attributes": {},
                "relationships": { "role": { "data": { "type": "group_role", "id": ROLE } } },
            } }));
    }

    delete_group_membership: group_rows::DELETE_GROUP_MEMBERSHIP, DELETE "/groups/{GROUP}/memberships/{MEMBERSHIP}" {
        required = groups().delete_group_membership(GROUP, MEMBERSHIP) => sent([]);
        all = groups().delete_group_membership(GROUP, MEMBERSHIP).cascade(true) => sent([("cascade", "true")]);
    }

    list_orgs: org_rows::LIST_ORGS, GET "/orgs" {
        required = orgs().list_orgs() => sent([]);
        all = orgs().list_orgs()
            .starting_after("v1.a").ending_before("v1.z").limit(50)
            .group_id(GROUP).is_personal(false).slug("payments-x7k").name("Payments")
            .expand(&[types::ListOrgsExpandItem::MemberRole])
            => sent([
                ("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "50"),
                ("group_id", &GROUP.to_string()), ("is_personal", "false"), ("slug", "payments-x7k"),
                ("name", "Payments"), ("expand", "member_role"),
            ]);
    }

    update_org: org_rows::UPDATE_ORG, PATCH "/orgs/{ORG}" {
        required = orgs().update_org(ORG, &bodies::update_org(ORG, "Payments Europe"))
            => sent([]).body(json!({ "data": {
                "type": "org", "id": ORG, "attributes": { "name": "Payments Europe" },
            } }));
    }

    list_org_memberships: org_rows::LIST_ORG_MEMBERSHIPS, GET "/orgs/{ORG}/memberships" {
        required = orgs().list_org_memberships(ORG) => sent([]);
        all = orgs().list_org_memberships(ORG)
            .starting_after("v1.a").ending_before("v1.z").limit(60)
            .sort_by(types::ListOrgMembershipsSortBy::Role).sort_order(types::SortOrder::Desc)
            .email("a@example.com").user_id("u-1").username("alex").role_name("Org Admin")
            => sent([
                ("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "60"),
                ("sort_by", "role"), ("sort_order", "DESC"),
                ("email", "a@example.com"), ("user_id", "u-1"), ("username", "alex"), ("role_name", "Org Admin"),
            ]);
    }

    create_org_membership: org_rows::CREATE_ORG_MEMBERSHIP, POST "/orgs/{ORG}/memberships" {
        required = orgs().create_org_membership(ORG, &bodies::create_org_membership(ORG, ROLE, USER))
            => sent([]).body(json!({ "data": {
                "type": "org_membership",
                "relationships": {
                    "org": { "data": { "type": "org", "id": ORG } },
                    "role": { "data": { "type": "org_role", "id": ROLE } },
                    "user": { "data": { "type": "user", "id": USER } },
                },
            } }));
    }

    update_org_membership: org_rows::UPDATE_ORG_MEMBERSHIP, PATCH "/orgs/{ORG}/memberships/{MEMBERSHIP}" {
        required = orgs().update_org_membership(ORG, MEMBERSHIP, &least_org_membership())
            => sent([]).body(json!({ "data": {
                "type": "org_membership", "id": MEMBERSHIP, "relationships": { "role": {} },
            } }));
        all = orgs().update_org_membership(ORG, MEMBERSHIP, &bodies::update_org_membership(MEMBERSHIP, ROLE))
            => sent([]).body(json!({ "data": {
                "type": "org_membership",
                "id": MEMBERSHIP,
                "attributes": {},
                "relationships": { "role": { "data": { "type": "org_role", "id": ROLE } } },
            } }));
    }

    delete_org_membership: org_rows::DELETE_ORG_MEMBERSHIP, DELETE "/orgs/{ORG}/memberships/{MEMBERSHIP}" {
        required = orgs().delete_org_membership(ORG, MEMBERSHIP) => sent([]);
    }

    list_orgs_in_group: org_rows::LIST_ORGS_IN_GROUP, GET "/groups/{GROUP}/orgs" {
        required = orgs().list_orgs_in_group(GROUP) => sent([]);
        all = orgs().list_orgs_in_group(GROUP)
            .starting_after("v1.a").ending_before("v1.z").limit(70)
            .name("Payments").slug("payments-x7k").expand(types::QueryExpand::Count)
            => sent([
                ("starting_after", "v1.a"), ("ending_before", "v1.z"), ("limit", "70"),
                ("name", "Payments"), ("slug", "payments-x7k"), ("expand", "count"),
            ]);
    }
}

/// The role itself may be absent.
fn least_org_membership() -> types::UpdateOrgMembershipBody {
    let role = types::UpdateOrgMembershipRequestBody20240825RelationshipsRole::new();
    let relationships = types::UpdateOrgMembershipRequestBody20240825Relationships::new(role);
    let data = types::UpdateOrgMembershipRequestBody20240825::new(MEMBERSHIP, relationships, "org_membership");
    types::UpdateOrgMembershipBody::new(data)
}
