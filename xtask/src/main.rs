//! What maintainers do to the documents and to what is generated from them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod census;
#[path = "../../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;
mod document;
mod features;
mod operations;
mod trial;

const HELP: &str = "\
Maintain the documents of snyk-secoda and what is generated from them

Usage: cargo xtask <command>

Commands:
  operations [--json]   the table of all operations
  try SPEC... [--json] [--keep DIR] [--no-check]
                        what the generator makes of any OpenAPI 3.0 document
  features [--check]    bring the features of tags in Cargo.toml up to date, or only check them
  help                  this text

A SPEC is a file in JSON or YAML, or a page or a folder of pages with documents in fenced blocks.
It is generated into a scratch crate, which is checked with warnings denied and reported about.
  --json                the report as a list with an object for each document, nothing cut
  --keep DIR            leave the scratch crate in DIR: new, empty or of an earlier try; of several SPECs
                        each has a folder inside
  --no-check            only generate
";

/// What the command line asks for.
enum Command {
    Help,
    Operations(operations::Format),
    Features(features::Mode),
    Try(trial::Arguments),
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
        Value(name) if name == "operations" => Command::Operations(operations::Format::Table),
        Value(name) if name == "features" => Command::Features(features::Mode::Write),
        Value(name) if name == "try" => Command::Try(trial::Arguments::default()),
        Value(name) if name == "help" => Command::Help,
        Long("help") | Short('h') => Command::Help,
        Value(name) => return Err(format!("there is no command {name:?}").into()),
        other => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut command, argument) {
            (Command::Operations(format), Long("json")) => *format = operations::Format::Json,
            (Command::Features(mode), Long("check")) => *mode = features::Mode::Check,
            (Command::Try(trial), Value(spec)) => trial.specs.push(spec.into()),
            (Command::Try(trial), Long("json")) => trial.format = trial::Format::Json,
            (Command::Try(trial), Long("keep")) => trial.keep = Some(arguments.value()?.into()),
            (Command::Try(trial), Long("no-check")) => trial.depth = trial::Depth::Generated,
            (command, Long("help") | Short('h')) => *command = Command::Help,
            (_, other) => return Err(other.unexpected()),
        }
    }
    match &command {
        Command::Try(trial) if trial.specs.is_empty() => Err("`try` needs a SPEC".into()),
        _ => Ok(command),
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Help => print!("{HELP}"),
        Command::Operations(format) => print!("{}", operations::listing(&project_root(), format)?),
        Command::Features(mode) => println!("{}", features::update(&project_root(), mode)?),
        Command::Try(arguments) if trial::run(&arguments, &project_root())? => {}
        // The report has said why.
        Command::Try(_) => return Ok(ExitCode::FAILURE),
    }
    Ok(ExitCode::SUCCESS)
}

/// The root of the package that this crate maintains.
fn project_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
