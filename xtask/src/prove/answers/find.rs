//! The answers that a document declares, and those of them that a client reads as JSON.

use serde_json::Value;

use crate::census::METHODS;
use crate::codegen::model::{Content, Failure, Model, Operation, Outcome, Returns, Shape, Status, TypeRef};
use crate::codegen::problem::Pointer;
use crate::prove::driver::{Called, Driver};

/// How far references of responses and schemas are followed.
const DEEPEST: usize = 32;

/// A declared answer with a JSON body.
pub(super) struct Answer<'a> {
    pub(super) called: &'a Called<'a>,
    /// The status as the document has it: `200`, `4XX`, `default`.
    pub(super) declared: String,
    /// The one that is given.
    pub(super) status: u16,
    pub(super) media_type: String,
    /// JSON pointer of the media type object.
    pub(super) content: String,
    /// JSON pointer of the schema, after references: equal for answers that share it.
    pub(super) schema: String,
    pub(super) target: Target<'a>,
}

/// What a client makes of the body.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    /// The value of the call.
    Result(&'a TypeRef),
    /// The same, where the body may be absent.
    OptionalResult(&'a TypeRef),
    /// What the error gives beside the status.
    Failure(&'a TypeRef),
}

/// An answer without a JSON body.
pub(super) struct Bodiless<'a> {
    pub(super) called: &'a Called<'a>,
    pub(super) status: u16,
}

#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) operations: usize,
    pub(super) answers: Vec<Answer<'a>>,
    pub(super) bodiless: Vec<Bodiless<'a>>,
    /// What is not driven, and why.
    pub(super) left: Vec<(String, String)>,
}

/// Every answer of every operation.
pub(super) fn find<'a>(driver: &'a Driver, called: &'a [Called<'a>]) -> Found<'a> {
    let root = &driver.document.root;
    let mut found = Found::default();
    for (path, item) in root["paths"].as_object().into_iter().flatten() {
        let at = followed(root, format!("/paths/{}", escaped(path)));
        let item = root.pointer(&at).unwrap_or(item);
        for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
            found.operations += 1;
            let name = format!("{} {path}", method.to_uppercase());
            match called.iter().find(|called| called.key == name) {
                Some(called) => found.operation(driver, called, &format!("{at}/{method}")),
                None => found.left(name, "the client has no such operation"),
            }
        }
    }
    found
}

impl<'a> Found<'a> {
    fn left(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left.push((what.into(), why.into()));
    }

    fn operation(&mut self, driver: &'a Driver, called: &'a Called<'a>, at: &str) {
        let root = &driver.document.root;
        let responses = format!("{at}/responses");
        let declared: Vec<&str> = root
            .pointer(&responses)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, _)| key.as_str())
            .collect();
        for key in declared.iter().filter(|key| !key.starts_with("x-")) {
            let what = format!("{} {key}", called.key);
            let Some(status) = status_for(key, &declared) else {
                self.left(what, "no status is left that it stands for");
                continue;
            };
            let response = followed(root, format!("{responses}/{key}"));
            let content = root.pointer(&response).and_then(|response| response["content"].as_object());
            let mut types: Vec<&str> = content.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            types.sort_unstable();
            if types.is_empty() {
                self.bodiless.push(Bodiless { called, status });
            }
            let first = types.iter().copied().find(|name| is_json(name));
            for name in types {
                let what = format!("{what} {name}");
                let content = format!("{response}/content/{}", escaped(name));
                let schema_of = |name: &str| root.pointer(&format!("{response}/content/{}/schema", escaped(name)));
                match (schema_of(name), target(&driver.model, called.operation, status)) {
                    _ if !is_json(name) => self.left(what, "it is not JSON"),
                    (None, _) => self.left(what, "it has no schema"),
                    (schema, _) if first.is_some_and(|first| schema_of(first) != schema) => {
                        self.left(what, "the client asks for another media type of this answer");
                    }
                    (_, None) => self.left(what, "the client does not read this body as JSON"),
                    (Some(_), Some(target)) => {
                        let schema = followed(root, format!("{content}/schema"));
                        let (declared, media_type) = ((*key).to_owned(), name.to_owned());
                        self.answers.push(Answer { called, declared, status, media_type, content, schema, target });
                    }
                }
            }
        }
    }
}

