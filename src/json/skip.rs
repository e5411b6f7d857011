//! Values that are gone past.

use super::fault::Read;
use super::reader::Reader;

impl<'de> Reader<'de> {
    /// Goes past a value, which has to be JSON all the same.
    pub fn skip(&mut self) -> Read<()> {
        match self.peek() {
            Some(b'"') => {
                self.advance(1);
                self.pass_quoted()
            }
            Some(b'{') => self.skip_object(),
            Some(b'[') => self.skip_list(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(b'-' | b'0'..=b'9') => self.digits_and_signs().map(drop),
            _ => Err(self.syntax("expected value")),
        }
    }

    /// Goes past a value, and gives its text.
    pub(super) fn raw(&mut self) -> Read<&'de str> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn skip_list(&mut self) -> Read<()> {
        self.open()?;
        if self.peek() == Some(b']') {
            self.close();
            return Ok(());
        }
        loop {
            self.skip()?;
            if !self.goes_on(b']')? {
                return Ok(());
            }
        }
    }

    fn skip_object(&mut self) -> Read<()> {
        self.open()?;
        if self.peek() == Some(b'}') {
            self.close();
            return Ok(());
        }
        loop {
            self.expect(b'"', "key must be a string")?;
            self.pass_quoted()?;
            self.expect(b':', "expected `:`")?;
            self.skip()?;
            if !self.goes_on(b'}')? {
                return Ok(());
            }
        }
    }
}
