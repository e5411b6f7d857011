//! The manifest of a crate that a peer made.

use std::fs;
use std::io;
use std::path::Path;

/// What one of them makes instead of a manifest: modules with the dependencies that they need.
const DEPENDENCIES: &str = "src/REQUIRED_DEPS.toml";

/// Makes the crate a workspace of its own, so that Cargo does not look for one above it.
pub(super) fn complete(folder: &Path, package: &str) -> Result<(), String> {
    let path = folder.join("Cargo.toml");
    let unusable = |error: io::Error| format!("cannot use {}: {error}", path.display());
    let dependencies = fs::read_to_string(folder.join(DEPENDENCIES));
    let text = match dependencies {
        Ok(dependencies) => {
            fs::rename(folder.join("src/mod.rs"), folder.join("src/lib.rs")).map_err(unusable)?;
            of_modules(&dependencies)
        }
        Err(_) => fs::read_to_string(&path).map_err(unusable)?,
    };
    fs::write(&path, completed(&text, package)).map_err(unusable)
}

fn of_modules(dependencies: &str) -> String {
    format!("[package]\nname = \"\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n{dependencies}")
}

fn completed(manifest: &str, package: &str) -> String {
    let named = manifest.lines().map(|line| match line.split_once('=') {
        // The first name is that of the package; others are in tables of one line.
        Some((key, _)) if key.trim() == "name" => format!("name = {package:?}"),
        _ => line.to_owned(),
    });
    let text = named.collect::<Vec<_>>().join("\n") + "\n";
    if text.lines().any(|line| line.trim() == "[workspace]") { text } else { text + "\n[workspace]\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_become_a_crate_with_the_dependencies_that_they_name() {
        let made = completed(&of_modules("[dependencies]\nserde = \"1\"\n"), "y");
        assert!(made.starts_with("[package]\nname = \"y\"\n") && made.contains("serde = \"1\"\n"), "{made}");
    }

    #[test]
    fn a_crate_becomes_a_workspace_once_and_has_its_own_name() {
        let once = completed("[package]\nname = \"x\"\nversion = \"1\"\n", "y");
        assert_eq!(once, "[package]\nname = \"y\"\nversion = \"1\"\n\n[workspace]\n");
        assert_eq!(completed(&once, "y"), once);
    }
}
