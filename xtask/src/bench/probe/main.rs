//! Generates a document once, and says what each stage took.

#![allow(dead_code)]

use std::process::ExitCode;

#[path = "$ROOT/src/codegen/mod.rs"]
mod codegen;
mod trial {
    #[path = "$ROOT/xtask/src/trial/memory.rs"]
    pub(crate) mod memory;
    #[path = "$ROOT/xtask/src/trial/stages.rs"]
    pub(crate) mod stages;
}

use codegen::Settings;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [document, api] = arguments.as_slice() else { return failure("a document and its API are needed") };
    let settings = match api.as_str() {
        "snyk" => Settings::snyk(),
        "secoda" => Settings::secoda(),
        _ => Settings::plain(),
    };
    let text = match std::fs::read_to_string(document) {
        Ok(text) => text,
        Err(error) => return failure(&format!("cannot read {document}: {error}")),
    };
    let (generated, phases) = trial::stages::run(&text, &settings.of_own_document(document.clone()));
    if let Err(problems) = generated {
        return failure(&format!("{} problems in {document}: {:?}", problems.len(), problems.first()));
    }
    let phases: serde_json::Value = phases
        .iter()
        .map(|phase| {
            // What else the machine does is no part of it.
            let time = phase.processor.unwrap_or(phase.time).as_secs_f64();
            serde_json::json!({ "name": phase.name, "time": time, "peak": phase.peak })
        })
        .collect();
    println!("{phases}");
    ExitCode::SUCCESS
}

fn failure(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}
