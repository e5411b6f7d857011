use std::error::Error as StdError;
use std::fmt;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a request got no answer.
#[derive(Debug)]
pub struct Error {
    pub(crate) kind: Kind,
    pub(crate) source: BoxError,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Connect,
    ConnectTimeout,
    Timeout,
    Broken,
}

impl Error {
    /// No connection came about, so that nothing was sent.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::Connect, source: source.into() }
    }

    /// No connection came about in time, so that nothing was sent.
    pub fn connect_timeout(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::ConnectTimeout, source: source.into() }
    }

    /// The exchange took too long.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::Timeout, source: source.into() }
    }

    /// The exchange broke off. The service may have done what it was asked.
    pub fn broken(source: impl Into<BoxError>) -> Self {
        Self { kind: Kind::Broken, source: source.into() }
    }

    /// The URL is taken out: its query may hold anything.
    pub(crate) fn of_reqwest(error: reqwest::Error) -> Self {
        let kind = match (error.is_connect(), error.is_timeout()) {
            (true, false) => Kind::Connect,
            (true, true) => Kind::ConnectTimeout,
            (false, true) => Kind::Timeout,
            (false, false) => Kind::Broken,
        };
        Self { kind, source: error.without_url().into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Connect => "no connection",
            Kind::ConnectTimeout => "no connection in time",
            Kind::Timeout => "no answer in time",
            Kind::Broken => "the exchange broke off",
        })
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = &*self.source;
        Some(source)
    }
}
