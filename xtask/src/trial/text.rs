//! The report for people: counts first, then places, long lists cut.

use std::time::Duration;

use super::check::{Check, Fault};
use super::facts::Facts;
use super::memory::Phase;
use super::{Made, Outcome, Read, Trial};
use crate::census::{Census, Construct, Fate};
use crate::codegen::model::Note;
use crate::count::counted;

/// Lines of a list that are shown.
const SHOWN: usize = 12;

/// Errors of the compiler that are shown.
const ERRORS: usize = 20;

/// The report of one document.
pub(super) fn report(trial: &Trial) -> String {
    let mut lines = vec![trial.document.clone()];
    if let Some(read) = &trial.read {
        lines.push(format!("{} {}, generated with {} settings", read.title, read.version, read.settings));
    }
    lines.push(String::new());
    lines.push(row("result", verdict(trial)));
    lines.extend(trial.read.iter().flat_map(|read| counts_of_document(read, trial)));
    if let Outcome::Generated(made) = &trial.outcome {
        lines.extend(counts_of_code(made));
    }
    lines.extend(phases(&trial.phases));
    match &trial.outcome {
        Outcome::Failed(problems) => {
            lines.push("\nproblems".to_owned());
            for problem in problems {
                let mend = problem.mend.iter().map(|mend| format!("; {mend}")).collect::<String>();
                lines.push(format!("  {}\n      {}{mend}", problem.at, problem.what));
            }
        }
        Outcome::Generated(made) => lines.extend(details_of_code(made)),
    }
    lines.extend(trial.read.iter().flat_map(details_of_document));
    lines.join("\n") + "\n"
}

