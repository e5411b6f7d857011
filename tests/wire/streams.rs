use std::io;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use snyk_secoda::{Body, RetryPolicy, rt};

use super::server::{Reply, Server};
use super::shop::Client;

fn chunks() -> Body {
    Body::stream(stream::iter(["a,b\n", "", "c,d\n"].map(|chunk| Ok::<_, io::Error>(rt::Bytes::from(chunk)))))
}

#[tokio::test]
async fn bytes_are_sent_as_they_are() {
    let server = Server::start([Reply::new(204), Reply::new(204), Reply::new(204)]).await;
    let items = Client::at(&server).items();
    items.put_text("a,b").send().await.unwrap();
    items.put_text(String::from("a,b")).send().await.unwrap();
    let request = items.put_text(vec![b'a', b',', b'b']);
    assert_eq!(request.parts().unwrap().body(), Some(b"a,b".as_slice()));
    request.send().await.unwrap();
    for request in server.requests() {
        assert_eq!((request.header("content-type"), request.body.as_slice()), (Some("text/csv"), b"a,b".as_slice()));
        assert_eq!(request.header("content-length"), Some("3"));
    }
}

#[tokio::test]
async fn a_stream_is_sent_in_chunks_and_once() {
    let server = Server::start([Reply::new(204), Reply::new(429).header("retry-after", "0")]).await;
    let request = Client::at(&server).items().put_text(chunks());
    let parts = request.parts().unwrap();
    assert!(parts.body().is_none() && format!("{parts:?}").contains("Body(stream)"));
    request.clone().send().await.unwrap();
    let sent = &server.requests()[0];
    assert_eq!((sent.header("content-type"), sent.body.as_slice()), (Some("text/csv"), b"a,b\nc,d\n".as_slice()));
    assert_eq!((sent.header("content-length"), sent.header("transfer-encoding")), (None, Some("chunked")));

    let error = request.send().await.unwrap_err();
    assert!(error.is_invalid_request() && error.to_string().contains("streams are sent once"), "{error}");
    assert_eq!(error.operation().unwrap().id, "putText");

    let error = Client::at(&server).items().put_text(chunks()).send().await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_error_of_the_stream_breaks_the_request_off() {
    let server = Server::start([Reply::new(204)]).await;
    let body = stream::iter([Ok(rt::Bytes::from("a")), Err(io::Error::other("the disk is gone"))]);
    let error = Client::at(&server).items().put_text(Body::stream(body)).send().await.unwrap_err();
    assert!(!error.is_connect() && !error.is_timeout() && !error.is_api(), "{error}");
    let mut told = String::new();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        told += &format!("{cause}: ");
        source = cause.source();
    }
    assert!(told.contains("the disk is gone"), "{told}");
}

#[tokio::test]
async fn an_answer_is_read_as_it_arrives() {
    let text = "line\n".repeat(100_000);
    let replies = [Reply::new(200).header("x-lines", "100000").body(text.clone()), Reply::new(200).body(text.clone())];
    let server = Server::start(replies).await;
    // The limit is for bodies that are kept in memory.
    let items = Client::with(&server, |builder| builder.max_body(100)).items();
    let answer = items.get_log().send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.meta().parse("x-lines")), (200, Some(100_000)));
    let mut body = answer.into_inner();
    let mut length = 0;
    while let Some(chunk) = body.try_next().await.unwrap() {
        length += chunk.len();
    }
    assert_eq!(length, text.len());
    assert!(body.try_next().await.unwrap().is_none());

    let body = items.get_file().send_stream().await.unwrap().into_inner();
    let chunks: Vec<_> = body.map(Result::unwrap).collect().await;
    assert_eq!(chunks.concat(), text.as_bytes());
}

#[tokio::test]
async fn a_streamed_answer_is_judged_and_retried_as_any_other() {
    let limited = Reply::new(429).header("retry-after", "0");
    let server = Server::start([limited, Reply::new(404).body(r#"{"message": "gone"}"#)]).await;
    let error = Client::at(&server).items().get_log().send().await.unwrap_err();
    assert!(error.is_not_found() && error.problems()[0].detail.as_deref() == Some("gone"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn every_chunk_has_the_time_limit() {
    let server = Server::start([Reply::Silence, Reply::Stall]).await;
    let request =
        Client::at(&server).items().get_log().with_timeout(Duration::from_millis(100)).with_retry(RetryPolicy::never());
    let error = request.clone().send().await.unwrap_err();
    assert!(error.is_timeout() && error.operation().unwrap().id == "getLog", "{error}");
    let mut body = request.send().await.unwrap().into_inner();
    assert_eq!(body.try_next().await.unwrap().unwrap(), "{");
    let error = body.try_next().await.unwrap_err();
    assert!(error.is_timeout() && error.status().unwrap() == 200, "{error}");
    assert!(body.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error() {
    let server = Server::start([Reply::Cut]).await;
    let mut body = Client::at(&server).items().get_log().send().await.unwrap().into_inner();
    assert_eq!(body.try_next().await.unwrap().unwrap(), "{");
    let error = body.try_next().await.unwrap_err();
    assert!(!error.is_timeout() && error.operation().unwrap().id == "getLog", "{error}");
}

#[tokio::test]
async fn text_is_text() {
    let server = Server::start([Reply::new(200).body("Grüße"), Reply::new(200).body([0xff])]).await;
    let items = Client::at(&server).items();
    assert_eq!(*items.get_text().send().await.unwrap(), "Grüße");
    let error = items.get_text().send().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert_eq!(server.requests()[0].header("accept"), Some("text/plain"));
}
