//! The span of an attempt, by the conventions of OpenTelemetry for HTTP clients.
//!
//! Neither the query nor a path with its values is in it, and no header but the id of the request.

use std::time::Duration;

use http::StatusCode;
use tracing::Span;
use tracing::field::Empty;

use super::attempt::Received;
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::operation::Operation;
use crate::response::Meta;

/// A span of the level INFO, named `HTTP`; `otel.name` is the method and the path template.
pub(super) fn of_attempt(operation: &Operation, base: &BaseUrl, resends: u32) -> Span {
    tracing::info_span!(
        "HTTP",
        otel.name = format!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = operation.method.as_str(),
        http.request.resend_count = (resends > 0).then_some(resends),
        http.response.status_code = Empty,
        url.template = operation.path,
        server.address = base.host(),
        server.port = base.port(),
        error.type = Empty,
        operation = operation.id,
        request_id = Empty,
    )
}

/// Completes the span by what came of the attempt, and tells of it in an event.
pub(super) fn tell(
    span: &Span,
    operation: &Operation,
    result: &Result<Received, Error>,
    resends: u32,
    elapsed: Duration,
) {
    let (meta, kind) = match result {
        Ok(received) => (Some(&received.meta), None),
        Err(error) => (error.meta(), Some(error.kind_name())),
    };
    let (status, request_id) = (meta.map(Meta::status), meta.and_then(Meta::request_id));
    let failed = status.filter(|status| status.is_client_error() || status.is_server_error());
    status.map(|status| span.record("http.response.status_code", status.as_u16()));
    request_id.map(|id| span.record("request_id", id));
    if let Some(kind) = kind.or(failed.as_ref().map(StatusCode::as_str)) {
        span.record("error.type", kind).record("otel.status_code", "ERROR");
    }
    let status = status.map(|status| status.as_u16());
    span.in_scope(|| tracing::debug!(operation = operation.id, status, request_id, ?elapsed, resends, "request sent"));
}
