//! The clock of a thread.

use rustix::time::{ClockId, clock_gettime};

use crate::Result;

/// The nanoseconds that this thread has run so far. `schedstat` would be what it had run at the kernel's last tick.
pub(crate) fn spent() -> Result<f64> {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Ok(time.tv_sec as f64 * 1e9 + time.tv_nsec as f64)
}
