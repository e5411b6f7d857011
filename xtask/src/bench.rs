//! `cargo xtask bench`: what a generated client costs to generate and to build, ours and others side by side.
//!
//! Everything is kept below `<target>/bench`: the crates that are measured, the peers, and the figures of earlier runs, so
//! that a part can be measured again alone. A part of a document is measured in one run, round by round in turn.

mod book;
mod calls;
mod floor;
mod machine;
mod ours;
mod parts;
mod peers;
mod plots;
mod probe;
mod process;
mod results;
mod scaling;
mod stats;
mod steps;
mod subject;
mod what;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use book::Book;
use machine::Machine;
use ours::Document;
use parts::{Part, Plan};
use peers::PEERS;

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// The names of those that are measured beside ours.
    pub peers: Vec<&'static str>,
    pub format: Format,
    pub rounds: Option<usize>,
    /// Those that are measured, instead of all.
    pub documents: Vec<PathBuf>,
    pub only: Vec<Part>,
    /// The kinds of TLS that everything is built with from nothing, instead of all.
    pub tls: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

/// Where the results are, below the root.
const RESULTS: &str = "benches/RESULTS.md";
const PLOTS: &str = "benches/plots";

/// A number of rounds from the command line.
pub(crate) fn rounds(word: &str) -> Result<usize, String> {
    word.parse().ok().filter(|rounds| *rounds > 0).ok_or_else(|| format!("{word:?} is no number of rounds"))
}

/// All peers.
pub(crate) fn peers() -> impl Iterator<Item = &'static str> {
    PEERS.iter().map(|peer| peer.name)
}

/// A peer from the command line.
pub(crate) fn peer(word: &str) -> Result<&'static str, String> {
    named(word, "peer", peers())
}

/// A kind of TLS from the command line.
pub(crate) fn tls(word: &str) -> Result<&'static str, String> {
    named(word, "kind of TLS", ours::ALL_TLS.iter().map(|tls| tls.name))
}

fn named(word: &str, kind: &str, names: impl Iterator<Item = &'static str>) -> Result<&'static str, String> {
    let names: Vec<&str> = names.collect();
    let found = names.iter().copied().find(|name| *name == word);
    found.ok_or_else(|| format!("there is no {kind} {word:?}; there are {}", names.join(", ")))
}

/// A part from the command line.
pub(crate) fn part(word: &str) -> Result<Part, String> {
    let names = Part::ALL.map(Part::name).join(", ");
    Part::of(word).ok_or_else(|| format!("there is no part {word:?}; there are {names}"))
}

/// Measures, writes the results and the plots, and prints what was asked for.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<(), String> {
    let folder = folder(root)?;
    let documents = documents(arguments, root)?;
    let kept = folder.join("results.json");
    let plan = Plan { arguments, root, folder: &folder };
    for part in Part::ALL.into_iter().filter(|part| arguments.only.is_empty() || arguments.only.contains(part)) {
        for document in part.documents(&documents) {
            eprintln!("bench: {} of {}", part.name(), document.label());
            let sheet = plan.measure(part, document)?;
            // Hours of measurements are not lost with the last of them, nor with another run that ends meanwhile.
            let mut book = Book::open(&kept)?;
            book.machine = Machine::this(versions());
            book.put(sheet);
            write(&kept, &format!("{:#}\n", book.json()))?;
            publish(&book, root, &folder)?;
        }
    }
    let book = Book::open(&kept)?;
    match arguments.format {
        Format::Json => println!("{:#}", book.json()),
        Format::Text => print!("{}", results::tables(&book)),
    }
    Ok(())
}

fn publish(book: &Book, root: &Path, folder: &Path) -> Result<(), String> {
    write(&root.join(RESULTS), &results::page(book))?;
    for (name, plot) in plots::all(book, &overhead(folder)) {
        write(&root.join(PLOTS).join(name), &plot)?;
    }
    Ok(())
}

/// What the benchmarks of the runtime have left, if they ran.
fn overhead(folder: &Path) -> serde_json::Value {
    let text = fs::read_to_string(folder.join("overhead.json")).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// The vendored documents, and those that the environment knows a folder of.
fn documents(arguments: &Arguments, root: &Path) -> Result<Vec<Document>, String> {
    let mut paths = arguments.documents.clone();
    if paths.is_empty() {
        paths = ["snyk.json", "secoda.json"].map(|name| root.join("specs").join(name)).to_vec();
        match env::var_os("SNYK_SECODA_DOCUMENTS") {
            Some(folder) => {
                let names = ["snyk-2024-06-26.json", "snyk-2024-06-26-experimental.json"];
                paths.extend(names.map(|name| Path::new(&folder).join("specs").join(name)));
            }
            None => eprintln!("bench: SNYK_SECODA_DOCUMENTS is not set, so that only vendored documents are measured"),
        }
    }
    paths.iter().map(|path| Document::open(path, root)).collect()
}

/// Where everything of this command is kept between runs.
fn folder(root: &Path) -> Result<PathBuf, String> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("bench");
    let unusable = |error: io::Error| format!("cannot use {}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(unusable)?;
    folder.canonicalize().map_err(unusable)
}

fn versions() -> Vec<String> {
    PEERS.iter().map(|peer| format!("{} {}", peer.name, peer.version)).collect()
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let unusable = |error: io::Error| format!("cannot write {}: {error}", path.display());
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(unusable)?;
    fs::write(path, text).map_err(unusable)
}

/// Cargo for a crate in a folder, away from the settings of the run that measures.
fn cargo(verb: &str, folder: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(verb).current_dir(folder).env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never");
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_and_parts_are_read_from_words() {
        assert_eq!((rounds("5"), rounds("0").is_err(), rounds("x").is_err()), (Ok(5), true, true));
        assert!(Part::ALL.into_iter().all(|one| part(one.name()) == Ok(one)));
        assert!(part("all").is_err_and(|why| why.contains("scaling")));
        assert_eq!((peer("oas3-gen"), tls("none")), (Ok("oas3-gen"), Ok("none")));
        assert!(tls("ssl").is_err_and(|why| why.contains("native-tls")));
    }
}
