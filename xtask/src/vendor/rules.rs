//! `specs/regen.toml`: what the vendors are asked for, and what of it is vendored.

mod table;

use crate::source::Vendor;
use std::collections::BTreeMap;

use super::{Fault, Faults, RULES_FILE};
use crate::codegen::Settings;
pub(super) use table::{Spot, Table, Toml};

/// The rules of every API.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    apis: BTreeMap<String, ApiRules>,
}

/// The rules of one API.
#[derive(Clone, Debug, Default)]
pub(crate) struct ApiRules {
    pub vendor: Vendor,
    /// What is kept: all, if there is no such rule.
    pub keep: Vec<Rule>,
    /// What is left out of that.
    pub drop: Vec<Rule>,
}

/// One rule, and the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub by: By,
    pub pattern: String,
    pub at: String,
}

/// What of an operation a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Tag,
    Path,
    /// The id, or method and path.
    Operation,
    Stability,
}

impl By {
    const ALL: [(&'static str, Self); 4] =
        [("tags", Self::Tag), ("paths", Self::Path), ("operations", Self::Operation), ("stability", Self::Stability)];

    /// One of its kind, as a sentence names it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Path => "path",
            Self::Operation => "operation",
            Self::Stability => "stability",
        }
    }
}

impl Rules {
    /// Reads the text of `specs/regen.toml`, or says everything that is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, Faults> {
        let toml = Toml::read(RULES_FILE, text)?;
        let mut faults = Faults::default();
        let mut rules = Self::default();
        let mut root = toml.root(&mut faults);
        for api in Settings::all().map(|settings| settings.api) {
            if let Some(mut table) = root.table(api, &mut faults) {
                let (keep, drop) =
                    (rules_of("keep", &mut table, &mut faults), rules_of("drop", &mut table, &mut faults));
                let vendor = Vendor {
                    versions: table.text("versions", &mut faults).map(|versions| versions.value),
                    documents: values(table.texts("documents", &mut faults)),
                    pages: values(table.texts("pages", &mut faults)),
                };
                table.end(&mut faults);
                rules.apis.insert(api.to_owned(), ApiRules { vendor, keep, drop });
            }
        }
        root.end(&mut faults);
        faults.or(rules)
    }

    /// The rules of an API.
    pub(crate) fn of(&self, api: &str) -> Result<&ApiRules, Faults> {
        let missing = || {
            let fault = Fault::new(RULES_FILE, format!("there is no table [{api}]"));
            fault.mend("add one; an empty one keeps every operation").into()
        };
        self.apis.get(api).ok_or_else(missing)
    }
}

fn rules_of(name: &'static str, api: &mut Table<'_>, faults: &mut Faults) -> Vec<Rule> {
    let Some(mut table) = api.table(name, faults) else { return Vec::new() };
    let mut rules = Vec::new();
    for (key, by) in By::ALL {
        let patterns = table.texts(key, faults);
        rules.extend(patterns.into_iter().map(|Spot { value, at }| Rule { by, pattern: value, at }));
    }
    table.end(faults);
    rules
}

fn values(spots: Vec<Spot<String>>) -> Vec<String> {
    spots.into_iter().map(|spot| spot.value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Rules::read(text).err().map(|faults| faults.to_string()).unwrap_or_default()
    }

    #[test]
    fn rules_and_addresses_are_read() {
        let text =
            "[snyk]\nversions = \"https://a\"\n[snyk.keep]\npaths = [\"/a\",\n  \"/b\"]\n[snyk.drop]\ntags = [\"T\"]\n";
        let rules = Rules::read(text).unwrap_or_else(|faults| panic!("{faults}"));
        let snyk = rules.of("snyk").unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(snyk.vendor, Vendor { versions: Some("https://a".to_owned()), ..Vendor::default() });
        let rule = |by, pattern: &str, line: usize| Rule {
            by,
            pattern: pattern.to_owned(),
            at: format!("specs/regen.toml:{line}"),
        };
        assert_eq!(snyk.keep, [rule(By::Path, "/a", 4), rule(By::Path, "/b", 5)]);
        assert_eq!(snyk.drop, [rule(By::Tag, "T", 7)]);
        assert!(rules.of("secoda").is_err_and(|faults| faults.to_string().contains("there is no table [secoda]")));
    }

    #[test]
    fn what_nobody_knows_is_named_with_its_line() {
        let unknown = fault("[snyk]\n[snyk.keep]\npath = [\"/a\"]\n");
        assert_eq!(unknown, "specs/regen.toml:3\n  there is no setting `path` here\n  did you mean `paths`?");
        let api = fault("[snyk]\n\n[sekoda]\n");
        assert_eq!(api, "specs/regen.toml:3\n  there is no setting `sekoda` here\n  did you mean `secoda`?");
    }

    #[test]
    fn what_is_of_another_kind_is_named_with_its_line() {
        let cases = [
            ("[snyk]\nversions = 1", "specs/regen.toml:2\n  `versions` should be a text, and is an integer"),
            ("[snyk]\npages = \"x\"", "specs/regen.toml:2\n  `pages` should be a list of texts, and is a text"),
            (
                "[snyk]\npages = [\"x\",\n1]",
                "specs/regen.toml:3\n  `pages` should be a list of texts, and holds an integer",
            ),
            ("snyk = 1", "specs/regen.toml:1\n  `snyk` should be a table, and is an integer"),
        ];
        for (text, expected) in cases {
            assert_eq!(fault(text), expected, "{text}");
        }
    }

    #[test]
    fn text_that_is_no_toml_is_a_fault_with_its_line() {
        assert_eq!(fault("[snyk]\nx = \n"), "specs/regen.toml:2\n  not TOML: expected a value, found a newline");
        assert!(fault("[snyk]\na = 1\na = 2\n").starts_with("specs/regen.toml:3\n  not TOML: duplicate key"));
    }

    #[test]
    fn every_fault_is_told() {
        assert_eq!(fault("[snyk]\na = 1\nversions = 2\n[b]\n").matches("specs/regen.toml:").count(), 3);
    }
}
