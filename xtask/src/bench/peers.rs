//! Other generators, installed for the comparison alone.

pub(super) mod build_script;
mod manifest;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::book::{Sheet, mebibytes};
use super::ours::Document;
use super::process::{self, Cost};
use super::steps::{self, Step};
use super::subject::{Generated, Subject, sources};

/// A generator in the version that is compared.
pub(super) struct Peer {
    pub name: &'static str,
    pub version: &'static str,
    /// What its crates speak TLS with, by the names of `ours`.
    pub tls: &'static str,
    install: Install,
    steps: &'static [Step],
    arguments: fn(&Job<'_>) -> Vec<String>,
}

/// Where a generator comes from.
#[derive(Clone, Copy)]
enum Install {
    /// A program of crates.io.
    Cargo { package: &'static str, program: &'static str },
    /// A package of PyPI with a jar inside, which needs Java.
    Python { package: &'static str, jar: &'static str },
}

/// What a generator is asked to do.
struct Job<'a> {
    document: &'a str,
    /// The folder of the new crate.
    output: &'a str,
    /// The name of the new crate.
    package: &'a str,
}

/// The versions are pinned here and nowhere else.
pub(super) const PEERS: [Peer; 4] = [
    Peer {
        name: "progenitor",
        version: "0.15.1",
        tls: "none",
        install: Install::Cargo { package: "cargo-progenitor", program: "cargo-progenitor" },
        steps: &[
            steps::IDS,
            steps::TYPELESS,
            steps::PLAIN_JSON,
            steps::ERRORS,
            steps::ONE_ANSWER,
            steps::MAPPING,
            steps::RENAME,
        ],
        arguments: |job| {
            words(&[
                "progenitor",
                "--input",
                job.document,
                "--output",
                job.output,
                "--name",
                job.package,
                "--version",
                "0.1.0",
            ])
        },
    },
    Peer {
        name: "openapi-generator",
        version: "7.26.0",
        tls: "native-tls",
        install: Install::Python {
            package: "openapi-generator-cli",
            jar: "openapi_generator_cli/openapi-generator.jar",
        },
        steps: &[steps::MAPPING],
        arguments: |job| {
            let properties = format!("packageName={},packageVersion=0.1.0", job.package);
            let fixed = ["generate", "--generator-name", "rust", "--library", "reqwest", "--input-spec"];
            let given = [job.document, "--output", job.output, "--additional-properties", &properties];
            words(&[fixed.as_slice(), &given].concat())
        },
    },
    Peer {
        name: "oas3-gen",
        version: "0.29.0",
        tls: "native-tls",
        install: Install::Cargo { package: "oas3-gen", program: "oas3-gen" },
        steps: &[steps::JOINED],
        // The crate has the name of its folder.
        arguments: |job| {
            words(&[
                "generate",
                "client-mod",
                "--workspace",
                "--quiet",
                "--input",
                job.document,
                "--output",
                job.output,
            ])
        },
    },
    Peer {
        name: "openapi-to-rust",
        version: "0.23.0",
        tls: "rustls-aws-lc",
        install: Install::Cargo { package: "openapi-to-rust", program: "openapi-to-rust" },
        steps: &[],
        arguments: |job| {
            let sources = format!("{}/src", job.output);
            words(&["generate", job.document, "--output-dir", &sources])
        },
    },
];

/// A peer that is there, and one document as it takes it.
pub(super) struct Ready {
    pub peer: &'static Peer,
    /// What had to be done to the document.
    pub steps: Vec<String>,
    /// As this peer takes it.
    pub document: PathBuf,
    program: Vec<PathBuf>,
    output: PathBuf,
    package: String,
    target: PathBuf,
}

impl Peer {
    /// Installs the peer below a folder unless it is there. Takes minutes the first time.
    pub(super) fn installed(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let root = folder.join("tools").join(format!("{}-{}", self.name, self.version));
        match self.install {
            Install::Cargo { package, program } => {
                let program = root.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
                if !program.exists() {
                    let mut cargo = super::cargo("install", folder, &folder.join("tools-target"));
                    cargo.args(["--quiet", "--locked", "--version", self.version, package, "--root"]).arg(&root);
                    process::done(&mut cargo).map_err(|why| format!("cargo install {package}: {why}"))?;
                }
                Ok(vec![program])
            }
            Install::Python { package, jar } => {
                let jar = root.join(jar);
                if !jar.exists() {
                    let mut pip = Command::new("python3");
                    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(&root);
                    pip.arg(format!("{package}=={}", self.version));
                    process::done(&mut pip).map_err(|why| format!("pip install {package}: {why}"))?;
                }
                process::done(Command::new("java").arg("-version")).map_err(|why| format!("it needs Java: {why}"))?;
                Ok(vec![PathBuf::from("java"), PathBuf::from("-jar"), jar])
            }
        }
    }

