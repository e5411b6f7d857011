use std::net::TcpListener;

use super::*;
use crate::source::testing::{Server, answer};

const JSON: (&str, &str) = ("Content-Type", "application/json; charset=utf-8");

fn limits() -> Limits {
    let seconds = Duration::from_secs;
    Limits { bytes: 1000, connect: seconds(20), overall: seconds(20) }
}

fn get(server: &Server, path: &str) -> Result<Download, String> {
    get_with(limits(), server, path)
}

fn get_with(limits: Limits, server: &Server, path: &str) -> Result<Download, String> {
    let address = Address::parse(&format!("{}{path}", server.base))?;
    Network::new(limits).get(&address, "application/json")
}

fn error(answers: Vec<String>) -> String {
    get(&Server::answering(answers), "/a").err().unwrap_or_default()
}

fn redirect(status: &str, location: &str) -> String {
    answer(status, &[("Location", location)], "elsewhere")
}

#[test]
fn a_download_has_a_type_and_bytes() {
    let server = Server::answering(vec![answer("200 OK", &[JSON], "{}")]);
    let expected = Download { kind: "application/json".to_owned(), bytes: b"{}".to_vec() };
    assert_eq!(get(&server, "/a?b=c"), Ok(expected));
}

#[test]
fn a_request_says_who_asks_and_for_what() {
    let server = Server::answering(vec![answer("200 OK", &[], "{}")]);
    assert!(get(&server, "/a?b=c").is_ok());
    let head = server.heads().concat().to_ascii_lowercase();
    for line in [
        "get /a?b=c http/1.1",
        "user-agent: snyk-secoda-xtask",
        "accept: application/json",
        "accept-encoding: identity",
    ] {
        assert!(head.lines().any(|one| one == line), "{line} in {head}");
    }
    assert!(!head.contains("cookie") && !head.contains("authorization"), "{head}");
}

#[test]
fn a_chunked_body_is_put_together() {
    let body = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
    let bytes = get(&Server::answering(vec![body.to_owned()]), "/a").map(|download| download.bytes);
    assert_eq!(bytes, Ok(b"{\"a\":1}".to_vec()));
}

#[test]
fn a_redirect_within_the_place_is_followed() {
    for (status, location) in [("301 Moved", "/b?c=d"), ("302 Found", "b?c=d"), ("308 Moved", "./x/../b?c=d")] {
        let server = Server::answering(vec![redirect(status, location), answer("200 OK", &[], "{}")]);
        assert!(get(&server, "/a").is_ok(), "{status}");
        assert!(server.heads().last().is_some_and(|head| head.starts_with("GET /b?c=d HTTP/1.1\r\n")), "{status}");
    }
}

#[test]
fn a_redirect_by_a_whole_address_of_the_place_is_followed() {
    let followed = |from: &str, location: &str| {
        let location = location.parse().unwrap_or_else(|error| panic!("{error}"));
        let headers = [(header::LOCATION, location)].into_iter().collect();
        redirected(&Address::parse(from)?, &headers).map(|next| next.to_string())
    };
    let fine = followed("https://x.example/a", "https://X.example:443/b");
    assert_eq!(fine, Ok("https://X.example:443/b".to_owned()));
    for other in ["https://x.example:444/b", "https://www.x.example/b", "//y.example/b", "https://me@x.example/b"] {
        assert!(followed("https://x.example/a", other).is_err(), "{other}");
    }
}

#[test]
fn a_redirect_to_another_host_is_refused_by_name() {
    let error = error(vec![redirect("302 Found", "https://else.example/b")]);
    assert!(error.contains(" to https://else.example, which is not followed: https://else.example/b"), "{error}");
}

#[test]
fn a_redirect_to_another_port_is_not_asked() {
    let other = Server::answering(vec![answer("200 OK", &[], "{}")]);
    let error = error(vec![redirect("302 Found", &format!("{}/b", other.base))]);
    assert!(error.contains(&format!(" to {}, which is not followed", other.base)), "{error}");
    assert_eq!(other.heads(), Vec::<String>::new());
}

#[test]
fn a_redirect_out_of_encryption_is_refused() {
    let error = error(vec![redirect("302 Found", "http://else.example/b")]);
    assert!(error.contains("redirects to an address that is refused: http://else.example/b"), "{error}");
}

#[test]
fn a_redirect_says_where_to() {
    let error = error(vec![answer("302 Found", &[], "")]);
    assert!(error.ends_with("redirects, but does not say where to"), "{error}");
}

