//! Other values of one place that its schema allows.

use serde_json::{Map, Value, json};

use super::places::{Place, Presence};
use super::synth::Fill;
use super::{Instances, texts};

/// The longest list that is made.
const LONGEST: u64 = 1_000;

/// One place of a value, changed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// JSON pointer into the value.
    pub(crate) pointer: String,
    /// What is so about it now: `is empty`, `= "x"`.
    pub(crate) clause: String,
    /// None where it is taken out.
    pub(crate) value: Option<Value>,
}

impl Change {
    pub(crate) fn new(place: &Place, clause: impl Into<String>, value: impl Into<Option<Value>>) -> Self {
        Self { pointer: place.pointer.clone(), clause: clause.into(), value: value.into() }
    }

    /// The place and what is so about it.
    pub(crate) fn what(&self) -> String {
        let place = if self.pointer.is_empty() { "it" } else { &self.pointer };
        format!("{place} {}", self.clause)
    }

    /// The value with the change; none if it has no such place.
    pub(crate) fn applied(&self, value: &Value) -> Option<Value> {
        let mut changed = value.clone();
        match &self.value {
            Some(new) => *changed.pointer_mut(&self.pointer)? = new.clone(),
            None => {
                let (parent, name) = self.pointer.rsplit_once('/')?;
                let name = name.replace("~1", "/").replace("~0", "~");
                changed.pointer_mut(parent)?.as_object_mut()?.shift_remove(&name)?;
            }
        }
        Some(changed)
    }
}

impl Instances {
    /// What else may be at a place that has a value. Some of it may break a rule of the whole.
    pub(super) fn changes(&self, place: &Place, current: Option<&Value>) -> Vec<Change> {
        let mut changes = self.other_alternatives(place);
        changes.extend(self.values(place).into_iter().map(|(clause, value)| Change::new(place, clause, value)));
        changes.retain(|change| change.value.as_ref() != current);
        if place.takes_null() && current.is_some_and(|current| !current.is_null()) {
            changes.push(Change::new(place, "= null", Value::Null));
        }
        if matches!(place.presence, Presence::Optional | Presence::Extra) {
            changes.push(Change::new(place, "is absent", None));
        }
        changes
    }

    /// The full value of each alternative.
    pub(super) fn other_alternatives(&self, place: &Place) -> Vec<Change> {
        let count = place.alternatives.len();
        let of = |(index, alternative): (usize, &Value)| {
            let value = self.make(alternative, Fill::Full)?;
            Some(Change::new(place, format!("is alternative {} of {count}", index + 1), value))
        };
        place.alternatives.iter().enumerate().filter_map(of).collect()
    }

    fn values(&self, place: &Place) -> Vec<(String, Value)> {
        let schema = &place.schema;
        if let Some(known) = schema["enum"].as_array() {
            return known.iter().map(|value| (format!("= {value}"), value.clone())).collect();
        }
        if schema.get("const").is_some() {
            return Vec::new();
        }
        match place.kind() {
            Some("string") => texts::allowed(schema),
            Some("integer" | "number") => numbers(schema),
            Some("boolean") => [true, false].map(|value| (format!("= {value}"), value.into())).to_vec(),
            Some("array") => self.lists(schema),
            Some("object") => self.objects(schema),
            None if schema["format"].is_string() || schema["pattern"].is_string() => texts::allowed(schema),
            None if schema["properties"].is_object() => self.objects(schema),
            None if says_nothing(schema) => {
                let anything = [json!(true), json!(-0.5), json!("a text"), json!([1, [], {}]), json!({ "a": [null] })];
                anything.into_iter().map(|value| (format!("= {value}"), value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Lists with no item, the fewest, two, and the most.
    fn lists(&self, schema: &Value) -> Vec<(String, Value)> {
        let least = schema["minItems"].as_u64().unwrap_or_default();
        let most = schema["maxItems"].as_u64();
        let sizes = [Some(0), Some(least), Some(2), most.filter(|most| *most <= LONGEST)];
        let mut sizes: Vec<u64> = sizes.into_iter().flatten().filter(|size| *size >= least).collect();
        sizes.sort_unstable();
        sizes.dedup();
        let of_size = |size: u64| {
            let mut exact = schema.clone();
            exact["minItems"] = size.into();
            exact["maxItems"] = size.into();
            Some((format!("has {size} items"), self.make(&exact, Fill::Full)?))
        };
        sizes.into_iter().filter(|size| most.is_none_or(|most| *size <= most)).filter_map(of_size).collect()
    }

    /// Objects without any member, and with one more where the schema has room for it.
    fn objects(&self, schema: &Value) -> Vec<(String, Value)> {
        let extra = &schema["additionalProperties"];
        let mut objects = vec![("is empty".to_owned(), json!({}))];
        let member = if *extra == true { Some(json!({ "deep": [1, null] })) } else { None };
        let member = member.or_else(|| extra.is_object().then(|| self.make(extra, Fill::Full)).flatten());
        if let (Some(member), Some(Value::Object(full))) = (member, self.make(schema, Fill::Full)) {
            let odd = "a key/~ \"with\" $.[é]";
            let more = full.into_iter().chain([(odd.to_owned(), member)]).collect::<Map<_, _>>();
            objects.push((format!("has a member {odd:?}"), more.into()));
        }
        objects
    }
}

fn numbers(schema: &Value) -> Vec<(String, Value)> {
    let is_whole = schema["type"] == "integer";
    let bounds = ["minimum", "maximum"].map(|bound| schema[bound].clone());
    let format = schema["format"].as_str();
    let extremes = match format {
        Some("int32") => vec![json!(i32::MIN), json!(i32::MAX)],
        None | Some("int64") if is_whole => vec![json!(i64::MIN), json!(i64::MAX)],
        None | Some("double") => vec![json!(0.1), json!(-2.5e-300), json!(1.0e300)],
        Some("float") => vec![json!(0.1), json!(-0.5)],
        Some(_) => Vec::new(),
    };
    let plain = [json!(0), json!(-1), json!(7)];
    let whole = |value: &Value| !is_whole || value.is_i64() || value.is_u64();
    let all = bounds.into_iter().filter(Value::is_number).chain(plain).chain(extremes).filter(whole);
    let mut numbers: Vec<(String, Value)> = all.map(|value| (format!("= {value}"), value)).collect();
    numbers.dedup();
    numbers
}

fn says_nothing(schema: &Value) -> bool {
    const SAYING: [&str; 9] =
        ["type", "properties", "items", "required", "enum", "oneOf", "anyOf", "additionalProperties", "not"];
    SAYING.iter().all(|keyword| schema.get(keyword).is_none())
}
