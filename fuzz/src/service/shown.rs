//! All that comes out of a call, without the credential.

use std::error::Error as _;

use snyk_secoda::{Error, Meta};

use super::{MARKER, log};

/// How much of a body is shown.
const MAX_SHOWN: usize = 2 * 1024;
/// How long a path is, with the mark that says it was cut.
const MAX_PATH: usize = 401;

/// What has to hold of every outcome.
pub fn check(outcome: &Result<Meta, Error>) {
    let text = match outcome {
        Ok(meta) => of_meta(meta),
        Err(error) => {
            of_kind(error);
            of_error(error)
        }
    };
    assert!(!text.contains(MARKER), "the credential is shown: {text}");
    let log = log::taken();
    assert!(!log.contains(MARKER), "the credential is logged: {log}");
}

/// An error says what, and where.
fn of_kind(error: &Error) {
    let text = error.to_string();
    assert!(error.operation().is_some(), "an error of no operation: {text}");
    assert!(!text.trim().is_empty() && !text.contains(['\n', '\r']), "a forged line in {text:?}");
    assert!(error.body().is_none_or(|body| body.len() <= MAX_SHOWN));
    assert!(error.is_api() || !error.is_redirect());
    if error.is_decode() {
        let path = error.json_path().unwrap_or_else(|| panic!("nowhere: {error:?}"));
        assert!(path.starts_with('$') && path.chars().count() <= MAX_PATH, "{path}");
        assert!(error.status().is_some());
    }
}

fn of_error(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {:?} {:?}", error.body(), error.problems());
    text += &format!("{:?} {:?}", error.json_path(), error.violations());
    text += &error.meta().map_or(String::new(), of_meta);
    let mut source = error.source();
    while let Some(cause) = source {
        text += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    text
}

/// Asks an answer for everything that it can tell.
fn of_meta(meta: &Meta) -> String {
    let dates = [meta.deprecation(), meta.sunset()];
    for date in dates.iter().flatten() {
        assert!(date.timestamp().is_none() || date.date().is_some(), "an instant of no day: {date:?}");
        assert!(date.date().is_some() || date.to_string() == date.raw());
    }
    let texts = [meta.request_id(), meta.version_requested(), meta.version_served(), meta.lifecycle_stage()];
    let shown = dates.map(|date| date.map(|date| date.to_string()));
    let wait = (meta.retry_after(), meta.is_deprecated(), meta.parse::<f64>("retry-after"));
    format!("{meta:?} {texts:?} {dates:?} {shown:?} {wait:?} {:?} {:?}", meta.location(), meta.headers())
}
