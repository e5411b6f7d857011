//! Request bodies of Snyk, made the way a caller makes them.

use std::collections::BTreeMap;

use snyk_secoda::snyk::types::*;
use uuid::Uuid;

pub fn create_group_membership(group: Uuid, role: Uuid, user: Uuid) -> CreateGroupMembershipRequestBody {
    let group = CreateGroupMembershipRequestBodyDataRelationshipsGroupData::new().id(group);
    let role = CreateGroupMembershipRequestBodyDataRelationshipsRoleData::new().id(role);
    let user = CreateGroupMembershipRequestBodyDataRelationshipsUserData::new().id(user);
    let relationships = CreateGroupMembershipRequestBodyDataRelationships::new(
        CreateGroupMembershipRequestBodyDataRelationshipsGroup::new().data(group),
        CreateGroupMembershipRequestBodyDataRelationshipsRole::new().data(role),
        CreateGroupMembershipRequestBodyDataRelationshipsUser::new().data(user),
    );
    let data = CreateGroupMembershipRequestBodyData::new().relationships(relationships);
    CreateGroupMembershipRequestBody::new().data(data)
}

pub fn update_group_user_membership(membership: Uuid, role: Uuid) -> UpdateGroupUserMembershipBody {
    let role = MembershipPatchRequestBodyRelationshipsRoleData::new().id(role).r#type("group_role");
    let role = MembershipPatchRequestBodyRelationshipsRole::new().data(role);
    let data = MembershipPatchRequestBody::new()
        .attributes(BTreeMap::new())
        .id(membership)
        .relationships(MembershipPatchRequestBodyRelationships::new(role))
        .r#type("group_membership");
    UpdateGroupUserMembershipBody::new().data(data)
}

pub fn update_org(org: Uuid, name: &str) -> UpdateOrgBody {
    UpdateOrgBody::new(UpdateOrgBodyData::new(OrgUpdateAttributes::new(name), org))
}

pub fn create_org_membership(org: Uuid, role: Uuid, user: Uuid) -> CreateOrgMembershipRequestBody20240825 {
    let org = CreateOrgMembershipRequestBody20240825DataRelationshipsOrgData::new(org);
    let role = CreateOrgMembershipRequestBody20240825DataRelationshipsRoleData::new(role);
    let user = CreateOrgMembershipRequestBody20240825DataRelationshipsUserData::new(user);
    let relationships = CreateOrgMembershipRequestBody20240825DataRelationships::new(
        CreateOrgMembershipRequestBody20240825DataRelationshipsOrg::new(org),
        CreateOrgMembershipRequestBody20240825DataRelationshipsRole::new(role),
        CreateOrgMembershipRequestBody20240825DataRelationshipsUser::new(user),
    );
    CreateOrgMembershipRequestBody20240825::new(CreateOrgMembershipRequestBody20240825Data::new(relationships))
}

pub fn update_org_membership(membership: Uuid, role: Uuid) -> UpdateOrgMembershipBody {
    let role = UpdateOrgMembershipRequestBody20240825RelationshipsRoleData::new(role, "org_role");
    let role = UpdateOrgMembershipRequestBody20240825RelationshipsRole::new().data(role);
    let relationships = UpdateOrgMembershipRequestBody20240825Relationships::new(role);
    let data = UpdateOrgMembershipRequestBody20240825::new(membership, relationships, "org_membership");
    UpdateOrgMembershipBody::new(data.attributes(BTreeMap::new()))
}
