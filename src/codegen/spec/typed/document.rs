//! The parts of a document down to the bodies.

use openapiv3::{
    Components, Header, Info, MediaType, OpenAPI, Operation, Parameter, PathItem, Paths, ReferenceOr, RequestBody,
    Response, Responses, SecurityRequirement, Server, StatusCode, Tag,
};
use serde_json::Value;

use super::{At, Part, Reading};

/// A part that references can name.
pub trait Component: Clone + Sized {
    fn read(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<Self>;

    /// The kind of such components in a pointer, and the one of a name.
    fn of<'a>(components: &'a Components, name: &str) -> (&'static str, Option<&'a ReferenceOr<Self>>);
}

impl Component for Response {
    fn read(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<Self> {
        let part = reading.object(value, at)?;
        Some(Self {
            description: reading.text(part, "description").unwrap_or_default(),
            headers: reading.map(part, "headers", referable),
            content: reading.map(part, "content", Reading::media_type),
            ..Self::default()
        })
    }

    fn of<'a>(components: &'a Components, name: &str) -> (&'static str, Option<&'a ReferenceOr<Self>>) {
        ("responses", components.responses.get(name))
    }
}

impl Component for RequestBody {
    fn read(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<Self> {
        let part = reading.object(value, at)?;
        Some(Self {
            description: reading.text(part, "description"),
            content: reading.map(part, "content", Reading::media_type),
            required: reading.flag(part, "required").unwrap_or_default(),
            ..Self::default()
        })
    }

    fn of<'a>(components: &'a Components, name: &str) -> (&'static str, Option<&'a ReferenceOr<Self>>) {
        ("requestBodies", components.request_bodies.get(name))
    }
}

impl Component for Parameter {
    fn read(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<Self> {
        reading.parameter(value, at)
    }

    fn of<'a>(components: &'a Components, name: &str) -> (&'static str, Option<&'a ReferenceOr<Self>>) {
        ("parameters", components.parameters.get(name))
    }
}

impl Component for Header {
    fn read(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<Self> {
        reading.header(value, at)
    }

    fn of<'a>(components: &'a Components, name: &str) -> (&'static str, Option<&'a ReferenceOr<Self>>) {
        ("headers", components.headers.get(name))
    }
}

/// A component, or a reference to one.
pub(super) fn referable<T: Component>(reading: &mut Reading, value: &Value, at: &At<'_>) -> Option<ReferenceOr<T>> {
    reading.reference_or(value, at, T::read)
}

impl Reading {
    pub(super) fn document(&mut self, value: &Value, at: &At<'_>) -> Option<OpenAPI> {
        let part = self.object(value, at)?;
        Some(OpenAPI {
            openapi: self.required_text(part, "openapi")?,
            info: self.one(part, "info", Self::info)?,
            paths: self.one(part, "paths", Self::paths)?,
            components: self.one(part, "components", Self::components),
            security: self.security(part),
            tags: self.list(part, "tags", Self::tag),
            ..OpenAPI::default()
        })
    }

    fn info(&mut self, value: &Value, at: &At<'_>) -> Option<Info> {
        let part = self.object(value, at)?;
        Some(Info {
            title: self.required_text(part, "title")?,
            description: self.text(part, "description"),
            version: self.required_text(part, "version")?,
            ..Info::default()
        })
    }

    fn server(&mut self, value: &Value, at: &At<'_>) -> Option<Server> {
        let part = self.object(value, at)?;
        Some(Server { url: self.required_text(part, "url")?, ..Server::default() })
    }

    fn tag(&mut self, value: &Value, at: &At<'_>) -> Option<Tag> {
        let part = self.object(value, at)?;
        let (name, description) = (self.required_text(part, "name")?, self.text(part, "description"));
        Some(Tag { name, description, ..Tag::default() })
    }

