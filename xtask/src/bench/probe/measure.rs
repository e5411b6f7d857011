//! What the probe says of a run.

use serde_json::Value;

use crate::bench::book::list;
use crate::bench::process::Done;

/// One generation of a document.
#[derive(Debug, PartialEq)]
pub(in crate::bench) struct Run {
    /// Seconds.
    pub wall: f64,
    /// Seconds in the program and in the system for it.
    pub cpu: Option<f64>,
    pub phases: Vec<Phase>,
}

#[derive(Debug, PartialEq)]
pub(in crate::bench) struct Phase {
    pub name: String,
    /// Seconds of the processor, or of the clock where the system does not tell.
    pub time: f64,
    /// Bytes.
    pub peak: Option<u64>,
}

impl Run {
    pub(super) fn of(done: &Done) -> Result<Self, String> {
        let said: Value =
            serde_json::from_str(&done.stdout).map_err(|error| format!("the probe wrote no JSON: {error}"))?;
        let phases = list(&said).iter().map(|phase| Phase {
            name: phase["name"].as_str().unwrap_or_default().to_owned(),
            time: phase["time"].as_f64().unwrap_or_default(),
            peak: phase["peak"].as_u64(),
        });
        let cpu = done.cost.user.zip(done.cost.system).map(|(user, system)| user + system);
        Ok(Self { wall: done.cost.wall, cpu, phases: phases.collect() })
    }

    /// Of the phase that needs the most.
    pub(in crate::bench) fn peak(&self) -> Option<u64> {
        self.phases.iter().filter_map(|phase| phase.peak).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::process::Cost;

    #[test]
    fn the_peak_of_a_run_is_that_of_its_largest_phase() {
        let stdout = r#"[{"name":"parse","time":0.5,"peak":7},{"name":"lower","time":1.5,"peak":null}]"#.to_owned();
        let cost = Cost { wall: 2.5, user: Some(1.0), system: Some(0.5), peak: None };
        let done = Done { cost, succeeded: true, stdout, stderr: String::new() };
        let run = Run::of(&done).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((run.cpu, run.peak(), run.phases.len()), (Some(1.5), Some(7), 2));
        assert!(Run::of(&Done { stdout: "x".to_owned(), ..done }).is_err());
    }
}
