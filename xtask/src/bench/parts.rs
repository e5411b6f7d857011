//! What is measured, part by part, in rounds in which everybody has a turn.

use std::fs;
use std::path::{Path, PathBuf};

use super::Arguments;
use super::book::{Sheet, mebibytes};
use super::calls;
use super::floor;
use super::machine::date;
use super::ours::{self, ALL_TLS, App, Document, NO_TLS, OURS};
use super::peers::{PEERS, Ready, build_script};
use super::probe::Probe;
use super::process;
use super::scaling;
use super::subject::{Incremental, Subject, Verb};

/// A group of figures that is measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Generate,
    Check,
    Release,
    ColdCheck,
    ColdBuild,
    Scaling,
    Calls,
    LlvmLines,
}

/// The name of our generator where it is compiled as a build script is.
pub(super) const UNOPTIMISED: &str = "ours, unoptimised";
/// How many lines of what `cargo llvm-lines` prints are kept, without its head.
const LISTED: usize = 20;
/// What is measured once unless rounds are asked for: a round takes many minutes.
const ONCE: [Part; 4] = [Part::Release, Part::ColdCheck, Part::ColdBuild, Part::LlvmLines];
const ROUNDS: usize = 3;
const WARM: (Verb, Incremental) = (Verb::Check, Incremental::AsCargoDoes);
const RELEASE: (Verb, Incremental) = (Verb::Release, Incremental::Off);

impl Part {
    pub(crate) const ALL: [Self; 8] = [
        Self::Generate,
        Self::Check,
        Self::Release,
        Self::ColdCheck,
        Self::ColdBuild,
        Self::Scaling,
        Self::Calls,
        Self::LlvmLines,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Check => "check",
            Self::Release => "release",
            Self::ColdCheck => "cold-check",
            Self::ColdBuild => "cold-build",
            Self::Scaling => "scaling",
            Self::Calls => "calls",
            Self::LlvmLines => "llvm-lines",
        }
    }

    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Multiples are made of the largest document alone.
    pub(super) fn documents(self, all: &[Document]) -> Vec<&Document> {
        let largest = all.iter().max_by_key(|document| document.operations);
        match self {
            Self::Scaling => largest.into_iter().collect(),
            Self::Calls => {
                let fitting = all.iter().filter(|document| calls::fits(document));
                fitting.min_by_key(|document| document.operations).into_iter().collect()
            }
            _ => all.iter().collect(),
        }
    }
}

/// What the command line and the place come to.
pub(super) struct Plan<'a> {
    pub arguments: &'a Arguments,
    pub root: &'a Path,
    /// Where everything is kept.
    pub folder: &'a Path,
}

