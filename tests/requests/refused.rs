//! Requests that are refused before the network, with all that is wrong in one error.

use snyk_secoda::secoda::types::UpdateGroupBody;
use snyk_secoda::{Error, Place};

use super::{ORG, SECRET, secoda, snyk};
use crate::bodies;

/// Places and rules, in the order told.
fn told(error: &Error) -> Vec<(Place, &str)> {
    assert!(error.is_invalid_request(), "{error}");
    error.violations().iter().map(|violation| (violation.place().clone(), violation.rule())).collect()
}

fn query(name: &str) -> Place {
    Place::Query(name.to_owned())
}

fn limited(limit: i32) -> Result<(), Error> {
    snyk().orgs().list_orgs().limit(limit).parts().map(drop)
}

#[test]
fn a_limit_below_the_minimum_breaks_two_rules() {
    let error = limited(5).unwrap_err();
    let rules = [(query("limit"), "5 is less than the minimum 10"), (query("limit"), "5 is not a multiple of 10")];
    assert_eq!(told(&error), rules);
}

#[test]
fn a_limit_between_the_steps() {
    assert_eq!(told(&limited(15).unwrap_err()), [(query("limit"), "15 is not a multiple of 10")]);
}

#[test]
fn a_limit_above_the_maximum() {
    assert_eq!(told(&limited(110).unwrap_err()), [(query("limit"), "110 is more than the maximum 100")]);
}

#[test]
fn limits_at_the_bounds_are_sent() {
    assert!(limited(10).is_ok() && limited(100).is_ok());
}

#[test]
fn every_list_of_snyk_checks_its_limit() {
    let (groups, orgs, id) = (snyk().groups(), snyk().orgs(), ORG);
    let refused = [
        groups.list_groups().limit(0).parts(),
        groups.list_group_sso_connections(id).limit(0).parts(),
        groups.list_group_sso_connection_users(id, id).limit(0).parts(),
        groups.list_group_user_org_memberships(id, id).limit(0).parts(),
        groups.list_group_memberships(id).limit(0).parts(),
        orgs.list_orgs().limit(0).parts(),
        orgs.list_org_memberships(id).limit(0).parts(),
        orgs.list_orgs_in_group(id).limit(0).parts(),
    ];
    for result in refused {
        assert_eq!(told(&result.unwrap_err()), [(query("limit"), "0 is less than the minimum 10")]);
    }
}

#[test]
fn a_slug_that_is_too_long() {
    let error = snyk().orgs().list_orgs().slug(&"s".repeat(101)).parts().unwrap_err();
    assert_eq!(told(&error), [(query("slug"), "has 101 characters, more than the maximum 100")]);
}

/// The document counts characters, so 100 characters of two bytes each are fine.
#[test]
fn lengths_are_counted_in_characters() {
    assert!(snyk().orgs().list_orgs().name(&"é".repeat(100)).parts().is_ok());
    assert!(snyk().orgs().list_orgs().name(&"é".repeat(101)).parts().is_err());
}

fn named(name: &str) -> Result<(), Error> {
    snyk().orgs().update_org(ORG, &bodies::update_org(ORG, name)).parts().map(drop)
}

#[test]
fn an_empty_name_in_a_body() {
    let place = Place::Body("/data/attributes/name".to_owned());
    let error = named("").unwrap_err();
    assert_eq!(told(&error), [(place, "has 0 characters, fewer than the minimum 1")]);
}

#[test]
fn a_name_in_a_body_that_is_too_long() {
    let place = Place::Body("/data/attributes/name".to_owned());
    let error = named(&"n".repeat(61)).unwrap_err();
    assert_eq!(told(&error), [(place, "has 61 characters, more than the maximum 60")]);
}

#[test]
fn names_in_a_body_at_the_bounds_are_sent() {
    assert!(named("n").is_ok() && named(&"n".repeat(60)).is_ok());
}

#[test]
fn all_that_is_wrong_is_in_one_error() {
    let long = "x".repeat(101);
    let request = snyk().orgs().list_orgs().limit(5).slug(&long).name(&long);
    let error = request.with_version("today").with_header("Authorization", "other").parts().unwrap_err();
    let mut places: Vec<_> = told(&error).into_iter().map(|(place, _)| place.to_string()).collect();
    places.sort();
    places.dedup();
    assert_eq!(
        places,
        [
            "header `Authorization`",
            "query parameter `limit`",
            "query parameter `name`",
            "query parameter `slug`",
            "query parameter `version`",
        ]
    );
    assert_eq!(error.violations().len(), 6, "the limit breaks two rules");
}

#[test]
fn an_error_names_the_operation_and_no_value() {
    let error = snyk().orgs().list_orgs().slug(&"PRIVATE".repeat(20)).parts().unwrap_err();
    assert_eq!(error.operation().map(|operation| operation.id), Some("listOrgs"));
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("slug") && !shown.contains("PRIVATE") && !shown.contains(SECRET), "{shown}");
}

/// With such an id, the path would be that of another operation.
#[test]
fn path_values_that_change_the_path() {
    let groups = secoda().groups();
    let rules = [("", "must not be empty"), (".", "must not be `.` or `..`"), ("..", "must not be `.` or `..`")];
    for (id, rule) in rules {
        let refused = [
            groups.get_group(id).parts(),
            groups.delete_group(id).parts(),
            groups.update_group(id, &UpdateGroupBody::new()).parts(),
        ];
        for result in refused {
            assert_eq!(told(&result.unwrap_err()), [(Place::Path("id".to_owned()), rule)]);
        }
    }
}

#[test]
fn a_page_before_the_first() {
    let error = secoda().groups().list_groups().page(0).parts().unwrap_err();
    assert_eq!(told(&error), [(query("page"), "0 is less than the minimum 1")]);
}

#[test]
fn headers_that_belong_to_the_client() {
    for name in ["Authorization", "host", "Content-Length", "transfer-encoding"] {
        let error = secoda().groups().list_groups().with_header(name, "x").parts().unwrap_err();
        let place = Place::Header(name.to_owned());
        assert_eq!(told(&error), [(place, "is set by the client and cannot be replaced")]);
    }
}

#[test]
fn a_version_that_is_no_date() {
    let error = snyk().groups().list_groups().with_version("latest").parts().unwrap_err();
    assert_eq!(told(&error), [(query("version"), "must be a date such as 2024-10-15")]);
}
