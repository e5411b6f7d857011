//! The marker: every operation of both services, through success and every kind of failure, and no secret in
//! anything that comes out.

use std::fmt::Debug;
use std::sync::LazyLock;
use std::time::Duration;

use serde_json::{Value, json};
use snyk_secoda::{Error, Operation, RetryPolicy, secoda, snyk};
use tokio::net::TcpListener;

use super::MARKER;
use super::calls::{Call, Clients, Limits, shown};
use super::logs::Log;
use super::server::{Reply, Server};
use super::tokens::token;

/// The order in which operations are called.
static ORDER: LazyLock<Vec<&'static Operation>> = LazyLock::new(|| {
    let calls = clients("http://127.0.0.1:1", Kind::Given).calls();
    calls.into_iter().map(|call| call.operation).collect()
});

/// What both services are made to do.
struct Scene<'a> {
    name: &'a str,
    reply: &'a dyn Fn(&Operation) -> Reply,
    /// Whether that is what an operation makes of it.
    fits: fn(&Result<String, Error>) -> bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Given,
    Bearer,
    OAuth,
}

/// Clients that ask once, with one kind of credential.
fn clients(url: &str, kind: Kind) -> Clients {
    let credential = match kind {
        Kind::Given => snyk::Credential::api_token(MARKER),
        Kind::Bearer => snyk::Credential::bearer(MARKER),
        Kind::OAuth => snyk::Credential::oauth_client("client-1", MARKER),
    };
    let attempt = Duration::from_millis(150);
    Clients::at(url, credential, Limits { attempt, total: None, retry: RetryPolicy::never(), max_body: 64 * 1024 })
}

fn assert_hidden(text: &str, what: impl Debug) {
    assert!(!text.contains(MARKER), "{what:?}: {text}");
}

/// Plays a scene to every operation.
async fn play(scene: &Scene<'_>, kind: Kind) {
    let log = Log::of_all();
    let _guard = tracing::subscriber::set_default(log.clone());
    let replies: Vec<Reply> = ORDER.iter().copied().map(scene.reply).collect();
    let tokens = matches!(kind, Kind::OAuth).then(|| token(&format!("{MARKER}-token")));
    let server = Server::start(tokens.into_iter().chain(replies)).await;
    check(&clients(&server.url(""), kind), scene, kind).await;
    assert_hidden(&log.text(), scene.name);
    assert!(log.text().contains("request sent"), "the log works");
}

async fn check(clients: &Clients, scene: &Scene<'_>, kind: Kind) {
    assert_hidden(&format!("{clients:?} {:?}", clients.snyk.groups()), scene.name);
    for Call { operation, shown: request, sent } in clients.calls() {
        let outcome = sent.await;
        assert!((scene.fits)(&outcome), "{} with {kind:?}, {operation}: {outcome:?}", scene.name);
        assert_hidden(&request, operation);
        assert_hidden(&shown(&outcome), (scene.name, operation));
    }
}

fn fails(outcome: &Result<String, Error>, how: fn(&Error) -> bool) -> bool {
    outcome.as_ref().is_err_and(how)
}

/// An answer that repeats the credential wherever it can.
fn talkative(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    let mut reply = Reply::new(status).body(body);
    for name in ["snyk-request-id", "x-request-id", "location", "set-cookie", "x-echo", "deprecation", "sunset"] {
        reply = reply.header(name, format!("token {MARKER}"));
    }
    reply.header("snyk-version-served", MARKER).header("www-authenticate", format!("Bearer error=\"{MARKER}\""))
}

fn problem(text: &str) -> String {
    json!({"errors": [{"id": text, "status": text, "code": text, "title": text, "detail": text,
        "source": {"pointer": text, "parameter": text}}], text: text})
    .to_string()
}

fn example(operation: &Operation) -> Reply {
    let examples = [include_str!("../examples/snyk.json"), include_str!("../examples/secoda.json")];
    let key = format!("{} {}", operation.method, operation.path);
    let answers = examples.iter().find_map(|text| serde_json::from_str::<Value>(text).unwrap().get(&key).cloned());
    let answer = answers.iter().flat_map(|answers| answers.as_object().unwrap()).find(|(status, _)| *status != "204");
    let body = answer.and_then(|(_, contents)| contents.as_object().unwrap().values().next());
    let status = answer.map_or(204, |(status, _)| status.parse().unwrap());
    talkative(status, body.map_or(String::new(), Value::to_string))
}

#[tokio::test]
async fn successes_show_no_secret() {
    let scene = Scene { name: "success", reply: &example, fits: Result::is_ok };
    for kind in [Kind::Given, Kind::Bearer, Kind::OAuth] {
        play(&scene, kind).await;
    }
}

#[tokio::test]
async fn refusals_that_echo_the_secret_do_not_show_it() {
    for status in [302, 400, 403, 404, 409, 410, 422, 429, 500, 503] {
        let reply = |_: &Operation| talkative(status, problem(&format!("bad token {MARKER}")));
        let fits = |outcome: &Result<_, _>| fails(outcome, |error| error.is_api() && error.body().is_some());
        for kind in [Kind::Given, Kind::OAuth] {
            play(&Scene { name: "refusal", reply: &reply, fits }, kind).await;
        }
    }
}

