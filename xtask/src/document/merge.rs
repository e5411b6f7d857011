//! Fragments of one API to one document.
//!
//! | part | merged |
//! |---|---|
//! | `paths` | by path and method; equal copies are one, unequal ones a problem |
//! | `components` | by kind and key; equal copies are one, unequal ones a problem |
//! | `security`, `servers` | those of the first fragment; others move to the operations of theirs |
//! | `tags` | by name, the first that has a description wins |
//! | `openapi` | the first; another minor version is a problem |
//! | `info` and all others | the first |

use serde_json::{Map, Value};

use super::Fragment;
use crate::codegen::model::Note;
use crate::codegen::problem::{Pointer, Problem};

/// What has been put together, with the fragment that each part is from.
struct Merging {
    root: Map<String, Value>,
    /// The place and the source of each part that only one fragment can have.
    sources: Vec<(Pointer, String)>,
    problems: Vec<Problem>,
    remarks: Vec<Note>,
}

/// One document out of fragments, and what was settled on the way.
pub(super) fn merge(fragments: Vec<Fragment>) -> Result<(Value, Vec<Note>), Vec<Problem>> {
    let mut merging = Merging { root: Map::new(), sources: Vec::new(), problems: Vec::new(), remarks: Vec::new() };
    for (index, mut fragment) in fragments.into_iter().enumerate() {
        let Value::Object(members) = &mut fragment.root else { continue };
        if index > 0 {
            merging.move_to_operations(members);
        }
        for (key, value) in std::mem::take(members) {
            merging.member(key, value, &fragment.source);
        }
    }
    merging.problems.sort();
    merging.problems.dedup();
    if merging.problems.is_empty() { Ok((Value::Object(merging.root), merging.remarks)) } else { Err(merging.problems) }
}

impl Merging {
    fn member(&mut self, key: String, value: Value, source: &str) {
        let at = Pointer::default().child(&key);
        match (key.as_str(), value) {
            ("paths", Value::Object(paths)) => self.each(&at, paths, source, Self::path_item),
            ("components", Value::Object(kinds)) => self.each(&at, kinds, source, Self::components),
            ("tags", Value::Array(tags)) => self.tags(tags),
            ("openapi", value) => self.version(&at, value, source),
            (_, value) => match self.root.get(&key) {
                None => drop(self.root.insert(key, value)),
                Some(first) if *first == value => {}
                Some(_) => self.remark(&at, format!("{source} says otherwise, which is left out")),
            },
        }
    }

    fn each(
        &mut self,
        at: &Pointer,
        members: Map<String, Value>,
        source: &str,
        merge: fn(&mut Self, &Pointer, Value, &str),
    ) {
        for (key, value) in members {
            merge(self, &at.child(key), value, source);
        }
        // Also where a fragment has none.
        self.slot(at);
    }

    fn path_item(&mut self, at: &Pointer, item: Value, source: &str) {
        let Value::Object(item) = item else { return self.once(at, item, source) };
        let first = self.slot(at).map(|slot| slot.clone()).unwrap_or_default();
        for key in ["parameters", "servers"] {
            if !first.is_empty() && first.get(key) != item.get(key) {
                let what = format!("the {key} of the path in {source} are not those of another fragment");
                return self.problems.push(Problem::new(&at.child(key), what));
            }
        }
        for (key, value) in item {
            self.once(&at.child(key), value, source);
        }
    }

    fn components(&mut self, at: &Pointer, parts: Value, source: &str) {
        let Value::Object(parts) = parts else { return self.once(at, parts, source) };
        for (key, value) in parts {
            self.once(&at.child(key), value, source);
        }
    }

    /// A part that all fragments that have it must agree about.
    fn once(&mut self, at: &Pointer, value: Value, source: &str) {
        let key = at.last();
        let Some(slot) = self.slot(&at.parent()) else {
            return self.problems.push(Problem::new(&at.parent(), "is no object in another fragment"));
        };
        match slot.get(&key) {
            None => {
                slot.insert(key, value);
                self.sources.push((at.clone(), source.to_owned()));
            }
            Some(old) if *old == value => {}
            Some(_) => {
                let first = self.sources.iter().find(|(place, _)| place == at).map_or("another", |(_, first)| first);
                let what = format!("{first} and {source} say different things");
                self.problems.push(Problem::new(at, what).mend("make the copies equal, or leave one out"));
            }
        }
    }

    /// The object at a place of the document, made where it is not there yet. None where something else is.
    fn slot(&mut self, at: &Pointer) -> Option<&mut Map<String, Value>> {
        let tokens = at.as_str().split('/').skip(1).map(unescaped);
        tokens.into_iter().try_fold(&mut self.root, |object, token| {
            object.entry(token).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
        })
    }

    fn tags(&mut self, tags: Vec<Value>) {
        let all = self.root.entry("tags").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(all) = all else { return };
        for tag in tags {
            match all.iter_mut().find(|other| other.get("name") == tag.get("name")) {
                Some(other) if other.get("description").is_none() => *other = tag,
                Some(_) => {}
                None => all.push(tag),
            }
        }
    }

