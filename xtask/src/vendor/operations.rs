//! The operations of a document as it is written.

use serde_json::{Map, Value};

use crate::census::METHODS;

/// An operation and where it stands.
pub(super) struct Operation<'v> {
    pub method: &'static str,
    pub path: &'v str,
    pub value: &'v Value,
}

impl Operation<'_> {
    pub fn id(&self) -> Option<&str> {
        self.value.get("operationId").and_then(Value::as_str)
    }

    /// How people name it: `GET /groups`.
    pub fn call(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// Its tags. Some documents write one as a text.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let tags = self.value.get("tags");
        let list = tags.and_then(Value::as_array).into_iter().flatten();
        list.chain(tags).filter_map(Value::as_str)
    }

    /// What the vendor promises of it: said, or the end of its version.
    pub fn stability(&self) -> Option<&str> {
        let text = |key: &str| self.value.get(key).and_then(Value::as_str);
        let by_version = || Some(text("x-snyk-api-version")?.split_once('~').map_or("ga", |(_, stage)| stage));
        text("x-snyk-api-stability").or_else(by_version)
    }
}

/// The path items, by path.
pub(super) fn paths(root: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.map(|(path, item)| (path.as_str(), item)).filter(|(path, _)| !path.starts_with("x-"))
}

/// The path items of a document that is being changed.
pub(super) fn paths_mut(root: &mut Value) -> Option<&mut Map<String, Value>> {
    root.get_mut("paths").and_then(Value::as_object_mut)
}

/// The operations of a path item, by method.
pub(super) fn of_item(item: &Value) -> impl Iterator<Item = (&'static str, &Value)> {
    METHODS.into_iter().filter_map(|method| Some((method, item.get(method).filter(|value| value.is_object())?)))
}

/// Every operation.
pub(super) fn all(root: &Value) -> impl Iterator<Item = Operation<'_>> {
    paths(root).flat_map(|(path, item)| of_item(item).map(move |(method, value)| Operation { method, path, value }))
}
