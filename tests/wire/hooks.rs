//! What looks at requests from outside: middlewares, spans, and other transports.

use std::sync::{Arc, Mutex};

use http::{HeaderMap, StatusCode};
use snyk_secoda::middleware::{Attempt, BoxError, Middleware, RefuseDeprecated};
use snyk_secoda::transport::{self, Request, Response, Sending, Transport};
use snyk_secoda::{Body, Error, Meta, RetryPolicy};

use super::bodies::last_orgs;
use super::logs::Log;
use super::server::{Reply, Server};
use super::{MARKER, snyk_at, snyk_builder};

/// Writes down what it sees.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    fn write(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl Middleware for Diary {
    fn before(&self, attempt: &mut Attempt) -> Result<(), BoxError> {
        assert!(attempt.headers().get("authorization").is_none());
        attempt.set_header("x-attempt", &attempt.number().to_string())?;
        self.write(format!("{} {}", attempt.operation().id, attempt.number()));
        Ok(())
    }

    fn after(&self, attempt: &Attempt, outcome: Result<&Meta, &Error>) -> Result<(), BoxError> {
        let told = outcome.map_or_else(|error| error.is_transport().to_string(), |meta| meta.status().to_string());
        self.write(format!("{} {told}", attempt.number()));
        Ok(())
    }
}

/// Says no, before or after.
struct No {
    before: bool,
}

impl Middleware for No {
    fn before(&self, _: &mut Attempt) -> Result<(), BoxError> {
        if self.before { Err("not today".into()) } else { Ok(()) }
    }

    fn after(&self, _: &Attempt, _: Result<&Meta, &Error>) -> Result<(), BoxError> {
        Err("not any more".into())
    }
}

#[tokio::test]
async fn a_middleware_sees_each_attempt_and_adds_to_it() {
    let server = Server::start([Reply::new(429).header("retry-after", "0"), Reply::Cut, last_orgs(0)]).await;
    let diary = Diary::default();
    let retry = RetryPolicy::default().first_wait(std::time::Duration::ZERO);
    let client = snyk_builder(&server).middleware(diary.clone()).retry(retry).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    let expected = ["listOrgs 1", "1 429 Too Many Requests", "listOrgs 2", "2 true", "listOrgs 3", "3 200 OK"];
    assert_eq!(diary.lines(), expected);
    let sent: Vec<_> = server.requests().iter().map(|call| call.header("x-attempt").unwrap().to_owned()).collect();
    assert_eq!(sent, ["1", "2", "3"]);
    assert!(server.requests().iter().all(|request| request.header("authorization").is_some()));
}

#[tokio::test]
async fn a_request_sent_once_more_with_another_token_is_another_attempt() {
    let token = |name: &str| super::tokens::token(name);
    let server = Server::start([token("t1"), Reply::new(401), token("t2"), last_orgs(0)]).await;
    let diary = Diary::default();
    let credential = snyk_secoda::snyk::Credential::oauth_client("client-1", MARKER);
    let client = snyk_builder(&server).credential(credential).middleware(diary.clone()).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    assert_eq!(diary.lines(), ["listOrgs 1", "1 401 Unauthorized", "listOrgs 2", "2 200 OK"]);
    assert_eq!((client.counters().requests, client.counters().retries), (2, 1));
}

