//! Parameters: which an old build sends, and how it writes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::rules::Way;
use super::view::{View, describe, see};
use super::walk::{Label, Root, Walk};
use crate::codegen::model::{Location, Model, Operation, Parameter, ParameterType, Style, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::Level;
use crate::verdict::pairs::{Call, Draft, Fact, Pairs, Ways, raw};

/// Where parameters are declared, by what tells them apart.
type Places = BTreeMap<(String, String), Pointer>;

/// A parameter as one of the documents has it.
pub(in crate::verdict) struct Declared<'m> {
    pub parameter: &'m Parameter,
    /// Where it is declared, behind references.
    pub at: Pointer,
}

/// A parameter of both documents, or of one.
pub(in crate::verdict) struct Matched<'m> {
    pub old: Option<Declared<'m>>,
    pub new: Option<Declared<'m>>,
}

impl Matched<'_> {
    /// The method and path of the operation, the location, the name.
    pub(in crate::verdict) fn local(&self, call: &Call<'_>) -> String {
        let declared = self.new.as_ref().or(self.old.as_ref());
        let name = declared.map(|one| format!("{} {}", raw::word(one.parameter.location), one.parameter.wire));
        format!("{} {}", call.label(), name.unwrap_or_default())
    }

    /// The component that declares it, if it is one, in the document that has it last.
    pub(in crate::verdict) fn shared(&self) -> Option<String> {
        let at = &self.new.as_ref().or(self.old.as_ref())?.at;
        raw::is_component(at).then(|| at.to_string())
    }

    /// Where it stands, in the document that has it last.
    pub(in crate::verdict) fn at(&self) -> Pointer {
        self.new.as_ref().or(self.old.as_ref()).map(|one| one.at.clone()).unwrap_or_default()
    }
}

/// The parameters of an operation that both documents have.
pub(in crate::verdict) fn matched<'a>(pairs: &Pairs<'a>, old: &Ways<'a>, new: &Ways<'a>) -> Vec<Matched<'a>> {
    let (old_places, new_places) =
        (raw::parameters(pairs.old.root, &old.main.at), raw::parameters(pairs.new.root, &new.main.at));
    let declare = |root: &Value, places: &Places, operation: &Operation, parameter: &'a Parameter| {
        let at = places.get(&raw::key(raw::word(parameter.location), &parameter.wire)).cloned();
        Declared { parameter, at: at.unwrap_or_else(|| raw::nearest(root, &operation.at)) }
    };
    let mut news: BTreeMap<(String, String), &Parameter> =
        sorted(new.main).into_iter().map(|parameter| (sent_as(new.main, parameter), parameter)).collect();
    let mut matched = Vec::new();
    for parameter in sorted(old.main) {
        let other = news.remove(&sent_as(old.main, parameter));
        matched.push(Matched {
            old: Some(declare(pairs.old.root, &old_places, old.main, parameter)),
            new: other.map(|other| declare(pairs.new.root, &new_places, new.main, other)),
        });
    }
    let came = news.into_values();
    matched
        .extend(came.map(|one| Matched { old: None, new: Some(declare(pairs.new.root, &new_places, new.main, one)) }));
    matched
}

/// All parameters, in an order that does not depend on the document's.
fn sorted(operation: &Operation) -> Vec<&Parameter> {
    let mut all: Vec<&Parameter> = operation.arguments.iter().chain(&operation.setters).collect();
    all.sort_by_key(|parameter| (raw::word(parameter.location), &parameter.wire));
    all
}

/// What tells a parameter from others on the wire: one of the path has a place there, and no name.
fn sent_as(operation: &Operation, parameter: &Parameter) -> (String, String) {
    let mut names = operation.path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let place = names.position(|(name, _)| name == parameter.wire);
    match (parameter.location, place) {
        (Location::Path, Some(place)) => ("path".to_owned(), place.to_string()),
        (location, _) => raw::key(raw::word(location), &parameter.wire),
    }
}

