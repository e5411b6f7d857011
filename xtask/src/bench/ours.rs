//! What is measured of this project: a program that uses it, as a user would build it.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::book::Sheet;
use super::probe;
use super::subject::{Generated, Incremental, Subject, Verb, size, touch};
use crate::census::METHODS;
use crate::codegen::Settings;
use crate::codegen::model::Model;
use crate::document;
use crate::trial::facts::Facts;
use crate::trial::glue::Glue;
use crate::trial::{known, stages};

/// The name of the figures of this project.
pub(super) const OURS: &str = "ours";
/// The generated code as a crate of its own, with the runtime as a dependency.
pub(super) const APART: &str = "ours, runtime apart";
const PACKAGE: &str = "snyk-secoda";

/// A document that is measured.
pub(super) struct Document {
    pub path: PathBuf,
    pub root: Value,
    pub operations: usize,
    pub origin: Origin,
    pub settings: Settings,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// In `specs/`.
    Vendored,
    /// Named by the environment of the build.
    Own,
}

/// How a client speaks TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tls {
    pub name: &'static str,
    /// The feature of this project.
    pub feature: Option<&'static str>,
}

pub(super) const NO_TLS: Tls = Tls { name: "none", feature: None };
pub(super) const ALL_TLS: [Tls; 4] = [
    NO_TLS,
    Tls { name: "rustls-ring", feature: Some("rustls") },
    Tls { name: "native-tls", feature: Some("native-tls") },
    Tls { name: "rustls-aws-lc", feature: Some("rustls-aws-lc") },
];

impl Document {
    pub(super) fn open(path: &Path, root: &Path) -> Result<Self, String> {
        let path = path.canonicalize().map_err(|error| format!("cannot find {}: {error}", path.display()))?;
        let document = document::read(&path).map_err(|problems| {
            let first = problems.first().map(|problem| format!("{} {}", problem.at, problem.what));
            format!("{}: {}", path.display(), first.unwrap_or_default())
        })?;
        let settings = match known::settings_of(&document.root).whose {
            "snyk" => Settings::snyk(),
            "secoda" => Settings::secoda(),
            _ => {
                return Err(format!(
                    "{} is neither Snyk's nor Secoda's, and this measures their clients",
                    path.display()
                ));
            }
        };
        let is_vendored = root.join(settings.spec_file()).canonicalize().is_ok_and(|vendored| vendored == path);
        let (origin, settings) = match is_vendored {
            true => (Origin::Vendored, settings),
            false => (Origin::Own, settings.of_own_document(path.display().to_string())),
        };
        let operations = operations(&document.root);
        Ok(Self { path, operations, origin, settings, text: document.text, root: document.root })
    }

    /// What the results call it.
    pub(super) fn label(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let whose = if self.origin == Origin::Vendored { "vendored " } else { "" };
        format!("{whose}{stem} ({} operations)", self.operations)
    }

    /// A name for folders and packages.
    pub(super) fn slug(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let slug: String = stem.chars().map(|mark| if mark.is_ascii_alphanumeric() { mark } else { '-' }).collect();
        format!("{}-{}", slug.trim_matches('-'), self.operations)
    }

    /// What its generated code comes to.
    pub(super) fn count(&self, sheet: &mut Sheet) -> Result<(), String> {
        let made = self.generated()?;
        let facts = Facts::of(&made.model, &made.code);
        sheet.note(OURS, "lines", facts.lines as f64);
        sheet.note(OURS, "lines-per-operation", facts.lines as f64 / facts.operations.max(1) as f64);
        sheet.note(OURS, "json-impls", facts.json_impls.all() as f64);
        Ok(())
    }

    fn generated(&self) -> Result<stages::Generated, String> {
        let (made, _) = stages::run(&self.text, &self.settings);
        made.map_err(|problems| format!("{} problems in {}", problems.len(), self.path.display()))
    }

    /// Only the vendored one is of the size that the features of the package fit to.
    fn feature(&self) -> &'static str {
        self.settings.api
    }
}

