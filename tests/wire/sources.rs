//! Access tokens of people's own sources.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use snyk_secoda::{AccessToken, Body, TokenFuture, TokenSource, rt, secoda, snyk};
use tokio::sync::{Notify, Semaphore};

use super::bodies::last_orgs;
use super::server::{Reply, Server};
use super::shop::Client;
use super::{MARKER, snyk_builder};

/// Gives `t1`, `t2` and so on, each when it is let.
struct Vault {
    asked: AtomicUsize,
    is_asked: Notify,
    allowed: Semaphore,
}

impl Vault {
    fn open() -> Arc<Self> {
        Self::with(Semaphore::MAX_PERMITS)
    }

    fn with(allowed: usize) -> Arc<Self> {
        Arc::new(Self { asked: AtomicUsize::new(0), is_asked: Notify::new(), allowed: Semaphore::new(allowed) })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl TokenSource for Vault {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            self.is_asked.notify_one();
            self.allowed.acquire().await?.forget();
            Ok(AccessToken::new(format!("t{number}")))
        })
    }
}

struct Broken;

impl TokenSource for Broken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async { Err(io::Error::other("the vault is sealed").into()) })
    }
}

#[tokio::test]
async fn tokens_are_sent_with_the_scheme_of_their_kind() {
    let server = Server::start([last_orgs(0), last_orgs(0)]).await;
    for credential in [snyk::Credential::from_source(Vault::open()), snyk::Credential::api_tokens_from(Vault::open())] {
        snyk_builder(&server).credential(credential).build().unwrap().orgs().list_orgs().send().await.unwrap();
    }
    let sent: Vec<_> = server.requests().iter().map(|call| call.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t1", "token t1"]);
}

#[tokio::test]
async fn a_source_of_secoda_is_asked_again_after_a_401() {
    let server = Server::start([Reply::new(401), Reply::json(200, json!({}))]).await;
    let credential = secoda::Credential::from_source(Vault::open());
    let builder = secoda::Client::builder().credential(credential).base_url(server.url(""));
    builder.build().unwrap().groups().list_groups().send().await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|call| call.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn the_error_of_a_source_is_the_source_of_the_error() {
    let server = Server::start([]).await;
    let client = snyk_builder(&server).credential(snyk::Credential::from_source(Broken)).build().unwrap();
    let error = client.orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_token(), "{error}");
    assert_eq!(error.to_string(), "listOrgs (GET /orgs): no access token: its source failed");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is sealed");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_is_dropped_loses_no_renewal_for_others() {
    let server = Server::start([last_orgs(0), last_orgs(0)]).await;
    let vault = Vault::with(0);
    let credential = snyk::Credential::from_source(Arc::clone(&vault));
    let client = snyk_builder(&server).credential(credential).build().unwrap();
    let first = tokio::spawn(client.orgs().list_orgs().send());
    vault.is_asked.notified().await;
    let others = [client.orgs().list_orgs(), client.orgs().list_orgs()].map(|call| tokio::spawn(call.send()));
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    vault.allowed.add_permits(1);
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(vault.asked(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_twice_is_not_but_the_next_call_has_a_new_token() {
    let server = Server::start([Reply::new(401), Reply::new(204)]).await;
    let credential = rt::Credential::source(rt::Scheme::Bearer, Vault::open());
    let client = Client::authorized(&server, credential);
    let chunks = futures_util::stream::iter([Ok::<_, io::Error>(rt::Bytes::from("a,b"))]);
    let error = client.items().put_text(Body::stream(chunks)).send().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    client.items().put_text("a,b").send().await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|call| call.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn an_operation_without_security_asks_for_no_token() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    let vault = Vault::open();
    let credential = rt::Credential::source(rt::Scheme::Bearer, Arc::clone(&vault));
    Client::authorized(&server, credential).items().find_items().session("s").send().await.unwrap();
    assert_eq!((vault.asked(), server.requests()[0].header("authorization")), (0, None));
}

#[test]
fn a_token_shows_no_part_of_itself() {
    assert!(!format!("{:?}", AccessToken::new(MARKER)).contains(MARKER));
}
