//! Which operations page, and how.

use super::Lowering;
use crate::codegen::model::{
    Field, FieldPath, LinkForm, Location, PageLink, Paging, PagingBy, Parameter, Presence, Reading, Returns, Shape,
    Tag, TypeId, TypeRef, Union, UnionBy,
};
use crate::codegen::settings::{PagingParameter, PagingStyle};

impl Lowering<'_> {
    pub(super) fn paging(&self, returns: &Returns, parameters: &[Parameter]) -> Option<Paging> {
        let Returns::Json(ty) = returns else { return None };
        self.settings.paging.iter().find_map(|style| self.paging_by(style, ty, parameters))
    }

    /// An operation that takes the parameter pages only if its answer has a list, and something that tells of the
    /// next page where items cannot be counted instead.
    fn paging_by(&self, style: &PagingStyle, ty: &TypeRef, parameters: &[Parameter]) -> Option<Paging> {
        let name = style.by.name();
        parameters.iter().find(|parameter| parameter.location == Location::Query && parameter.wire == name)?;
        let TypeRef::Named(page) = self.unaliased(ty) else { return None };
        let (items, list) = self.walk(ty, style.items)?;
        let TypeRef::List(item) = self.unaliased(&list) else { return None };
        let link = style.link.and_then(|path| self.page_link(ty, path));
        let number = style.number.and_then(|path| self.path_to(ty, path, is_integer));
        let cursor = style.cursor.and_then(|path| self.path_to(ty, path, |ty| matches!(ty, TypeRef::String)));
        let total = style.total.and_then(|path| self.path_to(ty, path, is_integer));
        let told = link.is_some() || number.is_some() || cursor.is_some();
        let by = match style.by {
            PagingParameter::Offset(name) => PagingBy::Offset(name.to_owned()),
            _ if !told => return None,
            PagingParameter::Cursor(name) => PagingBy::Cursor(name.to_owned()),
            PagingParameter::Page(name) => PagingBy::Page(name.to_owned()),
        };
        Some(Paging { by, page: *page, items, item: (**item).clone(), link, number, cursor, total })
    }

    /// Marks the numbers that may be absent, in objects that hold the number of the next page: services write texts in
    /// their places when there are none.
    ///
    /// This waits until equal types are one, so that the mark never keeps two apart.
    pub(super) fn mark_page_numbers(&mut self, tags: &[Tag]) {
        let pagings = tags.iter().flat_map(|tag| &tag.operations).filter_map(|operation| operation.paging.as_ref());
        let holders: Vec<TypeId> = pagings.filter_map(|paging| self.holder_of_number(paging)).collect();
        for id in holders {
            let marks: Vec<bool> = self.fields(id).iter().map(|field| self.is_number_or_none(field)).collect();
            let Some(Shape::Struct(shape)) = &mut self.types[id].shape else { continue };
            let marked = shape.fields.iter_mut().zip(marks).filter(|(_, is_marked)| *is_marked);
            marked.for_each(|(field, _)| field.reading = Reading::NumberOrNone);
        }
    }

    fn holder_of_number(&self, paging: &Paging) -> Option<TypeId> {
        let (_, above) = paging.number.as_ref()?.split_last()?;
        above.iter().try_fold(paging.page, |id, step| {
            let field = self.fields(id).iter().find(|field| field.name == step.name)?;
            if let TypeRef::Named(id) = self.unaliased(&field.ty) { Some(*id) } else { None }
        })
    }

    fn fields(&self, id: TypeId) -> &[Field] {
        match &self.types[id].shape {
            Some(Shape::Struct(shape)) => &shape.fields,
            _ => &[],
        }
    }

    fn is_number_or_none(&self, field: &Field) -> bool {
        matches!(field.presence, Presence::Optional | Presence::OptionalNullable)
            && is_integer(self.unaliased(&field.ty))
    }

    fn path_to(&self, ty: &TypeRef, path: &[&str], fits: fn(&TypeRef) -> bool) -> Option<FieldPath> {
        let (path, found) = self.walk(ty, path)?;
        fits(self.unaliased(&found)).then_some(path)
    }

    fn page_link(&self, ty: &TypeRef, path: &[&str]) -> Option<PageLink> {
        let (path, found) = self.walk(ty, path)?;
        Some(PageLink { path, form: self.link_form(&found)? })
    }

    fn link_form(&self, ty: &TypeRef) -> Option<LinkForm> {
        match self.unaliased(ty) {
            TypeRef::String => Some(LinkForm::Text),
            TypeRef::Named(id) => match &self.types[*id].shape {
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

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::I32 | TypeRef::I64)
}
