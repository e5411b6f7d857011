//! What maintainers do to the documents and to what is generated from them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod bench;
mod budget;
mod census;
#[path = "../../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;
mod count;
mod coverage;
mod digest;
mod document;
/// The checks of the fuzz targets.
#[cfg(test)]
#[path = "../../fuzz/src/documents/mod.rs"]
#[expect(dead_code, reason = "the crate of the targets uses more")]
mod documents;
mod features;
mod goldens;
mod markdown;
mod operations;
mod prove;
mod regen;
#[cfg(test)]
mod regressions;
mod report;
mod source;
mod tree;
mod trial;
mod vendor;
mod verdict;

const HELP: &str = "\
Maintain the documents of snyk-secoda and what is generated from them

Usage: cargo xtask <command>

Commands:
  regen [snyk|secoda] [--from PATH|URL [--spec PATH] | --fetch [--version DATE]] [--all] [--check | --dry-run] [--json]
                        a new document, and everything that depends on the documents
  verdict OLD NEW [--api snyk|secoda] [--json]
                        what the way from one document to another means
  operations [--json]   the table of all operations
  try SPEC... [--json] [--keep DIR] [--no-check]
                        what the generator makes of any OpenAPI 3.0 document
  bench [--peers] [--json] [--rounds N] [--only PART]... [--document PATH]...
                        what it costs to generate and to build a client
  prove [requests|answers] [SPEC...] [--random N] [--json]
                        what generated clients send and read, held against judges that others wrote
  prove coverage        how many lines of src/ the tests run, by cargo-tarpaulin
  prove mutants [retry|names|order|layout|page|request|lower]... [--since REVISION]
                        which changes of the code no test notices, by cargo-mutants
  budget [--write]      what the client costs, held against the limits of benches/budget.toml
  help                  this text

regen without a source brings up to date what is made from the documents in specs/.
  --from PATH|URL       a document in JSON or YAML, a page or a folder of pages with documents in fenced blocks, or a
                        page that points to a document
  --spec PATH           a file that stands for the document that the page points to
  --fetch               ask the vendor, at the addresses in specs/regen.toml
  --version DATE        this version instead of the newest that is generally available
  --all                 every operation, instead of those that specs/regen.toml keeps
  --check               write nothing, and fail if a file is out of date
  --dry-run             write nothing but the report
  --json                what happened, with every finding

try generates a SPEC (a document, a page or a folder of pages) into a scratch crate, which is checked with warnings
denied and reported about.
  --json                the report as a list with an object for each document, nothing cut
  --keep DIR            leave the scratch crate in DIR: new, empty or of an earlier try; of several SPECs
                        each has a folder inside
  --no-check            only generate

bench measures the vendored documents, and those of SNYK_SECODA_DOCUMENTS/specs where that is set, and writes
benches/RESULTS.md and benches/plots. What other parts and documents came to before is kept below the target folder. It
needs Linux for times of processors and for memory, and a quiet machine: minutes for generate and scaling, hours for all.
  --peers               other generators as well, which are installed below the target folder
  --peer NAME           this one: progenitor, openapi-generator, oas3-gen or openapi-to-rust
  --only PART           this part: generate, check, release, cold-check, cold-build, scaling, calls or llvm-lines
  --document PATH       this document, of Snyk or Secoda
  --tls KIND            from nothing with this: none, rustls-ring, native-tls or rustls-aws-lc
  --rounds N            how often; 3 unless set, and once what takes long (release, cold-check, cold-build)
  --json                all figures of every round

budget counts instructions (by valgrind), allocations, generated lines, impls of JSON, crates and bytes of the library.
  --write               make what is measured the new record, with limits a little above

prove calls every operation of a SPEC with values of all kinds. It needs Node and npm for its judges. Without a SPEC it
takes the vendored documents, and those of SNYK_SECODA_DOCUMENTS/specs where that is set. Without anything it proves all:
requests, answers, coverage and mutants.
  --random N            random sets of values for each operation; 8 unless set
  --since REVISION      only mutants of code that is another than it was in this revision
";

/// What the command line asks for.
enum Command {
    Budget(budget::Arguments),
    Bench(bench::Arguments),
    Help,
    Operations(operations::Format),
    Prove(prove::Arguments),
    Regen(regen::Arguments),
    Try(trial::Arguments),
    Verdict(verdict::Arguments),
}

