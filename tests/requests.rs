//! What is sent for every operation, without a network.
#![cfg(all(feature = "snyk", feature = "secoda"))]

use std::fmt::Debug;
use std::sync::LazyLock;

use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;
use snyk_secoda::{Operation, Parts, secoda, snyk};
use uuid::Uuid;

/// Tests for every operation: what the values that it requires amount to, and what all values do.
///
/// `all` is left out where an operation takes nothing but what it requires.
macro_rules! requests {
    ($(
        $name:ident: $row:path, $method:ident $path:literal {
            required = $required:expr => $required_sent:expr;
            $(all = $all:expr => $all_sent:expr;)?
        }
    )*) => {
        $(mod $name {
            use super::*;

            #[test]
            fn required_values_alone() {
                API.assert_sent(&$required.parts().unwrap(), Method::$method, &format!($path), &$required_sent);
            }

            $(#[test]
            fn all_values() {
                API.assert_sent(&$all.parts().unwrap(), Method::$method, &format!($path), &$all_sent);
            })?

            #[test]
            fn is_a_value_without_the_credential() {
                crate::assert_value_without_credential($required, |request| request.parts().unwrap());
            }

            pub(super) fn fullest() -> (&'static Operation, Parts) {
                let parts = [$required.parts() $(, $all.parts())?].into_iter().last().unwrap();
                (&$row, parts.unwrap())
            }
        })*

        /// Every operation tested here, with a request that has all values.
        pub(crate) fn tested() -> Vec<(&'static Operation, Parts)> {
            vec![$($name::fullest()),*]
        }
    };
}

#[path = "common/bodies.rs"]
mod bodies;
#[path = "requests/coverage.rs"]
mod coverage;
#[path = "common/document.rs"]
mod document;
#[path = "requests/facts.rs"]
mod facts;
#[path = "requests/refused.rs"]
mod refused;
#[path = "requests/secoda.rs"]
mod secoda_requests;
#[path = "requests/snyk.rs"]
mod snyk_requests;
#[path = "requests/values.rs"]
mod values;

/// In the place of a credential, and to be found nowhere else.
const SECRET: &str = "MARKER-OF-THE-SECRET";

const GROUP: Uuid = Uuid::from_u128(0xa1);
const ORG: Uuid = Uuid::from_u128(0xa2);
const SSO: Uuid = Uuid::from_u128(0xa3);
const USER: Uuid = Uuid::from_u128(0xa4);
const MEMBERSHIP: Uuid = Uuid::from_u128(0xa5);
const ROLE: Uuid = Uuid::from_u128(0xa6);

// A client reads the trusted certificates of the platform, which takes long enough to do it once.
static SNYK: LazyLock<snyk::Client> = LazyLock::new(|| snyk::Client::new(snyk::Credential::api_token(SECRET)).unwrap());
static SECODA: LazyLock<secoda::Client> =
    LazyLock::new(|| secoda::Client::new(secoda::Credential::api_key(SECRET)).unwrap());

fn snyk() -> &'static snyk::Client {
    &SNYK
}

fn secoda() -> &'static secoda::Client {
    &SECODA
}

/// What all requests of an API have in common.
struct Conventions {
    media_type: &'static str,
    version: Option<&'static str>,
}

/// What sets one request apart.
struct Sent {
    query: Vec<(String, String)>,
    body: Option<Value>,
}

fn sent<const N: usize>(query: [(&str, &str); N]) -> Sent {
    Sent { query: query.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(), body: None }
}

impl Sent {
    fn body(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }
}

impl Conventions {
    fn assert_sent(&self, parts: &Parts, method: Method, path: &str, sent: &Sent) {
        assert_eq!((parts.method(), parts.path()), (&method, path));
        let version = self.version.map(|version| ("version".to_owned(), version.to_owned()));
        let query: Vec<_> = sent.query.iter().cloned().chain(version).collect();
        assert_eq!(parts.query(), query);
        assert_eq!(pairs(parts.query_text()), query, "the text and the pairs are the same query");
        assert_eq!(parts.body().map(|body| serde_json::from_slice(body).unwrap()), sent.body);
        self.assert_headers(parts, sent.body.is_some());
    }

    /// The media types and nothing more, so no `Authorization` either.
    fn assert_headers(&self, parts: &Parts, body: bool) {
        let names = [Some(ACCEPT), body.then_some(CONTENT_TYPE)];
        let expected = names.into_iter().flatten().map(|name| (name, self.media_type.parse().unwrap())).collect();
        assert_eq!(*parts.headers(), expected);
    }
}

fn pairs(query_text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query_text.as_bytes()).into_owned().collect()
}

/// A request can be cloned, moved to another thread and printed, and gives nothing away.
fn assert_value_without_credential<R>(request: R, parts: fn(&R) -> Parts)
where
    R: Clone + Debug + Send + 'static,
{
    let copy = request.clone();
    let elsewhere = std::thread::spawn(move || parts(&copy)).join().unwrap();
    let here = parts(&request);
    assert_eq!((elsewhere.path(), elsewhere.query_text()), (here.path(), here.query_text()));
    let shown = format!("{request:?} {here:?} {:?} {:?}", here.headers(), here.query());
    assert!(!shown.contains(SECRET), "{shown}");
}
