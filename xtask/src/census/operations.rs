//! Path items, operations, and what they send and receive.

use serde_json::Value;

use super::members::{self, Kind};
use super::{METHODS, OPERATION, Spot, Walk};

impl<'a> Walk<'a> {
    pub(super) fn path_item(&mut self, item: &Spot<'a>) {
        if self.is_reference(item) {
            self.count("path item by reference", &item.at);
        }
        self.members_of(item, &members::PATH_ITEM);
        item.items("servers").iter().for_each(|server| self.server(server, "path"));
        let shared = item.items("parameters");
        shared.first().iter().for_each(|first| self.count("parameters of a path", &first.at));
        shared.iter().for_each(|parameter| self.parameter(parameter));
        for method in METHODS {
            item.get(method).iter().for_each(|operation| self.operation(operation, method));
        }
    }

    fn operation(&mut self, operation: &Spot<'a>, method: &str) {
        self.count(OPERATION, &operation.at);
        self.members_of(operation, &members::OPERATION);
        self.count(format!("method {method}"), &operation.at);
        operation.items("servers").iter().for_each(|server| self.server(server, "operation"));
        if operation.is_true("deprecated") {
            self.count("operation deprecated", &operation.at);
        }
        if operation.text("operationId").is_none() {
            self.count("operation without an operationId", &operation.at);
        }
        match operation.items("tags").len() {
            0 => self.count("operation without a tag", &operation.at),
            1 => {}
            _ => self.count("operation with several tags", &operation.at),
        }
        operation.items("parameters").iter().for_each(|parameter| self.parameter(parameter));
        operation.get("requestBody").iter().for_each(|body| self.request_body(body));
        for (status, response) in operation.members("responses") {
            if status.starts_with("x-") {
                self.count(status, &response.at);
            } else {
                self.count(format!("status {}", status.to_uppercase().replace("DEFAULT", "default")), &response.at);
                self.response(&response);
            }
        }
    }

    pub(super) fn server(&mut self, server: &Spot<'a>, owner: &str) {
        self.members_of(server, &members::SERVER);
        self.count(format!("{owner} server"), &server.at);
        if server.get("variables").is_some() {
            self.count("server variables", &server.at);
        }
    }

    /// A parameter by place, style, explode and kind of value, which together decide how it is written.
    pub(super) fn parameter(&mut self, parameter: &Spot<'a>) {
        if self.is_reference(parameter) {
            return;
        }
        self.members_of(parameter, &members::PARAMETER);
        let place = parameter.text("in").unwrap_or("nowhere");
        for flag in ["deprecated", "allowReserved", "allowEmptyValue"] {
            if parameter.is_true(flag) {
                self.count(format!("parameter {flag}"), &parameter.at);
            }
        }
        match parameter.get("schema") {
            Some(schema) => {
                let kind = self.kind_of(&schema);
                let style = parameter.text("style").unwrap_or(default_style(place));
                let explode = match parameter.value.get("explode").and_then(Value::as_bool) {
                    Some(explode) => explode,
                    None => style == "form",
                };
                let written = match kind {
                    "scalar" => String::new(),
                    _ if explode => " explode".to_owned(),
                    _ => " joined".to_owned(),
                };
                self.count(format!("parameter {place} {style}{written} {kind}"), &parameter.at);
                self.schema(&schema);
            }
            None => self.count(format!("parameter {place} content"), &parameter.at),
        }
        self.content(parameter, "parameter");
    }

    /// Whether a value is written as one text, as several or as names with values.
    fn kind_of(&self, schema: &Spot<'a>) -> &'static str {
        let schema = self.resolved(schema);
        let has = |key: &str| schema.get(key).is_some();
        match schema.get("type").and_then(Value::as_str) {
            Some("array") => "array",
            Some("object") => "object",
            Some(_) => "scalar",
            None if has("items") => "array",
            None if has("properties") || has("additionalProperties") => "object",
            None if has("allOf") || has("oneOf") || has("anyOf") => "composed",
            None if has("enum") || has("format") => "scalar",
            None => "untyped",
        }
    }

    pub(super) fn request_body(&mut self, body: &Spot<'a>) {
        if self.is_reference(body) {
            return;
        }
        self.members_of(body, &members::REQUEST);
        self.count(if body.is_true("required") { "request required" } else { "request optional" }, &body.at);
        self.content(body, "request");
    }

    pub(super) fn response(&mut self, response: &Spot<'a>) {
        if self.is_reference(response) {
            return;
        }
        self.members_of(response, &members::ANSWER);
        self.content(response, "answer");
        for (_, header) in response.members("headers") {
            self.header(&header);
        }
        for (_, link) in response.members("links") {
            self.count("links", &link.at);
        }
    }

    pub(super) fn header(&mut self, header: &Spot<'a>) {
        if self.is_reference(header) {
            return;
        }
        self.members_of(header, &members::HEADER);
        self.count("answer headers", &header.at);
        header.get("schema").iter().for_each(|schema| self.schema(schema));
    }

    fn content(&mut self, owner: &Spot<'a>, what: &'static str) {
        let media_types = owner.members("content");
        if media_types.len() > 1 {
            self.count(format!("{what} with several media types"), &owner.at);
        }
        for (name, media) in media_types {
            let essence = name.split(';').next().unwrap_or_default().trim().to_lowercase();
            self.count(format!("{what} {essence}"), &media.at);
            self.members_of(&media, &Kind { scope: what, ..members::MEDIA });
            match media.get("schema") {
                Some(schema) => self.schema(&schema),
                None => self.count(format!("{what} without a schema"), &media.at),
            }
        }
    }
}

fn default_style(place: &str) -> &'static str {
    if matches!(place, "query" | "cookie") { "form" } else { "simple" }
}
