//! Parameters: which there are, their types, and how their values are written.

use openapiv3::{ParameterData, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr};

use super::Lowering;
use super::types::Lowered;
use crate::codegen::docs::{append, clean};
use crate::codegen::model::{Encoding, Limits, Location, Parameter, ParameterType, Shape, Style, TypeRef};
use crate::codegen::names;
use crate::codegen::order;
use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::spec::keywords::Placed;

/// A parameter whose schema may refer to types that are not lowered yet.
pub(super) struct Declared {
    wire: String,
    location: Location,
    at: Pointer,
    value: Lowered,
    /// Its values, when it turns out to be a list.
    written: Written,
    required: bool,
    deprecated: bool,
}

/// How the value is written, by what it turns out to be.
#[derive(Clone, Copy)]
struct Written {
    scalar: Style,
    list: Style,
    other: Style,
}

impl Written {
    /// Everything by one style of the runtime.
    fn only(style: &'static str) -> Self {
        let style = Style::Encoded(Encoding { style, allow_reserved: false });
        Self { scalar: style, list: style, other: style }
    }
}

impl Lowering<'_> {
    /// The parameters of an operation, those of its path included, and whether it takes the version of the API.
    pub(super) fn parameters(
        &mut self,
        item: &PathItem,
        operation: &openapiv3::Operation,
        at: &Pointer,
        path: &str,
        owner: &str,
    ) -> (Vec<Declared>, bool) {
        let of_path = at.parent().child("parameters");
        let shared = item.parameters.iter().enumerate().map(|(index, node)| (node, of_path.child(index)));
        let of_operation = at.child("parameters");
        let own = operation.parameters.iter().enumerate().map(|(index, node)| (node, of_operation.child(index)));
        let mut declared: Vec<Declared> = Vec::new();
        for (node, at) in shared.chain(own) {
            match self.parameter(node, &at, owner) {
                Ok(Some(one)) => {
                    // The operation's own replaces that of the path.
                    declared.retain(|other| (other.location, &other.wire) != (one.location, &one.wire));
                    declared.push(one);
                }
                Ok(None) => {}
                Err(problem) => self.problem(problem),
            }
        }
        self.check_template(path, &declared, at);
        let all = declared.len();
        let version = self.settings.versioning.as_ref().map(|versioning| versioning.parameter);
        declared.retain(|one| one.location != Location::Query || Some(one.wire.as_str()) != version);
        let versioned = declared.len() < all;
        (by_template(declared, path), versioned)
    }

    fn parameter(
        &mut self,
        node: &ReferenceOr<openapiv3::Parameter>,
        at: &Pointer,
        owner: &str,
    ) -> Result<Option<Declared>, Problem> {
        let resolved = self.spec.resolve(node, at)?;
        let at = resolved.at;
        let (location, data, written) = match &*resolved.part {
            openapiv3::Parameter::Query { parameter_data, style, allow_reserved, .. } => {
                (Location::Query, parameter_data, query_style(style, parameter_data.explode, *allow_reserved))
            }
            openapiv3::Parameter::Path { parameter_data, style } => {
                (Location::Path, parameter_data, path_style(style, parameter_data.explode))
            }
            openapiv3::Parameter::Header { parameter_data, .. } => {
                (Location::Header, parameter_data, simple_style(parameter_data.explode))
            }
            openapiv3::Parameter::Cookie { parameter_data, .. } => {
                (Location::Cookie, parameter_data, form_style(parameter_data.explode))
            }
        };
        // Headers with a meaning of their own are the runtime's; OpenAPI 3.0 says to ignore such parameters.
        let reserved = ["accept", "content-type", "authorization"];
        if location == Location::Header && reserved.contains(&data.name.to_ascii_lowercase().as_str()) {
            return Ok(None);
        }
        let value = self.parameter_value(data, &at, owner);
        let written = match data.format {
            ParameterSchemaOrContent::Schema(_) => written,
            ParameterSchemaOrContent::Content(_) => Written::only("JSON"),
        };
        let required = data.required || location == Location::Path;
        let deprecated = data.deprecated.unwrap_or_default();
        Ok(Some(Declared { wire: data.name.clone(), location, at, value, written, required, deprecated }))
    }

    fn parameter_value(&mut self, data: &ParameterData, at: &Pointer, owner: &str) -> Lowered {
        // A shared parameter has one type, however many operations take it.
        let name = super::shared_name(at, "parameters", "").unwrap_or_else(|| names::inside(owner, &data.name));
        let mut value = match &data.format {
            ParameterSchemaOrContent::Schema(node) => self.lower(&Placed::new(node, at.child("schema"), name)),
            ParameterSchemaOrContent::Content(content) => {
                let (media_type, media) = content.iter().next().unzip();
                let place = at.child("content").child(media_type.map_or("", String::as_str));
                match media.and_then(|media| media.schema.as_ref()) {
                    Some(node) => self.lower(&Placed::new(node, place.child("schema"), name)),
                    None => Lowered::of(self.untyped(&place, None)),
                }
            }
        };
        let mut doc = clean(data.description.as_deref().unwrap_or_default());
        if doc.is_empty() {
            doc = std::mem::take(&mut value.doc);
        } else if let Some(facts) = value.doc.pop() {
            append(&mut doc, facts);
        }
        value.doc = doc;
        value
    }

    fn check_template(&mut self, path: &str, declared: &[Declared], at: &Pointer) {
        let names = template_names(path);
        let in_path = || declared.iter().filter(|one| one.location == Location::Path);
        for name in &names {
            if !in_path().any(|one| one.wire == *name) {
                let what = format!("the path has {{{name}}}, but no parameter declares it");
                let bare = name.trim_start_matches(['.', ';', '+', '#', '/', '?', '&']).trim_end_matches('*');
                let mend = match bare == *name {
                    true => format!("declare {name} as a path parameter"),
                    false => format!("write {{{bare}}} in the path; the parameter's style and explode say the rest"),
                };
                self.problem(Problem::new(at, what).mend(mend));
            }
        }
        let strays: Vec<Problem> = in_path()
            .filter(|one| !names.contains(&one.wire.as_str()))
            .map(|one| Problem::new(&one.at, format!("the path {path} has no {{{}}}", one.wire)))
            .collect();
        strays.into_iter().for_each(|problem| self.problem(problem));
    }

    /// The parameters with their names and with the types that a caller gives.
    pub(super) fn with_types(&mut self, declared: Vec<Declared>) -> Vec<Parameter> {
        let wires: Vec<&str> = declared.iter().map(|one| one.wire.as_str()).collect();
        let names = names::parameters(&wires).names;
        declared.into_iter().zip(names).map(|(one, name)| self.typed(one, name)).collect()
    }

    fn typed(&mut self, one: Declared, name: names::FieldName) -> Parameter {
        let (ty, style) = match self.unaliased(&one.value.ty).clone() {
            TypeRef::String => (ParameterType::Text, one.written.scalar),
            TypeRef::List(item) => match self.unaliased(&item).clone() {
                TypeRef::String => (ParameterType::Texts, one.written.list),
                item if self.is_text(&item) => (ParameterType::Values(item), one.written.list),
                _ => (ParameterType::Reference(one.value.ty.clone()), one.written.other),
            },
            ty if self.is_text(&ty) => (ParameterType::Value(ty), one.written.scalar),
            _ => (ParameterType::Reference(one.value.ty.clone()), one.written.other),
        };
        Parameter {
            name,
            wire: one.wire,
            location: one.location,
            limits: if matches!(style, Style::Encoded(_)) { Limits::default() } else { self.limits_of(&one.value) },
            ty,
            style,
            required: one.required,
            doc: one.value.doc,
            deprecated: one.deprecated || one.value.deprecated,
        }
    }

    /// Whether a value of the type is written as one text.
    fn is_text(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Named(id) => matches!(self.types[*id].shape, Some(Shape::Enum(_))),
            TypeRef::Json | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Boxed(_) | TypeRef::Nullable(_) => false,
            _ => true,
        }
    }

    /// The limits of the parameter's schema, which may stand behind a reference.
    fn limits_of(&self, value: &Lowered) -> Limits {
        match &value.ty {
            TypeRef::Named(id) => match &self.types[*id].shape {
                Some(Shape::Alias(_, limits)) => limits.clone(),
                _ => value.limits.clone(),
            },
            _ => value.limits.clone(),
        }
    }
}

