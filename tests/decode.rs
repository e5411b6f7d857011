//! What is received for every operation, without a network.
#![cfg(all(feature = "snyk", feature = "secoda"))]

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde_json::Value;
use snyk_secoda::{Error, Operation, Response, rt};
use snyk_secoda::{secoda, snyk};

#[path = "common/bodies.rs"]
mod bodies;
#[path = "common/document.rs"]
mod document;
#[path = "decode/errors.rs"]
mod errors;
#[path = "decode/examples.rs"]
mod examples;
#[path = "decode/fields.rs"]
mod fields;
#[path = "decode/foreign.rs"]
mod foreign;
#[path = "decode/samples.rs"]
mod samples;
#[path = "decode/tolerance.rs"]
mod tolerance;

use examples::{DOCUMENTS, each_answer};

/// Decodes a text as the type of an answer; what comes out is shown by its `Debug`.
type Decode = fn(&str) -> Result<String, rt::Fault>;

/// The operations that answer with JSON, each with the type that its `send` gives.
macro_rules! answers {
    ($($api:ident::$tag:ident { $($row:ident $request:ident,)* })*) => {
        [$($((&$api::$tag::$row, decoder($api::$tag::$request::send)),)*)*]
    };
}

/// The type is that of the operation itself, so a table of decoders cannot name another.
fn decoder<R, T, F>(_send: fn(R) -> F) -> Decode
where
    T: rt::Decode + Debug,
    F: Future<Output = Result<Response<T>, Error>>,
{
    |text| rt::decode::<T>(text).map(|answer| format!("{answer:?}"))
}

fn answers() -> Vec<(&'static Operation, Decode)> {
    let table: [(&Operation, Decode); 16] = answers! {
        snyk::groups {
            LIST_GROUPS ListGroups,
            GET_GROUP GetGroup,
            LIST_GROUP_SSO_CONNECTIONS ListGroupSsoConnections,
            LIST_GROUP_SSO_CONNECTION_USERS ListGroupSsoConnectionUsers,
            LIST_GROUP_USER_ORG_MEMBERSHIPS ListGroupUserOrgMemberships,
            LIST_GROUP_MEMBERSHIPS ListGroupMemberships,
            CREATE_GROUP_MEMBERSHIP CreateGroupMembership,
        }
        snyk::orgs {
            LIST_ORGS ListOrgs,
            UPDATE_ORG UpdateOrg,
            LIST_ORG_MEMBERSHIPS ListOrgMemberships,
            CREATE_ORG_MEMBERSHIP CreateOrgMembership,
            LIST_ORGS_IN_GROUP ListOrgsInGroup,
        }
        secoda::groups {
            LIST_GROUPS ListGroups,
            CREATE_GROUP CreateGroup,
            GET_GROUP GetGroup,
            UPDATE_GROUP UpdateGroup,
        }
    };
    table.to_vec()
}

/// The decoder of the operation with this method and path.
fn decoder_of(method: &http::Method, path: &str) -> Decode {
    let found = answers().into_iter().find(|(operation, _)| (&operation.method, operation.path) == (method, path));
    found.unwrap_or_else(|| panic!("{method} {path} answers with JSON and is not in the table")).1
}

#[test]
fn every_json_answer_is_in_the_table_and_nothing_else() {
    let documented = DOCUMENTS.iter().flat_map(each_answer).map(|answer| (answer.method.to_string(), answer.path));
    let listed = answers().into_iter().map(|(operation, _)| (operation.method.to_string(), operation.path));
    assert_eq!(listed.collect::<BTreeSet<_>>(), documented.collect());
}

#[test]
fn every_json_answer_has_an_example_that_decodes() {
    for answer in DOCUMENTS.iter().flat_map(each_answer) {
        let decoded = decoder_of(&answer.method, answer.path)(&answer.example().to_string());
        assert!(decoded.is_ok(), "{}: {decoded:?}", answer.id);
    }
}

#[test]
fn every_example_is_that_of_a_documented_answer() {
    for of in DOCUMENTS.iter() {
        let answers = each_answer(of);
        let calls: Vec<String> = answers.iter().map(|answer| format!("{} {}", answer.method, answer.path)).collect();
        let documented = answers.iter().zip(&calls).map(|(answer, call)| [call, answer.status, answer.media_type]);
        assert_eq!(of.places().into_iter().collect::<BTreeSet<_>>(), documented.collect());
    }
}

/// Members that a type does not have are ignored, so that decoding alone does not show that they arrive.
#[test]
fn every_text_of_an_example_is_in_what_was_decoded() {
    for answer in DOCUMENTS.iter().flat_map(each_answer) {
        let decoded = decoder_of(&answer.method, answer.path)(&answer.example().to_string()).unwrap();
        for text in texts(answer.example()) {
            assert!(decoded.contains(text), "{}: `{text}` is not in {decoded}", answer.id);
        }
    }
}

/// All texts in a value, but for the short ones: enumerations turn those into names of their own.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => Some(text.as_str()).filter(|text| text.len() > 8).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
