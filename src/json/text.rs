//! Texts.

use std::borrow::Cow;

use super::fault::{Read, Stop};
use super::reader::Reader;

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);
const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);

impl<'de> Reader<'de> {
    /// Reads a text, borrowed unless it has escapes.
    pub fn text(&mut self) -> Read<Cow<'de, str>> {
        match self.peek() {
            Some(b'"') => self.quoted(),
            _ => Err(self.unexpected("a string")),
        }
    }

    /// Reads a text whose first quote has been seen.
    pub(super) fn quoted(&mut self) -> Read<Cow<'de, str>> {
        let start = self.at;
        self.advance(1);
        let length = special(self.rest());
        match self.rest().get(length) {
            Some(b'"') => {
                let end = self.at.saturating_add(length);
                let text = self.text.get(self.at..end).unwrap_or_default();
                self.at = end.saturating_add(1);
                Ok(Cow::Borrowed(text))
            }
            _ => {
                self.advance(length);
                self.escaped(start).map(Cow::Owned)
            }
        }
    }

    /// Reads a text that began at `start` and has escapes from here on.
    #[cold]
    fn escaped(&mut self, start: usize) -> Read<String> {
        self.pass_quoted()?;
        let quoted = self.text.get(start..self.at).unwrap_or_default();
        super::string(quoted).map_err(|error| {
            let error = error.to_string();
            let what = error.rsplit_once(" at line ").map_or(error.as_str(), |(what, _)| what);
            self.refuse(what.to_owned())
        })
    }

    /// Goes past the rest of a text, up to and with its last quote. Escapes have to be right; what they make need not be
    /// a text, as nobody will see it.
    pub(super) fn pass_quoted(&mut self) -> Read<()> {
        loop {
            self.advance(special(self.rest()));
            match self.rest() {
                [b'"', ..] => {
                    self.advance(1);
                    return Ok(());
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.advance(2),
                [b'\\', b'u', digits @ ..] => self.pass_hexadecimal(digits)?,
                [b'\\', _, ..] => return Err(self.syntax("invalid escape")),
                [b'\\'] | [] => return Err(self.cut_off()),
                [_, ..] => return Err(self.syntax("control character (\\u0000-\\u001F) found while parsing a string")),
            }
        }
    }
}

impl Reader<'_> {
    /// Goes past an escape by number, given what follows its `u`.
    fn pass_hexadecimal(&mut self, digits: &[u8]) -> Read<()> {
        match digits.iter().take(4).take_while(|digit| digit.is_ascii_hexdigit()).count() {
            4 => {
                self.advance(6);
                Ok(())
            }
            count if count == digits.len() => Err(self.cut_off()),
            _ => Err(self.syntax("invalid escape")),
        }
    }

    /// The text ends within quotes.
    #[cold]
    fn cut_off(&mut self) -> Stop {
        self.at = self.text.len();
        self.syntax("expected the end of a string")
    }
}

/// How many bytes are before the first quote, backslash or control character.
#[inline]
fn special(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The lowest mark is right; those above it may be borrowed from it.
        let marks = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word.wrapping_sub(SPACES) & !word)) & TOPS;
        if marks != 0 {
            let byte = marks.trailing_zeros().checked_div(8).unwrap_or_default();
            return index.saturating_mul(8).saturating_add(usize::try_from(byte).unwrap_or_default());
        }
    }
    let tail = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '));
    words.len().saturating_mul(8).saturating_add(tail.unwrap_or(rest.len()))
}

/// Marks the bytes that are zero by their highest bit.
#[inline]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_is_found_wherever_it_is() {
        for length in 0..40 {
            for special_byte in [b'"', b'\\', 0, b'\n', 0x1f] {
                let mut bytes = vec![b'a'; length];
                bytes.push(special_byte);
                bytes.extend(b"\"\\ tail");
                assert_eq!(special(&bytes), length, "{special_byte} at {length}");
            }
            for usual in [b' ', 0x7f, 0x80, 0xa2, 0xdc, 0xff, b'!', b'#', b'[', b']'] {
                assert_eq!(special(&vec![usual; length]), length, "{usual} {length} times");
            }
        }
    }

    #[test]
    fn a_text_without_escapes_is_borrowed() {
        let text = |json| Reader::new(json).text();
        assert!(matches!(text(r#" "größe 1" "#), Ok(Cow::Borrowed("größe 1"))));
        assert!(matches!(text(r#""a\n\u00e9\ud83d\ude00\"""#), Ok(Cow::Owned(text)) if text == "a\né😀\""));
    }

    #[test]
    fn what_is_no_text_says_why() {
        let table = [
            ("1", "invalid type: number, expected a string at line 1 column 1"),
            ("\"a", "the text ends too early: expected the end of a string at line 1 column 3"),
            ("\"a\\", "the text ends too early: expected the end of a string at line 1 column 4"),
            ("\"\\x\"", "invalid escape at line 1 column 2"),
            (r#""\ud800""#, "unexpected end of hex escape at line 1 column 9"),
            ("\"a\u{1}\"", "control character (\\u0000-\\u001F) found while parsing a string at line 1 column 3"),
            ("nope", "invalid type: null, expected a string at line 1 column 1"),
            ("", "the text ends too early: expected value at line 1 column 1"),
        ];
        for (json, expected) in table {
            let mut reader = Reader::new(json);
            assert!(reader.text().is_err(), "{json}");
            let fault = reader.into_fault().to_string();
            assert_eq!(fault, expected, "{json}");
        }
    }
}
