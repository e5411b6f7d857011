use std::fmt::Write;

use serde_json::Value;

use super::{Kind, Reserved, Style};
use crate::request::encode::Encoding;

/// One `name=value` of a query, a form or a `Cookie` header.
#[derive(Debug, PartialEq)]
pub(in crate::request) struct Pair {
    /// The name, not encoded.
    pub(in crate::request) name: String,
    /// The value, not encoded.
    pub(in crate::request) value: String,
    /// The value as it is sent.
    pub(in crate::request) encoded: String,
}

/// A value without what is not sent of it.
enum Flat {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

/// How the items of a list are told apart by [`Kind::DeepObject`].
#[derive(Clone, Copy)]
enum Items {
    /// `name=a&name=b`
    Repeated,
    /// `name[0]=a&name[1]=b`
    Indexed,
}

/// The pairs of a query parameter; none if it is not sent.
pub(in crate::request) fn query_pairs(name: &str, style: Style, value: &Value) -> Vec<Pair> {
    let encoding = match style.reserved {
        Reserved::Encoded => Encoding::Url,
        Reserved::Kept => Encoding::UrlReserved,
    };
    // A list that is the whole value has no key that a repeated name could belong to.
    let items = if value.is_array() { Items::Indexed } else { Items::Repeated };
    pairs(name, style, value, encoding, items)
}

/// The cookies of a cookie parameter.
pub(in crate::request) fn cookie_pairs(name: &str, style: Style, value: &Value) -> Vec<Pair> {
    pairs(name, style, value, Encoding::Cookie, Items::Repeated)
}

/// The pairs of a property of a form. Without a style of its own an object is JSON text.
pub(in crate::request) fn body_pairs(name: &str, style: Option<Style>, value: &Value) -> Vec<Pair> {
    let usual = if value.is_object() { Style::JSON } else { Style::FORM_EXPLODED };
    pairs(name, style.unwrap_or(usual), value, Encoding::Form, Items::Indexed)
}

/// A path parameter as it stands in the path; `None` if there is nothing to put there.
pub(in crate::request) fn path_text(name: &str, style: Style, value: &Value) -> Option<String> {
    // Nearly every one is this.
    if let (Style::SIMPLE, Value::String(text)) = (style, value) {
        return Some(Encoding::Url.encode(text));
    }
    text(name, style, value, Encoding::Url)
}

/// A header parameter. Its values are not encoded; in JSON, what headers cannot hold is escaped.
pub(in crate::request) fn header_text(style: Style, value: &Value) -> Option<String> {
    let text = text("", style, value, Encoding::None)?;
    Some(if style.kind == Kind::Json { ascii_json(&text) } else { text })
}

fn pairs(name: &str, style: Style, value: &Value, encoding: Encoding, items: Items) -> Vec<Pair> {
    let delimiter = match style.kind {
        Kind::DeepObject => return deep_pairs(name, value, encoding, items),
        Kind::Json if value.is_null() => return Vec::new(),
        Kind::Json => return vec![pair(name, value.to_string(), encoding)],
        Kind::Form(delimiter) => Some(delimiter),
        Kind::Simple | Kind::Label | Kind::Matrix => Some(','),
        Kind::FormExploded | Kind::SimpleExploded | Kind::LabelExploded | Kind::MatrixExploded => None,
    };
    match (flat(value), delimiter) {
        (None, _) => Vec::new(),
        (Some(Flat::Scalar(text)), _) => vec![pair(name, text, encoding)],
        (Some(Flat::List(texts)), Some(delimiter)) => vec![joined(name, &texts, delimiter, encoding)],
        (Some(Flat::List(texts)), None) => texts.into_iter().map(|text| pair(name, text, encoding)).collect(),
        (Some(Flat::Object(members)), Some(delimiter)) => {
            let texts: Vec<String> = members.into_iter().flat_map(<[String; 2]>::from).collect();
            vec![joined(name, &texts, delimiter, encoding)]
        }
        (Some(Flat::Object(members)), None) => {
            members.into_iter().map(|(member, text)| pair(&member, text, encoding)).collect()
        }
    }
}

fn pair(name: &str, value: String, encoding: Encoding) -> Pair {
    let encoded = encoding.encode(&value);
    Pair { name: name.to_owned(), value, encoded }
}

/// Texts in one value. A comma between them stays literal while commas inside them are encoded; no
/// other delimiter may stand in a query as it is.
fn joined(name: &str, texts: &[String], delimiter: char, encoding: Encoding) -> Pair {
    let plain = delimiter.to_string();
    let delimiter = if delimiter == ',' { plain.clone() } else { encoding.encode(&plain) };
    let encoded: Vec<String> = texts.iter().map(|text| encoding.encode(text)).collect();
    Pair { name: name.to_owned(), value: texts.join(&plain), encoded: encoded.join(&delimiter) }
}

fn deep_pairs(name: &str, value: &Value, encoding: Encoding, items: Items) -> Vec<Pair> {
    let mut found = Vec::new();
    deep(name.to_owned(), value, items, &mut found);
    found.into_iter().map(|(name, text)| pair(&name, text, encoding)).collect()
}

fn deep(name: String, value: &Value, items: Items, found: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(member, value)| deep(format!("{name}[{member}]"), value, items, found));
        }
        Value::Array(list) => {
            let nested = list.iter().any(|item| item.is_array() || item.is_object());
            let present = list.iter().filter(|item| !item.is_null());
            for (index, item) in present.enumerate() {
                let name = match items {
                    Items::Repeated if !nested => name.clone(),
                    _ => format!("{name}[{index}]"),
                };
                deep(name, item, items, found);
            }
        }
        scalar => found.push((name, text_of(scalar))),
    }
}