fn main() -> ExitCode {
    let done =
        parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}; see `cargo xtask help`")).and_then(run);
    match done {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;
    let Some(first) = arguments.next()? else { return Ok(Command::Help) };
    let mut command = match first {
        Value(name) if name == "bench" => Command::Bench(bench::Arguments::default()),
        Value(name) if name == "budget" => Command::Budget(budget::Arguments::default()),
        Value(name) if name == "operations" => Command::Operations(operations::Format::Table),
        Value(name) if name == "prove" => Command::Prove(prove::Arguments::default()),
        Value(name) if name == "regen" => Command::Regen(regen::Arguments::default()),
        Value(name) if name == "try" => Command::Try(trial::Arguments::default()),
        Value(name) if name == "verdict" => Command::Verdict(verdict::Arguments::default()),
        Value(name) if name == "help" => Command::Help,
        Long("help") | Short('h') => Command::Help,
        Value(name) => return Err(format!("there is no command {name:?}").into()),
        other => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut command, argument) {
            (command, Long("help") | Short('h')) => *command = Command::Help,
            (Command::Budget(budget), Long("write")) => budget.mode = budget::Mode::Write,
            (Command::Bench(bench), Long("peers")) => bench.peers.extend(bench::peers()),
            (Command::Bench(bench), Long("peer")) => bench.peers.push(arguments.value()?.parse_with(bench::peer)?),
            (Command::Bench(bench), Long("tls")) => bench.tls.push(arguments.value()?.parse_with(bench::tls)?),
            (Command::Bench(bench), Long("json")) => bench.format = bench::Format::Json,
            (Command::Bench(bench), Long("rounds")) => {
                bench.rounds = Some(arguments.value()?.parse_with(bench::rounds)?)
            }
            (Command::Bench(bench), Long("document")) => bench.documents.push(arguments.value()?.into()),
            (Command::Bench(bench), Long("only")) => bench.only.push(arguments.value()?.parse_with(bench::part)?),
            (Command::Operations(format), Long("json")) => *format = operations::Format::Json,
            (Command::Prove(prove), Value(word)) => match word.to_str().and_then(prove::Phase::of) {
                Some(phase) if prove.phase.is_none() && prove.of.is_empty() => prove.phase = Some(phase),
                _ => prove.of.push(word.into()),
            },
            (Command::Prove(prove), Long("json")) => prove.format = prove::Format::Json,
            (Command::Prove(prove), Long("random")) => prove.random = arguments.value()?.parse()?,
            (Command::Prove(prove), Long("since")) => prove.since = Some(arguments.value()?.string()?),
            (Command::Regen(regen), Value(api)) if regen.api.is_none() => regen.api = Some(api.string()?),
            (Command::Regen(regen), Long("from")) => {
                regen.source = regen::Source::Given(arguments.value()?.string()?);
            }
            (Command::Regen(regen), Long("fetch")) => regen.source = regen::Source::Vendor,
            (Command::Regen(regen), Long("spec")) => regen.stand_in = Some(arguments.value()?.into()),
            (Command::Regen(regen), Long("version")) => regen.version = Some(arguments.value()?.string()?),
            (Command::Regen(regen), Long("all")) => regen.narrowing = vendor::Narrowing::Whole,
            (Command::Regen(regen), Long("check")) => regen.mode = regen::Mode::Check,
            (Command::Regen(regen), Long("dry-run")) => regen.mode = regen::Mode::DryRun,
            (Command::Regen(regen), Long("json")) => regen.format = regen::Format::Json,
            (Command::Verdict(verdict), Value(spec)) => verdict.specs.push(spec.into()),
            (Command::Verdict(verdict), Long("api")) => verdict.api = Some(arguments.value()?.string()?),
            (Command::Verdict(verdict), Long("json")) => verdict.format = verdict::Format::Json,
            (Command::Verdict(verdict), Long("items")) => verdict.format = verdict::Format::Items,
            (Command::Try(trial), Value(spec)) => trial.specs.push(spec.into()),
            (Command::Try(trial), Long("json")) => trial.format = trial::Format::Json,
            (Command::Try(trial), Long("keep")) => trial.keep = Some(arguments.value()?.into()),
            (Command::Try(trial), Long("no-check")) => trial.depth = trial::Depth::Generated,
            (_, other) => return Err(other.unexpected()),
        }
    }
    match &command {
        Command::Try(trial) if trial.specs.is_empty() => Err("`try` needs a SPEC".into()),
        Command::Verdict(verdict) if !verdict.is_complete() => Err("`verdict` needs an OLD and a NEW document".into()),
        Command::Regen(regen) => regen.check().map_err(lexopt::Error::from).map(|()| command),
        _ => Ok(command),
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    let fine = match command {
        Command::Help => {
            print!("{HELP}");
            true
        }
        // The report has said why.
        Command::Budget(arguments) => budget::run(&arguments, &project_root())?,
        Command::Operations(format) => {
            print!("{}", operations::listing(&project_root(), format)?);
            true
        }
        Command::Bench(arguments) => {
            bench::run(&arguments, &project_root())?;
            true
        }
        // The report has said why.
        Command::Prove(arguments) => prove::run(&arguments, &project_root())?,
        Command::Regen(arguments) => {
            let network = source::transport::Network::new(source::transport::Limits::default());
            let done = regen::run(&arguments, &project_root(), &network)?;
            print!("{}", done.text);
            !done.is_stale
        }
        // The report has said why.
        Command::Try(arguments) => trial::run(&arguments, &project_root())?,
        Command::Verdict(arguments) => {
            print!("{}", verdict::run(&arguments)?);
            true
        }
    };
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The root of the package that this crate maintains.
fn project_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
