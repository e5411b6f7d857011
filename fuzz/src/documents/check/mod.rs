//! What has to hold of every document, whatever it says.

mod output;

use crate::codegen::problem::Problems;
use crate::codegen::{self, Generated, Settings};

/// What the generator says of code that it should not have made.
const NOT_RUST: &str = "the generator made code that is not Rust";

/// The settings of a number.
pub fn settings(choice: u8) -> Settings {
    match choice % 4 {
        0 => Settings::plain(),
        1 => Settings::snyk(),
        2 => Settings::secoda(),
        _ => Settings::secoda().of_own_document("own.json".to_owned()),
    }
}

/// Generates twice. Either there is code, of which some things can be said without a compiler, or there are
/// problems with a text each; and what there is, is the same both times.
pub fn check(text: &str, settings: &Settings) {
    let (one, other) = (codegen::generate(text, settings), codegen::generate(text, settings));
    match (one, other) {
        (Ok(one), Ok(other)) => {
            assert!(one.code == other.code, "the code differs from run to run");
            assert!(one.surface() == other.surface(), "the listing differs from run to run");
            of_output(&one);
        }
        (Err(one), Err(other)) => {
            assert!(one == other, "the problems differ from run to run");
            of_problems(&one);
        }
        _ => panic!("the same document generates and does not"),
    }
}

fn of_problems(problems: &Problems) {
    assert!(!problems.list().is_empty(), "neither code nor a problem");
    for problem in problems.list() {
        assert!(!problem.what.trim().is_empty(), "a problem without a text at {}", problem.at);
        assert!(!problem.what.starts_with(NOT_RUST), "{}: {}", problem.at, problem.what);
    }
    assert!(!problems.to_string().is_empty());
}

fn of_output(generated: &Generated) {
    match syn::parse_file(&generated.code) {
        Ok(file) => output::names_are_unique(&file.items),
        Err(error) => panic!("the output does not parse: {error}"),
    }
    output::types_have_a_size(&generated.model);
}
