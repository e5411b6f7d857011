//! The patterns of schemas: whether a text fits one, and a text that does.
//!
//! It reads the regular part of ECMA-262: classes, groups, alternatives, repetitions and anchors. What looks around or
//! back is not understood. The time that a match takes is bounded by sizes, whatever the pattern.

// With its path, as the judges of `xtask` mount this file.
#[path = "pattern/parse.rs"]
mod parse;

use std::collections::BTreeSet;

/// What is tried first where a class has a choice.
const PREFERRED: [char; 6] = ['a', '1', '0', 'A', '-', ' '];
/// The longest text that is made, in bytes.
const LONGEST: usize = 1 << 16;

/// A pattern that was understood.
#[derive(Debug)]
pub(super) struct Pattern(Alternatives);

/// Sequences, one of which has to fit.
type Alternatives = Vec<Vec<Node>>;

#[derive(Debug)]
enum Node {
    Start,
    End,
    Class(Class),
    Group(Alternatives),
    Repeat { node: Box<Node>, least: usize, most: Option<usize> },
}

/// Ranges of characters, or all others.
#[derive(Debug)]
struct Class {
    ranges: Vec<(char, char)>,
    negated: Negated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Negated {
    Yes,
    No,
}

impl Pattern {
    /// Reads a pattern, if it is of the kind that is understood.
    pub(super) fn parse(text: &str) -> Option<Self> {
        parse::parse(text).map(Self)
    }

    /// Whether it is found in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        !ends_of(&self.0, &text, &(0..=text.len()).collect()).is_empty()
    }

    /// A text with at least so many characters that fits; the shortest that is found easily.
    pub(super) fn text(&self, least: usize) -> Option<String> {
        [0, least].into_iter().find_map(|more| {
            let mut text = String::new();
            write_first(&self.0, more, &mut text)?;
            Some(text).filter(|text| text.chars().count() >= least && self.is_match(text))
        })
    }
}

/// Where matches end that begin at one of these places.
fn ends_of(alternatives: &Alternatives, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    let of_one = |nodes: &Vec<Node>| nodes.iter().fold(starts.clone(), |places, node| node.ends(text, &places));
    alternatives.iter().flat_map(of_one).collect()
}

/// Writes the first alternative that can be written.
fn write_first(alternatives: &Alternatives, more: usize, text: &mut String) -> Option<()> {
    let length = text.len();
    alternatives.iter().find_map(|nodes| {
        text.truncate(length);
        nodes.iter().try_for_each(|node| node.write(more, text))
    })
}

impl Node {
    fn ends(&self, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        match self {
            Self::Start => starts.iter().copied().filter(|place| *place == 0).collect(),
            Self::End => starts.iter().copied().filter(|place| *place == text.len()).collect(),
            Self::Class(class) => {
                let fits = |place: &&usize| text.get(**place).is_some_and(|char| class.has(*char));
                starts.iter().filter(fits).map(|place| place.saturating_add(1)).collect()
            }
            Self::Group(alternatives) => ends_of(alternatives, text, starts),
            Self::Repeat { node, least, most } => {
                let mut places = starts.clone();
                for _ in 0..*least {
                    if places.is_empty() {
                        return places;
                    }
                    places = node.ends(text, &places);
                }
                let mut all = places.clone();
                // No place is new after as many rounds as there are places.
                for _ in (*least..most.unwrap_or(usize::MAX)).take(text.len().saturating_add(1)) {
                    places = node.ends(text, &places).difference(&all).copied().collect();
                    if places.is_empty() {
                        break;
                    }
                    all.extend(&places);
                }
                all
            }
        }
    }

    /// Writes a text that fits; what may be repeated without end is repeated `more` times.
    fn write(&self, more: usize, text: &mut String) -> Option<()> {
        match self {
            Self::Start | Self::End => Some(()),
            Self::Class(class) => {
                text.push(class.first()?);
                (text.len() <= LONGEST).then_some(())
            }
            Self::Group(alternatives) => write_first(alternatives, more, text),
            Self::Repeat { node, least, most } => {
                let times = if most.is_none() { more.max(*least) } else { *least };
                (0..times).try_for_each(|_| node.write(more, text))
            }
        }
    }
}

impl Class {
    fn has(&self, char: char) -> bool {
        let is_in = self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&char));
        is_in == (self.negated == Negated::No)
    }

    /// A character of it.
    fn first(&self) -> Option<char> {
        let first = self.ranges.first().map(|(first, _)| *first);
        PREFERRED.into_iter().chain(first).find(|char| self.has(*char))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_ecma_262() {
        let table = [
            (r"^[\w.-]+$", "my-org_1.x", "my org"),
            (r"^[45]\d\d$", "404", "304"),
            (r"^(0|[1-9]\d*)\.(0|[1-9]\d*)$", "1.0", "01.0"),
            ("^sha256(:|%3A)[a-f0-9]{4}$", "sha256%3Aaf09", "sha256:af0"),
            ("b{2,3}c", "abbbc", "abc"),
            ("^a{2,}$", "aaa", "a"),
            ("^[^a-c]?$", "", "b"),
            (r"^(?:x|\\|[\]\-])*$", r"x\]-", "y"),
            ("", "anything", "\u{0}"),
        ];
        for (pattern, fits, other) in table {
            let parsed = Pattern::parse(pattern).unwrap();
            assert!(parsed.is_match(fits), "{pattern}: {fits}");
            assert!(pattern.is_empty() || !parsed.is_match(other), "{pattern}: {other}");
        }
    }

    #[test]
    fn texts_are_made_that_match() {
        for (pattern, least, text) in [
            (r"^(0|[1-9]\d*)\.(0|[1-9]\d*)$", 0, "0.0"),
            (r"^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$", 0, "a"),
            (r"^[\w.-]+$", 5, "aaaaa"),
            ("^(wip|beta)$", 0, "wip"),
            ("^[^a]{2}$", 0, "11"),
        ] {
            assert_eq!(Pattern::parse(pattern).unwrap().text(least).as_deref(), Some(text), "{pattern}");
        }
    }

    #[test]
    fn what_is_not_regular_is_not_understood() {
        for pattern in ["(?=a)", r"\bx", r"(a)\1", "(a", "a)", "[a", "*a", r"\p{L}", "a{3,2}", "[z-a]"] {
            assert!(Pattern::parse(pattern).is_none(), "{pattern}");
        }
        assert!(Pattern::parse(&"(".repeat(100_000)).is_none());
    }

    #[test]
    fn no_pattern_takes_long() {
        let pattern = Pattern::parse("^(?:(?:a|a)*)*$").unwrap();
        assert!(!pattern.is_match(&format!("{}b", "a".repeat(200))));
    }
}
