//! What came of a body, held against what the design says of it.

use serde_json::Value;

use super::expect::{Fault, KEPT, Read, Reader, Rule, path_of, rule};
use super::find::{Answer, Target};
use super::leniency::Leniency;
use super::mutate::{Body, Kind, Mutation};
use crate::prove::instances::{Place, Presence};

/// What became of a body, as it had to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Done {
    /// Read and written again, with what is not as it came.
    Read(Vec<Leniency>),
    /// An error with the place.
    Located,
    /// An error of the service that keeps its status and has no value beside it.
    WithoutValue,
}

/// How answers of one document are checked.
pub(super) struct Check<'a> {
    pub(super) reader: Reader<'a>,
    /// Members at the top that the settings let every answer leave out.
    pub(super) loose: &'a [&'a str],
    /// Members that they let it leave out wherever they are.
    pub(super) loose_anywhere: &'a [&'a str],
}

impl Check<'_> {
    /// A body that the schema allows: it is read, and nothing of it is lost that has a name.
    pub(super) fn valid(
        &self,
        answer: &Answer<'_>,
        value: &Value,
        places: impl FnOnce() -> Vec<Place>,
        said: &Value,
    ) -> Result<Done, String> {
        let read = self.reader.read(answer.target.ty(), value);
        let read = read.map_err(|fault| format!("the type does not read it, at {}: {}", fault.path, brief(said)))?;
        let lost = |note: &&(String, Leniency)| note.1 == Leniency::UnknownMember;
        if let Some((path, _)) = read.notes.iter().find(lost) {
            let places = places();
            let named = |place: &&Place| place.presence != Presence::Extra && path_of(&place.pointer, value) == *path;
            if places.iter().find(named).is_some_and(|place| !is_below_extra(place, &places)) {
                return Err(format!("{path} has a name in the schema, and the type does not keep it"));
            }
        }
        if is_cut_short(answer, value) {
            return without_value(answer, said);
        }
        same_value(answer, &read, said)?;
        Ok(Done::Read(read.notes.into_iter().map(|(_, note)| note).filter(|note| changes_json(*note)).collect()))
    }

    /// A body with one thing done to it.
    pub(super) fn mutated(
        &self,
        answer: &Answer<'_>,
        of: &Value,
        places: &[Place],
        mutation: &Mutation,
        said: &Value,
    ) -> Result<Done, String> {
        let value = match &mutation.body {
            Body::Json(value) => value,
            Body::Cut(text) => return cut(answer, text, of, places, said),
        };
        match (rule(mutation.kind), self.reader.read(answer.target.ty(), value)) {
            (Rule::Tolerated, Err(fault)) => {
                Err(format!("the design tolerates it, and the type does not, at {}: {}", fault.path, brief(said)))
            }
            (Rule::Located, Ok(read)) if !self.explains(&read, value, places, mutation) => {
                Err(format!("the design wants an error, and the type takes it: {}", brief(said)))
            }
            (_, Ok(_)) if is_cut_short(answer, value) => without_value(answer, said),
            (_, Ok(read)) => same_value(answer, &read, said).map(|()| Done::Read(Vec::new())),
            (_, Err(fault)) => {
                points_at(&fault, of, places, mutation)?;
                located(answer, &fault, said)
            }
        }
    }

    /// Whether what the type takes is one of the things that the design says it may.
    fn explains(&self, read: &Read, value: &Value, places: &[Place], mutation: &Mutation) -> bool {
        let pointer = mutation.pointer.as_str();
        let changed = path_of(pointer, value);
        let is_at_or_below =
            |path: &str| changed.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        let within: Vec<&Place> = places.iter().filter(|place| is_prefix(&place.pointer, pointer)).collect();
        let in_union = within.iter().any(|place| !place.alternatives.is_empty());
        let extra = within.iter().any(|place| place.presence == Presence::Extra);
        // Without a member that its alternative requires, a value may be one of another.
        if in_union && mutation.kind == Kind::RequiredAbsent {
            return true;
        }
        // Where several types may stand, the other one may be one of them.
        let is_union = within.iter().any(|place| place.pointer == pointer && !place.alternatives.is_empty());
        if is_union && mutation.kind == Kind::OtherType {
            return true;
        }
        read.notes.iter().any(|(path, note)| match note {
            Leniency::Untyped | Leniency::Unrecognized | Leniency::OtherAlternative | Leniency::OnlySent => {
                is_at_or_below(path)
            }
            Leniency::UnknownMember => extra && is_at_or_below(path),
            // A type that is sent as well has no value to send of what is only received.
            Leniency::AbsentAsNull | Leniency::OnlyReceived => {
                mutation.kind == Kind::RequiredAbsent && *path == changed
            }
            // Alternatives that cannot be told apart are one object, whose members may all be absent.
            Leniency::LeftOut => {
                let is_loose = self.loose.iter().any(|name| pointer == format!("/{name}"))
                    || self.loose_anywhere.iter().any(|name| pointer.ends_with(&format!("/{name}")));
                mutation.kind == Kind::RequiredAbsent && *path == changed && (is_loose || in_union)
            }
            _ => false,
        })
    }
}

