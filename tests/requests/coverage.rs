//! No operation, parameter or member of a body is left out by the tests of the requests.

use std::collections::BTreeSet;

use serde_json::Value;
use snyk_secoda::{Operation, Parts, secoda, snyk};

use super::{secoda_requests, snyk_requests};
use crate::document::Document;

fn ids<'a>(operations: impl IntoIterator<Item = &'a &'static Operation>) -> Vec<&'static str> {
    operations.into_iter().map(|operation| operation.id).collect()
}

/// Tested requests, with what the document says about their operation.
fn each_tested(check: impl Fn(&Document, &Value, &Operation, &Parts)) {
    for (api, tested) in [("snyk", snyk_requests::tested()), ("secoda", secoda_requests::tested())] {
        let document = Document::read(api);
        for (operation, parts) in tested {
            let described = document.operations();
            let found =
                described.iter().find(|(method, path, _)| (method, *path) == (&operation.method, operation.path));
            check(&document, found.unwrap().2, operation, &parts);
        }
    }
}

#[test]
fn every_operation_of_snyk_is_tested_once() {
    let tested: Vec<_> = snyk_requests::tested().into_iter().map(|(operation, _)| operation).collect();
    let (tested, listed): (BTreeSet<_>, BTreeSet<_>) =
        (ids(&tested).into_iter().collect(), ids(snyk::OPERATIONS).into_iter().collect());
    assert_eq!((tested, snyk_requests::tested().len()), (listed, 17));
}

#[test]
fn every_operation_of_secoda_is_tested_once() {
    let tested: Vec<_> = secoda_requests::tested().into_iter().map(|(operation, _)| operation).collect();
    assert_eq!(ids(&tested), ids(secoda::OPERATIONS));
    assert_eq!(tested.len(), 5);
}

/// The literal segments stay, and every parameter has a value of its own.
#[test]
fn every_path_parameter_is_taken() {
    each_tested(|_, _, operation, parts| {
        let (template, path): (Vec<_>, Vec<_>) =
            (operation.path.split('/').collect(), parts.path().split('/').collect());
        assert_eq!(template.len(), path.len(), "{operation}");
        let (parameters, literals): (Vec<_>, Vec<_>) =
            template.into_iter().zip(path).partition(|(segment, _)| segment.starts_with('{'));
        assert!(literals.iter().all(|(segment, sent)| segment == sent), "{operation}");
        let values: BTreeSet<_> = parameters.iter().map(|(_, value)| value).collect();
        assert_eq!(values.len(), parameters.len(), "{operation}");
    });
}

#[test]
fn every_query_parameter_is_sent() {
    each_tested(|document, described, operation, parts| {
        let parameters = described["parameters"].as_array().into_iter().flatten().map(|node| document.resolve(node));
        let query = parameters.filter(|parameter| parameter["in"] == "query");
        let documented: BTreeSet<_> = query.map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let sent: BTreeSet<_> = parts.query().iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(sent, documented, "{operation}");
    });
}

#[test]
fn every_member_of_a_body_is_sent() {
    each_tested(|document, described, operation, parts| {
        let content = described["requestBody"]["content"].as_object();
        let schema = content.and_then(|content| content.values().next()).map(|media| &media["schema"]);
        assert_eq!(schema.is_some(), parts.body().is_some(), "{operation}");
        if let (Some(schema), Some(body)) = (schema, parts.body()) {
            assert_members(document, schema, &serde_json::from_slice(body).unwrap(), operation);
        }
    });
}

fn assert_members(document: &Document, schema: &Value, body: &Value, operation: &Operation) {
    for (name, property) in document.resolve(schema)["properties"].as_object().into_iter().flatten() {
        let member = body.get(name).unwrap_or_else(|| panic!("{operation}: `{name}` is not in {body}"));
        assert_members(document, property, member, operation);
    }
}
