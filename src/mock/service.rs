//! What differs between the services.

use serde_json::{Value, json};

use super::reply::{Problem, Source};
use crate::operation::Operation;

/// Whose manners the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(feature = "snyk-client", feature = "secoda-client")),
    expect(dead_code, reason = "nobody asks for them")
)]
pub(super) enum Service {
    Snyk,
    Secoda,
    /// Of which the document is all that is known.
    Other,
}

impl Service {
    /// Its name in messages.
    #[cfg(any(feature = "snyk-client", feature = "secoda-client"))]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Snyk => "Snyk",
            Self::Secoda => "Secoda",
            Self::Other => "the document",
        }
    }

    /// The media type of its bodies.
    pub(super) fn media(self) -> &'static str {
        match self {
            Self::Snyk => "application/vnd.api+json",
            Self::Secoda | Self::Other => "application/json",
        }
    }

    /// The schemes under which it takes a credential; none if it asks for none.
    pub(super) fn schemes(self) -> &'static [&'static str] {
        match self {
            Self::Snyk => &["token", "bearer"],
            Self::Secoda => &["bearer"],
            Self::Other => &[],
        }
    }

    /// Where it gives access tokens to OAuth clients.
    pub(super) fn token_path(self) -> Option<&'static str> {
        match self {
            Self::Snyk => Some("/oauth2/token"),
            Self::Secoda | Self::Other => None,
        }
    }

    /// Query parameters that the service is known to take though its document does not list them everywhere.
    pub(super) fn undeclared(self) -> &'static [&'static str] {
        match self {
            // It is in the links of every list.
            Self::Secoda => &["page"],
            Self::Snyk | Self::Other => &[],
        }
    }

    /// What the client calls its operations.
    pub(super) fn operations(self) -> &'static [&'static Operation] {
        match self {
            #[cfg(feature = "snyk-client")]
            Self::Snyk => crate::snyk::OPERATIONS,
            #[cfg(feature = "secoda-client")]
            Self::Secoda => crate::secoda::OPERATIONS,
            _ => &[],
        }
    }

    /// Whether requests name a version by date, and answers tell of it.
    pub(super) fn is_versioned(self) -> bool {
        self == Self::Snyk
    }

    /// What is said to a credential that is not taken.
    pub(super) fn unauthorized(self) -> Problem {
        let detail = match self {
            Self::Snyk => "The token is missing, unknown or of another region",
            Self::Secoda | Self::Other => "Invalid token.",
        };
        Problem::new(401, detail)
    }

    /// An error in its own form.
    pub(super) fn problem(self, problem: &Problem, request_id: &str) -> Value {
        match self {
            Self::Snyk => error_document(problem, request_id),
            // Secoda's document gives errors no schema; they have the one member that its framework writes.
            Self::Secoda | Self::Other => json!({ "detail": problem.detail }),
        }
    }
}

fn error_document(problem: &Problem, request_id: &str) -> Value {
    let mut error = json!({
        "id": request_id,
        "status": problem.status.to_string(),
        "detail": problem.detail,
    });
    let source = problem.source.as_ref().map(|source| match source {
        Source::Parameter(name) => json!({ "parameter": name }),
        Source::Pointer(at) => json!({ "pointer": at }),
    });
    if let (Some(error), Some(source)) = (error.as_object_mut(), source) {
        error.insert("source".to_owned(), source);
    }
    json!({ "jsonapi": { "version": "1.0" }, "errors": [error] })
}
