//! The features of tags, a list in `Cargo.toml` between two markers.

use crate::codegen::Settings;
use crate::codegen::model::Model;

const START: &str = "# Tags of the vendored documents, written by `cargo xtask regen`.\n";
const END: &str = "# End of the tags.\n";

/// The manifest with the features that the documents give.
pub(crate) fn updated(manifest: &str, apis: &[(Settings, &Model)]) -> Result<String, String> {
    with_list(manifest, &apis.iter().map(|(settings, model)| list(settings, model)).collect::<String>())
}

/// The lines of one API: the umbrella, then the tags.
fn list(settings: &Settings, model: &Model) -> String {
    let mut features: Vec<&str> = model.tags.iter().map(|tag| tag.feature.as_str()).collect();
    features.sort_unstable();
    let quoted: Vec<String> = features.iter().map(|feature| format!("{feature:?}")).collect();
    let umbrella = format!("{} = [{}]\n", settings.api, quoted.join(", "));
    let tags = features.iter().map(|feature| format!("{feature} = [\"{}-client\"]\n", settings.api));
    std::iter::once(umbrella).chain(tags).collect()
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
    fn what_is_between_the_markers_is_replaced() {
        let manifest = format!("a\n{START}old = []\n{END}b\n");
        assert_eq!(with_list(&manifest, "new = []\n"), Ok(format!("a\n{START}new = []\n{END}b\n")));
        assert!(with_list("a\n", "").is_err());
    }
}
