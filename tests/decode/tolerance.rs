//! Answers may differ from the document in many ways and still decode.
//!
//! Each rule is applied to every place of every example that it fits.

use serde_json::{Value, json};

use super::decoder_of;
use super::examples::{DOCUMENTS, Form, Place, Variant, each_answer, variants};

const NEW: &str = "from_the_future";

#[test]
fn a_member_that_is_not_known() {
    let add = json!({ "deep": [1, null, { "er": true }] });
    for variant in variants(
        |site| site.value.is_object(),
        |site, example| {
            example.pointer_mut(&site.pointer).unwrap()[NEW] = add.clone();
        },
    ) {
        let open = variant.site.schema["additionalProperties"] == true;
        assert_eq!(variant.decoded().contains(NEW), open, "{}: only open types keep it", variant.what);
    }
}

fn optional_absent() -> Vec<Variant<'static>> {
    variants(|site| site.place == Place::Optional, |site, example| site.remove_from(example))
}

#[test]
fn an_optional_member_that_is_absent() {
    for variant in optional_absent() {
        variant.decoded();
    }
}

#[test]
fn an_optional_member_that_is_null_is_one_that_is_absent() {
    let null = variants(|site| site.place == Place::Optional, |site, example| site.replace_in(example, Value::Null));
    for (null, absent) in null.into_iter().zip(optional_absent()) {
        assert_eq!(null.decoded(), absent.decoded(), "{}", null.what);
    }
}

/// JSON:API 1.0 §7.1: a document may contain them, though the schema says it does.
#[test]
fn a_top_member_that_json_api_lets_a_document_leave_out() {
    for variant in variants(|site| site.may_be_left_out(), |site, example| site.remove_from(example)) {
        variant.decoded();
    }
}

#[test]
fn all_optional_members_absent_at_once() {
    for answer in DOCUMENTS.iter().flat_map(each_answer) {
        let mut json = answer.example().clone();
        let sites = answer.sites().into_iter().filter(|site| site.place == Place::Optional || site.may_be_left_out());
        // What is inside a member comes after it, and has to go before it.
        sites.rev().for_each(|site| site.remove_from(&mut json));
        let decoded = decoder_of(&answer.method, answer.path)(&json.to_string());
        assert!(decoded.is_ok(), "{}: {decoded:?} from {json}", answer.id);
    }
}

#[test]
fn members_in_another_order() {
    let plain = variants(|site| site.place == Place::Root, |_, _| {});
    let turned = variants(|site| site.place == Place::Root, |_, example| *example = reversed(example));
    for (plain, turned) in plain.into_iter().zip(turned) {
        assert_ne!(plain.json.to_string(), turned.json.to_string(), "needs serde_json's `preserve_order`");
        assert_eq!(plain.decoded(), turned.decoded(), "{}", plain.what);
    }
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().rev().map(|(name, member)| (name.clone(), reversed(member))).collect(),
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_text_that_an_enumeration_does_not_know_is_kept() {
    for variant in variants(|site| site.schema["enum"].is_array(), |site, example| site.replace_in(example, NEW)) {
        let kept = format!("Unrecognized({NEW:?})");
        assert!(variant.decoded().contains(&kept), "{}", variant.what);
    }
}

#[test]
fn a_form_of_a_link_that_is_not_known_is_kept() {
    for variant in variants(|site| site.form == Form::OneOf, |site, example| site.replace_in(example, json!([NEW]))) {
        assert!(variant.decoded().contains("Unrecognized(Array"), "{}", variant.what);
    }
}

#[test]
fn an_empty_list() {
    for variant in variants(|site| site.schema["type"] == "array", |site, example| site.replace_in(example, json!([])))
    {
        variant.decoded();
    }
}

#[test]
fn white_space_anywhere() {
    for variant in variants(|site| site.place == Place::Root, |_, _| {}) {
        let spaced = serde_json::to_string_pretty(&variant.json).unwrap().replace('\n', " \r\n\t");
        assert_eq!((variant.decode)(&spaced).unwrap(), variant.decoded(), "{}", variant.what);
    }
}
