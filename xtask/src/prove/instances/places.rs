//! The places of a value, each with its part of the schema.

use serde_json::{Map, Value};

use super::check::{Direction, violations};
use super::mix::Mixed;
use super::synth::tag_of;

/// How often an alternative is itself a union.
const DEEPEST: usize = 8;

/// One place of a value.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// JSON pointer into the value.
    pub(crate) pointer: String,
    /// What is asked of the value there: without references and `allOf`, and with the alternative that it is of.
    pub(crate) schema: Value,
    /// All alternatives of a union, each with what all of them have to be.
    pub(crate) alternatives: Vec<Value>,
    /// The member by which alternatives are told apart.
    pub(crate) tag: Option<String>,
    pub(crate) presence: Presence,
}

/// Whether a place could be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Root,
    /// A member that has to be there.
    Required,
    /// A member that may be left out.
    Optional,
    /// A member that no name of the schema stands for.
    Extra,
    Item,
}

struct Walk<'a> {
    root: &'a Value,
    direction: Direction,
    found: Vec<Place>,
}

pub(super) fn places(root: &Value, direction: Direction, schema: &Value, value: &Value) -> Vec<Place> {
    let mut walk = Walk { root, direction, found: Vec::new() };
    walk.visit(schema, value, String::new(), Presence::Root);
    walk.found
}

impl Place {
    /// Whether null is a value of it.
    pub(crate) fn takes_null(&self) -> bool {
        self.schema["nullable"] == true
    }

    /// The one type of its schema.
    pub(crate) fn kind(&self) -> Option<&str> {
        super::check::kind(&self.schema)
    }
}

impl Walk<'_> {
    fn visit(&mut self, schema: &Value, value: &Value, pointer: String, presence: Presence) {
        let place = self.place(schema, value, pointer, presence);
        let (schema, pointer) = (place.schema.clone(), place.pointer.clone());
        self.found.push(place);
        match value {
            Value::Object(members) => self.members(&schema, members, &pointer),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(&schema["items"], item, format!("{pointer}/{index}"), Presence::Item);
                }
            }
            _ => {}
        }
    }

    fn members(&mut self, schema: &Value, members: &Map<String, Value>, pointer: &str) {
        let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
        for (name, member) in members {
            let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            let is_required = required.iter().any(|required| required == name);
            let (property, presence) = match schema["properties"].get(name) {
                Some(property) if is_required => (property, Presence::Required),
                Some(property) => (property, Presence::Optional),
                None if is_required => (&schema["additionalProperties"], Presence::Required),
                None => (&schema["additionalProperties"], Presence::Extra),
            };
            self.visit(property, member, pointer, presence);
        }
    }

    fn place(&self, schema: &Value, value: &Value, pointer: String, presence: Presence) -> Place {
        let schema = Value::Object(Mixed::of(self.root, schema).schema);
        let mut place = Place { pointer, schema, alternatives: Vec::new(), tag: None, presence };
        for _ in 0..DEEPEST {
            let Some(alternatives) = alternatives(self.root, &place.schema) else { break };
            let fits = |part: &&Value| violations(self.root, part, value, self.direction).is_empty();
            let chosen = alternatives.iter().find(fits).cloned();
            place.tag = place.tag.or_else(|| place.schema["discriminator"]["propertyName"].as_str().map(str::to_owned));
            place.alternatives.extend(alternatives);
            let Some(chosen) = chosen else { break };
            place.schema = chosen;
        }
        place
    }
}

/// What each alternative of a union asks for, together with the rest of the schema.
fn alternatives(root: &Value, schema: &Value) -> Option<Vec<Value>> {
    let keyword = ["oneOf", "anyOf"].into_iter().find(|keyword| schema[keyword].is_array())?;
    let mut rest = schema.clone();
    if let Some(rest) = rest.as_object_mut() {
        rest.remove(keyword);
        rest.remove("discriminator");
    }
    let of = |part: &Value| {
        let mut mixed = Mixed::of(root, &rest);
        mixed.add(root, part);
        if let Some(tag) = tag_of(&schema["discriminator"], part) {
            mixed.add(root, &tag);
        }
        Value::Object(mixed.schema)
    };
    Some(schema[keyword].as_array()?.iter().map(of).collect())
}
