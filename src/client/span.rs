//! The span of an attempt, by the conventions of OpenTelemetry for HTTP clients.
//!
//! Neither the query nor a path with its values is in it, and no header but the id of the request.

use tracing::Span;
use tracing::field::Empty;

use super::attempt::Received;
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::operation::Operation;

/// What is told of how an attempt ended.
pub(super) struct Told<'a> {
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<&'a str>,
}

/// A span of the level INFO, named `HTTP`; `otel.name` is the method and the path template.
pub(super) fn of_attempt(operation: &Operation, base: &BaseUrl, retries: u32) -> Span {
    tracing::info_span!(
        "HTTP",
        otel.name = format!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = operation.method.as_str(),
        http.request.resend_count = (retries > 0).then_some(retries),
        http.response.status_code = Empty,
        url.template = operation.path,
        server.address = base.host(),
        server.port = base.port(),
        error.type = Empty,
        operation = operation.id,
        request_id = Empty,
    )
}

/// Completes the span by what came of the attempt.
pub(super) fn record<'a>(span: &Span, result: &'a Result<Received, Error>) -> Told<'a> {
    let (meta, kind) = match result {
        Ok(received) => (Some(&received.meta), None),
        Err(error) => (error.meta(), Some(error.kind_name())),
    };
    let status = meta.map(|meta| meta.status());
    let told =
        Told { status: status.map(|status| status.as_u16()), request_id: meta.and_then(|meta| meta.request_id()) };
    if span.is_disabled() {
        return told;
    }
    told.status.map(|status| span.record("http.response.status_code", status));
    told.request_id.map(|id| span.record("request_id", id));
    let failed = status.filter(|status| status.is_client_error() || status.is_server_error());
    if let Some(kind) = kind {
        span.record("error.type", kind).record("otel.status_code", "ERROR");
    } else if let Some(status) = failed {
        span.record("error.type", status.as_str()).record("otel.status_code", "ERROR");
    }
    told
}
