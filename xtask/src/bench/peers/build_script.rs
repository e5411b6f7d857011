//! The one peer that works from a build script, as its documentation shows it.

use std::fs;

use super::Ready;
use crate::bench::probe::{section, write};
use crate::bench::subject::{Generated, Subject};

/// The peer that is a library.
const NAME: &str = "progenitor";
const SCRIPT: &str = include_str!("build_script/build.rs");
const LIBRARY: &str = "include!(concat!(env!(\"OUT_DIR\"), \"/codegen.rs\"));\n";

/// A crate whose build script generates. None for those that have no library for it.
pub(in crate::bench) fn subject(ready: &Ready) -> Result<Option<Subject>, String> {
    if ready.peer.name != NAME {
        return Ok(None);
    }
    let path = ready.output.join("Cargo.toml");
    let made = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let package = format!("{}_script", ready.package);
    let workspace = ready.output.with_file_name(&package);
    let files = [
        ("Cargo.toml", manifest(&package, &section(&made, "[dependencies]"), ready.peer.version)),
        ("build.rs", SCRIPT.replace("$DOCUMENT", &ready.document.display().to_string())),
        ("src/lib.rs", LIBRARY.to_owned()),
    ];
    write(&workspace, &files)?;
    Ok(Some(Subject {
        who: format!("{NAME}, build script"),
        workspace,
        package,
        environment: Vec::new(),
        target: ready.target.with_file_name("peers-target-script"),
        generated: Generated::BuildScript,
    }))
}

fn manifest(package: &str, dependencies: &str, version: &str) -> String {
    format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}\n\n\
         [build-dependencies]\n{NAME} = \"={version}\"\nprettyplease = \"0.2\"\nserde_json = \"1\"\nsyn = \"2\"\n\n[workspace]\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_script_is_rust_and_has_what_it_needs() {
        assert!(syn::parse_file(SCRIPT).is_ok() && syn::parse_file(LIBRARY).is_ok());
        let made = manifest("p", "serde = \"1\"", "1.2.3");
        assert!(made.contains("serde = \"1\"\n\n[build-dependencies]\nprogenitor = \"=1.2.3\"\n"), "{made}");
    }
}
