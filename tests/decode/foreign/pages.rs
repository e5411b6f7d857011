//! Links of pages, and what is asked for because of them.

use snyk_secoda::Error;
use snyk_secoda::snyk::types::{Group, OrgWithRelationships};

use super::Replay;

async fn orgs(replay: &Replay) -> Result<Vec<OrgWithRelationships>, Error> {
    replay.snyk().orgs().list_orgs().with_version("2024-10-15").items().try_collect().await
}

#[tokio::test]
async fn a_link_without_the_base_path() {
    let replay = Replay::of("a_link_without_the_base_path");
    let groups: Vec<Group> = replay.snyk().groups().list_groups().limit(10).items().try_collect().await.unwrap();
    let names = groups.iter().map(|group| group.attributes.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["North Sea Platform", "Harbour Trials"]);
    let [first, second] = &replay.asked()[..] else { panic!("{:?}", replay.asked()) };
    let expected = first.replace("&version=", "&starting_after=behind-north-sea&version=");
    assert_eq!(*second, expected, "the link says where, and neither how many nor of which version");
}

#[tokio::test]
async fn a_link_with_the_base_path_and_without_a_limit() {
    let replay = Replay::of("a_link_with_the_base_path_and_without_a_limit");
    let orgs = orgs(&replay).await.unwrap();
    let attributes = &orgs[0].attributes;
    assert_eq!((attributes.name.as_str(), attributes.created_at), ("Quay 1", None));
    assert_eq!(attributes.group_id.unwrap().to_string(), "5d0e3c1a-7f42-4b96-8a35-1c9e60b7d284");
    let asked = ["/rest/orgs?version=2024-10-15", "/rest/orgs?starting_after=mole7&version=2024-10-15"];
    assert_eq!(replay.asked(), asked);
}

#[tokio::test]
async fn a_link_with_a_filter_and_then_an_empty_one() {
    let replay = Replay::of("a_link_with_a_filter_and_then_an_empty_one");
    assert!(orgs(&replay).await.unwrap().is_empty());
    assert_eq!(replay.asked()[1], "/rest/orgs?starting_after=v1.eyJpZCI6NDQyMX0&version=2024-10-15");
}

#[tokio::test]
async fn a_last_page_without_links() {
    let replay = Replay::of("a_last_page_without_links");
    assert!(orgs(&replay).await.unwrap().is_empty());
    assert_eq!(replay.asked()[1], "/rest/orgs?starting_after=QjQyMTc.aZ09_x&version=2024-10-15");
}

#[tokio::test]
async fn a_link_that_selects_no_page() {
    let replay = Replay::of("a_link_that_selects_no_page");
    let error = orgs(&replay).await.unwrap_err();
    assert!(error.is_page_loop(), "{error:?}");
    assert_eq!(replay.asked(), ["/rest/orgs?version=2024-10-15", "/rest/orgs?version=2024-10-15"]);
}
