//! Members that count by being there, and members that OpenAPI does not know.

use super::{Spot, Walk};

/// What can stand in one kind of object.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The first word of its constructs.
    pub scope: &'static str,
    /// Constructs by being there.
    pub counted: &'static [&'static str],
    /// Members that are told by other constructs.
    pub elsewhere: &'static [&'static str],
}

pub(super) const DOCUMENT: Kind = Kind {
    scope: "document",
    counted: &["openapi", "security", "externalDocs", "webhooks", "jsonSchemaDialect"],
    elsewhere: &["info", "servers", "tags", "paths", "components"],
};

pub(super) const INFO: Kind = Kind {
    scope: "info",
    counted: &["title", "version", "summary", "description", "termsOfService", "contact", "license"],
    elsewhere: &[],
};

pub(super) const SERVER: Kind = Kind { scope: "server", counted: &["description"], elsewhere: &["url", "variables"] };

pub(super) const TAG: Kind = Kind { scope: "tag", counted: &["description", "externalDocs"], elsewhere: &["name"] };

pub(super) const COMPONENTS: Kind = Kind {
    scope: "components",
    counted: &["examples"],
    elsewhere: &[
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
    ],
};

pub(super) const PATH_ITEM: Kind = Kind {
    scope: "path",
    counted: &["summary", "description"],
    elsewhere: &["$ref", "servers", "parameters", "get", "put", "post", "delete", "options", "head", "patch", "trace"],
};

pub(super) const OPERATION: Kind = Kind {
    scope: "operation",
    counted: &["summary", "description", "operationId", "tags", "security", "callbacks", "externalDocs"],
    elsewhere: &["parameters", "requestBody", "responses", "deprecated", "servers"],
};

pub(super) const PARAMETER: Kind = Kind {
    scope: "parameter",
    counted: &["description", "required", "example", "examples"],
    elsewhere: &[
        "name",
        "in",
        "schema",
        "content",
        "style",
        "explode",
        "deprecated",
        "allowReserved",
        "allowEmptyValue",
    ],
};

pub(super) const REQUEST: Kind =
    Kind { scope: "request", counted: &["description"], elsewhere: &["content", "required"] };

pub(super) const ANSWER: Kind =
    Kind { scope: "answer", counted: &["description"], elsewhere: &["content", "headers", "links"] };

/// Below the media types of whatever has the scope.
pub(super) const MEDIA: Kind =
    Kind { scope: "", counted: &["example", "examples", "encoding"], elsewhere: &["schema"] };

pub(super) const HEADER: Kind = Kind {
    scope: "header",
    counted: &["description", "required", "deprecated", "example", "examples", "content"],
    elsewhere: &["schema", "style", "explode", "allowReserved", "allowEmptyValue"],
};

pub(super) const SECURITY_SCHEME: Kind = Kind {
    scope: "security scheme",
    counted: &["description", "bearerFormat"],
    elsewhere: &["type", "scheme", "in", "name", "flows", "openIdConnectUrl"],
};

pub(super) const SCHEMA: Kind = Kind {
    scope: "schema",
    counted: &[
        "description",
        "properties",
        "required",
        "items",
        "default",
        "example",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
        "externalDocs",
        "xml",
        "title",
        "not",
    ],
    elsewhere: &[
        "type",
        "format",
        "enum",
        "nullable",
        "readOnly",
        "writeOnly",
        "deprecated",
        "uniqueItems",
        "allOf",
        "oneOf",
        "anyOf",
        "discriminator",
        "additionalProperties",
    ],
};

impl<'a> Walk<'a> {
    /// Counts the members of an object, so that none is passed over in silence.
    pub(super) fn members_of(&mut self, spot: &Spot<'a>, kind: &Kind) {
        self.members_besides(spot, kind, &[]);
    }

    /// The same, where some members count by other rules.
    pub(super) fn members_besides(&mut self, spot: &Spot<'a>, kind: &Kind, besides: &[&str]) {
        for (key, member) in spot.own_members() {
            if kind.counted.contains(&key) {
                self.count(format!("{} {key}", kind.scope), &member.at);
            } else if key.starts_with("x-") {
                self.count(key, &member.at);
            } else if !kind.elsewhere.contains(&key) && !besides.contains(&key) {
                self.count(format!("unknown member {key} of {}", kind.scope), &member.at);
            }
        }
    }
}
