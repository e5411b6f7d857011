//! The report for programs: everything, nothing cut.

use serde_json::{Value, json};

use super::check::{Check, Fault};
use super::glue::{Glue, Sent};
use super::memory::Phase;
use super::{Facts, Made, Outcome, Read, Trial};
use crate::census::Construct;
use crate::codegen::model::Note;
use crate::codegen::problem::Problem;

/// A list with an object for each document.
pub(super) fn report(trials: &[Trial]) -> Value {
    trials.iter().map(of_trial).collect()
}

fn of_trial(trial: &Trial) -> Value {
    let mut report = json!({
        "document": trial.document,
        "passed": trial.passed(),
        "phases": trial.phases.iter().map(phase).collect::<Value>(),
    });
    if let Some(read) = &trial.read {
        merge(&mut report, of_read(read));
    }
    match &trial.outcome {
        Outcome::Failed(problems) => {
            merge(&mut report, json!({ "problems": problems.iter().map(problem).collect::<Value>() }))
        }
        Outcome::Generated(made) => merge(&mut report, of_made(made)),
    }
    report
}

fn of_read(read: &Read) -> Value {
    let extensions = read.census.constructs.iter().filter(|construct| construct.is_extension());
    let constructs = read.census.constructs.iter().filter(|construct| !construct.is_extension());
    json!({
        "title": read.title,
        "version": read.version,
        "settings": read.settings,
        "fragments": read.fragments,
        "remarks": notes(&read.remarks),
        "operations": { "in_document": read.census.operations },
        "constructs": constructs.map(construct).collect::<Value>(),
        "extensions": extensions.map(construct).collect::<Value>(),
    })
}

fn of_made(made: &Made) -> Value {
    let Made { facts, glue, check } = made;
    let skipped =
        facts.skipped.iter().map(|skip| json!({ "at": skip.at.to_string(), "what": skip.what, "why": skip.why }));
    json!({
        "operations": { "generated": facts.operations, "skipped": skipped.collect::<Value>() },
        "types": {
            "all": facts.types.all(),
            "structs": facts.types.structs,
            "enums": facts.types.enums,
            "unions": facts.types.unions,
            "aliases": facts.types.aliases,
        },
        "untyped": untyped(facts),
        "names": {
            "derived": notes(&facts.names.derived),
            "collided": notes(&facts.names.collided),
            "renamed": notes(&facts.names.renamed),
            "remarks": notes(&facts.names.remarks),
        },
        "lines": facts.lines,
        "lines_per_operation": facts.lines_per_operation(),
        "json_impls": {
            "all": facts.json_impls.all(),
            "decode": facts.json_impls.decode,
            "encode": facts.json_impls.encode,
        },
        "client": client(glue),
        "check": of_check(check),
    })
}

fn untyped(facts: &Facts) -> Value {
    json!({
        "faithful": facts.faithful().map(|place| place.at.to_string()).collect::<Value>(),
        "degraded": facts.degraded().map(|(at, why)| json!({ "at": at.to_string(), "why": why })).collect::<Value>(),
        "values": facts.json_values,
    })
}

fn client(glue: &Glue) -> Value {
    let credentials = glue.credentials.iter().map(|one| {
        let sent = match &one.sent {
            Sent::Bearer => "authorization: Bearer …".to_owned(),
            Sent::Header { name, prefix } => format!("{name}: {prefix}…"),
        };
        json!({ "scheme": one.scheme, "function": one.function, "sent": sent })
    });
    let left_out = glue.left_out.iter().map(|(at, why)| json!({ "at": at.to_string(), "why": why }));
    json!({
        "base_url": glue.base_url,
        "credentials": credentials.collect::<Value>(),
        "left_out": left_out.collect::<Value>(),
    })
}

fn of_check(check: &Check) -> Value {
    let (result, faults): (&str, &[Fault]) = match check {
        Check::Passed => ("passed", &[]),
        Check::Failed(faults) => ("failed", faults),
        Check::NotAsked => ("not asked", &[]),
    };
    let faults = faults.iter().map(|fault| json!({ "at": fault.at, "what": fault.what, "line": fault.line }));
    json!({ "result": result, "errors": faults.collect::<Value>() })
}

fn phase(phase: &Phase) -> Value {
    json!({ "name": phase.name, "seconds": phase.time.as_secs_f64(), "peak_bytes": phase.peak })
}

fn problem(problem: &Problem) -> Value {
    json!({ "at": problem.at.to_string(), "what": problem.what, "mend": problem.mend })
}

fn notes(notes: &[Note]) -> Value {
    notes.iter().map(|note| json!({ "at": note.at.to_string(), "what": note.what })).collect()
}

fn construct(construct: &Construct) -> Value {
    let places = construct.places.iter().map(ToString::to_string);
    json!({
        "name": construct.name,
        "fate": construct.fate.word(),
        "how": construct.how,
        "count": construct.places.len(),
        "places": places.collect::<Value>(),
    })
}

/// Adds the members of an object to another, and those of the objects inside of both.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(&key) {
                    Some(there) => merge(there, value),
                    None => drop(into.insert(key, value)),
                }
            }
        }
        (into, from) => *into = from,
    }
}
