//! Which release of an operation a version stands for, as the service decides it.

use chrono::NaiveDate;

use super::{ApiVersion, FIRST_WITHOUT_SUFFIX, SUFFIX_END, Suffix, parse_day};

/// How stable a release is, or has to be. What has another word than `beta` is less than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Experimental,
    Beta,
    Ga,
}

#[derive(Clone, Copy, Debug)]
struct Release {
    day: NaiveDate,
    level: Level,
}

/// Says why a version of the right form stands for none of these releases, and which one would.
///
/// Nothing is said of an operation without releases, or with one that cannot be read: the service knows better.
pub(in crate::snyk) fn resolve(version: &str, releases: &[&str]) -> Result<(), String> {
    if releases.iter().any(|release| answers_plainly(release, version)) {
        return Ok(());
    }
    let releases: Option<Vec<Release>> = releases.iter().map(|text| Release::read(text)).collect();
    let (Ok(version), Some(releases)) = (ApiVersion::read(version), releases) else {
        return Ok(());
    };
    if releases.is_empty() || releases.iter().any(|release| release.answers(version)) {
        return Ok(());
    }
    Err(refusal(version.suffix, &releases))
}

/// Whether a release answers a date alone, which is what nearly every call has. It is told without reading either:
/// dates are in their order as texts.
fn answers_plainly(release: &str, version: &str) -> bool {
    let day = match release.strip_suffix("~beta") {
        Some(day) if version >= FIRST_WITHOUT_SUFFIX => day,
        Some(_) => return false,
        None => release,
    };
    !version.contains('~') && !day.contains('~') && day.len() == version.len() && day <= version
}

impl Release {
    fn read(text: &str) -> Option<Self> {
        let (day, level) = match text.split_once('~') {
            None | Some((_, "ga")) => (text.split('~').next()?, Level::Ga),
            Some((day, "beta")) => (day, Level::Beta),
            Some((day, _)) => (day, Level::Experimental),
        };
        Some(Self { day: parse_day(day)?, level })
    }

    /// Whether it is one of those that the version allows. There is a newest one of them if there is any.
    fn answers(self, version: ApiVersion) -> bool {
        self.day <= version.day && self.level >= least(version)
    }

    /// The first version in that style that it answers.
    fn first(self, suffix: Option<Suffix>) -> Option<ApiVersion> {
        let before = ApiVersion { day: self.day, suffix };
        if self.day < SUFFIX_END && self.answers(before) {
            return Some(before);
        }
        let after = ApiVersion { day: self.day.max(SUFFIX_END), suffix: None };
        self.answers(after).then_some(after)
    }
}

/// The least stability that a version asks for.
fn least(version: ApiVersion) -> Level {
    match version.suffix {
        // GA is preferred, but beta is not refused.
        None if version.day >= SUFFIX_END => Level::Beta,
        None => Level::Ga,
        Some(Suffix::Beta) => Level::Beta,
        Some(Suffix::Experimental | Suffix::Wip | Suffix::WorkInProgress) => Level::Experimental,
    }
}

