//! Addresses that may be asked.

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;

/// An https address, or an http one of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(Uri);

/// Scheme, host and port: what a redirect must not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    scheme: String,
    host: String,
    port: u16,
}

impl Address {
    /// Reads an address as people and pages write it, or says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let unreadable = || format!("{text:?} is no address that can be asked");
        let uri: Uri = encoded(text.trim()).parse().map_err(|_| unreadable())?;
        let authority = uri.authority().filter(|authority| !authority.host().is_empty()).ok_or_else(unreadable)?;
        if authority.as_str().contains('@') {
            // The address is written to the lock file.
            return Err("an address with a name or a password in it is not asked: leave out what stands before the @"
                .to_owned());
        }
        let address = Self(uri);
        match address.0.scheme_str() {
            Some("https") => Ok(address),
            Some("http") if address.is_loopback() => Ok(address),
            Some("http") => Err(format!("{address} is not asked without encryption: write https://")),
            _ => Err(format!("{text:?} is no https address")),
        }
    }

    /// The address that a link, a `Location` or a page means from here (RFC 3986, section 5).
    pub fn join(&self, reference: &str) -> Result<Self, String> {
        let reference = reference.trim();
        let reference = reference.split('#').next().unwrap_or_default();
        if has_scheme(reference) {
            return Self::parse(reference);
        }
        if reference.starts_with("//") {
            return Self::parse(&format!("{}:{reference}", self.place().scheme));
        }
        let (path, query) = match reference.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (reference, String::new()),
        };
        let path = match path {
            "" => self.path().to_owned(),
            path if path.starts_with('/') => without_dots(path),
            path => {
                let (folder, _) = self.path().rsplit_once('/').unwrap_or_default();
                without_dots(&format!("{folder}/{path}"))
            }
        };
        let authority = self.0.authority().map(|authority| authority.as_str()).unwrap_or_default();
        Self::parse(&format!("{}://{authority}{path}{query}", self.place().scheme))
    }

    pub fn path(&self) -> &str {
        self.0.path()
    }

    pub(super) fn place(&self) -> Place {
        let scheme = self.0.scheme_str().unwrap_or_default().to_owned();
        let port = self.0.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        Place { scheme, host: self.host().to_ascii_lowercase(), port }
    }

    /// Of this machine, where nobody listens on the way.
    pub(super) fn is_loopback(&self) -> bool {
        let host = self.host().trim_start_matches('[').trim_end_matches(']');
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback())
    }

    fn host(&self) -> &str {
        self.0.host().unwrap_or_default()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match (self.scheme.as_str(), self.port) {
            ("https", 443) | ("http", 80) => Ok(()),
            (_, port) => write!(f, ":{port}"),
        }
    }
}

/// Says that a text is meant as an address rather than as a path.
pub(super) fn is_address(text: &str) -> bool {
    text.contains("://") && has_scheme(text)
}

fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '+' | '-' | '.'))
}

/// Names of files have spaces and letters that an address writes with a percent sign.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' | 0x80.. => encoded.push_str(&format!("%{byte:02X}")),
            byte => encoded.push(char::from(byte)),
        }
    }
    encoded
}

/// A path without `.` and `..`, none of which leads above the root.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let ends_in_folder = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(kept.pop()),
            part => kept.push(part),
        }
    }
    let joined = kept.join("/");
    let end = if ends_in_folder && !joined.is_empty() && !joined.ends_with('/') { "/" } else { "" };
    format!("/{joined}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, String> {
        Address::parse(text).map(|address| address.to_string())
    }

    #[test]
    fn only_this_machine_is_asked_without_encryption() {
        for fine in ["https://x.example/a?b=c", "http://127.0.0.1:80/a", "http://localhost/a", "http://[::1]:8/a"] {
            assert_eq!(parsed(fine), Ok(fine.to_owned()));
        }
        for bad in ["http://x.example/a", "http://127.0.0.1.x.example/a", "http://localhost.x.example/a"] {
            assert!(parsed(bad).is_err_and(|error| error.ends_with("write https://")), "{bad}");
        }
        for bad in ["ftp://x.example/a", "file:///etc/x", "x.example/a", "https://", "https:///a", "/a", ""] {
            assert!(parsed(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_is_not_asked_with_nor_shown() {
        let error = parsed("https://me:hunter2@x.example/a").err().unwrap_or_default();
        assert!(error.contains("a name or a password") && !error.contains("hunter2"), "{error}");
    }

    #[test]
    fn spaces_and_letters_of_other_alphabets_are_encoded() {
        assert_eq!(
            parsed("https://x.example/An API é.yaml"),
            Ok("https://x.example/An%20API%20%C3%A9.yaml".to_owned())
        );
    }

    #[test]
    fn references_are_resolved() {
        let cases = [
            ("b.json", "https://x.example/docs/b.json"),
            ("./b.json?c=../d", "https://x.example/docs/b.json?c=../d"),
            ("../../../b.json", "https://x.example/b.json"),
            ("../.gitbook/b.json#d", "https://x.example/.gitbook/b.json"),
            ("/b/./c/../d/", "https://x.example/b/d/"),
            ("?c=d", "https://x.example/docs/page.md?c=d"),
            ("//y.example/b", "https://y.example/b"),
            ("https://y.example/b:c", "https://y.example/b:c"),
        ];
        let base = Address::parse("https://x.example/docs/page.md?a=b");
        for (reference, expected) in cases {
            let joined = base.clone().and_then(|base| base.join(reference)).map(|address| address.to_string());
            assert_eq!(joined, Ok(expected.to_owned()), "{reference}");
        }
    }

    #[test]
    fn a_place_is_scheme_host_and_port() {
        let place = |text: &str| Address::parse(text).map(|address| address.place());
        assert_eq!(place("https://X.example/a"), place("https://x.example:443/b"));
        assert_ne!(place("https://x.example/a"), place("https://x.example:444/a"));
        assert_ne!(place("https://x.example/a"), place("https://y.example/a"));
        assert_ne!(place("https://localhost/a"), place("http://localhost:443/a"));
        assert_eq!(
            place("https://x.example:444/").map(|place| place.to_string()),
            Ok("https://x.example:444".to_owned())
        );
    }

    #[test]
    fn a_path_is_no_address() {
        assert!(is_address("https://x.example") && is_address("http://x"));
        assert!(!is_address("specs/a.json") && !is_address("C:\\a.json") && !is_address("a b://c"));
    }
}