    /// The document with the steps taken that this peer needs.
    pub(super) fn ready(&'static self, document: &Document, folder: &Path) -> Result<Ready, String> {
        let program = self.installed(folder)?;
        let mut root = document.root.clone();
        let steps = steps::taken(self.steps, &mut root);
        let package = format!("peer_{}_{}", self.name, document.slug()).replace('-', "_");
        let place = folder.join("peers");
        let file = place.join(format!("{package}.json"));
        fs::create_dir_all(&place).map_err(|error| format!("cannot use {}: {error}", place.display()))?;
        fs::write(&file, root.to_string()).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        let (output, target) = (place.join(&package), folder.join(format!("peers-target-{}", self.name)));
        Ok(Ready { peer: self, steps, program, document: file, output, package, target })
    }
}

impl Ready {
    /// Generates once.
    pub(super) fn generate(&self) -> Result<Cost, String> {
        match fs::remove_dir_all(self.output.join("src")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(format!("cannot empty {}: {error}", self.output.display()));
            }
            _ => {}
        }
        let (document, output) = (self.document.display().to_string(), self.output.display().to_string());
        let job = Job { document: &document, output: &output, package: &self.package };
        let (program, first) = self.program.split_first().ok_or("there is no program")?;
        let mut command = Command::new(program);
        // One of them starts Cargo's formatter, and some look for a manifest where they run.
        command
            .args(first)
            .args((self.peer.arguments)(&job))
            .current_dir(self.document.parent().unwrap_or(Path::new(".")));
        let done = process::run(&mut command, |_| true)?;
        match done.succeeded {
            true => Ok(done.cost),
            false => Err(format!("does not generate: {}", process::complaint(&done.stderr))),
        }
    }

    /// Generates, and gives the crate that has come of it.
    pub(super) fn subject(&self) -> Result<Subject, String> {
        self.generate()?;
        manifest::complete(&self.output, &self.package)?;
        Ok(Subject {
            who: self.peer.name.to_owned(),
            workspace: self.output.clone(),
            package: self.package.clone(),
            environment: Vec::new(),
            target: self.target.clone(),
            generated: Generated::Sources(self.output.join("src")),
        })
    }

    /// Notes the cost of a generation, and how much code it made.
    pub(super) fn measure(&self, sheet: &mut Sheet) -> Result<(), String> {
        let cost = self.generate()?;
        let who = self.peer.name;
        sheet.note(who, "generate-wall", cost.wall);
        let cpu = cost.user.zip(cost.system).map(|(user, system)| user + system);
        cpu.into_iter().for_each(|cpu| sheet.note(who, "generate-cpu", cpu));
        cost.peak.into_iter().for_each(|peak| sheet.note(who, "generate-peak", mebibytes(peak)));
        Ok(())
    }

    pub(super) fn count(&self, operations: usize, sheet: &mut Sheet) -> Result<(), String> {
        let (mut lines, mut impls) = (0, 0);
        for file in sources(&self.output.join("src"))? {
            let code = fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            lines += code.lines().count();
            impls += serde_impls(&code);
        }
        sheet.note(self.peer.name, "lines", lines as f64);
        sheet.note(self.peer.name, "lines-per-operation", lines as f64 / operations.max(1) as f64);
        sheet.note(self.peer.name, "json-impls", impls as f64);
        Ok(())
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Traits of serde that are derived or written out.
fn serde_impls(code: &str) -> usize {
    let is_trait = |word: &&str| matches!(*word, "Serialize" | "Deserialize");
    let mut rest = code;
    let mut count = 0;
    while let Some((_, behind)) = rest.split_once("#[derive(") {
        let (derived, after) = behind.split_once(")]").unwrap_or((behind, ""));
        let names = derived.split(',').filter_map(|path| path.rsplit("::").next()).map(str::trim);
        count += names.filter(is_trait).count();
        rest = after;
    }
    let heads = code.lines().map(str::trim).filter(|line| line.starts_with("impl") && line.contains(" for "));
    let written =
        heads.filter_map(|head| head.split_once(" for ")?.0.rsplit([' ', ':', '>']).find(|word| !word.is_empty()));
    count + written.filter(|word| matches!(*word, "Serialize" | "Deserialize" | "Deserialize<'de")).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_of_serde_are_counted_derived_or_written_out() {
        let code = "#[derive(Clone, serde::Serialize,\n :: serde :: Deserialize)]\nstruct A;\n#[derive(Debug)]\nstruct B;\n\
                    impl serde::Serialize for B {}\nimpl<'de> serde::Deserialize<'de> for B {}\nimpl Clone for B {}\n";
        assert_eq!(serde_impls(code), 4);
    }

    #[test]
    fn every_peer_is_told_the_document_and_the_place_of_its_crate() {
        let job = Job { document: "a.json", output: "out", package: "p" };
        for peer in &PEERS {
            let arguments = (peer.arguments)(&job);
            assert!(arguments.iter().any(|word| word == "a.json"), "{}", peer.name);
            assert!(arguments.iter().any(|word| word.contains("out")), "{}", peer.name);
        }
    }
}
