//! What services do to answers over time, and what goes wrong on the way: one thing done to one place of a body.

use serde_json::{Value, json};

use crate::prove::instances::{Change, Place, Presence};

/// A name and a text that no document has.
pub(super) const NEW: &str = "from_the_future";
const NEW_INTEGER: i64 = 987_654_321;
/// How many items a long list has.
const MANY: usize = 1_000;

/// What is done to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    UnknownMember,
    UnknownMembersEverywhere,
    UnknownValue,
    UnknownTag,
    OptionalAbsent,
    OptionalNull,
    Reversed,
    NumberWhole,
    NumberFraction,
    LongList,
    IntegerAsFloat,
    RequiredAbsent,
    OtherType,
    Truncated,
    Empty,
}

/// A body with one thing done to it.
#[derive(Debug)]
pub(super) struct Mutation {
    pub(super) kind: Kind,
    /// JSON pointer to the place.
    pub(super) pointer: String,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    Json(Value),
    /// What is left of a text that was cut.
    Cut(String),
}

impl Kind {
    pub(super) const ALL: [Self; 15] = [
        Self::UnknownMember,
        Self::UnknownMembersEverywhere,
        Self::UnknownValue,
        Self::UnknownTag,
        Self::OptionalAbsent,
        Self::OptionalNull,
        Self::Reversed,
        Self::NumberWhole,
        Self::NumberFraction,
        Self::LongList,
        Self::IntegerAsFloat,
        Self::RequiredAbsent,
        Self::OtherType,
        Self::Truncated,
        Self::Empty,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UnknownMember => "a member more",
            Self::UnknownMembersEverywhere => "a member more in every object",
            Self::UnknownValue => "unknown value of an enumeration",
            Self::UnknownTag => "unknown tag of a union",
            Self::OptionalAbsent => "optional member absent",
            Self::OptionalNull => "optional member null",
            Self::Reversed => "members in reverse order",
            Self::NumberWhole => "number as integer",
            Self::NumberFraction => "number as fraction",
            Self::LongList => "list of 1,000 items",
            Self::IntegerAsFloat => "integer as float",
            Self::RequiredAbsent => "required member absent",
            Self::OtherType => "value of another type",
            Self::Truncated => "body cut off",
            Self::Empty => "empty body",
        }
    }
}

