//! The API documents as JSON. What the tests expect is read from them rather than copied.

use http::Method;
use serde_json::Value;

pub struct Document(Value);

impl Document {
    /// The document of an API: `snyk`.
    pub fn read(api: &str) -> Self {
        let path = format!("{}/specs/{api}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self(serde_json::from_str(&text).unwrap())
    }

    /// Method, path and description of every operation.
    pub fn operations(&self) -> Vec<(Method, &str, &Value)> {
        let mut operations = Vec::new();
        for (path, item) in self.0["paths"].as_object().unwrap() {
            let described = item.as_object().unwrap().iter().filter(|(_, node)| node["responses"].is_object());
            operations
                .extend(described.map(|(method, node)| (method.to_uppercase().parse().unwrap(), path.as_str(), node)));
        }
        operations
    }

    /// What a node describes: itself, or what it refers to.
    pub fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        match node["$ref"].as_str() {
            Some(reference) => self.resolve(self.0.pointer(reference.trim_start_matches('#')).unwrap()),
            None => node,
        }
    }
}

/// The id of an operation. Where the document gives none it is made of the same words as the summary.
pub fn operation_id(operation: &Value) -> String {
    match operation["operationId"].as_str() {
        Some(id) => id.to_owned(),
        None => operation["summary"].as_str().unwrap().to_lowercase().replace(' ', "_"),
    }
}