fn operations(root: &Value) -> usize {
    let items = root["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    items.map(|item| METHODS.iter().filter(|method| item.get(**method).is_some()).count()).sum()
}

/// A program of ten calls, and the client below it.
pub(super) struct App {
    pub subject: Subject,
    /// The document that the build script reads, where it is the user's own.
    own: Option<PathBuf>,
}

impl App {
    pub(super) fn write(document: &Document, tls: Tls, root: &Path, folder: &Path) -> Result<Self, String> {
        let name = format!("app-{}-{}", document.slug(), tls.name);
        let workspace = folder.join("ours").join(&name);
        let model: Model = document.generated()?.model;
        let files = [
            ("Cargo.toml", manifest(&name, document.feature(), tls, root)),
            ("src/main.rs", program::text(&model, document.settings.api)?),
        ];
        probe::write(&workspace, &files)?;
        copy_lock(root, &workspace);
        let own = (document.origin == Origin::Own).then(|| workspace.join("openapi.json"));
        if let Some(own) = &own {
            fs::write(own, &document.text).map_err(|error| format!("cannot write {}: {error}", own.display()))?;
        }
        let variable = document.settings.document_variable();
        let subject = Subject {
            who: OURS.to_owned(),
            package: PACKAGE.to_owned(),
            environment: own.iter().map(|own| (variable.clone(), own.clone().into_os_string())).collect(),
            target: folder.join("ours-target"),
            generated: Generated::BuildScript,
            workspace,
        };
        Ok(Self { subject, own })
    }

    /// From a changed document to a checked program, as a user has it.
    pub(super) fn document_changed(&self, nth: usize, sheet: &mut Sheet) -> Result<(), String> {
        self.own.iter().try_for_each(|own| self.user().document_changed(own, nth, sheet))
    }

    /// From a touched program to a checked one.
    pub(super) fn consumer_touched(&self, sheet: &mut Sheet) -> Result<(), String> {
        self.user().cargo(Verb::Check, Incremental::AsCargoDoes, &["--workspace"])?;
        touch(&self.subject.workspace.join("src/main.rs"))?;
        let built = self.user().cargo(Verb::Check, Incremental::AsCargoDoes, &["--workspace"])?;
        sheet.note_cost(OURS, "consumer", &super::process::Cost { peak: None, ..built.done.cost });
        Ok(())
    }

    /// The size of the program.
    pub(super) fn program(&self, sheet: &mut Sheet) -> Result<(), String> {
        let built = self.subject.cargo(Verb::Release, Incremental::Off, &["--workspace"])?;
        let program = built.program.ok_or("cargo made no program")?;
        sheet.note(OURS, "program", size(&program)?);
        Ok(())
    }

    /// Everything where nothing else is built: incremental builds and others would undo each other.
    fn user(&self) -> Subject {
        let target = self.subject.target.with_file_name("ours-user-target");
        Subject { target, ..self.subject.clone() }
    }
}

/// The same code as `cargo xtask try` checks it: the runtime is built before.
pub(super) fn apart(document: &Document, root: &Path, folder: &Path) -> Result<Subject, String> {
    let known = known::settings_of(&document.root);
    let (made, _) = stages::run(&document.text, &known.settings);
    let code = made.map_err(|problems| format!("{} problems in {}", problems.len(), document.path.display()))?.code;
    let package = format!("apart-{}", document.slug());
    let workspace = folder.join("ours").join(&package);
    let manifest = format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         snyk-secoda = {{ path = {:?}, default-features = false }}\n\n[workspace]\n",
        root.display().to_string()
    );
    let files = [
        ("Cargo.toml", manifest),
        ("src/lib.rs", Glue::of(&document.root, &known.settings).lib()),
        ("src/generated.rs", code),
    ];
    probe::write(&workspace, &files)?;
    copy_lock(root, &workspace);
    Ok(Subject {
        who: APART.to_owned(),
        package,
        environment: Vec::new(),
        target: folder.join("ours-target"),
        generated: Generated::Sources(workspace.join("src")),
        workspace,
    })
}

/// The versions of the project's own dependencies. Cargo adds the crate itself to its lock.
pub(super) fn copy_lock(root: &Path, workspace: &Path) {
    if !workspace.join("Cargo.lock").exists() {
        let _ = fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock"));
    }
}

fn manifest(name: &str, feature: &str, tls: Tls, root: &Path) -> String {
    let features: Vec<String> = [Some(feature), tls.feature].iter().flatten().map(|name| format!("{name:?}")).collect();
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         snyk-secoda = {{ path = {:?}, default-features = false, features = [{}] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
         [profile.release]\nstrip = true\n\n[workspace]\n",
        root.display().to_string(),
        features.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendored_document_is_known_by_its_place() {
        let root = crate::project_root();
        let document = Document::open(&root.join("specs/secoda.json"), &root).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((document.origin, document.feature()), (Origin::Vendored, "secoda"));
        assert_eq!(document.label(), format!("vendored secoda ({} operations)", document.operations));
        assert!(document.operations > 0);
    }

    #[test]
    fn the_manifest_of_a_program_has_the_features_of_its_document_and_tls() {
        let made = manifest("app", "snyk", ALL_TLS[1], Path::new("/p"));
        assert!(made.contains(r#"path = "/p", default-features = false, features = ["snyk", "rustls"]"#), "{made}");
        assert!(manifest("app", "snyk", NO_TLS, Path::new("/p")).contains(r#"features = ["snyk"] }"#));
    }
}
