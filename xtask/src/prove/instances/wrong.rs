//! Values of the right type that break one bound of a place.

use serde_json::{Value, json};

use super::changes::Change;
use super::pattern::Pattern;
use super::places::Place;
use super::texts;

/// The most characters and items that are made in order to be too many.
const MOST: u64 = 100_000;

/// What may break a bound of the place; whether it does is for a checker to say.
pub(super) fn changes(place: &Place, current: Option<&Value>) -> Vec<Change> {
    if place.schema["enum"].is_array() {
        return Vec::new();
    }
    let wrong = match current {
        Some(Value::String(text)) => wrong_texts(&place.schema, text),
        Some(Value::Number(number)) => wrong_numbers(&place.schema, number.as_f64().unwrap_or_default()),
        Some(Value::Array(items)) => wrong_lists(&place.schema, items),
        _ => Vec::new(),
    };
    wrong.into_iter().map(|(clause, value)| Change::new(place, clause, value)).collect()
}

fn wrong_texts(schema: &Value, text: &str) -> Vec<(String, Value)> {
    let mut wrong = Vec::new();
    let (least, most) = texts::bounds(schema);
    if least > 0 {
        let short: String = text.chars().take(least - 1).collect();
        wrong.push((format!("has fewer than {least} characters"), short.into()));
    }
    if let Some(most) = most.filter(|most| *most < MOST).and_then(|most| usize::try_from(most).ok()) {
        let long: String = text.chars().chain(std::iter::repeat('x')).take(most + 1).collect();
        wrong.push((format!("has more than {most} characters"), long.into()));
    }
    let pattern = schema["pattern"].as_str();
    if let Some((pattern, read)) = pattern.and_then(|pattern| Some((pattern, Pattern::parse(pattern)?))) {
        let is_allowed = |text: &&str| {
            let length = text.chars().count();
            length >= least && most.is_none_or(|most| length as u64 <= most)
        };
        let mixed = format!("{text} {text}");
        let candidates = ["!", " ", "a b", texts::RESERVED, "0", "x", &mixed, ""];
        let fitting = candidates.into_iter().filter(is_allowed).find(|text| !read.is_match(text));
        let other = fitting.or_else(|| candidates.into_iter().find(|text| !read.is_match(text)));
        wrong.extend(other.map(|text| (format!("= {text:?}, off the pattern {pattern}"), text.into())));
    }
    wrong
}

fn wrong_numbers(schema: &Value, number: f64) -> Vec<(String, Value)> {
    let is_whole = schema["type"] == "integer";
    let unit = schema["multipleOf"].as_f64().unwrap_or(1.0);
    let moved = |bound: f64, by: f64| {
        let moved = bound + by;
        if is_whole { json!(moved as i64) } else { json!(moved) }
    };
    let mut wrong = Vec::new();
    for (keyword, exclusive, away) in [("minimum", "exclusiveMinimum", -unit), ("maximum", "exclusiveMaximum", unit)] {
        let Some(bound) = schema[keyword].as_f64().or_else(|| schema[exclusive].as_f64()) else { continue };
        wrong.push((format!("is beyond its {keyword} {bound}"), moved(bound, away)));
        if schema[exclusive] == true || schema[exclusive].is_number() {
            wrong.push((format!("is its exclusive {keyword} {bound}"), moved(bound, 0.0)));
        }
    }
    if schema["multipleOf"].is_number() {
        let off = if is_whole { 1.0 } else { unit / 2.0 };
        wrong.push((format!("is no multiple of {unit}"), moved(number, off)));
    }
    wrong
}

fn wrong_lists(schema: &Value, items: &[Value]) -> Vec<(String, Value)> {
    let mut wrong = Vec::new();
    if let Some(least) = schema["minItems"].as_u64().filter(|least| *least > 0) {
        let few = items.iter().take(usize::try_from(least - 1).unwrap_or_default());
        wrong.push((format!("has fewer than {least} items"), few.cloned().collect()));
    }
    let most = schema["maxItems"].as_u64().filter(|most| *most < MOST);
    if let (Some(most), Some(item)) = (most, items.first()) {
        let many = std::iter::repeat_n(item.clone(), usize::try_from(most).unwrap_or_default() + 1);
        wrong.push((format!("has more than {most} items"), many.collect()));
    }
    if let (true, Some(item)) = (schema["uniqueItems"] == true, items.first()) {
        let twice: Value = items.iter().chain([item]).cloned().collect();
        wrong.push(("has an item twice".to_owned(), twice));
    }
    wrong
}
