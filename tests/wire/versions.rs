//! The API version of Snyk on the wire: once on every call, and on none that it does not fit.

use serde_json::json;
use snyk_secoda::snyk::{self, ApiVersion};
use snyk_secoda::{Error, Place, rt};

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::{snyk_at, snyk_builder};

use probes::Probes;

fn versions(server: &Server) -> Vec<Vec<String>> {
    server.requests().iter().map(|request| request.query("version")).collect()
}

/// What the one violation of a refused request says.
fn rule_of(error: &Error) -> &str {
    assert!(error.is_invalid_request(), "{error}");
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!(violation.place(), &Place::Query("version".to_owned()));
    violation.rule()
}

#[tokio::test]
async fn the_version_stands_once_on_every_page_whatever_links_have() {
    let links = [
        "/orgs?starting_after=a",
        "/orgs?starting_after=b&version=2020-01-01",
        "/orgs?offset=10",
        "/rest/orgs?version=2024-10-15&offset=20",
        "/rest/orgs?version=2024-10-15&offset=30&version=2024-10-15",
    ];
    let server = Server::start(links.map(|link| orgs(1, json!(link))).into_iter().chain([last_orgs(1)])).await;
    let items = snyk_at(&server).orgs().list_orgs().items();
    assert_eq!(items.try_collect().await.unwrap().len(), 6);
    let ours = snyk::API_VERSION;
    assert_eq!(versions(&server), [[ours], [ours], [ours], [ours], ["2024-10-15"], ["2024-10-15"]]);
}

#[tokio::test]
async fn the_version_of_a_client_and_that_of_a_call_hold_for_all_pages() {
    let pages = || [orgs(1, json!("/orgs?starting_after=a")), last_orgs(1)];
    let server = Server::start(pages().into_iter().chain(pages())).await;
    let client = snyk_builder(&server).version(ApiVersion::date(2025, 11, 5).unwrap()).build().unwrap();
    client.orgs().list_orgs().items().try_collect().await.unwrap();
    let version: ApiVersion = "2024-06-26~beta".parse().unwrap();
    client.orgs().list_orgs().with_version(version).items().try_collect().await.unwrap();
    assert_eq!(versions(&server), [["2025-11-05"], ["2025-11-05"], ["2024-06-26~beta"], ["2024-06-26~beta"]]);
}

#[tokio::test]
async fn a_call_whose_version_is_too_early_is_not_sent_and_names_the_first_date() {
    let server = Server::start([]).await;
    let orgs = snyk_at(&server).orgs();
    let error = orgs.list_orgs().with_version("2021-06-04").send().await.unwrap_err();
    let expected = "fits no release of the operation; the first date that does is 2023-05-29, or else 2022-12-15~beta";
    assert_eq!(rule_of(&error), expected);
    let error = orgs.list_orgs().with_version("2021-06-04~beta").items().try_next().await.unwrap_err();
    assert!(rule_of(&error).ends_with("is 2022-12-15~beta"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_version_of_a_client_is_held_against_each_operation() {
    let server = Server::start([last_orgs(0)]).await;
    let client = snyk_builder(&server).version("2024-06-26").build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    let error = client.groups().list_groups().send().await.unwrap_err();
    assert!(rule_of(&error).ends_with("is 2024-10-15, or else 2023-01-30~beta"), "{error}");
    assert_eq!(versions(&server), [["2024-06-26"]]);
}

#[tokio::test]
async fn an_operation_at_beta_is_asked_for_by_a_date_before_the_pivot_with_its_stage() {
    let server = Server::start([last_orgs(0)]).await;
    snyk_at(&server).groups().list_groups().with_version("2023-01-30~beta").send().await.unwrap();
    assert_eq!(versions(&server), [["2023-01-30~beta"]]);
}

#[tokio::test]
async fn an_operation_that_is_only_experimental_needs_its_stage() {
    let server = Server::start([Reply::new(204)]).await;
    let client = snyk_at(&server);
    let error = Probes::new(&client).probe().send().await.unwrap_err();
    assert!(rule_of(&error).ends_with("none is stable enough; 2023-03-08~experimental does"), "{error}");
    Probes::new(&client).probe().with_version("2023-03-08~experimental").send().await.unwrap();
    assert_eq!(versions(&server), [["2023-03-08~experimental"]]);
}

#[tokio::test]
async fn an_operation_whose_releases_are_not_known_is_sent_with_any_version() {
    let server = Server::start([Reply::new(204)]).await;
    Probes::new(&snyk_at(&server)).unlisted().with_version("2020-01-01").send().await.unwrap();
    assert_eq!(versions(&server), [["2020-01-01"]]);
}

#[tokio::test]
async fn an_operation_without_versions_has_none_and_is_not_held_against_one() {
    let server = Server::start([Reply::new(204)]).await;
    let client = snyk_builder(&server).version("2020-01-01").build().unwrap();
    Probes::new(&client).unversioned().send().await.unwrap();
    assert_eq!(server.targets(), ["/rest/openapi"]);
}

#[test]
fn operations_at_beta_are_known_as_such() {
    let beta = snyk::OPERATIONS.iter().filter(|operation| operation.is_beta()).map(|operation| operation.id);
    let expected = ["listGroups", "getGroup", "listGroupSsoConnections", "listGroupSsoConnectionUsers", "deleteUser"];
    assert_eq!(beta.collect::<Vec<_>>(), expected);
}

/// Operations as the generator would write them, with releases that the vendored document has not.
mod probes {
    #![allow(unreachable_pub, missing_docs)]

    use super::rt;
    use super::snyk::Client;

    rt::tag! { Probes of Client }

    impl Probes {
        pub fn probe(&self) -> Probe {
            Probe(self.0.call(&PROBE))
        }

        pub fn unlisted(&self) -> Unlisted {
            Unlisted(self.0.call(&UNLISTED))
        }

        pub fn unversioned(&self) -> Unversioned {
            Unversioned(self.0.call(&UNVERSIONED))
        }
    }

    rt::operation! {
        versioned experimental Probe PROBE {
            id: "probe", path: "/probe", stability: Some("experimental"), releases: &["2023-03-08~experimental"],
        } -> nothing
    }

    rt::operation! { versioned Unlisted UNLISTED { id: "unlisted", path: "/unlisted", } -> nothing }

    rt::operation! { beta Unversioned UNVERSIONED { id: "unversioned", path: "/openapi", releases: &["2024-01-01"], } -> nothing }
}
