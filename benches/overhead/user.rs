//! The share of a thread's time that is spent outside of the kernel.

use std::fs;

use crate::Result;

/// The nanoseconds that this thread has run outside of the kernel so far, to 10 ms.
pub(crate) fn spent() -> Result<f64> {
    const USER_TIME: usize = 14;
    const TICK: f64 = 1e7;
    let text = fs::read_to_string("/proc/thread-self/stat")?;
    // The second of its fields is a name in parentheses.
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_ascii_whitespace().nth(USER_TIME - 3).ok_or("the kernel tells no times of threads")?;
    Ok(ticks.parse::<f64>()? * TICK)
}
