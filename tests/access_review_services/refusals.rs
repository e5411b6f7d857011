//! What is refused, and how that is said.

use serde_json::{Value, json};

use crate::{MEDIA, Services, VERSION, demo};

#[test]
fn snyk_refuses_what_the_document_does_not_allow() {
    let services = Services::new();
    let group = services.company.lock().unwrap().groups[0].id;
    let members = format!("/rest/groups/{group}/memberships");
    for (target, status, part) in [
        ("/rest/groups", 400, "exactly once"),
        ("/rest/groups?V&V", 400, "exactly once"),
        ("/rest/groups?version=latest", 400, "version"),
        ("/rest/groups?version=2999-01-01", 400, "version"),
        ("/rest/groups?version=2021-06-04", 404, "no release"),
        ("/rest/groups?version=2024-10-15~beta", 404, "no release"),
        ("/rest/groups?V&limit=15", 400, "multiple of 10"),
        ("/rest/groups?V&limit=110", 400, "at most 100"),
        ("/rest/groups?V&limit=ten", 400, "integer"),
        ("/rest/groups?V&size=10", 400, "not a parameter"),
        ("/rest/groups?V&starting_after=v1.none", 400, "not a cursor"),
        (&format!("{members}?V&sort_by=age"), 400, "allowed values"),
        (&format!("{members}?V&starting_after=a&ending_before=b"), 400, "together"),
        (&format!("/rest/groups/{group}/org_memberships?V"), 400, "user_id is required"),
        ("/rest/groups/1234?V", 400, "uuid"),
        ("/rest/groups/00000000-0000-0000-0000-000000000000?V", 404, "no such group"),
        ("/groups?V", 404, "path"),
        ("/rest/users?V", 404, "path"),
        (&format!("{members}/{group}?V"), 405, "method"),
    ] {
        let target = target.replace('V', VERSION);
        let authorization = format!("Bearer {}", demo::TOKEN);
        let reply = services.ask(&services.demo.snyk, "GET", &target, &authorization, "", &Value::Null);
        let error = &reply.body["errors"][0];
        assert_eq!(reply.status, status, "{target}: {error}");
        assert_eq!(error["status"], status.to_string());
        assert!(error["detail"].as_str().unwrap().contains(part), "{target}: {error}");
    }
}

#[test]
fn unknown_credentials_are_refused() {
    let services = Services::new();
    for authorization in ["", "token", "token other", "Basic abc", demo::TOKEN] {
        let target = format!("/rest/groups?{VERSION}");
        let reply = services.ask(&services.demo.snyk, "GET", &target, authorization, "", &Value::Null);
        assert_eq!(reply.status, 401, "{authorization}");
    }
    for authorization in ["", "Bearer other", &format!("token {}", demo::API_KEY)] {
        let target = "/api/v1/auth/group";
        let reply = services.ask(&services.demo.secoda, "GET", target, authorization, "", &Value::Null);
        assert_eq!(reply.status, 401, "{authorization}");
    }
}

#[test]
fn snyk_refuses_wrong_bodies() {
    let services = Services::new();
    let org = services.company.lock().unwrap().groups[0].orgs[0].id;
    let target = format!("/rest/orgs/{org}?{VERSION}");
    let authorization = format!("token {}", demo::TOKEN);
    let named = |name: &str| {
        let attributes = json!({ "name": name });
        json!({ "data": { "id": org, "type": "org", "attributes": attributes } })
    };
    let incomplete = json!({ "data": { "id": org, "type": "org" } });
    for (media, body, part) in [
        ("application/json", named("x"), "Content-Type"),
        (MEDIA, named(""), "shorter"),
        (MEDIA, incomplete, "/data/attributes in the body is required"),
        (MEDIA, json!({ "data": 1 }), "type object"),
        (MEDIA, Value::Null, "not JSON"),
    ] {
        let reply = services.ask(&services.demo.snyk, "PATCH", &target, &authorization, media, &body);
        let detail = reply.body["errors"][0]["detail"].as_str().unwrap();
        assert_eq!(reply.status, 400);
        assert!(detail.contains(part), "{detail}");
    }
}
