//! Everything that the documents decide besides the code: one list, whether it is written or only checked.

use std::path::Path;

use super::api::Api;
use crate::codegen::Settings;
use crate::codegen::model::Model;
use crate::coverage::{self, Covered};
use crate::tree::Staged;
use crate::verdict::changelog;
use crate::verdict::{Bump, Verdict};
use crate::{features, goldens, operations};

const MANIFEST: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// Stages every derived file.
pub(super) fn stage(apis: &[Api], root: &Path, staged: &mut Staged) -> Result<(), String> {
    let models: Vec<(Settings, &Model)> = apis.iter().map(|api| (api.settings.clone(), &api.generated.model)).collect();
    for api in apis {
        staged.put(format!("tests/surface/{}.txt", api.settings.api), api.generated.surface());
    }
    staged.put("specs/OPERATIONS.md", operations::markdown(&models));
    staged.put("specs/COVERAGE.md", coverage::markdown(&covered(apis)));
    staged.put(MANIFEST, features::updated(&staged.text(MANIFEST)?, &models)?);
    goldens::stage(root, staged)?;
    let verdicts: Vec<(&Api, &Verdict)> = apis.iter().filter_map(|api| Some((api, api.verdict()?))).collect();
    for (api, verdict) in verdicts.into_iter().filter(|(_, verdict)| verdict.bump > Bump::None) {
        staged.put(CHANGELOG, with_section(&staged.text(CHANGELOG)?, &heading(api), verdict)?);
    }
    Ok(())
}

/// The changelog with a section about a verdict. A heading that is there already, above another text, gets a number.
fn with_section(text: &str, heading: &str, verdict: &Verdict) -> Result<String, String> {
    let with = |heading: &str| changelog::insert(text, &changelog::section(heading, verdict));
    let numbered = (2..100).map(|number| format!("{heading} ({number})"));
    with(heading).or_else(|fault| numbered.into_iter().find_map(|heading| with(&heading).ok()).ok_or(fault))
}

fn covered(apis: &[Api]) -> Vec<Covered<'_>> {
    let covered = apis.iter().map(|api| Covered {
        settings: &api.settings,
        root: &api.vendored.root,
        model: &api.generated.model,
    });
    covered.collect()
}

/// What a section about a document is called: after the service and its versions.
fn heading(api: &Api) -> String {
    let (then, now) = (api.lock.0.as_ref().map(|entry| entry.version.as_str()), api.lock.1.version.as_str());
    match then.filter(|then| *then != now) {
        Some(then) => format!("The {} document, {then} to {now}", api.settings.api),
        None => format!("The {} document, {now}", api.settings.api),
    }
}
