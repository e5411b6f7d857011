//! The items of tags and operations.

use super::{Arg, Item, Kind, OperationItems, TagItems};
use crate::codegen::model::{Failure, Location, Operation, Parameter, Returns, Tag, TypeRef};
use crate::codegen::problem::Pointer;
use crate::verdict::rust::ty::{Speller, Ty};

const RESPONSE: &str = "Result<snyk_secoda::Response<{}>, snyk_secoda::Error>";

/// What every handle and every request derives.
const DERIVED: [&str; 2] = ["Clone", "Debug"];

/// What every request can be set, with an argument.
const CALL_OPTIONS: [(&str, &str); 7] = [
    ("with_timeout", "std::time::Duration::ZERO"),
    ("with_total_timeout", "std::time::Duration::ZERO"),
    ("with_connect_timeout", "std::time::Duration::ZERO"),
    ("with_retry", "snyk_secoda::RetryPolicy::never()"),
    ("with_replay", ""),
    ("with_request_id", "\"a\""),
    ("with_header", "\"a\", \"b\""),
];

pub(super) fn top(speller: Speller<'_>) -> Vec<Item> {
    let (api, root) = (speller.api, Pointer::default());
    let version = speller.model.default_version.as_ref().map(|_| {
        let at = root.child("info").child("version");
        Item::new(api, "API_VERSION", Kind::Constant, &at).giving(Ty::Plain("&'static str"))
    });
    let table = Item::new(api, "OPERATIONS", Kind::Table, &root);
    let types = Item::new(api, "types", Kind::Module, &root.child("components").child("schemas"));
    version.into_iter().chain([table, types]).collect()
}

pub(super) fn of_tag<'a>(speller: Speller<'_>, tag: &'a Tag) -> TagItems<'a> {
    let api = speller.api;
    let at = tag.operations.first().map(|operation| operation.at.clone()).unwrap_or_default();
    let module = Item::new(api, &tag.module, Kind::Module, &at);
    let handle = Item::new(&module.path(), &tag.handle, Kind::Handle, &at);
    let accessor = Item::new(&format!("{api}::Client"), &tag.accessor, Kind::Accessor, &at);
    let impls = DERIVED.map(|derived| Item::new(&handle.path(), derived, Kind::Impl, &at)).to_vec();
    TagItems { tag, accessor: accessor.giving(Ty::Named(handle.path())), module, handle, impls }
}

pub(super) fn of_operation<'a>(speller: Speller<'_>, tag: &Tag, operation: &'a Operation) -> OperationItems<'a> {
    let module = format!("{}::{}", speller.api, tag.module);
    let item = |name: &dyn std::fmt::Display, kind| Item::new(&module, name, kind, &operation.at);
    let request = item(&operation.request, Kind::Request);
    let former = operation.formerly.iter().map(|former| {
        let method = method(speller, tag, operation);
        let method = Item { name: former.name.to_string(), is_deprecated: true, ..method };
        let alias = Item { kind: Kind::Alias, ..item(&former.request, Kind::Request) };
        [method, alias.giving(Ty::Named(request.path())), item(&former.row, Kind::Row)]
    });
    OperationItems {
        operation,
        method: method(speller, tag, operation),
        row: item(&operation.row, Kind::Row),
        members: members(speller, &request.path(), operation),
        former: former.collect(),
        request,
    }
}

fn method(speller: Speller<'_>, tag: &Tag, operation: &Operation) -> Item {
    let module = format!("{}::{}", speller.api, tag.module);
    let body = operation.body.as_ref().map(|body| {
        let ty = match body.ty() {
            Some(TypeRef::String) => Ty::Plain("&str"),
            Some(of) => speller.ty(of).within("&{}"),
            None => Ty::Plain("impl Into<snyk_secoda::Body>"),
        };
        Arg { name: "body".to_owned(), wire: "body".to_owned(), ty }
    });
    let arguments = operation.arguments.iter().map(|argument| arg(speller, argument));
    let takes = arguments.chain(body).collect();
    let handle = format!("{module}::{}", tag.handle);
    let item = Item::new(&handle, &operation.name, Kind::Method, &operation.at);
    Item { is_deprecated: operation.deprecated, ..item }
        .taking(takes)
        .giving(Ty::Named(format!("{module}::{}", operation.request)))
}

fn arg(speller: Speller<'_>, parameter: &Parameter) -> Arg {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    Arg {
        name: parameter.name.to_string(),
        wire: format!("{place} {}", parameter.wire),
        ty: speller.parameter(parameter),
    }
}

/// What the request has, by the arms of `rt::operation!`.
fn members(speller: Speller<'_>, request: &str, operation: &Operation) -> Vec<Item> {
    let item = |name: &str, kind| Item::new(request, name, kind, &operation.at);
    let mut items =
        vec![item("parts", Kind::Parts), item("send", Kind::Send).giving(answer(speller, operation).within(RESPONSE))];
    items.extend(DERIVED.map(|derived| item(derived, Kind::Impl)));
    items.extend(CALL_OPTIONS.map(|(name, given)| item(name, Kind::CallOption(given))));
    items.extend(operation.lifecycle.versioned.then(|| item("with_version", Kind::CallOption("\"2024-10-15\""))));
    items.extend(
        matches!(operation.returns, Returns::Bytes)
            .then(|| item("send_stream", Kind::Stream).giving(Ty::Plain("snyk_secoda::ByteStream").within(RESPONSE))),
    );
    if let (Returns::Json(page), Some(_)) = (&operation.returns, &operation.paging) {
        let page = speller.ty(page);
        items.push(item("pages", Kind::Pages).giving(page.clone().within("snyk_secoda::Pages<{}>")));
        items.push(item("items", Kind::Items).giving(page.within("snyk_secoda::Items<{}>")));
    }
    items.extend(operation.failure.as_ref().map(|failure| {
        let ty = match failure {
            Failure::Same(of) => speller.ty(of),
            Failure::ByStatus(id) => speller.named(*id),
        };
        item("failure", Kind::Failure).giving(ty.within("Option<{}>"))
    }));
    items.extend(operation.setters.iter().map(|setter| {
        let arg = arg(speller, setter);
        let (wire, is_deprecated) = (arg.wire.clone(), setter.deprecated);
        Item { wire, is_deprecated, ..item(&arg.name, Kind::Setter) }.taking(vec![arg])
    }));
    items.extend(operation.headers.iter().map(|header| {
        let getter = item(header.name.as_str(), Kind::Header).giving(speller.ty(&header.ty).within("Option<{}>"));
        Item { wire: header.wire.clone(), ..getter }
    }));
    items
}

fn answer(speller: Speller<'_>, operation: &Operation) -> Ty {
    match &operation.returns {
        Returns::Nothing => Ty::Plain("()"),
        Returns::Json(of) => speller.ty(of),
        Returns::JsonOrNothing(of) => speller.ty(of).within("Option<{}>"),
        Returns::Text => Ty::Plain("String"),
        Returns::Bytes => Ty::Plain("bytes::Bytes"),
        Returns::Outcome(id) => speller.named(*id),
    }
}
