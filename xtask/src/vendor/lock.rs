//! `specs/specs.lock`: where the vendored documents are from, and what was done to them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::rules::{Table, Toml};
use super::{Counts, Fault, Faults, LOCK_FILE, Trimmed, Vendored};
use crate::digest::sha256;

const HEAD: &str = "# Where the documents of this folder are from. Written by `cargo xtask regen`, not by hand.\n";

/// What is known of each vendored document, by API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lock {
    entries: BTreeMap<String, Entry>,
}

/// What is known of one vendored document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// An address, a file, or a sentence.
    pub source: String,
    /// When it was read, in UTC, by RFC 3339.
    pub fetched: String,
    /// What the document calls its version.
    pub version: String,
    /// The version of the generator that it was vendored with.
    pub generator: String,
    /// SHA-256 of what the source gave, in hexadecimal digits.
    pub upstream: String,
    /// SHA-256 of the vendored text.
    pub vendored: String,
    pub counts: Counts,
}

/// Where a document is from, and what was read there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'o> {
    pub source: &'o str,
    pub fetched: &'o str,
    /// SHA-256 of what was read, in hexadecimal digits.
    pub upstream: &'o str,
}

impl Lock {
    /// Reads the text of the lock, or says everything that is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, Faults> {
        let toml = Toml::read(LOCK_FILE, text)?;
        let mut faults = Faults::default();
        let root = toml.root(&mut faults);
        let mut entries = BTreeMap::new();
        for api in root.names() {
            if let Some(table) = root.inner(api, &mut faults) {
                entries.insert(api.to_owned(), entry(table, &mut faults));
            }
        }
        faults.or(Self { entries })
    }

    /// The text of the lock.
    pub(crate) fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for (api, entry) in &self.entries {
            text += &format!("\n[{api}]\n");
            for (name, value) in entry.texts() {
                // A text of TOML is written like one of JSON.
                let _ = writeln!(text, "{name} = {}", serde_json::Value::from(value));
            }
            for (name, value) in entry.numbers() {
                let _ = writeln!(text, "{name} = {value}");
            }
        }
        text
    }

    pub(crate) fn entry(&self, api: &str) -> Option<&Entry> {
        self.entries.get(api)
    }

    /// Notes a document that was read from its source. If that has not changed, it was fetched when it was before.
    pub(crate) fn record(&mut self, api: &str, origin: Origin<'_>, vendored: &Vendored, generator: &str) {
        let same = |entry: &&Entry| entry.source == origin.source && entry.upstream == origin.upstream;
        let fetched = self.entries.get(api).filter(same).map_or(origin.fetched, |entry| &entry.fetched).to_owned();
        let entry = Entry {
            source: origin.source.to_owned(),
            fetched,
            version: version_of(&vendored.root),
            generator: generator.to_owned(),
            upstream: origin.upstream.to_owned(),
            vendored: sha256([vendored.text.as_bytes()]),
            counts: vendored.counts,
        };
        self.entries.insert(api.to_owned(), entry);
    }

    /// Notes what has become of the checked-in text. Its source is the same, and what was trimmed before stays trimmed.
    pub(crate) fn refresh(&mut self, api: &str, vendored: &Vendored, generator: &str) -> Result<(), Faults> {
        let entry = self.entries.get_mut(api).ok_or_else(|| missing(api))?;
        let mut trimmed = entry.counts.trimmed;
        trimmed += vendored.counts.trimmed;
        entry.counts = Counts { trimmed, ..vendored.counts };
        entry.version = version_of(&vendored.root);
        entry.vendored = sha256([vendored.text.as_bytes()]);
        entry.generator = generator.to_owned();
        Ok(())
    }

    /// Whether a text is the one that was vendored.
    pub(crate) fn verify(&self, api: &str, vendored_text: &str) -> Result<(), Faults> {
        let entry = self.entries.get(api).ok_or_else(|| missing(api))?;
        let found = sha256([vendored_text.as_bytes()]);
        if found == entry.vendored {
            return Ok(());
        }
        let fault = Fault::new(format!("specs/{api}.json"), "the text is not the one that was vendored");
        let fault =
            fault.there(format!("there:    sha256 {found}")).there(format!("expected: sha256 {}", entry.vendored));
        Err(fault.mend(format!("put the change into specs/{api}.overlay.yaml and run `cargo xtask regen`")).into())
    }
}

