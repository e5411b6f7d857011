//! Unions: which variant a value is of.

use serde_json::Value;

use super::decode::Decode;
use super::fault::{Read, Stop};
use super::object::Slot;
use super::reader::Reader;

/// What a variant is told by.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    /// The text of this member.
    Tag(&'static str),
    /// The kind of JSON.
    Kind,
    /// The members that are there.
    Members,
}

/// The marks of a variant, and the other members that it names.
type Variant = (&'static [&'static str], &'static [&'static str]);

impl Reader<'_> {
    /// Reads a value into the slot of its variant, or as JSON if no variant claims it. If none of those that claim it
    /// can read it, what the best of them said is the fault.
    pub fn union(&mut self, mark: Mark, variants: &[Variant], slots: &mut [&mut dyn Slot]) -> Read<Option<Value>> {
        self.peek();
        let start = self.at;
        let candidates = self.candidates(mark, variants)?;
        self.at = start;
        if candidates.is_empty() {
            return Value::decode(self).map(Some);
        }
        let (depth, earlier) = (self.depth, self.fault.take());
        for candidate in candidates {
            (self.at, self.depth) = (start, depth);
            let Some(slot) = slots.get_mut(candidate) else { continue };
            if let Ok(()) = slot.fill(self) {
                self.fault = earlier;
                return Ok(None);
            }
        }
        self.fault = earlier.or(self.fault.take());
        Err(Stop)
    }

    /// The variants that claim the value, the best first.
    fn candidates(&mut self, mark: Mark, variants: &[Variant]) -> Read<Vec<usize>> {
        let position = |text: &str| variants.iter().position(|(marks, _)| marks.contains(&text));
        Ok(match mark {
            Mark::Kind => position(self.kind()).into_iter().collect(),
            Mark::Tag(member) => self.tag(member)?.and_then(|tag| position(&tag)).into_iter().collect(),
            Mark::Members if self.peek() == Some(b'{') => by_members(&self.names()?, variants),
            Mark::Members => Vec::new(),
        })
    }

    fn kind(&mut self) -> &'static str {
        match self.peek() {
            Some(b'"') => "string",
            Some(b'{') => "object",
            Some(b'[') => "array",
            Some(b't' | b'f') => "boolean",
            Some(b'-' | b'0'..=b'9') => "number",
            _ => "null",
        }
    }

    /// The text of a member of an object; the last of several counts.
    fn tag(&mut self, member: &str) -> Read<Option<String>> {
        let mut tag = None;
        self.each_member(|reader, name| {
            if name == member && reader.peek() == Some(b'"') {
                tag = Some(String::decode(reader)?);
                return Ok(());
            }
            if name == member {
                tag = None;
            }
            reader.skip()
        })?;
        Ok(tag)
    }

    /// The names of the members of an object.
    fn names(&mut self) -> Read<Vec<String>> {
        let mut names = Vec::new();
        self.each_member(|reader, name| {
            names.push(name.to_owned());
            reader.skip()
        })?;
        Ok(names)
    }

    /// Goes through the members of an object, if it is one.
    fn each_member(&mut self, mut read: impl FnMut(&mut Self, &str) -> Read<()>) -> Read<()> {
        if self.peek() != Some(b'{') {
            return Ok(());
        }
        let mut goes_on = self.begin_object()?;
        while goes_on {
            let name = self.name()?;
            read(self, &name)?;
            goes_on = self.goes_on(b'}')?;
        }
        Ok(())
    }
}

/// The variants whose required members are all there, those first that name the most of what is there.
fn by_members(names: &[String], variants: &[Variant]) -> Vec<usize> {
    let count = |of: &[&str]| of.iter().filter(|name| names.iter().any(|there| there == *name)).count();
    let fits = variants.iter().enumerate().filter(|(_, (required, _))| count(required) == required.len());
    // There are a few at most: a sort would be more code than all of the reading.
    let mut best: Vec<(usize, usize)> = Vec::new();
    for (index, (required, named)) in fits {
        let score = required.len().saturating_add(count(named));
        let place = best.partition_point(|(other, _)| *other >= score);
        best.insert(place, (score, index));
    }
    best.into_iter().map(|(_, index)| index).collect()
}