fn refusal(suffix: Option<Suffix>, releases: &[Release]) -> String {
    let first = |suffix| releases.iter().filter_map(|release| release.first(suffix)).min_by_key(|version| version.day);
    // The least that is more than was asked for, where that alone would not do or would do earlier.
    let others = [Some(Suffix::Beta), Some(Suffix::Experimental)].into_iter().filter_map(first);
    let earlier = |than: ApiVersion| others.clone().find(|other| other.day < than.day);
    match first(suffix) {
        Some(found) => match earlier(found) {
            Some(other) if suffix.is_none() => {
                format!("fits no release of the operation; the first date that does is {found}, or else {other}")
            }
            _ => format!("fits no release of the operation; the first date that does is {found}"),
        },
        None => match others.clone().next() {
            Some(other) => format!("fits no release of the operation, as none is stable enough; {other} does"),
            None => "fits no release of the operation, nor does any other".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snyk::{API_VERSION, OPERATIONS};

    const LIST_GROUPS: &[&str] = &["2022-01-31~experimental", "2023-01-30~beta"];
    const LIST_ORGS: &[&str] = &["2022-04-06~experimental", "2022-12-15~beta", "2023-05-29", "2024-02-28"];
    const EXPERIMENTAL: &[&str] = &["2023-03-08~experimental"];
    const LATE: &[&str] = &["2025-02-01~experimental", "2025-06-01~beta", "2025-09-01"];

    #[test]
    fn a_version_stands_for_a_release_that_is_old_and_stable_enough() {
        let table = [
            ("2023-05-28", LIST_ORGS, false),
            ("2023-05-29", LIST_ORGS, true),
            ("2022-12-14~beta", LIST_ORGS, false),
            ("2022-12-15~beta", LIST_ORGS, true),
            ("2024-03-01~beta", LIST_ORGS, true),
            ("2022-04-05~experimental", LIST_ORGS, false),
            ("2022-04-06~experimental", LIST_ORGS, true),
            ("2024-10-14~experimental", LIST_ORGS, true),
            ("2024-10-15", LIST_ORGS, true),
            ("2024-10-14", LIST_GROUPS, false),
            ("2024-10-15", LIST_GROUPS, true),
            ("2023-01-30~beta", LIST_GROUPS, true),
            ("2022-02-01~beta", LIST_GROUPS, false),
            ("2022-02-01~wip", LIST_GROUPS, true),
            ("2022-02-01~work-in-progress", LIST_GROUPS, true),
            ("2024-10-14", EXPERIMENTAL, false),
            ("2025-11-05", EXPERIMENTAL, false),
            ("2024-10-14~beta", EXPERIMENTAL, false),
            ("2023-03-08~experimental", EXPERIMENTAL, true),
            ("2025-05-31", LATE, false),
            ("2025-06-01", LATE, true),
        ];
        for (version, releases, fits) in table {
            assert_eq!(resolve(version, releases).is_ok(), fits, "{version} of {releases:?}");
        }
    }

    #[test]
    fn the_first_version_that_works_is_named_in_the_style_asked_for() {
        let table = [
            ("2021-06-04", LIST_ORGS, "the first date that does is 2023-05-29, or else 2022-12-15~beta"),
            ("2021-06-04~beta", LIST_ORGS, "the first date that does is 2022-12-15~beta"),
            ("2021-06-04~wip", LIST_ORGS, "the first date that does is 2022-04-06~wip"),
            ("2024-01-01", LIST_GROUPS, "the first date that does is 2024-10-15, or else 2023-01-30~beta"),
            ("2021-06-04~beta", LIST_GROUPS, "the first date that does is 2023-01-30~beta"),
            ("2021-06-04", &["2024-08-25"], "the first date that does is 2024-08-25"),
            ("2024-10-15", LATE, "the first date that does is 2025-06-01"),
            ("2024-10-14~beta", LATE, "the first date that does is 2025-06-01"),
            ("2024-10-15", EXPERIMENTAL, "as none is stable enough; 2023-03-08~experimental does"),
            ("2024-10-15", &["2025-01-01~experimental"], "nor does any other"),
        ];
        for (version, releases, end) in table {
            let text = resolve(version, releases).unwrap_err();
            assert!(text.ends_with(end), "{version} of {releases:?}: {text}");
        }
    }

    #[test]
    fn what_is_named_works_and_the_day_before_does_not() {
        for releases in [LIST_ORGS, LIST_GROUPS, EXPERIMENTAL, LATE] {
            let all: Vec<Release> = releases.iter().map(|text| Release::read(text).unwrap()).collect();
            for suffix in [None, Some(Suffix::Beta), Some(Suffix::Experimental), Some(Suffix::Wip)] {
                let firsts = all.iter().filter_map(|release| release.first(suffix));
                let Some(first) = firsts.min_by_key(|version| version.day) else { continue };
                let before = ApiVersion { day: first.day.pred_opt().unwrap(), ..first };
                assert_eq!(resolve(&first.to_string(), releases), Ok(()), "{first:?} of {releases:?}");
                assert!(resolve(&before.to_string(), releases).is_err(), "{before:?} of {releases:?}");
            }
        }
    }

    #[test]
    fn an_unknown_stage_is_less_than_beta() {
        assert!(resolve("2025-11-05", &["2023-01-01~preview"]).is_err());
        assert_eq!(resolve("2024-01-01~experimental", &["2023-01-01~preview"]), Ok(()));
    }

    #[test]
    fn of_releases_that_are_missing_or_cannot_be_read_nothing_is_said() {
        for releases in [&[][..], &["soon"], &["", "~", "~~", "2024-13-99~beta"], &["2030-01-01", "é"]] {
            assert_eq!(resolve("2024-10-15", releases), Ok(()), "{releases:?}");
        }
    }

    #[test]
    fn the_version_of_the_document_stands_for_a_release_of_every_operation_beyond_experiments() {
        let stable = |text: &&str| Release::read(text).is_some_and(|release| release.level >= Level::Beta);
        for operation in OPERATIONS.iter().filter(|operation| operation.releases.iter().any(stable)) {
            assert_eq!(resolve(API_VERSION, operation.releases), Ok(()), "{operation}");
        }
    }
}
