//! Documents that the repository does not hold, where `SNYK_SECODA_DOCUMENTS` says that they are.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use snyk_secoda::mock::Server;

use crate::schemas::Schemas;

fn document(name: &str) -> Option<String> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = env::var_os("SNYK_SECODA_DOCUMENTS").map_or(default, PathBuf::from);
    let path = root.join("specs").join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: there is no document {}", path.display());
    }
    text
}

/// Every answer of every operation, made from its schema, is valid.
async fn assert_valid(name: &str, operations: usize) {
    let Some(text) = document(name) else { return };
    let (schemas, server) = (Schemas::read(&text), Server::of_document(text).start().await.unwrap());
    let mut names: Vec<String> = schemas.answers().into_iter().map(|answer| answer.operation).collect();
    names.dedup();
    assert_eq!(names.len(), operations);
    let bodies: Vec<_> = schemas
        .answers()
        .into_iter()
        .map(|answer| {
            let body = server.example(&answer.operation, answer.status).unwrap();
            (answer, body)
        })
        .collect();
    let faults = schemas.faults(&bodies);
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), bodies.len(), faults.join("\n"));
}

#[tokio::test]
async fn every_answer_of_snyks_released_document_is_valid() {
    assert_valid("snyk-2024-06-26.json", 100).await;
}

#[tokio::test]
async fn every_answer_of_snyks_experimental_document_is_valid() {
    assert_valid("snyk-2024-06-26-experimental.json", 221).await;
}
