//! Every operation of both services, called through the client.

use std::pin::Pin;

use snyk_secoda::{Error, Operation, secoda, snyk};
use uuid::Uuid;

use crate::bodies;

const GROUP: Uuid = Uuid::from_u128(1);
const ORG: Uuid = Uuid::from_u128(2);
const USER: Uuid = Uuid::from_u128(3);

type Sent = Pin<Box<dyn Future<Output = Result<(), Error>>>>;
type Listed = Pin<Box<dyn Future<Output = Result<usize, Error>>>>;

macro_rules! calls {
    ($($row:path: $request:expr;)*) => {
        vec![$({
            let request = $request;
            let sent: Sent = Box::pin(async move { request.send().await.map(|_| ()) });
            (&$row, sent)
        }),*]
    };
}

macro_rules! lists {
    ($($request:expr;)*) => {
        vec![$({
            let items = $request.items();
            let listed: Listed = Box::pin(async move { items.try_collect().await.map(|items| items.len()) });
            listed
        }),*]
    };
}

/// All operations of Snyk.
pub fn snyk(client: &snyk::Client) -> Vec<(&'static Operation, Sent)> {
    use snyk::{groups as of_groups, orgs as of_orgs};
    let (groups, orgs) = (client.groups(), client.orgs());
    let calls = calls! {
        of_groups::LIST_GROUPS: groups.list_groups();
        of_groups::GET_GROUP: groups.get_group(GROUP);
        of_groups::LIST_GROUP_SSO_CONNECTIONS: groups.list_group_sso_connections(GROUP);
        of_groups::LIST_GROUP_SSO_CONNECTION_USERS: groups.list_group_sso_connection_users(GROUP, ORG);
        of_groups::DELETE_USER: groups.delete_user(GROUP, ORG, USER);
        of_groups::LIST_GROUP_USER_ORG_MEMBERSHIPS: groups.list_group_user_org_memberships(GROUP, USER);
        of_groups::LIST_GROUP_MEMBERSHIPS: groups.list_group_memberships(GROUP);
        of_groups::CREATE_GROUP_MEMBERSHIP:
            groups.create_group_membership(GROUP, &bodies::create_group_membership(GROUP, ORG, USER));
        of_groups::UPDATE_GROUP_USER_MEMBERSHIP:
            groups.update_group_user_membership(GROUP, ORG, &bodies::update_group_user_membership(ORG, USER));
        of_groups::DELETE_GROUP_MEMBERSHIP: groups.delete_group_membership(GROUP, ORG);
        of_orgs::LIST_ORGS: orgs.list_orgs();
        of_orgs::UPDATE_ORG: orgs.update_org(ORG, &bodies::update_org(ORG, "Payments"));
        of_orgs::LIST_ORG_MEMBERSHIPS: orgs.list_org_memberships(ORG);
        of_orgs::CREATE_ORG_MEMBERSHIP:
            orgs.create_org_membership(ORG, &bodies::create_org_membership(ORG, GROUP, USER));
        of_orgs::UPDATE_ORG_MEMBERSHIP:
            orgs.update_org_membership(ORG, USER, &bodies::update_org_membership(USER, GROUP));
        of_orgs::DELETE_ORG_MEMBERSHIP: orgs.delete_org_membership(ORG, USER);
        of_orgs::LIST_ORGS_IN_GROUP: orgs.list_orgs_in_group(GROUP);
    };
    complete(calls, snyk::OPERATIONS)
}

/// All operations of Secoda.
pub fn secoda(client: &secoda::Client) -> Vec<(&'static Operation, Sent)> {
    use secoda::groups as of_groups;
    let groups = client.groups();
    let calls = calls! {
        of_groups::LIST_GROUPS: groups.list_groups();
        of_groups::CREATE_GROUP: groups.create_group(&secoda::types::CreateGroupBody::new().name("Analysts"));
        of_groups::GET_GROUP: groups.get_group("g-1");
        of_groups::UPDATE_GROUP: groups.update_group("g-1", &secoda::types::UpdateGroupBody::new().name("Others"));
        of_groups::DELETE_GROUP: groups.delete_group("g-1");
    };
    complete(calls, secoda::OPERATIONS)
}

/// The number of items in all lists of both services.
pub fn lists(snyk: &snyk::Client, secoda: &secoda::Client) -> Vec<Listed> {
    let (groups, orgs) = (snyk.groups(), snyk.orgs());
    lists! {
        groups.list_groups();
        groups.list_group_sso_connections(GROUP);
        groups.list_group_sso_connection_users(GROUP, ORG);
        groups.list_group_user_org_memberships(GROUP, USER);
        groups.list_group_memberships(GROUP);
        orgs.list_orgs();
        orgs.list_org_memberships(ORG);
        orgs.list_orgs_in_group(GROUP);
        secoda.groups().list_groups();
    }
}

fn complete(calls: Vec<(&'static Operation, Sent)>, all: &[&'static Operation]) -> Vec<(&'static Operation, Sent)> {
    let names = |operation: &&Operation| format!("{operation}");
    let mut called: Vec<String> = calls.iter().map(|(operation, _)| names(operation)).collect();
    let mut expected: Vec<String> = all.iter().map(names).collect();
    called.sort_unstable();
    expected.sort_unstable();
    assert_eq!(called, expected, "every operation once");
    calls
}
