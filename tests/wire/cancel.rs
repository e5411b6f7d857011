//! What happens when the future of a call is dropped; lists have theirs in `paging_ahead`.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use snyk_secoda::RetryPolicy;
use tokio::sync::Notify;

use super::bodies::last_orgs;
use super::server::{Reply, Server};
use super::shop::Client;
use super::snyk_at;

#[tokio::test]
async fn a_call_dropped_at_any_await_leaves_a_client_that_works() {
    let server = Server::answering(|_| last_orgs(1)).await;
    let client = snyk_at(&server);
    let mut polls = 0;
    loop {
        polls += 1;
        let mut sending = Box::pin(client.orgs().list_orgs().send());
        let mut done = false;
        for _ in 0..polls {
            done = poll_fn(|context| Poll::Ready(sending.as_mut().poll(context).is_ready())).await;
            if done {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(sending);
        assert_eq!(client.orgs().list_orgs().send().await.unwrap().data.len(), 1);
        if done {
            break;
        }
    }
    assert!(polls > 1, "it was dropped at least once");
}

#[tokio::test]
async fn dropping_a_call_closes_its_connection() {
    let closed = Arc::new(Notify::new());
    let server = Server::start([Reply::Hangup(Arc::clone(&closed))]).await;
    let client = snyk_at(&server);
    tokio::select! {
        _ = client.orgs().list_orgs().send() => panic!("there is no answer"),
        () = server.asked(1) => {}
    }
    tokio::time::timeout(Duration::from_secs(20), closed.notified()).await.expect("it stays open");
}

#[tokio::test]
async fn a_chunk_asked_for_and_dropped_at_every_await_is_not_lost() {
    let text = "0123456789".repeat(100_000);
    let server = Server::start([Reply::new(200).body(text.clone())]).await;
    let mut body = Client::at(&server).items().get_log().send().await.unwrap().into_inner();
    let mut read = Vec::new();
    loop {
        match poll_fn(|context| Poll::Ready(pin!(body.try_next()).poll(context))).await {
            Poll::Ready(chunk) => match chunk.unwrap() {
                Some(chunk) => read.extend_from_slice(&chunk),
                None => break,
            },
            Poll::Pending => tokio::task::yield_now().await,
        }
    }
    assert!(read == text.as_bytes(), "{} bytes", read.len());
}

/// Waits until a client does what it cannot be seen to do from outside.
async fn until(done: impl Fn() -> bool) {
    let waiting = async {
        while !done() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("it never does");
}

#[tokio::test]
async fn a_call_dropped_while_it_waits_to_be_sent_again_is_not_sent_again() {
    let server = Server::start([Reply::new(429).header("retry-after", "50"), last_orgs(1)]).await;
    let client = snyk_at(&server);
    tokio::select! {
        _ = client.orgs().list_orgs().send() => panic!("it does not wait"),
        () = until(|| client.counters().waits == 1) => {}
    }
    assert_eq!(client.orgs().list_orgs().send().await.unwrap().data.len(), 1);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_dropped_at_any_await_of_its_retries_and_renewals_leaves_a_client_that_works() {
    let mut asked = 0;
    let server = Server::answering(move |request| {
        asked += 1;
        match request.target.starts_with("/oauth2") {
            true => super::tokens::token(&format!("t{asked}")),
            false if asked % 4 == 0 => Reply::new(401),
            false if asked % 3 == 0 => Reply::new(429).header("retry-after", "0"),
            false if asked % 5 == 0 => Reply::Close,
            false => last_orgs(1),
        }
    });
    let server = server.await;
    let credential = snyk_secoda::snyk::Credential::oauth_client("client-1", super::MARKER);
    let retry = RetryPolicy::default().first_wait(Duration::ZERO).max_retries(20);
    let client = super::snyk_builder(&server).credential(credential).retry(retry).build().unwrap();
    let mut dropped = 0;
    for polls in 1..40 {
        let mut sending = Box::pin(client.orgs().list_orgs().send());
        for _ in 0..polls {
            if poll_fn(|context| Poll::Ready(sending.as_mut().poll(context).is_ready())).await {
                break;
            }
            dropped += usize::from(polls > 1);
            tokio::task::yield_now().await;
        }
        drop(sending);
        let next = tokio::time::timeout(Duration::from_secs(20), client.orgs().list_orgs().send());
        if let Err(error) = next.await.expect("something was lost that others wait for") {
            // A second 401 in a row is an error.
            assert!(error.is_unauthorized(), "{error}");
        }
    }
    assert!(dropped > 0);
}
