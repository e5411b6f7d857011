//! How values are written, and what one request can change about itself.

use std::time::Duration;

use serde_json::{Value, json};
use snyk_secoda::snyk::types::{
    self, CreateGroupMembershipRequestBodyDataRelationshipsRoleData as RoleData, ListOrgsExpandItem, SortBy,
};
use snyk_secoda::{Parts, snyk as api};

use super::{GROUP, SECRET, secoda, snyk};

fn values<'a>(parts: &'a Parts, name: &str) -> Vec<&'a str> {
    parts.query().iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn reserved_characters_in_a_path_value_are_encoded() {
    let parts = secoda().groups().get_group("a/b?c#d e%é").parts().unwrap();
    assert_eq!(parts.path(), "/api/v1/auth/group/a%2Fb%3Fc%23d%20e%25%C3%A9");
}

#[test]
fn reserved_characters_in_a_query_value_are_encoded() {
    let parts = snyk().orgs().list_orgs().name("a&b=c d+e/?#%é'").parts().unwrap();
    assert_eq!(parts.query_text(), "name=a%26b%3Dc%20d%2Be%2F%3F%23%25%C3%A9%27&version=2024-10-15");
    assert_eq!(values(&parts, "name"), ["a&b=c d+e/?#%é'"]);
}

#[test]
fn a_list_repeats_its_key() {
    let expand = [ListOrgsExpandItem::MemberRole, "tenant".into()];
    let parts = snyk().orgs().list_orgs().expand(&expand).parts().unwrap();
    assert_eq!(parts.query_text(), "expand=member_role&expand=tenant&version=2024-10-15");
}

#[test]
fn an_empty_list_is_not_sent() {
    let parts = snyk().orgs().list_orgs().expand(&[]).parts().unwrap();
    assert_eq!(parts.query_text(), "version=2024-10-15");
}

#[test]
fn booleans_are_lower_case() {
    let orgs = snyk().orgs();
    assert_eq!(values(&orgs.list_orgs().is_personal(true).parts().unwrap(), "is_personal"), ["true"]);
    assert_eq!(values(&orgs.list_orgs().is_personal(false).parts().unwrap(), "is_personal"), ["false"]);
}

#[test]
fn an_enumeration_takes_texts_that_it_does_not_know() {
    let request = snyk().groups().list_group_memberships(GROUP);
    let parts = request.sort_by(SortBy::from("created_at")).parts().unwrap();
    assert_eq!(values(&parts, "sort_by"), ["created_at"]);
}

#[test]
fn a_later_value_replaces_an_earlier_one() {
    let parts = snyk().groups().list_groups().limit(10).limit(20).parts().unwrap();
    assert_eq!(values(&parts, "limit"), ["20"]);
}

#[test]
fn an_empty_text_is_sent_and_is_not_the_same_as_none() {
    let parts = snyk().groups().list_group_memberships(GROUP).email("").parts().unwrap();
    assert_eq!(values(&parts, "email"), [""]);
}

#[test]
fn the_version_of_a_request_is_sent_once_in_place_of_the_default() {
    let parts = snyk().groups().list_groups().with_version("2023-01-30~beta").parts().unwrap();
    assert_eq!(parts.query_text(), "version=2023-01-30~beta");
}

#[test]
fn the_version_of_a_client_gives_way_to_that_of_a_request() {
    let builder = api::Client::builder().credential(api::Credential::api_token(SECRET));
    let groups = builder.version("2025-11-05").build().unwrap().groups();
    assert_eq!(values(&groups.list_groups().parts().unwrap(), "version"), ["2025-11-05"]);
    let parts = groups.list_groups().with_version("2026-01-01").parts().unwrap();
    assert_eq!(values(&parts, "version"), ["2026-01-01"]);
}

#[test]
fn a_header_is_added_to_one_request() {
    let groups = secoda().groups();
    let parts = groups.list_groups().with_header("X-Trace", "7").parts().unwrap();
    assert_eq!(parts.headers()["x-trace"], "7");
    assert_eq!(parts.headers().len(), 2);
    assert!(!groups.list_groups().parts().unwrap().headers().contains_key("x-trace"));
}

#[test]
fn a_time_limit_changes_nothing_that_is_sent() {
    let (plain, limited) = (snyk().groups().list_groups(), snyk().groups().list_groups());
    let limited = limited.with_timeout(Duration::from_millis(1)).parts().unwrap();
    let plain = plain.parts().unwrap();
    assert_eq!((limited.query(), limited.headers()), (plain.query(), plain.headers()));
}

#[test]
fn a_clone_goes_its_own_way() {
    let first = snyk().groups().list_groups().limit(10);
    let second = first.clone().limit(20);
    assert_eq!(values(&first.parts().unwrap(), "limit"), ["10"]);
    assert_eq!(values(&second.parts().unwrap(), "limit"), ["20"]);
}

/// The values of a request may be private: its `Debug` names the operation alone.
#[test]
fn debug_shows_no_values() {
    let request = snyk().orgs().list_orgs().name("PRIVATE").with_header("X-Private", "PRIVATE");
    let shown = format!("{request:?} {:?}", request.parts().unwrap());
    assert!(shown.contains("listOrgs") && !shown.contains("PRIVATE"), "{shown}");
}

#[test]
fn a_type_with_one_known_value_can_be_replaced() {
    let body = |role: RoleData| -> Value {
        let role = types::CreateGroupMembershipRequestBodyDataRelationshipsRole::new().data(role);
        serde_json::from_str(&snyk_secoda::rt::encode(&role)).unwrap()
    };
    assert_eq!(body(RoleData::new()), json!({ "data": { "type": "group_role" } }));
    assert_eq!(body(RoleData::new().r#type("tenant_role")), json!({ "data": { "type": "tenant_role" } }));
}
