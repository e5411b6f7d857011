//! The validating servers of others: Prism, and express-openapi-validator before it, on loopback.
//!
//! They are Node programs of `tests/judges`, installed there by `npm ci` as the lock has them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::driver;

/// How long a document may take to be compiled.
const START: Duration = Duration::from_secs(300);
/// How long the last verdicts may be on their way.
const LAST: Duration = Duration::from_secs(20);
/// Between two looks at a port.
const GLANCE: Duration = Duration::from_millis(50);
const PRISM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

/// Both servers, running. They end with this value.
pub(super) struct Judges {
    pub(super) port: u16,
    /// What of the document no validator takes.
    pub(super) unjudged: Vec<String>,
    verdicts: Receiver<Value>,
    _processes: [Process; 2],
}

/// What the judge said of one request, and what it saw of it.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) valid: bool,
    /// Who refused, and why.
    pub(super) why: String,
    pub(super) method: String,
    /// The path and the query, as they came.
    pub(super) target: String,
    pub(super) content_type: Option<String>,
    pub(super) body: Option<String>,
    /// The answer breaks rules of the document, and is the judge's own.
    pub(super) is_off: bool,
}

/// A process that does not outlive its owner.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The folder of the judges, installed.
pub(super) fn install(root: &Path) -> Result<PathBuf, String> {
    let folder = root.join("tests/judges");
    let lock = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(folder);
    }
    let done = Command::new("npm").arg("ci").current_dir(&folder).stdin(Stdio::null()).output();
    let done = done.map_err(|error| format!("cannot run npm, which installs the judges: {error}"))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(format!("npm ci in {} failed:\n{said}", folder.display()));
    }
    fs::write(&stamp, lock).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(folder)
}

impl Judges {
    /// Starts them on a document in JSON.
    pub(super) fn start(document: &Path, root: &Path) -> Result<Self, String> {
        let folder = install(root)?;
        let logs = driver::target(root)?;
        let free = free_port().map_err(|error| format!("no port is free: {error}"))?;
        let arguments = ["mock", "-m", "false", "-h", "127.0.0.1", "-p", &free.to_string()];
        let mut prism = node(&folder, &[PRISM]);
        prism.args(arguments).arg(document).stdout(Stdio::null()).stderr(log(&logs.join("prism.log"))?);
        let mut prism = start(prism)?;
        wait_for(free, &mut prism)?;
        let mut judge = node(&folder, &["judge.mjs"]);
        judge.arg(document).arg(format!("http://127.0.0.1:{free}"));
        judge.stdout(Stdio::piped()).stderr(log(&logs.join("judge.log"))?);
        let mut judge = start(judge)?;
        let lines = judge.0.stdout.take().map(BufReader::new).ok_or("the judge has no output")?;
        let verdicts = listen(lines);
        let deadline = Instant::now() + START;
        let told =
            || format!("the judge did not start on {}; see {}", document.display(), logs.join("judge.log").display());
        let head = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = verdicts.recv_timeout(left).map_err(|_| told())?;
            if line["port"].is_u64() {
                break line;
            }
        };
        let port = head["port"].as_u64().and_then(|port| u16::try_from(port).ok()).ok_or_else(told)?;
        let unjudged = head["unjudged"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let unjudged = unjudged.map(str::to_owned).collect();
        Ok(Self { port, unjudged, verdicts, _processes: [judge, prism] })
    }

    pub(super) fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The verdicts of so many requests, by their marks. Those that the server did not take for HTTP have none.
    pub(super) fn verdicts(&self, count: usize) -> BTreeMap<String, Verdict> {
        let mut found = BTreeMap::new();
        while found.len() < count {
            let Ok(line) = self.verdicts.recv_timeout(LAST) else { break };
            if let Some(mark) = line["mark"].as_str() {
                found.insert(mark.to_owned(), Verdict::of(&line));
            }
        }
        found
    }
}

impl Verdict {
    fn of(line: &Value) -> Self {
        let text = |name: &str| line[name].as_str().map(str::to_owned);
        let why = format!("{}: {}", text("by").unwrap_or_default(), text("why").unwrap_or_default());
        Self {
            valid: line["valid"] == true,
            why: if line["valid"] == true { String::new() } else { why },
            method: text("method").unwrap_or_default(),
            target: text("url").unwrap_or_default(),
            content_type: text("type"),
            body: text("body"),
            is_off: line["off"].as_array().is_some_and(|off| !off.is_empty()),
        }
    }
}

fn node(folder: &Path, script: &[&str]) -> Command {
    let mut command = Command::new("node");
    // Without an owner it ends by itself. A head of a request may be long where its path or query is.
    command.args(["--import", "./leash.mjs", "--max-http-header-size=1048576"]).args(script);
    command.current_dir(folder).stdin(Stdio::piped());
    command
}

fn start(mut command: Command) -> Result<Process, String> {
    command.spawn().map(Process).map_err(|error| format!("cannot run node, which the judges need: {error}"))
}

fn listen(lines: BufReader<ChildStdout>) -> Receiver<Value> {
    let (said, heard) = channel();
    // It ends with the process.
    thread::spawn(move || {
        let lines = lines.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
        for line in lines {
            if said.send(line).is_err() {
                break;
            }
        }
    });
    heard
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn wait_for(port: u16, process: &mut Process) -> Result<(), String> {
    let deadline = Instant::now() + START;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = process.0.try_wait().map_err(|error| error.to_string())?;
        if ended.is_some() || Instant::now() > deadline {
            return Err("Prism did not start; see prism.log in the target folder".to_owned());
        }
        thread::sleep(GLANCE);
    }
    Ok(())
}

fn log(path: &Path) -> Result<File, String> {
    File::create(path).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
