//! A short look at what changes in a file.

use crate::tree::Change;

/// As many lines of a file as a terminal should hold.
const MOST_LINES: usize = 12;

/// The lines that go and those that come, around which both texts are the same.
pub(super) fn short(change: &Change) -> String {
    let before: Vec<&str> = change.before.as_deref().unwrap_or_default().lines().collect();
    let after: Vec<&str> = change.after.lines().collect();
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(one, other)| one == other).count();
    let head = same(&mut before.iter().zip(&after));
    let rest = before.len().min(after.len()) - head;
    let tail = same(&mut before.iter().rev().zip(after.iter().rev()).take(rest));
    let gone = before.get(head..before.len() - tail).unwrap_or_default();
    let come = after.get(head..after.len() - tail).unwrap_or_default();
    let mut lines = vec![format!("{}:{} ({} lines go, {} come)", change.file, head + 1, gone.len(), come.len())];
    lines.extend(cut('-', gone));
    lines.extend(cut('+', come));
    lines.join("\n")
}

fn cut(mark: char, lines: &[&str]) -> Vec<String> {
    let shown = lines.iter().take(MOST_LINES).map(|line| format!("  {mark} {line}"));
    let more = lines.len().saturating_sub(MOST_LINES);
    shown.chain((more > 0).then(|| format!("  {mark} … {more} more"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: Option<&str>, after: &str) -> String {
        short(&Change { file: "f".to_owned(), before: before.map(str::to_owned), after: after.to_owned() })
    }

    #[test]
    fn what_is_the_same_at_both_ends_is_left_out() {
        assert_eq!(diff(Some("a\nb\nc\n"), "a\nx\ny\nc\n"), "f:2 (1 lines go, 2 come)\n  - b\n  + x\n  + y");
        assert_eq!(diff(Some("a\na\n"), "a\n"), "f:2 (1 lines go, 0 come)\n  - a");
    }

    #[test]
    fn a_new_file_only_comes() {
        assert_eq!(diff(None, "a\n"), "f:1 (0 lines go, 1 come)\n  + a");
    }

    #[test]
    fn what_is_long_is_cut() {
        let text: String = (0..20).map(|line| format!("{line}\n")).collect();
        assert!(diff(None, &text).ends_with("  + 11\n  + … 8 more"));
    }
}
