//! Values that a document may hold and should not, and some that it well may.

use serde_json::{Map, Value, json};

use super::bytes::Bytes;

/// Names and texts that mean something to Rust, to the generator or to a terminal.
pub const TEXTS: &[&str] = &[
    "",
    "a",
    "A",
    "a-b",
    "a_b",
    "aB",
    "id",
    "name",
    "type",
    "Type",
    "self",
    "Self",
    "crate",
    "super",
    "fn",
    "gen",
    "r#type",
    "_",
    "__",
    "1",
    "2fa",
    "-1",
    "+1",
    "-",
    "*",
    "$ref",
    "@id",
    "x-a",
    "null",
    "true",
    "Option",
    "Vec",
    "String",
    "Box",
    "Result",
    "Ok",
    "Value",
    "Client",
    "Unrecognized",
    "types",
    "rt",
    "new",
    "send",
    "build",
    "builder",
    "client",
    "additional_properties",
    "field",
    "data",
    "links",
    "next",
    "results",
    "page",
    "version",
    "starting_after",
    "default",
    "é",
    "日本",
    "ß",
    "\u{202e}",
    "\u{0}",
    "\n",
    "a/b",
    "a~b",
    "{id}",
    "\"",
    "\\",
    "*/",
    "```",
    "<b>",
    "#",
    "r#\"",
    "'a",
    "%",
    "%zz",
    "🦀",
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "email",
    "meta",
    "jsonapi",
    "kind",
    "list_2",
    "call",
    "get",
    "Api",
    "API_VERSION",
    "OPERATIONS",
    "Outcome",
    "Status200",
    "Other",
    "Pages",
    "http://x.test/",
    "2024-10-15",
    "2024-10-15~beta",
];

/// Keywords of schemas with values that they might have.
const KEYWORDS: &[(&str, &[&str])] = &[
    ("type", &["string", "integer", "number", "boolean", "array", "object", "null", "file", "any"]),
    ("format", &["uuid", "date", "date-time", "int32", "int64", "float", "double", "binary", "byte", "uri", "é"]),
];

const FLAGS: &[&str] = &[
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "uniqueItems",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "additionalProperties",
    "required",
    "explode",
    "allowReserved",
    "allowEmptyValue",
];

const NUMBERS: &[&str] = &[
    "minimum",
    "maximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

const OTHERS: &[&str] = &[
    "title",
    "description",
    "default",
    "example",
    "pattern",
    "const",
    "discriminator",
    "xml",
    "externalDocs",
    "$schema",
    "if",
    "then",
    "prefixItems",
    "patternProperties",
    "contentEncoding",
    "examples",
    "x-enum-varnames",
];

/// Any JSON.
pub fn value(bytes: &mut Bytes<'_>) -> Value {
    match bytes.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => number(bytes),
        4 | 5 => json!(text(bytes)),
        6 => json!({}),
        7 => json!([]),
        8 => json!([text(bytes), text(bytes)]),
        9 => json!([{}]),
        10 => json!([null, 1, text(bytes), {}]),
        11 => json!({ text(bytes): {} }),
        12 => schema(bytes),
        _ => deep(bytes),
    }
}

pub fn text(bytes: &mut Bytes<'_>) -> String {
    match bytes.once_in(64) {
        true => "long ".repeat(bytes.below(200)),
        false => bytes.pick(TEXTS).map(|text| (*text).to_owned()).unwrap_or_default(),
    }
}

pub fn number(bytes: &mut Bytes<'_>) -> Value {
    match bytes.below(14) {
        0 => json!(0),
        1 => json!(1),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1.5),
        6 => json!(-0.0),
        7 => json!(1e308),
        8 => json!(-1e308),
        9 => json!(5e-324),
        10 => json!(i64::MAX),
        11 => json!(1e19),
        12 => json!(2.0),
        _ => json!(bytes.next()),
    }
}

/// A small schema.
pub fn schema(bytes: &mut Bytes<'_>) -> Value {
    match bytes.below(12) {
        0 => json!({}),
        1 => json!({ "type": "string" }),
        2 => json!({ "type": "integer", "enum": [1, number(bytes)] }),
        3 => json!({ "type": "string", "enum": [text(bytes), text(bytes), null] }),
        4 => json!({ "type": "array", "items": {} }),
        5 => json!({ "type": "array", "items": { "type": "object", "properties": { text(bytes): {} } } }),
        6 => json!({ "type": "object", "properties": { text(bytes): { "type": "string" }, text(bytes): {} } }),
        7 => json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
        8 => json!({ "required": [text(bytes)] }),
        9 => json!({ "enum": [null] }),
        10 => json!({ "type": "string", "format": "binary" }),
        _ => {
            let mut members = Map::new();
            for _ in 0..3 {
                let (key, value) = keyword(bytes);
                members.insert(key, value);
            }
            Value::Object(members)
        }
    }
}

/// A keyword of schemas or parameters, mostly with a value of the right kind.
pub fn keyword(bytes: &mut Bytes<'_>) -> (String, Value) {
    let any = |bytes: &mut Bytes<'_>, keys: &[&str]| bytes.pick(keys).map(|key| (*key).to_owned()).unwrap_or_default();
    let (key, fitting) = match bytes.below(9) {
        0 | 1 => match bytes.pick(KEYWORDS) {
            Some((key, values)) => ((*key).to_owned(), json!(any(bytes, values))),
            None => return Default::default(),
        },
        2 => (any(bytes, FLAGS), json!(true)),
        3 => (any(bytes, FLAGS), json!(false)),
        4 => (any(bytes, NUMBERS), number(bytes)),
        5 => ("enum".to_owned(), Value::Array((0..bytes.below(4)).map(|_| scalar(bytes)).collect())),
        6 => ("required".to_owned(), json!([text(bytes), text(bytes)])),
        7 => ("discriminator".to_owned(), json!({ "propertyName": text(bytes) })),
        _ => (any(bytes, OTHERS), json!(text(bytes))),
    };
    if bytes.once_in(6) { (key, value(bytes)) } else { (key, fitting) }
}

fn scalar(bytes: &mut Bytes<'_>) -> Value {
    match bytes.below(4) {
        0 => Value::Null,
        1 => number(bytes),
        _ => json!(text(bytes)),
    }
}

/// Nested as far as it goes.
fn deep(bytes: &mut Bytes<'_>) -> Value {
    let wrap: fn(Value) -> Value = match bytes.below(5) {
        0 => |inner| json!({ "allOf": [inner] }),
        1 => |inner| json!({ "oneOf": [inner, { "type": "string" }] }),
        2 => |inner| json!({ "type": "array", "items": inner }),
        3 => |inner| json!({ "properties": { "a": inner } }),
        _ => |inner| json!({ "additionalProperties": inner }),
    };
    (0..bytes.below(40)).fold(json!({ "type": "integer" }), |inner, _| wrap(inner))
}