/// Whether the fault is at the place that was changed.
fn points_at(fault: &Fault, of: &Value, places: &[Place], mutation: &Mutation) -> Result<(), String> {
    let pointer = match mutation.kind {
        Kind::RequiredAbsent => mutation.pointer.rsplit_once('/').map_or("", |(parent, _)| parent),
        _ => &mutation.pointer,
    };
    let changed = path_of(pointer, of);
    let unions = places.iter().filter(|place| !place.alternatives.is_empty() && is_prefix(&place.pointer, pointer));
    // Another alternative may fail at another place; the union is right all the same.
    let mut unions = unions.map(|place| path_of(&place.pointer, of));
    if fault.path == changed || unions.any(|union| fault.path.starts_with(&union) || union.starts_with(&fault.path)) {
        return Ok(());
    }
    Err(format!("the type fails at {}, and what was changed is {changed}", fault.path))
}

/// A body that ends before its time, or is not there.
fn cut(answer: &Answer<'_>, text: &str, of: &Value, places: &[Place], said: &Value) -> Result<Done, String> {
    let is_empty = text.trim().is_empty();
    if let Target::Failure(_) = answer.target {
        return without_value(answer, said);
    }
    if let (Target::OptionalResult(_), true) = (answer.target, is_empty) {
        return match said.get("ok") {
            Some(Value::Null) => Ok(Done::Read(Vec::new())),
            _ => Err(format!("a body that may be absent is absent, and the call gives {}", brief(said))),
        };
    }
    let error = error_of(answer, said)?;
    let (wanted, path) = (if is_empty { "empty_body" } else { "decode" }, error["path"].as_str());
    if error["kind"] != wanted {
        return Err(format!("not an error of the kind {wanted}: {}", brief(said)));
    }
    let is_place = |path: &str| {
        let path = path.strip_suffix("[?]").unwrap_or(path);
        path.ends_with('…') || places.iter().any(|place| path_of(&place.pointer, of) == path)
    };
    match path {
        None if is_empty => Ok(Done::Located),
        Some(path) if !is_empty && is_place(path) => Ok(Done::Located),
        _ => Err(format!("the error is at {path:?}, which is no place of the body: {}", brief(said))),
    }
}

/// The body was read, and is written as it has to be.
fn same_value(answer: &Answer<'_>, read: &Read, said: &Value) -> Result<(), String> {
    let shown = match answer.target {
        Target::Failure(_) => {
            api_error(answer, said)?;
            said.get("failure")
        }
        Target::Result(_) | Target::OptionalResult(_) => said.get("ok"),
    };
    let shown = shown.ok_or_else(|| format!("it is not read: {}", brief(said)))?;
    match difference(&read.value, shown, "$") {
        None => Ok(()),
        Some(difference) => Err(format!("it is written otherwise: {difference}")),
    }
}