/// One line for each document.
pub(super) fn summary(trials: &[Trial]) -> String {
    let head = ["document", "ops", "types", "lines", "lines/op", "check", "time"].map(str::to_owned);
    let cells: Vec<[String; 7]> = std::iter::once(head).chain(trials.iter().map(summary_cells)).collect();
    let width = |column: usize| cells.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..7).map(width).collect();
    let print = |line: &[String; 7]| {
        // Texts to the left, numbers to the right.
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            0 | 5 => format!("{cell:width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    cells.iter().map(print).collect()
}

fn summary_cells(trial: &Trial) -> [String; 7] {
    let time = seconds(trial.phases.iter().map(|phase| phase.time).sum());
    let in_document = trial.read.as_ref().map_or("-".to_owned(), |read| read.census.operations.to_string());
    let cells = match &trial.outcome {
        Outcome::Failed(_) => [in_document, "-".to_owned(), "-".to_owned(), "-".to_owned()],
        Outcome::Generated(made) => [
            made.facts.operations.to_string(),
            made.facts.types.all().to_string(),
            made.facts.lines.to_string(),
            per_operation(&made.facts),
        ],
    };
    let [operations, types, lines, per_operation] = cells;
    [trial.document.clone(), operations, types, lines, per_operation, verdict(trial), time]
}

fn verdict(trial: &Trial) -> String {
    match &trial.outcome {
        Outcome::Failed(problems) => counted(problems.len(), "problem"),
        Outcome::Generated(made) => match &made.check {
            Check::Passed => "generated and checked".to_owned(),
            Check::NotAsked => "generated, not checked".to_owned(),
            Check::Failed(faults) => format!("generated, but {} of the compiler", counted(faults.len(), "error")),
        },
    }
}

fn counts_of_document(read: &Read, trial: &Trial) -> Vec<String> {
    let generated = match &trial.outcome {
        Outcome::Generated(made) => {
            format!(", {} generated, {} skipped", made.facts.operations, made.facts.skipped.len())
        }
        Outcome::Failed(_) => String::new(),
    };
    vec![
        row("operations", format!("{} in the document{generated}", read.census.operations)),
        row("constructs", read.census.tally(|construct| !construct.is_extension())),
        row("x- keys", read.census.tally(Construct::is_extension)),
    ]
}

fn counts_of_code(made: &Made) -> Vec<String> {
    let Made { facts, glue, .. } = made;
    let types = &facts.types;
    let kinds = format!(
        "{}: {} structs, {} enums, {} unions, {} aliases",
        types.all(),
        types.structs,
        types.enums,
        types.unions,
        types.aliases
    );
    let untyped = format!(
        "{} places: {} faithful, {} degraded; {} in the code",
        facts.untyped.len(),
        facts.faithful().count(),
        facts.degraded().count(),
        counted(facts.json_values, "use")
    );
    let names = &facts.names;
    let names =
        format!("{} derived, {} collided, {} renamed", names.derived.len(), names.collided.len(), names.renamed.len());
    let impls = &facts.json_impls;
    let impls = format!("{}: {} Decode, {} Encode", impls.all(), impls.decode, impls.encode);
    let base_url = glue.base_url.as_deref().unwrap_or("no base URL");
    let credentials: Vec<&str> = glue.credentials.iter().map(|one| one.function.as_str()).collect();
    let credentials = if credentials.is_empty() { "none".to_owned() } else { credentials.join(", ") };
    vec![
        row("types", kinds),
        row("untyped", untyped),
        row("names", names),
        row("lines", format!("{}, {} an operation", facts.lines, per_operation(facts))),
        row("JSON impls", impls),
        row("client", format!("{base_url}; credentials: {credentials}")),
    ]
}

fn phases(phases: &[Phase]) -> Vec<String> {
    if phases.is_empty() {
        return Vec::new();
    }
    let line = |phase: &Phase| {
        let peak = phase.peak.map_or("unknown".to_owned(), megabytes);
        format!("  {:8}{:>10}{peak:>12}", phase.name, seconds(phase.time))
    };
    let head = format!("\n  {:8}{:>10}{:>12}", "phase", "time", "peak memory");
    std::iter::once(head).chain(phases.iter().map(line)).collect()
}

fn details_of_code(made: &Made) -> Vec<String> {
    let Made { facts, glue, check } = made;
    let mut lines = Vec::new();
    if let Check::Failed(faults) = check {
        lines.extend(list("errors of the compiler", faults.iter().map(fault), ERRORS));
    }
    let skips = facts.skipped.iter().map(|skip| format!("  {} {}: {}", skip.at, skip.what, skip.why));
    lines.extend(list("skipped operations", skips, SHOWN));
    let degraded = facts.degraded().map(|(at, why)| format!("  {at}\n      {why}"));
    lines.extend(list("untyped, degraded", degraded, SHOWN));
    lines.extend(list("untyped, faithful", facts.faithful().map(|place| format!("  {}", place.at)), SHOWN));
    lines.extend(list("names derived", facts.names.derived.iter().map(note), SHOWN));
    lines.extend(list("names collided", facts.names.collided.iter().map(note), SHOWN));
    lines.extend(list("names renamed", facts.names.renamed.iter().map(note), SHOWN));
    lines.extend(list("remarks of the generator", facts.names.remarks.iter().map(note), SHOWN));
    let left_out = glue.left_out.iter().map(|(at, why)| format!("  {at}\n      {why}"));
    lines.extend(list("security schemes without a credential", left_out, SHOWN));
    lines
}

fn details_of_document(read: &Read) -> Vec<String> {
    let mut lines = list("fragments", read.fragments.iter().map(|fragment| format!("  {fragment}")), SHOWN);
    lines.extend(list("settled on reading", read.remarks.iter().map(note), SHOWN));
    lines.extend(Fate::WORST_FIRST.iter().flat_map(|fate| constructs(&read.census, *fate)));
    lines
}

/// The constructs of one fate, the most used first.
fn constructs(census: &Census, fate: Fate) -> Vec<String> {
    let mut found: Vec<&Construct> = census.constructs.iter().filter(|construct| construct.fate == fate).collect();
    found.sort_by(|one, other| other.places.len().cmp(&one.places.len()).then_with(|| one.name.cmp(&other.name)));
    let width = found.iter().take(SHOWN).map(|construct| construct.name.chars().count()).max().unwrap_or_default();
    let lines = found.iter().map(|construct| {
        let first = match fate {
            Fate::Handled => String::new(),
            _ => construct.places.first().map(|at| format!("\n          first {at}")).unwrap_or_default(),
        };
        format!("  {:>6}  {:width$}  {}{first}", construct.places.len(), construct.name, construct.how)
    });
    list(&format!("constructs and x- keys {}", fate.word()), lines, SHOWN)
}

fn list(head: &str, lines: impl Iterator<Item = String>, shown: usize) -> Vec<String> {
    let all: Vec<String> = lines.collect();
    if all.is_empty() {
        return Vec::new();
    }
    let more = all.len().saturating_sub(shown);
    let rest = (more > 0).then(|| format!("  … and {more} more, see --json"));
    let head = format!("\n{head} ({})", all.len());
    std::iter::once(head).chain(all.into_iter().take(shown)).chain(rest).collect()
}

fn note(note: &Note) -> String {
    format!("  {}\n      {}", note.at, note.what)
}

fn fault(fault: &Fault) -> String {
    let line = if fault.line.is_empty() { String::new() } else { format!("\n      | {}", fault.line) };
    format!("  {}\n      {}{line}", fault.at, fault.what)
}

fn row(name: &str, value: String) -> String {
    format!("{name:13}{value}")
}

fn per_operation(facts: &Facts) -> String {
    facts.lines_per_operation().map_or("-".to_owned(), |lines| lines.to_string())
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
