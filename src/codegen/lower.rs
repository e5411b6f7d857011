//! Document to model: the only room that decides what a construct becomes in Rust.

mod aliases;
mod bodies;
mod compose;
mod docs;
mod enums;
mod merge;
mod operations;
mod paging;
mod parameters;
mod responses;
mod types;
mod unions;

use std::collections::{BTreeSet, VecDeque};
use std::mem;

use super::model::{Doc, Model, Note, PerType, Shape, Tag, TypeDef, TypeId, TypeRef, Untyped, Usage};
use super::names::{self, TypeName};
use super::order;
use super::problem::{ByPlace, Pointer, Problem, Problems, Skip};
use super::settings::{Settings, Stale};
use super::spec::Spec;

/// Aliases of aliases. They can form a cycle, and nobody writes as many in earnest.
const LONGEST_ALIAS: usize = 64;

/// What is known while the document is being read.
struct Lowering<'a> {
    spec: &'a Spec,
    settings: &'a Settings,
    types: PerType<Pending>,
    /// The type of each schema that has been met, by its place.
    by_place: ByPlace<TypeId>,
    /// Schemas that were referred to and wait for their turn.
    queue: VecDeque<TypeId>,
    /// The names of the component schemas, which depend on all of their keys.
    components: ByPlace<String>,
    /// Paths that another one continues with a parameter, once someone asks.
    collections: BTreeSet<String>,
    problems: Problems,
    skipped: Vec<Skip>,
    notes: Vec<Note>,
    untyped: Vec<Untyped>,
}

/// A type that has a place, but not yet its last name.
struct Pending {
    at: Pointer,
    /// Of a component, settled; of anything else, what it would like to be called.
    name: String,
    doc: Doc,
    nullable: bool,
    /// None while it is being made.
    shape: Option<Shape>,
}

/// The model of a document, or everything that stands in its way.
pub fn lower(spec: &Spec, settings: &Settings) -> Result<Model, Problems> {
    let mut lowering = Lowering {
        spec,
        settings,
        types: PerType::new(),
        by_place: ByPlace::default(),
        queue: VecDeque::new(),
        components: ByPlace::default(),
        collections: BTreeSet::new(),
        problems: Problems::of(&settings.spec_file()),
        skipped: Vec::new(),
        notes: spec.notes.clone(),
        untyped: Vec::new(),
    };
    lowering.claim_components();
    let tags = lowering.tags();
    lowering.finish(tags)
}

