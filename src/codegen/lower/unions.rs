//! `oneOf` and `anyOf`: how the type of a value is told from its JSON.
//!
//! A discriminator decides first, then the kind of JSON value. Alternatives of one kind become one: texts an
//! enumeration or a text, numbers a number, objects a union by a member that has another value in each, or by the
//! members that are there; objects with the same members are one object. What none of these tells apart stays raw
//! JSON, and the reviewer hears of it.

mod alternatives;

use std::collections::BTreeSet;

use openapiv3::Discriminator;
use serde_json::Value;

use alternatives::{Alternative, by_constant, by_kind, by_tag, each_once, is_bare_union, told_by_members};

use super::Lowering;
use super::types::{Form, More};
use crate::codegen::model::{Shape, Struct, TypeRef, Union, UnionBy, UnionVariant};
use crate::codegen::names;
use crate::codegen::order;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::{Additional, Keywords, Node, Placed};

impl<'a> Lowering<'a> {
    pub(super) fn union(&mut self, mut keywords: Keywords<'_>, at: &Pointer, name: &str) -> (Form, More) {
        let members: Vec<Placed<'_>> = keywords.one_of.drain(..).chain(keywords.any_of.drain(..)).collect();
        let count = members.len();
        let members: Vec<Placed<'_>> = members.into_iter().filter(|placed| !is_null(placed)).collect();
        let nullable = members.len() < count;
        // Alternatives that only require members say nothing of types.
        if members.iter().all(only_requires) {
            let (form, more) = self.form(keywords, at, name);
            return (form, More { nullable: nullable || more.nullable, ..more });
        }
        let shared = says_something(&keywords);
        if let ([one], false) = (&members[..], shared) {
            let only = self.lower(one);
            let more = More { nullable: nullable || only.nullable, items: only.limits.items.clone() };
            return (Form::Plain(only.ty), more);
        }
        let discriminator = keywords.discriminator;
        let alternatives = members.iter().map(|placed| match shared {
            true => self.joined_alternative(placed, &keywords, name),
            false => self.alternative(placed, name),
        });
        let alternatives = each_once(alternatives.collect());
        (self.told_apart(alternatives, discriminator, at, name), More { nullable, items: None })
    }

    /// A schema with a discriminator and no alternatives stands for those that extend it.
    pub(super) fn inheritance(&mut self, keywords: &Keywords<'_>, at: &Pointer, name: &str) -> Option<Form> {
        let discriminator = keywords.discriminator.filter(|_| self.components.has(at))?;
        let mut targets = self.tag_targets(discriminator, at);
        for extension in self.spec.extensions_of(at) {
            if !targets.iter().any(|(_, target)| target == extension) {
                targets.push((extension.last(), extension.clone()));
            }
        }
        targets.retain(|(_, target)| target != at);
        let mut places: Vec<Pointer> = targets.iter().map(|(_, target)| target.clone()).collect();
        order::sort(&mut places);
        places.dedup();
        if places.is_empty() {
            return None;
        }
        let references: Vec<String> = places.iter().map(|place| format!("#{}", place.as_str())).collect();
        let alternatives = references.iter().map(|reference| {
            self.alternative(&Placed { node: Node::Reference(reference), at: at.clone(), name: name.to_owned() }, name)
        });
        let alternatives: Vec<Alternative<'_>> = alternatives.collect();
        let marks = by_tag(&alternatives, &targets)?;
        Some(Form::Item(Shape::Union(union_of(UnionBy::Tag(discriminator.property_name.clone()), alternatives, marks))))
    }

