//! The items of types, by the macros that give them what they have.

use std::collections::BTreeMap;

use super::{Arg, Item, Kind, Read, TypeItems};
use crate::codegen::model::{
    Content, Direction, EnumOf, Field, LinkForm, OpenEnum, Outcome, Presence, Shape, Struct, TypeDef, TypeId, Union,
};
use crate::codegen::names;
use crate::verdict::rust::ty::{Speller, Ty};

/// What everything implements, and what only values do that are compared as their wire texts.
const DERIVED: [&str; 3] = ["Clone", "Debug", "PartialEq"];
const OF_ENUMS: [&str; 2] = ["Eq", "Hash"];

/// Makes the items of one type.
#[derive(Clone, Copy)]
struct Of<'a> {
    speller: Speller<'a>,
    path: &'a str,
    def: &'a TypeDef,
}

pub(super) fn all(speller: Speller<'_>, users: &BTreeMap<TypeId, Vec<usize>>) -> Vec<TypeItems> {
    let pages: BTreeMap<TypeId, Ty> =
        speller.model.pages().iter().map(|paging| (paging.page, speller.ty(&paging.item))).collect();
    let links: Vec<TypeId> = speller
        .model
        .links()
        .into_iter()
        .filter_map(|form| if let LinkForm::Union { ty, .. } = form { Some(*ty) } else { None })
        .collect();
    let is_printed = |id: &TypeId| speller.model.kept.as_ref().is_none_or(|kept| kept[*id]);
    let ids = (0..speller.model.types.len()).map(TypeId).filter(is_printed);
    let of_type = ids.map(|id| {
        let mut items = of_type(speller, speller.model.type_def(id));
        let (path, at) = (items.item.path(), items.item.at.clone());
        items.members.extend(pages.get(&id).map(|item| Item::new(&path, "Page", Kind::Impl, &at).giving(item.clone())));
        items.members.extend(links.contains(&id).then(|| Item::new(&path, "Link", Kind::Impl, &at)));
        items.users = users.get(&id).cloned().unwrap_or_default();
        items
    });
    of_type.collect()
}

fn of_type(speller: Speller<'_>, def: &TypeDef) -> TypeItems {
    let module = format!("{}::types", speller.api);
    let item = |kind| Item::new(&module, &def.name, kind, &def.at);
    let path = item(Kind::Struct).path();
    let of = Of { speller, path: &path, def };
    let (item, members) = match &def.shape {
        Shape::Struct(shape) => (item(Kind::Struct), of.record(shape)),
        Shape::Form(shape) => (item(Kind::Struct), of.form(shape)),
        Shape::Newtype(inner) => (item(Kind::Tuple), of.newtype(speller.ty(inner))),
        Shape::Enum(shape) => (item(Kind::Enum), of.open_enum(shape)),
        Shape::Union(shape) => (item(Kind::Enum), of.union(shape)),
        Shape::Outcome(shape) => (item(Kind::Enum), of.outcome(shape)),
        Shape::Alias(target, _) => (item(Kind::Alias).giving(speller.ty(target)), Vec::new()),
    };
    let former = def.formerly.iter().map(|former| {
        let alias = Item::new(&module, former, Kind::Alias, &def.at).giving(Ty::Named(path.clone()));
        Item { is_deprecated: true, ..alias }
    });
    TypeItems { former: former.collect(), item, members, users: Vec::new() }
}

