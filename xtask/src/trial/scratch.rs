//! The crate that a document is tried in.
//!
//! Unless it is to be kept, it is below the target folder and always the same, so that what the compiler leaves there
//! is used again and does not grow. The target folder of all scratch crates is one: the runtime is built once.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, io};

use super::Depth;
use super::check::{self, Check};
use super::glue::Glue;
use super::memory::Phase;
use crate::document::Document;

/// Where the crate is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    Temporary,
    Kept(PathBuf),
}

/// A folder that is ours to write to.
pub(super) struct Scratch {
    folder: PathBuf,
    root: PathBuf,
    target: PathBuf,
    /// Held while the crate is in use: there is one for all who try something at the same time.
    _lock: File,
}

/// The first line of the manifests that may be written over.
const MARK: &str = "# Written by `cargo xtask try`, which may write over all of this folder.";

/// A place for each document: the folder itself for one, a folder inside of it for each of several.
pub(super) fn places(specs: &[PathBuf], keep: Option<&Path>) -> Result<Vec<Place>, String> {
    let Some(folder) = keep else { return Ok(specs.iter().map(|_| Place::Temporary).collect()) };
    let mut folders: Vec<PathBuf> = Vec::new();
    for spec in specs {
        let stem = spec.file_stem().unwrap_or_default();
        let folder = if specs.len() == 1 { folder.to_owned() } else { folder.join(stem) };
        if folders.contains(&folder) {
            return Err(format!("two documents would be kept in {}; try them one by one", folder.display()));
        }
        if !is_ours(&folder) {
            return Err(format!(
                "{} is in use; --keep takes a folder that is new, empty or of an earlier try",
                folder.display()
            ));
        }
        folders.push(folder);
    }
    Ok(folders.into_iter().map(Place::Kept).collect())
}

fn is_ours(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(mut entries) => {
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
            entries.next().is_none() || manifest.starts_with(MARK)
        }
    }
}

impl Scratch {
    pub(super) fn open(place: &Place, root: &Path) -> Result<Self, String> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("try");
        let unusable = |error: io::Error| format!("cannot use {}: {error}", target.display());
        fs::create_dir_all(&target).map_err(unusable)?;
        let target = target.canonicalize().map_err(unusable)?;
        let lock = File::create(target.join("lock")).map_err(unusable)?;
        lock.lock().map_err(unusable)?;
        let folder = match place {
            Place::Temporary => target.join("scratch"),
            Place::Kept(folder) => folder.clone(),
        };
        Ok(Self { folder, root: root.to_owned(), target, _lock: lock })
    }

    /// Writes the crate. What is not Rust is there for those who look at a kept one.
    pub(super) fn write(&self, document: &Document, glue: &Glue, code: &str) -> Result<(), String> {
        let unusable = |error: io::Error| format!("cannot write to {}: {error}", self.folder.display());
        fs::create_dir_all(self.folder.join("src")).map_err(unusable)?;
        // The versions of the project's own dependencies, which are there already.
        let _ = fs::copy(self.root.join("Cargo.lock"), self.folder.join("Cargo.lock"));
        let files = [
            ("Cargo.toml", self.manifest()),
            ("openapi.json", document.text.clone()),
            ("src/lib.rs", glue.lib()),
            ("src/generated.rs", code.to_owned()),
        ];
        files.into_iter().try_for_each(|(name, text)| fs::write(self.folder.join(name), text)).map_err(unusable)
    }

    pub(super) fn check(&self, depth: Depth, phases: &mut Vec<Phase>) -> Result<Check, String> {
        match depth {
            Depth::Generated => Ok(Check::NotAsked),
            Depth::Checked => {
                let (check, phase) = check::check(&self.folder, &self.target)?;
                phases.push(phase);
                Ok(check)
            }
        }
    }

    fn manifest(&self) -> String {
        let runtime = self.root.display().to_string();
        format!(
            "{MARK}\n\n[package]\nname = \"{}\"\nversion = \"0.0.0+{}\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nsnyk-secoda = {{ path = {runtime:?}, default-features = false }}\n\n\
             [profile.dev]\nincremental = false\n\n[workspace]\n",
            check::CRATE,
            self.mark()
        )
    }

    /// Tells crates in different folders apart: Cargo takes two of one name and version for the same in one target
    /// folder, wherever they are, and would not look at the second.
    fn mark(&self) -> String {
        let folder = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        let mut hasher = DefaultHasher::new();
        folder.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_document_has_the_folder_for_itself_and_several_share_it() {
        let folder = Path::new("/nowhere/keep");
        assert_eq!(places(&paths(&["a/x.json"]), None), Ok(vec![Place::Temporary]));
        assert_eq!(places(&paths(&["a/x.json"]), Some(folder)), Ok(vec![Place::Kept(folder.to_owned())]));
        let kept = ["x", "y"].map(|name| Place::Kept(folder.join(name))).into();
        assert_eq!(places(&paths(&["a/x.json", "y.yaml"]), Some(folder)), Ok(kept));
        assert!(places(&paths(&["a/x.json", "b/x.yaml"]), Some(folder)).is_err());
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let folder = env::temp_dir().join(format!("xtask-scratch-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        let spec = paths(&["x.json"]);
        let empty = places(&spec, Some(&folder)).is_ok();
        let write = |text: &str| fs::write(folder.join("Cargo.toml"), text).unwrap_or_else(|error| panic!("{error}"));
        write("[package]\n");
        let foreign = places(&spec, Some(&folder)).is_ok();
        write(&format!("{MARK}\n[package]\n"));
        let ours = places(&spec, Some(&folder)).is_ok();
        fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((empty, foreign, ours), (true, false, true));
    }
}
