//! The clock of a thread.

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
