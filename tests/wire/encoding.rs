//! Values as they are written into requests, and what is not written at all.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use snyk_secoda::snyk::types::ListOrgsExpandItem;
use snyk_secoda::{Error, rt};

use super::bodies::{GROUP, last_orgs};
use super::server::{Reply, Server};
use super::{secoda_at, snyk_at};
use updates::{Note, Updates};

#[tokio::test]
async fn a_path_value_stays_one_segment_whatever_is_in_it() {
    let ids = ["pkg:npm/@scope/name@1.0.0?os=a#b", "sha256:0a1b", "slack://team/C1", "50%2F", "a\\b", "é ü"];
    for id in ids {
        let server = Server::start([Reply::json(200, json!({}))]).await;
        secoda_at(&server).groups().get_group(id).send().await.unwrap();
        let targets = server.targets();
        let sent = targets[0].strip_prefix("/api/v1/auth/group/").unwrap();
        assert!(!sent.contains(['/', '?', '#', '\\', ' ']), "{sent}");
        assert_eq!(percent_decode_str(sent).decode_utf8().unwrap(), id);
    }
}

#[tokio::test]
async fn booleans_are_sent_in_lower_case() {
    let server = Server::start([last_orgs(0), last_orgs(0)]).await;
    let request = snyk_at(&server).orgs().list_orgs();
    request.clone().is_personal(true).send().await.unwrap();
    request.is_personal(false).send().await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|request| request.query("is_personal")).collect();
    assert_eq!(sent, [["true"], ["false"]]);
}

#[tokio::test]
async fn a_list_without_a_style_of_its_own_repeats_its_key() {
    let server = Server::start([last_orgs(0)]).await;
    let expand = [ListOrgsExpandItem::MemberRole, "a,b".into()];
    snyk_at(&server).orgs().list_orgs().expand(&expand).send().await.unwrap();
    assert_eq!(server.requests()[0].query("expand"), ["member_role", "a,b"]);
}

#[tokio::test]
async fn a_limit_is_held_against_the_rule_of_its_own_operation() {
    let table = [
        (0, [false, false, false, true]),
        (1, [false, true, false, true]),
        (25, [false, true, true, true]),
        (30, [true, true, true, true]),
        (110, [false, false, true, true]),
        (1000, [false, false, true, true]),
        (1001, [false, false, false, true]),
    ];
    for (limit, allowed) in table {
        let server = Server::start(vec![Reply::json(200, json!({})); 4]).await;
        let lists = Updates::new(&snyk_at(&server));
        let results = [
            lists.by_tens().limit(limit).send().await.map(drop),
            lists.by_ones().limit(limit).send().await.map(drop),
            lists.by_thousands().limit(limit).send().await.map(drop),
            lists.without_rule().limit(limit).send().await.map(drop),
        ];
        let refused = |result: &Result<(), Error>| result.as_ref().is_err_and(Error::is_invalid_request);
        assert_eq!(results.each_ref().map(|result| !refused(result)), allowed, "{limit}");
        assert_eq!(server.requests().len(), results.iter().filter(|result| result.is_ok()).count(), "{limit}");
    }
}

#[tokio::test]
async fn null_in_an_update_is_not_the_same_as_nothing() {
    let table = [
        (None, json!({"name": "A"})),
        (Some(None), json!({"name": "A", "note": null})),
        (Some(Some("B".to_owned())), json!({"name": "A", "note": "B"})),
    ];
    for (note, expected) in table {
        let server = Server::start([Reply::new(204)]).await;
        let note = Note { name: Some("A".to_owned()), note };
        Updates::new(&snyk_at(&server)).update_note(&note).send().await.unwrap();
        let sent: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn nothing_is_sent_for_a_list_or_body_that_was_not_given() {
    let server = Server::start([last_orgs(0), Reply::new(204)]).await;
    let client = snyk_at(&server);
    client.orgs().list_orgs().expand(&[]).send().await.unwrap();
    client.groups().delete_group_membership(GROUP, GROUP).send().await.unwrap();
    let requests = server.requests();
    assert!(requests[0].query("expand").is_empty() && requests[1].query("cascade").is_empty());
    assert!(requests[1].body.is_empty() && requests[1].header("content-type").is_none());
}

/// Operations with rules and members that the documents here do not have.
mod updates {
    #![allow(missing_docs)]

    use super::rt;

    rt::tag! { Updates of snyk_secoda::snyk::Client }

    impl Updates {
        pub fn by_tens(&self) -> ByTens {
            ByTens(self.0.call(&BY_TENS))
        }

        pub fn by_ones(&self) -> ByOnes {
            ByOnes(self.0.call(&BY_ONES))
        }

        pub fn by_thousands(&self) -> ByThousands {
            ByThousands(self.0.call(&BY_THOUSANDS))
        }

        pub fn without_rule(&self) -> WithoutRule {
            WithoutRule(self.0.call(&WITHOUT_RULE))
        }

        pub fn update_note(&self, note: &Note) -> UpdateNote {
            UpdateNote(self.0.call(&UPDATE_NOTE).json(note))
        }
    }

    macro_rules! limited {
        ($($name:ident)*) => {
            $(impl $name {
                pub fn limit(self, limit: i32) -> Self {
                    Self(self.0.query("limit", limit))
                }
            })*
        };
    }

    limited! { ByTens ByOnes ByThousands WithoutRule }

    rt::operation! {
        ByTens BY_TENS {
            id: "byTens", path: "/tens", parameters: &[
                rt::Parameter::query("limit", &rt::Rules::NONE.minimum(10.0).maximum(100.0).multiple_of(10.0)),
            ],
        } -> rt::Map<rt::Value>
    }

    rt::operation! {
        ByOnes BY_ONES {
            id: "byOnes", path: "/ones",
            parameters: &[rt::Parameter::query("limit", &rt::Rules::NONE.minimum(1.0).maximum(100.0))],
        } -> rt::Map<rt::Value>
    }

    rt::operation! {
        ByThousands BY_THOUSANDS {
            id: "byThousands", path: "/thousands",
            parameters: &[rt::Parameter::query("limit", &rt::Rules::NONE.minimum(10.0).maximum(1000.0))],
        } -> rt::Map<rt::Value>
    }

    rt::operation! { WithoutRule WITHOUT_RULE { id: "withoutRule", path: "/all", } -> rt::Map<rt::Value> }

    rt::operation! {
        UpdateNote UPDATE_NOTE {
            id: "updateNote", method: rt::Method::PATCH, path: "/note", content_type: Some("application/json"),
        } -> nothing
    }

    #[derive(Clone, Debug)]
    pub struct Note {
        pub name: Option<String>,
        pub note: Option<Option<String>>,
    }

    rt::record! { send Note { name = optional "name", note = either "note", } }
}
