//! What repeats exactly: scenarios of one thread, without a network and with a clock that stands still, for
//! `cargo xtask budget`.
//!
//! | arguments | what happens |
//! |---|---|
//! | `list` | the names of the scenarios, and then those of the handwritten counterparts, marked by `-` |
//! | `run NAME` | the scenario once to warm up and once in [`measured`], which callgrind is told to watch |
//! | `allocations` | each scenario once more: its name, how often it allocates, and how many bytes |

mod scenarios;

#[path = "../../support/bodies.rs"]
mod bodies;
#[path = "../../support/codec.rs"]
mod codec;
#[path = "../../support/goldens.rs"]
mod goldens;
#[path = "../../support/memory.rs"]
mod memory;
#[path = "../../support/requests.rs"]
mod requests;
#[path = "../../support/types.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod types;

use std::env;
use std::process::ExitCode;

use scenarios::{COUNTERPARTS, SCENARIOS, Scenario};

/// What a scenario does once.
type Work = Box<dyn FnMut()>;

fn main() -> ExitCode {
    // Waits between attempts are partly random.
    fastrand::seed(7);
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["list"] => {
            SCENARIOS.iter().for_each(|(name, _)| println!("{name}"));
            COUNTERPARTS.iter().for_each(|(name, _)| println!("- {name}"));
        }
        ["allocations"] => all().for_each(print_allocations),
        ["run", name] => match all().find(|(known, _)| known == name) {
            Some((_, prepare)) => run(&mut *prepare()),
            None => return refuse(&format!("there is no scenario {name:?}")),
        },
        _ => return refuse("say `list`, `run NAME` or `allocations`"),
    }
    ExitCode::SUCCESS
}

fn all() -> impl Iterator<Item = &'static Scenario> {
    SCENARIOS.iter().chain(COUNTERPARTS)
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}

fn run(work: &mut dyn FnMut()) {
    work();
    measured(work);
}

/// The function between whose beginning and end instructions are counted.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

fn print_allocations((name, prepare): &Scenario) {
    let mut work = prepare();
    work();
    let counted = allocation_counter::measure(work);
    println!("{name} {} {}", counted.count_total, counted.bytes_total);
}
