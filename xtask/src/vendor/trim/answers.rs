//! Which answers are results, and which of their parts the generator reads.

use std::collections::BTreeSet;

use serde_json::Value;

use super::LONGEST_CHAIN;
use crate::codegen::problem::Pointer;
use crate::vendor::operations;

/// The places of the answers that a call gives, rather than fails with: the headers of these alone are read.
pub(super) fn results(root: &Value) -> BTreeSet<Pointer> {
    let paths = Pointer::default().child("paths");
    let mut results = BTreeSet::new();
    for operation in operations::all(root) {
        let responses = operation.value.get("responses").and_then(Value::as_object).into_iter().flatten();
        let responses: Vec<(&str, &Value)> = responses.map(|(status, answer)| (status.as_str(), answer)).collect();
        let has_success = responses.iter().any(|(status, _)| is_success(status));
        let at = paths.child(operation.path).child(operation.method).child("responses");
        for (status, answer) in responses {
            // Where no success is declared, the default is one.
            if is_success(status) || is_redirect(status) || (status == "default" && !has_success) {
                results.extend(target(root, answer, at.child(status)));
            }
        }
    }
    results
}

/// Where an answer really stands.
fn target(root: &Value, answer: &Value, at: Pointer) -> Option<Pointer> {
    let (mut answer, mut at) = (answer, at);
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = answer.get("$ref").and_then(Value::as_str) else { return Some(at) };
        at = Pointer::of_reference(reference)?;
        answer = root.pointer(at.as_str())?;
    }
    None
}

/// Whether a media type is JSON, by its own name or by the suffix of RFC 6839.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn is_success(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// Codes alone: a range of them is no result.
fn is_redirect(status: &str) -> bool {
    status.parse::<u16>().is_ok_and(|status| (300..400).contains(&status))
}
