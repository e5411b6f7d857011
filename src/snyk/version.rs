//! Versions of Snyk's API, checked before they cost a round trip: the service answers a version that fits no release
//! with the 404 of a resource that does not exist.

mod releases;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::API_VERSION;
use crate::error::Error;

pub(super) use releases::resolve;

/// From this date on a version is a date alone.
const SUFFIX_END: NaiveDate = NaiveDate::from_ymd_opt(2024, 10, 15).unwrap();

/// The same as text.
const FIRST_WITHOUT_SUFFIX: &str = "2024-10-15";

/// A version of Snyk's API: a date, such as `2024-10-15`.
///
/// It stands for the newest release of every operation on or before that day. Dates before 2024-10-15 stand for GA
/// releases alone unless they end with the least stability that is asked for, such as `2024-06-26~beta`; from that day
/// on a date stands for GA releases, and for those at beta where there are none.
///
/// It is read from text, and goes wherever a version is taken:
///
/// ```
/// use snyk_secoda::snyk::{self, ApiVersion};
///
/// # fn main() -> Result<(), snyk_secoda::Error> {
/// let version: ApiVersion = "2024-06-26~beta".parse()?;
/// let builder = snyk::Client::builder().version(version);
/// assert!(ApiVersion::date(2023, 2, 29).is_err());
/// assert_eq!(ApiVersion::default().to_string(), snyk::API_VERSION);
/// # Ok(())
/// # }
/// ```
///
/// Whether a date lies in the future, where the service knows no version, is not checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ApiVersion {
    day: NaiveDate,
    suffix: Option<Suffix>,
}

/// The least stability that a version of the old form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Suffix {
    Beta,
    Experimental,
    Wip,
    WorkInProgress,
}

impl ApiVersion {
    /// The version of a day.
    ///
    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if the calendar has no such day, or the year has not four digits.
    pub fn date(year: i32, month: u32, day: u32) -> Result<Self, Error> {
        let day = NaiveDate::from_ymd_opt(year, month, day).filter(|day| (0..=9999).contains(&day.year()));
        let day = day.ok_or_else(|| Error::config("the API version must be a day of the calendar"))?;
        Ok(Self { day, suffix: None })
    }

    fn read(text: &str) -> Result<Self, String> {
        let (day, suffix) = match text.split_once('~') {
            Some((day, suffix)) => (day, Some(suffix)),
            None => (text, None),
        };
        let Some(day) = parse_day(day) else {
            return Err("must be a date such as 2024-10-15".to_owned());
        };
        let Some(suffix) = suffix else {
            return Ok(Self { day, suffix: None });
        };
        let Some(suffix) = Suffix::ALL.into_iter().find(|known| known.as_str() == suffix) else {
            let known = Suffix::ALL.map(Suffix::as_str).join(", ");
            return Err(format!("has an unknown stage after `~`; known are {known}"));
        };
        if day >= SUFFIX_END {
            return Err(format!(
                "must be a date alone, as stages ended with {SUFFIX_END}; leave out `~` and what follows"
            ));
        }
        Ok(Self { day, suffix: Some(suffix) })
    }
}

impl Suffix {
    const ALL: [Self; 4] = [Self::Beta, Self::Experimental, Self::Wip, Self::WorkInProgress];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Beta => "beta",
            Self::Experimental => "experimental",
            Self::Wip => "wip",
            Self::WorkInProgress => "work-in-progress",
        }
    }
}

/// Says what is wrong with the form of a version.
pub(super) fn check(version: &str) -> Result<(), String> {
    ApiVersion::read(version).map(drop)
}

/// A calendar date in the one form that Snyk takes; the date parser knows more of them.
fn parse_day(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.parse().ok()?;
    ((0..=9999).contains(&date.year()) && date.to_string() == text).then_some(date)
}

/// The version that the operations were generated from: [`API_VERSION`].
impl Default for ApiVersion {
    fn default() -> Self {
        // A document of somebody's own may hold anything where its dates should be.
        Self::read(API_VERSION).unwrap_or(Self { day: SUFFIX_END, suffix: None })
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.suffix {
            Some(suffix) => write!(f, "{}~{}", self.day, suffix.as_str()),
            None => write!(f, "{}", self.day),
        }
    }
}

impl fmt::Debug for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiVersion({self})")
    }
}

impl FromStr for ApiVersion {
    type Err = Error;

    /// # Errors
    ///
    /// [`is_config`](Error::is_config) if it is no date of the calendar in the form `2024-10-15`, or has a suffix that
    /// is unknown or that stands after a date from 2024-10-15 on.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|fault| Error::config(format!("the API version {fault}")))
    }
}

impl TryFrom<&str> for ApiVersion {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<ApiVersion> for String {
    fn from(version: ApiVersion) -> Self {
        version.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCEPTED: [&str; 7] = [
        "2024-10-15",
        "2021-06-04",
        "2026-03-25",
        "2024-10-14~beta",
        "2024-06-26~experimental",
        "2022-01-31~wip",
        "2022-01-31~work-in-progress",
    ];

    #[test]
    fn a_version_is_read_and_written_in_one_form() {
        for text in ACCEPTED {
            assert_eq!(check(text), Ok(()), "{text}");
            let version: ApiVersion = text.parse().unwrap();
            assert_eq!(version.to_string(), text);
            assert_eq!(String::from(version), text);
            assert_eq!(ApiVersion::try_from(text).unwrap(), version);
            assert_eq!(format!("{version:?}"), format!("ApiVersion({text})"));
        }
    }

    #[test]
    fn what_the_service_would_not_find_is_refused() {
        let refused = [
            "",
            "beta",
            "latest",
            "2024-13-01",
            "2023-02-29",
            "2024-1-5",
            "20241015",
            "-009999-01-01",
            "2024-10-15T00:00:00",
            " 2024-10-15",
            "2024-10-15~",
            "2024-10-14~ga",
            "2024-10-15~beta",
            "2025-11-05~experimental",
            "2024-10-14~beta~beta",
        ];
        for text in refused {
            assert!(check(text).is_err(), "{text}");
            assert!(text.parse::<ApiVersion>().unwrap_err().is_config(), "{text}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_has_not_is_refused() {
        assert_eq!(ApiVersion::date(2024, 10, 15).unwrap().to_string(), "2024-10-15");
        for (year, month, day) in [(2024, 13, 1), (2023, 2, 29), (2024, 0, 1), (2024, 1, 0), (-1, 1, 1), (10_000, 1, 1)]
        {
            assert!(ApiVersion::date(year, month, day).unwrap_err().is_config());
        }
    }

    #[test]
    fn the_default_is_the_version_of_the_document() {
        assert_eq!(ApiVersion::default().to_string(), API_VERSION);
    }
}
