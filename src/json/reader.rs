//! Where reading stands, and the steps that all of it is made of.

use super::fault::{Fault, FaultKind, Read, Stop};

/// How deep lists and objects may hold each other, as in serde_json: a hostile text must not exhaust the stack.
const MAX_DEPTH: u8 = 128;

/// Reads JSON from the start of a text to its end.
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) text: &'de str,
    /// How many bytes have been read.
    pub(super) at: usize,
    /// How many more lists and objects may be opened.
    pub(super) depth: u8,
    pub(super) fault: Option<(FaultKind, String, usize)>,
}

impl<'de> Reader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: MAX_DEPTH, fault: None }
    }

    /// Nothing but space may be left.
    pub(crate) fn end(&mut self) -> Read<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("trailing characters")),
        }
    }

    /// What made it stop.
    pub(crate) fn into_fault(self) -> Fault {
        let (kind, what, offset) =
            self.fault.unwrap_or_else(|| (FaultKind::Data, "it could not be read".to_owned(), self.at));
        Fault::new(kind, what, self.text, offset)
    }

    /// Whether the next value is null, which is then read.
    pub fn null(&mut self) -> Read<bool> {
        match self.peek() {
            Some(b'n') => self.literal("null").map(|()| true),
            _ => Ok(false),
        }
    }

    /// The next byte that is no space; `None` at the end.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.advance(1),
                other => return other.copied(),
            }
        }
    }

    #[inline]
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// What has not been read.
    #[inline]
    pub(super) fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Reads a word that has begun.
    pub(super) fn literal(&mut self, word: &'static str) -> Read<()> {
        let rest = self.rest();
        if rest.starts_with(word.as_bytes()) {
            self.advance(word.len());
            return Ok(());
        }
        let alike = rest.iter().zip(word.bytes()).take_while(|(found, expected)| **found == *expected).count();
        self.advance(alike);
        Err(self.syntax("expected `true`, `false` or `null`"))
    }

    /// Reads a byte that has to be there.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Read<()> {
        match self.peek() {
            Some(found) if found == byte => {
                self.advance(1);
                Ok(())
            }
            _ => Err(self.syntax(otherwise)),
        }
    }

    /// Opens a list or an object, whose first byte has been seen.
    #[inline]
    pub(super) fn open(&mut self) -> Read<()> {
        self.advance(1);
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.syntax("recursion limit exceeded")),
        }
    }

    /// Closes a list or an object, whose last byte has been seen.
    #[inline]
    pub(super) fn close(&mut self) {
        self.advance(1);
        self.depth = self.depth.saturating_add(1);
    }

    /// After an item or a member: whether another follows, or the list or object ends with `end`, which is then read.
    #[inline]
    pub(super) fn goes_on(&mut self, end: u8) -> Read<bool> {
        match self.peek() {
            Some(b',') => {
                self.advance(1);
                Ok(true)
            }
            Some(found) if found == end => {
                self.close();
                Ok(false)
            }
            _ if end == b']' => Err(self.syntax("expected `,` or `]`")),
            _ => Err(self.syntax("expected `,` or `}`")),
        }
    }

    /// The text is no JSON here.
    #[cold]
    pub(super) fn syntax(&mut self, what: &'static str) -> Stop {
        match self.text.as_bytes().get(self.at) {
            None => self.stop(FaultKind::End, format!("the text ends too early: {what}"), self.text.len()),
            Some(_) => self.stop(FaultKind::Syntax, what.to_owned(), self.at),
        }
    }

    /// The value that begins here is not of the type that was expected.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str) -> Stop {
        let found = match self.peek() {
            None => return self.syntax("expected value"),
            Some(b'"') => "string",
            Some(b'{') => "object",
            Some(b'[') => "list",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "number",
            Some(_) => return self.syntax("expected value"),
        };
        self.stop(FaultKind::Data, format!("invalid type: {found}, expected {expected}"), self.at)
    }

    /// What has just been read up to here is not right.
    #[cold]
    pub(super) fn refuse(&mut self, what: String) -> Stop {
        self.stop(FaultKind::Data, what, self.at)
    }

    /// Keeps the first fault; what follows from it is of no use.
    fn stop(&mut self, kind: FaultKind, what: String, offset: usize) -> Stop {
        self.fault.get_or_insert((kind, what, offset));
        Stop
    }
}
