//! The clocks of a thread.

use std::{fs, thread};

use crate::Result;

/// The nanoseconds that this thread has run so far.
pub(crate) fn spent() -> Result<f64> {
    // The kernel adds up at its ticks, milliseconds apart, and where a thread gives way.
    thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = text.split_ascii_whitespace().next().ok_or("the kernel keeps no statistics of threads")?;
    Ok(nanoseconds.parse()?)
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
