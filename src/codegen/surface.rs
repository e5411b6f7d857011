//! The reviewer's view of a model: one line for every public item, and one for every decision.

use super::model::{
    Body, BodyContent, Content, Direction, Failure, Field, Model, Operation, Paging, PagingBy, Parameter,
    ParameterType, Presence, Returns, Shape, Status, Style, Tag, TypeDef, TypeRef, UnionBy,
};

/// The listing: operations as the document has them, types by name, then skips and notes.
pub fn list(model: &Model) -> String {
    let mut lines = vec![format!("api {}", model.title)];
    lines.extend(model.default_version.iter().map(|version| format!("version {version}")));
    for tag in &model.tags {
        lines.push(format!("\ntag {} -> {}::{}", tag.wire, tag.module, tag.handle));
        lines.extend(tag.operations.iter().flat_map(|operation| of_operation(tag, operation, model)));
    }
    lines.push("\ntypes".to_owned());
    lines.extend(model.printed_types().flat_map(|def| of_type(def, model)));
    let untyped = model.untyped.iter().map(|place| match &place.why {
        Some(why) => format!("untyped {}: {why}", place.at),
        None => format!("untyped {}", place.at),
    });
    let skips = model.skipped.iter().map(|skip| format!("skip {} {}: {}", skip.at, skip.what, skip.why));
    let notes = model.notes.iter().map(|note| format!("note {}: {}", note.at, note.what));
    let remarks: Vec<String> = skips.chain(notes).chain(untyped).collect();
    if !remarks.is_empty() {
        lines.push("\nremarks".to_owned());
        lines.extend(remarks);
    }
    lines.join("\n") + "\n"
}

