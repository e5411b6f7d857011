//! Who may do what in Snyk and Secoda: an access review over both services, one row per person.
//!
//! ```text
//! cargo run --example access_review -- --help
//! ```
//!
//! `review.rs` is the part that calls the library: it walks the groups, orgs, memberships and SSO
//! connections of Snyk and the groups of Secoda. `report.rs` joins what was read into people,
//! `text.rs` and `export.rs` write it down. Without credentials all this runs against `demo`, both
//! services embedded, over real HTTP on loopback.

mod cli;
mod connect;
mod demo;
mod export;
mod findings;
mod people;
mod progress;
mod report;
mod review;
mod snapshot;
mod text;
mod totals;

use std::io::{ErrorKind, Write as _, stdout};
use std::process::ExitCode;

use cli::{Command, Format, Options};
use connect::Connection;
use progress::Progress;
use report::Report;
use snapshot::Sources;
use text::Extent;

#[tokio::main]
async fn main() -> ExitCode {
    let (outcome, failure) = match cli::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => (print(format!("{}\n", cli::HELP).as_bytes()), 1),
        Ok(Command::Review(options)) => (run(&options).await, 1),
        Err(message) => (Err(message), 2),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("access_review: {message}");
            ExitCode::from(failure)
        }
    }
}

/// Reviews and prints; the error is one sentence.
async fn run(options: &Options) -> Result<(), String> {
    let connection = Connection::open(options.demo).await?;
    let progress = Progress::new();
    let (snyk, secoda) = (connection.snyk.as_ref(), connection.secoda.as_ref());
    let snapshot = review::read(snyk, secoda, &progress).await;
    progress.finish();
    let report = Report::new(&snapshot?);
    if let Some(note) = connection.note {
        eprintln!("access_review: {note}");
    }
    print(&rendered(&report, &connection.sources, options)?)
}

fn rendered(report: &Report, sources: &Sources, options: &Options) -> Result<Vec<u8>, String> {
    match options.format {
        Format::Table => {
            let size = console::Term::stdout().size_checked();
            let width = size.map(|(_, columns)| columns);
            let all = options.all;
            Ok(text::text(report, sources, Extent { width, all }).into_bytes())
        }
        Format::Csv => export::csv(report).map_err(|error| error.to_string()),
        Format::Json => Ok(format!("{:#}\n", export::json(report, sources)).into_bytes()),
    }
}

fn print(bytes: &[u8]) -> Result<(), String> {
    match stdout().write_all(bytes).and_then(|()| stdout().flush()) {
        // Whoever reads our output has seen enough of it, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(|error| format!("the output cannot be written: {error}")),
    }
}
