//! Pages by cursor, and the forms in which Snyk and its documentation write the link to the next
//! one.

use serde_json::{Value, json};
use snyk_secoda::mock::Reply;
use url::form_urlencoded;

use super::{BASE, Call};

/// How a collection writes its links. The real service does not do it in one way, so this one does
/// not either.
#[derive(Clone, Copy, Debug)]
pub(super) enum LinkForm {
    /// `/rest/groups?…`
    WithBase,
    /// `/groups?…`
    WithoutBase,
    /// `http://127.0.0.1:…/rest/groups?…`
    Absolute,
    /// `{"href": "/rest/groups?…"}`
    Object,
}

/// The page of `items` that the request asks for, as a body.
pub(super) fn page(call: &Call<'_>, items: Vec<Value>, form: LinkForm) -> Result<Value, Reply> {
    let request = call.request;
    let (after, before) = (request.query_value("starting_after"), request.query_value("ending_before"));
    let limit = request.query_value("limit").and_then(|limit| limit.parse().ok()).unwrap_or(10);
    let range = match (after, before) {
        (Some(_), Some(_)) => {
            return Err(Reply::invalid_parameter("ending_before", "must not be given together with starting_after"));
        }
        (Some(cursor), None) => position(&items, "starting_after", cursor)? + 1..items.len(),
        (None, Some(cursor)) => {
            let end = position(&items, "ending_before", cursor)?;
            end.saturating_sub(limit)..end
        }
        (None, None) => 0..items.len(),
    };
    let (start, end) = (range.start, range.end.min(range.start + limit));
    let mut links = json!({ "self": link(call, form, None) });
    if let Some(last) = items[start..end].last().filter(|_| end < items.len()) {
        links["next"] = link(call, form, Some(("starting_after", cursor(last))));
    }
    if let Some(first) = items[start..end].first().filter(|_| start > 0) {
        links["prev"] = link(call, form, Some(("ending_before", cursor(first))));
    }
    let data: Vec<Value> = items.into_iter().skip(start).take(end - start).collect();
    Ok(json!({ "jsonapi": { "version": "1.0" }, "data": data, "links": links }))
}

/// A single resource.
pub(super) fn single(call: &Call<'_>, status: u16, data: Value) -> Reply {
    let links = json!({ "self": link(call, LinkForm::WithBase, None) });
    Reply::json(status, json!({ "jsonapi": { "version": "1.0" }, "data": data, "links": links }))
}

/// Opaque to clients, with characters that have to be encoded in a query.
fn cursor(item: &Value) -> String {
    let id = item["id"].as_str().unwrap_or_default();
    format!("v1.{}==", id.replace('-', "+"))
}

fn position(items: &[Value], parameter: &str, given: &str) -> Result<usize, Reply> {
    let place = items.iter().position(|item| cursor(item) == given);
    place.ok_or_else(|| Reply::invalid_parameter(parameter, "is not a cursor of this collection"))
}

/// A link to this request, with its cursor replaced.
fn link(call: &Call<'_>, form: LinkForm, cursor: Option<(&str, String)>) -> Value {
    let request = call.request;
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.query() {
        if cursor.is_none() || !matches!(name.as_str(), "starting_after" | "ending_before") {
            query.append_pair(name, value);
        }
    }
    if let Some((name, value)) = &cursor {
        query.append_pair(name, value);
    }
    let target = format!("{}?{}", request.path(), query.finish());
    match form {
        LinkForm::WithBase => json!(target),
        LinkForm::WithoutBase => json!(target.strip_prefix(BASE).unwrap_or(&target)),
        LinkForm::Absolute => json!(format!("{}{target}", request.origin())),
        LinkForm::Object => json!({ "href": target }),
    }
}