/// Parameters that went or came, are required or not any more, or are written in another way.
pub(super) fn drafts(pairs: &Pairs<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, call, old, new) in pairs.kept() {
        for matched in matched(pairs, old, new) {
            let facts = presence(&matched).into_iter().chain(style(pairs, &matched)).chain(kind(pairs, &matched));
            drafts.extend(facts.map(|fact| fact.draft(index, matched.at(), matched.local(call), matched.shared())));
        }
        drafts.extend(version(pairs, index, call, old.main, new.main));
    }
    drafts
}

fn presence(matched: &Matched<'_>) -> Option<Fact> {
    let (old, new) = (matched.old.as_ref(), matched.new.as_ref());
    let required = |declared: &Declared<'_>| declared.parameter.required;
    let word = |declared: &Declared<'_>| if required(declared) { "required" } else { "optional" }.to_owned();
    let (rule, level, means) = match (old.map(required), new.map(required)) {
        (Some(_), None) => {
            ("parameter-gone", Level::Changes, "An old build may still send it; the service ignores or refuses it.")
        }
        (None, Some(true)) => {
            ("parameter-added", Level::Breaks, "An old build never sends it, and its calls are refused.")
        }
        (None, Some(false)) => ("parameter-added", Level::Adds, "An old build never sends it, which stays right."),
        (Some(false), Some(true)) => {
            ("parameter-required", Level::Breaks, "Calls of an old build that leave it out are refused.")
        }
        (Some(true), Some(false)) => ("parameter-optional", Level::Adds, "An old build always sends it, as before."),
        _ => return None,
    };
    Some(Fact { rule, level, before: old.map(word), after: new.map(word), means })
}

/// How the value is written, where both documents have a value of that kind.
fn style(pairs: &Pairs<'_>, matched: &Matched<'_>) -> Option<Fact> {
    let (old, new) = (matched.old.as_ref()?.parameter, matched.new.as_ref()?.parameter);
    if old.style == new.style || family(&old.ty) != family(&new.ty) {
        return None;
    }
    let (before, after) = (style_word(old.style), style_word(new.style));
    // An item and a list of items are told by their types.
    let lists = |model: &Model, parameter: &Parameter| matches!(see(model, &type_of(parameter)).view, View::List(_));
    if lists(pairs.old.model, old) != lists(pairs.new.model, new) {
        return None;
    }
    let only_escapes = before == after;
    let level = if only_escapes { Level::Changes } else { Level::Breaks };
    let means = match only_escapes {
        true => "An old build escapes reserved characters as the old document said.",
        false => "An old build writes the value in the old way, which is read as another value or refused.",
    };
    Some(Fact { rule: "parameter-style-changed", level, before: Some(before), after: Some(after), means })
}

/// What decides whether styles can be compared: one text, some texts, or anything.
fn family(ty: &ParameterType) -> u8 {
    match ty {
        ParameterType::Text | ParameterType::Value(_) => 0,
        ParameterType::Texts | ParameterType::Values(_) => 1,
        ParameterType::Reference(_) => 2,
    }
}

fn style_word(style: Style) -> String {
    match style {
        Style::Single => "one text".to_owned(),
        Style::Repeated => "the name again for each value".to_owned(),
        Style::Joined(delimiter) => format!("values joined by {delimiter:?}"),
        Style::Encoded(encoding) => encoding.style.to_lowercase().replace('_', " "),
    }
}

