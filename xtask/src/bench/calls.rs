//! What a generated client adds to a call: a program for each, which calls in turn with reqwest alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::book::Sheet;
use super::ours::{self, Document, OURS};
use super::probe::write;
use super::process;
use super::subject::{Generated, Incremental, Subject, Verb};

/// The call: every document of Snyk's that has it will do, as its size makes no difference.
const PATH: &str = "/groups/{group_id}";

/// The program, and what it has of the benchmarks of the runtime.
const SOURCES: [(&str, &str); 5] = [
    ("src/main.rs", include_str!("calls/main.rs")),
    ("src/bodies.rs", include_str!("../../../benches/support/bodies.rs")),
    ("src/cpu.rs", include_str!("../../../benches/overhead/cpu.rs")),
    ("src/server.rs", include_str!("../../../benches/support/server.rs")),
    ("src/types.rs", include_str!("../../../benches/support/types.rs")),
];

/// How each client is called.
const SIDES: [(&str, &str); 5] = [
    (OURS, include_str!("calls/ours.rs")),
    ("progenitor", include_str!("calls/progenitor.rs")),
    ("openapi-generator", include_str!("calls/openapi_generator.rs")),
    ("oas3-gen", include_str!("calls/oas3_gen.rs")),
    ("openapi-to-rust", include_str!("calls/openapi_to_rust.rs")),
];

/// Whether the document has the call.
pub(super) fn fits(document: &Document) -> bool {
    document.root["paths"][PATH]["get"].is_object()
}

/// Writes the program of ours, with the client as the project builds it.
pub(super) fn ours(document: &Document, root: &Path, folder: &Path) -> Result<Subject, String> {
    let client = format!(
        "snyk-secoda = {{ path = {:?}, default-features = false, features = [{:?}] }}",
        root.display().to_string(),
        document.settings.api
    );
    let subject = program(OURS, &client, folder)?;
    ours::copy_lock(root, &subject.workspace);
    Ok(subject)
}

/// Writes the program of a peer.
pub(super) fn of_peer(peer: &Subject, folder: &Path) -> Result<Subject, String> {
    let client =
        format!("client = {{ package = {:?}, path = {:?} }}", peer.package, peer.workspace.display().to_string());
    program(&peer.who, &client, folder)
}

fn program(who: &str, client: &str, folder: &Path) -> Result<Subject, String> {
    let (_, side) = SIDES.iter().find(|(name, _)| *name == who).ok_or("nobody has written how it is called")?;
    let package = format!("calls-{who}");
    let workspace = folder.join("calls").join(&package);
    write(&workspace, &[("Cargo.toml", manifest(&package, client)), ("src/side.rs", (*side).to_owned())])?;
    write(&workspace, &SOURCES.map(|(path, text)| (path, text.to_owned())))?;
    Ok(Subject {
        who: who.to_owned(),
        target: folder.join("calls-target").join(&package),
        environment: Vec::new(),
        generated: Generated::Nothing,
        package,
        workspace,
    })
}

/// The program of a client, and what calls it and what calls without it.
fn manifest(package: &str, client: &str) -> String {
    format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         {client}\nreqwest = {{ version = \"0.13\", default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"io-util\", \"net\", \"rt\", \"time\"] }}\n\
         rustix = {{ version = \"1\", features = [\"thread\", \"time\"] }}\n\
         uuid = {{ version = \"1\", features = [\"serde\"] }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"serde\"] }}\n\n[workspace]\n"
    )
}

/// Builds a program.
pub(super) fn build(subject: &Subject) -> Result<PathBuf, String> {
    let built = subject.cargo(Verb::Release, Incremental::Off, &[])?;
    built.program.ok_or_else(|| "cargo made no program".to_owned())
}

/// Runs the program once, which calls many times.
pub(super) fn run(program: &Path, who: &str, sheet: &mut Sheet) -> Result<(), String> {
    let said = process::done(&mut Command::new(program))?;
    let [call, plain, beyond] = figures(&said).ok_or_else(|| format!("the program said {said:?}"))?;
    sheet.note(who, "call", call);
    sheet.note(who, "plain-call", plain);
    sheet.note(who, "call-beyond", beyond);
    Ok(())
}

fn figures(said: &str) -> Option<[f64; 3]> {
    let figures: Option<Vec<f64>> = said.split_whitespace().map(|word| word.parse().ok()).collect();
    figures?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::peers::PEERS;

    #[test]
    fn there_is_a_program_for_everybody() {
        let known: Vec<&str> = SIDES.iter().map(|(name, _)| *name).collect();
        let everybody: Vec<&str> = [OURS].into_iter().chain(PEERS.iter().map(|peer| peer.name)).collect();
        assert_eq!(known, everybody);
        for (name, text) in SIDES.into_iter().chain(SOURCES) {
            assert!(syn::parse_file(text).is_ok(), "{name} is no Rust");
        }
    }

    #[test]
    fn the_vendored_document_has_the_call() {
        let root = crate::project_root();
        let open = |file: &str| Document::open(&root.join(file), &root).unwrap_or_else(|error| panic!("{error}"));
        assert!(fits(&open("specs/snyk.json")) && !fits(&open("specs/secoda.json")));
    }

    #[test]
    fn a_program_says_three_figures() {
        assert_eq!(figures("42.5 40 2.5\n"), Some([42.5, 40.0, 2.5]));
        assert_eq!((figures("42.5 40"), figures("42.5 40 x")), (None, None));
    }
}
