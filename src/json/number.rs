//! Numbers.

use super::fault::Read;
use super::reader::Reader;

/// What a number is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Integer,
    Fraction,
}

impl<'de> Reader<'de> {
    /// Reads a number as it is written.
    pub(super) fn number(&mut self, expected: &'static str) -> Read<(&'de str, Written)> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.digits_and_signs(),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Reads a number whose first byte has been seen.
    pub(super) fn digits_and_signs(&mut self) -> Read<(&'de str, Written)> {
        let start = self.at;
        if self.rest().first() == Some(&b'-') {
            self.advance(1);
        }
        match self.rest() {
            // No number but zero begins with it.
            [b'0', b'0'..=b'9', ..] => {
                self.advance(1);
                return Err(self.syntax("invalid number"));
            }
            _ => self.digits()?,
        }
        let mut written = Written::Integer;
        if self.rest().first() == Some(&b'.') {
            written = Written::Fraction;
            self.advance(1);
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.rest().first() {
            written = Written::Fraction;
            self.advance(1);
            if let Some(b'+' | b'-') = self.rest().first() {
                self.advance(1);
            }
            self.digits()?;
        }
        Ok((self.text.get(start..self.at).unwrap_or_default(), written))
    }

    /// One digit or more.
    fn digits(&mut self) -> Read<()> {
        match self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count() {
            0 => Err(self.syntax("invalid number")),
            count => {
                self.advance(count);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json::decode;

    #[test]
    fn numbers_are_those_of_json() {
        for text in ["0", "-0", "-1", "9223372036854775807", "1.5", "-0.25e+2", "1E-3", "12e0"] {
            assert_eq!(decode::<f64>(text).ok(), text.parse().ok(), "{text}");
        }
        for text in ["01", "-", "1.", ".5", "1e", "1e+", "+1", "-a", "00", "0x1"] {
            assert!(decode::<f64>(text).is_err_and(|fault| !fault.is_data()), "{text}");
        }
    }

    #[test]
    fn an_integer_is_whole_and_fits() {
        assert_eq!(decode::<i64>("-9223372036854775808").ok(), Some(i64::MIN));
        let said = |text| decode::<i32>(text).map_err(|fault| fault.to_string());
        assert_eq!(said("2147483647"), Ok(i32::MAX));
        assert_eq!(said("2147483648"), Err("invalid value: `2147483648`, expected i32 at line 1 column 11".to_owned()));
        assert_eq!(said("1.0"), Err("invalid type: floating point `1.0`, expected i32 at line 1 column 4".to_owned()));
        assert_eq!(said("true"), Err("invalid type: boolean, expected i32 at line 1 column 1".to_owned()));
    }

    #[test]
    fn a_number_beyond_all_is_an_error() {
        assert!(decode::<f64>("1e999").is_err_and(|fault| fault.to_string().starts_with("number out of range")));
    }
}
