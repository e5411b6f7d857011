//! The stages of the generator, one by one, as `codegen::generate` has them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::memory::{Phase, measured};
use crate::codegen::model::Model;
use crate::codegen::problem::{Pointer, Problem, Problems};
use crate::codegen::{self, Settings, emit, graph, lower, spec};

/// What the stages have made.
pub(crate) struct Generated {
    pub model: Model,
    pub code: String,
}

/// Runs the stages, as far as they go.
pub(crate) fn run(text: &str, settings: &Settings) -> (Result<Generated, Vec<Problem>>, Vec<Phase>) {
    codegen::with_deep_stack(|| run_here(text, settings))
}

fn run_here(text: &str, settings: &Settings) -> (Result<Generated, Vec<Problem>>, Vec<Phase>) {
    let mut phases = Vec::new();
    // A panic is a defect of the generator, but no reason to keep the reports of other documents back.
    let done = catch_unwind(AssertUnwindSafe(|| staged(text, settings, &mut phases)));
    let done = match done {
        Ok(done) => done.map_err(|problems| problems.list().to_vec()),
        Err(panic) => {
            Err(vec![Problem::new(&Pointer::default(), format!("the generator panicked: {}", said(&*panic)))])
        }
    };
    (done, phases)
}

fn staged(text: &str, settings: &Settings, phases: &mut Vec<Phase>) -> Result<Generated, Problems> {
    let (spec, phase) = measured("parse", || spec::parse(text, settings));
    phases.push(phase);
    let spec = spec?;
    let (model, phase) = measured("lower", || {
        let mut model = lower::lower(&spec, settings)?;
        graph::annotate(&mut model, settings);
        Ok(model)
    });
    phases.push(phase);
    let model = model?;
    drop(spec);
    let (tokens, phase) = measured("emit", || emit::file(&model, settings.runtime));
    phases.push(phase);
    let (code, phase) = measured("format", || codegen::print(tokens, settings));
    phases.push(phase);
    Ok(Generated { code, model })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_make_what_the_generator_makes() {
        let path = crate::project_root().join("specs/snyk.json");
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
        let (generated, phases) = run(&text, &Settings::snyk());
        let whole = codegen::generate(&text, &Settings::snyk()).map(|generated| generated.code);
        assert_eq!(generated.ok().map(|generated| generated.code), whole.ok());
        let names: Vec<&str> = phases.iter().map(|phase| phase.name).collect();
        assert_eq!(names, ["parse", "lower", "emit", "format"]);
    }

    #[test]
    fn a_stage_that_fails_is_the_last() {
        let (generated, phases) = run("{", &Settings::plain());
        assert_eq!(generated.err().map(|problems| problems.len()), Some(1));
        assert_eq!(phases.len(), 1);
    }
}
