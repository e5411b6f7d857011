//! Paths to operations, sorted by tag.

use openapiv3::{PathItem, ReferenceOr};

use super::Lowering;
use super::bodies::is_text;
use super::docs;
use crate::codegen::docs::{append, clean, code};
use crate::codegen::model::{Authorization, Body, Lifecycle, Location, Operation, Parameter, Returns, Tag};
use crate::codegen::names::{self, Collection, FnName, ModName};
use crate::codegen::order;
use crate::codegen::problem::{Pointer, Problem, Skip};
use crate::codegen::spec::operations_of;

/// The tag of operations that have none.
const UNTAGGED: &str = "untagged";

/// An operation and where it stands.
struct Found<'s> {
    at: Pointer,
    method: &'static str,
    path: &'s str,
    item: &'s PathItem,
    operation: &'s openapiv3::Operation,
}

impl Found<'_> {
    fn tag(&self) -> &str {
        self.operation.tags.first().map_or(UNTAGGED, String::as_str)
    }
}

impl<'a> Lowering<'a> {
    /// Every tag that has operations, with its operations.
    pub(super) fn tags(&mut self) -> Vec<Tag> {
        let found = self.find_operations();
        let mut wires: Vec<&str> = found.iter().map(Found::tag).collect();
        wires.sort();
        wires.dedup();
        let mut modules: Vec<(&str, ModName)> = wires.iter().copied().zip(names::modules(&wires).names).collect();
        // In the order in which the document names them first.
        let mut tags = Vec::new();
        for wire in found.iter().map(Found::tag) {
            if let Some(index) = modules.iter().position(|(tag, _)| *tag == wire) {
                let (_, module) = modules.swap_remove(index);
                let operations: Vec<&Found<'_>> = found.iter().filter(|one| one.tag() == wire).collect();
                tags.push(self.tag(wire, module, &operations));
            }
        }
        tags
    }