fn of_operation(tag: &Tag, operation: &Operation, model: &Model) -> Vec<String> {
    let arguments =
        operation.arguments.iter().map(|argument| format!("{}: {}", argument.name, parameter(argument, model)));
    let body = operation.body.as_ref().map(|body| format!("body: {}", of_body(body, model)));
    let arguments: Vec<String> = arguments.chain(body).collect();
    let call = format!("{}.{}({})", tag.accessor, operation.name, arguments.join(", "));
    let mut lines = vec![
        format!("fn {call} -> {}", returns(operation, model)),
        format!("  {} {} {}", operation.id, operation.method, operation.path),
    ];
    let lifecycle = &operation.lifecycle;
    let facts = [
        lifecycle.versioned.then(|| "versioned".to_owned()),
        lifecycle.stability.clone(),
        lifecycle.version.as_ref().map(|version| format!("at {version}")),
        (!operation.permissions.is_empty()).then(|| format!("needs {}", operation.permissions.join(" "))),
        operation.body.as_ref().map(|body| format!("sends {}", body.media_type)),
        (!operation.accept.is_empty()).then(|| format!("accepts {}", operation.accept.join(" "))),
        operation.failure.as_ref().map(|failure| match failure {
            Failure::Same(of) => format!("fails {}", ty(of, model)),
            Failure::ByStatus(id) => format!("fails {}", model.type_def(*id).name),
        }),
        operation.deprecated.then(|| "deprecated".to_owned()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        lines.push(format!("  {}", facts.join(", ")));
    }
    lines.extend(operation.formerly.iter().map(|former| format!("  formerly {} {}", former.name, former.request)));
    lines.extend(operation.setters.iter().map(|setter| format!("  .{}({})", setter.name, parameter(setter, model))));
    lines
}

fn of_body(body: &Body, model: &Model) -> String {
    match &body.content {
        BodyContent::Json(of) => format!("&{}", ty(of, model)),
        BodyContent::Form(of, _) => format!("&{} as a form", ty(of, model)),
        BodyContent::Multipart(of) => format!("&{} as multipart", ty(of, model)),
        BodyContent::Raw => "bytes".to_owned(),
    }
}

fn returns(operation: &Operation, model: &Model) -> String {
    match (&operation.returns, &operation.paging) {
        (Returns::Nothing, _) => "nothing".to_owned(),
        (Returns::Text, _) => "text".to_owned(),
        (Returns::Bytes, _) => "bytes".to_owned(),
        (Returns::Outcome(id), _) => model.type_def(*id).name.to_string(),
        (Returns::JsonOrNothing(of), _) => format!("Option<{}>", ty(of, model)),
        (Returns::Json(of), None) => ty(of, model),
        (Returns::Json(of), Some(Paging { by, item, .. })) => {
            let by = match by {
                PagingBy::Cursor(name) => format!("cursor {name}"),
                PagingBy::Page(name) => format!("page {name}"),
                PagingBy::Offset(name) => format!("offset {name}"),
            };
            format!("pages of {} with {} by {by}", ty(of, model), ty(item, model))
        }
    }
}

fn parameter(parameter: &Parameter, model: &Model) -> String {
    let ty = match &parameter.ty {
        ParameterType::Text => "&str".to_owned(),
        ParameterType::Texts => "&[&str]".to_owned(),
        ParameterType::Value(of) => ty(of, model),
        ParameterType::Values(of) => format!("&[{}]", ty(of, model)),
        ParameterType::Reference(of) => format!("&{}", ty(of, model)),
    };
    let is_checked = parameter.limits != Default::default();
    let style =
        if let Style::Encoded(encoding) = parameter.style { format!(" {}", encoding.style) } else { String::new() };
    format!("{ty}{style}{}", if is_checked { " checked" } else { "" })
}

fn of_type(def: &TypeDef, model: &Model) -> Vec<String> {
    let former = def.formerly.iter().map(|former| format!("  formerly {former}"));
    of_shape(def, model).into_iter().chain(former).collect()
}

fn of_shape(def: &TypeDef, model: &Model) -> Vec<String> {
    let usage = match (def.usage.sent, def.usage.received) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        (false, _) => "received",
    };
    let head = |kind: &str| format!("{kind} {} ({usage}) {}", def.name, def.at);
    match &def.shape {
        Shape::Struct(shape) | Shape::Form(shape) => {
            let rest = shape.rest.as_ref().map(|rest| format!("  ..{}: Map<{}>", rest.name, ty(&rest.ty, model)));
            [head("struct")].into_iter().chain(shape.fields.iter().map(|one| field(one, model))).chain(rest).collect()
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter().map(|value| format!("  {} = {:?}", value.name, value.wire));
            [head("enum")].into_iter().chain(values).collect()
        }
        Shape::Union(shape) => {
            let by = match &shape.by {
                UnionBy::Tag(property) => format!("by tag {property:?}"),
                UnionBy::Kind => "by kind".to_owned(),
                UnionBy::Members => "by members".to_owned(),
            };
            let variants = shape
                .variants
                .iter()
                .map(|one| format!("  {}({}) {}", one.name, ty(&one.ty, model), one.marks.join(" ")));
            [format!("{} {by}", head("union"))].into_iter().chain(variants).collect()
        }
        Shape::Alias(target, _) => vec![format!("{} = {}", head("type"), ty(target, model))],
        Shape::Newtype(inner) => vec![format!("{} ({})", head("struct"), ty(inner, model))],
        Shape::Outcome(shape) => {
            let variants = shape
                .variants
                .iter()
                .map(|one| format!("  {} {} {}", one.name, status(one.status), content(&one.content, model)));
            [format!("{} by status", head("enum"))].into_iter().chain(variants).collect()
        }
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn content(content: &Content, model: &Model) -> String {
    match content {
        Content::Nothing => "nothing".to_owned(),
        Content::Text => "text".to_owned(),
        Content::Bytes => "bytes".to_owned(),
        Content::Json(of) => ty(of, model),
    }
}

fn field(field: &Field, model: &Model) -> String {
    let of = ty(&field.ty, model);
    let of = match field.presence {
        Presence::Required => of,
        Presence::Optional => format!("Option<{of}>"),
        Presence::Nullable => format!("Option<{of}> never absent"),
        Presence::OptionalNullable => format!("Option<Option<{of}>>"),
    };
    let renamed = if field.name.as_str().trim_start_matches("r#") == field.wire {
        String::new()
    } else {
        format!(" = {:?}", field.wire)
    };
    let is_checked = field.limits != Default::default();
    let direction = match field.direction {
        Direction::Both => "",
        Direction::Received => " read only",
        Direction::Sent => " write only",
    };
    format!("  {}: {of}{renamed}{direction}{}", field.name, if is_checked { " checked" } else { "" })
}

fn ty(of: &TypeRef, model: &Model) -> String {
    let plain = match of {
        TypeRef::Bool => "bool",
        TypeRef::I32 => "i32",
        TypeRef::I64 => "i64",
        TypeRef::F32 => "f32",
        TypeRef::F64 => "f64",
        TypeRef::String => "String",
        TypeRef::Uuid => "Uuid",
        TypeRef::Date => "NaiveDate",
        TypeRef::DateTime => "DateTime<Utc>",
        TypeRef::File => "File",
        TypeRef::Json => "Value",
        TypeRef::Nullable(inner) => return format!("Option<{}>", ty(inner, model)),
        TypeRef::List(inner) => return format!("Vec<{}>", ty(inner, model)),
        TypeRef::Map(inner) => return format!("Map<{}>", ty(inner, model)),
        TypeRef::Named(id) => model.type_def(*id).name.as_str(),
        TypeRef::Boxed(id) => return format!("Box<{}>", model.type_def(*id).name),
    };
    plain.to_owned()
}
