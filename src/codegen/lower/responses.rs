//! What a successful call gives.

use openapiv3::{Response, StatusCode};

use super::Lowering;
use super::operations::is_json;
use crate::codegen::model::{Presence, Returns, Shape, TypeRef};
use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::spec::keywords::Placed;

/// The successful answers of an operation.
pub(super) struct Answers {
    pub returns: Returns,
    /// Media types to ask for.
    pub accept: Vec<String>,
}

/// The body of one answer.
enum Content {
    Nothing,
    Json(TypeRef),
    Bytes,
}

impl Lowering<'_> {
    pub(super) fn answers(&mut self, operation: &openapiv3::Operation, at: &Pointer, owner: &str) -> Answers {
        let mut contents: Vec<Content> = Vec::new();
        let (mut accept, mut of_errors): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let responses = at.child("responses");
        for (status, node) in &operation.responses.responses {
            match self.spec.resolve(node, &responses.child(status)) {
                Ok(resolved) if is_success(status) => {
                    accept.extend(resolved.part.content.keys().cloned());
                    contents.push(self.content(&resolved.part, &resolved.at, owner));
                }
                Ok(resolved) => of_errors.extend(resolved.part.content.keys().cloned()),
                Err(problem) => self.problem(problem),
            }
        }
        Answers { returns: self.returns(contents, &responses), accept: each_once(accept.into_iter().chain(of_errors)) }
    }

    fn content(&mut self, response: &Response, at: &Pointer, owner: &str) -> Content {
        let json = response.content.iter().find(|(name, _)| is_json(name));
        match json {
            Some((name, media)) => {
                let place = at.child("content").child(name).child("schema");
                let Some(node) = &media.schema else { return Content::Json(TypeRef::Json) };
                let ty = self.lower(&Placed::new(node, place, format!("{owner}Response"))).whole();
                self.loosen(&ty);
                Content::Json(ty)
            }
            None if response.content.is_empty() => Content::Nothing,
            None => Content::Bytes,
        }
    }

    /// Members that every answer may leave out, whatever its schema says.
    fn loosen(&mut self, ty: &TypeRef) {
        self.drain();
        let TypeRef::Named(id) = self.unaliased(ty).clone() else { return };
        let Some(Shape::Struct(shape)) = &mut self.types[id.0].shape else { return };
        let loose =
            shape.fields.iter_mut().filter(|field| self.settings.optional_in_answers.contains(&field.wire.as_str()));
        loose.for_each(|field| field.presence = Presence::Optional);
    }

    fn returns(&mut self, contents: Vec<Content>, at: &Pointer) -> Returns {
        let nothing = contents.iter().any(|content| matches!(content, Content::Nothing));
        let bytes = contents.iter().any(|content| matches!(content, Content::Bytes));
        let mut types: Vec<TypeRef> = Vec::new();
        for content in contents {
            match content {
                Content::Json(ty) if !types.contains(&ty) => types.push(ty),
                _ => {}
            }
        }
        match (types.pop(), bytes) {
            (None, true) => Returns::Bytes,
            (None, false) => Returns::Nothing,
            (Some(_), _) if bytes || !types.is_empty() => {
                self.problem(Problem::new(at, "the successful answers have different bodies, which is not supported"));
                Returns::Nothing
            }
            (Some(ty), _) if nothing => Returns::JsonOrNothing(ty),
            (Some(ty), _) => Returns::Json(ty),
        }
    }
}

fn is_success(status: &StatusCode) -> bool {
    matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2))
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