    fn told_apart<'s>(
        &mut self,
        alternatives: Vec<Alternative<'s>>,
        discriminator: Option<&Discriminator>,
        at: &Pointer,
        name: &str,
    ) -> Form
    where
        'a: 's,
    {
        if let [one] = &alternatives[..] {
            return Form::Plain(one.ty.clone());
        }
        if let Some(discriminator) = discriminator
            && let Some(marks) = by_tag(&alternatives, &self.tag_targets(discriminator, at))
        {
            let by = UnionBy::Tag(discriminator.property_name.clone());
            return Form::Item(Shape::Union(union_of(by, alternatives, marks)));
        }
        let Some(groups) = by_kind(&alternatives) else {
            return Form::Plain(self.untyped(at, Some("an alternative may be of any type")));
        };
        if let [(_, group)] = &groups[..] {
            return self.of_one_kind(group, at, name);
        }
        let parts = groups.into_iter().filter_map(|(kind, group)| {
            let first = group.first()?.clone();
            let place = at.child(kind);
            let form = self.of_one_kind(&group, &place, &names::inside(name, kind));
            let ty = self.type_of_form(form, &place, &names::inside(name, kind));
            let wish = if let [one] = &group[..] { one.name.clone() } else { kind.to_owned() };
            Some((Alternative { name: wish, ty, ..first }, vec![kind.to_owned()]))
        });
        let (alternatives, marks) = parts.collect::<Vec<_>>().into_iter().unzip();
        Form::Item(Shape::Union(union_of(UnionBy::Kind, alternatives, marks)))
    }

    /// Alternatives whose values are all of one kind of JSON.
    fn of_one_kind<'s>(&mut self, group: &[Alternative<'s>], at: &Pointer, name: &str) -> Form
    where
        'a: 's,
    {
        let [first, others @ ..] = group else { return Form::Plain(self.untyped(at, None)) };
        if others.iter().all(|other| other.ty == first.ty) {
            return Form::Plain(first.ty.clone());
        }
        match first.kind {
            Some("string") => self.texts(group, at),
            Some("integer" | "number") => Form::Plain(TypeRef::F64),
            Some("boolean") => Form::Plain(TypeRef::Bool),
            Some("object") => {
                if let Some((by, marks)) = by_constant(group).or_else(|| told_by_members(group)) {
                    return Form::Item(Shape::Union(union_of(by, group.to_vec(), marks)));
                }
                match self.unfolded(group, name) {
                    Some(unfolded) => self.of_one_kind(&unfolded, at, name),
                    None => Form::Item(Shape::Struct(self.joined_object(group, at))),
                }
            }
            _ => Form::Plain(self.joined_list(group, at, name)),
        }
    }

    /// The alternatives with those of unions among them in the place of these; none if there is no union. What unions
    /// say they say by their alternatives, so that one could not be joined with others.
    fn unfolded<'s>(&mut self, group: &[Alternative<'s>], name: &str) -> Option<Vec<Alternative<'s>>>
    where
        'a: 's,
    {
        group.iter().find(|one| is_bare_union(&one.keywords))?;
        let mut met = BTreeSet::new();
        let mut open: Vec<Alternative<'s>> = group.iter().rev().cloned().collect();
        let mut unfolded = Vec::new();
        while let Some(one) = open.pop() {
            if !is_bare_union(&one.keywords) {
                unfolded.push(one);
                continue;
            }
            let inner = one.keywords.one_of.into_iter().chain(one.keywords.any_of).filter(|placed| !is_null(placed));
            let inner: Vec<Placed<'s>> = inner.filter(|placed| met.insert(self.target_of(placed))).collect();
            open.extend(inner.iter().rev().map(|placed| self.alternative(placed, name)));
        }
        Some(each_once(unfolded))
    }

    /// Lists are one list, each item of which has the alternatives of all.
    fn joined_list(&mut self, group: &[Alternative<'_>], at: &Pointer, name: &str) -> TypeRef {
        let at = at.child("items");
        let items: Vec<Placed<'_>> = group.iter().flat_map(|one| one.keywords.items.iter().cloned()).collect();
        let item = match items.len() < group.len() {
            true => self.untyped(&at, None),
            false => {
                let keywords = Keywords { one_of: items, ..Keywords::default() };
                self.lower_keywords(keywords, &at, &format!("{name}Item")).whole()
            }
        };
        TypeRef::List(Box::new(item))
    }

    /// Objects that have the same members are one object, each member of which has the alternatives of all.
    fn joined_object(&mut self, group: &[Alternative<'_>], at: &Pointer) -> Struct {
        let mut joined = Keywords::default();
        for alternative in group {
            for property in &alternative.keywords.properties {
                let Some(same) = joined.properties.iter_mut().find(|one| one.wire == property.wire) else {
                    joined.properties.push(property.clone());
                    continue;
                };
                if same.alternatives.is_empty() && !is_same(&same.nodes, &property.nodes) {
                    same.alternatives.append(&mut same.nodes);
                }
                if !same.alternatives.is_empty() {
                    same.alternatives.extend(property.nodes.iter().cloned());
                }
            }
        }
        let everywhere = |wire: &&str| group.iter().all(|one| one.required.iter().any(|required| required == wire));
        joined.required = joined.properties.iter().map(|property| property.wire).filter(everywhere).collect();
        self.structure(joined, at, None)
    }

    /// Texts that some alternatives enumerate are an enumeration, which is open to all others.
    fn texts(&mut self, group: &[Alternative<'_>], at: &Pointer) -> Form {
        let texts: Vec<&str> = group.iter().flat_map(|one| &one.texts).map(String::as_str).collect();
        if texts.is_empty() {
            return Form::Plain(TypeRef::String);
        }
        Form::Item(Shape::Enum(self.open_enum(&texts, at)))
    }

    fn alternative<'s>(&mut self, placed: &Placed<'s>, owner: &str) -> Alternative<'s>
    where
        'a: 's,
    {
        let merged = self.merge(vec![placed.clone()]);
        let (name, reference) = self.name_of(placed, &merged);
        let place = Placed { name: names::inside(owner, &name), ..placed.clone() };
        let ty = self.lower(&place).whole();
        self.alternative_of(&merged, name, ty, reference)
    }

    /// An alternative together with what the schema around it says.
    fn joined_alternative<'s>(&mut self, placed: &Placed<'s>, shared: &Keywords<'s>, owner: &str) -> Alternative<'s>
    where
        'a: 's,
    {
        let alone = self.merge(vec![placed.clone()]);
        let (name, reference) = self.name_of(placed, &alone);
        // That of the schema around it tells alternatives apart, and this is one of them.
        let shared = Keywords { discriminator: None, ..shared.clone() };
        let joined = super::compose::join(alone, shared);
        let ty = self.lower_keywords(joined.clone(), &placed.at, &names::inside(owner, &name)).whole();
        self.alternative_of(&joined, name, ty, reference)
    }

    /// The kind of the only JSON values that a schema admits, itself or by every one of its alternatives.
    fn kind_of(&mut self, keywords: &Keywords<'_>) -> Option<&'static str> {
        let mut met = BTreeSet::new();
        let mut open: Vec<Keywords<'_>> = vec![keywords.clone()];
        let mut found = None;
        while let Some(keywords) = open.pop() {
            match own_kind(&keywords) {
                Some(kind) if found.is_none_or(|found| found == kind) => found = Some(kind),
                Some(_) => return None,
                None => {
                    let members = keywords.one_of.into_iter().chain(keywords.any_of).filter(|placed| !is_null(placed));
                    let members: Vec<Placed<'_>> =
                        members.filter(|placed| met.insert(self.target_of(placed))).collect();
                    if members.is_empty() {
                        return None;
                    }
                    open.extend(members.into_iter().map(|placed| self.merge(vec![placed])));
                }
            }
        }
        found
    }

    fn name_of(&mut self, placed: &Placed<'_>, merged: &Keywords<'_>) -> (String, Option<Pointer>) {
        let reference = match placed.node {
            Node::Reference(reference) => self.spec.target(reference, &placed.at).ok(),
            Node::Schema(_) => None,
        };
        let name = match &reference {
            Some(at) => self.components.get(at).cloned().unwrap_or_else(|| at.last()),
            None => match self.constants(merged).first().map(|(_, values)| &values[..]) {
                Some([only]) => only.clone(),
                _ => self.kind_of(merged).unwrap_or("alternative").to_owned(),
            },
        };
        (name, reference)
    }

    fn alternative_of<'s>(
        &mut self,
        merged: &Keywords<'s>,
        name: String,
        ty: TypeRef,
        reference: Option<Pointer>,
    ) -> Alternative<'s>
    where
        'a: 's,
    {
        Alternative {
            name,
            ty,
            keywords: merged.clone(),
            kind: self.kind_of(merged),
            required: merged.required.iter().map(|&member| member.to_owned()).collect(),
            named: merged.properties.iter().map(|property| property.wire.to_owned()).collect(),
            constants: self.constants(merged),
            texts: texts_of(merged),
            reference,
        }
    }

    /// Members that the schema requires and whose values it enumerates.
    fn constants(&self, merged: &Keywords<'_>) -> Vec<(String, Vec<String>)> {
        let required = merged.properties.iter().filter(|property| merged.required.contains(&property.wire));
        let values = required.filter_map(|property| {
            let texts = property.nodes.iter().find_map(|placed| self.texts_at(placed))?;
            Some((property.wire.to_owned(), texts))
        });
        let mut values: Vec<(String, Vec<String>)> = values.collect();
        order::sort(&mut values);
        values
    }

    fn texts_at(&self, placed: &Placed<'_>) -> Option<Vec<String>> {
        let schema = match placed.node {
            Node::Schema(schema) => schema,
            Node::Reference(reference) => self.spec.schema(&self.spec.target(reference, &placed.at).ok()?).ok()?,
        };
        let texts = texts_of(&Keywords::of(schema, &placed.at, ""));
        (!texts.is_empty()).then_some(texts)
    }

    /// Where the entries of a mapping lead. An entry is a reference or the key of a component schema.
    fn tag_targets(&mut self, discriminator: &Discriminator, at: &Pointer) -> Vec<(String, Pointer)> {
        let schemas = Pointer::default().child("components").child("schemas");
        let mut targets = Vec::new();
        for (tag, reference) in &discriminator.mapping {
            let by_key = Some(schemas.child(reference)).filter(|place| self.spec.has(place));
            match by_key.map_or_else(|| self.spec.target(reference, at), Ok) {
                Ok(target) => targets.push((tag.clone(), target)),
                Err(problem) => self.note(at, format!("the tag {tag:?} is left out: {}", problem.what)),
            }
        }
        targets
    }
}

fn union_of(by: UnionBy, alternatives: Vec<Alternative<'_>>, marks: Vec<Vec<String>>) -> Union {
    let wishes: Vec<&str> = alternatives.iter().map(|alternative| alternative.name.as_str()).collect();
    let names = names::variants(&wishes).names;
    let parts = alternatives.into_iter().zip(names).zip(marks);
    let variants = parts.map(|((alternative, name), marks)| {
        let by_members = by == UnionBy::Members;
        let mut named: Vec<String> =
            alternative.named.into_iter().filter(|member| by_members && !marks.contains(member)).collect();
        named.sort();
        UnionVariant { name, ty: alternative.ty, marks, named }
    });
    let variants = variants.collect();
    Union { by, variants }
}

/// Whether two members have the same schemas.
fn is_same(one: &[Placed<'_>], other: &[Placed<'_>]) -> bool {
    let same = |(one, other): (&Placed<'_>, &Placed<'_>)| match (one.node, other.node) {
        (Node::Reference(one), Node::Reference(other)) => one == other,
        (Node::Schema(one), Node::Schema(other)) => one == other,
        _ => false,
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

/// The kind that the keywords of a schema speak of, leaving its alternatives aside.
fn own_kind(keywords: &Keywords<'_>) -> Option<&'static str> {
    match keywords.kind {
        Some("string") => Some("string"),
        Some("integer") => Some("integer"),
        Some("number") => Some("number"),
        Some("boolean") => Some("boolean"),
        Some("array") => Some("array"),
        Some("object") => Some("object"),
        _ if !keywords.properties.is_empty() || !matches!(keywords.additional, Additional::Unsaid) => Some("object"),
        _ if !keywords.items.is_empty() => Some("array"),
        _ if !keywords.values.is_empty() && keywords.values.iter().all(Value::is_string) => Some("string"),
        _ => None,
    }
}

fn texts_of(keywords: &Keywords<'_>) -> Vec<String> {
    keywords.values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Says more of a value than its alternatives do.
fn says_something(keywords: &Keywords<'_>) -> bool {
    !(keywords.properties.is_empty() && keywords.required.is_empty() && keywords.items.is_empty())
        || matches!(keywords.additional, Additional::Typed(_) | Additional::Open)
}

fn only_requires(placed: &Placed<'_>) -> bool {
    match placed.node {
        Node::Schema(schema) => {
            let keywords = Keywords::of(schema, &placed.at, "");
            let kind = matches!(keywords.kind, None | Some("object"));
            kind && !keywords.required.is_empty() && !keywords.has_parts()
        }
        Node::Reference(_) => false,
    }
}

/// A schema that admits nothing but null.
fn is_null(placed: &Placed<'_>) -> bool {
    match placed.node {
        Node::Schema(schema) => Keywords::of(schema, &placed.at, "").values == [Value::Null],
        Node::Reference(_) => false,
    }
}
