//! What goes into an argument of `impl Into<T>`.

use std::collections::BTreeMap;

use super::ty::{Speller, Ty};
use crate::codegen::model::{EnumOf, Shape};

/// The generated types that are made of something else by `From`.
pub(super) type Makers = BTreeMap<String, Maker>;

/// What a generated type is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Maker {
    Texts,
    Integers,
    One(Ty),
}

/// Among the numbers, which goes into which.
const NUMBERS: [(&str, &[&str]); 4] =
    [("i32", &["bool"]), ("i64", &["bool", "i32"]), ("f32", &["bool"]), ("f64", &["bool", "i32", "f32"])];

pub(super) fn makers(speller: Speller<'_>) -> Makers {
    let defs = speller.model.types.iter();
    let made = defs.filter_map(|def| {
        let maker = match &def.shape {
            Shape::Enum(shape) if shape.of == EnumOf::Texts => Maker::Texts,
            Shape::Enum(_) => Maker::Integers,
            Shape::Newtype(inner) if def.usage.sent => Maker::One(speller.ty(inner)),
            _ => return None,
        };
        Some((format!("{}::types::{}", speller.api, def.name), maker))
    });
    made.collect()
}

/// Something that callers could give before and cannot give now. Of what goes into a type, that is the type itself
/// and what people commonly write instead.
pub(super) fn lost(before: (&Ty, &Makers), after: (&Ty, &Makers), renamed: &BTreeMap<String, Ty>) -> Option<Ty> {
    sources(before.0, before.1).into_iter().find(|source| !goes_into(&source.renamed(renamed), after.0, after.1))
}

fn sources(of: &Ty, makers: &Makers) -> Vec<Ty> {
    let more: Vec<Ty> = match of {
        Ty::Plain("String") => vec![Ty::Plain("&'static str")],
        Ty::Plain("i64" | "f64") => vec![Ty::Plain("i32")],
        Ty::Plain("serde_json::Value") => ["&'static str", "String", "bool", "i64", "f64"].map(Ty::Plain).to_vec(),
        Ty::Plain("snyk_secoda::File") => vec![Ty::Plain("Vec<u8>")],
        Ty::Plain(_) => Vec::new(),
        Ty::Named(path) => match makers.get(path) {
            Some(Maker::Texts) => vec![Ty::Plain("&'static str"), Ty::Plain("String")],
            Some(Maker::Integers) => vec![Ty::Plain("i64")],
            Some(Maker::One(inner)) => vec![inner.clone()],
            None => Vec::new(),
        },
        Ty::Around("Option<{}>" | "Box<{}>", inner) => vec![(**inner).clone()],
        Ty::Around(..) => Vec::new(),
    };
    [of.clone()].into_iter().chain(more).collect()
}

fn goes_into(from: &Ty, to: &Ty, makers: &Makers) -> bool {
    if from == to {
        return true;
    }
    match to {
        Ty::Plain("String") => *from == Ty::Plain("&'static str"),
        Ty::Plain("serde_json::Value") => goes_into_json(from),
        Ty::Plain("snyk_secoda::File") => *from == Ty::Plain("Vec<u8>"),
        Ty::Plain(to) => {
            let numbers = NUMBERS.iter().find(|(number, _)| number == to).map(|(_, from)| *from).unwrap_or_default();
            matches!(from, Ty::Plain(from) if numbers.contains(from))
        }
        Ty::Named(path) => match makers.get(path) {
            Some(Maker::Texts) => matches!(from, Ty::Plain("&'static str" | "String")),
            Some(Maker::Integers) => *from == Ty::Plain("i64"),
            Some(Maker::One(inner)) => from == inner,
            None => false,
        },
        Ty::Around("Option<{}>" | "Box<{}>", inner) => *from == **inner,
        Ty::Around(..) => false,
    }
}

fn goes_into_json(from: &Ty) -> bool {
    match from {
        Ty::Plain(name) => ["bool", "i32", "i64", "f32", "f64", "String", "&'static str"].contains(name),
        Ty::Named(_) => false,
        Ty::Around("Option<{}>" | "Vec<{}>", inner) => {
            **inner == Ty::Plain("serde_json::Value") || goes_into_json(inner)
        }
        Ty::Around(..) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(before: Ty, after: Ty) -> Option<Ty> {
        let makers =
            Makers::from([("m::Open".to_owned(), Maker::Texts), ("m::Tree".to_owned(), Maker::One(Ty::Plain("i64")))]);
        lost((&before, &makers), (&after, &makers), &BTreeMap::new())
    }

    #[test]
    fn what_still_goes_in_breaks_nobody() {
        let open = || Ty::Named("m::Open".to_owned());
        assert_eq!(given(Ty::Plain("i32"), Ty::Plain("i64")), None);
        assert_eq!(given(Ty::Plain("f32"), Ty::Plain("f64")), None);
        assert_eq!(given(Ty::Plain("String"), open()), None);
        assert_eq!(given(Ty::Plain("uuid::Uuid"), Ty::Plain("uuid::Uuid").within("Option<{}>")), None);
        assert_eq!(given(Ty::Plain("String").within("Vec<{}>"), Ty::Plain("serde_json::Value")), None);
        assert_eq!(given(Ty::Plain("i64"), Ty::Named("m::Tree".to_owned())), Some(Ty::Plain("i32")));
    }

    #[test]
    fn what_no_longer_goes_in_is_named() {
        let open = || Ty::Named("m::Open".to_owned());
        assert_eq!(given(open(), Ty::Plain("String")), Some(open()));
        assert_eq!(given(Ty::Plain("i64"), Ty::Plain("f64")), Some(Ty::Plain("i64")));
        assert_eq!(given(Ty::Plain("i64"), Ty::Plain("i32")), Some(Ty::Plain("i64")));
        let optional = Ty::Plain("String").within("Option<{}>");
        assert_eq!(given(Ty::Plain("String"), optional), Some(Ty::Plain("&'static str")));
    }
}
