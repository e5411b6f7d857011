//! The sets of values that an operation is called with.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::described::{Declared, Described, In, target};
use super::instances::{Instance, Instances};

/// Values that a path has trouble with, whatever its schema.
const PATH_TROUBLE: &[&str] = &["", ".", "..", "a/b", "%2F", "é 日本 🦀"];
/// More of them, for texts of no format, as no type keeps them away.
const PATH_TEXTS: &[&str] = &[
    "...",
    "a.b",
    "/",
    "../x",
    "a\\b",
    "%",
    "%2e%2e",
    "%00",
    "a b",
    " ",
    "+",
    "?",
    "?a=b",
    "#",
    ":",
    "@",
    ";a=b",
    "a,b",
    "=",
    "&",
    "\u{202e}x",
];

/// Values by the place and the name on the wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Values {
    /// In the order of [`In::ALL`].
    parameters: [Map<String, Value>; 4],
    pub(super) body: Option<Value>,
}

/// Values, and what is special about them.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) name: String,
    pub(super) values: Values,
}

/// What makes the sets of the operations of a document.
pub(super) struct Maker<'a> {
    pub(super) root: &'a Value,
    pub(super) instances: &'a Instances,
    /// A query parameter that the client fills in by itself, with its value.
    pub(super) version: Option<(&'static str, &'a str)>,
    /// How many random sets an operation has.
    pub(super) random: u64,
}

impl Values {
    pub(super) fn of(&self, place: In) -> &Map<String, Value> {
        let [path, query, header, cookie] = &self.parameters;
        match place {
            In::Path => path,
            In::Query => query,
            In::Header => header,
            In::Cookie => cookie,
        }
    }

    fn of_mut(&mut self, place: In) -> &mut Map<String, Value> {
        let [path, query, header, cookie] = &mut self.parameters;
        match place {
            In::Path => path,
            In::Query => query,
            In::Header => header,
            In::Cookie => cookie,
        }
    }

    fn with(&self, parameter: &Declared, value: Value) -> Self {
        let mut values = self.clone();
        values.of_mut(parameter.place).insert(parameter.name.clone(), value);
        values
    }

    fn without(&self, parameter: &Declared) -> Self {
        let mut values = self.clone();
        values.of_mut(parameter.place).shift_remove(&parameter.name);
        values
    }

    /// The values of a line for a driver.
    #[cfg(test)]
    pub(super) fn from_json(line: &Value) -> Self {
        let of = |place: In| line[place.word()].as_object().cloned().unwrap_or_default();
        Self { parameters: In::ALL.map(of), body: line.get("body").cloned() }
    }

    fn with_body(&self, body: Option<Value>) -> Self {
        Self { body, ..self.clone() }
    }

    /// The line for a driver.
    pub(super) fn call(&self, operation: &str, mark: &str) -> Value {
        let mut line = json!({ "operation": operation, "mark": mark });
        for place in In::ALL {
            line[place.word()] = Value::Object(self.of(place).clone());
        }
        if let Some(body) = &self.body {
            line["body"] = body.clone();
        }
        line
    }
}

