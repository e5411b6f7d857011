use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// A date from a header that services write in several ways.
///
/// Read are `2025-01-31`, an RFC 3339 date-time, an HTTP date and `@` with Unix seconds, each
/// with or without quotes. What is none of these is kept as text and is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderDate<'a> {
    raw: &'a str,
    date: Option<NaiveDate>,
    timestamp: Option<DateTime<Utc>>,
}

impl<'a> HeaderDate<'a> {
    pub(super) fn new(raw: &'a str) -> Self {
        let text = raw.trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace());
        let timestamp = timestamp(text);
        let date = match timestamp {
            Some(timestamp) => Some(timestamp.date_naive()),
            None => text.parse().ok(),
        };
        Self { raw, date, timestamp }
    }

    /// The header as it came.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// The day, in UTC.
    pub fn date(&self) -> Option<NaiveDate> {
        self.date
    }

    /// The instant, if the header gave more than a day.
    pub fn timestamp(&self) -> Option<DateTime<Utc>> {
        self.timestamp
    }
}

impl fmt::Display for HeaderDate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.timestamp, self.date) {
            (Some(timestamp), _) => f.write_str(&timestamp.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            (None, Some(date)) => date.fmt(f),
            (None, None) => f.write_str(self.raw),
        }
    }
}

/// An instant in one of the forms that headers use.
pub(crate) fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    if let Some(seconds) = text.strip_prefix('@') {
        return DateTime::from_timestamp_secs(seconds.parse().ok()?);
    }
    let http = || DateTime::parse_from_rfc2822(text).map(|at| at.to_utc());
    text.parse().or_else(|_| http()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms() {
        let table = [
            ("2025-01-31", Some("2025-01-31"), None),
            ("\"2025-01-31\"", Some("2025-01-31"), None),
            ("2025-01-31T10:00:00Z", Some("2025-01-31"), Some("2025-01-31T10:00:00Z")),
            ("\"2025-01-31T23:30:00-02:00\"", Some("2025-02-01"), Some("2025-02-01T01:30:00Z")),
            ("Fri, 31 Jan 2025 10:00:00 GMT", Some("2025-01-31"), Some("2025-01-31T10:00:00Z")),
            ("@1738317600", Some("2025-01-31"), Some("2025-01-31T10:00:00Z")),
            ("true", None, None),
            ("soon", None, None),
            ("2025-02-31", None, None),
            ("@x", None, None),
            ("", None, None),
        ];
        for (raw, date, instant) in table {
            let read = HeaderDate::new(raw);
            assert_eq!(read.raw(), raw);
            assert_eq!(read.date().map(|date| date.to_string()).as_deref(), date, "{raw}");
            assert_eq!(read.timestamp().map(|_| read.to_string()).as_deref(), instant, "{raw}");
        }
    }

    #[test]
    fn display_falls_back_to_the_text() {
        assert_eq!(HeaderDate::new("\"2025-01-31\"").to_string(), "2025-01-31");
        assert_eq!(HeaderDate::new("soon").to_string(), "soon");
    }
}