/// The parameter that names the version of the API, which the runtime sends.
fn version(pairs: &Pairs<'_>, index: usize, call: &Call<'_>, old: &Operation, new: &Operation) -> Option<Draft> {
    let name = pairs.settings.versioning.as_ref()?.parameter;
    let (rule, level, means) = match (old.lifecycle.versioned, new.lifecycle.versioned) {
        (true, false) => (
            "parameter-gone",
            Level::Changes,
            "An old build still sends the version; the service ignores or refuses it.",
        ),
        (false, true) => {
            ("parameter-added", Level::Breaks, "An old build sends no version, and its calls are refused.")
        }
        _ => return None,
    };
    let side = if new.lifecycle.versioned { pairs.new } else { pairs.old };
    let operation = if new.lifecycle.versioned { new } else { old };
    let at = raw::parameter(side.root, &operation.at, Location::Query, name);
    let at = at.unwrap_or_else(|| raw::nearest(side.root, &operation.at));
    let shared = raw::is_component(&at).then(|| at.to_string());
    let there = |versioned: bool| versioned.then(|| "the version of the API".to_owned());
    let (before, after) = (there(old.lifecycle.versioned), there(new.lifecycle.versioned));
    let fact = Fact { rule, level, before, after, means };
    Some(fact.draft(index, at, format!("{} query {name}", call.label()), shared))
}

/// The types of the parameters that both documents have.
pub(super) fn roots<'a>(
    pairs: &Pairs<'a>,
    call: usize,
    of: &Call<'a>,
    (old, new): (&Ways<'a>, &Ways<'a>),
    walk: &mut Walk<'_>,
) {
    for matched in matched(pairs, old, new) {
        let (Some(one), Some(other)) = (&matched.old, &matched.new) else { continue };
        let local = matched.local(of);
        let label = Label { subject: matched.shared().unwrap_or_else(|| local.clone()), local };
        let (old, new) = match widening(pairs, &matched) {
            Some(Widening::ToText) => continue,
            Some(Widening::ToList(old, item)) => (old, item),
            None => (type_of(one.parameter), type_of(other.parameter)),
        };
        let (old_at, new_at) = (one.at.child("schema"), other.at.child("schema"));
        walk.add(&Root { call, label, old: &old, new: &new, old_at, new_at, way: Way::Sent });
    }
}

/// What a parameter's value can become with no harm to an old build, although it is of another kind.
enum Widening<'m> {
    /// Every scalar is written as a text.
    ToText,
    /// One value is written as a list of one is.
    ToList(Cow<'m, TypeRef>, Cow<'m, TypeRef>),
}

fn widening<'m>(pairs: &Pairs<'_>, matched: &Matched<'m>) -> Option<Widening<'m>> {
    let old = type_of(matched.old.as_ref()?.parameter);
    let new = type_of(matched.new.as_ref()?.parameter);
    let (one, other) = (see(pairs.old.model, &old).view, see(pairs.new.model, &new).view);
    if !one.is_scalar() {
        return None;
    }
    match other {
        View::String if one.kind() != Some("string") => Some(Widening::ToText),
        View::List(item) => {
            let item = Cow::Owned(item.clone());
            Some(Widening::ToList(old, item))
        }
        _ => None,
    }
}

/// The kind of value, where it became a wider one.
fn kind(pairs: &Pairs<'_>, matched: &Matched<'_>) -> Option<Fact> {
    widening(pairs, matched)?;
    Some(Fact {
        rule: "request-type-widened",
        level: Level::Adds,
        before: Some(describe(pairs.old.model, &type_of(matched.old.as_ref()?.parameter))),
        after: Some(describe(pairs.new.model, &type_of(matched.new.as_ref()?.parameter))),
        means: "What an old build sends is still taken, and more is.",
    })
}

/// The type of all that a caller gives.
pub(in crate::verdict) fn type_of(parameter: &Parameter) -> Cow<'_, TypeRef> {
    match &parameter.ty {
        ParameterType::Text => Cow::Owned(TypeRef::String),
        ParameterType::Texts => Cow::Owned(TypeRef::List(Box::new(TypeRef::String))),
        ParameterType::Values(item) => Cow::Owned(TypeRef::List(Box::new(item.clone()))),
        ParameterType::Value(ty) | ParameterType::Reference(ty) => Cow::Borrowed(ty),
    }
}
