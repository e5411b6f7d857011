use super::*;
use crate::codegen::problem::Pointer;
use crate::verdict::Bump;

fn finding(axis: Axis, level: Level, rule: &'static str, subject: &str) -> Finding {
    Finding {
        id: format!("{rule}/{subject}"),
        axis,
        level,
        rule,
        at: Pointer::default(),
        operations: Vec::new(),
        unstable: false,
        subject: subject.to_owned(),
        before: None,
        after: None,
        means: String::new(),
        witness: None,
    }
}

fn verdict(findings: Vec<Finding>, renames: Vec<Rename>) -> Verdict {
    Verdict { bump: Bump::Major, reasons: Vec::new(), findings, renames }
}

fn rename(before: &str, after: &str) -> Rename {
    Rename { at: Pointer::default(), before: before.to_owned(), after: after.to_owned(), entry: String::new() }
}

/// A verdict of every kind: renames, moves, breaks, additions, changes, removals.
fn mixed() -> Verdict {
    let moved = Finding {
        before: Some("GET /a".to_owned()),
        after: Some("GET /b".to_owned()),
        ..finding(Axis::Wire, Level::Breaks, "operation-moved", "GET /a")
    };
    verdict(
        vec![
            finding(Axis::Rust, Level::Breaks, "method-gone", "snyk::orgs::Orgs::get_orgs"),
            finding(Axis::Rust, Level::Breaks, "field-became-optional", "snyk::types::Org::name"),
            finding(Axis::Rust, Level::Breaks, "field-became-optional", "snyk::types::Org::slug"),
            finding(Axis::Rust, Level::Adds, "type-added", "snyk::types::Tenant"),
            moved,
            finding(Axis::Wire, Level::Breaks, "operation-gone", "GET /c"),
            finding(Axis::Wire, Level::Changes, "parameter-gone", "GET /d query limit"),
            finding(Axis::Behaviour, Level::Changes, "sunset-set", "GET /e"),
            finding(Axis::Behaviour, Level::Adds, "bound-loosened", "GET /f query limit"),
        ],
        vec![rename("snyk::types::A", "snyk::types::B")],
    )
}

#[test]
fn renames_and_moves_come_first_then_what_breaks_is_new_changes_and_went() {
    let expected = "\
### Snyk, the 2026 document

#### Changed

- `snyk::types::A` is called `snyk::types::B` now.
- Operation moved: `GET /a`, `GET /a` → `GET /b`.
- Field became optional: `snyk::types::Org::name`, and 1 more; see the report.

#### Added

- Type added: `snyk::types::Tenant`.

#### Changed on the wire and in behaviour

- Parameter gone: `GET /d query limit`.
- Bound loosened: `GET /f query limit`.

#### Deprecated

- Sunset set: `GET /e`.

#### Removed

- Method gone: `snyk::orgs::Orgs::get_orgs`.
";
    assert_eq!(section("Snyk, the\n2026 document", &mixed()), expected);
}

#[test]
fn the_order_of_findings_does_not_matter() {
    let mut reversed = mixed();
    reversed.findings.reverse();
    assert_eq!(section("x", &reversed), section("x", &mixed()));
}

#[test]
fn a_change_of_many_kinds_and_operations_stays_readable() {
    const RULES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g-gone", "h-gone", "i", "j", "k", "l"];
    let mut findings = Vec::new();
    for rule in RULES {
        for axis in [Axis::Rust, Axis::Wire, Axis::Behaviour] {
            for level in [Level::Breaks, Level::Changes, Level::Adds] {
                findings.extend((0..100).map(|nth| finding(axis, level, rule, &format!("place {nth}"))));
            }
        }
    }
    let renames = (0..100).map(|nth| rename(&format!("old{nth}"), &format!("new{nth}"))).collect();
    let text = section("x", &verdict(findings, renames));
    assert!(text.lines().count() <= 40, "{text}");
    assert!(text.contains("- 97 more names changed; see the report.\n"), "{text}");
    let told: usize =
        text.lines().filter_map(|line| line.split_once(" findings of ")?.0.get(2..)?.parse::<usize>().ok()).sum();
    let listed: usize = text
        .lines()
        .filter_map(|line| line.split_once(", and ")?.1.split_once(" more")?.0.parse::<usize>().ok())
        .map(|more| more + 1)
        .sum();
    assert_eq!(told + listed, 12 * 9 * 100, "{text}");
}

#[test]
fn nothing_found_is_said() {
    assert_eq!(section("x", &verdict(Vec::new(), Vec::new())), "### x\n\n- Nothing that a program can tell.\n");
}

#[test]
fn a_section_goes_below_unreleased_and_above_what_is_there() {
    let before = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0\n\n- Old.\n";
    let expected =
        "# Changelog\n\n## Unreleased\n\n### Snyk\n\n- New.\n\n### Added\n\n- A thing.\n\n## 0.1.0\n\n- Old.\n";
    assert_eq!(insert(before, "### Snyk\n\n- New.\n").as_deref(), Ok(expected));
}

#[test]
fn the_same_section_twice_is_no_change() {
    for changelog in
        ["# Changelog\n", "", "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n", "## [Unreleased]"]
    {
        let text = section("Snyk", &mixed());
        let once = insert(changelog, &text).unwrap_or_else(|message| panic!("{message}"));
        assert!(once.contains(&text), "{once}");
        assert_eq!(insert(&once, &text), Ok(once.clone()));
    }
}

#[test]
fn unreleased_is_made_before_the_newest_release() {
    let cases = [
        ("# Changelog\n\n## 0.1.0\n", "# Changelog\n\n## Unreleased\n\n### S\n\n- x\n\n## 0.1.0\n"),
        ("# Changelog", "# Changelog\n\n## Unreleased\n\n### S\n\n- x\n"),
        ("", "## Unreleased\n\n### S\n\n- x\n"),
        ("## Unreleased\n\n## 0.1.0\n", "## Unreleased\n\n### S\n\n- x\n\n## 0.1.0\n"),
        ("# C\r\n\r\n## Unreleased\r\n", "# C\r\n\r\n## Unreleased\r\n\r\n### S\r\n\r\n- x\r\n"),
        ("```\n## Unreleased\n```\n", "```\n## Unreleased\n```\n\n## Unreleased\n\n### S\n\n- x\n"),
    ];
    for (before, after) in cases {
        assert_eq!(insert(before, "### S\n\n- x\n").as_deref(), Ok(after));
    }
}

#[test]
fn a_section_of_that_name_with_another_text_is_not_overwritten() {
    let once = insert("", "### S\n\n- x\n").unwrap_or_default();
    let error = insert(&once, "### S\n\n- y\n");
    assert!(error.is_err_and(|message| message.contains("another text")));
    assert!(insert(&once, "### S\n\n- x\n- y\n").is_err());
    assert!(insert(&insert("", "### S\n\n- x\n- y\n").unwrap_or_default(), "### S\n\n- x\n").is_err());
}

#[test]
fn text_that_is_no_section_is_refused() {
    assert!(insert("", "hello").is_err());
}
