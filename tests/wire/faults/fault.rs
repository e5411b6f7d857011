//! What can go wrong with an answer, how often it does, and what has to come of it.

use snyk_secoda::Error;

/// What a service, or the way to it, does wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The connection is reset before anything is answered.
    Reset,
    /// It is closed before anything is answered.
    Close,
    /// It is reset in the middle of the body.
    ResetInBody,
    /// The body ends before the announced length.
    Truncated,
    /// The body ends before its last chunk.
    TruncatedChunks,
    /// What comes is no HTTP.
    Garbage,
    /// Nothing comes, ever.
    Stall,
    /// Nothing comes after the first bytes of the body.
    StallInBody,
    /// A status that is no success, with or without a word on when to come back.
    Status(u16, Wait),
    /// A page for people, with this status.
    Html(u16),
    /// A success without the body that it promises.
    Empty,
    /// JSON with half a character in it.
    HalfUtf8,
    /// JSON that breaks off though the body is complete.
    HalfJson,
    /// A body beyond the limit, with its length.
    TooLarge,
    /// A body beyond the limit, in chunks.
    TooLargeChunks,
    /// 100 MB, announced and sent for as long as anybody listens.
    Huge,
    /// A redirect to another host.
    Redirect,
}

/// What a refusal says on when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wait {
    /// `Retry-After: 0`
    Zero,
    /// `Retry-After` with a date that has passed.
    Date,
    Unsaid,
}

/// What an error has to be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// The exchange broke off. There is no predicate for it: it is what no other one is true of.
    Broken,
    Timeout,
    Status(u16),
    Decode,
    EmptyBody,
    TooLarge,
    PageLink,
    PageLoop,
}

/// Faults with their weights; what is left of 1000 are proper answers.
pub(crate) type Weights = &'static [(Fault, u64)];

/// Everything that is known to go wrong; what takes its time, or a hundred megabytes, is rare.
pub(crate) const EVERYTHING: Weights = &[
    (Fault::Reset, 15),
    (Fault::Close, 15),
    (Fault::ResetInBody, 15),
    (Fault::Truncated, 15),
    (Fault::TruncatedChunks, 15),
    (Fault::Garbage, 10),
    (Fault::Stall, 2),
    (Fault::StallInBody, 2),
    (Fault::Status(429, Wait::Zero), 10),
    (Fault::Status(429, Wait::Date), 10),
    (Fault::Status(429, Wait::Unsaid), 5),
    (Fault::Status(408, Wait::Unsaid), 5),
    (Fault::Status(425, Wait::Unsaid), 5),
    (Fault::Status(500, Wait::Unsaid), 10),
    (Fault::Status(500, Wait::Zero), 5),
    (Fault::Status(502, Wait::Unsaid), 10),
    (Fault::Status(502, Wait::Zero), 5),
    (Fault::Status(503, Wait::Unsaid), 10),
    (Fault::Status(503, Wait::Zero), 10),
    (Fault::Html(200), 10),
    (Fault::Html(502), 10),
    (Fault::Empty, 10),
    (Fault::HalfUtf8, 10),
    (Fault::HalfJson, 10),
    (Fault::TooLarge, 10),
    (Fault::TooLargeChunks, 10),
    (Fault::Huge, 2),
    (Fault::Redirect, 10),
];

/// What goes by when the request is sent again, where that is safe.
pub(crate) const TRANSIENT: Weights = &[
    (Fault::Reset, 40),
    (Fault::Close, 40),
    (Fault::ResetInBody, 40),
    (Fault::Truncated, 40),
    (Fault::TruncatedChunks, 40),
    (Fault::Status(429, Wait::Zero), 30),
    (Fault::Status(429, Wait::Date), 30),
    (Fault::Status(408, Wait::Zero), 20),
    (Fault::Status(425, Wait::Zero), 20),
    (Fault::Status(500, Wait::Unsaid), 20),
    (Fault::Status(502, Wait::Unsaid), 20),
    (Fault::Status(503, Wait::Zero), 40),
    (Fault::Html(502), 20),
];

impl Fault {
    /// What a roll of the dice makes of a request.
    pub(crate) fn pick(weights: Weights, roll: u64) -> Option<Self> {
        let mut left = roll % 1000;
        for (fault, weight) in weights {
            if left < *weight {
                return Some(*fault);
            }
            left -= weight;
        }
        None
    }

    /// Whether the service says that it has not worked on the request.
    pub(crate) fn is_rate_limit(self) -> bool {
        matches!(self, Self::Status(429, _))
    }

    /// What the caller has to be told.
    pub(crate) fn class(self) -> Class {
        match self {
            Self::Reset | Self::Close | Self::ResetInBody | Self::Truncated | Self::TruncatedChunks | Self::Garbage => {
                Class::Broken
            }
            Self::Stall | Self::StallInBody => Class::Timeout,
            Self::Status(status, _) => Class::Status(status),
            Self::Html(200) | Self::HalfUtf8 | Self::HalfJson => Class::Decode,
            Self::Html(status) => Class::Status(status),
            Self::Empty => Class::EmptyBody,
            Self::TooLarge | Self::TooLargeChunks | Self::Huge => Class::TooLarge,
            Self::Redirect => Class::Status(302),
        }
    }
}

impl Class {
    /// What an error is by its predicates, of which exactly one has to be true.
    pub(crate) fn of(error: &Error) -> Self {
        let status = error.status().map_or(0, |status| status.as_u16());
        let table = [
            (error.is_transport(), Self::Broken),
            (error.is_timeout() && !error.is_connect(), Self::Timeout),
            (error.is_api(), Self::Status(status)),
            (error.is_decode(), Self::Decode),
            (error.is_empty_body(), Self::EmptyBody),
            (error.is_body_too_large(), Self::TooLarge),
            (error.is_page_link(), Self::PageLink),
            (error.is_page_loop(), Self::PageLoop),
        ];
        let mut classes = table.into_iter().filter(|(holds, _)| *holds).map(|(_, class)| class);
        let class = classes.next().unwrap_or_else(|| panic!("{error} is of no kind"));
        assert!(classes.next().is_none(), "{error} is of two kinds");
        let others = [error.is_config(), error.is_invalid_request(), error.is_connect(), error.is_token()];
        assert!(!others.contains(&true), "{error}");
        assert_eq!(error.is_rate_limited(), class == Self::Status(429), "{error}");
        assert_eq!(error.is_redirect(), class == Self::Status(302), "{error}");
        class
    }
}
