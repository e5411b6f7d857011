//! What can be wrong with a document, and where.
//!
//! A stage collects every problem that it finds and stops once, at its end.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::slice;

use super::order;

/// A place in a document, as a JSON pointer (RFC 6901). The root is the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer that a reference such as `#/components/schemas/Group` holds, if it stays in the document.
    pub fn of_reference(reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(percent_decoded(pointer)))
    }

    /// The place of a member or an item below this one.
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let mut text = self.0.clone();
        text.push('/');
        let start = text.len();
        // A text takes whatever is written to it.
        let _ = write!(text, "{token}");
        // Few tokens have what must be escaped, and there are many of them.
        let token = text.get(start..).unwrap_or_default();
        if token.contains(['~', '/']) {
            let escaped = token.replace('~', "~0").replace('/', "~1");
            text.truncate(start);
            text.push_str(&escaped);
        }
        Self(text)
    }

    /// The place that holds this one.
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map(|(parent, _)| parent.to_owned()).unwrap_or_default())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last token, unescaped. Empty at the root.
    pub fn last(&self) -> String {
        let token = self.0.rsplit('/').next().unwrap_or_default();
        token.replace("~1", "/").replace("~0", "~")
    }
}

/// Values by their places.
///
/// The tree leads to indexes, so that it is compiled once and not for each kind of value.
pub struct ByPlace<T> {
    indexes: BTreeMap<Pointer, usize>,
    values: Vec<T>,
}

impl<T> ByPlace<T> {
    pub fn get(&self, at: &Pointer) -> Option<&T> {
        self.values.get(*self.indexes.get(at)?)
    }

    pub fn get_mut(&mut self, at: &Pointer) -> Option<&mut T> {
        self.values.get_mut(*self.indexes.get(at)?)
    }

    pub fn has(&self, at: &Pointer) -> bool {
        self.indexes.contains_key(at)
    }

    /// In the order in which their places were first named.
    pub fn values(&self) -> slice::Iter<'_, T> {
        self.values.iter()
    }

    pub fn insert(&mut self, at: Pointer, value: T) {
        let index = *self.indexes.entry(at).or_insert(self.values.len());
        match self.values.get_mut(index) {
            Some(old) => *old = value,
            None => self.values.push(value),
        }
    }
}

impl<T> Default for ByPlace<T> {
    fn default() -> Self {
        Self { indexes: BTreeMap::new(), values: Vec::new() }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// References are URI fragments, where a brace or a space may be written with a percent sign.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let decoded = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(first));
        rest = tail.get(if decoded.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Something that stops generation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub at: Pointer,
    /// What was found: one clause, lower case.
    pub what: String,
    /// What to do about it, where that is known.
    pub mend: Option<String>,
    /// What stands there, as far as it fits a line.
    pub excerpt: Option<String>,
}

impl Problem {
    pub fn new(at: &Pointer, what: impl Into<String>) -> Self {
        Self { at: at.clone(), what: what.into(), mend: None, excerpt: None }
    }

    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}

/// Every problem of a stage, in the order of their places.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Problems {
    document: String,
    list: Vec<Problem>,
}

impl Problems {
    /// No problem yet with the document of that name.
    pub fn of(document: &str) -> Self {
        Self { document: document.to_owned(), list: Vec::new() }
    }

    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Shows what stands at each place.
    pub fn show(&mut self, excerpt: impl Fn(&Pointer) -> Option<String>) {
        for problem in self.list.iter_mut().filter(|problem| problem.excerpt.is_none()) {
            problem.excerpt = excerpt(&problem.at);
        }
    }

    /// The value, if nothing went wrong on the way to it.
    pub fn or<T>(mut self, value: T) -> Result<T, Self> {
        if self.list.is_empty() {
            return Ok(value);
        }
        order::sort(&mut self.list);
        self.list.dedup();
        Err(self)
    }

    pub fn list(&self) -> &[Problem] {
        &self.list
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.list.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{}{}\n  {}", self.document, problem.at, problem.what)?;
            if let Some(excerpt) = &problem.excerpt {
                write!(f, "\n  there: {excerpt}")?;
            }
            if let Some(mend) = &problem.mend {
                write!(f, "\n  {mend}")?;
            }
        }
        Ok(())
    }
}

/// `main` of a build script reports an error under `Debug`; a maintainer should read the same text there.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Problems {}

/// An operation that was left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    pub at: Pointer,
    pub what: String,
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_escaped() {
        let at = Pointer::default().child("paths").child("/orgs/{org_id}").child("a~b");
        assert_eq!(at.to_string(), "#/paths/~1orgs~1{org_id}/a~0b");
        assert_eq!(at.last(), "a~b");
    }

    #[test]
    fn a_reference_may_be_percent_encoded() {
        let at = Pointer::of_reference("#/paths/~1orgs~1%7Borg_id%7D");
        assert_eq!(at.map(|at| at.to_string()).as_deref(), Some("#/paths/~1orgs~1{org_id}"));
        assert_eq!(Pointer::of_reference("other.json#/x"), None);
    }

    #[test]
    fn all_problems_are_shown_in_the_order_of_their_places() {
        let mut problems = Problems::of("specs/x.json");
        problems.push(Problem::new(&Pointer::default().child("b"), "is odd").mend("make it even"));
        problems.push(Problem::new(&Pointer::default().child("a"), "is missing"));
        let text = problems.or(()).map_err(|problems| problems.to_string());
        let expected = "specs/x.json#/a\n  is missing\nspecs/x.json#/b\n  is odd\n  make it even";
        assert_eq!(text, Err(expected.to_owned()));
    }

    #[test]
    fn what_stands_there_is_shown_and_a_build_script_shows_the_same() {
        let at = Pointer::default().child("a");
        let mut problems = Problems::of("specs/x.json");
        problems.push(Problem::new(&at, "is odd"));
        problems.show(|place| Some(format!("at {place}")));
        problems.show(|_| Some("not again".to_owned()));
        let expected = "specs/x.json#/a\n  is odd\n  there: at #/a";
        assert_eq!(problems.to_string(), expected);
        assert_eq!(format!("{problems:?}"), format!("\n{expected}"));
    }

    #[test]
    fn a_value_is_found_by_its_place_and_the_last_one_counts() {
        let [one, other, none] = ["one", "other", "none"].map(|token| Pointer::default().child(token));
        let mut values = ByPlace::default();
        values.insert(one.clone(), 1);
        values.insert(other.clone(), 2);
        values.insert(one.clone(), 3);
        if let Some(value) = values.get_mut(&other) {
            *value += 10;
        }
        assert_eq!([&one, &other, &none].map(|at| values.get(at).copied()), [Some(3), Some(12), None]);
        assert_eq!([&one, &none].map(|at| values.has(at)), [true, false]);
        assert_eq!(values.values().copied().collect::<Vec<_>>(), [3, 12]);
    }
}
