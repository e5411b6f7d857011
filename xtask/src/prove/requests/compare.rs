//! What came to the judge, held against what the document alone makes of the same values.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::prove::described::bare;
use crate::prove::judges::Verdict;
use crate::prove::wire::Raw;

/// Where they differ, a clause each.
pub(super) fn differences(raw: &Raw, seen: &Verdict) -> Vec<String> {
    let mut found = Vec::new();
    if raw.method != seen.method {
        found.push(format!("the method is {}, the document has {}", seen.method, raw.method));
    }
    let ((path, query), (path_of_raw, query_of_raw)) = (split(&seen.target), split(&raw.target));
    if !is_same_path(path, path_of_raw) {
        found.push(format!("the path is {path}, by the document it is {path_of_raw}"));
    }
    if !is_same_query(query, query_of_raw) {
        found.push(format!("the query is {query:?}, by the document it is {query_of_raw:?}"));
    }
    let type_of_raw = raw.headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| bare(value));
    if seen.content_type.as_deref().map(bare) != type_of_raw {
        found.push(format!("the body is {:?}, by the document it is {type_of_raw:?}", seen.content_type));
    }
    let body_of_raw = raw.body.as_deref().map(String::from_utf8_lossy).filter(|body| !body.is_empty());
    if !is_same_body(seen.body.as_deref(), body_of_raw.as_deref()) {
        found.push(format!("the body is {:?}, by the document it is {body_of_raw:?}", seen.body));
    }
    found
}

fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

/// Decoded, so that it does not matter what is encoded without need.
fn is_same_path(one: &str, other: &str) -> bool {
    let segments = |path: &str| path.split('/').map(decoded).collect::<Vec<_>>();
    let (one, other) = (segments(one), segments(other));
    one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| is_same_text(one, other))
}

fn decoded(text: &str) -> String {
    let bytes: Vec<u8> = text.bytes().collect();
    let mut out = Vec::new();
    let mut rest = bytes.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let code = others.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { others.get(2..).unwrap_or_default() } else { others };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The same pairs, in whatever order of names; numbers may be written in several ways.
fn is_same_query(one: &str, other: &str) -> bool {
    let pairs = |text: &str| {
        let pairs = url::form_urlencoded::parse(text.as_bytes()).into_owned();
        let mut pairs: Vec<(String, String)> = pairs.collect();
        pairs.sort_by(|one, other| one.0.cmp(&other.0));
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| one.0 == other.0 && is_same_list(&one.1, &other.1))
}

/// The same texts between commas.
fn is_same_list(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(',').collect(), other.split(',').collect());
    one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| is_same_text(one, other))
}

/// Numbers, UUIDs and times may be written in several ways; a typed value has one of them.
fn is_same_text(one: &str, other: &str) -> bool {
    fn is_same<T: FromStr + PartialEq>(one: &str, other: &str) -> bool {
        one.parse::<T>().ok().zip(other.parse::<T>().ok()).is_some_and(|(one, other)| one == other)
    }
    one == other || is_same::<f64>(one, other) || is_same::<Uuid>(one, other) || is_same::<DateTime<Utc>>(one, other)
}

fn is_same_body(one: Option<&str>, other: Option<&str>) -> bool {
    let json = |text: Option<&str>| text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    one == other || json(one).zip(json(other)).is_some_and(|(one, other)| is_same_json(&one, &other))
}

/// Times and numbers may be written in several ways.
fn is_same_json(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| is_same_json(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same_json(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        // What looks like a number is a text here.
        (Value::String(one), Value::String(other)) => one == other || (is_timed(one) && is_same_text(one, other)),
        _ => one == other,
    }
}

/// A UUID or a time.
fn is_timed(text: &str) -> bool {
    text.parse::<Uuid>().is_ok() || text.parse::<DateTime<Utc>>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(target: &str, body: Option<&str>) -> Raw {
        let headers = body.map(|_| ("content-type".to_owned(), "application/json".to_owned())).into_iter().collect();
        Raw { method: "GET".to_owned(), target: target.to_owned(), headers, body: body.map(|body| body.into()) }
    }

    fn seen(target: &str, body: Option<&str>) -> Verdict {
        Verdict {
            valid: true,
            why: String::new(),
            method: "GET".to_owned(),
            target: target.to_owned(),
            content_type: body.map(|_| "application/json; charset=utf-8".to_owned()),
            body: body.map(str::to_owned),
            is_off: false,
        }
    }

    #[test]
    fn what_says_the_same_does_not_differ() {
        let table = [
            ("/a%2Fb?x=1&y=%20", "/a%2fb?y=+&x=1.0", None, None),
            ("/a?x=A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11,1", "/a?x=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,1", None, None),
            ("/a", "/%61", Some(r#"{"a": 1, "b": [1.0]}"#), Some(r#"{"b":[1],"a":1}"#)),
        ];
        for (one, other, body, other_body) in table {
            assert_eq!(differences(&raw(one, body), &seen(other, other_body)), Vec::<String>::new());
        }
    }

    #[test]
    fn what_says_something_else_differs() {
        let table = [
            ("/a/b", "/a%2Fb", None, None),
            ("/a?x=1", "/a?x=2", None, None),
            ("/a?x=1&x=2", "/a?x=2&x=1", None, None),
            ("/a?x=", "/a", None, None),
            ("/a", "/a", Some("{}"), Some(r#"{"a":null}"#)),
            ("/a", "/a", Some("{}"), Some("[]")),
        ];
        for (one, other, body, other_body) in table {
            assert_eq!(differences(&raw(one, body), &seen(other, other_body)).len(), 1, "{one} {other}");
        }
        assert_eq!(differences(&raw("/a", Some("{}")), &seen("/a", None)).len(), 2);
    }
}