    fn version(&mut self, at: &Pointer, version: Value, source: &str) {
        let minor = |version: &Value| {
            let text = version.as_str().unwrap_or_default();
            text.split('.').take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        match self.root.get("openapi") {
            None => drop(self.root.insert("openapi".to_owned(), version)),
            Some(first) if minor(first) == minor(&version) => {}
            Some(first) => {
                let what = format!("{source} is written in {version}, another fragment in {first}");
                self.problems.push(Problem::new(at, what));
            }
        }
    }

    /// What a fragment says for all of its operations holds for them alone.
    fn move_to_operations(&self, fragment: &mut Map<String, Value>) {
        for key in ["security", "servers"] {
            let Some(value) = fragment.get(key).filter(|value| self.root.get(key) != Some(value)).cloned() else {
                continue;
            };
            fragment.remove(key);
            for operation in operations(fragment) {
                operation.entry(key).or_insert_with(|| value.clone());
            }
        }
    }

    fn remark(&mut self, at: &Pointer, what: String) {
        self.remarks.push(Note { at: at.clone(), what });
    }
}

fn operations(fragment: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let items = fragment.get_mut("paths").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut);
    let members = items.filter_map(Value::as_object_mut).flatten();
    members
        .filter(|(key, _)| crate::census::METHODS.contains(&key.as_str()))
        .filter_map(|(_, value)| value.as_object_mut())
}

fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merged(roots: &[Value]) -> Result<Value, String> {
        let fragments =
            roots.iter().enumerate().map(|(index, root)| Fragment { source: format!("p:{index}"), root: root.clone() });
        let problems = |problems: Vec<Problem>| {
            let lines: Vec<String> =
                problems.iter().map(|problem| format!("{} {}", problem.at, problem.what)).collect();
            lines.join("\n")
        };
        merge(fragments.collect()).map(|(root, _)| root).map_err(problems)
    }

    #[test]
    fn methods_of_a_path_come_together() {
        let one = json!({ "openapi": "3.0.0", "paths": { "/a/{b}": { "get": { "x": 1 } } } });
        let other = json!({ "openapi": "3.0.3", "paths": { "/a/{b}": { "put": {} }, "/c": {} } });
        let expected = json!({ "openapi": "3.0.0", "paths": { "/a/{b}": { "get": { "x": 1 }, "put": {} }, "/c": {} } });
        assert_eq!(merged(&[one, other]), Ok(expected));
    }

    #[test]
    fn equal_copies_are_one() {
        let part =
            json!({ "paths": { "/a": { "get": {} } }, "components": { "schemas": { "X": { "a": 1, "b": 2 } } } });
        let other_order = json!({ "paths": {}, "components": { "schemas": { "X": { "b": 2, "a": 1 } } } });
        assert_eq!(merged(&[part.clone(), other_order, part.clone()]), Ok(part));
    }

    #[test]
    fn unequal_copies_are_problems_with_their_places() {
        let one = json!({ "paths": { "/a": { "get": { "x": 1 } } }, "components": { "schemas": { "X": 1 } } });
        let other = json!({ "paths": { "/a": { "get": { "x": 2 } } }, "components": { "schemas": { "X": 2 } } });
        let expected =
            "#/components/schemas/X p:0 and p:1 say different things\n#/paths/~1a/get p:0 and p:1 say different things";
        assert_eq!(merged(&[one, other]), Err(expected.to_owned()));
    }

    #[test]
    fn other_minor_versions_do_not_mix() {
        let problems = merged(&[json!({ "openapi": "3.0.0" }), json!({ "openapi": "3.1.0" })]);
        assert_eq!(problems, Err("#/openapi p:1 is written in \"3.1.0\", another fragment in \"3.0.0\"".to_owned()));
    }

    #[test]
    fn another_default_moves_to_the_operations() {
        let one = json!({ "security": [{ "a": [] }], "paths": {} });
        let other = json!({ "security": [], "paths": { "/a": { "get": {}, "put": { "security": [1] } } } });
        let expected = json!({ "/a": { "get": { "security": [] }, "put": { "security": [1] } } });
        assert_eq!(merged(&[one, other]).map(|root| root["paths"].clone()), Ok(expected));
    }

    #[test]
    fn parameters_of_a_path_must_be_the_same() {
        let one = json!({ "paths": { "/a": { "get": {} } } });
        let other = json!({ "paths": { "/a": { "parameters": [1], "put": {} } } });
        let problems = merged(&[one, other]).err().unwrap_or_default();
        assert!(problems.starts_with("#/paths/~1a/parameters the parameters of the path in p:1"), "{problems}");
    }

    #[test]
    fn tags_are_one_by_name() {
        let one = json!({ "tags": [{ "name": "A" }, { "name": "B", "description": "b" }] });
        let other = json!({ "tags": [{ "name": "A", "description": "a" }, { "name": "B" }] });
        let expected = json!([{ "name": "A", "description": "a" }, { "name": "B", "description": "b" }]);
        assert_eq!(merged(&[one, other]).map(|root| root["tags"].clone()), Ok(expected));
    }
}