impl Lowering<'_> {
    /// Names every component schema, used or not, so that use never changes a name.
    fn claim_components(&mut self) {
        let keys = self.spec.schema_names();
        let at = Pointer::default().child("components").child("schemas");
        let wishes: Vec<&str> = keys.iter().map(|key| self.renamed(&at.child(key)).unwrap_or(key)).collect();
        let settled = names::types(&wishes, &BTreeSet::new());
        for (name, key) in settled.collisions(&keys) {
            let what = format!("called {name} because another schema has the name that {key:?} makes");
            self.notes.push(Note { at: at.child(key), what });
        }
        for (key, name) in keys.iter().zip(&settled.names) {
            self.components.insert(at.child(key), name.to_string());
        }
    }

    fn renamed(&self, at: &Pointer) -> Option<&'static str> {
        self.settings.renames.iter().find(|rename| rename.at == at.as_str()).map(|rename| rename.name)
    }

    /// A type for the schema at a place. Its shape comes later.
    fn add_type(&mut self, at: &Pointer, name: &str) -> TypeId {
        let name = self.components.get(at).map_or(name, String::as_str);
        let name = self.renamed(at).unwrap_or(name).to_owned();
        let pending = Pending { at: at.clone(), name, doc: Doc::new(), nullable: false, shape: None };
        let id = self.types.add(pending);
        self.by_place.insert(at.clone(), id);
        id
    }

    /// Lowers every schema that was referred to so far, and those that these refer to.
    fn drain(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            self.define(id);
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A place whose value stays JSON: because the document says no more, or for a reason.
    fn untyped(&mut self, at: &Pointer, why: Option<&str>) -> TypeRef {
        self.untyped.push(Untyped { at: at.clone(), why: why.map(str::to_owned) });
        TypeRef::Json
    }

    fn note(&mut self, at: &Pointer, what: impl Into<String>) {
        self.notes.push(Note { at: at.clone(), what: what.into() });
    }

    /// The type with its aliases taken off.
    fn unaliased<'t>(&'t self, mut ty: &'t TypeRef) -> &'t TypeRef {
        for _ in 0..LONGEST_ALIAS {
            match ty {
                TypeRef::Named(id) => match &self.types[*id].shape {
                    Some(Shape::Alias(target, _)) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        &TypeRef::Json
    }

    fn finish(mut self, tags: Vec<Tag>) -> Result<Model, Problems> {
        self.check_tables();
        self.wrap_aliases();
        let mut tags = tags;
        self.merge_equal(&mut tags);
        self.mark_page_numbers(&tags);
        let reachable = self.reachable(&mut tags);
        let names = self.type_names(&reachable);
        let mut order: Vec<(TypeName, TypeId)> = names.into_iter().map(|(id, name)| (name, id)).collect();
        order::sort(&mut order);
        let mut ids = PerType::like(&self.types, None);
        order.iter().enumerate().for_each(|(new, &(_, old))| ids[old] = Some(TypeId(new)));
        let types = order.into_iter().filter_map(|(name, id)| {
            let Pending { at, doc, shape, .. } = &mut self.types[id];
            Some(TypeDef {
                name,
                doc: mem::take(doc),
                at: at.clone(),
                usage: Usage::default(),
                shape: shape.take()?,
                formerly: Vec::new(),
                checked: false,
            })
        });
        let types = types.collect();
        order::sort(&mut self.notes);
        order::sort(&mut self.skipped);
        order::sort(&mut self.untyped);
        self.untyped.dedup();
        let mut model = Model {
            title: self.spec.document.info.title.clone(),
            default_version: default_version(&tags, self.settings),
            types,
            kept: None,
            tags,
            skipped: self.skipped,
            notes: self.notes,
            untyped: self.untyped,
        };
        renumber(&mut model, &ids);
        aliases::keep_former_names(&mut model, self.settings)
            .into_iter()
            .for_each(|problem| self.problems.push(problem));
        self.problems.show(|at| self.spec.excerpt(at));
        self.problems.or(model)
    }

    /// The types that an operation sends or receives, directly or inside of others.
    fn reachable(&self, tags: &mut [Tag]) -> PerType<bool> {
        let operations = tags.iter_mut().flat_map(|tag| &mut tag.operations);
        let mut open: Vec<TypeId> = Vec::new();
        for operation in operations {
            open.extend(operation.sent_mut().iter().filter_map(|ty| ty.id()));
            open.extend(operation.received_mut().iter().filter_map(|ty| ty.id()));
            open.extend(operation.ids_mut().iter().map(|id| **id));
        }
        let mut reached = PerType::like(&self.types, false);
        while let Some(id) = open.pop() {
            if !mem::replace(&mut reached[id], true) {
                let parts = self.types[id].shape.iter().flat_map(Shape::parts);
                open.extend(parts.filter_map(TypeRef::id));
            }
        }
        reached
    }

    /// Settles the names of everything that is no component, in the order of places.
    fn type_names(&mut self, reachable: &PerType<bool>) -> Vec<(TypeId, TypeName)> {
        let taken: BTreeSet<String> = self.components.values().cloned().collect();
        let is_component = |id: &TypeId| self.components.has(&self.types[*id].at);
        let reached = self.types.ids().filter(|&id| reachable[id]);
        let (components, mut inline): (Vec<TypeId>, Vec<TypeId>) = reached.partition(is_component);
        order::sort_by(&mut inline, |&one, &other| self.types[one].at.cmp(&self.types[other].at));
        let pending: Vec<&Pending> = inline.iter().map(|&id| &self.types[id]).collect();
        let wishes: Vec<&str> = pending.iter().map(|pending| pending.name.as_str()).collect();
        let settled = names::types(&wishes, &taken);
        let notes = settled.collisions(&pending).map(|(name, Pending { at, name: wish, .. })| Note {
            at: at.clone(),
            what: format!("called {name} because {wish} is another type"),
        });
        self.notes.extend(notes);
        let exact = names::exact_types(components.iter().map(|&id| self.types[id].name.as_str()));
        components.into_iter().zip(exact).chain(inline.into_iter().zip(settled.names)).collect()
    }

    /// Aliases that form a cycle have no type at their end: the first of each becomes a type of its own.
    fn wrap_aliases(&mut self) {
        let mut order: Vec<TypeId> = self.types.ids().filter(|&id| self.alias_of(id).is_some()).collect();
        order::sort_by(&mut order, |&one, &other| self.types[one].at.cmp(&self.types[other].at));
        // Which walk has been at a type: a walk that meets itself has found a cycle, one that meets another has not.
        let mut walked = PerType::like(&self.types, None);
        for start in order {
            let mut next = Some(start);
            while let Some(id) = next.filter(|&id| walked[id].is_none()) {
                walked[id] = Some(start);
                next = self.alias_of(id);
            }
            if let Some(id) = next.filter(|&id| walked[id] == Some(start))
                && let Some(Shape::Alias(ty, _)) = &self.types[id].shape
            {
                self.types[id].shape = Some(Shape::Newtype(ty.clone()));
            }
        }
    }

    /// The type that an alias names.
    fn alias_of(&self, id: TypeId) -> Option<TypeId> {
        match &self.types[id].shape {
            Some(Shape::Alias(ty, _)) => ty.id(),
            _ => None,
        }
    }

    /// An entry of a table whose place is gone is stale.
    fn check_tables(&mut self) {
        let renames = self.settings.renames.iter().map(|rename| (rename.at, "renames a schema"));
        let skips = self.settings.skips.iter().map(|skip| (skip.at, "leaves out an operation"));
        for (place, what) in renames.chain(skips) {
            let at = Pointer::of_reference(&format!("#{place}")).unwrap_or_default();
            if self.settings.stale == Stale::IsProblem && !self.spec.has(&at) {
                self.problems.push(Problem::new(&at, format!("an entry of the settings {what} that is not there")));
            }
        }
    }
}

/// What a component of a kind is called: after itself, however many operations share it.
fn shared_name(at: &Pointer, kind: &str, suffix: &str) -> Option<String> {
    if at.parent().as_str().strip_prefix("/components/") != Some(kind) {
        return None;
    }
    let name = names::alone(&at.last());
    Some(if name.ends_with(suffix) { name } else { name + suffix })
}

/// The newest release among the operations, so that every generated shape can be served.
fn default_version(tags: &[Tag], settings: &Settings) -> Option<String> {
    let versioning = settings.versioning.as_ref()?;
    let versions =
        tags.iter().flat_map(|tag| &tag.operations).filter_map(|operation| operation.lifecycle.version.as_deref());
    let dates = versions.filter_map(|version| version.split('~').next());
    dates.chain([versioning.oldest_default]).max().map(str::to_owned)
}

/// Brings every reference to a type to its place among the sorted ones.
fn renumber(model: &mut Model, ids: &PerType<Option<TypeId>>) {
    let set = |id: &mut TypeId| {
        if let Some(new) = ids[*id] {
            *id = new;
        }
    };
    let parts = model.types.iter_mut().flat_map(|def| def.shape.parts_mut());
    parts.filter_map(TypeRef::id_mut).for_each(set);
    for_each_id(&mut model.tags, set);
}

/// Visits every type that an operation names.
fn for_each_id(tags: &mut [Tag], set: impl Fn(&mut TypeId) + Copy) {
    for operation in tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        operation.sent_mut().into_iter().filter_map(TypeRef::id_mut).for_each(set);
        operation.received_mut().into_iter().filter_map(TypeRef::id_mut).for_each(set);
        operation.ids_mut().into_iter().for_each(set);
    }
}

#[cfg(test)]
mod tests;
