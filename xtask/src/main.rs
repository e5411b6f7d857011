//! What maintainers do to the documents and to what is generated from them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "../../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;
mod operations;

const HELP: &str = "\
Maintain the documents of snyk-secoda and what is generated from them

Usage: cargo xtask <command>

Commands:
  operations [--json]   the table of all operations
  help                  this text
";

/// What the command line asks for.
enum Command {
    Help,
    Operations(operations::Format),
}

fn main() -> ExitCode {
    let done =
        parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}; see `cargo xtask help`")).and_then(run);
    match done {
        Ok(()) => ExitCode::SUCCESS,
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
        Value(name) if name == "help" => Command::Help,
        Long("help") | Short('h') => Command::Help,
        Value(name) => return Err(format!("there is no command {name:?}").into()),
        other => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut command, argument) {
            (Command::Operations(format), Long("json")) => *format = operations::Format::Json,
            (command, Long("help") | Short('h')) => *command = Command::Help,
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(command)
}

fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Help => print!("{HELP}"),
        Command::Operations(format) => print!("{}", operations::listing(&project_root(), format)?),
    }
    Ok(())
}

/// The root of the package that this crate maintains.
fn project_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
