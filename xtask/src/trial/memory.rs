//! Time and memory of one piece of work.
//!
//! The peak is that of the whole process while the work was done, as Linux tells it; elsewhere it is unknown.

use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};
use std::{fs, hint, io, thread};

/// How often the memory of other processes is looked at.
const GLANCE: Duration = Duration::from_millis(4);

/// One piece of work and what it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phase {
    pub name: &'static str,
    pub time: Duration,
    /// What the processor spent on it in the thread that did it, where the system tells that.
    pub processor: Option<Duration>,
    /// Bytes.
    pub peak: Option<u64>,
}

/// Does the work and measures it.
pub(super) fn measured<T>(name: &'static str, work: impl FnOnce() -> T) -> (T, Phase) {
    // What the process had at most before is forgotten, where the system can do that.
    let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let (start, before) = (Instant::now(), processor());
    let done = hint::black_box(work());
    let (time, after) = (start.elapsed(), processor());
    let processor = after.zip(before).and_then(|(after, before)| after.checked_sub(before));
    let peak = if reset { peak_of("self") } else { None };
    (done, Phase { name, time, processor, peak })
}

/// How long this thread has run so far.
fn processor() -> Option<Duration> {
    // The count is brought up to date when the scheduler has its turn, which by itself is every few milliseconds.
    thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory that a running process had so far.
pub(crate) fn peak_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    high_water(&status)
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Waits for the end of a process, and gives the most memory that it or one of those below it had, of those wanted.
pub(crate) fn watched(child: &mut Child, is_wanted: impl Fn(&str) -> bool) -> io::Result<(ExitStatus, Option<u64>)> {
    let mut peak = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        let all = descendants(child.id()).into_iter().chain([child.id().to_string()]);
        let wanted = all.filter(|process| is_wanted(process));
        peak = wanted.filter_map(|process| peak_of(&process)).chain(peak).max();
        thread::sleep(GLANCE);
    }
}

/// Whether a process is a compiler at work on a crate.
pub(crate) fn compiles(process: &str, name: &str) -> bool {
    let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
    words.windows(2).any(|pair| pair == [&b"--crate-name"[..], name.as_bytes()])
}

/// The processes that a process has started, however deep.
fn descendants(process: u32) -> Vec<String> {
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
