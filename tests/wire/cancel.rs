//! What happens when the future of a call is dropped; lists have theirs in `paging_ahead`.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

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
