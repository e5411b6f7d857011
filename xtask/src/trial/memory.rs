//! Time and memory of one piece of work.
//!
//! The peak is that of the whole process while the work was done, as Linux tells it; elsewhere it is unknown.

use std::time::{Duration, Instant};
use std::{fs, hint};

/// One piece of work and what it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phase {
    pub name: &'static str,
    pub time: Duration,
    /// Bytes.
    pub peak: Option<u64>,
}

/// Does the work and measures it.
pub(super) fn measured<T>(name: &'static str, work: impl FnOnce() -> T) -> (T, Phase) {
    // What the process had at most before is forgotten, where the system can do that.
    let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let start = Instant::now();
    let done = hint::black_box(work());
    let time = start.elapsed();
    let peak = if reset { peak_of("self") } else { None };
    (done, Phase { name, time, peak })
}

/// The most memory that a running process had so far.
pub(super) fn peak_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    high_water(&status)
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// The processes that a process has started, however deep.
pub(super) fn descendants(process: u32) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![process.to_string()];
    while let Some(next) = open.pop() {
        let threads = fs::read_dir(format!("/proc/{next}/task")).into_iter().flatten().flatten();
        for thread in threads {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            open.extend(children.split_whitespace().map(str::to_owned));
        }
        found.push(next);
    }
    found.remove(0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read() {
        assert_eq!(high_water("Name:\tx\nVmHWM:\t   12 kB\nVmRSS:\t 1 kB\n"), Some(12 * 1024));
        assert_eq!(high_water("Name:\tx\n"), None);
    }

    #[test]
    fn work_is_done_once_and_its_value_comes_back() {
        let (value, phase) = measured("x", || vec![0_u8; 1000].len());
        assert_eq!((value, phase.name), (1000, "x"));
    }
}
