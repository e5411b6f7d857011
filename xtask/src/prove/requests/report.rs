//! What people and programs read of a proof.

use serde_json::{Value, json};

use super::Proof;
use crate::prove::differences::Difference;

/// How many differences are shown.
const SHOWN: usize = 60;

/// The report of one document.
pub(in crate::prove) fn as_text(proof: &Proof) -> String {
    let mut lines = vec![
        format!("{}: {}", proof.document, if proof.passed() { "passed" } else { "FAILED" }),
        format!("  {} operations, {} sets of values", proof.operations, proof.sets),
        format!(
            "  {} sent, {} refused by the check, {} that no type expresses, {} of these that no message carries",
            proof.sent, proof.refused, proof.inexpressible, proof.uncarried
        ),
        format!("  {} answers decoded; of the answers {} break the document", proof.decoded, proof.off),
        format!("  {:.0} s, of which {:.0} s built the driver", proof.time.as_secs_f64(), proof.build.as_secs_f64()),
    ];
    lines.extend(list("not judged", proof.unjudged.iter().map(|one| format!("    {one}"))));
    let explained = proof.explained.iter().filter(|(.., count)| *count > 0);
    lines.extend(list(
        "known differences",
        explained.map(|(label, why, count)| format!("    {count:5}  {label}\n           {why}")),
    ));
    lines.extend(list("differences that are not found any more", proof.stale().map(|label| format!("    {label}"))));
    lines.extend(list("differences that nobody has explained", proof.unexplained.iter().map(difference)));
    lines.join("\n") + "\n"
}

/// All of it.
pub(in crate::prove) fn as_json(proof: &Proof) -> Value {
    let explained =
        proof.explained.iter().map(|(label, why, count)| json!({ "label": label, "why": why, "count": count }));
    let unexplained = proof
        .unexplained
        .iter()
        .map(|one| json!({ "who": one.who.word(), "operation": one.operation, "set": one.set, "says": one.says }));
    json!({
        "document": proof.document,
        "passed": proof.passed(),
        "operations": proof.operations,
        "sets": proof.sets,
        "sent": proof.sent,
        "refused": proof.refused,
        "inexpressible": proof.inexpressible,
        "uncarried": proof.uncarried,
        "decoded": proof.decoded,
        "answers_off": proof.off,
        "unjudged": proof.unjudged,
        "explained": explained.collect::<Vec<_>>(),
        "unexplained": unexplained.collect::<Vec<_>>(),
        "build_seconds": proof.build.as_secs_f64(),
        "seconds": proof.time.as_secs_f64(),
    })
}

fn difference(one: &Difference) -> String {
    format!("    {} · {} · {} · {}", one.who.word(), one.operation, one.set, one.says)
}

fn list(head: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    let all: Vec<String> = lines.collect();
    if all.is_empty() {
        return Vec::new();
    }
    let more = all.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| format!("    … and {more} more, see --json"));
    std::iter::once(format!("  {head} ({})", all.len())).chain(all.into_iter().take(SHOWN)).chain(rest).collect()
}
