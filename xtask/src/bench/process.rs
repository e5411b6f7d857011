//! What a program takes that runs as a child.
//!
//! User time is the growth of `cutime` in `/proc/self/stat`: everything that children and their waited-for children
//! used, in hundredths of a second. That is exact enough for what takes tenths, and needs neither a dependency nor code
//! that is not safe. One child runs at a time.

use std::fs;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use crate::trial::memory;

/// Linux counts in hundredths of a second on every platform that Rust runs on.
const TICKS: f64 = 100.0;

/// What one run took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Seconds.
    pub wall: f64,
    /// Seconds in programs, and in the system for them. Unknown where there is no `/proc`.
    pub user: Option<f64>,
    pub system: Option<f64>,
    /// Bytes, of the largest of the processes that were looked at.
    pub peak: Option<u64>,
}

/// What became of a run.
pub(super) struct Done {
    pub cost: Cost,
    pub succeeded: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the command to its end, and looks at the memory of those processes below it that are wanted.
pub(super) fn run(command: &mut Command, is_wanted: impl Fn(&str) -> bool) -> Result<Done, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let broken = |error: io::Error| format!("cannot run {name}: {error}");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let before = Times::of_children();
    let start = Instant::now();
    let mut child = command.spawn().map_err(broken)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let stdout = scope.spawn(|| read(stdout));
        let stderr = scope.spawn(|| read(stderr));
        let (status, peak) = memory::watched(&mut child, is_wanted).map_err(broken)?;
        let wall = start.elapsed().as_secs_f64();
        let taken = Times::of_children().zip(before).map(|(after, before)| after.since(before));
        Ok(Done {
            cost: Cost { wall, user: taken.map(|taken| taken.user), system: taken.map(|taken| taken.system), peak },
            succeeded: status.success(),
            stdout: stdout.join().unwrap_or_default(),
            stderr: stderr.join().unwrap_or_default(),
        })
    })
}

/// Runs what is not measured, and fails with what it said last.
pub(super) fn done(command: &mut Command) -> Result<String, String> {
    let done = run(command, |_| false)?;
    done.succeeded.then_some(done.stdout).ok_or_else(|| complaint(&done.stderr))
}

/// The last lines of what a program said that failed.
pub(super) fn complaint(stderr: &str) -> String {
    let lines: Vec<&str> = stderr.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let said: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with("error")).take(3).collect();
    match said.is_empty() {
        true => lines.iter().rev().take(3).rev().copied().collect::<Vec<_>>().join("; "),
        false => said.join("; "),
    }
}

fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What children have used that were waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Times {
    user: f64,
    system: f64,
}

impl Times {
    fn of_children() -> Option<Self> {
        Self::read(&fs::read_to_string("/proc/self/stat").ok()?)
    }

    /// Fields 16 and 17. The second is a name that may hold anything, so that counting begins behind it.
    fn read(stat: &str) -> Option<Self> {
        let (_, rest) = stat.rsplit_once(')')?;
        let mut fields = rest.split_whitespace().skip(13).map(|ticks| ticks.parse::<f64>().ok());
        let (user, system) = (fields.next()??, fields.next()??);
        Some(Self { user: user / TICKS, system: system / TICKS })
    }

    fn since(self, before: Self) -> Self {
        Self { user: self.user - before.user, system: self.system - before.system }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_children_stand_behind_a_name_that_may_hold_anything() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 250 50 20 0";
        assert_eq!(Times::read(stat), Some(Times { user: 2.5, system: 0.5 }));
        assert_eq!(Times::read("7 (a) S 1"), None);
    }

    #[test]
    fn what_is_told_of_a_failure_are_its_first_errors_or_its_last_words() {
        assert_eq!(complaint("a\nerror: x\nb\nerror[E1]: y\n"), "error: x; error[E1]: y");
        assert_eq!(complaint("a\n\nb\nc\nd\n"), "b; c; d");
    }
}
