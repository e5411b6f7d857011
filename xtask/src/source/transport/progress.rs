//! How far a long download is, for somebody who waits.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Nobody wonders before.
const PATIENCE: Duration = Duration::from_secs(1);

const OF_KNOWN_LENGTH: &str = "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}";
const OF_ANY_LENGTH: &str = "{spinner} {bytes}, {bytes_per_sec}";

/// A bar on stderr if that is a terminal, and nothing else. It goes away with the download.
pub(super) struct Progress {
    began: Instant,
    total: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn of(total: Option<u64>) -> Self {
        Self { began: Instant::now(), total, bar: None }
    }

    pub fn at(&mut self, bytes: u64) {
        if self.bar.is_none() && self.began.elapsed() < PATIENCE {
            return;
        }
        let total = self.total;
        self.bar.get_or_insert_with(|| bar(total)).set_position(bytes);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A new bar draws on stderr, and hides where that is no terminal.
fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), OF_KNOWN_LENGTH),
        None => (ProgressBar::no_length(), OF_ANY_LENGTH),
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_download_shows_nothing() {
        let mut progress = Progress::of(Some(10));
        progress.at(10);
        assert!(progress.bar.is_none());
    }

    #[test]
    fn the_templates_can_be_read() {
        for template in [OF_KNOWN_LENGTH, OF_ANY_LENGTH] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn a_long_download_is_followed() {
        for total in [Some(10), None] {
            let mut progress = Progress { bar: Some(bar(total)), ..Progress::of(total) };
            progress.at(4);
            let bar = progress.bar.clone();
            assert_eq!(bar.as_ref().map(ProgressBar::position), Some(4));
            drop(progress);
            assert_eq!(bar.map(|bar| bar.is_finished()), Some(true));
        }
    }
}
