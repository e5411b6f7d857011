use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A region that hosts Snyk accounts.
///
/// It is read from its name in any case, with or without the number: `eu-01`, `EU`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// `us-01`, the default.
    #[default]
    Us01,
    /// `us-02`.
    Us02,
    /// `eu-01`.
    Eu01,
    /// `au-01`.
    Au01,
    /// `us-gov-01`.
    UsGov01,
}

impl Region {
    /// All regions.
    pub const ALL: &'static [Self] = &[Self::Us01, Self::Us02, Self::Eu01, Self::Au01, Self::UsGov01];

    /// The base URL of the REST API there.
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Us01 => "https://api.snyk.io/rest",
            Self::Us02 => "https://api.us.snyk.io/rest",
            Self::Eu01 => "https://api.eu.snyk.io/rest",
            Self::Au01 => "https://api.au.snyk.io/rest",
            Self::UsGov01 => "https://api.snykgov.io/rest",
        }
    }

    /// Its name, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Us01 => "us-01",
            Self::Us02 => "us-02",
            Self::Eu01 => "eu-01",
            Self::Au01 => "au-01",
            Self::UsGov01 => "us-gov-01",
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Region {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wanted = text.trim();
        let matches = |region: &&Self| {
            let name = region.as_str();
            let short = name.strip_suffix("-01").unwrap_or(name);
            wanted.eq_ignore_ascii_case(name) || wanted.eq_ignore_ascii_case(short)
        };
        Self::ALL.iter().find(matches).copied().ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|region| region.as_str()).collect();
            Error::config(format!("{wanted:?} is no region of Snyk; known are {}", known.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for region in Region::ALL {
            assert_eq!(region.to_string().parse::<Region>().unwrap(), *region);
        }
        let table = [
            ("US", Region::Us01),
            ("us-02", Region::Us02),
            (" Eu ", Region::Eu01),
            ("AU-01", Region::Au01),
            ("us-gov", Region::UsGov01),
        ];
        for (text, region) in table {
            assert_eq!(text.parse::<Region>().unwrap(), region);
        }
    }

    #[test]
    fn an_unknown_region_is_told_with_the_known_ones() {
        let error = "eu-03".parse::<Region>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"eu-03\" is no region of Snyk; known are us-01, us-02, eu-01, au-01, us-gov-01"
        );
    }
}
