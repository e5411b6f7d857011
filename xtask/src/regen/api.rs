//! One API from the document that it had to the one that it gets.

use std::path::Path;

use chrono::{SecondsFormat, Utc};
use serde_json::Value;

use super::Arguments;
use crate::codegen::{self, Generated, Settings};
use crate::source::{self, Upstream, transport::Transport};
use crate::tree::Staged;
use crate::vendor::{self, ApiRules, Fault, Lock, Mode, Narrowing, Overlay, Rules, Vendored};
use crate::verdict::{self, Side, Verdict};

/// The version that this workspace has, and with it the generator.
const GENERATOR: &str = env!("CARGO_PKG_VERSION");

/// An API, and what a run makes of it.
pub(super) struct Api {
    pub settings: Settings,
    pub vendored: Vendored,
    pub generated: Generated,
    /// What was said on the way that a reviewer should know.
    pub remarks: Vec<String>,
    /// The document that this one takes the place of, if it differs.
    pub before: Option<Before>,
    /// What the lock says of it, before and after.
    pub lock: (Option<vendor::Entry>, vendor::Entry),
}

/// The document of before.
pub(super) struct Before {
    /// What the generator made of it, if it could.
    pub compared: Result<Compared, String>,
}

pub(super) struct Compared {
    pub generated: Generated,
    pub verdict: Verdict,
}

/// The names of the APIs.
pub(super) fn names() -> Vec<&'static str> {
    Settings::all().iter().map(|settings| settings.api).collect()
}

/// Every API. Those that get a new document have it staged, and the lock with it.
pub(super) fn all(
    arguments: &Arguments,
    root: &Path,
    transport: &dyn Transport,
    staged: &mut Staged,
) -> Result<Vec<Api>, String> {
    let rules = Rules::read(&staged.text(vendor::RULES_FILE)?).map_err(|faults| faults.to_string())?;
    let mut lock = match root.join(vendor::LOCK_FILE).exists() {
        true => Lock::read(&staged.text(vendor::LOCK_FILE)?).map_err(|faults| faults.to_string())?,
        false => Lock::default(),
    };
    let mut apis = Vec::new();
    for settings in Settings::all() {
        let rules = rules.of(settings.api).map_err(|faults| faults.to_string())?;
        let api = one(settings, rules, arguments, transport, staged, &mut lock)?;
        staged.put(api.settings.spec_file(), api.vendored.text.clone());
        apis.push(api);
    }
    staged.put(vendor::LOCK_FILE, lock.write());
    Ok(apis)
}

fn one(
    settings: Settings,
    rules: &ApiRules,
    arguments: &Arguments,
    transport: &dyn Transport,
    staged: &Staged,
    lock: &mut Lock,
) -> Result<Api, String> {
    let overlay = overlay(settings.api, staged)?;
    let upstream = match arguments.origin(settings.api, &rules.vendor) {
        Some(origin) => Some(source::read(&origin, transport).map_err(|error| error.to_string())?),
        None => None,
    };
    let old_text = staged.text(&settings.spec_file());
    let locked = lock.entry(settings.api).cloned();
    let (vendored, mut remarks) = match &upstream {
        Some(upstream) => fresh(upstream, &settings, rules, arguments.narrowing, &overlay)?,
        None => again(old_text.clone()?, &settings, rules, &overlay)?,
    };
    if let (None, Ok(old)) = (&upstream, &old_text) {
        remarks.extend(lock.verify(settings.api, old).err().map(|faults| faults.0.iter().map(Fault::line).collect()));
    }
    let generated = codegen::generate(&vendored.text, &settings).map_err(|problems| {
        format!("{problems}\nnothing was written; mend it by {}", vendor::overlay_file(settings.api))
    })?;
    match &upstream {
        Some(upstream) => {
            let (source, fetched) = (source_of(upstream), now());
            let origin = vendor::Origin { source: &source, fetched: &fetched, upstream: &upstream.sha256 };
            lock.record(settings.api, origin, &vendored, GENERATOR);
        }
        None => lock.refresh(settings.api, &vendored, GENERATOR).map_err(|faults| faults.to_string())?,
    }
    let entry = lock.entry(settings.api).cloned().unwrap_or_default();
    let before = old_text.ok().filter(|old| *old != vendored.text);
    let before = before.map(|old| Before::of(&old, &settings, &vendored, &generated));
    Ok(Api { settings, vendored, generated, remarks, before, lock: (locked, entry) })
}

fn overlay(api: &str, staged: &Staged) -> Result<Overlay, String> {
    let file = vendor::overlay_file(api);
    Overlay::read(&file, &staged.text(&file)?).map_err(|faults| faults.to_string())
}

/// A document as it came, brought to the form that is vendored.
fn fresh(
    upstream: &Upstream,
    settings: &Settings,
    rules: &ApiRules,
    narrowing: Narrowing,
    overlay: &Overlay,
) -> Result<(Vendored, Vec<String>), String> {
    // What a page shows is chosen already.
    let narrowing = if upstream.shown.is_empty() { narrowing } else { Narrowing::Whole };
    let vendored = vendor::vendor(upstream.root.clone(), settings, rules, narrowing, overlay, Mode::Fresh)
        .map_err(|faults| format!("{faults}\nthe documents in specs/ are as they were"))?;
    let of_source = upstream.remarks.iter().map(|note| match note.at.as_str() {
        "" => note.what.clone(),
        at => format!("#{at}: {}", note.what),
    });
    let remarks = of_source.chain(vendored.remarks.iter().cloned()).collect();
    Ok((vendored, remarks))
}

/// The vendored document, brought up to date with rules and overlay.
fn again(
    text: String,
    settings: &Settings,
    rules: &ApiRules,
    overlay: &Overlay,
) -> Result<(Vendored, Vec<String>), String> {
    let file = settings.spec_file();
    let root: Value = serde_json::from_str(&text).map_err(|error| format!("{file} is not JSON: {error}"))?;
    // It was narrowed when it was vendored, or it is the whole on purpose.
    let vendored = vendor::vendor(root, settings, rules, Narrowing::Whole, overlay, Mode::Vendored)
        .map_err(|faults| faults.to_string())?;
    let remarks = vendored.remarks.clone();
    Ok((vendored, remarks))
}

impl Before {
    fn of(old: &str, settings: &Settings, vendored: &Vendored, generated: &Generated) -> Self {
        let root: Value = serde_json::from_str(old).unwrap_or_default();
        // An entry of the name table may be there for the new document alone.
        let settings_then = Settings { aliases: &[], ..settings.clone() };
        let compared = codegen::generate(old, &settings_then).map_err(|problems| problems.to_string()).map(|before| {
            let old = Side { root: &root, model: &before.model, code: &before.code };
            let new = Side { root: &vendored.root, model: &generated.model, code: &generated.code };
            let verdict = verdict::compare(settings, &old, &new);
            Compared { generated: before, verdict }
        });
        Self { compared }
    }
}

impl Api {
    /// The verdict, where there were two documents to compare.
    pub(super) fn verdict(&self) -> Option<&Verdict> {
        self.before.as_ref()?.compared.as_ref().ok().map(|compared| &compared.verdict)
    }
}

/// Where a document is from, as the lock says it.
fn source_of(upstream: &Upstream) -> String {
    match &upstream.stands_for {
        Some(address) => format!("{}, for {address}", upstream.source),
        None => upstream.source.clone(),
    }
}

/// The time of a download, to the second, in UTC.
fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}
