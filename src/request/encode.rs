//! Percent-encoding, done here rather than left to a URL library, so that what is sent is
//! known: a value never gains a meaning (`/`, `?`, `&`, `..`) that its caller did not give it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::rules::{Place, Violation};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as it stands in one path segment, in a query name or in a query value.
pub(super) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// A list in one query value. A comma between items stays literal while commas inside items
/// are encoded; other delimiters are not legal in a query as they are.
pub(super) fn encode_joined(items: &[String], delimiter: char) -> String {
    let delimiter = match delimiter {
        ',' => ",".to_owned(),
        other => encode(other.encode_utf8(&mut [0; 4])).to_string(),
    };
    let items: Vec<String> = items.iter().map(|item| encode(item).to_string()).collect();
    items.join(&delimiter)
}

/// A path template with its arguments filled in.
pub(super) fn fill_path(
    template: &str,
    arguments: &[(&'static str, String)],
    violations: &mut Vec<Violation>,
) -> String {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        let argument = arguments.iter().find(|(argument, _)| *argument == name);
        match segment(argument.map(|(_, value)| value.as_str())) {
            Ok(value) => {
                path.push_str(literal);
                path.extend(encode(value));
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
fn segment(value: Option<&str>) -> Result<&str, &'static str> {
    match value {
        None => Err("has no value"),
        Some("") => Err("must not be empty"),
        Some("." | "..") => Err("must not be `.` or `..`"),
        Some(value) => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let mut violations = Vec::new();
            let path = fill_path("/p/{id}/x", &[("id", value.to_owned())], &mut violations);
            assert_eq!((path.as_str(), violations.len()), (expected, 0));
        }
    }

    #[test]
    fn path_values_that_change_the_path_are_refused() {
        for value in ["", ".", ".."] {
            let mut violations = Vec::new();
            fill_path("/p/{id}", &[("id", value.to_owned())], &mut violations);
            assert_eq!(violations.len(), 1, "{value:?}");
        }
    }

    #[test]
    fn every_missing_path_value_is_told() {
        let mut violations = Vec::new();
        fill_path("/a/{one}/b/{two}", &[], &mut violations);
        let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["path parameter `one`: has no value", "path parameter `two`: has no value"]);
    }

    #[test]
    fn lists_keep_their_comma_and_encode_those_of_their_items() {
        let items = ["a,b".to_owned(), "c d".to_owned()];
        assert_eq!(encode_joined(&items, ','), "a%2Cb,c%20d");
        assert_eq!(encode_joined(&items, ' '), "a%2Cb%20c%20d");
        assert_eq!(encode_joined(&items, '|'), "a%2Cb%7Cc%20d");
    }
}
