//! The spelling that was meant, among those that are there.

/// The candidate that is least far away.
pub(super) fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates.into_iter().min_by_key(|candidate| (distance(wanted, candidate), *candidate))
}

/// The candidate that was meant: the nearest, if half of it is right.
pub(super) fn meant<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let near = nearest(wanted, candidates)?;
    let longest = wanted.chars().count().max(near.chars().count());
    (distance(wanted, near) * 2 <= longest).then_some(near)
}

/// Characters to change, add or take away (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, character) in one.chars().enumerate() {
        let mut next = vec![above + 1];
        let mut left = above + 1;
        for (pair, wanted) in row.windows(2).zip(&other) {
            let [diagonal, up] = *pair else { continue };
            left = (diagonal + usize::from(character != *wanted)).min(up + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_levenshtein() {
        let cases = [("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("orgs", "org", 1)];
        for (one, other, expected) in cases {
            assert_eq!((distance(one, other), distance(other, one)), (expected, expected), "{one} {other}");
        }
    }

    #[test]
    fn what_is_quite_another_thing_was_not_meant() {
        assert_eq!(meant("path", ["tags", "paths"]), Some("paths"));
        assert_eq!(meant("summary", ["x-y"]), None);
        assert_eq!(nearest("summary", ["x-y"]), Some("x-y"));
        assert_eq!(nearest("summary", []), None);
    }
}
