//! The rows of facts say what the documents say.

use http::Method;
use serde_json::Value;
use snyk_secoda::{Operation, Paging, secoda, snyk};

use crate::document::{Document, operation_id};

#[derive(Debug, PartialEq)]
struct Facts {
    id: String,
    method: Method,
    path: String,
    tag: String,
    stability: Option<String>,
    releases: Vec<String>,
    version: Option<String>,
    permissions: Vec<String>,
    accept: Vec<String>,
    content_type: Option<String>,
    versioned: bool,
    paging: Paging,
    deprecated: bool,
}

impl Facts {
    fn of_row(row: &Operation) -> Self {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        Self {
            id: row.id.to_owned(),
            method: row.method.clone(),
            path: row.path.to_owned(),
            tag: row.tag.to_owned(),
            stability: row.stability.map(str::to_owned),
            releases: texts(row.releases),
            version: row.version.map(str::to_owned),
            permissions: texts(row.permissions),
            accept: texts(row.accept),
            content_type: row.content_type.map(str::to_owned),
            versioned: row.versioned,
            paging: row.paging,
            deprecated: row.deprecated,
        }
    }

    fn of_document(document: &Document, method: &Method, path: &str, operation: &Value) -> Self {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let names: Vec<_> = parameters.filter_map(|node| document.resolve(node)["name"].as_str()).collect();
        Self {
            id: operation_id(operation),
            method: method.clone(),
            path: path.to_owned(),
            tag: text(&operation["tags"][0]).unwrap(),
            stability: text(&operation["x-snyk-api-stability"]),
            releases: texts(&operation["x-snyk-api-releases"]),
            version: text(&operation["x-snyk-api-version"]),
            permissions: texts(&operation["x-snyk-permissions"]),
            accept: accept(document, operation),
            content_type: media_types(&operation["requestBody"]).into_iter().next(),
            versioned: names.contains(&"version"),
            paging: paging(&names, operation),
            deprecated: operation["deprecated"] == true,
        }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(text).collect()
}

fn media_types(part: &Value) -> Vec<String> {
    part["content"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// The media types of all answers. An error has a body too, also where a success has none.
fn accept(document: &Document, operation: &Value) -> Vec<String> {
    let responses = operation["responses"].as_object().unwrap().values();
    let mut types: Vec<String> = responses.flat_map(|response| media_types(document.resolve(response))).collect();
    types.sort();
    types.dedup();
    types
}

/// Snyk's lists take a cursor. Secoda's document has no parameter to tell a list by, so its summary has to do.
fn paging(parameters: &[&str], operation: &Value) -> Paging {
    if parameters.contains(&"starting_after") {
        Paging::Cursor("starting_after")
    } else if operation["summary"] == "List groups" {
        Paging::Page("page")
    } else {
        Paging::None
    }
}

fn assert_facts(api: &str, rows: &[&'static Operation], count: usize) {
    let document = Document::read(api);
    let mut expected: Vec<_> = document
        .operations()
        .into_iter()
        .map(|(method, path, operation)| Facts::of_document(&document, &method, path, operation))
        .collect();
    let mut listed: Vec<_> = rows.iter().map(|row| Facts::of_row(row)).collect();
    expected.sort_by(|one, other| one.id.cmp(&other.id));
    listed.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(listed, expected);
    assert_eq!(listed.len(), count);
}

#[test]
fn the_rows_of_snyk_agree_with_its_document() {
    assert_facts("snyk", snyk::OPERATIONS, 17);
}

#[test]
fn the_rows_of_secoda_agree_with_its_document() {
    assert_facts("secoda", secoda::OPERATIONS, 5);
}

/// A bare date selects beta releases only from 2024-10-15 on, and an older date would miss newer operations.
#[test]
fn the_default_version_reaches_every_operation() {
    let document = Document::read("snyk");
    let operations = document.operations();
    let versions = operations.iter().filter_map(|(_, _, operation)| operation["x-snyk-api-version"].as_str());
    let dates = versions.filter_map(|version| version.split('~').next());
    assert_eq!(Some(snyk::API_VERSION), dates.chain(["2024-10-15"]).max());
}
