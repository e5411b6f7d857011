//! The words of a verdict, the same on the page, in lines and in JSON.

use crate::verdict::{Axis, Bump, Level};

pub(super) const AXES: [Axis; 3] = [Axis::Wire, Axis::Rust, Axis::Behaviour];

/// The heaviest first.
pub(super) const LEVELS: [Level; 3] = [Level::Breaks, Level::Changes, Level::Adds];

/// Whom an axis concerns.
pub(super) fn concern(axis: Axis) -> &'static str {
    match axis {
        Axis::Wire => "programs that are built already",
        Axis::Rust => "source code that uses the crate",
        Axis::Behaviour => "what a call does or is allowed to",
    }
}

/// What a verdict asks of the release.
pub(super) fn advice(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "Nothing changes for callers: no release is needed.",
        Bump::Patch => "The next release may be a patch.",
        Bump::Minor => "The next release has to be a minor one.",
        Bump::Major => "The next release has to be a major one.",
    }
}

/// A count and its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count)) }
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let table = [(0, "0"), (999, "999"), (1000, "1,000"), (21_557, "21,557"), (1_234_567, "1,234,567")];
        for (number, text) in table {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!([counted(0, "type"), counted(1, "type"), counted(2, "type")], ["0 types", "1 type", "2 types"]);
    }
}
