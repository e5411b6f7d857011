//! Access tokens of the token endpoint.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use snyk_secoda::{RetryPolicy, snyk};

use super::bodies::last_orgs;
use super::server::{Reply, Request, Server};
use super::{MARKER, snyk_builder};

const CLIENT_ID: &str = "client-1";

pub(crate) fn token(secret: &str) -> Reply {
    Reply::json(200, json!({"access_token": secret, "expires_in": 3599, "token_type": "bearer", "scope": "x"}))
}

fn client_at(server: &Server) -> snyk::Client {
    snyk_builder(server).credential(snyk::Credential::oauth_client(CLIENT_ID, MARKER)).build().unwrap()
}

fn form(request: &Request) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&request.body).into_owned().collect()
}

/// The bearer tokens of the calls that reached the API.
fn bearers(server: &Server) -> Vec<String> {
    let calls = server.requests().into_iter().filter(|request| request.method == "GET");
    calls.map(|request| request.header("authorization").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_token_is_asked_for_on_the_same_origin_and_outside_the_base_path() {
    let server = Server::start([token("t1"), last_orgs(0)]).await;
    client_at(&server).orgs().list_orgs().send().await.unwrap();
    let asked = &server.requests()[0];
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/oauth2/token"));
    assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(asked.header("authorization"), None);
    let expected = [("grant_type", "client_credentials"), ("client_id", CLIENT_ID), ("client_secret", MARKER)];
    assert_eq!(form(asked), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(bearers(&server), ["Bearer t1"]);
}

#[tokio::test]
async fn one_token_serves_all_calls_of_a_client_and_its_clones() {
    let server = Server::start([token("t1")].into_iter().chain((0..9).map(|_| last_orgs(0)))).await;
    let client = client_at(&server);
    let calls = (0..8).map(|_| client.clone().orgs().list_orgs().send());
    for answer in join_all(calls.collect::<Vec<_>>()).await {
        answer.unwrap();
    }
    client.orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.targets().iter().filter(|target| *target == "/oauth2/token").count(), 1);
    assert_eq!(bearers(&server), ["Bearer t1"; 9]);
}

#[tokio::test]
async fn a_token_at_its_end_is_renewed_before_the_next_call() {
    let ended = Reply::json(200, json!({"access_token": "t1", "expires_in": 0}));
    let server = Server::start([ended, last_orgs(0), token("t2"), last_orgs(0), last_orgs(0)]).await;
    let client = client_at(&server);
    for _ in 0..3 {
        client.orgs().list_orgs().send().await.unwrap();
    }
    assert_eq!(bearers(&server), ["Bearer t1", "Bearer t2", "Bearer t2"]);
}

#[tokio::test]
async fn a_token_that_is_turned_away_is_renewed_and_the_call_sent_once_more() {
    let server = Server::start([token("t1"), Reply::new(401), token("t2"), last_orgs(0)]).await;
    client_at(&server).orgs().list_orgs().send().await.unwrap();
    assert_eq!(bearers(&server), ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn a_second_401_is_the_error() {
    let replies = [token("t1"), Reply::new(401), token("t2"), Reply::new(401).header("snyk-request-id", "7")];
    let server = Server::start(replies).await;
    let error = client_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_unauthorized() && !error.is_token() && error.request_id() == Some("7"), "{error}");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_given_token_that_is_turned_away_is_the_error_at_once() {
    let server = Server::start([Reply::new(401)]).await;
    let client = snyk_builder(&server).credential(snyk::Credential::bearer(MARKER)).build().unwrap();
    assert!(client.orgs().list_orgs().send().await.unwrap_err().is_unauthorized());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_refusal_of_the_token_endpoint_is_told_with_its_reason_and_no_secret() {
    let refusal = json!({"error": "invalid_client", "error_description": format!("no client with {MARKER}")});
    let server = Server::start([Reply::json(401, refusal)]).await;
    let error = client_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_token() && !error.is_unauthorized() && !error.is_api(), "{error}");
    assert_eq!((error.status().unwrap().as_u16(), error.problems().len()), (401, 1));
    assert_eq!(
        error.to_string(),
        "listOrgs (GET /orgs): no access token: answered 401 Unauthorized: invalid_client: no client with [redacted]; \
         check the client's id and secret or key, and that the region is the one that hosts the account"
    );
    assert!(!format!("{error:?} {:?}", error.body()).contains(MARKER));
    assert_eq!(server.requests().len(), 1, "the call itself is not sent");
}

#[tokio::test]
async fn an_answer_without_a_token_is_told_without_its_text() {
    for answer in [
        Reply::new(200).body(format!("<html>{MARKER}")),
        Reply::json(200, json!({"access_token": "", "x": MARKER})),
        Reply::json(200, json!({"access_token": MARKER, "token_type": "mac"})),
        Reply::json(200, json!({"access_token": format!("{MARKER}\n{MARKER}")})),
        Reply::json(200, json!({"access_token": MARKER, "x": "x".repeat(70_000)})),
        Reply::new(204),
        Reply::new(302).header("location", "/elsewhere"),
        Reply::Cut,
    ] {
        let server = Server::start([answer]).await;
        let request = client_at(&server).orgs().list_orgs().with_retry(RetryPolicy::never());
        let error = request.send().await.unwrap_err();
        assert!(error.is_token() && !format!("{error} {error:?}").contains(MARKER), "{error:?}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_answer_is_a_timeout() {
    let server = Server::start([Reply::Silence, Reply::Stall, token("t1"), last_orgs(0)]).await;
    let credential = snyk::Credential::oauth_client(CLIENT_ID, MARKER);
    let builder = snyk_builder(&server).credential(credential);
    let client = builder.timeout(Duration::from_millis(200)).retry(RetryPolicy::never()).build().unwrap();
    for _ in 0..2 {
        let error = client.orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_token() && error.is_timeout(), "{error:?}");
    }
}

#[tokio::test]
async fn a_call_that_gives_up_leaves_the_renewal_to_the_next() {
    let server = Server::start([Reply::Silence]).await;
    let client = client_at(&server);
    let short = Duration::from_millis(50);
    for _ in 0..2 {
        let request = client.orgs().list_orgs().with_timeout(short).with_retry(RetryPolicy::never());
        let error = request.send().await.unwrap_err();
        assert!(error.is_token() && error.is_timeout(), "{error:?}");
    }
    assert_eq!(server.targets(), ["/oauth2/token"]);
}

#[tokio::test]
async fn client_ids_and_secrets_that_are_empty_are_told_when_the_client_is_built() {
    let server = Server::start([]).await;
    for (id, secret) in [("", "x"), (" ", "x"), ("x", ""), ("x", "\n")] {
        let credential = snyk::Credential::oauth_client(id, secret);
        assert!(snyk_builder(&server).credential(credential).build().unwrap_err().is_config());
    }
}

#[cfg(feature = "rustls")]
mod private_keys {
    use std::collections::BTreeSet;

    use rustls::SignatureScheme;
    use rustls::crypto::ring;
    use serde_json::Value;

    use super::*;

    const PKCS8: &str = include_str!("../keys/pkcs8.pem");
    const PKCS1: &str = include_str!("../keys/pkcs1.pem");
    const EC: &str = include_str!("../keys/ec.pem");
    const PUBLIC: &[u8] = include_bytes!("../keys/public.der");

    /// The assertion of a token request, its signature verified.
    fn assertion(request: &Request) -> (Value, Value) {
        let fields = form(request);
        let [grant, id, kind, (name, assertion)] = fields.as_slice() else { panic!("{fields:?}") };
        assert_eq!((grant.1.as_str(), id.1.as_str()), ("client_credentials", CLIENT_ID));
        assert_eq!(kind.1, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assert_eq!((kind.0.as_str(), name.as_str()), ("client_assertion_type", "client_assertion"));
        let (text, signature) = assertion.rsplit_once('.').unwrap();
        let algorithms = ring::default_provider().signature_verification_algorithms.mapping;
        let (_, algorithms) = algorithms.iter().find(|(name, _)| *name == SignatureScheme::RSA_PKCS1_SHA256).unwrap();
        algorithms[0].verify_signature(PUBLIC, text.as_bytes(), &bytes(signature)).unwrap();
        let (head, claims) = text.split_once('.').unwrap();
        (serde_json::from_slice(&bytes(head)).unwrap(), serde_json::from_slice(&bytes(claims)).unwrap())
    }

    /// Base64url, in the plainest way.
    fn bytes(text: &str) -> Vec<u8> {
        const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits: String = text.chars().map(|digit| format!("{:06b}", DIGITS.find(digit).unwrap())).collect();
        let whole = bits.as_bytes().chunks_exact(8);
        whole.map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap()).collect()
    }

    #[tokio::test]
    async fn a_private_key_signs_an_assertion_for_the_token_endpoint() {
        for pem in [PKCS8, PKCS1] {
            let server = Server::start([token("t1"), last_orgs(0)]).await;
            let credential = snyk::Credential::oauth_private_key(CLIENT_ID, "key-1", pem);
            let client = snyk_builder(&server).credential(credential).build().unwrap();
            client.orgs().list_orgs().send().await.unwrap();
            let (head, claims) = assertion(&server.requests()[0]);
            assert_eq!(head, json!({"alg": "RS256", "typ": "JWT", "kid": "key-1"}));
            assert_eq!((&claims["iss"], &claims["sub"]), (&json!(CLIENT_ID), &json!(CLIENT_ID)));
            assert_eq!(claims["aud"], server.url("/oauth2/token"));
            let life = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
            assert!((30..=300).contains(&life), "{life}");
            assert_eq!(bearers(&server), ["Bearer t1"]);
        }
    }

    #[tokio::test]
    async fn an_assertion_is_used_once() {
        let ended = || Reply::json(200, json!({"access_token": "t", "expires_in": 0}));
        let server = Server::start([ended(), last_orgs(0), ended(), last_orgs(0)]).await;
        let credential = snyk::Credential::oauth_private_key(CLIENT_ID, "key-1", PKCS8);
        let client = snyk_builder(&server).credential(credential).build().unwrap();
        client.orgs().list_orgs().send().await.unwrap();
        client.orgs().list_orgs().send().await.unwrap();
        let requests = server.requests();
        let ids: BTreeSet<_> = [&requests[0], &requests[2]].map(|asked| assertion(asked).1["jti"].to_string()).into();
        assert_eq!(ids.len(), 2);
    }

    #[tokio::test]
    async fn an_assertion_that_is_echoed_is_not_shown() {
        let server = Server::start([Reply::Echo]).await;
        let credential = snyk::Credential::oauth_private_key(CLIENT_ID, "key-1", PKCS8);
        let client = snyk_builder(&server).credential(credential).build().unwrap();
        let error = client.orgs().list_orgs().send().await.unwrap_err();
        let sent = form(&server.requests()[0]).pop().unwrap().1;
        assert!(error.is_token() && error.body().unwrap().contains("[redacted]"), "{error:?}");
        assert!(!format!("{error} {error:?} {:?}", error.body()).contains(&sent));
    }

    #[tokio::test]
    async fn keys_that_cannot_sign_are_told_when_the_client_is_built() {
        let server = Server::start([]).await;
        let cut: String = PKCS8.chars().filter(|c| *c != 'A').collect();
        for (key_id, pem) in [("k", MARKER), ("k", ""), ("k", EC), ("k", cut.as_str()), ("", PKCS8)] {
            let credential = snyk::Credential::oauth_private_key(CLIENT_ID, key_id, pem);
            let error = snyk_builder(&server).credential(credential).build().unwrap_err();
            assert!(error.is_config() && !format!("{error:?}").contains(MARKER), "{error}");
        }
    }
}
