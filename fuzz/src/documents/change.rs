//! Changes of a document, each of which a careless author might make.

use serde_json::{Map, Value, json};

use super::bytes::Bytes;
use super::odd;
use super::place::{self, Kind};

type Change = fn(&mut Value, &mut Bytes<'_>) -> Option<()>;

const CHANGES: &[Change] = &[
    set_keyword,
    set_keyword,
    refer,
    refer,
    wrap,
    wrap,
    replace,
    replace_schema,
    rename,
    remove,
    swap,
    copy,
    copy,
    repeat_item,
    repeat_member,
    same_operation_id,
    parameter,
    respond,
    offer,
    path,
    discriminate,
    extend,
    require,
    prose,
];

/// One change, or none where the document has no place for it.
pub fn change(root: &mut Value, bytes: &mut Bytes<'_>) {
    if let Some(change) = bytes.pick(CHANGES) {
        change(root, bytes);
    }
}

fn place(root: &Value, kind: Kind, bytes: &mut Bytes<'_>) -> Option<String> {
    bytes.pick(&place::places(root, kind)).cloned()
}

fn members<'v>(root: &'v mut Value, at: &str) -> Option<&'v mut Map<String, Value>> {
    root.pointer_mut(at)?.as_object_mut()
}

fn set_keyword(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schema, bytes)?;
    let (key, value) = odd::keyword(bytes);
    members(root, &at)?.insert(key, value);
    Some(())
}

/// A reference to anything, also to what it stands in.
fn refer(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let kind = if bytes.once_in(6) { Kind::Object } else { Kind::Schema };
    let at = place(root, kind, bytes)?;
    let reference = reference(root, bytes)?;
    *root.pointer_mut(&at)? = json!({ "$ref": reference });
    Some(())
}

fn reference(root: &Value, bytes: &mut Bytes<'_>) -> Option<String> {
    let target = match bytes.below(16) {
        0 => odd::text(bytes),
        1 => format!("#/components/schemas/{}", odd::text(bytes)),
        2 => format!("#{}", place(root, Kind::Any, bytes)?),
        3 => format!("#{}", place(root, Kind::Schema, bytes)?.replace('/', "%2F")),
        4..8 => format!("#{}", place(root, Kind::Schema, bytes)?),
        _ => {
            let components = place::places(root, Kind::Schema);
            let components: Vec<&String> = components.iter().filter(|at| at.starts_with("/components/")).collect();
            format!("#{}", bytes.pick(&components)?)
        }
    };
    Some(target)
}

/// A schema becomes a part of another.
fn wrap(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schema, bytes)?;
    let other = other_schema(root, bytes);
    let target = root.pointer_mut(&at)?;
    let inner = target.take();
    *target = match bytes.below(12) {
        0 => json!({ "allOf": [inner] }),
        1 => json!({ "allOf": [inner, other] }),
        2 => json!({ "oneOf": [inner, other] }),
        3 => json!({ "anyOf": [other, inner] }),
        4 => json!({ "oneOf": [inner] }),
        5 => json!({ "oneOf": [inner, { "type": "null" }] }),
        6 => json!({ "type": "array", "items": inner }),
        7 => json!({ "type": "object", "additionalProperties": inner }),
        8 => json!({ "type": "object", "properties": { odd::text(bytes): inner, odd::text(bytes): other } }),
        9 => json!({ "not": inner }),
        10 => json!({ "allOf": [inner, { "nullable": true }], "oneOf": [other, { "type": "object" }] }),
        _ => json!({ "type": "object", "properties": { "a": other }, "additionalProperties": inner }),
    };
    Some(())
}

fn other_schema(root: &Value, bytes: &mut Bytes<'_>) -> Value {
    match bytes.below(4) {
        0 | 1 => reference(root, bytes).map_or(Value::Null, |reference| json!({ "$ref": reference })),
        2 => place(root, Kind::Schema, bytes).and_then(|at| root.pointer(&at).cloned()).unwrap_or_default(),
        _ => odd::schema(bytes),
    }
}

fn replace(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Any, bytes)?;
    *root.pointer_mut(&at)? = odd::value(bytes);
    Some(())
}

fn replace_schema(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schema, bytes)?;
    *root.pointer_mut(&at)? = odd::schema(bytes);
    Some(())
}

