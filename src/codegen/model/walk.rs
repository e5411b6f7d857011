//! Ways through a model: from a thing to the types inside of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{LinkForm, Model, Operation, Paging, ParameterType, Returns, Shape, TypeId, TypeRef};

impl Model {
    /// Each type that is a page, once.
    pub fn pages(&self) -> Vec<&Paging> {
        let all = self.operations().filter_map(|(_, operation)| operation.paging.as_ref());
        let by_type: BTreeMap<TypeId, &Paging> = all.map(|paging| (paging.page, paging)).collect();
        by_type.into_values().collect()
    }

    /// Each form of link to another page, once.
    pub fn links(&self) -> Vec<&LinkForm> {
        let forms: BTreeSet<&LinkForm> = self.pages().into_iter().map(|paging| &paging.link_form).collect();
        forms.into_iter().collect()
    }
}

impl Shape {
    /// The types that values of this one hold.
    pub fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(shape) => {
                let rest = shape.rest.as_ref().map(|rest| &rest.ty);
                shape.fields.iter().map(|field| &field.ty).chain(rest).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(ty, _) => vec![ty],
        }
    }

    pub fn parts_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(shape) => {
                let rest = shape.rest.as_mut().map(|rest| &mut rest.ty);
                shape.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Self::Enum(_) => Vec::new(),
            Self::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Alias(ty, _) => vec![ty],
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

impl Operation {
    /// The types that the operation sends: its body and its parameters.
    pub fn sent_mut(&mut self) -> Vec<&mut TypeRef> {
        let parameters = self.arguments.iter_mut().chain(&mut self.setters);
        let values = parameters.filter_map(|parameter| match &mut parameter.ty {
            ParameterType::Value(ty) | ParameterType::Values(ty) => Some(ty),
            ParameterType::Text | ParameterType::Texts => None,
        });
        values.chain(self.body.as_mut().map(|body| &mut body.ty)).collect()
    }

    /// The types that the operation receives.
    pub fn received_mut(&mut self) -> Vec<&mut TypeRef> {
        match &mut self.returns {
            Returns::Json(ty) | Returns::JsonOrNothing(ty) => vec![ty],
            Returns::Nothing | Returns::Bytes => Vec::new(),
        }
    }

    /// The ids that stand in the operation by themselves.
    pub fn ids_mut(&mut self) -> Vec<&mut TypeId> {
        let Some(paging) = &mut self.paging else { return Vec::new() };
        let link = match &mut paging.link_form {
            LinkForm::Union { ty, .. } => Some(ty),
            LinkForm::Text => None,
        };
        [&mut paging.page].into_iter().chain(paging.item.id_mut()).chain(link).collect()
    }
}
