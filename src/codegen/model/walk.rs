//! Ways through a model: from a thing to the types inside of it.

use super::{
    Body, BodyContent, Content, Failure, Limits, LinkForm, Model, Operation, Paging, Parameter, ParameterType, PerType,
    Returns, Shape, Style, TypeId, TypeRef,
};
use crate::codegen::order;

impl Model {
    /// Each type that is a page, once.
    pub fn pages(&self) -> Vec<&Paging> {
        let all = self.operations().filter_map(|(_, operation)| operation.paging.as_ref());
        let mut by_type = PerType::like(&self.types, None);
        for paging in all {
            let known = by_type[paging.page].get_or_insert(paging);
            // Operations may page in different ways over pages of one type.
            if known.ways() < paging.ways() {
                *known = paging;
            }
        }
        by_type.into_iter().flatten().collect()
    }

    /// Each form of link to another page, once.
    pub fn links(&self) -> Vec<&LinkForm> {
        let links = self.pages().into_iter().filter_map(|paging| paging.link.as_ref());
        let mut forms: Vec<&LinkForm> = links.map(|link| &link.form).collect();
        order::sort(&mut forms);
        forms.dedup();
        forms
    }
}

impl Parameter {
    /// Whether something is asked of its value before it is sent.
    pub fn is_checked(&self) -> bool {
        self.limits != Limits::default() || self.is_required_list()
    }

    /// A list that has to be there. One without items leaves nothing to send, which its type does not tell.
    pub fn is_required_list(&self) -> bool {
        self.required && matches!(self.style, Style::Repeated | Style::Joined(_))
    }
}

impl Paging {
    /// How many things of a page tell of the next one.
    fn ways(&self) -> usize {
        let paths = [&self.number, &self.cursor, &self.total];
        usize::from(self.link.is_some()).saturating_add(paths.into_iter().flatten().count())
    }
}

impl Shape {
    /// The types that values of this one hold.
    pub fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(shape) | Self::Form(shape) => {
                let rest = shape.rest.as_ref().map(|rest| &rest.ty);
                shape.fields.iter().map(|field| &field.ty).chain(rest).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Outcome(outcome) => outcome.variants.iter().filter_map(|variant| variant.content.json()).collect(),
            Self::Alias(ty, _) | Self::Newtype(ty) => vec![ty],
        }
    }

    pub fn parts_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(shape) | Self::Form(shape) => {
                let rest = shape.rest.as_mut().map(|rest| &mut rest.ty);
                shape.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Outcome(outcome) => {
                outcome.variants.iter_mut().filter_map(|variant| variant.content.json_mut()).collect()
            }
            Self::Alias(ty, _) | Self::Newtype(ty) => vec![ty],
        }
    }
}

impl Content {
    pub fn json(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Bytes => None,
        }
    }

    fn json_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Bytes => None,
        }
    }
}

impl TypeRef {
    /// The type that this one names, however deep inside of lists and maps.
    pub fn id(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) => inner.id(),
            _ => None,
        }
    }

    pub fn id_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(id),
            Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) => inner.id_mut(),
            _ => None,
        }
    }
}

impl Body {
    /// The type of what is sent, unless it goes as it is.
    pub fn ty(&self) -> Option<&TypeRef> {
        match &self.content {
            BodyContent::Json(ty) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty) => Some(ty),
            BodyContent::Raw => None,
        }
    }

    fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match &mut self.content {
            BodyContent::Json(ty) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty) => Some(ty),
            BodyContent::Raw => None,
        }
    }
}

impl Operation {
    /// The types that the operation sends: its body and its parameters.
    pub fn sent_mut(&mut self) -> Vec<&mut TypeRef> {
        let parameters = self.arguments.iter_mut().chain(&mut self.setters);
        let values = parameters.filter_map(|parameter| match &mut parameter.ty {
            ParameterType::Value(ty) | ParameterType::Values(ty) | ParameterType::Reference(ty) => Some(ty),
            ParameterType::Text | ParameterType::Texts => None,
        });
        values.chain(self.body.as_mut().and_then(Body::ty_mut)).collect()
    }

    /// The types that the operation receives.
    pub fn received_mut(&mut self) -> Vec<&mut TypeRef> {
        let answer = match &mut self.returns {
            Returns::Json(ty) | Returns::JsonOrNothing(ty) => Some(ty),
            Returns::Nothing | Returns::Text | Returns::Bytes | Returns::Outcome(_) => None,
        };
        let failure = match &mut self.failure {
            Some(Failure::Same(ty)) => Some(ty),
            Some(Failure::ByStatus(_)) | None => None,
        };
        answer.into_iter().chain(failure).collect()
    }

    /// The types that only answers have: enums of them by status.
    pub fn outcomes(&self) -> Vec<TypeId> {
        let answer = if let Returns::Outcome(id) = &self.returns { Some(*id) } else { None };
        let failure = if let Some(Failure::ByStatus(id)) = &self.failure { Some(*id) } else { None };
        answer.into_iter().chain(failure).collect()
    }

    /// The ids that stand in the operation by themselves.
    pub fn ids_mut(&mut self) -> Vec<&mut TypeId> {
        let answer = if let Returns::Outcome(id) = &mut self.returns { Some(id) } else { None };
        let failure = if let Some(Failure::ByStatus(id)) = &mut self.failure { Some(id) } else { None };
        let paging = self.paging.iter_mut().flat_map(|paging| {
            let link = paging.link.as_mut().and_then(|link| match &mut link.form {
                LinkForm::Union { ty, .. } => Some(ty),
                LinkForm::Text => None,
            });
            [&mut paging.page].into_iter().chain(paging.item.id_mut()).chain(link)
        });
        paging.chain(answer).chain(failure).collect()
    }
}
