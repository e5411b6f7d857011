//! The `access_review` example: what it counts is what the embedded services hold. Its modules are
//! mounted here, so that their own unit tests run as well.
#![allow(dead_code)] // each mounted module is used in part

#[path = "../examples/access_review/cli.rs"]
mod cli;
#[path = "../examples/access_review/connect.rs"]
mod connect;
#[path = "../examples/access_review/demo/mod.rs"]
mod demo;
#[path = "../examples/access_review/export.rs"]
mod export;
#[path = "../examples/access_review/findings.rs"]
mod findings;
#[path = "../examples/access_review/people.rs"]
mod people;
#[path = "../examples/access_review/progress.rs"]
mod progress;
#[path = "../examples/access_review/report.rs"]
mod report;
#[path = "../examples/access_review/review.rs"]
mod review;
#[path = "../examples/access_review/snapshot.rs"]
mod snapshot;
#[path = "../examples/access_review/text.rs"]
mod text;
#[path = "../examples/access_review/totals.rs"]
mod totals;

use std::collections::BTreeSet;

use snyk_secoda::mock::Reply;
use snyk_secoda::snyk;

use connect::Connection;
use demo::Demo;
use demo::data::{Company, User};
use progress::Progress;
use report::Report;
use totals::Totals;

/// The whole program but its arguments and its printing, over real HTTP.
#[tokio::test]
async fn the_review_counts_what_the_services_hold() {
    let connection = Connection::open(true).await.unwrap();
    let (snyk, secoda) = (connection.snyk.as_ref(), connection.secoda.as_ref());
    let snapshot = review::read(snyk, secoda, &Progress::hidden()).await.unwrap();
    let report = Report::new(&snapshot);
    assert!(report.gaps.is_empty(), "{:?}", report.gaps);
    assert_eq!(report.totals, expected(&Company::new(demo::SEED), report.totals.findings));
    assert!(report.totals.findings > 0);
}

/// The totals, counted straight from the data and in another way than the report does.
fn expected(company: &Company, findings: usize) -> Totals {
    let key = |user: &User| user.email.clone().unwrap_or(user.username.clone());
    let groups = &company.groups;
    let orgs = || groups.iter().flat_map(|group| &group.orgs);
    let members = || groups.iter().flat_map(|g| &g.members).chain(orgs().flat_map(|o| &o.members));
    let sso = || groups.iter().flat_map(|group| &group.connections).flat_map(|sso| &sso.users);
    let seen = members().map(|member| member.user).chain(sso().map(|user| user.user));
    let snyk: BTreeSet<String> = seen.map(|user| key(&company.users[user])).collect();
    let secoda_users = || company.secoda_groups.iter().flat_map(|group| &group.users);
    let secoda: BTreeSet<String> = secoda_users().map(|id| id.to_lowercase()).collect();
    // The first role of both kinds is the administrator's.
    let admins: BTreeSet<_> = members().filter(|m| m.role == 0).map(|m| key(&company.users[m.user])).collect();
    Totals {
        groups: 3,
        group_memberships: 750,
        orgs: 40,
        org_memberships: orgs().map(|org| org.members.len()).sum(),
        sso_connections: 4,
        sso_users: sso().count(),
        secoda_groups: 55,
        secoda_group_members: secoda_users().count(),
        people: snyk.union(&secoda).count(),
        in_snyk: snyk.len(),
        in_secoda: secoda.len(),
        in_both: snyk.intersection(&secoda).count(),
        secoda_opaque: secoda.iter().filter(|id| !id.contains('@')).count(),
        without_email: snyk.iter().filter(|key| !key.contains('@')).count(),
        admins: admins.len(),
        findings,
    }
}

#[tokio::test]
async fn what_goes_wrong_is_one_sentence() {
    let connection = Connection::open(true).await.unwrap();
    let base = connection.sources.snyk.clone().unwrap();
    for (base, token, part) in
        [(base.as_str(), "some-unknown-token", "401"), ("http://127.0.0.1:9/rest", demo::TOKEN, "no connection")]
    {
        let credential = snyk::Credential::api_token(token);
        let client = snyk::Client::builder().base_url(base).credential(credential).build().unwrap();
        let error = review::read(Some(&client), None, &Progress::hidden()).await.unwrap_err();
        assert!(error.contains(part) && !error.contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn one_service_alone_is_reviewed_as_well() {
    let connection = Connection::open(true).await.unwrap();
    let snapshot = review::read(None, connection.secoda.as_ref(), &Progress::hidden()).await.unwrap();
    let report = Report::new(&snapshot);
    assert_eq!((report.totals.groups, report.totals.secoda_groups), (0, 55));
    assert_eq!(report.totals.people, report.totals.in_secoda);
}

/// What the token may not read does not end the review, and is not passed over in silence.
#[tokio::test]
async fn what_may_not_be_read_is_told() {
    let demo = Demo::start().await.unwrap();
    demo.snyk.on("listGroupSsoConnections").unwrap().reply(Reply::status(403));
    let client = demo.snyk.snyk_client().unwrap();
    let snapshot = review::read(Some(&client), None, &Progress::hidden()).await.unwrap();
    let report = Report::new(&snapshot);
    assert_eq!((report.totals.org_memberships > 0, report.totals.sso_users), (true, 0));
    assert_eq!(report.gaps.len(), 3, "one for each group");
    assert!(report.gaps[0].starts_with("SSO connections of group Northwind Retail: "));
}