/// A member gets another name, at its place.
fn rename(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let kind = if bytes.once_in(4) { Kind::Object } else { Kind::Names };
    let at = place(root, kind, bytes)?;
    let (nth, name) = (bytes.next(), odd::text(bytes));
    let object = members(root, &at)?;
    let nth = usize::from(nth).checked_rem(object.len())?;
    let named = std::mem::take(object).into_iter().enumerate();
    object.extend(named.map(|(index, (key, value))| (if index == nth { name.clone() } else { key }, value)));
    Some(())
}

fn remove(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Any, bytes)?;
    let (parent, key) = at.rsplit_once('/')?;
    match root.pointer_mut(parent)? {
        Value::Object(members) => drop(members.shift_remove(&key.replace("~1", "/").replace("~0", "~"))),
        Value::Array(items) => drop(items.remove(key.parse().ok()?)),
        _ => {}
    }
    Some(())
}

fn swap(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let kind = if bytes.once_in(3) { Kind::Any } else { Kind::Schema };
    let (one, other) = (place(root, kind, bytes)?, place(root, kind, bytes)?);
    let (first, second) = (root.pointer(&one)?.clone(), root.pointer(&other)?.clone());
    *root.pointer_mut(&one)? = second;
    // What stood inside of the first is gone with it.
    *root.pointer_mut(&other)? = first;
    Some(())
}

/// A subtree stands in for another, which may be a part of it.
fn copy(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let kind = if bytes.once_in(5) { Kind::Any } else { Kind::Schema };
    let (from, to) = (place(root, kind, bytes)?, place(root, kind, bytes)?);
    let value = root.pointer(&from)?.clone();
    *root.pointer_mut(&to)? = value;
    Some(())
}

fn repeat_item(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::List, bytes)?;
    let items = root.pointer_mut(&at)?.as_array_mut()?;
    let item = bytes.pick(items)?.clone();
    items.insert(bytes.below(items.len()), item);
    Some(())
}

/// A member is there again under a name that may make the same name in Rust.
fn repeat_member(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Names, bytes)?;
    let (nth, ending, odd) = (bytes.next(), bytes.next(), odd::text(bytes));
    let object = members(root, &at)?;
    let (name, value) = object.iter().nth(usize::from(nth).checked_rem(object.len())?)?;
    let name = match ending % 8 {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => format!("{name}_"),
        3 => format!("{name}2"),
        4 => format!("{name}_2"),
        5 => format!(" {name}"),
        6 => format!("{name}{odd}"),
        _ => odd,
    };
    let value = value.clone();
    object.insert(name, value);
    Some(())
}

fn same_operation_id(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let (one, other) = (place(root, Kind::Operation, bytes)?, place(root, Kind::Operation, bytes)?);
    let id = match bytes.below(3) {
        0 => json!(odd::text(bytes)),
        _ => root.pointer(&one)?.get("operationId")?.clone(),
    };
    members(root, &other)?.insert("operationId".to_owned(), id);
    Some(())
}

fn parameter(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    if bytes.once_in(3) {
        let at = place(root, Kind::Operation, bytes)?;
        let one = json!({ "name": odd::text(bytes), "in": "query", "schema": other_schema(root, bytes) });
        let list = members(root, &at)?.entry("parameters").or_insert_with(|| json!([]));
        list.as_array_mut()?.push(one);
    }
    let at = place(root, Kind::Parameter, bytes)?;
    let schema = other_schema(root, bytes);
    let styles = ["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "odd"];
    let any = |bytes: &mut Bytes<'_>, list: &[&str]| bytes.pick(list).map(|text| json!(text)).unwrap_or_default();
    let (key, value) = match bytes.below(8) {
        0 => ("style", any(bytes, &styles)),
        1 => ("explode", json!(bytes.once_in(2))),
        2 => ("in", any(bytes, &["path", "query", "header", "cookie", "body", "formData"])),
        3 => ("required", json!(bytes.once_in(2))),
        4 => ("schema", schema),
        5 => ("content", json!({ "application/json": { "schema": schema } })),
        6 => ("name", json!(odd::text(bytes))),
        _ => ("allowReserved", json!(true)),
    };
    members(root, &at)?.insert(key.to_owned(), value);
    Some(())
}

/// One more answer.
fn respond(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Responses, bytes)?;
    let schema = other_schema(root, bytes);
    let statuses = ["200", "201", "204", "302", "400", "404", "2XX", "4xx", "5XX", "default", "0", "99999", "x-a", "2"];
    let status = bytes.pick(&statuses)?;
    let media_type = media_type(bytes);
    let header = odd::text(bytes);
    let answer = match bytes.below(4) {
        0 => json!({ "description": "" }),
        1 => json!({ "description": "", "content": { media_type: { "schema": schema } } }),
        2 => json!({ "description": "", "headers": { header: { "schema": schema } } }),
        _ => json!({ "description": "", "content": { "application/json": { "schema": schema } } }),
    };
    members(root, &at)?.insert((*status).to_owned(), answer);
    Some(())
}

