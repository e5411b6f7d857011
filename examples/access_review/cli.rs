//! What the program was asked to do.

use std::ffi::OsString;

use lexopt::Arg::{Long, Short};

pub(crate) const HELP: &str = "\
Who may do what in Snyk and Secoda: one row per person, over both services.

Usage: cargo run --example access_review -- [OPTIONS]

Options:
      --all   Show every person and finding, not only the first ones
      --csv   Write every person as CSV
      --json  Write everything as JSON
      --demo  Review the embedded services, whatever the environment says
  -h, --help  Show this text

Environment:
  SNYK_TOKEN        API token, or token of a person or service account
  SNYK_OAUTH_TOKEN  Instead: an OAuth access token
  SNYK_REGION       us-01 (default), us-02, eu-01, au-01 or us-gov-01
  SNYK_API          Instead: a base URL
  SECODA_API_KEY    API key
  SECODA_REGION     us (default), eu or apac
  SECODA_DOMAIN     Instead, on premise: the NAME of https://NAME.secoda.co
  SECODA_API        Instead: a base URL

With both credentials it reviews both services, with one of them that service alone.
With none it reviews an invented company, served by this program over HTTP on loopback:
no account, no network. It only reads. What a credential may not read is reported as not
reviewed; everything else that fails ends the review with exit code 1.";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Review(Options),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) all: bool,
    pub(crate) demo: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Table,
    Csv,
    Json,
}

/// Reads the arguments, without the name of the program; the error is one sentence.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut options = Options::default();
    let mut formats = Vec::new();
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Long("all") => options.all = true,
            Long("demo") => options.demo = true,
            Long("csv") => formats.push(Format::Csv),
            Long("json") => formats.push(Format::Json),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(format!("{}; --help lists the options", other.unexpected())),
        }
    }
    formats.dedup();
    options.format = match formats[..] {
        [] => Format::Table,
        [format] => format,
        _ => return Err("--csv and --json exclude each other".to_owned()),
    };
    Ok(Command::Review(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &str) -> Result<Command, String> {
        parse(arguments.split_whitespace().map(OsString::from))
    }

    #[test]
    fn reads_options() {
        let csv = Options { format: Format::Csv, all: true, demo: false };
        assert_eq!(parsed("--csv --all"), Ok(Command::Review(csv)));
        assert_eq!(parsed(""), Ok(Command::Review(Options::default())));
        assert_eq!(parsed("--json -h"), Ok(Command::Help));
    }

    #[test]
    fn refuses_in_one_sentence() {
        for (arguments, part) in
            [("--yaml", "'--yaml'"), ("--csv --json", "exclude"), ("--csv=x", "'--csv'"), ("file", "\"file\"")]
        {
            let error = parsed(arguments).unwrap_err();
            assert!(error.contains(part) && !error.contains('\n'), "{arguments}: {error}");
        }
    }
}
