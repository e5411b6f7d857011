//! What operations are called that the document does not name, and what belongs to them.

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use super::{FieldName, FnName, Settled, settle, words};
use crate::codegen::model::Status;

/// Statuses by the names of their registry (RFC 9110).
const STATUSES: [(u16, &str); 34] = [
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritative"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (415, "UnsupportedMediaType"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (429, "TooManyRequests"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
];

/// The getters of the headers of an answer, beside the setters of the request.
pub fn headers<'s>(wires: &[&str], setters: impl Iterator<Item = &'s FieldName>) -> Settled<FnName> {
    let taken: BTreeSet<&str> = setters.map(FieldName::as_str).collect();
    settle(wires, |name| taken.contains(name), "_", |wire| format!("header_{}", words(wire).to_snake_case()))
        .map(FnName)
}

/// What a status is called in an enum of answers.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Code(code) => STATUSES.iter().find(|(known, _)| *known == code).map_or("Status", |(_, name)| name),
        Status::Range(1) => "Informational",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirection",
        Status::Range(4) => "ClientError",
        Status::Range(_) => "ServerError",
        Status::Default => "Other",
    }
}

/// Another way to call an operation, by the media type that tells it apart.
pub fn variant_of(operation: &FnName, media_type: &str) -> String {
    let subtype = media_type.split(';').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let kind = match subtype.trim() {
        "x-www-form-urlencoded" => "form",
        "form-data" => "multipart",
        "plain" => "text",
        "*" => "bytes",
        other => other,
    };
    format!("{}_as_{}", operation.unraw(), words(kind).to_snake_case())
}

/// The name of an operation without an `operationId`: a verb and a noun from method and path.
pub fn derived_operation(method: &str, path: &str, collection: Collection) -> String {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_parameter = |segment: &&str| segment.contains('{');
    let noun = segments.iter().rev().find(|segment| !is_parameter(segment)).copied().unwrap_or("root");
    let item = segments.last().is_some_and(is_parameter);
    match (method, item, collection) {
        ("GET", false, Collection::Yes) => format!("list_{}", plural(noun)),
        ("GET", true, _) => format!("get_{}", singular(noun)),
        ("POST", false, Collection::Yes) => format!("create_{}", singular(noun)),
        ("PATCH" | "PUT", true, _) => format!("update_{}", singular(noun)),
        ("DELETE", true, _) => format!("delete_{}", singular(noun)),
        _ => format!("{}_{noun}", method.to_lowercase()),
    }
}

/// Whether a path stands for a set of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    Yes,
    No,
}

fn plural(noun: &str) -> String {
    if noun.ends_with('s') {
        return noun.to_owned();
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let es = ["sses", "xes", "ches", "shes", "zes"];
    if es.iter().any(|ending| noun.ends_with(ending)) {
        return noun.trim_end_matches("es").to_owned();
    }
    match noun.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_without_an_id_are_named_by_method_and_path() {
        let cases = [
            ("GET", "/api/v1/auth/group", Collection::Yes, "list_groups"),
            ("POST", "/api/v1/auth/group", Collection::Yes, "create_group"),
            ("GET", "/api/v1/auth/group/{id}", Collection::No, "get_group"),
            ("PATCH", "/api/v1/auth/group/{id}", Collection::No, "update_group"),
            ("DELETE", "/categories/{id}", Collection::No, "delete_category"),
            ("GET", "/healthcheck", Collection::No, "get_healthcheck"),
            ("POST", "/search", Collection::No, "post_search"),
            ("GET", "/", Collection::No, "get_root"),
        ];
        for (method, path, collection, name) in cases {
            assert_eq!(derived_operation(method, path, collection), name, "{method} {path}");
        }
    }

    #[test]
    fn getters_of_headers_differ_from_each_other_and_from_setters() {
        let setter = FieldName("header_a".to_owned());
        let settled = headers(&["x-b", "a", "x_b"], [&setter].into_iter());
        let names: Vec<&str> = settled.names.iter().map(FnName::as_str).collect();
        assert_eq!(names, ["header_x_b", "header_a_2", "header_x_b_2"]);
        assert_eq!(settled.collided, [1, 2]);
    }

    #[test]
    fn nouns_have_a_singular() {
        for (plural, one) in [("addresses", "address"), ("status", "status"), ("boxes", "box"), ("policies", "policy")]
        {
            assert_eq!(singular(plural), one);
        }
    }

    #[test]
    fn nouns_are_brought_to_the_number_that_is_meant() {
        let many = ["policy", "key", "box", "quiz", "branch", "wish", "org", "news"];
        let several = ["policies", "keys", "boxes", "quizes", "branches", "wishes", "orgs", "news"];
        assert_eq!(many.map(plural), several);
        let one = ["policies", "classes", "boxes", "branches", "wishes", "orgs", "status", "analysis", "chassis"];
        let single = ["policy", "class", "box", "branch", "wish", "org", "status", "analysis", "chassis"];
        assert_eq!(one.map(singular), single);
    }

    #[test]
    fn a_thing_is_got_and_a_set_is_listed() {
        assert_eq!(derived_operation("GET", "/orgs/{id}", Collection::No), "get_org");
        assert_eq!(derived_operation("GET", "/orgs", Collection::Yes), "list_orgs");
    }
}
