//! The generator as a program of its own: optimised, and as a build script has it.

mod measure;

pub(super) use measure::Run;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;

/// The program. `$ROOT` stands for the folder of the project, whose generator it mounts.
const PROGRAM: &str = include_str!("probe/main.rs");
const NAME: &str = "bench-probe";

/// Two builds of the same program.
pub(super) struct Probe {
    pub optimised: PathBuf,
    pub unoptimised: PathBuf,
}

impl Probe {
    pub(super) fn build(root: &Path, folder: &Path) -> Result<Self, String> {
        let crate_folder = folder.join("probe");
        let manifest = fs::read_to_string(root.join("Cargo.toml"))
            .map_err(|error| format!("cannot read the manifest of the project: {error}"))?;
        let files = [
            ("Cargo.toml", manifest_of(&manifest)),
            ("src/main.rs", PROGRAM.replace("$ROOT", &root.display().to_string())),
        ];
        write(&crate_folder, &files)?;
        let _ = fs::copy(root.join("Cargo.lock"), crate_folder.join("Cargo.lock"));
        let target = folder.join("probe-target");
        for profile in [None, Some("--release")] {
            let mut cargo = super::cargo("build", &crate_folder, &target);
            cargo.arg("--quiet").args(profile);
            process::done(&mut cargo).map_err(|why| format!("the generator does not build: {why}"))?;
        }
        let program = |profile: &str| target.join(profile).join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
        Ok(Self { optimised: program("release"), unoptimised: program("debug") })
    }

    /// Generates once, by one of the two.
    pub(super) fn run(program: &Path, document: &Path, api: &str) -> Result<Run, String> {
        let done = process::run(Command::new(program).arg(document).arg(api), |_| false)?;
        if !done.succeeded {
            return Err(process::complaint(&done.stderr));
        }
        Run::of(&done)
    }
}

/// The packages and features of the build script, as the project names them.
fn manifest_of(project: &str) -> String {
    let (versions, packages) = (section(project, "[workspace.dependencies]"), section(project, "[build-dependencies]"));
    format!(
        "[package]\nname = {NAME:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{packages}\n\n[workspace]\n\n[workspace.dependencies]\n{versions}\n"
    )
}

/// The lines of a table of a manifest.
pub(super) fn section(manifest: &str, head: &str) -> String {
    let lines = manifest.lines().skip_while(|line| line.trim() != head).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes files below a folder, those alone that differ from what is there.
pub(super) fn write(folder: &Path, files: &[(&str, String)]) -> Result<(), String> {
    for (name, text) in files {
        let path = folder.join(name);
        let unusable = |error: io::Error| format!("cannot write {}: {error}", path.display());
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(unusable)?;
        if fs::read_to_string(&path).is_ok_and(|there| there == *text) {
            continue;
        }
        fs::write(&path, text).map_err(unusable)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_of_the_generator_are_those_of_the_build_script() {
        let manifest = "[workspace.dependencies]\nheck = \"0.5\"\n\n[package]\nname = \"x\"\n\n\
                        [build-dependencies]\nheck = { workspace = true, features = [\"f\"] }\n";
        let made = manifest_of(manifest);
        assert!(made.contains("[dependencies]\nheck = { workspace = true, features = [\"f\"] }\n"), "{made}");
        assert!(made.contains("[workspace.dependencies]\nheck = \"0.5\"\n"), "{made}");
        assert!(!made.contains("name = \"x\""), "{made}");
    }

    #[test]
    fn the_program_is_rust() {
        assert!(syn::parse_file(PROGRAM).is_ok());
    }
}