    fn components(&mut self, value: &Value, at: &At<'_>) -> Option<Components> {
        let part = self.object(value, at)?;
        Some(Components {
            schemas: self.map(part, "schemas", Self::node),
            responses: self.map(part, "responses", referable),
            parameters: self.map(part, "parameters", referable),
            request_bodies: self.map(part, "requestBodies", referable),
            headers: self.map(part, "headers", referable),
            ..Components::default()
        })
    }

    fn paths(&mut self, value: &Value, at: &At<'_>) -> Option<Paths> {
        let part = self.object(value, at)?;
        let items = part.members.iter().filter(|(path, _)| path.starts_with('/'));
        let item = |(path, item): (&String, &Value)| {
            Some((path.clone(), self.reference_or(item, &at.key(path), Self::path_item)?))
        };
        Some(Paths { paths: items.filter_map(item).collect(), ..Paths::default() })
    }

    fn path_item(&mut self, value: &Value, at: &At<'_>) -> Option<PathItem> {
        let part = self.object(value, at)?;
        let mut operation = |method: &str| self.one(part, method, Self::operation);
        Some(PathItem {
            get: operation("get"),
            put: operation("put"),
            post: operation("post"),
            delete: operation("delete"),
            options: operation("options"),
            head: operation("head"),
            patch: operation("patch"),
            trace: operation("trace"),
            servers: self.list(part, "servers", Self::server),
            parameters: self.list(part, "parameters", referable),
            ..PathItem::default()
        })
    }

    fn operation(&mut self, value: &Value, at: &At<'_>) -> Option<Operation> {
        let part = self.object(value, at)?;
        let extensions = part.members.iter().filter(|(key, _)| key.starts_with("x-"));
        Some(Operation {
            tags: self.texts(part, "tags"),
            summary: self.text(part, "summary"),
            description: self.text(part, "description"),
            operation_id: self.text(part, "operationId"),
            parameters: self.list(part, "parameters", referable),
            request_body: self.one(part, "requestBody", referable),
            responses: self.one(part, "responses", Self::responses)?,
            deprecated: self.flag(part, "deprecated").unwrap_or_default(),
            security: self.security(part),
            servers: self.list(part, "servers", Self::server),
            extensions: extensions.map(|(key, value)| (key.clone(), value.clone())).collect(),
            ..Operation::default()
        })
    }

    /// No requirement is another thing than none said.
    fn security(&mut self, part: Part<'_>) -> Option<Vec<SecurityRequirement>> {
        part.get("security")?;
        Some(self.list(part, "security", Self::requirement))
    }

    fn requirement(&mut self, value: &Value, at: &At<'_>) -> Option<SecurityRequirement> {
        let part = self.object(value, at)?;
        Some(part.members.keys().map(|scheme| (scheme.clone(), self.texts(part, scheme))).collect())
    }

    pub(super) fn responses(&mut self, value: &Value, at: &At<'_>) -> Option<Responses> {
        let part = self.object(value, at)?;
        let of_status = part.members.iter().filter_map(|(key, value)| Some((status(key)?, value, at.key(key))));
        let responses =
            of_status.filter_map(|(status, value, at)| Some((status, referable(self, value, &at)?))).collect();
        Some(Responses { default: self.one(part, "default", referable), responses, ..Responses::default() })
    }

    pub(super) fn media_type(&mut self, value: &Value, at: &At<'_>) -> Option<MediaType> {
        let part = self.object(value, at)?;
        Some(MediaType {
            schema: self.one(part, "schema", Self::node),
            encoding: self.map(part, "encoding", Self::encoding),
            ..MediaType::default()
        })
    }
}

/// A status or a class of them, such as `404` and `4XX`. What else stands among the responses is none.
fn status(key: &str) -> Option<StatusCode> {
    match *key.as_bytes() {
        [class @ b'0'..=b'9', b'x' | b'X', b'x' | b'X'] => Some(StatusCode::Range(u16::from(class & 0xF))),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusCode::Code),
        _ => None,
    }
}
