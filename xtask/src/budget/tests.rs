use super::file::{Budget, Entry, rewrite};
use super::judge::Judgement;
use super::measure::collected;
use super::*;

const TEXT: &str = r#"# What it is.
rustc = "rustc 1.90.0"

# Counted.
[instructions]
slack = 2 # percent
walk = { recorded = 1000, limit = 1020 } # pages
call = { recorded = 100, limit = 102 }

[rlib]
slack = 0
bytes = { recorded = 7, limit = 7 }
"#;

fn figures(rows: &[(&str, &str, u64)]) -> Figures {
    let values = rows.iter().map(|(table, name, value)| (Key::new(table, name), *value)).collect();
    Figures { rustc: "rustc 1.90.0".to_owned(), values, ..Figures::default() }
}

fn as_recorded() -> Figures {
    figures(&[("instructions", "walk", 1000), ("instructions", "call", 100), ("rlib", "bytes", 7)])
}

fn judged(figures: &Figures) -> (bool, String) {
    let judgement = Judgement::of(&Budget::read(TEXT).unwrap(), figures);
    (judgement.is_fine(), judgement.to_string())
}

/// The line of a figure, its blanks made one.
fn row(text: &str, figure: &str) -> String {
    let line = text.lines().find(|line| line.starts_with(figure)).unwrap();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_file_is_read() {
    let budget = Budget::read(TEXT).unwrap();
    assert_eq!(budget.rustc, "rustc 1.90.0");
    assert_eq!(budget.entries[&Key::new("instructions", "walk")], Entry { recorded: 1000, limit: 1020 });
    assert_eq!(budget.entries.len(), 3);
    assert_eq!(budget.slack["instructions"], 2);
}

#[test]
fn what_is_wrong_with_the_file_is_said() {
    let table = [
        ("a = [", "expected"),
        ("[x]\nslack = 1", "`rustc` is missing"),
        ("rustc = \"1\"\nother = 3", "`other` is neither"),
        ("rustc = \"1\"\n[x]\na = { recorded = 1, limit = 1 }", "[x] has no `slack`"),
        ("rustc = \"1\"\n[x]\nslack = 1\na = { recorded = 1 }", "x a has no `limit`"),
        ("rustc = \"1\"\n[x]\nslack = 1\na = { recorded = -1, limit = 1 }", "`recorded` of x a is below zero"),
        ("rustc = \"1\"\n[x]\nslack = 1\na = 3", "x a is no table"),
    ];
    for (text, complaint) in table {
        let error = Budget::read(text).unwrap_err();
        assert!(error.contains(complaint), "{text}: {error}");
    }
}

#[test]
fn figures_as_recorded_and_up_to_the_limit_pass() {
    assert!(judged(&as_recorded()).0);
    let (is_fine, text) =
        judged(&figures(&[("instructions", "walk", 1020), ("instructions", "call", 1), ("rlib", "bytes", 7)]));
    assert!(is_fine, "{text}");
    assert!(text.ends_with("3 figures within their limits\n"), "{text}");
}

#[test]
fn a_figure_above_its_limit_fails_with_what_it_was_is_and_may_be() {
    let (is_fine, text) =
        judged(&figures(&[("instructions", "walk", 1021), ("instructions", "call", 100), ("rlib", "bytes", 7)]));
    assert!(!is_fine);
    assert_eq!(row(&text, "instructions walk"), "instructions walk 1,000 1,021 1,020 exceeded, +2.1 %");
    assert_eq!(row(&text, "instructions call"), "instructions call 100 100 102");
    assert!(text.contains("1 of 3 figures not within the limits of benches/budget.toml"), "{text}");
}

#[test]
fn a_figure_that_is_absent_fails() {
    let (is_fine, text) = judged(&figures(&[("instructions", "walk", 1000), ("rlib", "bytes", 7)]));
    assert!(!is_fine);
    assert_eq!(row(&text, "instructions call"), "instructions call 100 102 has a limit and was not measured");
}

#[test]
fn a_figure_without_a_limit_fails() {
    let mut figures = as_recorded();
    figures.values.insert(Key::new("rlib", "stripped"), 3);
    let (is_fine, text) = judged(&figures);
    assert!(!is_fine);
    assert_eq!(row(&text, "rlib stripped"), "rlib stripped 3 has no limit");
}

#[test]
fn what_could_not_be_measured_fails_and_says_why() {
    let mut figures = as_recorded();
    figures.gaps.insert("instructions", "no valgrind".to_owned());
    let (is_fine, text) = judged(&figures);
    assert!(!is_fine);
    assert!(text.contains("[instructions] was not measured: no valgrind"), "{text}");
    assert!(!text.contains("within their limits"), "{text}");
}

#[test]
fn another_compiler_is_told() {
    let (_, text) = judged(&as_recorded());
    assert!(!text.contains("recorded with"), "{text}");
    let (is_fine, text) = judged(&Figures { rustc: "rustc 1.91.0".to_owned(), ..as_recorded() });
    assert!(is_fine);
    assert!(text.contains("recorded with rustc 1.90.0, measured with rustc 1.91.0"), "{text}");
}

#[test]
fn writing_keeps_order_and_comments() {
    let budget = Budget::read(TEXT).unwrap();
    let same = rewrite(TEXT, &budget, &as_recorded()).unwrap();
    assert_eq!(same, TEXT);
    let mut figures = figures(&[("instructions", "walk", 951), ("instructions", "added", 10), ("rlib", "bytes", 9)]);
    figures.rustc = "rustc 1.91.0".to_owned();
    let expected = TEXT
        .replace("1.90.0", "1.91.0")
        .replace("recorded = 1000, limit = 1020", "recorded = 951, limit = 971")
        .replace("call = { recorded = 100, limit = 102 }", "added = { recorded = 10, limit = 11 }")
        .replace("recorded = 7, limit = 7", "recorded = 9, limit = 9");
    assert_eq!(rewrite(TEXT, &budget, &figures).unwrap(), expected);
}

#[test]
fn writing_makes_up_no_table() {
    let mut figures = as_recorded();
    figures.values.insert(Key::new("other", "thing"), 1);
    let error = rewrite(TEXT, &Budget::read(TEXT).unwrap(), &figures).unwrap_err();
    assert_eq!(error, "there is no table [other] with its `slack` for other thing");
}

#[test]
fn the_count_of_callgrind_is_read() {
    let text = "==1== Events    : Ir\n==1== Collected : 30381\n==1== I   refs:      30,381\n";
    assert_eq!(collected(text), Some(30381));
    assert_eq!(collected("==1== Collected : 0\n"), None);
    assert_eq!(collected("==1== \n"), None);
}

#[test]
fn the_checked_in_file_can_be_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FILE);
    let budget = Budget::read(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(!budget.slack.is_empty());
}
