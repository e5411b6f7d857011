use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// The name that stands in Secoda's document where the customer's own belongs.
const PLACEHOLDER: &str = "customer_domain";

/// A cloud that hosts Secoda workspaces. It is read from its name in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// `us`, the default.
    #[default]
    Us,
    /// `eu`.
    Eu,
    /// `apac`.
    Apac,
}

impl Region {
    /// All regions.
    pub const ALL: &'static [Self] = &[Self::Us, Self::Eu, Self::Apac];

    /// The base URL of the API there.
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Us => "https://api.secoda.co",
            Self::Eu => "https://eapi.secoda.co",
            Self::Apac => "https://aapi.secoda.co",
        }
    }

    /// Its name, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Eu => "eu",
            Self::Apac => "apac",
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
        let found = Self::ALL.iter().find(|region| wanted.eq_ignore_ascii_case(region.as_str()));
        found.copied().ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|region| region.as_str()).collect();
            Error::config(format!("{wanted:?} is no region of Secoda; known are {}", known.join(", ")))
        })
    }
}

/// The base URL of an installation on premise. The name is one label and nothing else: a dot,
/// slash or `@` in it would send the API key to another host.
pub(super) fn on_premise(label: &str) -> Result<String, Error> {
    let label = label.trim();
    if label.eq_ignore_ascii_case(PLACEHOLDER) {
        return Err(Error::config(format!("{PLACEHOLDER:?} is a placeholder; give the name of your own domain")));
    }
    if !is_label(label) {
        return Err(Error::config("the domain must be the one label before `.secoda.co`: letters, digits and hyphens"));
    }
    Ok(format!("https://{label}.secoda.co"))
}

fn is_label(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && (1..=63).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for region in Region::ALL {
            assert_eq!(region.to_string().to_uppercase().parse::<Region>().unwrap(), *region);
        }
        let error = "moon".parse::<Region>().unwrap_err();
        assert_eq!(error.to_string(), "\"moon\" is no region of Secoda; known are us, eu, apac");
    }

    #[test]
    fn on_premise_names_are_one_label() {
        assert_eq!(on_premise(" acme-1 ").unwrap(), "https://acme-1.secoda.co");
        let long = "a".repeat(64);
        let refused = [
            "",
            "customer_domain",
            "a.b",
            "a/b",
            "a@b",
            "a:1",
            "a#",
            "a?",
            "a\\b",
            "-a",
            "a-",
            "ä",
            "a_b",
            "a b",
            &long,
        ];
        for label in refused {
            assert!(on_premise(label).unwrap_err().is_config(), "{label}");
        }
    }
}
