//! Parameters, headers, and how the parts of a form are written.

use openapiv3::{
    CookieStyle, Encoding, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle,
};
use serde_json::Value;

use super::document::referable;
use super::{At, Part, Reading};

impl Reading {
    pub(super) fn parameter(&mut self, value: &Value, at: &At<'_>) -> Option<Parameter> {
        let part = self.object(value, at)?;
        let parameter_data = self.parameter_data(part)?;
        match part.get("in").and_then(Value::as_str) {
            Some("query") => Some(Parameter::Query {
                parameter_data,
                allow_reserved: self.flag(part, "allowReserved").unwrap_or_default(),
                style: self.style(part, query_style).unwrap_or_default(),
                allow_empty_value: None,
            }),
            Some("path") => {
                Some(Parameter::Path { parameter_data, style: self.style(part, path_style).unwrap_or_default() })
            }
            Some("header") => Some(Parameter::Header { parameter_data, style: HeaderStyle::Simple }),
            Some("cookie") => Some(Parameter::Cookie { parameter_data, style: CookieStyle::Form }),
            _ => {
                self.missing("what the parameter is `in`", at);
                None
            }
        }
    }

    fn parameter_data(&mut self, part: Part<'_>) -> Option<ParameterData> {
        Some(ParameterData {
            name: self.required_text(part, "name")?,
            description: self.text(part, "description"),
            required: self.flag(part, "required").unwrap_or_default(),
            deprecated: self.flag(part, "deprecated"),
            format: self.schema_or_content(part)?,
            example: None,
            examples: Default::default(),
            explode: self.flag(part, "explode"),
            extensions: Default::default(),
        })
    }

    pub(super) fn header(&mut self, value: &Value, at: &At<'_>) -> Option<Header> {
        let part = self.object(value, at)?;
        Some(Header {
            description: self.text(part, "description"),
            style: HeaderStyle::Simple,
            required: self.flag(part, "required").unwrap_or_default(),
            deprecated: self.flag(part, "deprecated"),
            format: self.schema_or_content(part)?,
            example: None,
            examples: Default::default(),
            extensions: Default::default(),
        })
    }

    /// One of the two describes the value.
    fn schema_or_content(&mut self, part: Part<'_>) -> Option<ParameterSchemaOrContent> {
        if part.get("schema").is_some() {
            return self.one(part, "schema", Self::node).map(ParameterSchemaOrContent::Schema);
        }
        if part.get("content").is_none() {
            self.missing("`schema` or `content`", part.at);
            return None;
        }
        Some(ParameterSchemaOrContent::Content(self.map(part, "content", Self::media_type)))
    }

    pub(super) fn encoding(&mut self, value: &Value, at: &At<'_>) -> Option<Encoding> {
        let part = self.object(value, at)?;
        Some(Encoding {
            content_type: self.text(part, "contentType"),
            headers: self.map(part, "headers", referable),
            style: self.style(part, query_style),
            explode: self.flag(part, "explode").unwrap_or_default(),
            allow_reserved: self.flag(part, "allowReserved").unwrap_or_default(),
            extensions: Default::default(),
        })
    }

    fn style<T>(&mut self, part: Part<'_>, style: fn(&str) -> Option<T>) -> Option<T> {
        self.member(part, "style", "a style of OpenAPI 3.0 for this place", |value| style(value.as_str()?))
    }
}

fn query_style(text: &str) -> Option<QueryStyle> {
    match text {
        "form" => Some(QueryStyle::Form),
        "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
        "pipeDelimited" => Some(QueryStyle::PipeDelimited),
        "deepObject" => Some(QueryStyle::DeepObject),
        _ => None,
    }
}

fn path_style(text: &str) -> Option<PathStyle> {
    match text {
        "matrix" => Some(PathStyle::Matrix),
        "label" => Some(PathStyle::Label),
        "simple" => Some(PathStyle::Simple),
        _ => None,
    }
}