/// The error says where, and of which operation.
fn located(answer: &Answer<'_>, fault: &Fault, said: &Value) -> Result<Done, String> {
    if let Target::Failure(_) = answer.target {
        return without_value(answer, said);
    }
    let error = error_of(answer, said)?;
    let text = error["text"].as_str().unwrap_or_default();
    match error["path"].as_str() {
        _ if error["kind"] != "decode" => Err(format!("no error of decoding: {}", brief(said))),
        Some(path) if path == fault.shown() => Ok(Done::Located),
        _ => Err(format!("the error is at {}, and not at {}: {text}", error["path"], fault.shown())),
    }
}

/// The error of a call, which names its operation.
fn error_of<'v>(answer: &Answer<'_>, said: &'v Value) -> Result<&'v Value, String> {
    let error = said.get("error").ok_or_else(|| format!("no error: {}", brief(said)))?;
    let operation = &answer.called.operation.id;
    let names =
        error["operation"] == **operation && error["text"].as_str().is_some_and(|text| text.contains(&**operation));
    if names { Ok(error) } else { Err(format!("the error does not name {operation}: {}", brief(said))) }
}

/// An error of the service, with its status.
fn api_error(answer: &Answer<'_>, said: &Value) -> Result<(), String> {
    let error = error_of(answer, said)?;
    if error["kind"] == "api" && said["status"] == answer.status {
        return Ok(());
    }
    Err(format!("not an error of the service with the status {}: {}", answer.status, brief(said)))
}

fn without_value(answer: &Answer<'_>, said: &Value) -> Result<Done, String> {
    api_error(answer, said)?;
    match said.get("failure") {
        None => Ok(Done::WithoutValue),
        Some(value) => Err(format!("a body that cannot be read has a value: {value}")),
    }
}

/// Whether the error keeps too little of the body for a value.
fn is_cut_short(answer: &Answer<'_>, value: &Value) -> bool {
    matches!(answer.target, Target::Failure(_)) && value.to_string().len() > KEPT
}

/// Whether one pointer is another, or leads to it.
fn is_prefix(outer: &str, inner: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_below_extra(place: &Place, places: &[Place]) -> bool {
    let mut extras = places.iter().filter(|other| other.presence == Presence::Extra);
    extras.any(|other| is_prefix(&other.pointer, &place.pointer))
}

fn changes_json(note: Leniency) -> bool {
    !matches!(note, Leniency::LeftOut | Leniency::Untyped | Leniency::Unrecognized | Leniency::OtherAlternative)
}

/// The first place at which two values are not the same JSON; 1 and 1.0 are.
fn difference(wanted: &Value, found: &Value, at: &str) -> Option<String> {
    match (wanted, found) {
        (Value::Object(one), Value::Object(other)) => {
            let absent = one.keys().find(|name| !other.contains_key(*name)).map(|name| format!("{at} has no {name:?}"));
            let more = other.keys().find(|name| !one.contains_key(*name)).map(|name| format!("{at} has {name:?}"));
            let mut each =
                one.iter().filter_map(|(name, value)| difference(value, other.get(name)?, &format!("{at}.{name}")));
            absent.or(more).or_else(|| each.next())
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut each = one.iter().zip(other).enumerate();
            each.find_map(|(index, (one, other))| difference(one, other, &format!("{at}[{index}]")))
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        _ if wanted == found => None,
        _ => Some(format!("{at} is {found}, and not {wanted}")),
    }
}

/// What a call gave, in few words.
fn brief(said: &Value) -> String {
    const MOST: usize = 300;
    let text = match (&said["error"]["text"], said.get("refused"), said.get("inexpressible")) {
        (Value::String(text), ..) => text.clone(),
        (_, Some(why), _) => format!("not sent: {why}"),
        (_, _, Some(why)) => format!("not called: {why}"),
        _ => said.to_string(),
    };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
