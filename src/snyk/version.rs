//! The form of a Snyk API version, checked before it costs a round trip: the service answers a
//! version that fits no release with the 404 of a resource that does not exist.

use jiff::civil::{Date, date};

/// From this date on a version is a date alone.
const SUFFIX_END: Date = date(2024, 10, 15);

const STAGES: [&str; 4] = ["beta", "experimental", "wip", "work-in-progress"];

/// Says what is wrong with a version.
pub(super) fn check(version: &str) -> Result<(), String> {
    let (day, stage) = match version.split_once('~') {
        Some((day, stage)) => (day, Some(stage)),
        None => (version, None),
    };
    let Some(day) = parse_day(day) else {
        return Err("must be a date such as 2024-10-15".to_owned());
    };
    match stage {
        Some(stage) if !STAGES.contains(&stage) => {
            Err(format!("has an unknown stage after `~`; known are {}", STAGES.join(", ")))
        }
        Some(_) if day >= SUFFIX_END => {
            Err(format!("must be a date alone, as stages ended with {SUFFIX_END}; leave out `~` and what follows"))
        }
        _ => Ok(()),
    }
}

/// A calendar date in the one form that Snyk takes; the date parser knows more of them.
fn parse_day(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let accepted = [
            "2024-10-15",
            "2021-06-04",
            "2026-03-25",
            "2024-10-14~beta",
            "2024-06-26~experimental",
            "2022-01-31~wip",
            "2022-01-31~work-in-progress",
        ];
        let refused = [
            "",
            "beta",
            "latest",
            "2024-13-01",
            "2023-02-29",
            "2024-1-5",
            "20241015",
            "2024-10-15T00:00:00",
            " 2024-10-15",
            "2024-10-15~",
            "2024-10-14~ga",
            "2024-10-15~beta",
            "2025-11-05~experimental",
            "2024-10-14~beta~beta",
        ];
        for version in accepted {
            assert_eq!(check(version), Ok(()), "{version}");
        }
        for version in refused {
            assert!(check(version).is_err(), "{version}");
        }
    }
}
