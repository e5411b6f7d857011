//! Verdicts made up for tests, with all that a document can put into them.

use serde_json::json;

use super::{Api, Compared, Counts, Document, Report};
use crate::census::Census;
use crate::codegen::problem::Pointer;
use crate::verdict::{Axis, Bump, Finding, Level, OperationName, Rename, Verdict};

/// What would run if it came through as markup.
pub(super) const HOSTILE: &str = "</code></script><script>window.hacked = true</script><img src=x onerror=hacked()>";

pub(super) fn operation(method: &str, path: &str, stability: &str) -> OperationName {
    OperationName {
        id: format!("{method}{}", path.replace('/', "")),
        method: method.to_uppercase(),
        path: path.to_owned(),
        stability: Some(stability.to_owned()),
    }
}

pub(super) fn finding(subject: &str, axis: Axis, level: Level, operations: &[OperationName]) -> Finding {
    Finding {
        id: format!("{axis:?}/member-gone/{subject}").to_lowercase(),
        axis,
        level,
        rule: "member-gone",
        at: Pointer::default().child("paths").child(subject).child("get"),
        operations: operations.to_vec(),
        unstable: false,
        subject: subject.to_owned(),
        before: None,
        after: None,
        means: "A program that reads the member finds nothing there.".to_owned(),
        witness: None,
    }
}

/// A verdict with that many findings of every kind, axis, level and weight.
pub(super) fn verdict(count: usize) -> Verdict {
    Verdict {
        bump: Bump::Major,
        reasons: vec![
            "12 findings break Rust code that uses operations that are GA.".to_owned(),
            format!("A reason that names {HOSTILE}."),
        ],
        findings: (0..count).map(nth_finding).collect(),
        renames: vec![
            Rename {
                at: Pointer::default()
                    .child("components")
                    .child("schemas")
                    .child("OrgMembershipAttributesOfTheNewKind"),
                before: "snyk::types::OrgMembershipAttributes".to_owned(),
                after: "snyk::types::OrgMembershipAttributesOfTheNewKind".to_owned(),
                entry: "Rename { at: \"/components/schemas/OrgMembershipAttributesOfTheNewKind\", name: \
                        \"OrgMembershipAttributes\" },"
                    .to_owned(),
            },
            Rename { at: Pointer::default(), before: HOSTILE.into(), after: HOSTILE.into(), entry: HOSTILE.into() },
        ],
    }
}

fn nth_finding(nth: usize) -> Finding {
    let axis = [Axis::Wire, Axis::Rust, Axis::Behaviour][nth % 3];
    let level = [Level::Adds, Level::Changes, Level::Breaks, Level::Adds][nth / 3 % 4];
    let stability = ["ga", "beta", "experimental"][nth / 5 % 3];
    let path = |number: usize| {
        format!("/groups/{{group_id}}/service_accounts/{{serviceaccount_id}}/a_rather_long_part_{number}/memberships")
    };
    let own = operation(["get", "post", "patch", "delete"][nth / 7 % 4], &path(nth / 7), stability);
    let subject = format!("snyk::types::ServiceAccountAttributes{}::member_with_a_long_name_{nth}", nth / 4);
    let mut made = match nth % 10 {
        0 => finding(&subject, axis, level, &[]),
        1..=3 => shared(
            nth,
            finding(&subject, axis, level, &(0..9).map(|n| operation("get", &path(n), "ga")).collect::<Vec<_>>()),
        ),
        _ => finding(&subject, axis, level, &[own]),
    };
    made.unstable = stability != "ga";
    made.before = (!nth.is_multiple_of(4)).then(|| format!("Option<Vec<types::ServiceAccountAttributes{nth}>>"));
    made.after = (nth % 5 != 1).then(|| format!("Option<Map<types::ServiceAccountAttributes{nth}>>"));
    made.witness = (axis == Axis::Rust).then(|| {
        format!("pub fn witness(value: snyk_secoda::snyk::types::ServiceAccountAttributes) -> Option<String> {{\n    value.member_with_a_long_name_{nth}\n}}")
    });
    if nth % 50 == 4 {
        hostile(&mut made);
    }
    made
}

/// The place of a component that several operations use.
fn shared(nth: usize, finding: Finding) -> Finding {
    let at =
        Pointer::default().child("components").child("schemas").child(format!("ServiceAccountAttributes{}", nth / 20));
    Finding { at: at.child("properties").child("a member / with ~ odd letters").child(nth), ..finding }
}

/// Puts markup, long words and letters that are not seen into all that comes from a document.
fn hostile(finding: &mut Finding) {
    finding.id.push_str(HOSTILE);
    finding.subject.push_str(HOSTILE);
    finding.means.push_str(HOSTILE);
    finding.before = Some(format!("{HOSTILE} {{{{script}}}} \u{202e}turned"));
    finding.after = Some(format!("{HOSTILE}{}", "endless".repeat(900)));
    finding.witness = Some(format!("// </pre></details>{HOSTILE}\nfn f() {{}}"));
    finding.at = (0..20).fold(finding.at.child(HOSTILE), |at, nth| at.child(format!("properties_without_a_gap_{nth}")));
    for operation in &mut finding.operations {
        operation.id = HOSTILE.to_owned();
        operation.path.push_str(HOSTILE);
        operation.method.push_str("<b>");
        operation.stability = Some("\"><script>hacked()</script>".to_owned());
    }
}

/// A verdict about nothing.
pub(super) fn nothing() -> Verdict {
    Verdict { bump: Bump::None, reasons: Vec::new(), findings: Vec::new(), renames: Vec::new() }
}

/// Of a document of one operation, with keys that try to be markup.
pub(super) fn census() -> Census {
    let properties = json!({
        "a": { "type": "string", "format": HOSTILE }, "b": { "type": "array", "uniqueItems": true, "title": "B" },
        "c": { "type": "string", "format": "uuid" }, "d": { "not": {} }, "e": { "enum": ["x"], "nullable": true },
    });
    Census::of(&json!({
        "openapi": "3.0.0", "info": { "title": "t", "version": "1" }, "servers": [{ "url": "https://a.example" }],
        "paths": { "/a": { "x-<script>hacked()</script>": 1, "get": { "x-snyk-api-version": "1", "responses": {
            "200": { "description": "", "content": { "application/json": {
                "schema": { "type": "object", "properties": properties }
            } } } } } } },
        "components": { "schemas": { "Out": { "$ref": "other.json#/x" } } }
    }))
}

pub(super) fn document(version: &str, operations: usize) -> Document {
    Document {
        version: version.to_owned(),
        source: "specs/snyk.json".to_owned(),
        sha: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        counts: Counts { operations, types: operations * 5, lines: operations * 98 },
    }
}

/// An API with an earlier document.
pub(super) fn compared<'a>(name: &'a str, verdict: &'a Verdict, census: &'a Census) -> Api<'a> {
    let compared = Some(Compared { old: document("2024-10-15", 17), verdict });
    Api { name, new: document("2025-11-05", 221), census, compared }
}

pub(super) fn report(apis: Vec<Api<'_>>) -> Report<'_> {
    Report { apis, page: "target/regen/report.html" }
}
