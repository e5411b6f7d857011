use std::fmt;

use serde_json::{Map, Value};

use crate::json;

/// One thing that the service says is wrong.
///
/// Services differ in what they say, and one service differs from day to day, so every part is
/// optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The id of this occurrence.
    pub id: Option<String>,
    /// The HTTP status, as text.
    pub status: Option<String>,
    /// The service's own code, such as `SNYK-OSSI-1040`.
    pub code: Option<String>,
    /// A short summary.
    pub title: Option<String>,
    /// An explanation of this occurrence.
    pub detail: Option<String>,
    /// The JSON pointer, into the request body, of what is wrong.
    pub pointer: Option<String>,
    /// The query parameter that is wrong.
    pub parameter: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = [&self.title, &self.detail];
        let mut texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
        texts.dedup();
        if texts.is_empty() {
            texts.extend(self.code.as_deref());
        }
        f.write_str(&texts.join(": "))?;
        let places = [("at", &self.pointer), ("parameter", &self.parameter)];
        for (label, place) in places {
            if let Some(place) = place {
                write!(f, " ({label} `{place}`)")?;
            }
        }
        Ok(())
    }
}

/// The problems in the body of an error. It never fails: what is not understood gives none.
///
/// Read are JSON:API's `errors`, flat objects such as `{"code", "message"}` or `{"detail"}`, and
/// the field errors of Django REST framework, `{"name": ["This field is required."]}`.
pub(super) fn read(body: &str) -> Vec<Problem> {
    match json::value(body) {
        Ok(Value::Object(object)) => read_object(&object),
        Ok(Value::Array(items)) => read_items(&items),
        Ok(Value::String(text)) => details([text]).collect(),
        _ => Vec::new(),
    }
}

fn read_object(object: &Map<String, Value>) -> Vec<Problem> {
    if let Some(Value::Array(errors)) = object.get("errors") {
        return read_items(errors);
    }
    if let Some(problem) = flat(object) {
        return vec![problem];
    }
    object.iter().flat_map(|(name, value)| field_errors(name, value)).collect()
}

fn read_items(items: &[Value]) -> Vec<Problem> {
    let read = |item: &Value| match item {
        Value::Object(object) => flat(object),
        Value::String(text) => details([text.clone()]).next(),
        _ => None,
    };
    items.iter().filter_map(read).collect()
}

/// An object that is one problem; `None` if it has no member that says what is wrong.
fn flat(object: &Map<String, Value>) -> Option<Problem> {
    let text = |name: &str| object.get(name).and_then(scalar_text);
    let source = |name: &str| object.get("source")?.get(name).and_then(scalar_text);
    let problem = Problem {
        id: text("id"),
        status: text("status"),
        code: text("code"),
        title: text("title").or_else(|| text("error")),
        detail: text("detail").or_else(|| text("message")).or_else(|| text("error_description")),
        pointer: source("pointer"),
        parameter: source("parameter"),
    };
    let says_something = problem.code.is_some() || problem.title.is_some() || problem.detail.is_some();
    says_something.then_some(problem)
}

fn field_errors(name: &str, value: &Value) -> Vec<Problem> {
    let texts: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(scalar_text).collect(),
        _ => Vec::new(),
    };
    let of_body = matches!(name, "non_field_errors" | "detail" | "errors");
    let pointer = (!of_body).then(|| format!("/{}", name.replace('~', "~0").replace('/', "~1")));
    details(texts).map(|problem| Problem { pointer: pointer.clone(), ..problem }).collect()
}

fn details(texts: impl IntoIterator<Item = String>) -> impl Iterator<Item = Problem> {
    texts.into_iter().map(|text| Problem { detail: Some(text), ..Problem::default() })
}

/// A text, or a number where a text was due: `"status": 404`.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_api() {
        let problems = read(
            r#"{"jsonapi": {"version": "1.0"}, "errors": [
                {"id": "1", "status": "400", "code": "C", "title": "Bad", "detail": "Limit too big",
                 "source": {"parameter": "limit"}, "isErrorCatalogError": true},
                {"status": 404, "detail": "no", "source": {"pointer": "/data/id"}},
                7, {}
            ]}"#,
        );
        assert_eq!(problems.len(), 2);
        assert_eq!(problems[0].to_string(), "Bad: Limit too big (parameter `limit`)");
        assert_eq!(problems[0].code.as_deref(), Some("C"));
        assert_eq!(problems[1].status.as_deref(), Some("404"));
        assert_eq!(problems[1].to_string(), "no (at `/data/id`)");
    }

    #[test]
    fn other_forms() {
        let table: &[(&str, &[&str])] = &[
            (r#"{"status":"401","code":"Unauthorized"}"#, &["Unauthorized"]),
            (r#"{"code":400,"error":true,"message":"bad"}"#, &["bad"]),
            (r#"{"code":400,"error":"bad request","message":"bad"}"#, &["bad request: bad"]),
            (r#"{"status":"gone","message":"no more"}"#, &["no more"]),
            (r#"{"detail":"Not found."}"#, &["Not found."]),
            (r#"{"error":"invalid_client","error_description":"no"}"#, &["invalid_client: no"]),
            (r#"{"name":["This field is required."]}"#, &["This field is required. (at `/name`)"]),
            (r#"{"non_field_errors":["a","b"]}"#, &["a", "b"]),
            (r#"["a", {"message": "b"}]"#, &["a", "b"]),
            (r#""text""#, &["text"]),
            (r#"{"errors": "?"}"#, &[]),
            ("{}", &[]),
            ("[]", &[]),
            ("null", &[]),
            ("<html>", &[]),
            ("", &[]),
        ];
        for (body, expected) in table {
            let told: Vec<String> = read(body).iter().map(ToString::to_string).collect();
            assert_eq!(told, *expected, "{body}");
        }
    }
}
