use super::*;
use crate::report::sample::{HOSTILE, census, compared, document, nothing, report, verdict};

#[test]
fn the_verdict_stands_first_and_the_report_last() {
    let (verdict, census) = (verdict(200), census());
    let text = text(&report(vec![compared("snyk", &verdict, &census)]));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "verdict: major. The next release has to be a major one.");
    assert_eq!(
        lines[1],
        "snyk: major, 2024-10-15 to 2025-11-05; 17 → 221 operations, 85 → 1,105 types, 1,666 → 21,658 lines"
    );
    assert_eq!(lines.last(), Some(&"report: target/regen/report.html"));
}

#[test]
fn two_large_verdicts_fit_a_terminal() {
    let (one, other, census) = (verdict(1_500), verdict(700), census());
    let text = text(&report(vec![compared("snyk", &one, &census), compared("secoda", &other, &census)]));
    assert!(text.lines().count() <= 25, "{text}");
    assert!(text.contains("  … and 2,192 findings more"), "{text}");
}

#[test]
fn the_heaviest_findings_are_shown() {
    let (verdict, census) = (verdict(200), census());
    let text = text(&report(vec![compared("snyk", &verdict, &census)]));
    let shown = text.lines().filter(|line| line.starts_with("  breaks ")).count();
    assert_eq!(shown, FINDINGS, "{text}");
}

#[test]
fn nothing_is_told_in_few_lines() {
    let (nothing, census) = (nothing(), census());
    let first = Api { name: "secoda", new: document("1", 5), census: &census, compared: None };
    let text = text(&report(vec![compared("snyk", &nothing, &census), first]));
    assert!(text.contains("  findings: none\n"), "{text}");
    assert!(text.contains("secoda: new, 1; 5 operations, 25 types, 490 lines\n"), "{text}");
    assert_eq!(text.lines().count(), 5, "{text}");
}

#[test]
fn a_terminal_gets_no_orders_from_a_document() {
    let mut verdict = verdict(1);
    verdict.findings[0].means = "\u{1b}[2Jgone\nverdict: none".to_owned();
    let census = census();
    let text = text(&report(vec![compared("snyk", &verdict, &census)]));
    assert!(!text.contains('\u{1b}') && !text.contains("\nverdict: none"), "{text}");
}

#[test]
fn the_json_holds_every_finding_whole() {
    let (verdict, census) = (verdict(200), census());
    let json = json(&report(vec![compared("snyk", &verdict, &census)]));
    let api = &json["apis"][0];
    assert_eq!(api["findings"].as_array().map(Vec::len), Some(200));
    let finding = &api["findings"][4];
    assert_eq!(finding["axis"], "rust");
    assert_eq!(finding["level"], "changes");
    assert_eq!(finding["unstable"], false);
    assert_eq!(finding["operations"][0]["id"], HOSTILE);
    assert!(finding["at"].as_str().is_some_and(|at| at.starts_with("#/paths/")));
    let keys: Vec<&str> = finding.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let expected = [
        "id",
        "axis",
        "level",
        "rule",
        "at",
        "operations",
        "unstable",
        "subject",
        "before",
        "after",
        "means",
        "witness",
    ];
    assert_eq!(keys, expected);
}

#[test]
fn the_json_holds_renames_counts_and_coverage() {
    let (verdict, census) = (verdict(12), census());
    let json = json(&report(vec![compared("snyk", &verdict, &census)]));
    assert_eq!(json["bump"], "major");
    let api = &json["apis"][0];
    assert_eq!(api["renames"][0]["before"], "snyk::types::OrgMembershipAttributes");
    assert_eq!(api["old"]["counts"], json!({ "operations": 17, "types": 85, "lines": 1_666 }));
    assert_eq!(api["totals"]["wire"], json!({ "breaks": 1, "changes": 1, "adds": 2 }));
    assert_eq!(api["coverage"]["refused"]["constructs"], 1);
    assert_eq!(api["coverage"]["ignored"]["extensions"], 1);
}

#[test]
fn an_api_without_an_earlier_document_has_no_verdict_in_the_json() {
    let census = census();
    let first = Api { name: "secoda", new: document("1", 5), census: &census, compared: None };
    let json = json(&report(vec![first]));
    assert_eq!((&json["bump"], &json["apis"][0]["old"]), (&Value::Null, &Value::Null));
    assert_eq!(json["apis"][0]["findings"], json!([]));
}