fn media_type(bytes: &mut Bytes<'_>) -> String {
    let known = [
        "application/json",
        "application/problem+json; charset=utf-8",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/octet-stream",
        "*/*",
        "application/xml",
        "text/event-stream",
        "/",
        ";",
    ];
    match bytes.once_in(5) {
        true => odd::text(bytes),
        false => bytes.pick(&known).map(|text| (*text).to_owned()).unwrap_or_default(),
    }
}

/// One more way to send a body.
fn offer(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Operation, bytes)?;
    let (media_type, schema) = (media_type(bytes), other_schema(root, bytes));
    let mut media = json!({ "schema": schema });
    if bytes.once_in(3) {
        let encoding = json!({ "style": "deepObject", "explode": bytes.once_in(2), "contentType": media_type.clone() });
        media["encoding"] = json!({ odd::text(bytes): encoding });
    }
    let body = members(root, &at)?.entry("requestBody").or_insert_with(|| json!({ "content": {} }));
    body.get_mut("content")?.as_object_mut()?.insert(media_type, media);
    Some(())
}

/// Another path for what one path has.
fn path(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let known = [
        "",
        "/",
        "//",
        "/{}",
        "/{a}",
        "/{a}{b}",
        "/{a}/{a}",
        "/{a",
        "/a}",
        "/{{a}}",
        "/a b",
        "/é",
        "/{a}.{b}",
        "/a?b=c",
        "/a#b",
        "a",
        "/{a-b}/{a_b}",
        "/things/",
        "/Things",
        "/{é}",
        "/%7Ba%7D",
        "/x-a",
    ];
    let path = bytes.pick(&known)?;
    let nth = bytes.next();
    let paths = members(root, "/paths")?;
    let item = paths.values().nth(usize::from(nth).checked_rem(paths.len())?)?.clone();
    paths.insert((*path).to_owned(), item);
    Some(())
}

fn discriminate(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schema, bytes)?;
    let mut mapping = Map::new();
    for _ in 0..bytes.below(4) {
        let target = match bytes.once_in(4) {
            true => odd::text(bytes),
            false => reference(root, bytes)?,
        };
        mapping.insert(odd::text(bytes), json!(target));
    }
    let member = if bytes.once_in(2) { "kind".to_owned() } else { odd::text(bytes) };
    let discriminator = json!({ "propertyName": member, "mapping": mapping });
    members(root, &at)?.insert("discriminator".to_owned(), discriminator);
    Some(())
}

/// One more component, which extends another, or itself.
fn extend(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schemas, bytes)?;
    let (name, base, own) = (odd::text(bytes), reference(root, bytes)?, other_schema(root, bytes));
    let schema = match bytes.below(4) {
        0 => json!({ "allOf": [{ "$ref": base }] }),
        1 => json!({ "$ref": base }),
        2 => own,
        _ => json!({ "allOf": [{ "$ref": base }, own] }),
    };
    members(root, &at)?.insert(name, schema);
    Some(())
}

/// Members are required that are there, and one that may not be.
fn require(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Schema, bytes)?;
    let odd = odd::text(bytes);
    let schema = members(root, &at)?;
    let names = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let required: Vec<String> = names.map(|(name, _)| name.clone()).chain([odd]).collect();
    schema.insert("required".to_owned(), json!(required));
    Some(())
}

/// Texts that go into the docs.
fn prose(root: &mut Value, bytes: &mut Bytes<'_>) -> Option<()> {
    let at = place(root, Kind::Object, bytes)?;
    let key = *bytes.pick(&["description", "summary", "title", "operationId", "tags", "security", "x-a"])?;
    let words: Vec<String> = (0..bytes.below(6)).map(|_| odd::text(bytes)).collect();
    let separator = if bytes.once_in(2) { " " } else { "\n" };
    let value = if key == "tags" { json!(words) } else { json!(words.join(separator)) };
    members(root, &at)?.insert(key.to_owned(), value);
    Some(())
}
