//! The features of tags, a list in `Cargo.toml` between two markers.

use std::fs;
use std::path::Path;

use crate::codegen::{self, Settings};

const START: &str = "# Tags of the vendored documents, written by `cargo xtask features`.\n";
const END: &str = "# End of the tags.\n";

/// What to do with a list that is out of date.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// Brings the list in `Cargo.toml` up to date, or says that it is not.
pub(crate) fn update(root: &Path, mode: Mode) -> Result<&'static str, String> {
    let path = root.join("Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let updated = with_list(&manifest, &list(root)?)?;
    match (manifest == updated, mode) {
        (true, _) => Ok("the features in Cargo.toml are up to date"),
        (false, Mode::Check) => {
            Err("the features in Cargo.toml are out of date; run `cargo xtask features`".to_owned())
        }
        (false, Mode::Write) => {
            let temporary = root.join("Cargo.toml.new");
            let written = fs::write(&temporary, updated).and_then(|()| fs::rename(&temporary, &path));
            written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            Ok("the features in Cargo.toml were brought up to date")
        }
    }
}

/// The lines of every API: the umbrella, then the tags.
fn list(root: &Path) -> Result<String, String> {
    let mut lines = String::new();
    for settings in Settings::all() {
        let path = root.join(settings.spec_file());
        let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let generated = codegen::generate(&text, &settings).map_err(|problems| problems.to_string())?;
        let mut features: Vec<String> = generated.model.tags.iter().map(|tag| tag.feature.clone()).collect();
        features.sort();
        let quoted: Vec<String> = features.iter().map(|feature| format!("{feature:?}")).collect();
        lines += &format!("{} = [{}]\n", settings.api, quoted.join(", "));
        lines.extend(features.iter().map(|feature| format!("{feature} = [\"{}-client\"]\n", settings.api)));
    }
    Ok(lines)
}

fn with_list(manifest: &str, list: &str) -> Result<String, String> {
    let parts = manifest.split_once(START).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("Cargo.toml has lost its markers: {START:?} and {END:?}"))?;
    Ok(format!("{before}{START}{list}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_has_the_features_of_the_documents() {
        assert!(update(&crate::project_root(), Mode::Check).is_ok());
    }

    #[test]
    fn what_is_between_the_markers_is_replaced() {
        let manifest = format!("a\n{START}old = []\n{END}b\n");
        assert_eq!(with_list(&manifest, "new = []\n"), Ok(format!("a\n{START}new = []\n{END}b\n")));
        assert!(with_list("a\n", "").is_err());
    }
}
