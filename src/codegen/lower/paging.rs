//! Which operations page, and how.

use super::Lowering;
use crate::codegen::model::{LinkForm, Location, Paging, PagingBy, Parameter, Returns, Shape, TypeRef, Union, UnionBy};
use crate::codegen::settings::{PagingParameter, PagingStyle};

impl Lowering<'_> {
    pub(super) fn paging(&self, returns: &Returns, parameters: &[Parameter]) -> Option<Paging> {
        let Returns::Json(ty) = returns else { return None };
        self.settings.paging.iter().find_map(|style| self.paging_by(style, ty, parameters))
    }

    /// An operation that takes the parameter pages only if its answer has a list and a link.
    fn paging_by(&self, style: &PagingStyle, ty: &TypeRef, parameters: &[Parameter]) -> Option<Paging> {
        let (name, by) = match style.by {
            PagingParameter::Cursor(name) => (name, PagingBy::Cursor(name.to_owned())),
            PagingParameter::Page(name) => (name, PagingBy::Page(name.to_owned())),
        };
        parameters.iter().find(|parameter| parameter.location == Location::Query && parameter.wire == name)?;
        let TypeRef::Named(page) = self.unaliased(ty) else { return None };
        let (items, list) = self.walk(ty, &[style.items])?;
        let TypeRef::List(item) = self.unaliased(&list) else { return None };
        let (link, link_type) = self.walk(ty, style.link)?;
        let number = style.number.and_then(|path| self.walk(ty, path)).map(|(path, _)| path);
        let link_form = self.link_form(&link_type)?;
        Some(Paging { by, page: *page, items, item: (**item).clone(), link, link_form, number })
    }

    fn link_form(&self, ty: &TypeRef) -> Option<LinkForm> {
        match self.unaliased(ty) {
            TypeRef::String => Some(LinkForm::Text),
            TypeRef::Named(id) => match &self.types[id.0].shape {
                Some(Shape::Union(union @ Union { by: UnionBy::Kind, .. })) => {
                    let of_kind = |kind: &str| union.variants.iter().find(|variant| variant.marks == [kind]);
                    let object = of_kind("object")?;
                    let (steps, _) = self.walk(&object.ty, &["href"])?;
                    Some(LinkForm::Union {
                        ty: *id,
                        text: of_kind("string")?.name.clone(),
                        object: object.name.clone(),
                        href: steps.first()?.name.clone(),
                    })
                }
                _ => None,
            },
            _ => None,
        }
    }
}