impl Of<'_> {
    fn item(self, name: &str, kind: Kind) -> Item {
        Item::new(self.path, name, kind, &self.def.at)
    }

    fn impls(self, names: &[&str]) -> Vec<Item> {
        names.iter().map(|name| self.item(name, Kind::Impl)).collect()
    }

    /// The traits of JSON, by the directions in which the type travels.
    fn json(self) -> Vec<Item> {
        match (self.def.usage.sent, self.def.usage.received) {
            (true, false) => self.impls(&["Encode"]),
            (false, _) => self.impls(&["Decode"]),
            (true, true) => self.impls(&["Encode", "Decode"]),
        }
    }

    fn record(self, shape: &Struct) -> Vec<Item> {
        let mut items = self.fields(shape);
        items.extend(self.impls(&DERIVED));
        items.extend(self.json());
        if self.def.usage.sent {
            items.extend(self.builder(shape));
        }
        items
    }

    fn form(self, shape: &Struct) -> Vec<Item> {
        let mut items = self.fields(&Struct { rest: None, ..shape.clone() });
        items.extend(self.impls(&["Clone", "Debug", "IntoParts"]));
        items.extend(self.builder(shape));
        items
    }

    fn fields(self, shape: &Struct) -> Vec<Item> {
        let fields = shape.fields.iter().map(|field| Item {
            wire: field.wire.clone(),
            presence: Some(field.presence),
            is_deprecated: field.deprecated,
            at: self.def.at.child("properties").child(&field.wire),
            ..self.item(field.name.as_str(), Kind::Field).giving(self.speller.field(field))
        });
        let rest = shape
            .rest
            .as_ref()
            .map(|rest| self.item(rest.name.as_str(), Kind::Field).giving(self.speller.map_of(&rest.ty)));
        fields.chain(rest).collect()
    }

    /// By the groups of `rt::build!`.
    fn builder(self, shape: &Struct) -> Vec<Item> {
        let sent: Vec<&Field> = shape.fields.iter().filter(|field| field.direction != Direction::Received).collect();
        let into = |name: &str, wire: &str, ty: Ty| Arg {
            name: name.to_owned(),
            wire: wire.to_owned(),
            ty: ty.within("impl Into<{}>"),
        };
        let is_argument = |field: &Field| field.presence == Presence::Required && !field.constant;
        let takes = sent
            .iter()
            .filter(|field| is_argument(field))
            .map(|field| into(field.name.as_str(), &field.wire, self.speller.ty(&field.ty)));
        let mut items = vec![self.item("new", Kind::New).taking(takes.collect())];
        for field in sent.into_iter().filter(|field| !is_argument(field)) {
            let arg = into("value", &field.wire, self.speller.ty(&field.ty));
            let setter = self.item(field.name.as_str(), Kind::Builder).taking(vec![arg]);
            items.push(Item { wire: field.wire.clone(), ..setter });
            if field.presence == Presence::OptionalNullable {
                let null = self.item(field.null_setter.as_str(), Kind::NullSetter);
                items.push(Item { wire: field.wire.clone(), ..null });
            }
        }
        items.extend(shape.rest.as_ref().map(|rest| {
            let name = into("name", "", Ty::Plain("String"));
            self.item("with_member", Kind::MemberSetter)
                .taking(vec![name, into("value", "", self.speller.ty(&rest.ty))])
        }));
        items
    }

    fn newtype(self, inner: Ty) -> Vec<Item> {
        let mut items = vec![self.item("0", Kind::Field).giving(inner.clone())];
        items.extend(self.impls(&DERIVED));
        items.extend(self.json());
        items.extend(self.def.usage.sent.then(|| self.item("From", Kind::Impl).giving(inner)));
        items
    }

    fn open_enum(self, shape: &OpenEnum) -> Vec<Item> {
        let values = shape
            .values
            .iter()
            .map(|value| Item { wire: value.wire.clone(), ..self.item(value.name.as_str(), Kind::Value) });
        let mut items: Vec<Item> = values.collect();
        items.extend(self.impls(&DERIVED));
        items.extend(self.impls(&OF_ENUMS));
        items.extend(self.impls(&["Display", "Encode", "Decode"]));
        match shape.of {
            EnumOf::Texts => {
                items.push(self.unrecognized(Ty::Plain("String")));
                items.push(self.item("as_str", Kind::Reader(Read::Texts)));
                items.extend(self.impls(&["From<&str>"]));
                items.extend((shape.values.len() == 1).then(|| self.item("Default", Kind::Impl)));
            }
            EnumOf::Integers => {
                items.push(self.unrecognized(Ty::Plain("i64")));
                items.push(self.item("as_i64", Kind::Reader(Read::Integers)));
                items.extend(self.impls(&["From<i64>"]));
            }
        }
        items
    }

    fn union(self, shape: &Union) -> Vec<Item> {
        let variants = shape.variants.iter().map(|variant| Item {
            wire: variant.marks.join(" "),
            ..self.item(variant.name.as_str(), Kind::Member).giving(self.speller.ty(&variant.ty))
        });
        let mut items: Vec<Item> = variants.collect();
        items.push(self.unrecognized(Ty::Plain("serde_json::Value")));
        items.extend(self.impls(&DERIVED));
        items.extend(self.json());
        items
    }

    fn outcome(self, shape: &Outcome) -> Vec<Item> {
        let variants = shape.variants.iter().map(|variant| {
            let item = self.item(variant.name.as_str(), Kind::Answer);
            let gives = match &variant.content {
                Content::Nothing => None,
                Content::Text => Some(Ty::Plain("String")),
                Content::Bytes => Some(Ty::Plain("bytes::Bytes")),
                Content::Json(of) => Some(self.speller.ty(of)),
            };
            Item { gives, wire: format!("{:?}", variant.status), ..item }
        });
        let mut items: Vec<Item> = variants.collect();
        items.push(self.unrecognized(Ty::Plain("u16")));
        items.extend(self.impls(&DERIVED));
        items.extend(self.impls(&["Outcome"]));
        items
    }

    fn unrecognized(self, kept: Ty) -> Item {
        self.item(names::UNRECOGNIZED, Kind::Unrecognized).giving(kept)
    }
}