impl<'a> Target<'a> {
    pub(super) fn ty(self) -> &'a TypeRef {
        match self {
            Self::Result(ty) | Self::OptionalResult(ty) | Self::Failure(ty) => ty,
        }
    }
}

/// What the client makes of a JSON body with this status.
fn target<'a>(model: &'a Model, operation: &'a Operation, status: u16) -> Option<Target<'a>> {
    if (200..300).contains(&status) || operation.results.contains(&status) {
        return match &operation.returns {
            Returns::Json(ty) => Some(Target::Result(ty)),
            Returns::JsonOrNothing(ty) => Some(Target::OptionalResult(ty)),
            Returns::Outcome(id) => of_status(&model.type_def(*id).shape, status).map(Target::Result),
            Returns::Nothing | Returns::Text | Returns::Bytes => None,
        };
    }
    match operation.failure.as_ref()? {
        Failure::Same(ty) => Some(Target::Failure(ty)),
        Failure::ByStatus(id) => of_status(&model.type_def(*id).shape, status).map(Target::Failure),
    }
}

/// The variant of a status: its own, that of its hundred, or the default.
fn of_status(shape: &Shape, status: u16) -> Option<&TypeRef> {
    let Shape::Outcome(Outcome { variants }) = shape else { return None };
    let each = [Status::Code(status), Status::Range(status / 100), Status::Default];
    let variant = each.iter().find_map(|status| variants.iter().find(|variant| variant.status == *status))?;
    match &variant.content {
        Content::Json(ty) => Some(ty),
        Content::Nothing | Content::Text | Content::Bytes => None,
    }
}

/// A status that a key stands for, and that no other key has.
fn status_for(key: &str, declared: &[&str]) -> Option<u16> {
    if let Ok(status) = key.parse() {
        return Some(status);
    }
    let is_free = |status: &u16| !declared.contains(&status.to_string().as_str());
    let has_class = |class: u16| declared.iter().any(|key| key.eq_ignore_ascii_case(&format!("{class}XX")));
    if key.eq_ignore_ascii_case("default") {
        let has_success = declared.iter().any(|key| key.starts_with('2'));
        let classes: &[u16] = if has_success { &[4, 5] } else { &[2] };
        let mut statuses =
            classes.iter().filter(|class| !has_class(**class)).flat_map(|class| class * 100..class * 100 + 99);
        return statuses.find(is_free);
    }
    let class: u16 = key.get(..1)?.parse().ok()?;
    (class * 100..class * 100 + 99).find(is_free)
}

/// A JSON pointer after the references that stand there.
pub(super) fn followed(root: &Value, mut at: String) -> String {
    for _ in 0..DEEPEST {
        let reference = root.pointer(&at).and_then(|node| node["$ref"].as_str());
        let Some(target) = reference.and_then(Pointer::of_reference) else { break };
        at = target.as_str().to_owned();
    }
    at
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_for_a_status_that_no_other_key_has() {
        let declared = ["200", "4XX", "400", "default"];
        assert_eq!(status_for("200", &declared), Some(200));
        assert_eq!(status_for("4XX", &declared), Some(401));
        assert_eq!(status_for("default", &declared), Some(500));
        assert_eq!(status_for("default", &["default"]), Some(200));
        assert_eq!(status_for("whatever", &declared), None);
    }

    #[test]
    fn references_are_followed_to_their_end() {
        let root = serde_json::json!({ "a": { "$ref": "#/b" }, "b": { "$ref": "#/%7Bd%7D~1e" }, "{d}/e": 1 });
        assert_eq!(followed(&root, "/a".to_owned()), "/{d}~1e");
    }
}
