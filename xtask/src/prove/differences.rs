//! Where the judge and we differ, each with the reason: `tests/judges/differences.toml`.

use std::cell::Cell;
use std::path::Path;

use toml_span::de_helpers::TableHelper;
use toml_span::{DeserError, Deserialize, Value};

/// Who takes what the other does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// We do not send what the judge accepts.
    WeRefuse,
    /// The judge refuses what we send.
    JudgeRefuses,
    /// What we send is not what the document says in the view of `wire`.
    WireDiffers,
    /// An answer of the judge is not decoded.
    AnswerUnread,
}

/// One difference that is known.
#[derive(Debug)]
pub(super) struct Entry {
    who: Who,
    /// Stems of files in which it has to be found.
    documents: Vec<String>,
    others: Others,
    /// With `*` for anything.
    operation: String,
    set: String,
    says: String,
    pub(super) why: String,
}

/// What an entry says of documents that it does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    Nothing,
    /// It may be found in them too.
    Same,
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) who: Who,
    pub(super) operation: String,
    pub(super) set: String,
    /// What was said by who refuses, or how it differs.
    pub(super) says: String,
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct Known {
    entries: Vec<Entry>,
    /// How often each was found in the document at hand.
    found: Vec<Cell<usize>>,
}

impl Who {
    const ALL: [Self; 4] = [Self::WeRefuse, Self::JudgeRefuses, Self::WireDiffers, Self::AnswerUnread];

    /// As the list has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::WeRefuse => "we-refuse",
            Self::JudgeRefuses => "judge-refuses",
            Self::WireDiffers => "wire-differs",
            Self::AnswerUnread => "answer-unread",
        }
    }
}

impl Known {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Self::of(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn of(text: &str) -> Result<Self, String> {
        let mut root = toml_span::parse(text).map_err(|error| error.to_string())?;
        let told = |error: DeserError| {
            let lines = error.errors.iter().map(ToString::to_string).collect::<Vec<_>>();
            lines.join("; ")
        };
        let List { entries } = List::deserialize(&mut root).map_err(told)?;
        let found = entries.iter().map(|_| Cell::new(0)).collect();
        Ok(Self { entries, found })
    }

    /// Forgets what was found in the document before.
    pub(super) fn begin(&self) {
        self.found.iter().for_each(|found| found.set(0));
    }

    /// The entry that a difference in a document is known by.
    pub(super) fn explanation(&self, document: &str, difference: &Difference) -> Option<&Entry> {
        let (entry, found) =
            self.entries.iter().zip(&self.found).find(|(entry, _)| entry.fits(document, difference))?;
        found.set(found.get() + 1);
        Some(entry)
    }

    /// Every entry that has to be found in a document, or was, with how often.
    pub(super) fn counts(&self, document: &str) -> Vec<(&Entry, usize)> {
        let entries = self.entries.iter().zip(self.found.iter().map(Cell::get));
        entries.filter(|(entry, found)| entry.is_of(document) || *found > 0).collect()
    }
}

impl Entry {
    fn is_of(&self, document: &str) -> bool {
        self.documents.iter().any(|one| one == document)
    }

    fn fits(&self, document: &str, difference: &Difference) -> bool {
        self.who == difference.who
            && (self.is_of(document) || self.others == Others::Same)
            && fits(&self.operation, &difference.operation)
            && fits(&self.set, &difference.set)
            && fits(&self.says, &difference.says)
    }

    /// What tells it from others.
    pub(super) fn label(&self) -> String {
        format!("{} · {} · {} · {}", self.who.word(), self.operation, self.set, self.says)
    }
}

struct List {
    entries: Vec<Entry>,
}

impl<'de> Deserialize<'de> for List {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let mut table = TableHelper::new(value)?;
        let entries = table.optional("difference").unwrap_or_default();
        table.finalize(None)?;
        Ok(Self { entries })
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let span = value.span;
        let mut table = TableHelper::new(value)?;
        let who: String = table.required("who")?;
        let text =
            |table: &mut TableHelper<'de>, name: &'static str| table.optional(name).unwrap_or_else(|| "*".to_owned());
        let (operation, set) = (text(&mut table, "operation"), text(&mut table, "set"));
        let says = text(&mut table, "says");
        let (documents, why) = (table.required("documents")?, table.required("why")?);
        let others = if table.optional("others") == Some(true) { Others::Same } else { Others::Nothing };
        table.finalize(None)?;
        let who = Who::ALL.into_iter().find(|one| one.word() == who).ok_or_else(|| {
            let words = Who::ALL.map(Who::word).join(", ");
            let kind = toml_span::ErrorKind::Custom(format!("`who` is one of {words}").into());
            toml_span::Error { kind, span, line_info: None }
        })?;
        Ok(Self { who, documents, others, operation, set, says, why })
    }
}

/// Whether a text is that of a pattern, in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = text.get(at + part.len()..).unwrap_or_default();
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
[[difference]]
who = "we-refuse"
documents = ["a", "b"]
set = 'path * = ".."'
why = "No URL can carry it."
"#;

    fn difference(set: &str) -> Difference {
        Difference { who: Who::WeRefuse, operation: "GET /x".to_owned(), set: set.to_owned(), says: String::new() }
    }

    #[test]
    fn a_star_stands_for_anything() {
        let table = [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "a1c2b", false),
            ("*", "", true),
            ("ab*b", "ab", false),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_not_on_the_list_or_of_another_document_has_no_explanation() {
        let known = Known::of(LIST).expect("a list");
        assert!(known.explanation("a", &difference(r#"path id = "..""#)).is_some());
        assert!(known.explanation("a", &difference(r#"path id = ".""#)).is_none());
        assert!(known.explanation("c", &difference(r#"path id = "..""#)).is_none());
        let other = Difference { who: Who::JudgeRefuses, ..difference(r#"path id = "..""#) };
        assert!(known.explanation("a", &other).is_none());
    }

    #[test]
    fn entries_are_counted_document_by_document() {
        let known = Known::of(LIST).expect("a list");
        known.explanation("a", &difference(r#"path id = "..""#));
        assert_eq!(known.counts("a").iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1]);
        known.begin();
        assert_eq!(known.counts("b").iter().map(|(_, count)| *count).collect::<Vec<_>>(), [0]);
        assert!(known.counts("c").is_empty());
    }

    #[test]
    fn an_entry_for_others_too_explains_what_is_found_in_them_and_need_not_be_found() {
        let known = Known::of(&LIST.replace("why =", "others = true\nwhy =")).expect("a list");
        assert!(known.counts("c").is_empty());
        assert!(known.explanation("c", &difference(r#"path id = "..""#)).is_some());
        assert_eq!(known.counts("c").iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_list_with_an_unknown_word_is_refused() {
        assert!(Known::of(&LIST.replace("we-refuse", "nobody")).is_err_and(|error| error.contains("we-refuse")));
        assert!(Known::of(&LIST.replace("set =", "sets =")).is_err());
    }
}
