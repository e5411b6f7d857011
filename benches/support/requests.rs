//! Requests and bodies as a caller makes them.

use snyk_secoda::rt::Uuid;
use snyk_secoda::snyk;
use snyk_secoda::snyk::groups::{CreateGroupMembership, GetGroup, ListGroupMemberships};
use snyk_secoda::snyk::types::{
    CreateGroupMembershipRequestBody, CreateGroupMembershipRequestBodyData,
    CreateGroupMembershipRequestBodyDataRelationships, CreateGroupMembershipRequestBodyDataRelationshipsGroup,
    CreateGroupMembershipRequestBodyDataRelationshipsGroupData, CreateGroupMembershipRequestBodyDataRelationshipsRole,
    CreateGroupMembershipRequestBodyDataRelationshipsRoleData, CreateGroupMembershipRequestBodyDataRelationshipsUser,
    CreateGroupMembershipRequestBodyDataRelationshipsUserData, SortBy,
};

pub(crate) const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);

pub(crate) fn get_group(client: &snyk::Client) -> GetGroup {
    client.groups().get_group(GROUP)
}

/// One with most of its parameters.
pub(crate) fn list_memberships(client: &snyk::Client) -> ListGroupMemberships {
    let request = client.groups().list_group_memberships(GROUP).limit(100).sort_by(SortBy::Email);
    request.email("rana+vo@example.com").role_name("Group Admin").include_group_membership_count(true)
}

/// One that is a list from its beginning to its end.
pub(crate) fn all_memberships(client: &snyk::Client) -> ListGroupMemberships {
    client.groups().list_group_memberships(GROUP).limit(100)
}

pub(crate) fn create_membership(
    client: &snyk::Client,
    body: &CreateGroupMembershipRequestBody,
) -> CreateGroupMembership {
    client.groups().create_group_membership(GROUP, body)
}

/// The largest body of the vendored documents.
pub(crate) fn membership() -> CreateGroupMembershipRequestBody {
    let id = Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);
    let group = CreateGroupMembershipRequestBodyDataRelationshipsGroupData::new().id(GROUP);
    let role = CreateGroupMembershipRequestBodyDataRelationshipsRoleData::new().id(id);
    let user = CreateGroupMembershipRequestBodyDataRelationshipsUserData::new().id(id);
    let relationships = CreateGroupMembershipRequestBodyDataRelationships::new(
        CreateGroupMembershipRequestBodyDataRelationshipsGroup::new().data(group),
        CreateGroupMembershipRequestBodyDataRelationshipsRole::new().data(role),
        CreateGroupMembershipRequestBodyDataRelationshipsUser::new().data(user),
    );
    CreateGroupMembershipRequestBody::new()
        .data(CreateGroupMembershipRequestBodyData::new().relationships(relationships))
}
