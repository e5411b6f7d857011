use serde_json::json;
use snyk_secoda::{secoda, snyk};

use super::bodies::{last_orgs, orgs};
use super::server::{Reply, Server};
use super::{MARKER, secoda_at, snyk_at, snyk_builder};

#[tokio::test]
async fn an_api_token_is_sent_with_the_scheme_token() {
    let server = Server::start([last_orgs(0)]).await;
    snyk_at(&server).orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some(&*format!("token {MARKER}")));
}

#[tokio::test]
async fn an_oauth_token_is_sent_with_the_scheme_bearer() {
    let server = Server::start([last_orgs(0)]).await;
    let client = snyk_builder(&server).credential(snyk::Credential::bearer(MARKER)).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some(&*format!("Bearer {MARKER}")));
}

#[tokio::test]
async fn a_secoda_key_is_sent_with_the_scheme_bearer() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    secoda_at(&server).groups().list_groups().send().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some(&*format!("Bearer {MARKER}")));
}

#[tokio::test]
async fn a_header_of_the_caller_cannot_replace_the_credential() {
    let server = Server::start([]).await;
    for name in ["Authorization", "host", "Content-Length", "transfer-encoding"] {
        let request = snyk_at(&server).orgs().list_orgs().with_header(name, "x");
        assert!(request.send().await.unwrap_err().is_invalid_request(), "{name}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_is_an_error_and_the_credential_stays_here() {
    let elsewhere = Server::start([]).await;
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start([Reply::new(status).header("location", elsewhere.url("/rest/orgs"))]).await;
        let error = snyk_at(&server).orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_redirect(), "{error}");
        assert_eq!(error.meta().unwrap().location(), Some(&*elsewhere.url("/rest/orgs")));
        assert_eq!(server.requests().len(), 1);
    }
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_within_the_service_is_not_followed_either() {
    let server = Server::start([Reply::new(302).header("location", "/rest/other"), last_orgs(0)]).await;
    assert!(snyk_at(&server).orgs().list_orgs().send().await.unwrap_err().is_redirect());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_page_on_another_host_is_not_asked_for() {
    let elsewhere = Server::start([last_orgs(1)]).await;
    let link = elsewhere.url("/rest/orgs?starting_after=x");
    let server = Server::start([orgs(2, json!(link))]).await;
    let mut items = snyk_at(&server).orgs().list_orgs().items();
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap().is_some());
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_page_link(), "{error}");
    assert!(items.try_next().await.unwrap().is_none(), "over after an error");
    assert_eq!((server.requests().len(), elsewhere.requests().len()), (1, 0));
}

#[tokio::test]
async fn the_credential_is_shown_nowhere() {
    let echo = json!({"errors": [{"status": "401", "detail": format!("bad token {MARKER}")}]});
    let server = Server::start([Reply::json(401, echo.clone()), Reply::json(200, echo)]).await;
    let client = snyk_at(&server);
    let request = client.orgs().list_orgs().with_header("x-private", MARKER).slug(MARKER);
    let mut shown = vec![
        format!("{client:?} {:?} {:?}", client.orgs(), snyk_builder(&server)),
        format!("{:?} {:?}", snyk::Credential::api_token(MARKER), secoda::Credential::api_key(MARKER)),
        format!("{request:?} {:?}", request.parts().unwrap()),
        format!("{:?} {:?}", request.clone().pages(), request.clone().items()),
    ];
    let error = request.send().await.unwrap_err();
    shown.push(format!("{error} {error:?} {:?} {:?}", error.body(), error.problems()));
    for text in shown {
        assert!(!text.contains(MARKER), "{text}");
    }
}
