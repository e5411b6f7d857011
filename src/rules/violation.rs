use std::fmt;

/// One way in which a request breaks a rule of its operation.
///
/// It says where and which rule, with numbers and sizes, and never prints a text that was
/// about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    place: Place,
    rule: String,
}

/// The part of a request that a [`Violation`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// A path parameter, by name.
    Path(String),
    /// A query parameter, by name.
    Query(String),
    /// A header, by name.
    Header(String),
    /// A cookie, by name.
    Cookie(String),
    /// A value in the JSON body, or in a form, by JSON pointer; the empty pointer is the whole body.
    Body(String),
    /// The [`ResumeToken`](crate::ResumeToken) that a list was to be taken up with.
    ResumeToken,
}

impl Violation {
    pub(crate) fn new(place: Place, rule: impl Into<String>) -> Self {
        Self { place, rule: rule.into() }
    }

    /// Where in the request.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Which rule, and by how much: `105 is more than the maximum 100`.
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.rule)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name) => write!(f, "path parameter `{name}`"),
            Self::Query(name) => write!(f, "query parameter `{name}`"),
            Self::Header(name) => write!(f, "header `{name}`"),
            Self::Cookie(name) => write!(f, "cookie `{name}`"),
            Self::Body(pointer) if pointer.is_empty() => f.write_str("body"),
            Self::Body(pointer) => write!(f, "body at `{pointer}`"),
            Self::ResumeToken => f.write_str("resume token"),
        }
    }
}
