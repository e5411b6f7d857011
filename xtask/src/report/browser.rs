//! The page in a real browser: does it fit, does it work, does it keep to itself.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use super::html;
use super::sample::{census, compared, nothing, report, verdict};

/// Runs before all else of the page, and writes what it finds when the page is done.
const PROBE: &str = include_str!("browser/probe.js");

const FINDINGS: usize = 200;

/// The browser, if there is one.
fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("xtask-report-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("cannot make {}: {error}", path.display()));
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The page with the probe, which carries the word that lets run.
fn probed(page: &str) -> String {
    let (_, rest) = page.split_once("'nonce-").unwrap_or_default();
    let (nonce, _) = rest.split_once('\'').unwrap_or_default();
    page.replacen("<title>", &format!("<script nonce=\"{nonce}\">{PROBE}</script>\n<title>"), 1)
}

fn arguments(folder: &Path, page: &Path, (width, height): (u32, u32)) -> Vec<OsString> {
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--virtual-time-budget=20000",
        "--dump-dom",
    ];
    let mut arguments: Vec<OsString> = flags.iter().map(OsString::from).collect();
    arguments.push(format!("--window-size={width},{height}").into());
    arguments.push(format!("--user-data-dir={}", folder.join("profile").display()).into());
    arguments.push(format!("file://{}", page.display()).into());
    arguments
}

/// What the probe measured, in a window of that size. None where there is no browser.
fn measured(name: &str, page: &str, size: (u32, u32)) -> Option<Value> {
    let Some(chromium) = chromium() else {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: there is no chromium; CHROMIUM can name one");
        return None;
    };
    let folder = Folder::new(name);
    folder.write("report.html", &probed(page));
    // A page of fixed width around it: the window of a browser has a least width.
    let (width, height) = size;
    let frame = format!(
        "<!doctype html><style>body {{ margin: 0 }}</style><pre id=probe></pre>
        <script>addEventListener('message', (event) => {{ probe.textContent = event.data; }});</script>
        <iframe src=report.html width={width} height={height} style='border: 0'></iframe>"
    );
    let frame = folder.write("frame.html", &frame);
    let output = Command::new(&chromium).args(arguments(&folder.0, &frame, (width.max(800), height))).output();
    let output = output.unwrap_or_else(|error| panic!("cannot run {}: {error}", chromium.display()));
    let dom = String::from_utf8_lossy(&output.stdout);
    let found = dom.split_once("id=\"probe\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (json, _) = found.unwrap_or_else(|| panic!("{dom}\n{}", String::from_utf8_lossy(&output.stderr)));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some(serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json:?}")))
}

fn full_page() -> String {
    let (one, other, census) = (verdict(FINDINGS), nothing(), census());
    html(&report(vec![compared("snyk", &one, &census), compared("secoda", &other, &census)]))
}

#[test]
fn the_page_fits_a_phone() {
    let Some(found) = measured("phone", &full_page(), (360, 740)) else { return };
    assert_eq!(found["window"], 360);
    assert_eq!(found["page"], 360, "too wide: {}", found["wide"]);
    assert_eq!(found["small"], serde_json::json!([]), "too small to touch");
}

#[test]
fn the_page_works_in_a_browser_and_keeps_to_itself() {
    let Some(found) = measured("desk", &full_page(), (1280, 900)) else { return };
    assert_eq!(found["page"], 1280, "too wide: {}", found["wide"]);
    assert_eq!(found["errors"], serde_json::json!([]));
    assert_eq!(found["violations"], serde_json::json!([]));
    assert_eq!(found["requests"], serde_json::json!([]));
    assert_eq!(found["hacked"], false);
    assert_eq!(found["findings"], FINDINGS);
    assert_eq!(found["ids"], FINDINGS, "an id is there twice");
    assert_eq!(found["dangling"], serde_json::json!([]), "links to nowhere");
}

#[test]
fn the_filters_narrow_and_widen_the_list() {
    let Some(found) = measured("filters", &full_page(), (1280, 900)) else { return };
    let verdict = verdict(FINDINGS);
    let count = |is_shown: &dyn Fn(&crate::verdict::Finding) -> bool| {
        verdict.findings.iter().filter(|finding| is_shown(finding)).count()
    };
    let filters = &found["filters"];
    assert_eq!(filters["all"], FINDINGS);
    assert_eq!(filters["without_adds"], count(&|one| one.level != crate::verdict::Level::Adds));
    assert_eq!(
        filters["only_rust_breaks"],
        count(&|one| { one.level == crate::verdict::Level::Breaks && one.axis == crate::verdict::Axis::Rust })
    );
    assert_eq!(filters["searched"], count(&|one| one.subject.contains("long_name_17")));
    assert_eq!(filters["none"], 0);
    assert_eq!(filters["reset"], FINDINGS);
    assert_eq!(filters["empty_groups"], 0, "a group without a finding is shown");
    assert_eq!(filters["status"], "0 of 200 findings shown. Nothing fits: show all, or ask for less.");
}

#[test]
fn the_page_is_whole_without_its_script() {
    let page = full_page();
    let (before, _) = page.rsplit_once("<script nonce").unwrap_or_default();
    let Some(found) = measured("plain", &format!("{before}</body></html>"), (360, 740)) else { return };
    assert_eq!((&found["findings"], &found["shown"]), (&Value::from(FINDINGS), &Value::from(FINDINGS)));
    assert_eq!(found["controls"], false, "what would not work is shown");
    assert_eq!(found["page"], 360, "too wide: {}", found["wide"]);
}
