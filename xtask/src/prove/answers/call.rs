//! The call of an operation whose answer is wanted: the arguments that it has to have, and nothing else.

use serde_json::{Value, json};

use super::find::followed;
use crate::codegen::model::{Body, BodyContent, Location, Operation, Parameter};
use crate::prove::described::target;
use crate::prove::instances::{Direction, Instances};

/// Calls of the operations of a document.
pub(super) struct Calls<'a> {
    root: &'a Value,
    sent: Instances,
}

impl<'a> Calls<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, sent: Instances::new(root, Direction::Sent) }
    }

    /// A call without its answer.
    pub(super) fn of(&self, key: &str, operation: &Operation) -> Value {
        let mut call = json!({ "operation": key });
        for argument in &operation.arguments {
            let place = match argument.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            if let Some(value) = self.argument(operation, argument, place) {
                call[place][&argument.wire] = value;
            }
        }
        if let Some(body) = &operation.body {
            call["body"] = self.body(operation, body).unwrap_or_default();
        }
        call
    }

    fn argument(&self, operation: &Operation, argument: &Parameter, place: &str) -> Option<Value> {
        let at = operation.at.as_str();
        let item = at.rsplit_once('/').map_or(at, |(item, _)| item);
        let lists = [at, item].map(|at| self.root.pointer(&format!("{at}/parameters")).and_then(Value::as_array));
        let parameters = lists.into_iter().flatten().flatten().map(|parameter| target(self.root, parameter));
        let is_it = |parameter: &&Value| parameter["name"] == argument.wire && parameter["in"] == place;
        let parameter = parameters.into_iter().find(is_it)?;
        let schema = match parameter["content"].as_object().and_then(|content| content.values().next()) {
            Some(media) => &media["schema"],
            None => &parameter["schema"],
        };
        self.sent.full(schema)
    }

    fn body(&self, operation: &Operation, body: &Body) -> Option<Value> {
        if body.content == BodyContent::Raw {
            return Some("x".into());
        }
        let place = followed(self.root, format!("{}/requestBody", operation.at.as_str()));
        self.sent.full(&self.root.pointer(&place)?["content"][&body.media_type]["schema"])
    }
}