#[test]
fn five_redirects_are_followed_and_no_sixth() {
    let redirects = |count| vec![redirect("302 Found", "/a"); count];
    let mut five = redirects(5);
    five.push(answer("200 OK", &[], "{}"));
    assert!(get(&Server::answering(five), "/a").is_ok());
    let error = error(redirects(6));
    assert!(error.ends_with("/a redirects more than 5 times"), "{error}");
}

#[test]
fn other_answers_than_success_are_errors() {
    for status in ["404 Not Found", "401 Unauthorized", "500 Internal Server Error", "304 Not Modified"] {
        let error = error(vec![answer(status, &[JSON], "{\"openapi\": \"3.0.0\"}")]);
        assert!(error.ends_with(&format!("/a answered {status}")), "{error}");
    }
}

#[test]
fn a_part_is_not_a_document() {
    let error = error(vec![answer("206 Partial Content", &[JSON], "{}")]);
    assert!(error.contains("truncated"), "{error}");
}

#[test]
fn a_body_shorter_than_its_length_is_truncated() {
    let error = error(vec!["HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"openapi\":".to_owned()]);
    assert!(error.contains("/a is truncated: it breaks off after 11 of 30 bytes"), "{error}");
}

#[test]
fn a_chunked_body_without_an_end_is_truncated() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for body in ["5\r\nabcde\r\n", "50\r\nabcde", "zz\r\nabcde\r\n0\r\n\r\n", ""] {
        let error = error(vec![format!("{head}{body}")]);
        assert!(error.contains("/a is truncated: it breaks off after"), "{body:?}: {error}");
    }
}

#[test]
fn a_body_that_says_it_is_too_large_is_not_read() {
    let error = error(vec!["HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n".to_owned()]);
    assert!(error.ends_with("answers with more than 1000 bytes, the most that is read"), "{error}");
}

#[test]
fn a_body_that_does_not_say_is_read_up_to_the_limit() {
    let body = |count| format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "x".repeat(count));
    assert!(get(&Server::answering(vec![body(1000)]), "/a").is_ok());
    let error = error(vec![body(1001)]);
    assert!(error.ends_with("answers with more than 1000 bytes, the most that is read"), "{error}");
}

#[test]
fn the_limit_is_that_of_documents() {
    assert_eq!(Limits::default().bytes, 64 * 1024 * 1024);
    assert_eq!(size(Limits::default().bytes), "64 MiB");
}

#[test]
fn a_compressed_body_was_not_asked_for() {
    let error = error(vec![answer("200 OK", &[("Content-Encoding", "gzip")], "{}")]);
    assert!(error.ends_with("/a answered in the encoding \"gzip\", which was not asked for"), "{error}");
}

#[test]
fn an_answer_that_does_not_come_is_not_waited_for() {
    let limits = Limits { overall: Duration::from_millis(100), ..limits() };
    for text in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"openapi\":"] {
        let error = get_with(limits, &Server::stalling(text), "/a").err().unwrap_or_default();
        assert!(error.ends_with("/a did not answer whole within 100ms"), "{text}: {error}");
    }
}

#[test]
fn no_time_is_no_request() {
    let limits = Limits { overall: Duration::ZERO, ..limits() };
    let server = Server::answering(vec![answer("200 OK", &[], "{}")]);
    let error = get_with(limits, &server, "/a").err().unwrap_or_default();
    assert!(error.contains("did not answer whole"), "{error}");
    assert_eq!(server.heads(), Vec::<String>::new());
}

#[test]
fn nobody_who_listens_is_an_error() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map(|at| at.port());
    let address = Address::parse(&format!("http://127.0.0.1:{}/a", port.unwrap_or(1)));
    let error = address.and_then(|address| Network::new(limits()).get(&address, "*/*")).err().unwrap_or_default();
    assert!(error.contains("/a cannot be reached: "), "{error}");
}

#[test]
fn an_answer_that_is_no_http_is_an_error() {
    let error = error(vec!["SSH-2.0-x\r\n\r\n".to_owned()]);
    assert!(error.contains("/a cannot be reached: "), "{error}");
}

#[test]
fn a_server_that_does_not_speak_tls_gives_no_secure_connection() {
    let server = Server::talking("HTTP/1.1 400 Bad Request\r\n\r\n");
    let address = Address::parse(&format!("{}/a", server.base.replace("http://", "https://")));
    let error = address.and_then(|address| Network::new(limits()).get(&address, "*/*")).err().unwrap_or_default();
    assert!(error.contains("/a cannot be reached: "), "{error}");
}
