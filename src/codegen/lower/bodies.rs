//! Request bodies: one way to call for every media type that is written in its own way.

use openapiv3::{MediaType, QueryStyle};

use super::Lowering;
use super::types::Form;
use crate::codegen::model::{Body, BodyContent, Encoding, Field, Presence, Shape, TypeRef};
use crate::codegen::order;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::Placed;

impl Lowering<'_> {
    /// The bodies that an operation takes, the preferred one first.
    ///
    /// A body that is declared is taken as required: most documents forget to say so.
    pub(super) fn bodies(&mut self, operation: &openapiv3::Operation, at: &Pointer, owner: &str) -> Vec<Body> {
        let Some(node) = operation.request_body.as_ref() else { return Vec::new() };
        let resolved = match self.spec.resolve(node, &at.child("requestBody")) {
            Ok(resolved) => resolved,
            Err(problem) => {
                self.problem(problem);
                return Vec::new();
            }
        };
        let content = resolved.at.child("content");
        let name = super::shared_name(&resolved.at, "requestBodies", "Body").unwrap_or_else(|| format!("{owner}Body"));
        let mut entries: Vec<(&String, &MediaType)> = resolved.part.content.iter().collect();
        // The order of members says nothing, so that the preferred media type must not depend on it.
        let rank = |name: &str| !is_json(name);
        order::sort_by(&mut entries, |(one, _), (other, _)| rank(one).cmp(&rank(other)).then(one.cmp(other)));
        let mut bodies: Vec<Body> = Vec::new();
        for (media_type, media) in entries {
            let body = self.body(media_type, media, &content.child(media_type), &name);
            let known = |other: &Body| other.content == body.content && !matches!(body.content, BodyContent::Raw);
            if !bodies.iter().any(known) {
                bodies.push(body);
            }
        }
        bodies
    }

    fn body(&mut self, media_type: &str, media: &MediaType, at: &Pointer, name: &str) -> Body {
        let place = media.schema.as_ref().map(|node| Placed::new(node, at.child("schema"), name));
        let content = match place {
            Some(place) if is_json(media_type) => BodyContent::Json(self.lower(&place).whole()),
            None if is_json(media_type) => BodyContent::Json(self.untyped(at, None)),
            Some(place) if is(media_type, "application/x-www-form-urlencoded") => {
                let ty = self.lower(&place).whole();
                BodyContent::Form(ty, form_encodings(media))
            }
            Some(place) if is(media_type, "multipart/form-data") => self.multipart(&place, name),
            _ => BodyContent::Raw,
        };
        Body { content, media_type: raw_media_type(media_type).to_owned() }
    }

    /// The fields of a multipart form. A schema that has none is sent as it is.
    fn multipart(&mut self, place: &Placed<'_>, name: &str) -> BodyContent {
        let merged = self.merge(vec![place.clone()]);
        if merged.properties.is_empty() {
            return BodyContent::Raw;
        }
        let binary: Vec<String> = merged
            .properties
            .iter()
            .filter(|property| property.nodes.iter().any(|node| self.is_file(node)))
            .map(|property| property.wire.to_owned())
            .collect();
        let at = place.at.child("form");
        let description = merged.description.unwrap_or_default().to_owned();
        let mut shape = self.structure(merged, &at, None);
        shape.fields.iter_mut().filter(|field| binary.contains(&field.wire)).for_each(into_file);
        // A form has no null: such a member is left out.
        let nullable = shape.fields.iter_mut().filter(|field| field.presence != Presence::Required);
        nullable.for_each(|field| field.presence = Presence::Optional);
        let ty = self.type_of_form(Form::Item(Shape::Form(shape)), &at, name);
        if let TypeRef::Named(id) = &ty {
            self.types[*id].doc = crate::codegen::docs::clean(&description);
        }
        BodyContent::Multipart(ty)
    }

    /// Whether a schema stands for bytes, or for a list of bytes.
    fn is_file(&mut self, node: &Placed<'_>) -> bool {
        let keywords = self.merge(vec![node.clone()]);
        match keywords.kind {
            Some("array") => keywords.items.iter().any(|item| self.is_file(item)),
            Some("string") | None => matches!(keywords.format.as_deref(), Some("binary")),
            Some(_) => false,
        }
    }
}

/// A member of a multipart form that is bytes.
fn into_file(field: &mut Field) {
    field.ty = match &field.ty {
        TypeRef::List(_) => TypeRef::List(Box::new(TypeRef::File)),
        _ => TypeRef::File,
    };
}

/// The members of a form that are not written in the usual way.
fn form_encodings(media: &MediaType) -> Vec<(String, Encoding)> {
    let style = |style: &QueryStyle, explode: bool| match (style, explode) {
        (QueryStyle::DeepObject, _) => Some("DEEP_OBJECT"),
        (QueryStyle::SpaceDelimited, false) => Some("SPACE"),
        (QueryStyle::PipeDelimited, false) => Some("PIPE"),
        _ => None,
    };
    let encodings = media.encoding.iter().filter_map(|(name, encoding)| {
        let chosen = encoding.style.as_ref()?;
        Some((name.clone(), Encoding { style: style(chosen, encoding.explode)?, allow_reserved: false }))
    });
    encodings.collect()
}

/// JSON by its own name or by the suffix of RFC 6839, with or without parameters.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

pub(super) fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/")
}

/// A range names no type that could be sent.
fn raw_media_type(media_type: &str) -> &str {
    if essence(media_type).contains('*') { "application/octet-stream" } else { media_type }
}

fn is(media_type: &str, name: &str) -> bool {
    essence(media_type) == name
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
