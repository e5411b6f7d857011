//! The HTTP request of a set of values, made from the document alone and without the runtime.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use super::described::{Declared, Described, In, bare};
use super::driver::SECRET;
use super::sets::Values;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A request as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raw {
    pub(super) method: String,
    /// With the query, encoded.
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Vec<u8>>,
}

/// The request of a set of values; none where no HTTP message can carry them. An error where it is not known how.
pub(super) fn request(
    described: &Described,
    values: &Values,
    version: Option<(&'static str, &str)>,
    accept: &[String],
) -> Result<Option<Raw>, String> {
    let mut path = described.path.clone();
    let (mut query, mut headers, mut cookies) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in &described.parameters {
        let of_version = version.filter(|(name, _)| parameter.place == In::Query && *name == parameter.name);
        let of_version = of_version.map(|(_, version)| Value::from(version));
        let Some(value) = of_version.as_ref().or(values.of(parameter.place).get(&parameter.name)) else { continue };
        match parameter.place {
            In::Path => path = path.replace(&format!("{{{}}}", parameter.name), &simple(parameter, value)?),
            In::Query => query.extend(pairs(parameter, value)?),
            In::Header => {
                let text = simple_plain(parameter, value)?;
                if !is_header_text(&text) {
                    return Ok(None);
                }
                headers.push((parameter.name.clone(), text));
            }
            In::Cookie => cookies.push(format!("{}={}", parameter.name, encoded(&text_of(value), ""))),
        }
    }
    if !cookies.is_empty() {
        headers.push(("cookie".to_owned(), cookies.join("; ")));
    }
    headers.extend(described.schemes.iter().filter_map(credential));
    if !accept.is_empty() {
        headers.push(("accept".to_owned(), accept.join(", ")));
    }
    let content = described.body.as_ref().zip(values.body.as_ref());
    let body = content.map(|(media, value)| content_of(&media.media_type, value)).transpose()?;
    if let Some((media, _)) = content {
        headers.push(("content-type".to_owned(), media.media_type.clone()));
    }
    let target = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    Ok(Some(Raw { method: described.method.clone(), target, headers, body }))
}

impl Raw {
    /// Sends it to a port of this machine, and waits for the whole answer.
    pub(super) fn send(&self, port: u16, mark: (&str, &str)) -> io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut head =
            format!("{} {} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n", self.method, self.target);
        let length = self.body.as_ref().map(|body| ("content-length".to_owned(), body.len().to_string()));
        let mark = (mark.0.to_owned(), mark.1.to_owned());
        for (name, value) in self.headers.iter().chain([&mark]).chain(&length) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(&[head.as_bytes(), self.body.as_deref().unwrap_or_default()].concat())?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

/// The pairs of a query parameter, encoded.
fn pairs(parameter: &Declared, value: &Value) -> Result<Vec<String>, String> {
    let name = encoded(&parameter.name, "");
    let allowed = if parameter.allow_reserved { ":/?@!$'()*,;[]" } else { "" };
    let one = |value: &Value| encoded(&text_of(value), allowed);
    let pair = |value: String| format!("{name}={value}");
    if parameter.as_json {
        return Ok(vec![pair(encoded(&value.to_string(), ""))]);
    }
    let delimiter = match (parameter.style.as_str(), parameter.explode) {
        ("form", false) => ",",
        ("spaceDelimited", false) => "%20",
        ("pipeDelimited", false) => "%7C",
        ("form" | "spaceDelimited" | "pipeDelimited", true) => "",
        ("deepObject", _) => return deep(parameter, value),
        (style, _) => return Err(format!("the style {style} in a query is not known here")),
    };
    Ok(match value {
        // By RFC 6570 a list without items is like one that is not there.
        Value::Array(items) if items.is_empty() => Vec::new(),
        Value::Object(members) if members.is_empty() => Vec::new(),
        Value::Array(items) if delimiter.is_empty() => items.iter().map(one).map(pair).collect(),
        Value::Array(items) => vec![pair(items.iter().map(one).collect::<Vec<_>>().join(delimiter))],
        Value::Object(members) if delimiter.is_empty() => {
            members.iter().map(|(name, value)| format!("{}={}", encoded(name, ""), one(value))).collect()
        }
        Value::Object(members) => {
            let words = members.iter().flat_map(|(name, value)| [encoded(name, ""), one(value)]);
            vec![pair(words.collect::<Vec<_>>().join(delimiter))]
        }
        value => vec![pair(one(value))],
    })
}

fn deep(parameter: &Declared, value: &Value) -> Result<Vec<String>, String> {
    let members =
        value.as_object().ok_or_else(|| format!("{} is no object, and its style is deepObject", parameter.name))?;
    let pair = |(name, value): (&String, &Value)| {
        let name = encoded(&format!("{}[{name}]", parameter.name), "");
        format!("{name}={}", encoded(&text_of(value), ""))
    };
    Ok(members.iter().map(pair).collect())
}

/// A value in a path.
fn simple(parameter: &Declared, value: &Value) -> Result<String, String> {
    words(parameter, value).map(|words| words.iter().map(|word| encoded(word, "=")).collect::<Vec<_>>().join(","))
}

/// A value in a header, where nothing is encoded.
fn simple_plain(parameter: &Declared, value: &Value) -> Result<String, String> {
    words(parameter, value).map(|words| words.join(","))
}

fn words(parameter: &Declared, value: &Value) -> Result<Vec<String>, String> {
    if parameter.as_json {
        return Ok(vec![value.to_string()]);
    }
    if parameter.style != "simple" {
        return Err(format!("the style {} in a {} is not known here", parameter.style, parameter.place.word()));
    }
    Ok(match value {
        Value::Array(items) => items.iter().map(text_of).collect(),
        Value::Object(members) if parameter.explode => {
            members.iter().map(|(name, value)| format!("{name}={}", text_of(value))).collect()
        }
        Value::Object(members) => members.iter().flat_map(|(name, value)| [name.clone(), text_of(value)]).collect(),
        value => vec![text_of(value)],
    })
}

/// A line break would end the header.
fn is_header_text(text: &str) -> bool {
    !text.chars().any(|mark| mark.is_control() && mark != '\t')
}

fn credential(scheme: &Value) -> Option<(String, String)> {
    let header = |value: String| Some(("authorization".to_owned(), value));
    match scheme["type"].as_str()?.to_lowercase().as_str() {
        "apikey" if scheme["in"] == "header" => Some((scheme["name"].as_str()?.to_owned(), SECRET.to_owned())),
        "apikey" if scheme["in"] == "cookie" => {
            Some(("cookie".to_owned(), format!("{}={SECRET}", scheme["name"].as_str()?)))
        }
        "http" if !scheme["scheme"].as_str()?.eq_ignore_ascii_case("bearer") => {
            header(format!("{} {SECRET}", scheme["scheme"].as_str()?))
        }
        "http" | "oauth2" | "openidconnect" => header(format!("Bearer {SECRET}")),
        _ => None,
    }
}

fn content_of(media_type: &str, value: &Value) -> Result<Vec<u8>, String> {
    let media_type = bare(media_type);
    let text = match media_type.as_str() {
        "multipart/form-data" => return Err("forms of parts are not written here".to_owned()),
        "application/x-www-form-urlencoded" => {
            let members = value.as_object().into_iter().flatten();
            let pair =
                |(name, value): (&String, &Value)| format!("{}={}", encoded(name, ""), encoded(&text_of(value), ""));
            members.map(pair).collect::<Vec<_>>().join("&")
        }
        json if json.ends_with("/json") || json.ends_with("+json") => value.to_string(),
        _ => text_of(value),
    };
    Ok(text.into_bytes())
}

/// Texts as they are, null as nothing, and everything else as JSON.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// By RFC 3986: what is not unreserved, or allowed besides, is percent-encoded.
fn encoded(text: &str, allowed: &str) -> String {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || allowed.as_bytes().contains(&byte);
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests;
