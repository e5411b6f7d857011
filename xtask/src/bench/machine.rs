//! Where and with what something was measured.

use std::process::Command;
use std::{env, fs, thread};

use serde_json::{Value, json};

use super::book::{list, text};
use super::process;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Machine {
    pub processor: String,
    pub cores: String,
    pub memory: String,
    pub kernel: String,
    /// Programs as they name themselves.
    pub versions: Vec<String>,
}

impl Machine {
    pub(super) fn this(others: Vec<String>) -> Self {
        let proc = |file: &str| fs::read_to_string(format!("/proc/{file}")).unwrap_or_default();
        let cores = thread::available_parallelism().map(|cores| cores.to_string());
        let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut versions: Vec<String> = [rustc, cargo].iter().filter_map(|program| version(program)).collect();
        versions.extend(others);
        Self {
            processor: field(&proc("cpuinfo"), "model name"),
            cores: cores.unwrap_or_default(),
            memory: gibibytes(&field(&proc("meminfo"), "MemTotal")),
            kernel: format!("{} {}", env::consts::OS, release(&proc("sys/kernel/osrelease"))),
            versions,
        }
    }

    pub(super) fn json(&self) -> Value {
        json!({ "processor": self.processor, "cores": self.cores, "memory": self.memory, "kernel": self.kernel,
            "versions": self.versions })
    }

    pub(super) fn of_json(value: &Value) -> Self {
        Self {
            processor: text(&value["processor"]),
            cores: text(&value["cores"]),
            memory: text(&value["memory"]),
            kernel: text(&value["kernel"]),
            versions: list(&value["versions"]).iter().map(text).collect(),
        }
    }
}

/// The time of a run, to the minute.
pub(super) fn date() -> String {
    chrono::Utc::now().format("%Y-%m-%d %H:%M UTC").to_string()
}

fn version(program: &str) -> Option<String> {
    process::done(Command::new(program).arg("--version")).ok().map(|said| said.trim().to_owned())
}

/// The value of the first line with the name.
fn field(lines: &str, name: &str) -> String {
    let values = lines.lines().filter_map(|line| line.split_once(':'));
    values
        .into_iter()
        .find(|(key, _)| key.trim() == name)
        .map_or("unknown".to_owned(), |(_, value)| value.trim().to_owned())
}

/// The release of a kernel, without what its builder calls the build.
fn release(full: &str) -> &str {
    full.trim().split('-').next().unwrap_or_default()
}

fn gibibytes(kilobytes: &str) -> String {
    let number = kilobytes.split(' ').next().and_then(|number| number.parse::<f64>().ok());
    number.map_or(kilobytes.to_owned(), |number| format!("{:.0} GiB", number / f64::from(1 << 20)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_read_from_what_the_system_says() {
        assert_eq!(field("processor\t: 0\nmodel name\t: X 5\nmodel name\t: Y\n", "model name"), "X 5");
        assert_eq!(field("", "model name"), "unknown");
        assert_eq!(gibibytes("25165824 kB"), "24 GiB");
        assert_eq!(gibibytes("unknown"), "unknown");
        assert_eq!(release("6.1.0-13-amd64\n"), "6.1.0");
    }
}