impl Plan<'_> {
    pub(super) fn measure(&self, part: Part, document: &Document) -> Result<Sheet, String> {
        let mut sheet = Sheet::new(part.name(), &document.label(), &date());
        let rounds = self.arguments.rounds.unwrap_or(if ONCE.contains(&part) { 1 } else { ROUNDS });
        match part {
            Part::Generate => self.generate(document, rounds, &mut sheet)?,
            Part::Check => self.check(document, rounds, &mut sheet)?,
            Part::Release => self.release(document, rounds, &mut sheet)?,
            Part::ColdCheck => self.cold(Verb::Check, document, rounds, &mut sheet)?,
            Part::ColdBuild => self.cold(Verb::Build, document, rounds, &mut sheet)?,
            Part::Scaling => self.scaling(document, rounds, &mut sheet)?,
            Part::Calls => self.calls(document, rounds, &mut sheet)?,
            Part::LlvmLines => self.llvm_lines(document, &mut sheet)?,
        }
        Ok(sheet)
    }

    fn generate(&self, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let probe = Probe::build(self.root, self.folder)?;
        document.count(sheet)?;
        let peers = self.ready(document, sheet);
        for _ in 0..rounds {
            for (who, program) in [(OURS, &probe.optimised), (UNOPTIMISED, &probe.unoptimised)] {
                generated(program, document, who, sheet)?;
            }
            for peer in &peers {
                peer.measure(sheet).unwrap_or_else(|why| sheet.gap(peer.peer.name, why));
            }
        }
        peers.iter().for_each(|peer| {
            peer.count(document.operations, sheet).unwrap_or_else(|why| sheet.gap(peer.peer.name, why));
        });
        Ok(())
    }

    fn check(&self, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let app = App::write(document, NO_TLS, self.root, self.folder)?;
        let apart = ours::apart(document, self.root, self.folder)?;
        let mut others = self.subjects(document, sheet);
        // What lies below is built before the first round, so that turns follow each other closely.
        each(&mut others, sheet, |subject, _| subject.built(WARM).map(drop));
        let mut scripts = self.scripts(document, sheet);
        for nth in 0..rounds {
            checks(&app.subject, sheet)?;
            checks(&apart, sheet)?;
            app.consumer_touched(sheet)?;
            app.document_changed(nth, sheet)?;
            each(&mut others, sheet, checks);
            scripts.retain(|(subject, file)| {
                let done = subject.document_changed(file, nth, sheet);
                done.map_err(|why| sheet.gap(&subject.who, why)).is_ok()
            });
        }
        Ok(())
    }

    fn release(&self, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let app = App::write(document, NO_TLS, self.root, self.folder)?;
        let mut others = self.subjects(document, sheet);
        each(&mut others, sheet, |subject, _| subject.built(RELEASE).map(drop));
        for _ in 0..rounds {
            app.subject.alone((Verb::Build, Incremental::Off), "dev", sheet)?;
            app.subject.alone(RELEASE, "release", sheet)?;
            each(&mut others, sheet, |subject, sheet| subject.alone(RELEASE, "release", sheet));
        }
        app.program(sheet)
    }

    fn cold(&self, verb: Verb, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let stem = if verb == Verb::Check { "cold-check" } else { "cold-build" };
        let mut pairs = self.cold_subjects(document, sheet)?;
        for _ in 0..rounds {
            pairs.retain(|(tls, subject)| {
                let done = subject.cold(verb, &format!("{stem}@{tls}"), sheet);
                // What cannot be built is told; the others go on.
                done.map_err(|why| sheet.gap(&subject.who, format!("with {tls}: {why}"))).is_ok()
            });
        }
        Ok(())
    }

    /// Everybody with the kinds of TLS that are asked for.
    fn cold_subjects(&self, document: &Document, sheet: &mut Sheet) -> Result<Vec<(&'static str, Subject)>, String> {
        let is_asked = |tls: &str| self.arguments.tls.is_empty() || self.arguments.tls.contains(&tls);
        let mut all = Vec::new();
        for tls in ALL_TLS.into_iter().filter(|tls| is_asked(tls.name)) {
            all.push((tls.name, floor::subject(tls, self.root, self.folder)?));
            all.push((tls.name, App::write(document, tls, self.root, self.folder)?.subject));
        }
        for peer in self.ready(document, sheet).iter().filter(|ready| is_asked(ready.peer.tls)) {
            match peer.subject() {
                Ok(subject) => all.push((peer.peer.tls, subject)),
                Err(why) => sheet.gap(peer.peer.name, why),
            }
        }
        let counted = all.into_iter().filter_map(|(tls, subject)| {
            let count = subject
                .dependencies()
                .map(|count| sheet.note(&subject.who, &format!("dependencies@{tls}"), count as f64));
            count.map_err(|why| sheet.gap(&subject.who, format!("with {tls}: {why}"))).ok()?;
            Some((tls, elsewhere(subject)))
        });
        Ok(counted.collect())
    }

    fn scaling(&self, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let probe = Probe::build(self.root, self.folder)?;
        let mut files: Vec<(String, PathBuf)> = Vec::new();
        for times in scaling::TIMES {
            let path = self.folder.join(format!("{}-times-{times}.json", document.slug()));
            let text = scaling::copies(&document.root, times).to_string();
            fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            files.push((format!("{times}×"), path));
        }
        for _ in 0..rounds {
            for (who, path) in &files {
                let run = Probe::run(&probe.optimised, path, document.settings.api)?;
                note_run(&run, who, sheet);
            }
        }
        Ok(())
    }

    fn calls(&self, document: &Document, rounds: usize, sheet: &mut Sheet) -> Result<(), String> {
        let ours = calls::build(&calls::ours(document, self.root, self.folder)?)?;
        let mut others = Vec::new();
        for peer in self.subjects(document, sheet) {
            match calls::of_peer(&peer, self.folder).and_then(|subject| calls::build(&subject)) {
                Ok(program) => others.push((peer.who, program)),
                Err(why) => sheet.gap(&peer.who, why),
            }
        }
        for _ in 0..rounds {
            calls::run(&ours, OURS, sheet)?;
            for (who, program) in &others {
                calls::run(program, who, sheet).unwrap_or_else(|why| sheet.gap(who, why));
            }
        }
        Ok(())
    }

    fn llvm_lines(&self, document: &Document, sheet: &mut Sheet) -> Result<(), String> {
        let app = App::write(document, NO_TLS, self.root, self.folder)?.subject;
        let mut cargo = super::cargo("llvm-lines", &app.workspace, &app.target.with_file_name("llvm-lines-target"));
        cargo.args(["--lib", "--package", &app.package]);
        cargo.envs(app.environment.iter().map(|(name, value)| (name, value)));
        match process::done(&mut cargo) {
            // Two lines of head, and one with the sums.
            Ok(said) => sheet.listing = said.lines().take(LISTED + 3).map(str::to_owned).collect(),
            Err(why) if why.contains("no such command") => {
                sheet.gap(OURS, "cargo llvm-lines is not there; `cargo install cargo-llvm-lines` brings it".to_owned());
            }
            Err(why) => sheet.gap(OURS, why),
        }
        Ok(())
    }

    /// The peers that are there, or can be installed. Others are told.
    fn ready(&self, document: &Document, sheet: &mut Sheet) -> Vec<Ready> {
        let mut ready = Vec::new();
        for peer in PEERS.iter().filter(|peer| self.arguments.peers.contains(&peer.name)) {
            match peer.ready(document, self.folder) {
                Err(why) => sheet.gap(peer.name, why),
                Ok(one) => {
                    sheet.remarks.extend(one.steps.iter().map(|step| format!("{}: {step}", peer.name)));
                    ready.push(one);
                }
            }
        }
        ready
    }

    /// Peers that work from a build script, with the document that it reads. Those that fail are told by their turn.
    fn scripts(&self, document: &Document, sheet: &mut Sheet) -> Vec<(Subject, PathBuf)> {
        let ready = self.ready_quietly(document);
        let scripts = ready.iter().filter_map(|peer| match build_script::subject(peer) {
            Ok(subject) => Some((subject?, peer.document.clone())),
            Err(why) => {
                sheet.gap(peer.peer.name, why);
                None
            }
        });
        scripts.collect()
    }

    /// What `ready` has told already is not told again.
    fn ready_quietly(&self, document: &Document) -> Vec<Ready> {
        self.ready(document, &mut Sheet::default())
    }

    fn subjects(&self, document: &Document, sheet: &mut Sheet) -> Vec<Subject> {
        let ready = self.ready(document, sheet);
        let subjects = ready.iter().map(|peer| peer.subject().map_err(|why| (peer.peer.name, why)));
        let told = subjects.filter_map(|subject| subject.map_err(|(who, why)| sheet.gap(who, why)).ok());
        told.collect()
    }
}

