//! Measuring: the generator here, everything else by cargo, the binary of `benches/counts` and valgrind.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{Figures, Key};
use crate::codegen::{self, Settings};
use crate::trial::facts::Facts;

/// The features that figures of the library are of. TLS is none of ours.
const FEATURES: [&str; 3] = ["--no-default-features", "--features", "snyk,secoda"];

/// The function of `benches/counts` between whose beginning and end instructions count.
const MEASURED: &str = "--toggle-collect=counts::measured*";

/// glibc chooses how it copies by the processor; without these all have the same choice. Other C libraries do not read it.
const PLAIN_COPYING: &str =
    "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM,-BMI2,-SSSE3";

/// What cargo has built.
struct Built {
    counts: PathBuf,
    rlib: PathBuf,
}

pub(super) fn all(root: &Path) -> Result<Figures, String> {
    let mut figures = Figures { rustc: rustc()?, ..Figures::default() };
    generated(root, &mut figures.values)?;
    dependencies(root, &mut figures.values)?;
    let built = build(root)?;
    let size = fs::metadata(&built.rlib).map_err(|error| format!("{}: {error}", built.rlib.display()))?.len();
    figures.values.insert(Key::new("rlib", "bytes"), size);
    allocations(&built.counts, &mut figures.values)?;
    match instructions(&built.counts)? {
        Ok(counts) => figures.values.extend(counts),
        Err(why) => drop(figures.gaps.insert("instructions", why)),
    }
    Ok(figures)
}

/// Lines of the generated files, and the impls that read and write JSON that they ask for.
fn generated(root: &Path, values: &mut BTreeMap<Key, u64>) -> Result<(), String> {
    for settings in Settings::all() {
        let path = root.join(settings.spec_file());
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let generated = codegen::generate(&text, &settings).map_err(|problems| problems.to_string())?;
        let facts = Facts::of(&generated.model, &generated.code);
        let lines = facts.lines.saturating_mul(100).checked_div(facts.operations).unwrap_or_default();
        let api = settings.api;
        values.insert(Key::new("generated", &format!("{api}_lines_for_100_operations")), lines as u64);
        values.insert(Key::new("generated", &format!("{api}_json_impls")), facts.json_impls.all() as u64);
    }
    Ok(())
}

/// How many crates a user builds, this one included.
fn dependencies(root: &Path, values: &mut BTreeMap<Key, u64>) -> Result<(), String> {
    for (name, features) in [("without_tls", &FEATURES[..]), ("default", &[][..])] {
        let mut tree = cargo(root);
        tree.args(["tree", "--locked", "--package", "snyk-secoda", "--edges", "normal,build", "--prefix", "none"]);
        let text = output(tree.args(["--format", "{p}"]).args(features))?;
        // Crates that stand in several places are marked there.
        let crates: BTreeSet<&str> = text.lines().filter_map(|line| line.strip_suffix(" (*)").or(Some(line))).collect();
        values.insert(Key::new("dependencies", name), crates.iter().filter(|name| !name.is_empty()).count() as u64);
    }
    Ok(())
}

/// Builds `benches/counts`, and with it the library as its users do.
fn build(root: &Path) -> Result<Built, String> {
    let mut build = cargo(root);
    build.args([
        "build",
        "--release",
        "--locked",
        "--package",
        "counts",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let text = output(&mut build)?;
    let artifacts: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let of = |name: &'static str| artifacts.iter().filter(move |artifact| artifact["target"]["name"] == name);
    let counts = of("counts").find_map(|artifact| artifact["executable"].as_str());
    let files = of("snyk_secoda").filter_map(|artifact| artifact["filenames"].as_array()).flatten();
    let rlib = files.filter_map(Value::as_str).find(|file| file.ends_with(".rlib"));
    match (counts, rlib) {
        (Some(counts), Some(rlib)) => Ok(Built { counts: counts.into(), rlib: rlib.into() }),
        _ => Err("cargo did not say where it has put `counts` and the library".to_owned()),
    }
}

/// How often and how much each scenario allocates.
fn allocations(counts: &Path, values: &mut BTreeMap<Key, u64>) -> Result<(), String> {
    let ours = scenarios(counts)?;
    for line in output(Command::new(counts).arg("allocations"))?.lines() {
        let row = || {
            let (name, rest) = line.split_once(' ')?;
            let (count, bytes) = rest.split_once(' ')?;
            Some((name, count.parse().ok()?, bytes.parse().ok()?))
        };
        let (name, count, bytes) = row().ok_or_else(|| format!("`counts allocations` says {line:?}"))?;
        if ours.iter().any(|known| known == name) {
            values.insert(Key::new("allocations", name), count);
            values.insert(Key::new("allocated_bytes", name), bytes);
        }
    }
    Ok(())
}

/// The scenarios that have limits: those that are not handwritten.
fn scenarios(counts: &Path) -> Result<Vec<String>, String> {
    let list = output(Command::new(counts).arg("list"))?;
    Ok(list.lines().filter(|line| !line.starts_with('-')).map(str::to_owned).collect())
}

/// How many instructions each scenario takes, or why this machine cannot tell.
fn instructions(counts: &Path) -> Result<Result<BTreeMap<Key, u64>, String>, String> {
    match Command::new("valgrind").arg("--version").output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(
                Err("valgrind is not installed; `apt-get install valgrind`, or that of the platform".to_owned()),
            );
        }
        Err(error) => return Ok(Err(format!("valgrind does not start: {error}"))),
        Ok(_) => {}
    }
    let mut values = BTreeMap::new();
    for name in scenarios(counts)? {
        let done = callgrind(counts, &name).output().map_err(|error| format!("valgrind: {error}"))?;
        let text = String::from_utf8_lossy(&done.stderr);
        let count = collected(&text).ok_or_else(|| format!("valgrind counts nothing for {name}:\n{text}"))?;
        values.insert(Key::new("instructions", &name), count);
    }
    Ok(Ok(values))
}

/// Environment and arguments move the stack, and with it what copying costs: nothing of the caller's is passed on.
fn callgrind(counts: &Path, scenario: &str) -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default()).env("GLIBC_TUNABLES", PLAIN_COPYING);
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no", MEASURED]);
    valgrind.arg(counts).args(["run", scenario]);
    valgrind
}

/// What callgrind says at its end. Zero is a function that was not found.
pub(super) fn collected(text: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok().filter(|count| *count > 0)
}

/// The compiler that cargo runs, without its date.
fn rustc() -> Result<String, String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let text = output(Command::new(rustc).arg("--version"))?;
    Ok(text.split(" (").next().unwrap_or(&text).trim().to_owned())
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(root);
    // A document of somebody's own is not what the figures are of.
    for settings in Settings::all() {
        command.env_remove(settings.document_variable());
    }
    command
}

/// What a command prints. What it complains about is shown.
fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(|error| format!("{name} does not start: {error}"))?;
    if !done.status.success() {
        return Err(format!("{name} failed: {}", String::from_utf8_lossy(&done.stderr)));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}
