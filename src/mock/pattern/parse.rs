//! Patterns from their text.

use std::iter::Peekable;
use std::str::Chars;

use super::{Alternatives, Class, Negated, Node};

/// How deep groups may be in each other.
const DEEPEST: usize = 50;
/// How often something may be repeated by number.
const MOST: usize = 10_000;

struct Parser<'t> {
    text: Peekable<Chars<'t>>,
    depth: usize,
}

pub(super) fn parse(text: &str) -> Option<Alternatives> {
    let mut parser = Parser { text: text.chars().peekable(), depth: 0 };
    let alternatives = parser.alternatives()?;
    parser.text.next().is_none().then_some(alternatives)
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Option<Alternatives> {
        let mut alternatives = vec![self.sequence()?];
        while self.text.next_if_eq(&'|').is_some() {
            alternatives.push(self.sequence()?);
        }
        Some(alternatives)
    }

    fn sequence(&mut self) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        while self.text.peek().is_some_and(|char| !matches!(char, '|' | ')')) {
            let node = self.atom()?;
            nodes.push(self.repeated(node)?);
        }
        Some(nodes)
    }

    fn atom(&mut self) -> Option<Node> {
        match self.text.next()? {
            '^' => Some(Node::Start),
            '$' => Some(Node::End),
            '.' => Some(Node::Class(Class { ranges: vec![('\n', '\n'), ('\r', '\r')], negated: Negated::Yes })),
            '(' => self.group(),
            '[' => self.class().map(Node::Class),
            '\\' => self.escape().map(Node::Class),
            '*' | '+' | '?' | '{' => None,
            char => Some(Node::Class(Class::one(char))),
        }
    }

    fn group(&mut self) -> Option<Node> {
        if self.text.next_if_eq(&'?').is_some() {
            // What looks ahead or behind, and names.
            self.text.next_if_eq(&':')?;
        }
        self.depth = self.depth.saturating_add(1);
        let alternatives = if self.depth > DEEPEST { None } else { self.alternatives() };
        self.depth = self.depth.saturating_sub(1);
        self.text.next_if_eq(&')')?;
        alternatives.map(Node::Group)
    }

    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (least, most) = match self.text.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(node),
            _ => return Some(node),
        };
        self.text.next();
        self.times(node, least, most)
    }

    /// `{2}`, `{2,}` or `{2,3}`.
    fn counted(&mut self, node: Node) -> Option<Node> {
        self.text.next();
        let least = self.number()?;
        let most = if self.text.next_if_eq(&',').is_none() {
            Some(least)
        } else if self.text.peek() == Some(&'}') {
            None
        } else {
            Some(self.number()?)
        };
        self.text.next_if_eq(&'}')?;
        self.times(node, least, most)
    }

    fn times(&mut self, node: Node, least: usize, most: Option<usize>) -> Option<Node> {
        // How much is taken first makes no difference to what matches.
        self.text.next_if_eq(&'?');
        if most.is_some_and(|most| most < least) {
            return None;
        }
        Some(Node::Repeat { node: Box::new(node), least, most })
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.text.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok().filter(|number| *number <= MOST)
    }

    fn class(&mut self) -> Option<Class> {
        let negated = if self.text.next_if_eq(&'^').is_some() { Negated::Yes } else { Negated::No };
        let mut ranges = Vec::new();
        loop {
            let first = match self.text.next()? {
                ']' => return Some(Class { ranges, negated }),
                '\\' => self.escape().filter(|class| class.negated == Negated::No)?.ranges,
                char => vec![(char, char)],
            };
            ranges.extend(self.range(first)?);
        }
    }

    /// What was read, or the range that begins with it.
    fn range(&mut self, first: Vec<(char, char)>) -> Option<Vec<(char, char)>> {
        let [(start, end)] = first[..] else { return Some(first) };
        let mut ahead = self.text.clone();
        let goes_on = ahead.next() == Some('-') && ahead.next().is_some_and(|char| char != ']');
        if start != end || !goes_on {
            return Some(first);
        }
        self.text.next();
        let last = match self.text.next()? {
            '\\' => match self.escape()?.ranges[..] {
                [(char, same)] if char == same => char,
                // A class after all, with a hyphen before it.
                ref ranges => return Some([first.as_slice(), &[('-', '-')], ranges].concat()),
            },
            char => char,
        };
        (start <= last).then(|| vec![(start, last)])
    }

    fn escape(&mut self) -> Option<Class> {
        let (ranges, negated) = match self.text.next()? {
            'd' => (vec![('0', '9')], Negated::No),
            'D' => (vec![('0', '9')], Negated::Yes),
            'w' => (vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')], Negated::No),
            'W' => (vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')], Negated::Yes),
            's' => (vec![(' ', ' '), ('\t', '\r'), ('\u{a0}', '\u{a0}'), ('\u{feff}', '\u{feff}')], Negated::No),
            'S' => (vec![(' ', ' '), ('\t', '\r'), ('\u{a0}', '\u{a0}'), ('\u{feff}', '\u{feff}')], Negated::Yes),
            't' => return Some(Class::one('\t')),
            'n' => return Some(Class::one('\n')),
            'r' => return Some(Class::one('\r')),
            // Boundaries, references, properties and codes.
            char if char.is_ascii_alphanumeric() => return None,
            char => return Some(Class::one(char)),
        };
        Some(Class { ranges, negated })
    }
}

impl Class {
    fn one(char: char) -> Self {
        Self { ranges: vec![(char, char)], negated: Negated::No }
    }
}