/// A check that may use what the last one left, and one that may not.
fn checks(subject: &Subject, sheet: &mut Sheet) -> Result<(), String> {
    subject.alone(WARM, "check", sheet)?;
    subject.alone((Verb::Check, Incremental::Off), "fresh-check", sheet)
}

/// Gives everybody a turn. Who fails is told and has no more turns.
fn each(subjects: &mut Vec<Subject>, sheet: &mut Sheet, turn: impl Fn(&Subject, &mut Sheet) -> Result<(), String>) {
    subjects.retain(|subject| match turn(subject, sheet) {
        Ok(()) => true,
        Err(why) => {
            sheet.gap(&subject.who, why);
            false
        }
    });
}

/// With a target folder that nothing else builds into, as it is emptied.
fn elsewhere(subject: Subject) -> Subject {
    Subject { target: subject.target.with_file_name("cold-target"), ..subject }
}

fn generated(program: &Path, document: &Document, who: &str, sheet: &mut Sheet) -> Result<(), String> {
    let run = Probe::run(program, &document.path, document.settings.api)?;
    note_run(&run, who, sheet);
    Ok(())
}

fn note_run(run: &super::probe::Run, who: &str, sheet: &mut Sheet) {
    sheet.note(who, "generate-wall", run.wall);
    run.cpu.into_iter().for_each(|cpu| sheet.note(who, "generate-cpu", cpu));
    run.peak().into_iter().for_each(|peak| sheet.note(who, "generate-peak", mebibytes(peak)));
    for phase in &run.phases {
        sheet.note(who, &format!("{}-time", phase.name), phase.time);
        phase.peak.into_iter().for_each(|peak| sheet.note(who, &format!("{}-peak", phase.name), mebibytes(peak)));
    }
}
