//! Lists: their items, their pages and the links between those.

use serde_json::{Value, json};

use crate::{Services, VERSION, id, origin};

#[test]
fn every_snyk_list_keeps_to_the_document() {
    let services = Services::new();
    let (mut groups, mut orgs, mut org_members) = (0, 0, 0);
    for group in services.all("/rest/groups") {
        groups += 1;
        let group = format!("/rest/groups/{}", id(&group));
        services.snyk("GET", &format!("{group}?{VERSION}"), Value::Null);
        for connection in services.all(&format!("{group}/sso_connections")) {
            let users = format!("{group}/sso_connections/{}/users", id(&connection));
            assert!(!services.all(&users).is_empty());
        }
        for org in services.all(&format!("{group}/orgs")) {
            orgs += 1;
            org_members += services.all(&format!("/rest/orgs/{}/memberships", id(&org))).len();
        }
    }
    let company = services.company.lock().unwrap();
    let held = company.groups.iter().flat_map(|group| &group.orgs);
    let held: usize = held.map(|org| org.members.len()).sum();
    assert_eq!((groups, orgs, org_members), (3, 40, held));
}

#[test]
fn memberships_of_a_group_fill_three_pages() {
    let services = Services::new();
    let group = services.company.lock().unwrap().groups[1].id;
    let members = format!("/rest/groups/{group}/memberships?{VERSION}&limit=100");
    let pages = services.pages(&members);
    let sizes = pages.iter().map(|page| page.body["data"].as_array().unwrap().len());
    assert_eq!(sizes.collect::<Vec<_>>(), [100, 100, 50]);

    let user = id(&pages[0].body["data"][0]["relationships"]["user"]["data"]);
    let filtered = services.snyk("GET", &format!("{members}&user_id={user}"), Value::Null);
    assert_eq!(filtered.body["data"].as_array().unwrap().len(), 1);
    let orgs = format!("/rest/groups/{group}/org_memberships?{VERSION}&user_id={user}");
    let orgs = services.snyk("GET", &orgs, Value::Null).body;
    let count = orgs["data"].as_array().unwrap().len();
    assert_eq!(orgs["meta"]["org_membership_count"], json!(count));
}

#[test]
fn memberships_are_sorted_as_asked() {
    let services = Services::new();
    let group = services.company.lock().unwrap().groups[0].id;
    let names = |order: &str| -> Vec<String> {
        let query = format!("{VERSION}&limit=100&sort_by=username{order}");
        let target = format!("/rest/groups/{group}/memberships?{query}");
        let page = services.snyk("GET", &target, Value::Null).body;
        let users = page["data"].as_array().unwrap().iter();
        let users = users.map(|item| &item["relationships"]["user"]["data"]["attributes"]);
        users.map(|user| user["username"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("&sort_order=ASC").is_sorted());
    assert!(names("").iter().rev().is_sorted(), "groups sort downwards unless told otherwise");
}

#[test]
fn links_come_in_every_form() {
    let services = Services::new();
    let next = |path: &str| {
        let target = format!("/rest/{path}?{VERSION}");
        services.snyk("GET", &target, Value::Null).body["links"]["next"].clone()
    };
    let (group, org, sso) = {
        let group = &services.company.lock().unwrap().groups[0];
        (group.id, group.orgs[0].id, group.connections[0].id)
    };
    for (path, start) in [
        (format!("groups/{group}/memberships"), "/rest/groups/"),
        (format!("groups/{group}/orgs"), "/groups/"),
        (format!("orgs/{org}/memberships"), &origin(&services.demo.snyk)),
    ] {
        assert!(next(&path).as_str().unwrap().starts_with(start), "{path}");
    }
    assert!(next(&format!("groups/{group}/sso_connections/{sso}/users"))["href"].is_string());
    assert!(next("groups").is_null(), "three groups are one page");
}

#[test]
fn a_page_has_its_way_back() {
    let services = Services::new();
    let orgs = format!("/rest/orgs?{VERSION}&limit=10");
    let first = services.snyk("GET", &orgs, Value::Null);
    let second = services.pages(&orgs).remove(1);
    let back = format!("/rest{}", second.body["links"]["prev"].as_str().unwrap());
    assert_eq!(services.snyk("GET", &back, Value::Null).body["data"], first.body["data"]);
}

#[test]
fn secoda_serves_numbered_pages() {
    let services = Services::new();
    let page = |number| {
        let target = format!("/api/v1/auth/group?page={number}");
        services.secoda("GET", &target, Value::Null)
    };
    let seen = [1, 2, 3]
        .map(page)
        .map(|reply| (reply.body["results"].as_array().unwrap().len(), reply.body["meta"]["next_page"].clone()));
    assert_eq!(seen, [(20, json!(2)), (20, json!(3)), (15, Value::Null)]);
    assert_eq!(page(4).status, 404);
}