/// The expansions without `name=` in front of them all.
fn text(name: &str, style: Style, value: &Value, encoding: Encoding) -> Option<String> {
    if style.kind == Kind::Json {
        return (!value.is_null()).then(|| encoding.encode(&value.to_string()));
    }
    let flat = flat(value)?.encoded(encoding);
    let name = encoding.encode(name);
    Some(match style.kind {
        Kind::SimpleExploded => flat.members().join(","),
        Kind::Label => format!(".{}", flat.texts().join(",")),
        Kind::LabelExploded => format!(".{}", flat.members().join(".")),
        Kind::Matrix => matrix(&name, &flat.texts().join(",")),
        Kind::MatrixExploded => match flat {
            Flat::Object(members) => members.iter().map(|(member, text)| matrix(member, text)).collect(),
            other => other.texts().iter().map(|text| matrix(&name, text)).collect(),
        },
        _ => flat.texts().join(","),
    })
}

/// RFC 6570 leaves the `=` out where nothing follows.
fn matrix(name: &str, text: &str) -> String {
    if text.is_empty() { format!(";{name}") } else { format!(";{name}={text}") }
}

impl Flat {
    fn encoded(self, encoding: Encoding) -> Self {
        let encode = |text: String| encoding.encode(&text);
        match self {
            Self::Scalar(text) => Self::Scalar(encode(text)),
            Self::List(texts) => Self::List(texts.into_iter().map(encode).collect()),
            Self::Object(members) => {
                Self::Object(members.into_iter().map(|(member, text)| (encode(member), encode(text))).collect())
            }
        }
    }

    /// All texts in a row: `R`, `100`, `G`, `200`.
    fn texts(self) -> Vec<String> {
        match self {
            Self::Scalar(text) => vec![text],
            Self::List(texts) => texts,
            Self::Object(members) => members.into_iter().flat_map(<[String; 2]>::from).collect(),
        }
    }

    /// The texts, those of an object with their names: `R=100`, `G=200`.
    fn members(self) -> Vec<String> {
        match self {
            Self::Object(members) => members.into_iter().map(|(member, text)| format!("{member}={text}")).collect(),
            other => other.texts(),
        }
    }
}

/// `None` for what RFC 6570 calls undefined: null, and a list or an object without values.
fn flat(value: &Value) -> Option<Flat> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().filter(|item| !item.is_null()).map(text_of).collect();
            if texts.is_empty() { None } else { Some(Flat::List(texts)) }
        }
        Value::Object(members) => {
            let present = members.iter().filter(|(_, value)| !value.is_null());
            let members: Vec<_> = present.map(|(member, value)| (member.clone(), text_of(value))).collect();
            if members.is_empty() { None } else { Some(Flat::Object(members)) }
        }
        scalar => Some(Flat::Scalar(text_of(scalar))),
    }
}

/// A text as it is, and all else as JSON, which is also how numbers and booleans are written.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// JSON text in ASCII alone.
fn ascii_json(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        if (' '..='~').contains(&c) {
            ascii.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` does not fail.
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}
