//! What the rounds come to, for people and as JSON.

use std::path::Path;
use std::{fmt, fs};

use serde_json::{Value, json};

use crate::Result;

/// What one round costs, in nanoseconds a call.
#[derive(Default)]
pub(crate) struct Round {
    pub(crate) ours: f64,
    pub(crate) reqwest: f64,
    pub(crate) hyper: f64,
}

pub(crate) struct Report {
    pub(crate) in_all: Rounds,
    pub(crate) outside_of_the_kernel: Rounds,
}

pub(crate) struct Rounds {
    /// In a round, of each kind.
    pub(crate) calls: u32,
    pub(crate) rounds: Vec<Round>,
}

/// Times in nanoseconds, in ascending order.
struct Times(Vec<f64>);

/// A figure of a round, under its name.
type Figure = (&'static str, fn(&Round) -> f64);

const FIGURES: [Figure; 5] = [
    ("ours", |round| round.ours),
    ("reqwest + serde", |round| round.reqwest),
    ("hyper + serde", |round| round.hyper),
    ("ours - reqwest", |round| round.ours - round.reqwest),
    ("ours - hyper", |round| round.ours - round.hyper),
];

/// Who calls, beside each other in a plot.
const CALLERS: usize = 3;

impl Report {
    /// Leaves the figures where `cargo xtask bench` finds them.
    pub(crate) fn write(&self) -> Result<()> {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("the target folder is no folder")?;
        let folder = target.join("bench");
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join("overhead.json"), format!("{:#}\n", self.json()))?)
    }

    fn json(&self) -> Value {
        let parts = self.parts().map(|(name, rounds)| (name.to_owned(), rounds.json()));
        let medians = self.parts().map(|(name, rounds)| (name.to_owned(), rounds.medians()));
        json!({
            "unit": "µs of CPU time of the client a call",
            "medians": Value::Object(medians.into_iter().collect()),
            "parts": Value::Object(parts.into_iter().collect()),
        })
    }

    fn parts(&self) -> [(&'static str, &Rounds); 2] {
        [("in all", &self.in_all), ("outside of the kernel", &self.outside_of_the_kernel)]
    }
}

impl Rounds {
    fn json(&self) -> Value {
        let figures = FIGURES.iter().map(|(name, of)| ((*name).to_owned(), self.times(*of).json()));
        let mut value = Value::Object(figures.collect());
        value["rounds"] = json!(self.rounds.len());
        value["calls_a_round"] = json!(self.calls);
        value["undisturbed_ours_less_reqwest"] = json!(self.undisturbed());
        value
    }

    fn medians(&self) -> Value {
        let medians = FIGURES[..CALLERS].iter().map(|(name, of)| ((*name).to_owned(), json!(self.times(*of).at(0.5))));
        Value::Object(medians.collect())
    }

    fn times(&self, of: fn(&Round) -> f64) -> Times {
        let mut times: Vec<f64> = self.rounds.iter().map(of).collect();
        times.sort_by(f64::total_cmp);
        Times(times)
    }

    /// What else runs on a machine only ever adds: the fastest tenth of ours less that of reqwest.
    fn undisturbed(&self) -> f64 {
        self.times(|round| round.ours).at(0.1) - self.times(|round| round.reqwest).at(0.1)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, rounds) in self.parts() {
            let (count, calls) = (rounds.rounds.len(), rounds.calls);
            writeln!(f, "CPU time of the client a call, {name}: {count} rounds of {calls} calls of each kind")?;
            writeln!(f, "{:>16}    median (quartiles)", "")?;
            rounds.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Rounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, of) in FIGURES {
            let times = self.times(of);
            writeln!(f, "{name:>16}  {:6.2} µs  ({:.2} to {:.2})", times.at(0.5), times.at(0.25), times.at(0.75))?;
        }
        let name = "undisturbed";
        writeln!(f, "{name:>16}  {:6.2} µs  (fastest tenth of ours less that of reqwest)", self.undisturbed())
    }
}

impl Times {
    /// The time that this share is below, in microseconds.
    fn at(&self, share: f64) -> f64 {
        let place = (self.0.len() - 1) as f64 * share;
        self.0[place as usize] / 1000.0
    }

    fn json(&self) -> Value {
        json!({ "median": self.at(0.5), "lower_quartile": self.at(0.25), "upper_quartile": self.at(0.75), "tenth": self.at(0.1) })
    }
}
