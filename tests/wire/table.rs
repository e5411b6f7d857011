//! The table in `README.md` is held against the tests that it names.

use std::fs;
use std::path::{Path, PathBuf};

/// How many behaviours there are.
const ROWS: usize = 31;

struct Row<'a> {
    number: &'a str,
    behaviour: &'a str,
    tests: Vec<&'a str>,
}

#[test]
fn every_behaviour_has_a_row_with_a_test_and_every_test_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("tests/wire/README.md")).unwrap();
    let rows: Vec<Row<'_>> = text.lines().filter_map(row).collect();
    let numbers: Vec<String> = (1..=ROWS).map(|number| number.to_string()).collect();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), numbers);
    let missing: Vec<&str> =
        rows.iter().flat_map(|row| &row.tests).copied().filter(|test| !exists(root, test)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    for row in rows {
        assert!(!row.behaviour.is_empty() && !row.tests.is_empty(), "row {} is empty", row.number);
    }
}

/// A line of the table that begins with a number.
fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim);
    let (number, behaviour, tests) = (cells.next()?, cells.next()?, cells.next()?);
    assert_eq!(cells.next(), None, "too many cells in {line}");
    number.parse::<u32>().ok()?;
    let tests = tests.split_whitespace().map(|test| test.trim_matches('`')).collect();
    Some(Row { number, behaviour, tests })
}

/// Whether `file::name` is a test that is run: a function after an attribute that says so, or one in the list of
/// goldens.
fn exists(root: &Path, test: &str) -> bool {
    let Some((file, name)) = test.split_once("::") else {
        return false;
    };
    let Ok(source) = fs::read_to_string(path(root, file)) else {
        return false;
    };
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    if file == "golden.rs" {
        return lines.contains(&&*format!("{name},"));
    }
    let function = format!("fn {name}(");
    let Some(place) = lines.iter().position(|line| line.trim_start_matches("async ").starts_with(&function)) else {
        return false;
    };
    let attributes = || lines[..place].iter().rev().take_while(|line| line.starts_with("#["));
    let is_test = attributes().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"));
    is_test && !attributes().any(|line| line.starts_with("#[ignore"))
}

fn path(root: &Path, file: &str) -> PathBuf {
    if file.starts_with("src/") { root.join(file) } else { root.join("tests").join(file) }
}
