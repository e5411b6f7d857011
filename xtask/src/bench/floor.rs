//! What a generated client has to compile: an HTTP client, a JSON library and the packages of a generator, with an
//! empty library and an empty build script.

use std::fs;
use std::path::Path;

use super::ours::{self, Tls};
use super::probe::{section, write};
use super::subject::{Generated, Subject};

pub(super) const FLOOR: &str = "floor";

/// What generators have beside the packages of ours, to format what they make.
const FORMATTER: &str = "prettyplease = \"0.3\"\n\
     syn = { version = \"3\", default-features = false, features = [\"full\", \"parsing\", \"printing\"] }";

pub(super) fn subject(tls: Tls, root: &Path, folder: &Path) -> Result<Subject, String> {
    let project = fs::read_to_string(root.join("Cargo.toml"))
        .map_err(|error| format!("cannot read the manifest of the project: {error}"))?;
    let package = format!("floor-{}", tls.name);
    let workspace = folder.join("floor").join(&package);
    let files = [
        ("Cargo.toml", manifest(&package, &project, tls)),
        // Without one Cargo does not compile what it would need.
        ("build.rs", "fn main() {}\n".to_owned()),
        ("src/lib.rs", String::new()),
    ];
    write(&workspace, &files)?;
    ours::copy_lock(root, &workspace);
    Ok(Subject {
        who: FLOOR.to_owned(),
        package,
        environment: Vec::new(),
        target: folder.join("floor-target"),
        generated: Generated::Nothing,
        workspace,
    })
}

/// The packages of a generator, in the versions and with the features that the project has.
fn manifest(name: &str, project: &str, tls: Tls) -> String {
    let (versions, packages) = (section(project, "[workspace.dependencies]"), section(project, "[build-dependencies]"));
    let packages = packages.replace("syn.workspace = true", FORMATTER);
    let (reqwest, more) = match tls.name {
        "rustls-ring" => (r#""rustls-no-provider""#, rustls("ring")),
        "rustls-aws-lc" => (r#""rustls-no-provider""#, rustls("aws_lc_rs")),
        "native-tls" => (r#""native-tls""#, String::new()),
        _ => ("", String::new()),
    };
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         reqwest = {{ version = \"0.13\", default-features = false, features = [{reqwest}] }}\n\
         serde = {{ version = \"1\", default-features = false, features = [\"std\"] }}\nserde_json = \"1\"\n{more}\n\
         [build-dependencies]\n{packages}\n\n[workspace]\n\n[workspace.dependencies]\n{versions}\n"
    )
}

fn rustls(provider: &str) -> String {
    format!(
        "rustls = {{ version = \"0.23\", default-features = false, features = [\"std\", \"tls12\", {provider:?}] }}\n\
         rustls-platform-verifier = \"0.7\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::ours::{ALL_TLS, NO_TLS};

    #[test]
    fn the_floor_has_the_packages_of_the_generator_and_its_tls() {
        let project =
            "[workspace.dependencies]\nheck = \"0.5\"\n\n[package]\n\n[build-dependencies]\nheck.workspace = true\n";
        let made = manifest("f", project, NO_TLS);
        assert!(
            made.contains("[build-dependencies]\nheck.workspace = true\n") && made.contains("heck = \"0.5\"\n"),
            "{made}"
        );
        assert!(made.contains("features = [] }"), "{made}");
        let made = manifest("f", project, ALL_TLS[1]);
        assert!(made.contains("\"ring\"") && made.contains("\"rustls-no-provider\""), "{made}");
    }

    #[test]
    fn the_floor_has_the_versions_of_the_project() {
        let path = crate::project_root().join("Cargo.toml");
        let project = fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
        for line in [
            "reqwest = { version = \"0.13\"",
            "rustls = { version = \"0.23\"",
            "rustls-platform-verifier = { version = \"0.7\"",
        ] {
            assert!(project.contains(line), "{line} is another version now; change it here too");
        }
    }
}
