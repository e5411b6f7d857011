//! Where requests go, and where they must not go.

use serde_json::json;
use snyk_secoda::{secoda, snyk};

use super::bodies::{groups, last_orgs, orgs};
use super::server::Server;
use super::{MARKER, snyk_at, snyk_builder};

#[tokio::test]
async fn a_personal_access_token_is_sent_as_an_api_token_is() {
    // Its third part names the region, which counts for less than a base URL.
    let token = "snyk_uat.abcdefgh.eyJoIjoiYXBpLmV1LnNueWsuaW8ifQ.checksum";
    let server = Server::start([last_orgs(0)]).await;
    let client = snyk_builder(&server).credential(snyk::Credential::api_token(token)).build().unwrap();
    client.orgs().list_orgs().send().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some(&*format!("token {token}")));
}

#[tokio::test]
async fn a_link_with_another_scheme_host_port_or_user_is_not_followed() {
    let elsewhere = Server::start([]).await;
    let links = ["https://{host}:{port}", "http://localhost:{port}", "http://user:secret@{host}:{port}", "{elsewhere}"];
    for link in links {
        let server = Server::answering({
            let (link, elsewhere) = (link.to_owned(), elsewhere.url(""));
            move |request| {
                let host = request.header("host").unwrap().to_owned();
                let (host, port) = host.split_once(':').unwrap();
                let link = link.replace("{host}", host).replace("{port}", port).replace("{elsewhere}", &elsewhere);
                orgs(1, json!(format!("{link}/rest/orgs?starting_after=x")))
            }
        })
        .await;
        let mut items = snyk_at(&server).orgs().list_orgs().items();
        assert!(items.try_next().await.unwrap().is_some());
        let error = items.try_next().await.unwrap_err();
        assert!(error.is_page_link(), "{link}: {error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{link}");
        assert_eq!(server.requests().len(), 1, "{link}");
    }
    assert!(elsewhere.requests().is_empty());
}

#[test]
fn a_credential_travels_encrypted_or_not_at_all() {
    for url in
        ["http://api.snyk.io/rest", "http://api.secoda.co", "http://192.0.2.1", "ws://127.0.0.1", "//api.snyk.io"]
    {
        let snyk = snyk::Client::builder().credential(snyk::Credential::api_token(MARKER)).base_url(url);
        let secoda = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER)).base_url(url);
        assert!(snyk.build().unwrap_err().is_config(), "{url}");
        assert!(secoda.build().unwrap_err().is_config(), "{url}");
    }
}

#[tokio::test]
async fn slashes_at_the_end_of_a_base_url_are_not_doubled() {
    let server = Server::start([last_orgs(0), last_orgs(0), last_orgs(0)]).await;
    for path in ["/rest", "/rest/", "/rest// "] {
        let client = snyk_builder(&server).base_url(server.url(path)).build().unwrap();
        client.orgs().list_orgs().send().await.unwrap();
    }
    assert!(server.targets().iter().all(|target| target.starts_with("/rest/orgs?")), "{:?}", server.targets());
}

#[test]
fn a_region_is_an_address_and_so_is_that_of_its_web_page() {
    let client = |change: fn(snyk_secoda::ClientBuilder<snyk::Snyk>) -> snyk_secoda::ClientBuilder<snyk::Snyk>| {
        let builder = snyk::Client::builder().credential(snyk::Credential::api_token(MARKER));
        change(builder).build().unwrap().base_url()
    };
    assert_eq!(client(|builder| builder), "https://api.snyk.io/rest");
    assert_eq!(client(|builder| builder.region(snyk::Region::Eu01)), "https://api.eu.snyk.io/rest");
    assert_eq!(client(|builder| builder.base_url("https://app.au.snyk.io/org/x/")), "https://api.au.snyk.io/rest");
    assert_eq!(client(|builder| builder.base_url("https://snyk.example.com/x")), "https://snyk.example.com/x");
}

#[tokio::test]
async fn secoda_is_asked_below_the_prefix_of_its_own_host() {
    let server = Server::start([groups(0, json!({}), json!({}))]).await;
    let builder = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER));
    let client = builder.base_url(server.url("/data/")).build().unwrap();
    client.groups().list_groups().send().await.unwrap();
    assert_eq!(server.targets(), ["/data/api/v1/auth/group"]);
}

#[test]
fn secoda_on_premise_is_one_label_and_not_that_of_the_document() {
    let domain = |label: &str| secoda::Client::builder().credential(secoda::Credential::api_key(MARKER)).domain(label);
    assert_eq!(domain("acme").unwrap().build().unwrap().base_url(), "https://acme.secoda.co");
    for label in ["customer_domain", "", "a/b", "a@b", "a:1", "a.b", "a#b"] {
        assert!(domain(label).unwrap_err().is_config(), "{label}");
    }
}
