//! The clocks of a thread.

use std::fs;

use rustix::time::{ClockId, clock_gettime};

use crate::Result;

/// The nanoseconds that this thread has run so far. `schedstat` would be what it had run at the kernel's last tick.
pub(crate) fn spent() -> Result<f64> {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Ok(time.tv_sec as f64 * 1e9 + time.tv_nsec as f64)
}

/// The nanoseconds of these that the thread has run outside of the kernel, to 10 ms.
pub(crate) fn spent_outside_of_the_kernel() -> Result<f64> {
    const USER_TIME: usize = 14;
    const TICK: f64 = 1e7;
    let text = fs::read_to_string("/proc/thread-self/stat")?;
    // The second of its fields is a name in parentheses.
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_ascii_whitespace().nth(USER_TIME - 3).ok_or("the kernel tells no times of threads")?;
    Ok(ticks.parse::<f64>()? * TICK)
}