    fn find_operations(&mut self) -> Vec<Found<'a>> {
        let paths = Pointer::default().child("paths");
        let spec = self.spec;
        let mut found = Vec::new();
        for (path, item) in &spec.document.paths.paths {
            let at = paths.child(path);
            let ReferenceOr::Item(item) = item else {
                self.problem(
                    Problem::new(&at, "a path that is a reference is not supported")
                        .mend("write the path item in place"),
                );
                continue;
            };
            for (method, operation) in operations_of(item) {
                let at = at.child(method.to_lowercase());
                match self.settings.skips.iter().find(|skip| skip.at == at.as_str()) {
                    Some(skip) => {
                        self.skipped.push(Skip { at, what: format!("{method} {path}"), why: skip.why.to_owned() })
                    }
                    None => found.push(Found { at, method, path, item, operation }),
                }
            }
        }
        found
    }

    fn tag(&mut self, wire: &str, module: ModName, found: &[&Found<'_>]) -> Tag {
        let names = self.operation_names(found);
        let mut wishes = vec![wire];
        wishes.extend(names.iter().map(FnName::unraw));
        let mut types = names::tag_types(&wishes).into_iter();
        let handle = types.next().unwrap_or_default();
        let document = &self.spec.document;
        let description = document.tags.iter().find(|tag| tag.name == wire).and_then(|tag| tag.description.as_deref());
        let mut doc = clean(description.unwrap_or_default());
        if doc.is_empty() {
            doc.push(format!("The operations of the tag {}.", code(wire)));
        }
        let parts = found.iter().zip(names).zip(types);
        let mut operations: Vec<Operation> = Vec::new();
        let mut variants: Vec<Operation> = Vec::new();
        for ((found, name), request) in parts {
            let (operation, others) = self.operation(found, name, request);
            operations.push(operation);
            variants.extend(others);
        }
        add_variants(&mut operations, variants, &handle);
        let feature = names::feature(self.settings.api, &module);
        Tag { wire: wire.to_owned(), feature, accessor: names::accessor(&module), module, handle, doc, operations }
    }

    /// The functions of a tag, settled in the order of places so that the document's order does not matter.
    fn operation_names(&mut self, found: &[&Found<'_>]) -> Vec<FnName> {
        let mut order: Vec<(usize, &Found<'_>)> = found.iter().copied().enumerate().collect();
        order::sort_by(&mut order, |(_, one), (_, other)| one.at.cmp(&other.at));
        let wishes: Vec<String> = order.iter().map(|(_, found)| self.operation_wish(found)).collect();
        let settled = names::functions(&wishes);
        let wished: Vec<(&Pointer, &String)> = order.iter().map(|(_, found)| &found.at).zip(&wishes).collect();
        for (name, (at, wish)) in settled.collisions(&wished) {
            self.note(at, format!("called {name} because another operation has the name {wish}"));
        }
        let mut names = vec![FnName::default(); found.len()];
        for ((index, _), name) in order.iter().zip(settled.names) {
            if let Some(place) = names.get_mut(*index) {
                *place = name;
            }
        }
        names
    }

    fn operation_wish(&mut self, found: &Found<'_>) -> String {
        match &found.operation.operation_id {
            Some(id) if !id.trim().is_empty() => id.clone(),
            _ => {
                let name = names::derived_operation(found.method, found.path, self.collection(found));
                self.note(&found.at, format!("no operationId, called {name} by its method and path"));
                name
            }
        }
    }

    /// A path that another one continues with a parameter stands for a set of things.
    fn collection(&mut self, found: &Found<'_>) -> Collection {
        if self.collections.is_empty() {
            let paths = self.spec.document.paths.paths.keys();
            let parents = paths.filter_map(|path| {
                let (parent, last) = path.trim_end_matches('/').rsplit_once('/')?;
                (last.starts_with('{') && last.ends_with('}')).then(|| parent.to_owned())
            });
            self.collections = parents.collect();
        }
        let is_parent = self.collections.contains(found.path.trim_end_matches('/'));
        if is_parent { Collection::Yes } else { Collection::No }
    }

    fn operation(&mut self, found: &Found<'_>, name: FnName, request: names::TypeName) -> (Operation, Vec<Operation>) {
        let operation = found.operation;
        let owner = request.as_str().to_owned();
        let lifecycle = self.lifecycle(operation);
        let (parameters, versioned) = self.parameters(found.item, operation, &found.at, found.path, &owner);
        let lifecycle = Lifecycle { versioned, ..lifecycle };
        let mut bodies = self.bodies(operation, &found.at, &owner).into_iter();
        let body = bodies.next();
        let mut answers = self.answers(operation, &found.at, &owner);
        self.drain();
        let parameters = self.with_types(parameters);
        let paging = self.paging(&answers.returns, &parameters);
        let (arguments, setters): (Vec<_>, Vec<_>) = parameters.into_iter().partition(|parameter| parameter.required);
        self.name_headers(&mut answers.headers, &setters, &found.at);
        let permissions = texts(operation, "x-snyk-permissions");
        let mut doc =
            docs::of_operation(operation, &format!("{} {}", found.method, found.path), &lifecycle, &permissions);
        if let Some(server) = operation.servers.first().or(found.item.servers.first()) {
            append(
                &mut doc,
                format!("It has a server of its own, {}: give that to a client as its base URL.", code(&server.url)),
            );
        }
        let lowered = Operation {
            row: names::constant(&name, &request),
            id: operation.operation_id.clone().unwrap_or_else(|| name.to_string()),
            name,
            request,
            at: found.at.clone(),
            doc,
            method: found.method.to_owned(),
            path: found.path.to_owned(),
            arguments: in_calling_order(arguments),
            setters,
            body,
            returns: answers.returns,
            failure: answers.failure,
            results: answers.results,
            paging,
            deprecated: operation.deprecated,
            lifecycle,
            permissions,
            accept: answers.accept,
            headers: answers.headers,
            authorization: match &operation.security {
                Some(alternatives) if alternatives.is_empty() => Authorization::None,
                _ => Authorization::Required,
            },
            variant: false,
            formerly: Vec::new(),
        };
        let of_body = bodies.map(|body| Variant { media_type: body.media_type.clone(), change: Change::Body(body) });
        let of_answer = answers.others.into_iter().map(|media_type| Variant { media_type, change: Change::Answer });
        let variants = of_body.chain(of_answer).map(|variant| variant.applied(&lowered)).collect();
        (lowered, variants)
    }

    fn lifecycle(&self, operation: &openapiv3::Operation) -> Lifecycle {
        let text = |key: &str| operation.extensions.get(key)?.as_str().map(str::to_owned);
        let version = text("x-snyk-api-version");
        let by_suffix =
            version.as_deref().map(|version| version.split_once('~').map_or("ga", |(_, stage)| stage).to_owned());
        Lifecycle {
            versioned: false,
            stability: text("x-snyk-api-stability").or(by_suffix),
            releases: texts(operation, "x-snyk-api-releases"),
            version,
        }
    }
}

/// An operation with another body or another answer than the preferred one.
struct Variant {
    media_type: String,
    change: Change,
}

enum Change {
    Body(Body),
    /// The answer in the media type, as it is.
    Answer,
}

impl Variant {
    fn applied(self, operation: &Operation) -> Operation {
        let mut doc = operation.doc.clone();
        append(&mut doc, format!("In this form by {}.", code(&self.media_type)));
        let base = Operation { variant: true, doc, headers: Vec::new(), ..operation.clone() };
        match self.change {
            Change::Body(body) => Operation { body: Some(body), ..base },
            Change::Answer => {
                let returns = if is_text(&self.media_type) { Returns::Text } else { Returns::Bytes };
                Operation { returns, paging: None, accept: vec![self.media_type], ..base }
            }
        }
    }
}

/// Adds other ways to call operations of a tag, each with a name of its own.
fn add_variants(operations: &mut Vec<Operation>, variants: Vec<Operation>, handle: &names::TypeName) {
    let wishes: Vec<String> =
        variants.iter().map(|variant| names::variant_of(&variant.name, media_type(variant))).collect();
    let taken: Vec<&FnName> = operations.iter().map(|operation| &operation.name).collect();
    let functions = names::more_functions(&wishes, &taken);
    let types = operations.iter().map(|operation| operation.request.to_string()).chain([handle.to_string()]).collect();
    let requests = names::types(&functions.iter().map(FnName::unraw).collect::<Vec<_>>(), &types).names;
    for ((mut variant, name), request) in variants.into_iter().zip(functions).zip(requests) {
        variant.row = names::constant(&name, &request);
        variant.name = name;
        variant.request = request;
        operations.push(variant);
    }
}

/// The media type that tells a variant from its operation.
fn media_type(variant: &Operation) -> &str {
    match (&variant.returns, &variant.accept[..]) {
        (Returns::Bytes | Returns::Text, [only]) => only,
        _ => variant.body.as_ref().map_or("", |body| &body.media_type),
    }
}

/// Path arguments as the path has them, then the others as the document has them.
fn in_calling_order(arguments: Vec<Parameter>) -> Vec<Parameter> {
    let (mut arguments, others): (Vec<Parameter>, Vec<Parameter>) =
        arguments.into_iter().partition(|argument| argument.location == Location::Path);
    arguments.extend(others);
    arguments
}

fn texts(operation: &openapiv3::Operation, key: &str) -> Vec<String> {
    let list = operation.extensions.get(key).and_then(|value| value.as_array());
    list.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
