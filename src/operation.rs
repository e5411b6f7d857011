//! What is known about an operation before it is called.

use std::fmt;

use http::{Method, StatusCode};

use crate::rules::{Parameter, Rules};

/// One operation of an API: a row of facts taken from its OpenAPI document.
///
/// Every row is a `static`, listed in the `OPERATIONS` of its API module, and is what errors,
/// tracing events and request checks refer to.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation id, as in the document: `listGroups`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, below the base URL: `/groups/{group_id}`.
    pub path: &'static str,
    /// The tag it belongs to; empty if it has none.
    pub tag: &'static str,
    /// The stability of the release described here: `ga`, `beta`, …
    pub stability: Option<&'static str>,
    /// All releases of the operation, oldest first: `2023-01-30~beta`.
    pub releases: &'static [&'static str],
    /// The release that this shape comes from.
    pub version: Option<&'static str>,
    /// The permissions that the caller needs, as the document names them.
    pub permissions: &'static [&'static str],
    /// The media types of the answer, in order of preference; empty means JSON.
    pub accept: &'static [&'static str],
    /// The media type of the request body; `None` means JSON, or what its form asks for.
    pub content_type: Option<&'static str>,
    /// The statuses of the class 3xx that are results and no errors.
    pub results: &'static [u16],
    /// Whether it is sent without the credential.
    pub anonymous: bool,
    /// Whether the API version is sent with it.
    pub versioned: bool,
    /// The parameters that are required or that have rules.
    pub parameters: &'static [Parameter],
    /// The rules of the request body, JSON or a form.
    pub body: Option<&'static Rules>,
    /// How its list goes on.
    pub paging: Paging,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// How far an operation has come: from a trial to a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Generally available: changes that break callers get a new version.
    Ga,
    /// May still change, at short notice.
    Beta,
    /// A trial.
    Experimental,
    /// Another word, which [`Operation::stability`] has.
    Other,
}

/// How the list of an operation goes on after a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paging {
    /// By following the link of the answer, if it has one.
    #[default]
    None,
    /// By a cursor, sent in this query parameter.
    Cursor(&'static str),
    /// By a page number, sent in this query parameter.
    Page(&'static str),
    /// By how many items to skip, sent in this query parameter.
    Offset(&'static str),
}

impl Operation {
    /// A `GET` of nothing: the values of fields that a row does not mention.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::GET,
        path: "",
        tag: "",
        stability: None,
        releases: &[],
        version: None,
        permissions: &[],
        accept: &[],
        content_type: None,
        results: &[],
        anonymous: false,
        versioned: false,
        parameters: &[],
        body: None,
        paging: Paging::None,
        deprecated: false,
    };

    /// Whether sending it twice has the effect of sending it once, judged by its method.
    pub fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }

    /// The stage of the release described here; `None` if the document names none.
    pub fn stage(&self) -> Option<Stage> {
        Some(match self.stability? {
            "ga" => Stage::Ga,
            "beta" => Stage::Beta,
            "experimental" => Stage::Experimental,
            _ => Stage::Other,
        })
    }

    /// Whether the release described here is at beta: it may change at short notice.
    pub fn is_beta(&self) -> bool {
        self.stage() == Some(Stage::Beta)
    }

    /// Whether an answer of this status is a result, and no error.
    pub(crate) fn has_result(&self, status: StatusCode) -> bool {
        status.is_success() || self.results.contains(&status.as_u16())
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.path)
    }
}

impl Paging {
    /// The query parameter that selects a page.
    pub(crate) fn parameter(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Cursor(name) | Self::Page(name) | Self::Offset(name) => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_told_by_the_word_of_the_document() {
        let table = [
            (Some("ga"), Some(Stage::Ga), false),
            (Some("beta"), Some(Stage::Beta), true),
            (Some("experimental"), Some(Stage::Experimental), false),
            (Some("preview"), Some(Stage::Other), false),
            (None, None, false),
        ];
        for (stability, stage, beta) in table {
            let operation = Operation { stability, ..Operation::DEFAULT };
            assert_eq!((operation.stage(), operation.is_beta()), (stage, beta), "{stability:?}");
        }
    }
}