#[tokio::test]
async fn middlewares_see_an_attempt_in_turn_and_its_outcome_in_reverse() {
    struct Named(&'static str, Diary);
    impl Middleware for Named {
        fn before(&self, _: &mut Attempt) -> Result<(), BoxError> {
            self.1.write(format!("before {}", self.0));
            Ok(())
        }

        fn after(&self, _: &Attempt, _: Result<&Meta, &Error>) -> Result<(), BoxError> {
            self.1.write(format!("after {}", self.0));
            Ok(())
        }
    }
    let server = Server::start([last_orgs(0)]).await;
    let diary = Diary::default();
    let builder = snyk_builder(&server).middleware(Named("a", diary.clone())).middleware(Named("b", diary.clone()));
    builder.build().unwrap().orgs().list_orgs().send().await.unwrap();
    assert_eq!(diary.lines(), ["before a", "before b", "after b", "after a"]);
}

#[tokio::test]
async fn a_middleware_can_end_a_call_before_and_after_it_is_sent() {
    for (before, requests) in [(true, 0), (false, 1)] {
        let server = Server::answering(|_| Reply::new(503)).await;
        let client = snyk_builder(&server).middleware(No { before }).build().unwrap();
        let error = client.orgs().list_orgs().send().await.unwrap_err();
        assert!(error.is_middleware() && std::error::Error::source(&error).is_some(), "{error}");
        assert_eq!(error.status().is_some(), !before);
        assert_eq!(server.requests().len(), requests, "it is not tried again");
    }
}

#[tokio::test]
async fn a_middleware_cannot_replace_the_credential() {
    struct Thief;
    impl Middleware for Thief {
        fn before(&self, attempt: &mut Attempt) -> Result<(), BoxError> {
            attempt.set_header("Authorization", "token other")
        }
    }
    let server = Server::start([]).await;
    let client = snyk_builder(&server).middleware(Thief).build().unwrap();
    assert!(client.orgs().list_orgs().send().await.unwrap_err().is_middleware());
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_release_at_its_end_can_be_refused() {
    for (name, value, refused) in [
        ("deprecation", "2025-01-31T00:00:00Z", true),
        ("snyk-version-lifecycle-stage", "sunset", true),
        ("snyk-version-lifecycle-stage", "ga", false),
    ] {
        let server = Server::start([last_orgs(0).header(name, value)]).await;
        let client = snyk_builder(&server).middleware(RefuseDeprecated).build().unwrap();
        let outcome = client.orgs().list_orgs().send().await;
        assert_eq!(outcome.is_err_and(|error| error.is_middleware()), refused, "{value}");
    }
}

#[tokio::test]
async fn an_attempt_is_a_span_by_the_conventions_of_opentelemetry() {
    let log = Log::of_this_crate();
    let _guard = tracing::subscriber::set_default(log.clone());
    let limited = Reply::new(429).header("retry-after", "0");
    let server = Server::start([limited, last_orgs(0).header("snyk-request-id", "42")]).await;
    snyk_at(&server).orgs().list_orgs().slug(MARKER).send().await.unwrap();
    let spans = log.lines("INFO HTTP");
    assert_eq!(spans.len(), 2);
    for field in [
        "otel.kind=\"client\"",
        "otel.name=\"GET /orgs\"",
        "http.request.method=\"GET\"",
        "url.template=\"/orgs\"",
        "server.address=\"127.0.0.1\"",
        "server.port=",
        "operation=\"listOrgs\"",
    ] {
        assert!(spans.iter().all(|span| span.contains(field)), "{field} {spans:?}");
    }
    assert!(!spans[0].contains("resend_count") && spans[1].contains("http.request.resend_count=1"), "{spans:?}");
    let text = log.text();
    for field in
        ["http.response.status_code=429", "error.type=\"429\"", "http.response.status_code=200", "request_id=\"42\""]
    {
        assert!(text.contains(field), "{field} {text}");
    }
    assert!(!text.contains(MARKER) && !text.contains("version="), "{text}");
}

#[tokio::test]
async fn a_request_that_fails_says_in_its_span_of_what_kind() {
    let log = Log::of_this_crate();
    let _guard = tracing::subscriber::set_default(log.clone());
    let server = Server::start([Reply::Close]).await;
    super::snyk_once_at(&server).orgs().list_orgs().send().await.unwrap_err();
    assert!(log.text().contains("error.type=\"transport\""), "{}", log.text());
}

#[tokio::test]
async fn an_id_of_the_caller_goes_where_the_service_looks_for_it() {
    let server = Server::start([last_orgs(0)]).await;
    snyk_at(&server).orgs().list_orgs().with_request_id("4b58e274").send().await.unwrap();
    assert_eq!(server.requests()[0].header("snyk-request-id"), Some("4b58e274"));
    let server = Server::start([Reply::new(204)]).await;
    super::secoda_at(&server).groups().delete_group("1").with_request_id("4b58e274").send().await.unwrap();
    assert_eq!(server.requests()[0].header("x-request-id"), Some("4b58e274"));
}

/// Gives prepared answers without a network.
struct StandIn(Mutex<Vec<Result<Response, transport::Error>>>, Diary);

impl Transport for StandIn {
    fn send(&self, request: Request) -> Sending {
        assert!(request.headers["authorization"].is_sensitive());
        self.1.write(format!("{request:?}"));
        let answer = self.0.lock().unwrap().pop().unwrap();
        Box::pin(async move { answer })
    }
}

#[tokio::test]
async fn another_transport_can_stand_in() {
    let body = r#"{"data": [], "jsonapi": {"version": "1.0"}, "links": {}}"#;
    let chunks = [Ok::<_, std::io::Error>(body[..9].into()), Ok(body[9..].into())];
    let answer = Response::new(StatusCode::OK, HeaderMap::new(), Body::stream(futures_util::stream::iter(chunks)));
    let broken = || Err(transport::Error::broken("x"));
    let diary = Diary::default();
    let stand_in = StandIn(Mutex::new(vec![Ok(answer), broken()]), diary.clone());
    let retry = RetryPolicy::default().first_wait(std::time::Duration::ZERO);
    let builder = snyk_builder(&Server::start([]).await).transport(stand_in).retry(retry);
    let client = builder.build().unwrap();
    assert!(client.orgs().list_orgs().slug(MARKER).send().await.unwrap().data.is_empty());
    assert_eq!(diary.lines().len(), 2, "and once more");
    assert!(diary.lines().iter().all(|line| line.contains("/rest/orgs") && !line.contains(MARKER)));
}

#[tokio::test]
async fn what_follows_a_status_without_content_is_no_body() {
    for status in [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT] {
        let answer = Response::new(status, HeaderMap::new(), Body::from(r#"{"data": [], "links": {}}"#));
        let stand_in = StandIn(Mutex::new(vec![Ok(answer)]), Diary::default());
        let client = snyk_builder(&Server::start([]).await).transport(stand_in).build().unwrap();
        assert!(client.orgs().list_orgs().send().await.unwrap_err().is_empty_body(), "{status}");
    }
}

#[tokio::test]
async fn failures_of_another_transport_are_of_their_kind() {
    type Fits = fn(&Error) -> bool;
    let table: [(transport::Error, Fits); 4] = [
        (transport::Error::connect("x"), |error| error.is_connect() && !error.is_timeout()),
        (transport::Error::connect_timeout("x"), |error| error.is_connect() && error.is_timeout()),
        (transport::Error::timeout("x"), |error| error.is_timeout() && !error.is_connect()),
        (transport::Error::broken("x"), Error::is_transport),
    ];
    for (failure, fits) in table {
        let stand_in = StandIn(Mutex::new(vec![Err(failure)]), Diary::default());
        let builder = snyk_builder(&Server::start([]).await).transport(stand_in).retry(RetryPolicy::never());
        let error = builder.build().unwrap().orgs().list_orgs().send().await.unwrap_err();
        assert!(fits(&error), "{error:?}");
    }
}

#[tokio::test]
async fn an_http_client_of_the_caller_is_used_and_may_not_follow_redirects() {
    let server = Server::start([last_orgs(0), Reply::new(302).header("location", "/elsewhere"), last_orgs(0)]).await;
    let http = with_tls(reqwest::Client::builder()).no_proxy().user_agent("mine").build().unwrap();
    let client = snyk_builder(&server).http_client(http).retry(RetryPolicy::never()).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.requests()[0].header("user-agent"), Some("mine"));
    let error = client.orgs().list_orgs().send().await.unwrap_err();
    assert!(error.is_transport(), "{error:?}");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("redirect"), "{source}");
}

#[tokio::test]
async fn a_proxy_is_used_where_it_is_set() {
    let proxy = Server::start([last_orgs(0)]).await;
    let builder = snyk_builder(&Server::start([]).await).base_url("http://localhost:9/rest").proxy(proxy.url(""));
    builder.build().unwrap().orgs().list_orgs().send().await.unwrap();
    assert!(proxy.targets()[0].starts_with("http://localhost:9/rest/orgs"), "{:?}", proxy.targets());
}

#[tokio::test]
async fn a_proxy_or_certificate_that_cannot_be_read_is_told_without_its_text() {
    let builder = || snyk_builder_of_no_server();
    let proxy = builder().proxy(format!("::{MARKER}"));
    assert!(!format!("{proxy:?}").contains(MARKER));
    let mut errors = vec![proxy.build().unwrap_err()];
    if cfg!(any(feature = "rustls-no-provider", feature = "native-tls")) {
        errors.push(builder().root_certificates(MARKER).build().unwrap_err());
    }
    for error in errors {
        assert!(error.is_config() && !format!("{error} {error:?}").contains(MARKER), "{error:?}");
    }
}

/// An application's own HTTP client needs a provider where reqwest brings none.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    builder.tls_backend_preconfigured(config)
}

#[cfg(not(feature = "rustls"))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

fn snyk_builder_of_no_server() -> snyk_secoda::ClientBuilder<snyk_secoda::snyk::Snyk> {
    let credential = snyk_secoda::snyk::Credential::api_token(MARKER);
    snyk_secoda::snyk::Client::builder().credential(credential).base_url("http://127.0.0.1:9")
}
