//! What a schema asks of a value besides its type, and whether it asks for more now.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::codegen::model::{Limits, Model, Shape, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::pairs::raw;

/// Lists in lists, and names of names, that are looked through.
const DEEPEST: usize = 32;

/// What is asked of a value, by keyword.
pub(super) type Bounds = BTreeMap<String, Bound>;

/// One thing that is asked of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bound {
    kind: Kind,
    value: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Lower,
    Upper,
    /// Like the others, without the value itself.
    LowerExclusive,
    UpperExclusive,
    Multiple,
}

/// What became of the bounds of a value, in words: before and after.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Changed {
    pub tightened: Option<(String, String)>,
    pub loosened: Option<(String, String)>,
}

impl Bound {
    /// What it leaves of the numbers: less is tighter.
    fn room(self) -> (f64, bool) {
        match self.kind {
            Kind::Lower => (-self.value, true),
            Kind::LowerExclusive => (-self.value, false),
            Kind::Upper => (self.value, true),
            Kind::UpperExclusive => (self.value, false),
            Kind::Multiple => (-self.value, true),
        }
    }

    /// Whether it lets all through that the other does.
    fn admits_all_of(self, other: Self) -> bool {
        if self.kind == Kind::Multiple {
            return other.value % self.value == 0.0;
        }
        self.room() >= other.room()
    }

    fn word(self, keyword: &str) -> String {
        let exclusive = matches!(self.kind, Kind::LowerExclusive | Kind::UpperExclusive);
        format!("{keyword} {}{}", self.value, if exclusive { " exclusive" } else { "" })
    }
}

/// All that is asked of a value of a type, by the names on the way to it too.
pub(super) fn bounds_of(model: &Model, ty: &TypeRef, own: &Limits) -> Bounds {
    let mut bounds = Bounds::new();
    add_limits(own, "", &mut bounds);
    let mut prefix = String::new();
    let mut ty = ty;
    for _ in 0..DEEPEST {
        match ty {
            TypeRef::Nullable(inner) => ty = inner,
            TypeRef::List(inner) | TypeRef::Map(inner) => {
                prefix.push_str("items ");
                ty = inner;
            }
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &model.type_def(*id).shape {
                Shape::Alias(target, limits) => {
                    add_limits(limits, &prefix, &mut bounds);
                    ty = target;
                }
                _ => break,
            },
            _ => break,
        }
    }
    bounds
}

/// The component that names the bounds, if the place adds none of its own.
pub(super) fn shared_alias(model: &Model, ty: &TypeRef) -> Option<Pointer> {
    let id = ty.id().filter(|_| matches!(ty, TypeRef::Named(_)))?;
    let def = model.type_def(id);
    (matches!(def.shape, Shape::Alias(..)) && raw::is_component(&def.at)).then(|| def.at.clone())
}

/// What is asked besides and not kept in the model, as nothing checks it before a call.
pub(super) fn add_unchecked(root: &Value, at: &Pointer, bounds: &mut Bounds) {
    let number = |keyword: &str| raw::keyword(root, at, keyword).and_then(Value::as_f64);
    let mut add = |keyword: &str, kind: Kind, value: Option<f64>| {
        if let Some(value) = value {
            bounds.insert(keyword.to_owned(), Bound { kind, value });
        }
    };
    add("minProperties", Kind::Lower, number("minProperties").filter(|least| *least > 0.0));
    add("maxProperties", Kind::Upper, number("maxProperties"));
    let unique = raw::keyword(root, at, "uniqueItems").and_then(Value::as_bool) == Some(true);
    add("uniqueItems", Kind::Upper, unique.then_some(1.0));
}

fn add_limits(limits: &Limits, prefix: &str, bounds: &mut Bounds) {
    let count = |count: Option<u64>| count.map(|count| count as f64);
    let lower = if limits.exclusive_minimum { Kind::LowerExclusive } else { Kind::Lower };
    let upper = if limits.exclusive_maximum { Kind::UpperExclusive } else { Kind::Upper };
    let all = [
        ("minimum", lower, limits.minimum),
        ("maximum", upper, limits.maximum),
        ("multipleOf", Kind::Multiple, limits.multiple_of.filter(|factor| *factor != 0.0)),
        // None at all and none of them are the same.
        ("minLength", Kind::Lower, count(limits.min_length).filter(|least| *least > 0.0)),
        ("maxLength", Kind::Upper, count(limits.max_length)),
        ("minItems", Kind::Lower, count(limits.min_items).filter(|least| *least > 0.0)),
        ("maxItems", Kind::Upper, count(limits.max_items)),
    ];
    for (keyword, kind, value) in all {
        let Some(value) = value else { continue };
        let bound = Bound { kind, value };
        let kept = bounds.entry(format!("{prefix}{keyword}")).or_insert(bound);
        if kept.admits_all_of(bound) {
            *kept = bound;
        }
    }
    if let Some(items) = &limits.items {
        add_limits(items, &format!("{prefix}items "), bounds);
    }
}

pub(super) fn changed(old: &Bounds, new: &Bounds) -> Changed {
    let mut tightened: Vec<(String, String)> = Vec::new();
    let mut loosened: Vec<(String, String)> = Vec::new();
    let mut keywords: Vec<&String> = old.keys().chain(new.keys()).collect();
    keywords.sort();
    keywords.dedup();
    for keyword in keywords {
        let (one, other) = (old.get(keyword).copied(), new.get(keyword).copied());
        let word = |bound: Option<Bound>| bound.map_or_else(|| format!("no {keyword}"), |bound| bound.word(keyword));
        let words = (word(one), word(other));
        match (one, other) {
            (one, other) if one == other => {}
            (_, None) => loosened.push(words),
            (None, Some(_)) => tightened.push(words),
            (Some(one), Some(other)) if other.admits_all_of(one) => loosened.push(words),
            (Some(_), Some(_)) => tightened.push(words),
        }
    }
    Changed { tightened: joined(tightened), loosened: joined(loosened) }
}

fn joined(words: Vec<(String, String)>) -> Option<(String, String)> {
    let (before, after): (Vec<String>, Vec<String>) = words.into_iter().unzip();
    (!before.is_empty()).then(|| (before.join(", "), after.join(", ")))
}