fn query_style(style: &QueryStyle, explode: Option<bool>, allow_reserved: bool) -> Written {
    let encoded = |style| Style::Encoded(Encoding { style, allow_reserved });
    let (list, other) = match (style, explode) {
        (QueryStyle::Form, None | Some(true)) => (Style::Repeated, encoded("FORM_EXPLODED")),
        (QueryStyle::Form, Some(false)) => (Style::Joined(','), encoded("FORM")),
        (QueryStyle::SpaceDelimited, Some(true)) => (Style::Repeated, encoded("FORM_EXPLODED")),
        (QueryStyle::PipeDelimited, Some(true)) => (Style::Repeated, encoded("FORM_EXPLODED")),
        (QueryStyle::SpaceDelimited, _) => (Style::Joined(' '), encoded("SPACE")),
        (QueryStyle::PipeDelimited, _) => (Style::Joined('|'), encoded("PIPE")),
        (QueryStyle::DeepObject, _) => (encoded("DEEP_OBJECT"), encoded("DEEP_OBJECT")),
    };
    match allow_reserved {
        true => Written { scalar: other, list: other, other },
        false => Written { scalar: Style::Single, list, other },
    }
}

fn path_style(style: &PathStyle, explode: Option<bool>) -> Written {
    match (style, explode.unwrap_or_default()) {
        (PathStyle::Simple, _) => simple_style(explode),
        (PathStyle::Label, false) => Written::only("LABEL"),
        (PathStyle::Label, true) => Written::only("LABEL_EXPLODED"),
        (PathStyle::Matrix, false) => Written::only("MATRIX"),
        (PathStyle::Matrix, true) => Written::only("MATRIX_EXPLODED"),
    }
}

fn simple_style(explode: Option<bool>) -> Written {
    let style = if explode == Some(true) { "SIMPLE_EXPLODED" } else { "SIMPLE" };
    let other = Style::Encoded(Encoding { style, allow_reserved: false });
    Written { scalar: Style::Single, list: other, other }
}

fn form_style(explode: Option<bool>) -> Written {
    let style = if explode == Some(false) { "FORM" } else { "FORM_EXPLODED" };
    let other = Style::Encoded(Encoding { style, allow_reserved: false });
    Written { scalar: Style::Single, list: other, other }
}

/// The names between braces, in order.
fn template_names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

/// Path parameters in the order of the path, before all others.
fn by_template(mut declared: Vec<Declared>, path: &str) -> Vec<Declared> {
    let names = template_names(path);
    let rank = |one: &Declared| match one.location {
        Location::Path => names.iter().position(|name| *name == one.wire).unwrap_or(names.len()),
        Location::Query | Location::Header | Location::Cookie => names.len(),
    };
    order::sort_by(&mut declared, |one, other| rank(one).cmp(&rank(other)));
    declared
}
