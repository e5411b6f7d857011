//! Percent-encoding, done here rather than left to a URL library, so that what is sent is
//! known: a value never gains a meaning (`/`, `?`, `&`, `..`) that its caller did not give it.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::arguments::{Argument, Arguments};
use crate::rules::{Place, Violation};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but the unreserved and the reserved characters of RFC 3986. Of these `#` would end the
/// query, and URL libraries encode `'`, so that both would not arrive as they were written.
const DISALLOWED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What the value of a cookie cannot hold by RFC 6265, and the sign of what is encoded.
const NO_COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// Where a text is going, which decides what has to be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// A path segment, or a name or a value in a query.
    Url,
    /// A query value that may hold reserved characters.
    UrlReserved,
    /// `application/x-www-form-urlencoded`
    Form,
    /// The value of a cookie.
    Cookie,
    /// A header, which is sent as it is.
    None,
}

impl Encoding {
    pub(super) fn encode(self, text: &str) -> String {
        match self {
            Self::Url => percent_encoded(text, RESERVED),
            Self::UrlReserved => encode_but_reserved(text),
            Self::Form => url::form_urlencoded::byte_serialize(text.as_bytes()).collect(),
            Self::Cookie => percent_encoded(text, NO_COOKIE),
            Self::None => text.to_owned(),
        }
    }
}

impl Encoding {
    /// Adds a text to another as [`Encoding::Url`] has it.
    pub(super) fn push_url(to: &mut String, text: &str) {
        to.extend(utf8_percent_encode(text, RESERVED));
    }
}

/// By way of a [`Cow`], which finds nothing to encode in most texts and does not go through their formatting.
fn percent_encoded(text: &str, set: &'static AsciiSet) -> String {
    Cow::from(utf8_percent_encode(text, set)).into_owned()
}

/// RFC 6570's reserved expansion: what is percent-encoded already stays so.
fn encode_but_reserved(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (index, part) in text.split('%').enumerate() {
        if index > 0 {
            let is_escape = part.get(..2).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
            encoded.push_str(if is_escape { "%" } else { "%25" });
        }
        encoded.extend(utf8_percent_encode(part, DISALLOWED));
    }
    encoded
}

/// What to set aside for arguments of a path, which mostly have one: an id.
const UUID_LENGTH: usize = 36;

/// A path template with its arguments filled in.
pub(super) fn fill_path(template: &str, arguments: &Arguments, violations: &mut Vec<Violation>) -> String {
    let mut path = String::with_capacity(template.len().saturating_add(UUID_LENGTH));
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match segment(arguments.find(name)) {
            Ok(value) => {
                path.push_str(literal);
                path.push_str(&value);
            }
            Err(rule) => violations.push(Violation::new(Place::Path(name.to_owned()), rule)),
        }
        rest = tail;
    }
    path.push_str(rest);
    path
}

/// A value fit for the path. Without a text, or with a text that URLs fold away, the path
/// would be that of another operation: `DELETE /groups/` for `DELETE /groups/{id}`.
fn segment(argument: Option<&Argument>) -> Result<String, &'static str> {
    let argument = argument.ok_or("has no value")?;
    match argument.path_text().unwrap_or_default() {
        text if text.is_empty() => Err("must not be empty"),
        text if text == "." || text == ".." => Err("must not be `.` or `..`"),
        text => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::request::style::Style;

    fn fill(template: &str, style: Style, value: serde_json::Value) -> Result<String, usize> {
        let (mut violations, mut arguments) = (Vec::new(), Arguments::default());
        arguments.set(Argument::new("id", style, value));
        let path = fill_path(template, &arguments, &mut violations);
        if violations.is_empty() { Ok(path) } else { Err(violations.len()) }
    }

    #[test]
    fn path_values_are_encoded_whole() {
        let table = [
            ("pkg:npm/%40babel/core@7", "/p/pkg%3Anpm%2F%2540babel%2Fcore%407/x"),
            ("sha256:ab", "/p/sha256%3Aab/x"),
            ("slack://a?b#c", "/p/slack%3A%2F%2Fa%3Fb%23c/x"),
            ("a b+c&d;e=f", "/p/a%20b%2Bc%26d%3Be%3Df/x"),
            ("%2e%2e", "/p/%252e%252e/x"),
            ("...", "/p/.../x"),
            ("ü-._~", "/p/%C3%BC-._~/x"),
            ("a\\b\n", "/p/a%5Cb%0A/x"),
        ];
        for (value, expected) in table {
            assert_eq!(fill("/p/{id}/x", Style::SIMPLE, value.into()).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn path_values_that_change_the_path_are_refused() {
        let table = [
            (Style::SIMPLE, json!("")),
            (Style::SIMPLE, json!(".")),
            (Style::SIMPLE, json!("..")),
            (Style::SIMPLE, json!([])),
            (Style::SIMPLE, json!(["."])),
            (Style::SIMPLE_EXPLODED, json!({})),
            (Style::LABEL, json!("")),
            (Style::LABEL, json!(".")),
            (Style::LABEL_EXPLODED, json!(["", ""])),
            (Style::MATRIX, json!([])),
            (Style::MATRIX, json!(null)),
            (Style::JSON, json!(null)),
        ];
        for (style, value) in table {
            assert_eq!(fill("/p/{id}", style, value.clone()), Err(1), "{style:?} {value}");
        }
    }

    #[test]
    fn a_prefix_keeps_values_safe() {
        assert_eq!(fill("/p/{id}", Style::MATRIX, json!("")).as_deref(), Ok("/p/;id"));
        assert_eq!(fill("/p/{id}", Style::MATRIX, json!("..")).as_deref(), Ok("/p/;id=.."));
        assert_eq!(fill("/p/{id}", Style::LABEL, json!("..")).as_deref(), Ok("/p/..."));
    }

    #[test]
    fn every_missing_path_value_is_told() {
        let mut violations = Vec::new();
        fill_path("/a/{one}/b/{two}", &Arguments::default(), &mut violations);
        let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["path parameter `one`: has no value", "path parameter `two`: has no value"]);
    }

    #[test]
    fn every_place_encodes_what_it_cannot_hold() {
        let text = "a B/?#[]@!$&'()*+,;=%41%zé\"\\";
        let table = [
            (Encoding::Url, "a%20B%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%2541%25z%C3%A9%22%5C"),
            (Encoding::UrlReserved, "a%20B/?%23[]@!$&%27()*+,;=%41%25z%C3%A9%22%5C"),
            (Encoding::Form, "a+B%2F%3F%23%5B%5D%40%21%24%26%27%28%29*%2B%2C%3B%3D%2541%25z%C3%A9%22%5C"),
            (Encoding::Cookie, "a%20B/?#[]@!$&'()*+%2C%3B=%2541%25z%C3%A9%22%5C"),
            (Encoding::None, text),
        ];
        for (encoding, expected) in table {
            assert_eq!(encoding.encode(text), expected, "{encoding:?}");
        }
    }
}
