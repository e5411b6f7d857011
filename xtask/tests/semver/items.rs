//! The list of items against rustdoc's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::build::{rustdoc, verdict};
use crate::{pairs, root, shared};

#[test]
fn of_the_vendored_documents_are_listed() {
    compare("snyk", &root().join("specs/snyk.json"), None);
    compare("secoda", &root().join("specs/secoda.json"), Some(&root().join("specs/snyk.json")));
}

#[test]
fn of_small_documents_are_listed() {
    let (old, new) = pairs::written();
    compare("snyk", &old, None);
    compare("snyk", &new, None);
}

#[test]
fn of_a_large_document_are_listed() {
    if let Some(document) = shared("snyk-2024-06-26-experimental.json") {
        compare("snyk", &document, None);
    }
}

/// Compares our list for a document with rustdoc's for the module of the API. `built` is Snyk's document, where that is
/// another.
fn compare(api: &str, document: &Path, built: Option<&Path>) {
    let listed = verdict(&["--items", "--api", api], &[document]);
    let listed = listed.as_array().unwrap().iter().map(|item| {
        let path = plain(item["path"].as_str().unwrap()).replace("r#", "");
        if item["space"] == "Fields" { format!("field {path}") } else { path }
    });
    let listed: BTreeSet<String> = listed.collect();
    let text = fs::read_to_string(rustdoc(built.unwrap_or(document))).unwrap();
    let documented = Documented::of(&serde_json::from_str(&text).unwrap(), api);
    assert!(documented.len() > 100, "only {} items", documented.len());
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only(&documented, &listed), [""; 0], "public and not listed");
    assert_eq!(only(&listed, &documented), [""; 0], "listed and not public");
}

/// A path without the arguments of a trait.
fn plain(path: &str) -> String {
    match path.split_once('<') {
        Some((name, rest)) => {
            let after = rest.rsplit_once('>').map(|(_, after)| after).unwrap_or_default();
            format!("{name}{after}")
        }
        None => path.to_owned(),
    }
}

/// The public items of one API's generated code, as rustdoc has them.
struct Documented<'a> {
    index: &'a Value,
    /// The end of the name of the generated file.
    file: String,
    found: BTreeSet<String>,
}

impl<'a> Documented<'a> {
    fn of(json: &'a Value, api: &str) -> BTreeSet<String> {
        let mut this = Self { index: &json["index"], file: format!("/out/{api}.rs"), found: BTreeSet::new() };
        let root = this.item(&json["root"]);
        for item in this.members(&root["inner"]["module"]["items"]) {
            if item["name"] == api {
                this.module(item, api);
            } else if item["name"] == "Client" || !item["inner"]["use"].is_null() {
                this.client(item, api);
            }
        }
        this.found
    }

    fn item(&self, id: &Value) -> &'a Value {
        &self.index[id.to_string().trim_matches('"')]
    }

    fn members(&self, ids: &Value) -> Vec<&'a Value> {
        ids.as_array().into_iter().flatten().map(|id| self.item(id)).filter(|item| !item.is_null()).collect()
    }

    /// Whether the item stands in the generated file, by itself or by a macro that is called there.
    fn is_generated(&self, item: &Value) -> bool {
        item["span"]["filename"].as_str().is_some_and(|name| name.ends_with(&self.file))
    }

    fn add(&mut self, path: String) {
        assert!(self.found.insert(path.clone()) || path.starts_with("impl From for "), "{path} twice");
    }

    fn module(&mut self, module: &Value, path: &str) {
        for item in self.members(&module["inner"]["module"]["items"]) {
            let inner = &item["inner"];
            if let Some(used) = inner.get("use") {
                // `pub use generated::*`
                let target = self.item(&used["id"]);
                match used["is_glob"] == true {
                    true if !target.is_null() => self.module(target, path),
                    // A row by a former name.
                    false if self.is_generated(item) => self.add(format!("{path}::{}", used["name"].as_str().unwrap())),
                    _ => {}
                }
                continue;
            }
            if !self.is_generated(item) {
                continue;
            }
            let path = format!("{path}::{}", item["name"].as_str().unwrap());
            self.add(path.clone());
            if inner.get("module").is_some() {
                self.module(item, &path);
            } else if let Some(of) = inner.get("struct") {
                let plain = &of["kind"]["plain"]["fields"];
                let tuple = &of["kind"]["tuple"];
                self.named(plain, &format!("field {path}"));
                self.named(tuple, &format!("field {path}"));
                self.impls(&of["impls"], &path);
            } else if let Some(of) = inner.get("enum") {
                self.named(&of["variants"], &path);
                self.impls(&of["impls"], &path);
            }
        }
    }

    fn named(&mut self, ids: &Value, path: &str) {
        for item in self.members(ids) {
            let name = item["name"].as_str().unwrap();
            // rustdoc gives raw identifiers without their mark.
            self.add(format!("{path}::{name}"));
        }
    }

    fn impls(&mut self, ids: &Value, path: &str) {
        for item in self.members(ids) {
            let of = &item["inner"]["impl"];
            if of["is_synthetic"] == true || !of["blanket_impl"].is_null() {
                continue;
            }
            match of["trait"]["path"].as_str() {
                None => self.named(&of["items"], path),
                Some("StructuralPartialEq") => {}
                Some(name) => self.add(format!("impl {} for {path}", name.rsplit("::").next().unwrap())),
            }
        }
    }

    /// What the generated code gives the client, which is a type of the crate.
    fn client(&mut self, item: &Value, api: &str) {
        let target = if item["inner"]["use"].is_null() { item } else { self.item(&item["inner"]["use"]["id"]) };
        if target["name"] != "Client" {
            return;
        }
        for item in self.members(&target["inner"]["struct"]["impls"]) {
            if item["inner"]["impl"]["trait"].is_null() && self.is_generated(item) {
                self.named(&item["inner"]["impl"]["items"], &format!("{api}::Client"));
            }
        }
    }
}
