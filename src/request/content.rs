use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::body::Body;
use super::form::{FormField, form_text};
use super::multipart::FormParts;
use crate::json;
use crate::rules::{Place, Violation};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// What a request sends in its body.
#[derive(Clone)]
pub(super) enum Content {
    None,
    Json(Bytes),
    Form { text: Bytes, value: Arc<Value> },
    Multipart { boundary: String, body: Body, values: Arc<Value> },
    Raw(Body),
    Invalid(Vec<Violation>),
}

impl Content {
    pub(super) fn form(value: Value, fields: &[FormField]) -> Self {
        match form_text(&value, fields) {
            Some(text) => Self::Form { text: text.into(), value: Arc::new(value) },
            None => Self::Invalid(vec![Violation::new(Place::Body(String::new()), "is no object, so it is no form")]),
        }
    }

    pub(super) fn multipart(parts: FormParts) -> Self {
        let encoded = parts.encode();
        if !encoded.violations.is_empty() {
            return Self::Invalid(encoded.violations);
        }
        Self::Multipart { boundary: encoded.boundary, body: encoded.body, values: Arc::new(encoded.values) }
    }

    /// What is sent; `None` if nothing is.
    pub(super) fn body(&self) -> Option<Body> {
        match self {
            Self::Json(bytes) | Self::Form { text: bytes, .. } => Some(bytes.clone().into()),
            Self::Multipart { body, .. } | Self::Raw(body) => Some(body.clone()),
            Self::None | Self::Invalid(_) => None,
        }
    }

    /// The value of the header `Content-Type`, where the document may name the type.
    pub(super) fn content_type(&self, documented: Option<&'static str>) -> Option<Cow<'static, str>> {
        let usual = match self {
            Self::None | Self::Invalid(_) => return None,
            Self::Multipart { boundary, .. } => {
                let documented = documented.unwrap_or(MULTIPART);
                return Some(Cow::Owned(format!("{documented}; boundary={boundary}")));
            }
            Self::Form { .. } => FORM,
            Self::Json(_) | Self::Raw(_) => JSON,
        };
        Some(Cow::Borrowed(documented.unwrap_or(usual)))
    }

    /// What there is to check; `None` if it is not known what is inside.
    pub(super) fn value(&self) -> Option<Cow<'_, Value>> {
        match self {
            Self::Json(bytes) => json::value_of_bytes(bytes).map(Cow::Owned),
            Self::Form { value, .. } | Self::Multipart { values: value, .. } => Some(Cow::Borrowed(value)),
            Self::None | Self::Raw(_) | Self::Invalid(_) => None,
        }
    }

    pub(super) fn violations(&self) -> &[Violation] {
        match self {
            Self::Invalid(violations) => violations,
            _ => &[],
        }
    }
}
