//! What must not be shown, taken out of whatever comes back.

use http::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::form_urlencoded;

use crate::json;

const REDACTED: &str = "[redacted]";

/// Secrets that a service might echo. Its `Debug` form is that of secrets: nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets(Vec<SecretString>);

impl Secrets {
    /// A secret, also as it is written in a form or a query.
    pub(crate) fn new(secret: &str) -> Self {
        let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let mut forms = vec![secret.to_owned(), encoded];
        forms.dedup();
        Self(forms.into_iter().filter(|form| !form.is_empty()).map(SecretString::from).collect())
    }

    pub(crate) fn occur_in(&self, text: &str) -> bool {
        self.0.iter().any(|secret| text.contains(secret.expose_secret()))
    }

    /// The text without the secrets, also where JSON spells them with escapes.
    pub(crate) fn hide(&self, text: &str) -> String {
        let plain = self.hide_plain(text);
        if self.0.is_empty() || !plain.contains('\\') {
            return plain;
        }
        let Ok(mut value) = json::value(&plain) else {
            return plain;
        };
        if self.hide_in(&mut value) { value.to_string() } else { plain }
    }

    /// Replaces the values of headers that hold a secret.
    pub(crate) fn hide_in_headers(&self, headers: &mut HeaderMap) {
        let shortest = self.0.iter().map(|secret| secret.expose_secret().len()).min().unwrap_or(usize::MAX);
        for value in headers.values_mut().filter(|value| value.len() >= shortest) {
            if self.occur_in(&String::from_utf8_lossy(value.as_bytes())) {
                *value = HeaderValue::from_static(REDACTED);
                value.set_sensitive(true);
            }
        }
    }

    fn hide_plain(&self, text: &str) -> String {
        let hide = |text: String, secret: &SecretString| text.replace(secret.expose_secret(), REDACTED);
        self.0.iter().fold(text.to_owned(), hide)
    }

    /// Whether anything was hidden.
    fn hide_in(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) if self.occur_in(text) => {
                *text = self.hide_plain(text);
                true
            }
            Value::Array(items) => items.iter_mut().fold(false, |hidden, item| self.hide_in(item) | hidden),
            Value::Object(members) => {
                let renamed: Vec<String> = members.keys().filter(|name| self.occur_in(name)).cloned().collect();
                for name in &renamed {
                    if let Some(member) = members.remove(name) {
                        members.insert(self.hide_plain(name), member);
                    }
                }
                members.values_mut().fold(!renamed.is_empty(), |hidden, member| self.hide_in(member) | hidden)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_them() {
        let table = [
            ("a k-1/2 b k-1/2", "a [redacted] b [redacted]"),
            ("secret=k-1%2F2&x", "secret=[redacted]&x"),
            (r#"{"a":"x\nk-1\/2"}"#, r#"{"a":"x\n[redacted]"}"#),
            (r#"{"k\u002d1/2":["\u006b-1/2"]}"#, r#"{"[redacted]":["[redacted]"]}"#),
            (r#"{"a": "x\n"}"#, r#"{"a": "x\n"}"#),
            (r"no json \ at all", r"no json \ at all"),
        ];
        for (text, expected) in table {
            assert_eq!(Secrets::new("k-1/2").hide(text), expected);
        }
    }

    #[test]
    fn no_secret_hides_nothing() {
        assert_eq!(Secrets::new("").hide("abc"), "abc");
    }

    #[test]
    fn headers_lose_them() {
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_static("token abc"));
        headers.insert("x-other", HeaderValue::from_static("def"));
        Secrets::new("abc").hide_in_headers(&mut headers);
        assert_eq!((headers["x-echo"].as_bytes(), headers["x-other"].as_bytes()), (&b"[redacted]"[..], &b"def"[..]));
    }

    #[test]
    fn debug_shows_none() {
        assert!(!format!("{:?}", Secrets::new("MARKER")).contains("MARKER"));
    }
}