impl Maker<'_> {
    /// Every set of an operation, each with a name of its own.
    pub(super) fn sets(&self, described: &Described) -> Result<Vec<Set>, String> {
        let required = self.required(described)?;
        let mut sets = vec![
            Set { name: "required".to_owned(), values: required.clone() },
            Set { name: "all".to_owned(), values: self.all(described, &required)? },
        ];
        for parameter in self.own_parameters(described) {
            sets.extend(self.of_parameter(parameter).into_iter().map(|one| Set {
                name: format!("{} {} {}", parameter.place.word(), parameter.name, one.what),
                values: required.with(parameter, one.value),
            }));
            if parameter.required && parameter.place != In::Path {
                let name = format!("{} {} is absent", parameter.place.word(), parameter.name);
                sets.push(Set { name, values: required.without(parameter) });
            }
        }
        sets.extend(self.of_body(described, &required));
        sets.extend(
            (1..=self.random)
                .map(|nth| Set { name: format!("random {nth}"), values: self.random(described, &required, nth) }),
        );
        Ok(named_apart(sets))
    }

    /// Those whose values a caller gives.
    fn own_parameters<'d>(&self, described: &'d Described) -> impl Iterator<Item = &'d Declared> {
        let version = self.version.map(|(name, _)| name);
        described.parameters.iter().filter(move |one| one.place != In::Query || Some(one.name.as_str()) != version)
    }

    fn required(&self, described: &Described) -> Result<Values, String> {
        let mut values = Values::default();
        for parameter in self.own_parameters(described).filter(|one| one.required) {
            values = values.with(parameter, self.plain(described, parameter)?);
        }
        let body = described.body.as_ref().map(|body| {
            let lean = self.instances.lean(&body.schema).or_else(|| is_untyped(&body.schema).then(|| json!("text")));
            lean.ok_or_else(|| format!("{} {}: no value of the body is known", described.method, described.path))
        });
        Ok(values.with_body(body.transpose()?))
    }

    fn all(&self, described: &Described, required: &Values) -> Result<Values, String> {
        let mut values = required.clone();
        for parameter in self.own_parameters(described) {
            values = values.with(parameter, self.plain(described, parameter)?);
        }
        let full = described.body.as_ref().and_then(|body| self.instances.full(&body.schema));
        let body = full.or_else(|| required.body.clone());
        Ok(values.with_body(body))
    }

    /// An ordinary value.
    fn plain(&self, described: &Described, parameter: &Declared) -> Result<Value, String> {
        let made = self.instances.full(&parameter.schema);
        let made = made.or_else(|| is_untyped(&parameter.schema).then(|| json!("text")));
        let at = || format!("{} {}: the parameter {}", described.method, described.path, parameter.name);
        match made {
            Some(Value::String(text)) if text.is_empty() && parameter.place == In::Path => Ok(json!("text")),
            Some(value) => Ok(value),
            None => Err(format!("{} has a schema that no value is known of", at())),
        }
    }

    /// The edges of a parameter: inside of its schema, and outside.
    fn of_parameter(&self, parameter: &Declared) -> Vec<Instance> {
        let mut found = self.instances.each(&parameter.schema);
        found.extend(self.instances.wrong(&parameter.schema));
        for instance in &mut found {
            instance.what = instance.what.strip_prefix("it ").unwrap_or(&instance.what).to_owned();
        }
        let schema = target(self.root, &parameter.schema);
        let mut more: Vec<Value> = Vec::new();
        if parameter.place == In::Path {
            let rest = if schema["format"].is_string() { &[] } else { PATH_TEXTS };
            more.extend(PATH_TROUBLE.iter().chain(rest).map(|text| json!(text)));
        }
        match schema["type"].as_str() {
            Some("integer" | "number" | "boolean") => more.extend([json!("abc"), json!(""), json!("1 2")]),
            Some("string") if schema["enum"].is_array() => more.push(json!("of-no-list")),
            Some("string") if schema["format"].is_string() => more.push(json!("of-no-format")),
            _ => {}
        }
        found.extend(more.into_iter().map(|value| Instance { what: format!("= {value}"), value }));
        found
    }

    fn of_body(&self, described: &Described, required: &Values) -> Vec<Set> {
        let Some(body) = &described.body else { return Vec::new() };
        let set = |what: &str, body: Option<Value>| Set {
            name: format!("body {}", what.strip_prefix("it ").unwrap_or(what)),
            values: required.with_body(body),
        };
        let mut sets = vec![set("is absent", None)];
        let found = self.instances.each(&body.schema).into_iter().chain(self.instances.wrong(&body.schema));
        sets.extend(found.map(|one| set(&one.what, Some(one.value))));
        sets.extend(self.off_lists(&body.schema).into_iter().map(|one| set(&one.what, Some(one.value))));
        if is_untyped(&body.schema) || target(self.root, &body.schema)["type"] == "string" {
            sets.extend(["", "é \u{0} \r\n", "{}"].map(|text| set(&format!("= {text:?}"), Some(json!(text)))));
        }
        sets
    }

    /// The full value with a text that the list of a member does not have, one for each such member.
    fn off_lists(&self, schema: &Value) -> Vec<Instance> {
        let Some(full) = self.instances.full(schema) else { return Vec::new() };
        let places = self.instances.places(schema, &full);
        let listed = places.iter().filter(|place| place.schema["enum"].is_array());
        let changed = listed.filter_map(|place| {
            let mut value = full.clone();
            *value.pointer_mut(&place.pointer)? = json!("of-no-list");
            Some(Instance { what: format!("{} = \"of-no-list\"", place.pointer), value })
        });
        changed.collect()
    }

    /// Of every parameter a random value, or none where it may be left out.
    fn random(&self, described: &Described, required: &Values, nth: u64) -> Values {
        let mut values = required.clone();
        for (index, parameter) in self.own_parameters(described).enumerate() {
            let seed = seed(&format!("{} {} {} {index}", described.method, described.path, parameter.name), nth);
            if !parameter.required && seed.is_multiple_of(3) {
                continue;
            }
            if let Some(value) = self.instances.random(&parameter.schema, seed) {
                values = values.with(parameter, value);
            }
        }
        let seed = seed(&format!("{} {} body", described.method, described.path), nth);
        let body = described.body.as_ref().and_then(|body| self.instances.random(&body.schema, seed));
        let body = body.or_else(|| required.body.clone());
        values.with_body(body)
    }
}

/// A schema that says nothing, or is not there.
fn is_untyped(schema: &Value) -> bool {
    schema.as_object().is_none_or(Map::is_empty)
}

/// FNV-1a: the same on every machine and with every release of the compiler.
fn seed(text: &str, nth: u64) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    text.as_bytes().iter().chain(&nth.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, mix)
}

/// Drops what was there before, and numbers names that are there twice.
fn named_apart(sets: Vec<Set>) -> Vec<Set> {
    let mut kept: Vec<Set> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for mut set in sets {
        let alike = by_name.entry(set.name.clone()).or_default();
        if alike.iter().filter_map(|&index| kept.get(index)).any(|other| other.values == set.values) {
            continue;
        }
        alike.push(kept.len());
        if alike.len() > 1 {
            set.name = format!("{} ({})", set.name, alike.len());
        }
        kept.push(set);
    }
    kept
}

#[cfg(test)]
mod tests;
