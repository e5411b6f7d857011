//! What a call gives: by status, and by what the statuses have in common.

use openapiv3::{Response, StatusCode};

use super::Lowering;
use super::bodies::{is_json, is_text};
use super::types::Form;
use crate::codegen::docs::clean;
use crate::codegen::model::{
    Content, Failure, Header, Outcome, OutcomeVariant, Parameter, Presence, Returns, Shape, Status, TypeRef,
};
use crate::codegen::names::{self, FnName};
use crate::codegen::order;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::Placed;

/// The answers of an operation.
pub(super) struct Answers {
    pub returns: Returns,
    pub failure: Option<Failure>,
    pub results: Vec<u16>,
    /// Media types to ask for.
    pub accept: Vec<String>,
    pub headers: Vec<Header>,
    /// Media types of the success that are written in another way than the preferred one.
    pub others: Vec<String>,
}

/// One answer of an operation.
struct Answer {
    status: Status,
    content: Content,
    media_types: Vec<String>,
    others: Vec<String>,
    is_result: bool,
}

impl Lowering<'_> {
    pub(super) fn answers(&mut self, operation: &openapiv3::Operation, at: &Pointer, owner: &str) -> Answers {
        let mut answers: Vec<Answer> = Vec::new();
        let mut headers: Vec<Header> = Vec::new();
        let responses = at.child("responses");
        let of_status =
            operation.responses.responses.iter().map(|(status, node)| (status_of(status), status.to_string(), node));
        let default = operation.responses.default.iter().map(|node| (Status::Default, "default".to_owned(), node));
        let declared: Vec<_> = of_status.chain(default).collect();
        let has_success = declared.iter().any(|(status, ..)| is_success(*status));
        for (status, key, node) in declared {
            match self.spec.resolve(node, &responses.child(key)) {
                Ok(resolved) => {
                    // Where no success is declared, the default is one.
                    let is_result =
                        is_success(status) || is_redirect(status) || (status == Status::Default && !has_success);
                    if is_result {
                        self.headers(&resolved.part, &resolved.at, &mut headers);
                    }
                    answers.push(self.answer(&resolved.part, &resolved.at, owner, status, is_result));
                }
                Err(problem) => self.problem(problem),
            }
        }
        order::sort_by(&mut answers, |one, other| one.status.cmp(&other.status));
        let (results, failures): (Vec<Answer>, Vec<Answer>) = answers.into_iter().partition(|answer| answer.is_result);
        let codes = results.iter().filter_map(|answer| match answer.status {
            Status::Code(code @ 300..=399) => Some(code),
            _ => None,
        });
        let types =
            |answers: &[Answer]| answers.iter().flat_map(|answer| answer.media_types.clone()).collect::<Vec<_>>();
        let others = results.iter().flat_map(|answer| answer.others.clone());
        Answers {
            results: codes.collect(),
            accept: each_once(types(&results).into_iter().chain(types(&failures))),
            others: each_once(others),
            headers,
            failure: self.failure(failures, &responses, owner),
            returns: self.returns(results, &responses, owner),
        }
    }

    fn answer(&mut self, response: &Response, at: &Pointer, owner: &str, status: Status, is_result: bool) -> Answer {
        // The order of members says nothing, so that the preferred media type must not depend on it.
        let mut types: Vec<&String> = response.content.keys().collect();
        order::sort(&mut types);
        let json = types.iter().copied().find(|name| is_json(name));
        let is_text_only = types.iter().all(|name| is_text(name));
        let (content, preferred) = match json {
            Some(name) => {
                let schema = |name: &String| response.content.get(name).map(|media| &media.schema);
                let same = types.iter().copied().filter(|other| is_json(other) && schema(other) == schema(name));
                (self.json_answer(response, name, at, owner, is_result), same.collect())
            }
            None if types.is_empty() => (Content::Nothing, Vec::new()),
            None if is_text_only => (Content::Text, types.clone()),
            None => (Content::Bytes, types.clone()),
        };
        let others = types.into_iter().filter(|name| !preferred.contains(name)).cloned().collect();
        Answer { status, content, media_types: preferred.into_iter().cloned().collect(), others, is_result }
    }

    fn json_answer(&mut self, response: &Response, name: &str, at: &Pointer, owner: &str, is_result: bool) -> Content {
        let place = at.child("content").child(name).child("schema");
        let Some(node) = response.content.get(name).and_then(|media| media.schema.as_ref()) else {
            return Content::Json(self.untyped(&place.parent(), None));
        };
        let part = if is_result { "Response" } else { "Error" };
        let name = super::shared_name(at, "responses", part).unwrap_or_else(|| format!("{owner}{part}"));
        let ty = self.lower(&Placed::new(node, place, name)).whole();
        self.drain();
        if is_result {
            self.loosen(&ty);
        }
        Content::Json(ty)
    }

    /// Members that every answer may leave out, whatever its schema says.
    fn loosen(&mut self, ty: &TypeRef) {
        let TypeRef::Named(id) = self.unaliased(ty).clone() else { return };
        let Some(Shape::Struct(shape)) = &mut self.types[id].shape else { return };
        let loose =
            shape.fields.iter_mut().filter(|field| self.settings.optional_in_answers.contains(&field.wire.as_str()));
        loose.for_each(|field| field.presence = Presence::Optional);
    }

    fn returns(&mut self, results: Vec<Answer>, at: &Pointer, owner: &str) -> Returns {
        let redirects = results.iter().any(|answer| is_redirect(answer.status));
        let contents = each_content(&results);
        match &contents[..] {
            [] | [Content::Nothing] => Returns::Nothing,
            [Content::Text] => Returns::Text,
            [Content::Bytes] => Returns::Bytes,
            [Content::Json(ty)] if !redirects || results.len() == 1 => Returns::Json(ty.clone()),
            [Content::Json(ty), Content::Nothing] | [Content::Nothing, Content::Json(ty)] if !redirects => {
                Returns::JsonOrNothing(ty.clone())
            }
            _ => {
                let ty = self.outcome(results, &at.child("2XX"), &format!("{owner}Outcome"));
                if let TypeRef::Named(id) = ty { Returns::Outcome(id) } else { Returns::Nothing }
            }
        }
    }

    fn failure(&mut self, failures: Vec<Answer>, at: &Pointer, owner: &str) -> Option<Failure> {
        let json: Vec<Answer> = failures.into_iter().filter(|answer| answer.content.json().is_some()).collect();
        match &each_content(&json)[..] {
            [] => None,
            [Content::Json(ty)] => Some(Failure::Same(ty.clone())),
            _ => match self.outcome(json, &at.child("4XX"), &format!("{owner}Failure")) {
                TypeRef::Named(id) => Some(Failure::ByStatus(id)),
                _ => None,
            },
        }
    }

    fn outcome(&mut self, answers: Vec<Answer>, at: &Pointer, name: &str) -> TypeRef {
        let wishes: Vec<&str> = answers.iter().map(|answer| names::status(answer.status)).collect();
        let names = names::variants(&wishes).names;
        let variants = answers.into_iter().zip(names);
        let variants =
            variants.map(|(answer, name)| OutcomeVariant { name, status: answer.status, content: answer.content });
        let shape = Shape::Outcome(Outcome { variants: variants.collect() });
        self.type_of_form(Form::Item(shape), at, name)
    }

    /// Names the getters of headers, which stand beside the setters of the request.
    pub(super) fn name_headers(&mut self, headers: &mut [Header], setters: &[Parameter], at: &Pointer) {
        let wires: Vec<&str> = headers.iter().map(|header| header.wire.as_str()).collect();
        let settled = names::headers(&wires, setters.iter().map(|setter| &setter.name));
        for (name, wire) in settled.collisions(&wires) {
            self.note(at, format!("the getter of the header {wire:?} is called {name} because its name is taken"));
        }
        headers.iter_mut().zip(settled.names).for_each(|(header, name)| header.name = name);
    }

    /// Declared headers that the runtime does not know by itself.
    fn headers(&mut self, response: &Response, at: &Pointer, headers: &mut Vec<Header>) {
        for (wire, node) in &response.headers {
            let is_known = |name: &&str| name.eq_ignore_ascii_case(wire);
            if self.settings.known_headers.iter().any(is_known)
                || headers.iter().any(|header| header.wire.eq_ignore_ascii_case(wire))
            {
                continue;
            }
            let place = at.child("headers").child(wire);
            match self.spec.resolve(node, &place) {
                Ok(resolved) => {
                    let openapiv3::ParameterSchemaOrContent::Schema(node) = &resolved.part.format else { continue };
                    let value = self.lower(&Placed::new(node, resolved.at.child("schema"), names::inside("", wire)));
                    self.drain();
                    let ty = self.unaliased(&value.ty).clone();
                    let ty = if is_scalar(&ty) { ty } else { TypeRef::String };
                    let doc = clean(resolved.part.description.as_deref().unwrap_or_default());
                    headers.push(Header { name: FnName::default(), wire: wire.clone(), ty, doc });
                }
                Err(problem) => self.problem(problem),
            }
        }
    }
}

fn is_scalar(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Bool | TypeRef::I32 | TypeRef::I64 | TypeRef::F32 | TypeRef::F64 | TypeRef::Uuid)
}

fn status_of(status: &StatusCode) -> Status {
    match status {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(hundreds) => Status::Range(*hundreds),
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn is_redirect(status: Status) -> bool {
    matches!(status, Status::Code(300..=399))
}

fn each_content(answers: &[Answer]) -> Vec<Content> {
    let mut each: Vec<Content> = Vec::new();
    for answer in answers {
        if !each.contains(&answer.content) {
            each.push(answer.content.clone());
        }
    }
    each
}

fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    texts.for_each(|text| {
        if !each.contains(&text) {
            each.push(text)
        }
    });
    each
}
