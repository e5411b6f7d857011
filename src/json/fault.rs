//! What is wrong with a text, and where.

mod locate;

use std::error::Error;
use std::fmt;

pub(crate) use locate::text_path;

/// What reading comes to.
pub type Read<T> = Result<T, Stop>;

/// Reading has stopped; the reader knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// Why a text is not the JSON of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    what: String,
    path: String,
    /// Where reading stood, from one, in lines and in bytes.
    line: usize,
    column: usize,
    kind: FaultKind,
}

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The text is JSON as far as it was read, and not that of the type.
    Data,
    /// The text is no JSON.
    Syntax,
    /// The text ends too early.
    End,
}

impl Fault {
    /// A fault that arose when so many bytes of the text had been read.
    pub(super) fn new(kind: FaultKind, what: String, text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count().saturating_add(1);
        Self { what, path: locate::path_at(text.as_bytes(), offset), line, column, kind }
    }

    /// The JSON path of the value that is not right: `$.data[3].attributes.created_at`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, with the path of the value.
    pub(super) fn without_line(&self) -> String {
        match self.path.as_str() {
            "$" => self.what.clone(),
            path => format!("{}, in the member `{}`", self.what, path.trim_start_matches("$.")),
        }
    }

    /// The text is JSON, and not that of the type.
    pub fn is_data(&self) -> bool {
        self.kind == FaultKind::Data
    }

    /// The text ends too early.
    pub fn is_eof(&self) -> bool {
        self.kind == FaultKind::End
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.what, self.line, self.column)
    }
}

impl Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_what_and_where() {
        let text = "{\"a\": [\n  1, \"b\"]}";
        let fault = Fault::new(FaultKind::Data, "it is so".to_owned(), text, 14);
        assert_eq!(fault.to_string(), "it is so at line 2 column 7");
        assert_eq!(fault.path(), "$.a[1]");
        assert!(fault.is_data() && !fault.is_eof());
    }
}
