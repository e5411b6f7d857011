//! Secoda's answers, and those of its API that have the same envelope.

use snyk_secoda::secoda::types::V1UserGroupResponse;

use super::Replay;

#[tokio::test]
async fn groups_as_the_reference_shows_them() {
    let secoda = Replay::of("groups_as_the_reference_shows_them").secoda();
    let page = secoda.groups().list_groups().send().await.unwrap();
    let meta = page.meta.as_ref().unwrap();
    assert_eq!((meta.page, meta.previous_page, meta.next_page), (Some(1), None, Some(2)));
    let links = page.links.as_ref().unwrap();
    assert_eq!(links.next.as_deref(), Some("https://api.secoda.co/resource/all/?page=2"));
    assert_eq!((links.previous.as_deref(), page.count, page.total_pages), (Some("None"), Some(57), Some(2)));
    let group = &page.results.as_ref().unwrap()[0];
    assert_eq!((group.name.as_deref(), group.icon.as_deref()), (Some("Lock Keepers"), Some("⚓")));
    assert_eq!(group.users.as_ref().unwrap().len(), 2);
    assert_eq!(group.created_at.as_deref(), Some("2024-06-18T11:52:40.310684Z"));
}

#[tokio::test]
async fn a_group_as_the_reference_shows_it() {
    let secoda = Replay::of("a_group_as_the_reference_shows_it").secoda();
    let group = secoda.groups().get_group("6a1d94f7-c850-4b32-9e67-f8b23d0c51ae").send().await.unwrap();
    assert_eq!(group.id.as_deref(), Some("6a1d94f7-c850-4b32-9e67-f8b23d0c51ae"));
    assert_eq!(group.users.as_deref(), Some(&["f4e8023b-91d6-4c7a-a5b0-63d7e19f8c24".to_owned()][..]));
    assert_eq!(group.workspace_id.as_deref(), Some("b27f60c9-45ed-4183-9a0c-d1e84f7362b5"));
    assert_eq!(group.description.as_deref(), Some("Those who mind the locks."));
    assert!(group.snowflake_role.as_ref().is_none_or(serde_json::Value::is_null));
}

#[tokio::test]
async fn pages_that_count_their_own_items() {
    let replay = Replay::of("pages_that_count_their_own_items");
    let secoda = replay.secoda();
    let groups: Vec<V1UserGroupResponse> = secoda.groups().list_groups().items().try_collect().await.unwrap();
    let times = groups.iter().map(|group| group.created_at.as_deref().unwrap());
    let expected = ["2024-06-18T11:52:40.310684", "2024-06-18T11:52:40.310699", "2024-06-18T11:52:40.310712"];
    assert_eq!(times.collect::<Vec<_>>(), expected, "a count of two does not end a list of three");
    assert!(groups.iter().all(|group| group.name.is_none() && group.users.is_none()));
    assert_eq!(replay.asked()[1], "/api/v1/auth/group?page=2");
}

#[tokio::test]
async fn a_failure_with_a_detail() {
    let error = Replay::of("a_failure_with_a_detail").secoda().groups().list_groups().send().await.unwrap_err();
    let [problem] = error.problems() else { panic!("{error:?}") };
    assert_eq!((problem.detail.as_deref(), &problem.title), (Some("The server broke down"), &None));
    assert_eq!(error.status().unwrap(), 500);
}

#[tokio::test]
async fn refusals_of_secoda_without_a_body() {
    let secoda = Replay::of("refusals_of_secoda_without_a_body").secoda();
    for status in [404, 403, 429] {
        let error = secoda.groups().get_group("6a1d94f7").send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!((error.is_not_found(), error.is_forbidden()), (status == 404, status == 403));
        assert!(error.is_rate_limited() == (status == 429) && error.problems().is_empty());
    }
}