#[tokio::test]
async fn a_401_that_echoes_the_secret_does_not_show_it() {
    let reply = |_: &Operation| talkative(401, problem(MARKER));
    let scene = Scene { name: "401", reply: &reply, fits: |outcome| fails(outcome, Error::is_unauthorized) };
    for kind in [Kind::Given, Kind::Bearer] {
        play(&scene, kind).await;
    }
}

#[tokio::test]
async fn errors_in_other_forms_do_not_show_the_secret() {
    let escaped: String = MARKER.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
    for body in [
        format!("<html><body>502 for {MARKER}</body></html>"),
        format!(r#"{{"errors": [{{"title": "{escaped}", "detail": "a\nb"}}], "{escaped}": ["{escaped}"]}}"#),
        format!(r#"{{"errors": [{{"title": "{MARKER}"#),
        format!("{}{MARKER}", "x".repeat(2040)),
        format!("\u{fffd}{MARKER}"),
    ] {
        let reply = |_: &Operation| talkative(502, body.clone());
        let fits = |outcome: &Result<_, _>| fails(outcome, Error::is_api);
        for kind in [Kind::Given, Kind::OAuth] {
            play(&Scene { name: "other form", reply: &reply, fits }, kind).await;
        }
    }
}

#[tokio::test]
async fn answers_that_are_not_understood_do_not_show_the_secret() {
    let escaped: String = MARKER.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
    for body in [
        format!("\"{MARKER}\""),
        format!("\"{escaped}\""),
        format!("{{\"{MARKER}\": "),
        format!(r#"{{"data": "{MARKER}", "results": "{MARKER}", "id": {{"{MARKER}": 1}}}}"#),
        format!(
            r#"{{"{MARKER}": "{MARKER}", "data": [{{"{MARKER}": 1}}], "results": [{{"id": ["{escaped}"]}}], "id": []}}"#
        ),
        format!("<html>{MARKER}"),
        String::new(),
    ] {
        let reply = |operation: &Operation| match operation.method == http::Method::POST {
            true => talkative(201, body.clone()),
            false => talkative(200, body.clone()),
        };
        // Operations without a result take any body.
        let fits = |outcome: &Result<_, Error>| {
            outcome.as_ref().err().is_none_or(|error| error.is_decode() || error.is_empty_body() || error.is_api())
        };
        for kind in [Kind::Given, Kind::OAuth] {
            play(&Scene { name: "not understood", reply: &reply, fits }, kind).await;
        }
    }
}

#[tokio::test]
async fn answers_that_break_off_or_are_too_large_do_not_show_the_secret() {
    let large = |_: &Operation| talkative(200, MARKER.repeat(10_000));
    let scene = Scene { name: "large", reply: &large, fits: |outcome| fails(outcome, Error::is_body_too_large) };
    play(&scene, Kind::OAuth).await;
    let fits = |outcome: &Result<_, Error>| fails(outcome, |error| error.status().is_some());
    play(&Scene { name: "cut", reply: &|_| Reply::Cut, fits }, Kind::OAuth).await;
}

#[tokio::test]
async fn services_that_do_not_answer_see_no_secret_shown() {
    let fits = |outcome: &Result<_, _>| fails(outcome, Error::is_timeout);
    play(&Scene { name: "silence", reply: &|_| Reply::Silence, fits }, Kind::Given).await;
}

#[tokio::test]
async fn refused_connections_show_no_secret() {
    let log = Log::of_all();
    let _guard = tracing::subscriber::set_default(log.clone());
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let fits = |outcome: &Result<_, _>| fails(outcome, Error::is_connect);
    for kind in [Kind::Given, Kind::OAuth] {
        check(&clients(&url, kind), &Scene { name: "refused", reply: &|_| Reply::Echo, fits }, kind).await;
    }
    assert_hidden(&log.text(), "refused");
}

#[tokio::test]
async fn failures_of_the_token_endpoint_show_no_secret() {
    let told = json!({"error": MARKER, "error_description": format!("client_secret={MARKER}")}).to_string();
    for reply in [
        Reply::Echo,
        Reply::Silence,
        Reply::Cut,
        talkative(401, told.clone()),
        talkative(500, format!("<html>{MARKER}")),
        talkative(200, format!("<html>{MARKER}")),
        talkative(200, told),
        talkative(302, ""),
    ] {
        let log = Log::of_all();
        let _guard = tracing::subscriber::set_default(log.clone());
        let server = Server::start([reply]).await;
        let clients = clients(&server.url(""), Kind::OAuth);
        for Call { operation, sent, .. } in clients.calls_of_groups().into_iter().take(1) {
            let outcome = sent.await;
            assert!(fails(&outcome, Error::is_token), "{outcome:?}");
            assert_hidden(&shown(&outcome), operation);
        }
        assert!(log.text().contains("access token not renewed"));
        assert_hidden(&log.text(), "token endpoint");
    }
}

#[test]
fn what_is_set_up_shows_no_secret() {
    for credential in [
        snyk::Credential::api_token(MARKER),
        snyk::Credential::bearer(MARKER),
        snyk::Credential::oauth_client("client-1", MARKER),
        #[cfg(feature = "rustls")]
        snyk::Credential::oauth_private_key("client-1", "key-1", MARKER),
    ] {
        let builder = snyk::Client::builder().credential(credential.clone());
        assert_hidden(&format!("{credential:?} {builder:?}"), "set up");
        assert_hidden(&format!("{:?}", builder.build()), "set up");
    }
    assert_hidden(&format!("{:?}", secoda::Credential::api_key(MARKER)), "set up");
}
