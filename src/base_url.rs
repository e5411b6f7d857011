//! The origin and path prefix that all requests of a client share, and that its credential is
//! bound to.

use std::fmt;

use url::{Host, Url};

use crate::error::Error;

/// A checked base URL: https (or loopback), a host, and a path that does not end in a slash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Reads a base URL; `correct` mends what people get wrong about the service's own hosts.
    pub(crate) fn parse(text: &str, correct: fn(&mut Url)) -> Result<Self, Error> {
        let mut url = Url::parse(text.trim())
            .map_err(|error| Error::config("the base URL cannot be read as a URL").with_source(error))?;
        refuse(&url).map_or(Ok(()), |fault| Err(Error::config(format!("the base URL {fault}"))))?;
        correct(&mut url);
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    pub(crate) fn host(&self) -> Option<&str> {
        self.0.host_str()
    }

    pub(crate) fn port(&self) -> Option<u16> {
        self.0.port_or_known_default()
    }

    /// The URL of a path and query below this base.
    ///
    /// `None` if the URL would not be the text that was asked for: parsing folds `..`, and a
    /// request must not end up at a path that nobody wrote.
    pub(crate) fn join(&self, path: &str, query: &str) -> Option<Url> {
        let base = self.0.path().trim_end_matches('/');
        let query = Some(query).filter(|query| !query.is_empty());
        let text = [base, path, query.map_or("", |_| "?"), query.unwrap_or_default()].concat();
        // The host was parsed once and for all.
        let url = self.0.join(&text).ok()?;
        let is_as_written =
            url.path().strip_prefix(base) == Some(path) && url.query() == query && url.fragment().is_none();
        is_as_written.then_some(url)
    }

    /// The URL of a path on the same origin, outside this base.
    pub(crate) fn on_origin(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }

    /// The part of a path below this base, whether or not the path repeats the base's own.
    pub(crate) fn strip<'a>(&self, path: &'a str) -> &'a str {
        let prefix = self.0.path().trim_end_matches('/');
        match path.strip_prefix(prefix) {
            Some(rest) if rest.starts_with('/') => rest,
            _ => path,
        }
    }

    pub(crate) fn has_origin_of(&self, url: &Url) -> bool {
        fn origin(url: &Url) -> (&str, Option<&str>, Option<u16>) {
            (url.scheme(), url.host_str(), url.port_or_known_default())
        }
        origin(&self.0) == origin(url) && !has_credentials(url)
    }

    fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// What is wrong with a base URL. The text itself is not repeated, as it may hold a password.
fn refuse(url: &Url) -> Option<&'static str> {
    let secure = match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    };
    if has_credentials(url) {
        Some("must not hold a user name or password")
    } else if url.query().is_some() || url.fragment().is_some() {
        Some("must not have a query or fragment")
    } else if !secure {
        Some("must be https, since the credential travels with every request")
    } else {
        None
    }
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> Result<BaseUrl, Error> {
        BaseUrl::parse(text, |_| {})
    }

    #[test]
    fn accepted() {
        let table = [
            ("https://api.snyk.io/rest", "https://api.snyk.io/rest"),
            (" https://API.snyk.io:443/rest// ", "https://api.snyk.io/rest"),
            ("https://example.com", "https://example.com"),
            ("http://127.0.0.1:4010/", "http://127.0.0.1:4010"),
            ("http://127.1.2.3/x", "http://127.1.2.3/x"),
            ("http://[::1]:80", "http://[::1]"),
            ("http://localhost:1", "http://localhost:1"),
        ];
        for (text, expected) in table {
            assert_eq!(base(text).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn refused() {
        let table = [
            "",
            "api.snyk.io",
            "http://api.snyk.io",
            "http://localhost.evil.com",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
            "file:///etc",
            "https://MARKER@api.snyk.io",
            "https://user:MARKER@api.snyk.io",
            "https://api.snyk.io/rest?token=MARKER",
            "https://api.snyk.io/rest#MARKER",
        ];
        for text in table {
            let error = base(text).expect_err(text);
            assert!(error.is_config() && !format!("{error} {error:?}").contains("MARKER"), "{text}");
        }
    }

    #[test]
    fn joined_urls_are_the_text_that_was_asked_for() {
        let base = base("https://api.snyk.io/rest").unwrap();
        let url = base.join("/orgs/a%2Fb", "x=%27&y=a,b").unwrap();
        assert_eq!(url.as_str(), "https://api.snyk.io/rest/orgs/a%2Fb?x=%27&y=a,b");
        for path in ["/orgs/../x", "/orgs/%2e%2E/x", "/orgs/./x", "/a b", "/a\\b"] {
            assert!(base.join(path, "").is_none(), "{path}");
        }
    }

    #[test]
    fn nothing_joined_leads_to_another_place() {
        for base in [base("https://api.snyk.io").unwrap(), base("https://api.snyk.io/rest").unwrap()] {
            let table = ["//evil.com/x", "/\\evil.com/x", "https://evil.com/x", "mailto:x", "orgs", "/a?b", "/a#b"];
            for path in table {
                let url = base.join(path, "c=d");
                assert!(url.is_none_or(|url| base.has_origin_of(&url) && url.path().ends_with(path)), "{path}");
            }
            assert!(base.join("/a", "b#c").is_none());
        }
    }

    #[test]
    fn the_base_path_is_taken_once() {
        let base = base("https://api.snyk.io/rest").unwrap();
        let table = [("/rest/orgs", "/orgs"), ("/orgs", "/orgs"), ("/restful", "/restful"), ("/rest", "/rest")];
        for (path, expected) in table {
            assert_eq!(base.strip(path), expected);
        }
        assert_eq!(BaseUrl::parse("http://localhost", |_| {}).unwrap().strip("/rest/orgs"), "/rest/orgs");
    }

    #[test]
    fn paths_outside_the_base_stay_on_its_origin() {
        let base = base("https://example.com:8443/gateway/rest").unwrap();
        assert_eq!(base.on_origin("/oauth2/token").as_str(), "https://example.com:8443/oauth2/token");
    }

    #[test]
    fn origins() {
        let base = base("https://api.snyk.io/rest").unwrap();
        let same = |text: &str| base.has_origin_of(&Url::parse(text).unwrap());
        assert!(same("https://api.snyk.io:443/anything") && same("https://API.SNYK.IO/x?y"));
        for other in [
            "http://api.snyk.io/rest",
            "https://api.snyk.io:8443/rest",
            "https://api.eu.snyk.io/rest",
            "https://api.snyk.io.evil.com/rest",
            "https://api.snyk.io@evil.com/rest",
            "https://user@api.snyk.io/rest",
        ] {
            assert!(!same(other), "{other}");
        }
    }
}
