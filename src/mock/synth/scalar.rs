//! Texts and numbers.

use serde_json::Value;
use uuid::Builder;

use super::super::pattern::Pattern;

/// Texts that are tried where there is a pattern, before one is made from it.
const KNOWN: [&str; 2] = ["1.0", "2024-10-15"];
const INSTANT: &str = "2024-01-01T00:00:00Z";

/// A text: what its format asks for, or else its own name.
pub(super) fn text(schema: &Value, path: &[String], status: &str) -> Option<String> {
    let (least, most) = (bound(schema, "minLength", 0), bound(schema, "maxLength", usize::MAX));
    let name = named(path);
    let plain = match schema["format"].as_str() {
        Some(format) => formatted(format, path).unwrap_or(name),
        None => hinted(name),
    };
    let Some(pattern) = schema["pattern"].as_str().and_then(Pattern::parse) else {
        return Some(fitted(plain, least, most));
    };
    let fits = |text: &String| pattern.is_match(text) && (least..=most).contains(&text.chars().count());
    let plain = [plain.as_str(), status].into_iter().chain(KNOWN).map(str::to_owned);
    plain.into_iter().chain(pattern.text(least)).find(fits)
}

/// A number within the bounds, 1 where there are none, and more than that for further items of a list.
pub(super) fn number(schema: &Value, index: usize) -> Option<Value> {
    let is_whole = schema["type"] != "number";
    let unit = schema["multipleOf"].as_f64().unwrap_or(1.0);
    let (least, above) = limit(schema, "minimum", "exclusiveMinimum");
    let (most, below) = limit(schema, "maximum", "exclusiveMaximum");
    let start = least.unwrap_or_else(|| most.map_or(1.0, |most| most.min(1.0)));
    let rounded = if least.is_some() || most.is_none_or(|most| most >= unit) { start / unit } else { 0.0 };
    let mut number = if least.is_some() || rounded > 0.0 { rounded.ceil() } else { (start / unit).floor() } * unit;
    if above && least.is_some_and(|least| number <= least) {
        number += unit;
    }
    if below && most.is_some_and(|most| number >= most) {
        number -= unit;
    }
    let further = number + unit * index as f64;
    let number = if most.is_none_or(|most| further < most) { further } else { number };
    // Between two bounds that are close to each other there may be fractions alone.
    let is_outside = most.is_some_and(|most| number > most) || least.is_some_and(|least| number < least);
    let middle = || Some((least? + most?) / 2.0);
    let number = if is_outside && !is_whole { middle()? } else { number };
    // Numbers of more digits are not told apart.
    if number.fract() == 0.0 && number.abs() < 9e15 { Some(Value::from(number as i64)) } else { Some(number.into()) }
}

/// A bound, and whether it is itself outside. In 3.0 the exclusive keyword is a flag, in 3.1 a bound.
fn limit(schema: &Value, keyword: &str, exclusive: &str) -> (Option<f64>, bool) {
    match schema[exclusive].as_f64() {
        Some(bound) => (Some(bound), true),
        None => (schema[keyword].as_f64(), schema[exclusive] == true),
    }
}

fn bound(schema: &Value, keyword: &str, unless: usize) -> usize {
    schema[keyword].as_u64().and_then(|bound| bound.try_into().ok()).unwrap_or(unless)
}

/// The name of the member; with the number of the item, but for the first one of a list.
fn named(path: &[String]) -> String {
    let mut parts = path.iter().rev();
    let last = parts.next().map_or("text", String::as_str);
    match (last.parse::<usize>(), parts.next()) {
        (Ok(0), Some(list)) => list.clone(),
        (Ok(number), Some(list)) => format!("{list}{number}"),
        _ => last.to_owned(),
    }
}

/// What a name says of a text without a format.
fn hinted(name: String) -> String {
    match name.as_str() {
        "email" => "name@example.com".to_owned(),
        _ if name.ends_with("_at") => INSTANT.to_owned(),
        _ => name,
    }
}

fn formatted(format: &str, path: &[String]) -> Option<String> {
    let text = match format {
        "uuid" => return Some(uuid(path)),
        "date-time" => INSTANT,
        "date" => "2024-01-01",
        "time" => "00:00:00Z",
        "duration" => "P1D",
        "uri" | "url" | "iri" => "https://example.com/",
        "uri-reference" | "iri-reference" => "/",
        "email" | "idn-email" => "name@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "dGV4dA==",
        "json-pointer" => "/text",
        "regex" => "^text$",
        _ => return None,
    };
    Some(text.to_owned())
}

/// An id for a place: the same every time, and another one for every place.
fn uuid(path: &[String]) -> String {
    // FNV-1a, of 128 bits.
    let bytes = path.iter().flat_map(|part| part.bytes().chain([b'/']));
    let mix = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, mix);
    Builder::from_random_bytes(hash.to_be_bytes()).into_uuid().to_string()
}

/// The text with as many characters as there may be.
fn fitted(text: String, least: usize, most: usize) -> String {
    let mut text: String = text.chars().take(most).collect();
    let missing = least.saturating_sub(text.chars().count());
    text.extend(std::iter::repeat_n('x', missing));
    text
}
