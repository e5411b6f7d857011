//! Objects: members that have a place, and members that have none.

use std::borrow::Cow;

use super::decode::Decode;
use super::fault::Read;
use super::reader::Reader;
use crate::page::said;
use crate::rt::Map;

/// What is known of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has to be there.
    Required,
    /// It may be absent. Null is read as absent.
    Optional,
    /// It has to be there and may be null; absent is read as null.
    Nullable,
    /// It may be absent, and a text may say that there is no number.
    Number,
    /// It may be absent, and null means something else.
    Either,
    /// It is not looked at.
    Ignored,
}

/// The kinds by the words of `rt::record!`.
#[allow(missing_docs, non_upper_case_globals, reason = "the words of a macro")]
pub mod kind {
    use super::Kind;

    pub const required: Kind = Kind::Required;
    pub const optional: Kind = Kind::Optional;
    pub const nullable: Kind = Kind::Nullable;
    pub const either: Kind = Kind::Either;
    pub const number: Kind = Kind::Number;
    pub const absent: Kind = Kind::Ignored;
}

/// What is known of the members of a type, by their names.
pub type Table = [(&'static str, Kind)];

/// A place for a value.
pub trait Slot {
    /// Reads the value, instead of one that was there.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Read<()>;

    /// Takes the value for absent.
    fn clear(&mut self);
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        match T::decode(reader) {
            Ok(value) => {
                *self = Some(value);
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// A place for the members that have none of their own.
pub trait Rest {
    /// Reads the value of a member into it.
    fn keep(&mut self, name: String, reader: &mut Reader<'_>) -> Read<()>;
}

impl<T: Decode> Rest for Map<T> {
    fn keep(&mut self, name: String, reader: &mut Reader<'_>) -> Read<()> {
        self.insert(name, T::decode(reader)?);
        Ok(())
    }
}

/// The members that were there, by their place in the table. Almost no type has more than fit into a word.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<usize>,
}

impl Seen {
    fn add(&mut self, index: usize) {
        match bit(index) {
            Some(bit) => self.first |= bit,
            None => self.others.push(index),
        }
    }

    fn has(&self, index: usize) -> bool {
        bit(index).map_or_else(|| self.others.contains(&index), |bit| self.first & bit != 0)
    }
}

fn bit(index: usize) -> Option<u64> {
    u32::try_from(index).ok().and_then(|index| 1_u64.checked_shl(index))
}

impl<'de> Reader<'de> {
    /// Reads an object into slots, in the order of the table; those of required members are then filled. What has no
    /// slot is kept with the rest, or gone past.
    pub fn object(
        &mut self,
        members: &Table,
        slots: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn Rest>,
    ) -> Read<()> {
        let mut seen = Seen::default();
        let mut likely = 0;
        let mut goes_on = self.begin_object()?;
        while goes_on {
            match self.member(members, likely)? {
                Ok(index) => {
                    seen.add(index);
                    likely = index.saturating_add(1);
                    self.fill(members.get(index), slots.get_mut(index))?;
                }
                Err(name) => match &mut rest {
                    Some(rest) => rest.keep(name.into_owned(), self)?,
                    None => self.skip()?,
                },
            }
            goes_on = self.goes_on(b'}')?;
        }
        let is_missing = |(index, (_, kind)): &(usize, &(&str, Kind))| *kind == Kind::Required && !seen.has(*index);
        match members.iter().enumerate().find(is_missing) {
            Some((_, (name, _))) => Err(self.refuse(format!("missing field `{name}`"))),
            None => Ok(()),
        }
    }

    /// Opens an object: whether it has a member.
    pub(super) fn begin_object(&mut self) -> Read<bool> {
        if self.peek() != Some(b'{') {
            return Err(self.unexpected("an object"));
        }
        self.open()?;
        if self.peek() == Some(b'}') {
            self.close();
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads the name of a member and the colon: the place of its slot, or the name if it has none.
    ///
    /// Services write members in one order, so the one that follows in the table is likely.
    fn member(&mut self, members: &Table, likely: usize) -> Read<Result<usize, Cow<'de, str>>> {
        self.peek();
        if let Some((name, _)) = members.get(likely)
            && self.is_quoted(name)
        {
            self.advance(name.len().saturating_add(2));
            self.expect(b':', "expected `:`")?;
            return Ok(Ok(likely));
        }
        let name = self.name()?;
        Ok(members.iter().position(|(member, _)| *member == name).ok_or(name))
    }

    /// Reads the name of a member and the colon.
    pub(super) fn name(&mut self) -> Read<Cow<'de, str>> {
        if self.peek() != Some(b'"') {
            return Err(self.syntax("key must be a string"));
        }
        let name = self.quoted()?;
        self.expect(b':', "expected `:`")?;
        Ok(name)
    }

    /// Whether this name, without escapes, comes next with its quotes.
    #[inline]
    fn is_quoted(&self, name: &str) -> bool {
        let Some((b'"', rest)) = self.rest().split_first() else { return false };
        rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'"')
    }

    fn fill(&mut self, member: Option<&(&'static str, Kind)>, slot: Option<&mut &mut dyn Slot>) -> Read<()> {
        match (member, slot) {
            (Some((_, kind)), Some(slot)) if self.says_absent(*kind)? => slot.clear(),
            (Some(_), Some(slot)) => slot.fill(self)?,
            _ => self.skip()?,
        }
        Ok(())
    }

    /// Whether the value stands for none, in a member of this kind; it is then read.
    fn says_absent(&mut self, kind: Kind) -> Read<bool> {
        match kind {
            Kind::Required | Kind::Either | Kind::Ignored => Ok(false),
            Kind::Optional | Kind::Nullable => self.null(),
            Kind::Number => Ok(self.null()? || self.says_nothing()?),
        }
    }

    /// Whether a text stands in the place of a number, and says that there is none; it is then read.
    fn says_nothing(&mut self) -> Read<bool> {
        if self.peek() != Some(b'"') {
            return Ok(false);
        }
        let start = self.at;
        if said(&self.quoted()?).is_none() {
            return Ok(true);
        }
        self.at = start;
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use crate::json::{Fault, decode, encode};

    #[derive(Debug, PartialEq)]
    struct Meta {
        page: Option<i64>,
        size: Option<i32>,
        ratio: Option<f64>,
        count: Option<u8>,
    }

    crate::rt::record! {
        both Meta {
            page = number "page", size = number "size", ratio = number "ratio", count = number "count",
        }
    }

    const NOTHING: Meta = Meta { page: None, size: None, ratio: None, count: None };

    fn read(text: &str) -> Result<Meta, Fault> {
        decode(text)
    }

    /// What an error says, and where.
    fn fault(text: &str) -> (String, String) {
        let error = read(text).expect_err(text);
        let said = error.to_string();
        (said.split(" at line ").next().unwrap_or_default().to_owned(), error.path().to_owned())
    }

    #[test]
    fn a_number_is_read_whatever_its_type() {
        let meta = read(r#"{"page": -9223372036854775808, "size": -7, "ratio": 0.5, "count": 255}"#).unwrap();
        assert_eq!(meta, Meta { page: Some(i64::MIN), size: Some(-7), ratio: Some(0.5), count: Some(255) });
        assert_eq!(read(r#"{"page": 9223372036854775807, "ratio": 2}"#).unwrap().page, Some(i64::MAX));
    }

    #[test]
    fn nothing_is_read_in_every_spelling() {
        assert_eq!(read("{}").unwrap(), NOTHING);
        for none in ["null", r#""""#, r#""None""#, r#""null""#, r#"" ""#, r#"" None ""#, r#""\u004eone""#] {
            let text = format!(r#"{{"page": {none}, "size": {none}, "ratio": {none}, "count": {none}}}"#);
            assert_eq!(read(&text).unwrap(), NOTHING, "{text}");
        }
    }

    #[test]
    fn what_is_not_the_number_is_the_error_of_its_type_at_its_place() {
        let table = [
            (r#"{"page": "2"}"#, "invalid type: string, expected i64"),
            (r#"{"page": "none"}"#, "invalid type: string, expected i64"),
            (r#"{"page": 1.5}"#, "invalid type: floating point `1.5`, expected i64"),
            (r#"{"page": true}"#, "invalid type: boolean, expected i64"),
            (r#"{"page": ["None"]}"#, "invalid type: list, expected i64"),
            (r#"{"page": {"a": [1]}}"#, "invalid type: object, expected i64"),
            (r#"{"page": 9223372036854775808}"#, "invalid value: `9223372036854775808`, expected i64"),
        ];
        for (text, said) in table {
            assert_eq!(fault(text), (said.to_owned(), "$.page".to_owned()), "{text}");
        }
        let too_large = "invalid value: `2147483648`, expected i32";
        assert_eq!(fault(r#"{"page": 1, "size": 2147483648}"#), (too_large.to_owned(), "$.size".to_owned()));
        let negative = "invalid value: `-1`, expected u8";
        assert_eq!(fault(r#"{"count": -1}"#), (negative.to_owned(), "$.count".to_owned()));
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for text in [r#"{"page": "#, r#"{"page": "No"#, r#"{"page": 1"#, r#"{"a": {"a""#] {
            assert!(read(text).expect_err(text).is_eof(), "{text}");
        }
    }

    #[test]
    fn nothing_is_written_as_nothing() {
        assert_eq!(encode(&NOTHING), "{}");
        let meta = Meta { page: Some(-1), ..NOTHING };
        assert_eq!(encode(&meta), r#"{"page":-1}"#);
    }
}
