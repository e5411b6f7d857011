//! Answers that cannot be understood give an error that says where, and never a panic.
//!
//! Each rule is applied to every place of every example that it fits.

use serde_json::{Value, json};

use super::examples::{Form, Place, Site, variants};

fn is_required(site: &Site<'_>) -> bool {
    site.place == Place::Required && !site.may_be_left_out()
}

#[test]
fn a_required_member_that_is_absent_is_named() {
    for variant in variants(is_required, |site, example| site.remove_from(example)) {
        let error = variant.error();
        let named = format!("missing field `{}`", variant.site.name());
        assert!(error.is_data() && error.to_string().starts_with(&named), "{}: {error}", variant.what);
    }
}

#[test]
fn a_required_member_that_is_null() {
    for variant in variants(is_required, |site, example| site.replace_in(example, Value::Null)) {
        assert!(variant.error().is_data(), "{}", variant.what);
    }
}

/// A value of another kind than the schema's; times have a format and at times no type.
fn other_kind(schema: &Value) -> Option<Value> {
    match schema["type"].as_str() {
        Some("string") => Some(json!(7)),
        Some("array") => Some(json!({ "items": [] })),
        Some(_) => Some(json!("a text")),
        None => schema["format"].is_string().then(|| json!(7)),
    }
}

/// A link is left out: there, a value of another kind is kept as one that is not known.
#[test]
fn a_value_of_another_kind() {
    let pick = |site: &Site<'_>| site.form != Form::OneOf && other_kind(site.schema).is_some();
    for variant in variants(pick, |site, example| site.replace_in(example, other_kind(site.schema).unwrap())) {
        let error = variant.error();
        assert!(error.is_data() && error.to_string().contains("invalid type"), "{}: {error}", variant.what);
    }
}

#[test]
fn an_error_stands_where_the_value_begins() {
    const NUMBER: &str = "7777777";
    let pick = |site: &Site<'_>| site.form != Form::OneOf && other_kind(site.schema) == Some(json!(7));
    for variant in variants(pick, |site, example| site.replace_in(example, NUMBER.parse::<u64>().unwrap())) {
        let begin = variant.json.to_string().find(NUMBER).unwrap() + 1;
        let error = variant.error().to_string();
        assert!(error.ends_with(&format!("at line 1 column {begin}")), "{}: {error}, not {begin}", variant.what);
    }
}

#[test]
fn a_text_that_is_no_id_or_no_time() {
    let formatted = |site: &Site<'_>| site.schema["format"] == "uuid" || site.schema["format"] == "date-time";
    for variant in variants(formatted, |site, example| site.replace_in(example, "next Tuesday")) {
        assert!(variant.error().is_data(), "{}", variant.what);
    }
}

#[test]
fn a_text_that_breaks_off() {
    for variant in variants(|site| site.place == Place::Root, |_, _| {}) {
        let text = variant.json.to_string();
        for end in [0, 1, text.len() / 2, text.len() - 1] {
            let error = (variant.decode)(&text[..end]).unwrap_err();
            assert!(error.is_eof(), "{} cut at {end}: {error}", variant.what);
        }
    }
}
