use std::fmt::{self, Display, Formatter, Write};

use super::{Inner, Kind, Limit, Problem};
use crate::response::Meta;
use crate::rules::Violation;

/// A service's sentence longer than this is cut in the display; it is whole in `problems`.
const MAX_SENTENCE: usize = 300;

impl Display for Inner {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        match &self.kind {
            Kind::Config(what) => f.write_str(what),
            Kind::InvalidRequest(violations) => write_violations(f, violations),
            Kind::Connect { .. } => {
                f.write_str("no connection to the service; check the base URL, the network and the proxy settings")
            }
            Kind::Timeout(Limit::Attempt(limit)) => {
                write!(f, "no answer within the time limit of {limit:?}; raise it with `timeout`")
            }
            Kind::Timeout(Limit::Total(limit)) => {
                write!(f, "not done within the {limit:?} that it may take in all; raise them with `total_timeout`")
            }
            Kind::Timeout(Limit::OfTransport) => f.write_str("no answer within the time limit of the HTTP client"),
            Kind::Middleware => f.write_str("a middleware ended the call"),
            Kind::Transport => f.write_str("the exchange with the service broke off"),
            Kind::Token(cause) => write!(f, "no access token: {cause}"),
            Kind::TokenSource => f.write_str("its source failed"),
            Kind::NoToken(why) => f.write_str(why),
            Kind::BodyTooLarge { limit } => {
                write!(f, "the body of the answer is larger than {limit} bytes; raise `max_body`")
            }
            Kind::Api { problems, body, advice } => self.write_api(f, problems, body.shown(), advice.as_deref()),
            Kind::EmptyBody => write!(f, "{} without the body that was promised", Answer(self.meta.as_ref())),
            Kind::Decode { path, .. } => {
                write!(f, "{} with a body that was not understood, at `{path}`", Answer(self.meta.as_ref()))
            }
            Kind::PageLink(what) => write!(f, "the list cannot be continued: {what}"),
            Kind::PageLoop => f.write_str("the list leads back to a page that was already read"),
            Kind::EmptyPages { count } => write!(f, "the list gave {count} empty pages in a row"),
        }?;
        match self.retries {
            0 => Ok(()),
            1 => f.write_str(" (after 1 retry)"),
            retries => write!(f, " (after {retries} retries)"),
        }
    }
}

impl Inner {
    fn write_api(&self, f: &mut Formatter<'_>, problems: &[Problem], body: &str, advice: Option<&str>) -> fmt::Result {
        Answer(self.meta.as_ref()).fmt(f)?;
        match problems {
            [] if body.trim().is_empty() => f.write_str(" with an empty body")?,
            [] => f.write_str(" with a body that says no reason")?,
            [first] => write!(f, ": {}", OneLine(self.without_reason(first)))?,
            [first, others @ ..] => write!(f, ": {} (and {} more)", OneLine(self.without_reason(first)), others.len())?,
        }
        advice.iter().try_for_each(|advice| write!(f, "; {advice}"))
    }

    /// A problem whose title is but the name of the status, which has just been said.
    fn without_reason(&self, problem: &Problem) -> String {
        let text = problem.to_string();
        let reason = self.meta.as_ref().and_then(|meta| meta.status().canonical_reason());
        let rest = reason.and_then(|reason| text.strip_prefix(reason)?.strip_prefix(": "));
        rest.map_or(text.clone(), str::to_owned)
    }
}

/// `answered 404 Not Found`
struct Answer<'a>(Option<&'a Meta>);

impl Display for Answer<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(meta) => write!(f, "answered {}", meta.status()),
            None => f.write_str("answered"),
        }
    }
}

/// A text of the service on one line: errors end up in logs, where a line break forges entries.
struct OneLine<T>(T);

impl<T: Display> Display for OneLine<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        for (count, c) in text.chars().enumerate() {
            if count == MAX_SENTENCE {
                return f.write_char('…');
            }
            f.write_char(if c.is_control() { ' ' } else { c })?;
        }
        Ok(())
    }
}

fn write_violations(f: &mut Formatter<'_>, violations: &[Violation]) -> fmt::Result {
    f.write_str("not sent, as it is not valid: ")?;
    for (index, violation) in violations.iter().enumerate() {
        let separator = if index == 0 { "" } else { "; " };
        write!(f, "{separator}{violation}")?;
    }
    Ok(())
}