impl Entry {
    fn texts(&self) -> [(&'static str, &str); 6] {
        [
            ("source", &self.source),
            ("fetched", &self.fetched),
            ("version", &self.version),
            ("generator", &self.generator),
            ("upstream_sha256", &self.upstream),
            ("vendored_sha256", &self.vendored),
        ]
    }

    fn numbers(&self) -> [(&'static str, usize); 7] {
        let Counts { operations, paths, schemas, trimmed, overlay_actions } = self.counts;
        [
            ("operations", operations),
            ("paths", paths),
            ("schemas", schemas),
            ("trimmed_examples", trimmed.examples),
            ("trimmed_headers", trimmed.headers),
            ("trimmed_components", trimmed.components),
            ("overlay_actions", overlay_actions),
        ]
    }
}

fn entry(mut table: Table<'_>, faults: &mut Faults) -> Entry {
    let mut text = |name: &'static str| {
        table.missing(name, faults);
        table.text(name, faults).map(|text| text.value).unwrap_or_default()
    };
    let (source, fetched, version) = (text("source"), text("fetched"), text("version"));
    let (generator, upstream, vendored) = (text("generator"), text("upstream_sha256"), text("vendored_sha256"));
    let mut count = |name: &'static str| {
        table.missing(name, faults);
        table.count(name, faults).unwrap_or_default()
    };
    let (operations, paths, schemas) = (count("operations"), count("paths"), count("schemas"));
    let (examples, headers, components) =
        (count("trimmed_examples"), count("trimmed_headers"), count("trimmed_components"));
    let trimmed = Trimmed { examples, headers, components };
    let counts = Counts { operations, paths, schemas, trimmed, overlay_actions: count("overlay_actions") };
    table.end(faults);
    Entry { source, fetched, version, generator, upstream, vendored, counts }
}

fn missing(api: &str) -> Faults {
    let fault = Fault::new(LOCK_FILE, format!("there is no entry for {api}"));
    fault.mend(format!("vendor a document: `cargo xtask regen {api}` with its source")).into()
}

/// What a document calls its version: the date of its release, where it has one, or that of its description.
fn version_of(root: &serde_json::Value) -> String {
    let release = root.get("x-snyk-api-version");
    let version = release.or_else(|| root.pointer("/info/version"));
    match version {
        Some(serde_json::Value::String(version)) => version.clone(),
        Some(version) => version.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn vendored(text: &str) -> Vendored {
        let trimmed = Trimmed { examples: 3, headers: 2, components: 1 };
        let counts = Counts { operations: 5, paths: 2, schemas: 4, trimmed, overlay_actions: 2 };
        let root = json!({ "info": { "version": "8.22" } });
        Vendored { root, text: text.to_owned(), counts, remarks: Vec::new() }
    }

    fn origin<'o>(upstream: &'o str, fetched: &'o str) -> Origin<'o> {
        Origin { source: "a \"page\"", fetched, upstream }
    }

    fn lock() -> Lock {
        let mut lock = Lock::default();
        lock.record("secoda", origin("{}", "2026-01-02T03:04:05Z"), &vendored("text"), "0.1.0");
        lock
    }

    #[test]
    fn the_lock_is_read_as_it_was_written() {
        let lock = lock();
        let text = lock.write();
        assert_eq!(Lock::read(&text), Ok(lock));
        let expected = "\n[secoda]\nsource = \"a \\\"page\\\"\"\nfetched = \"2026-01-02T03:04:05Z\"\nversion = \"8.22\"\n\
                        generator = \"0.1.0\"\nupstream_sha256 = \"{}\"";
        assert!(text.starts_with("# ") && text.contains(expected), "{text}");
        assert!(text.ends_with("\ntrimmed_components = 1\noverlay_actions = 2\n"), "{text}");
    }

    #[test]
    fn a_source_that_has_not_changed_was_fetched_when_it_was_before() {
        let mut lock = lock();
        let before = lock.write();
        lock.record("secoda", origin("{}", "2027-01-01T00:00:00Z"), &vendored("text"), "0.1.0");
        assert_eq!(lock.write(), before);
        lock.record("secoda", origin("{ }", "2027-01-01T00:00:00Z"), &vendored("text"), "0.1.0");
        assert_eq!(lock.entry("secoda").map(|entry| entry.fetched.as_str()), Some("2027-01-01T00:00:00Z"));
    }

    #[test]
    fn the_text_is_held_against_the_lock() {
        let lock = lock();
        assert_eq!(lock.verify("secoda", "text"), Ok(()));
        let edited = lock.verify("secoda", "edited").err().map(|faults| faults.to_string()).unwrap_or_default();
        assert!(edited.starts_with("specs/secoda.json\n  the text is not the one that was vendored\n"), "{edited}");
        assert!(lock.verify("snyk", "text").is_err());
    }

    #[test]
    fn what_is_vendored_once_more_changes_nothing() {
        let mut lock = lock();
        let before = lock.clone();
        let mut again = vendored("text");
        again.counts.trimmed = Trimmed::default();
        assert_eq!(lock.refresh("secoda", &again, "0.1.0"), Ok(()));
        assert_eq!(lock, before);
        again.counts.trimmed.components = 4;
        assert_eq!(lock.refresh("secoda", &again, "0.1.0"), Ok(()));
        assert_eq!(lock.entry("secoda").map(|entry| entry.counts.trimmed.components), Some(5));
    }

    #[test]
    fn a_damaged_lock_is_told_by_line() {
        let text = lock().write().replace("paths = 2", "path = 2");
        let faults = Lock::read(&text).err().map(|faults| faults.to_string()).unwrap_or_default();
        assert!(faults.contains("specs/specs.lock:3\n  `paths` is missing"), "{faults}");
        assert!(
            faults.contains("specs/specs.lock:11\n  there is no setting `path` here\n  did you mean `paths`?"),
            "{faults}"
        );
    }
}
