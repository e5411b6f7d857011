//! One operation of a document, as a server needs it.

use std::collections::BTreeMap;

use http::Method;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::check::resolve;
use super::parameters::Parameter;
use super::release::Release;

#[derive(Debug)]
pub(super) struct Route {
    /// What the client calls it, or else its `name`.
    pub(super) id: String,
    /// Method and path: `GET /orgs/{org_id}/memberships`.
    pub(super) name: String,
    pub(super) template: String,
    pub(super) method: Method,
    segments: Vec<Segment>,
    pub(super) parameters: Vec<Parameter>,
    /// Releases of the operation; empty where the API does not version its operations.
    pub(super) releases: Vec<Release>,
    pub(super) body: Option<Body>,
    pub(super) responses: Value,
    /// Whether the document says that it takes no credential.
    pub(super) anonymous: bool,
}

/// The body that an operation takes.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    /// Schemas by media type.
    pub(super) content: Vec<(String, Value)>,
}

/// A part of a path; without an argument it is its prefix alone.
#[derive(Debug)]
struct Segment {
    prefix: String,
    argument: Option<(String, String)>,
}

impl Route {
    pub(super) fn read(root: &Value, method: Method, path: &str, item: &Value, operation: &Value) -> Self {
        let name = format!("{method} {path}");
        let releases = operation["x-snyk-api-releases"].as_array().map_or(&[][..], Vec::as_slice);
        let newest = &operation["x-snyk-api-version"];
        let releases = if releases.is_empty() { std::slice::from_ref(newest) } else { releases };
        Self {
            id: operation["operationId"].as_str().unwrap_or(&name).to_owned(),
            name,
            template: path.to_owned(),
            segments: path.split('/').map(Segment::read).collect(),
            parameters: Parameter::all(root, item, operation),
            releases: releases.iter().filter_map(|release| Release::parse(release.as_str()?)).collect(),
            body: Body::read(resolve(root, &operation["requestBody"])),
            responses: operation["responses"].clone(),
            anonymous: operation["security"].as_array().is_some_and(Vec::is_empty),
            method,
        }
    }

    /// The decoded path arguments, if the path has the form of this route.
    pub(super) fn arguments(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.len() != self.segments.len() {
            return None;
        }
        let mut arguments = BTreeMap::new();
        for (segment, part) in self.segments.iter().zip(parts) {
            let Some((name, suffix)) = &segment.argument else {
                if segment.prefix != part {
                    return None;
                }
                continue;
            };
            let value = part.strip_prefix(&segment.prefix)?.strip_suffix(suffix.as_str())?;
            if value.is_empty() {
                return None;
            }
            arguments.insert(name.clone(), percent_decode_str(value).decode_utf8().ok()?.into_owned());
        }
        Some(arguments)
    }

    /// Whether the operation has this query parameter.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.parameters.iter().any(|parameter| parameter.takes(name))
    }
}

impl Body {
    fn read(body: &Value) -> Option<Self> {
        let content = body["content"].as_object()?;
        let content = content.iter().map(|(media, content)| (media.clone(), content["schema"].clone())).collect();
        Some(Self { required: body["required"] == true, content })
    }
}

impl Segment {
    fn read(text: &str) -> Self {
        let parts = text.split_once('{').and_then(|(prefix, rest)| Some((prefix, rest.split_once('}')?)));
        match parts {
            Some((prefix, (name, suffix))) => {
                Self { prefix: prefix.to_owned(), argument: Some((name.to_owned(), suffix.to_owned())) }
            }
            None => Self { prefix: text.to_owned(), argument: None },
        }
    }
}
