//! The file of an overlay, read strictly: a word that is not known would be a change that is not made.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::{Action, Change, Overlay, merge};
use crate::document;
use crate::vendor::nearest::meant;
use crate::vendor::{Fault, Faults};

/// What the format calls its minor versions.
#[derive(Clone, Copy, PartialEq)]
enum Version {
    /// Targets are objects and lists.
    V1_0,
    V1_1,
}

/// Where the reading is, and what was found.
struct Reader<'r> {
    file: &'r str,
    faults: Faults,
}

impl Overlay {
    /// Reads an overlay in YAML or JSON, or says everything that is wrong with it.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, Faults> {
        let root = document::value_of(text).map_err(|problems| {
            let faults = problems.into_iter().map(|problem| Fault::new(format!("{file}{}", problem.at), problem.what));
            Faults(faults.collect())
        })?;
        let mut reader = Reader { file, faults: Faults::default() };
        let actions = reader.overlay(&root);
        reader.faults.or(Self { file: file.to_owned(), actions })
    }
}

impl Reader<'_> {
    fn overlay(&mut self, root: &Value) -> Vec<Action> {
        let Some(members) = self.members(root, "", &["overlay", "info", "extends", "actions"]) else {
            return Vec::new();
        };
        let version = self.version(members);
        if let Some(info) = members.get("info") {
            let known = ["title", "version", "description"];
            if let Some(info) = self.members(info, "/info", &known) {
                for key in ["title", "version"] {
                    self.text(info, key, "/info");
                }
            }
        } else {
            self.fault("", "`info` is missing");
        }
        let actions = members.get("actions").and_then(Value::as_array).filter(|actions| !actions.is_empty());
        let Some(actions) = actions else {
            self.fault("", "`actions` should be a list of at least one action");
            return Vec::new();
        };
        let read = actions.iter().enumerate().filter_map(|(index, action)| self.action(action, index, version?));
        read.collect()
    }

    fn version(&mut self, members: &Map<String, Value>) -> Option<Version> {
        let version = members.get("overlay").map(|version| version.as_str().unwrap_or_default()).unwrap_or_default();
        let of = |line: &str| version == line || version.strip_prefix(line).is_some_and(|rest| rest.starts_with('.'));
        match (of("1.0"), of("1.1")) {
            (true, _) => Some(Version::V1_0),
            (_, true) => Some(Version::V1_1),
            _ => {
                self.fault("", "`overlay` should be a version of the format that is known: \"1.0.0\" or \"1.1.0\"");
                None
            }
        }
    }

    fn action(&mut self, action: &Value, index: usize, version: Version) -> Option<Action> {
        let at = format!("/actions/{index}");
        let before = self.faults.0.len();
        let known = ["target", "description", "update", "remove", "copy"];
        let members = self.members(action, &at, &known)?;
        let target = self.text(members, "target", &at).unwrap_or_default();
        let why = self.text(members, "description", &at).unwrap_or_default();
        let query = match JsonPath::parse(&target) {
            Ok(query) => Some(query),
            Err(error) if !target.is_empty() => {
                self.fault(&at, format!("the target {target} is no JSONPath of RFC 9535: {error}"));
                None
            }
            Err(_) => None,
        };
        let change = self.change(members, &at);
        let Some(expects) = members.get("x-expects") else {
            self.fault(&at, "`x-expects` is missing: the value that the action replaces, {} if an update only adds");
            return None;
        };
        let change = change?;
        if let Change::Update(update) = &change {
            self.update(update, expects, &at, version);
        }
        let sound = self.faults.0.len() == before;
        sound.then_some(Action { number: index + 1, target, query: query?, why, expects: expects.clone(), change })
    }

    fn change(&mut self, members: &Map<String, Value>, at: &str) -> Option<Change> {
        if members.contains_key("copy") {
            self.fault(at, "`copy` is not supported: write out what is to be added");
            return None;
        }
        match (members.get("update"), members.get("remove")) {
            (Some(update), None | Some(Value::Bool(false))) => Some(Change::Update(update.clone())),
            (None, Some(Value::Bool(true))) => Some(Change::Remove),
            _ => {
                self.fault(at, "an action should have either `update` or `remove: true`");
                None
            }
        }
    }

    /// What can be told of an update without the document.
    fn update(&mut self, update: &Value, expects: &Value, at: &str, version: Version) {
        let is_container = expects.is_object() || expects.is_array();
        match merge::applied(expects, update) {
            Err(what) => self.fault(at, format!("`update` does not fit `x-expects`: {what}")),
            Ok(applied) if applied == *expects => self.fault(at, "the update changes nothing"),
            Ok(_) if version == Version::V1_0 && !is_container => {
                self.fault(
                    at,
                    "in version 1.0 a target is an object or a list: name what holds the value, or use 1.1.0",
                );
            }
            Ok(_) => {}
        }
    }

    /// The members of a part, all of which are known or begin with `x-`.
    fn members<'v>(&mut self, value: &'v Value, at: &str, known: &[&str]) -> Option<&'v Map<String, Value>> {
        let Some(members) = value.as_object() else {
            self.fault(at, "should be an object");
            return None;
        };
        for key in members.keys().filter(|key| !key.starts_with("x-") && !known.contains(&key.as_str())) {
            let near = meant(key, known.iter().copied()).map(|near| format!(": did you mean `{near}`?"));
            self.fault(at, format!("nobody knows a `{key}` here{}", near.unwrap_or_default()));
        }
        Some(members)
    }

    fn text(&mut self, members: &Map<String, Value>, key: &str, at: &str) -> Option<String> {
        let text = members.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            self.fault(at, format!("`{key}` should be there and be a text"));
        }
        text.map(str::to_owned)
    }

    fn fault(&mut self, at: &str, what: impl Into<String>) {
        self.faults.0.push(Fault::new(format!("{}#{at}", self.file), what));
    }
}