/// Everything that is done to a body of which these are the places; below a place, if it is not the whole.
pub(super) fn mutations(value: &Value, places: &[Place], within: &str) -> Vec<Mutation> {
    let is_within = |place: &&Place| {
        place.pointer.strip_prefix(within).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let of_place = places.iter().filter(is_within).flat_map(|place| {
        let current = value.pointer(&place.pointer).unwrap_or(&Value::Null);
        at_place(place, current, places)
    });
    let of_place = of_place.filter_map(|(kind, change)| {
        let body = Body::Json(change.applied(value)?);
        Some(Mutation { kind, pointer: change.pointer, body })
    });
    let whole = if within.is_empty() { of_whole(value, places) } else { Vec::new() };
    of_place.chain(whole).collect()
}

fn of_whole(value: &Value, places: &[Place]) -> Vec<Mutation> {
    let open = places.iter().filter(|place| has_room(place));
    let everywhere = open.fold(value.clone(), |mut value, place| {
        if let Some(Value::Object(members)) = value.pointer_mut(&place.pointer) {
            members.insert(NEW.to_owned(), new_member());
        }
        value
    });
    let whole = |kind, body| Mutation { kind, pointer: String::new(), body };
    let text = value.to_string();
    let cuts = [1, text.len() / 3, text.len() / 2, text.len().saturating_sub(1)];
    // Half a character is another fault than half a body. Of what is shorter the rest is a value of its own.
    let cuts = cuts.into_iter().filter(|end| *end > 0 && value.is_object() | value.is_array());
    let cuts = cuts.filter_map(|end| text.get(..end)).map(|text| whole(Kind::Truncated, Body::Cut(text.to_owned())));
    let mut all = vec![
        whole(Kind::Reversed, Body::Json(reversed(value))),
        whole(Kind::Empty, Body::Cut(String::new())),
        whole(Kind::Empty, Body::Cut(" \r\n".to_owned())),
    ];
    if everywhere != *value {
        all.push(whole(Kind::UnknownMembersEverywhere, Body::Json(everywhere)));
    }
    all.extend(cuts);
    all
}

fn at_place(place: &Place, current: &Value, places: &[Place]) -> Vec<(Kind, Change)> {
    let mut changes: Vec<(Kind, Change)> = Vec::new();
    let mut put = |kind: Kind, value: Value| changes.push((kind, Change::new(place, "", value)));
    if let Value::Object(members) = current
        && has_room(place)
    {
        let more = members.clone().into_iter().chain([(NEW.to_owned(), new_member())]);
        put(Kind::UnknownMember, more.collect());
    }
    if let Some(unknown) = unknown_of(place, current) {
        put(if is_tag(place, places) { Kind::UnknownTag } else { Kind::UnknownValue }, unknown);
    }
    match (place.kind(), current) {
        (Some("integer"), Value::Number(number)) => {
            put(Kind::IntegerAsFloat, json!(number.as_f64().unwrap_or_default()));
        }
        (Some("number"), Value::Number(_)) if !place.schema["enum"].is_array() => {
            put(Kind::NumberWhole, json!(3));
            put(Kind::NumberFraction, json!(2.5));
        }
        (_, Value::Array(items)) if !items.is_empty() => {
            put(Kind::LongList, items.iter().cycle().take(MANY).cloned().collect());
        }
        _ => {}
    }
    if let Some(other) = other_type(current) {
        put(Kind::OtherType, other);
    }
    match place.presence {
        Presence::Optional => {
            put(Kind::OptionalNull, Value::Null);
            changes.push((Kind::OptionalAbsent, Change::new(place, "", None)));
        }
        Presence::Required => changes.push((Kind::RequiredAbsent, Change::new(place, "", None))),
        Presence::Root | Presence::Extra | Presence::Item => {}
    }
    changes
}

/// A value of an enumeration or a tag that is not known.
fn unknown_of(place: &Place, current: &Value) -> Option<Value> {
    place.schema["enum"].as_array()?;
    match current {
        Value::String(_) => Some(NEW.into()),
        Value::Number(_) => Some(NEW_INTEGER.into()),
        _ => None,
    }
}

/// Whether alternatives are told apart by the text of this place.
fn is_tag(place: &Place, places: &[Place]) -> bool {
    let Some((parent, name)) = place.pointer.rsplit_once('/') else { return false };
    places.iter().any(|other| other.pointer == parent && other.tag.as_deref() == Some(name))
}

/// Whether a member that is not known may be put in. In a map there is none: all are of one type.
fn has_room(place: &Place) -> bool {
    !place.schema["additionalProperties"].is_object()
}

fn new_member() -> Value {
    json!({ "deep": [1, null, { "er": true }] })
}

fn other_type(current: &Value) -> Option<Value> {
    match current {
        Value::String(_) => Some(json!(7)),
        Value::Number(_) | Value::Bool(_) => Some(json!("a text")),
        Value::Array(_) => Some(json!({ "items": [] })),
        Value::Object(_) => Some(json!([7])),
        Value::Null => None,
    }
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().rev().map(|(name, member)| (name.clone(), reversed(member))).collect(),
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prove::instances::{Direction, Instances};

    fn made(schema: &Value, value: &Value) -> Vec<Mutation> {
        let instances = Instances::new(&json!({}), Direction::Received);
        mutations(value, &instances.places(schema, value), "")
    }

    fn bodies(all: &[Mutation], kind: Kind) -> Vec<(&str, &Value)> {
        let of_kind = all.iter().filter(|mutation| mutation.kind == kind);
        let json = of_kind.filter_map(|mutation| match &mutation.body {
            Body::Json(value) => Some((mutation.pointer.as_str(), value)),
            Body::Cut(_) => None,
        });
        json.collect()
    }

    fn schema() -> Value {
        json!({ "type": "object", "required": ["id"], "properties": {
            "id": { "type": "integer" },
            "kind": { "type": "string", "enum": ["a"] },
            "map": { "type": "object", "additionalProperties": { "type": "string" } },
        } })
    }

    #[test]
    fn each_place_is_changed_in_the_ways_that_it_has() {
        let value = json!({ "id": 1, "kind": "a", "map": { "key": "x" } });
        let all = made(&schema(), &value);
        let absent = json!({ "kind": "a", "map": { "key": "x" } });
        assert_eq!(bodies(&all, Kind::RequiredAbsent), [("/id", &absent)]);
        assert_eq!(bodies(&all, Kind::OptionalAbsent).len(), 2);
        assert_eq!(bodies(&all, Kind::OptionalNull).len(), 2);
        assert_eq!(bodies(&all, Kind::OtherType).len(), 5);
        let unknown = json!({ "id": 1, "kind": NEW, "map": { "key": "x" } });
        assert_eq!(bodies(&all, Kind::UnknownValue), [("/kind", &unknown)]);
        assert_eq!(bodies(&all, Kind::IntegerAsFloat)[0].1["id"].to_string(), "1.0");
        let more = bodies(&all, Kind::UnknownMember);
        assert_eq!(more.iter().map(|(pointer, _)| *pointer).collect::<Vec<_>>(), [""], "a map has none");
    }

    #[test]
    fn a_body_that_is_cut_off_is_no_json() {
        let all = made(&schema(), &json!({ "id": 1 }));
        let cut = all.iter().filter(|mutation| mutation.kind == Kind::Truncated);
        let texts: Vec<&String> =
            cut.filter_map(|one| if let Body::Cut(text) = &one.body { Some(text) } else { None }).collect();
        assert!(texts.len() > 2 && texts.iter().all(|text| serde_json::from_str::<Value>(text).is_err()), "{texts:?}");
    }

    #[test]
    fn the_text_that_tells_alternatives_apart_is_a_tag() {
        let of = |kind: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": [kind] } } });
        let schema = json!({ "oneOf": [of("a"), of("b")], "discriminator": { "propertyName": "kind" } });
        let all = made(&schema, &json!({ "kind": "b" }));
        assert_eq!(bodies(&all, Kind::UnknownTag), [("/kind", &json!({ "kind": NEW }))]);
        assert_eq!(bodies(&all, Kind::UnknownValue), []);
    }
}
