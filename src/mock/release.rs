//! Which release of an operation answers a requested `version`, by the rules that Snyk publishes.

use chrono::NaiveDate;

/// From this date on a version is a date only, and beta stands in where there is no GA release.
const PIVOT: NaiveDate = NaiveDate::from_ymd_opt(2024, 10, 15).unwrap();

/// One entry of `x-snyk-api-releases`.
#[derive(Clone, Debug)]
pub(super) struct Release {
    /// The text of the entry, which is also what `snyk-version-served` says.
    pub(super) text: String,
    date: NaiveDate,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Wip,
    Experimental,
    Beta,
    Ga,
}

impl Release {
    /// Reads `2024-08-25` or `2023-01-30~beta`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (day, stage) = match text.split_once('~') {
            Some((day, stage)) => (day, Stage::parse(stage)?),
            None => (text, Stage::Ga),
        };
        // The crate also reads shorter forms, which the pattern of the parameter does not admit.
        let date = day.parse().ok().filter(|_| day.len() == "2024-10-15".len())?;
        Some(Self { text: text.to_owned(), date, stage })
    }

    /// Reads the value of the `version` parameter; a bare stage means that stage as of `today`.
    pub(super) fn parse_requested(text: &str, today: NaiveDate) -> Option<Self> {
        match Stage::parse(text) {
            Some(stage) => Some(Self { text: text.to_owned(), date: today, stage }),
            None => Self::parse(text),
        }
    }

    /// Whether this version lies after `today`, which the service refuses.
    pub(super) fn is_after(&self, today: NaiveDate) -> bool {
        self.date > today
    }

    /// The release of `releases` that answers this version, if any.
    pub(super) fn pick<'a>(&self, releases: &'a [Release]) -> Option<&'a Release> {
        let newest = |stages: &[Stage]| {
            releases.iter().filter(|r| r.date <= self.date && stages.contains(&r.stage)).max_by_key(|r| r.date)
        };
        match self.stage {
            Stage::Ga if self.date >= PIVOT => newest(&[Stage::Ga]).or_else(|| newest(&[Stage::Beta])),
            Stage::Ga => newest(&[Stage::Ga]),
            _ if self.date >= PIVOT => None,
            Stage::Beta => newest(&[Stage::Beta, Stage::Ga]),
            Stage::Experimental => newest(&[Stage::Experimental, Stage::Beta, Stage::Ga]),
            Stage::Wip => newest(&[Stage::Wip, Stage::Experimental, Stage::Beta, Stage::Ga]),
        }
    }

    /// What `snyk-version-lifecycle-stage` says.
    pub(super) fn stage(&self) -> &'static str {
        match self.stage {
            Stage::Wip => "wip",
            Stage::Experimental => "experimental",
            Stage::Beta => "beta",
            Stage::Ga => "ga",
        }
    }
}

impl Stage {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "wip" | "work-in-progress" => Some(Self::Wip),
            "experimental" => Some(Self::Experimental),
            "beta" => Some(Self::Beta),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

    fn served(requested: &str, releases: &[&str]) -> Option<String> {
        let releases: Vec<_> = releases.iter().filter_map(|text| Release::parse(text)).collect();
        let requested = Release::parse_requested(requested, TODAY)?;
        Some(requested.pick(&releases)?.text.clone())
    }

    #[test]
    fn resolves_as_published() {
        let releases = &["2022-01-31~experimental", "2023-01-30~beta", "2024-02-28"][..];
        for (requested, expected) in [
            ("2025-01-01", Some("2024-02-28")),
            ("2024-02-27", None),
            ("2024-02-27~beta", Some("2023-01-30~beta")),
            ("2022-06-01~experimental", Some("2022-01-31~experimental")),
            ("2021-06-04", None),
            ("2025-01-01~beta", None),
        ] {
            assert_eq!(served(requested, releases).as_deref(), expected, "{requested}");
        }
        assert_eq!(served("2024-10-15", &releases[..2]).as_deref(), Some("2023-01-30~beta"), "beta stands in");
        assert_eq!(served("2024-10-14", &releases[..2]), None, "but not before the pivot");
    }

    #[test]
    fn refuses_other_forms() {
        for text in ["", "latest", "2024-13-01", "2024-10-15~ga", "20241015", "2024-1-5"] {
            assert!(Release::parse_requested(text, TODAY).is_none(), "{text:?}");
        }
    }
}
