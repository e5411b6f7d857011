//! Markdown that foreign text cannot break out of.

/// A table, written as narrow as it goes: padding would make one long row a diff of all.
pub(crate) struct Table {
    lines: Vec<String>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        let rule = head.iter().map(|_| "---".to_owned());
        Self { lines: vec![row(head.iter().map(|name| (*name).to_owned())), row(rule)] }
    }

    /// Adds rows of cells that are Markdown already.
    pub(crate) fn rows(mut self, rows: impl Iterator<Item = Vec<String>>) -> Self {
        self.lines.extend(rows.map(|cells| row(cells.into_iter())));
        self
    }

    pub(crate) fn lines(self) -> Vec<String> {
        self.lines
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Prose for a cell or a line.
pub(crate) fn cell(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '<' => prose.push_str("&lt;"),
            '&' => prose.push_str("&amp;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '#' => prose.extend(['\\', letter]),
            _ => prose.push(letter),
        }
    }
    prose
}

/// A span of code for a cell.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    // A span ends at as many ticks as it begins with.
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    match (text.is_empty(), longest) {
        (true, _) => String::new(),
        (_, 0) => format!("{ticks}{text}{ticks}"),
        _ => format!("{ticks} {text} {ticks}"),
    }
}

fn one_line(text: &str) -> String {
    let is_white = |letter: char| letter.is_whitespace() || letter.is_control();
    text.split(is_white).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_cannot_become_markup() {
        let table = [
            ("a | b", "a \\| b"),
            ("<script>", "&lt;script>"),
            ("two\nlines", "two lines"),
            ("[a](b)", "\\[a\\](b)"),
            ("&lt;", "&amp;lt;"),
        ];
        for (text, expected) in table {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn a_span_of_code_holds_any_text() {
        let table = [("a|b", "`a\\|b`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```"), ("a\nb", "`a b`"), ("", "")];
        for (text, expected) in table {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn a_table_has_a_head_a_rule_and_rows() {
        let lines = Table::new(&["a", "b"]).rows([vec!["1".to_owned(), "2".to_owned()]].into_iter()).lines();
        assert_eq!(lines, ["| a | b |", "| --- | --- |", "| 1 | 2 |"]);
    }
}
