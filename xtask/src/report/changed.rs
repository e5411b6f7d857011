//! What differs between two texts, word by word.

/// A part of one of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    /// The other text has it too.
    pub shared: bool,
}

/// Comparisons of words that are still quick. Beyond, all between the common ends counts as changed.
const MOST: usize = 250_000;

/// The two texts in parts, equal ones joined.
pub(super) fn parts<'a>(before: &'a str, after: &'a str) -> (Vec<Part<'a>>, Vec<Part<'a>>) {
    let (old, new) = (words(before), words(after));
    let (old_shared, new_shared) = shared(&old, &new);
    (joined(before, &old, &old_shared), joined(after, &new, &new_shared))
}

/// Words are runs of letters and digits; every other letter is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let end = match is_word(first) {
            true => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, tail) = rest.split_at(end);
        words.push(word);
        rest = tail;
    }
    words
}

/// Which words of each side belong to a longest common subsequence.
fn shared<'a>(old: &[&'a str], new: &[&'a str]) -> (Vec<bool>, Vec<bool>) {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let middle = |rest: &[&'a str]| rest.iter().take(rest.len() - tail).copied().collect::<Vec<_>>();
    let (old_rest, new_rest) = (middle(old_rest), middle(new_rest));
    let (mut old_marks, mut new_marks) = (vec![true; head], vec![true; head]);
    let (middle_old, middle_new) = match old_rest.len().saturating_mul(new_rest.len()) <= MOST {
        true => common(&old_rest, &new_rest),
        false => (vec![false; old_rest.len()], vec![false; new_rest.len()]),
    };
    old_marks.extend(middle_old.into_iter().chain(std::iter::repeat_n(true, tail)));
    new_marks.extend(middle_new.into_iter().chain(std::iter::repeat_n(true, tail)));
    (old_marks, new_marks)
}

fn common(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let width = new.len() + 1;
    // The length of the longest common subsequence of what follows each pair of places.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let length = |lengths: &[u32], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, one) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            let best = match one == other {
                true => length(&lengths, row + 1, column + 1) + 1,
                false => length(&lengths, row + 1, column).max(length(&lengths, row, column + 1)),
            };
            if let Some(cell) = lengths.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let (mut old_marks, mut new_marks) = (vec![false; old.len()], vec![false; new.len()]);
    let (mut row, mut column) = (0, 0);
    while let (Some(one), Some(other)) = (old.get(row), new.get(column)) {
        if one == other {
            old_marks.iter_mut().skip(row).take(1).for_each(|mark| *mark = true);
            new_marks.iter_mut().skip(column).take(1).for_each(|mark| *mark = true);
            (row, column) = (row + 1, column + 1);
        } else if length(&lengths, row + 1, column) >= length(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    (old_marks, new_marks)
}

/// Parts of the text, as few as the marks of its words allow.
fn joined<'a>(text: &'a str, words: &[&str], marks: &[bool]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut is_shared = marks.first().copied().unwrap_or(true);
    let mut words = words.iter().zip(marks).enumerate().peekable();
    while let Some((index, (word, mark))) = words.next() {
        // White space between changed words would only tear the change apart.
        let before = index.checked_sub(1).is_none_or(|before| !marks.get(before).copied().unwrap_or(false));
        let after = words.peek().is_none_or(|(_, (_, after))| !**after);
        let mark = *mark && !(word.trim().is_empty() && before && after);
        if mark != is_shared {
            parts.extend(part(text, start, end, is_shared));
            (start, is_shared) = (end, mark);
        }
        end += word.len();
    }
    parts.extend(part(text, start, end, is_shared));
    parts
}

fn part(text: &str, start: usize, end: usize, shared: bool) -> Option<Part<'_>> {
    text.get(start..end).filter(|text| !text.is_empty()).map(|text| Part { text, shared })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of both, what only one has in brackets.
    fn shown(before: &str, after: &str) -> [String; 2] {
        let (old, new) = parts(before, after);
        let show = |parts: &[Part<'_>]| {
            let part = |part: &Part<'_>| if part.shared { part.text.to_owned() } else { format!("[{}]", part.text) };
            parts.iter().map(part).collect::<String>()
        };
        [show(&old), show(&new)]
    }

    #[test]
    fn a_changed_word_is_marked_on_both_sides() {
        assert_eq!(shown("Option<Uuid>", "Option<String>"), ["Option<[Uuid]>", "Option<[String]>"]);
    }

    #[test]
    fn what_is_only_on_one_side_is_marked_there() {
        assert_eq!(shown("a, b, d", "a, b, c, d"), ["a, b, d", "a, b, [c, ]d"]);
        assert_eq!(shown("", "new"), ["", "[new]"]);
    }

    #[test]
    fn equal_texts_have_one_part() {
        assert_eq!(parts("a b", "a b").0, [Part { text: "a b", shared: true }]);
    }

    #[test]
    fn a_run_of_changed_words_is_one_part() {
        assert_eq!(shown("x one two three y", "x four five six y"), ["x [one two three] y", "x [four five six] y"]);
    }

    #[test]
    fn parts_make_the_whole_text_again() {
        let (before, after) = ("größer <als> 1\u{202e}", "größer: als 12 ✓");
        let (old, new) = parts(before, after);
        assert_eq!(old.iter().map(|part| part.text).collect::<String>(), before);
        assert_eq!(new.iter().map(|part| part.text).collect::<String>(), after);
    }

    #[test]
    fn long_texts_are_compared_by_their_ends_alone() {
        let many = |word: &str| format!("start {} end", format!("{word} ").repeat(2_000));
        let [old, _] = shown(&many("a"), &many("b"));
        assert!(old.starts_with("start [a a") && old.ends_with("a]  end"), "{old}");
    }
}
