//! A page of 100 projects (some 165 kB) and one of 100 issues, decoded into generated types and into handwritten ones with
//! serde's derive. Blocks of both kinds take turns, and CPU time is that of the thread.

mod pages;
mod types;

#[path = "../../support/bodies.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod bodies;
#[path = "../../support/codec.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod codec;
#[path = "../../overhead/cpu.rs"]
mod cpu;

use std::error::Error;
use std::hint::black_box;

use serde::de::DeserializeOwned;
use snyk_secoda::snyk::types::{ListIssues200Response, ListOrgProjectsResponse};

use codec::{Decode, decode};

/// Pages of one kind in a row.
const BLOCK: u32 = 20;
const ROUNDS: usize = 300;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("decoding a page, {ROUNDS} rounds of {BLOCK} pages of each kind, CPU time, median (quartiles):");
    compare::<ListOrgProjectsResponse, types::Projects>("100 projects", &pages::projects(100))?;
    compare::<ListIssues200Response, types::Issues>("100 issues", &pages::issues(100))
}

fn compare<Generated: Decode, Handwritten: DeserializeOwned>(what: &str, body: &str) -> Result<()> {
    let body = body.as_bytes();
    let mut generated = || drop(black_box(decode::<Generated>(body)));
    let mut handwritten = || drop(black_box(serde_json::from_slice::<Handwritten>(body).expect("it is of its type")));
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (one, other) = if round % 2 == 0 {
            let first = block(&mut generated)?;
            (first, block(&mut handwritten)?)
        } else {
            let first = block(&mut handwritten)?;
            (block(&mut generated)?, first)
        };
        ours.push(one);
        theirs.push(other);
        ratios.push(one / other);
    }
    println!("{what}, {} bytes", body.len());
    // Bytes a microsecond are megabytes a second.
    for (name, times) in [("generated", &mut ours), ("handwritten", &mut theirs)] {
        let [low, median, high] = quartiles(times);
        let speed = body.len() as f64 / median;
        println!("{name:>14}  {median:7.1} µs  ({low:.1} to {high:.1}), {speed:.0} MB/s");
    }
    let [low, median, high] = quartiles(&mut ratios);
    println!("{:>14}  {median:7.3}     ({low:.3} to {high:.3})", "ratio");
    Ok(())
}

/// Microseconds a page.
fn block(work: &mut dyn FnMut()) -> Result<f64> {
    let start = cpu::spent()?;
    (0..BLOCK).for_each(|_| work());
    Ok((cpu::spent()? - start) / f64::from(BLOCK) / 1000.0)
}

fn quartiles(values: &mut [f64]) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[(values.len() - 1) * quarter / 4])
}
