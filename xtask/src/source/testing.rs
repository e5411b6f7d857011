//! What stands in for the world in tests: a shelf of answers, and a server on this machine.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{env, fs, io, process, thread};

use super::address::Address;
use super::transport::{Download, Transport};

/// Answers by address; whatever else is asked for is not there.
#[derive(Default)]
pub(crate) struct Shelf {
    answers: Vec<(String, Download)>,
    /// What was asked for, with what was accepted.
    pub asked: RefCell<Vec<(String, String)>>,
}

impl Shelf {
    pub fn with(mut self, address: &str, kind: &str, text: &str) -> Self {
        let download = Download { kind: kind.to_owned(), bytes: text.as_bytes().to_vec() };
        self.answers.push((address.to_owned(), download));
        self
    }

    pub fn addresses(&self) -> Vec<String> {
        self.asked.borrow().iter().map(|(address, _)| address.clone()).collect()
    }
}

impl Transport for Shelf {
    fn get(&self, address: &Address, accept: &str) -> Result<Download, String> {
        let address = address.to_string();
        self.asked.borrow_mut().push((address.clone(), accept.to_owned()));
        let answer = self.answers.iter().find(|(known, _)| *known == address).map(|(_, answer)| answer.clone());
        answer.ok_or_else(|| format!("{address} answered 404 Not Found"))
    }
}

/// Answers one connection after the other with the next of its texts, word by word.
pub(crate) struct Server {
    pub base: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn answering(answers: Vec<String>) -> Self {
        Self::of(answers, serve)
    }

    /// Says its text before it has heard anything.
    pub fn talking(text: &str) -> Self {
        Self::of(vec![text.to_owned()], |mut stream, text, _| {
            let _ = stream.write_all(text.as_bytes());
            let _ = stream.read_to_end(&mut Vec::new());
        })
    }

    /// Says its text and nothing more, and stays until the other side leaves.
    pub fn stalling(text: &str) -> Self {
        Self::of(vec![text.to_owned()], |mut stream, text, seen| {
            if let Ok(more) = stream.try_clone() {
                serve(more, text, seen);
            }
            let _ = stream.read_to_end(&mut Vec::new());
        })
    }

    fn of(texts: Vec<String>, serve: fn(TcpStream, &str, &Mutex<Vec<String>>)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| panic!("{error}"));
        let port = listener.local_addr().map(|address| address.port()).unwrap_or_default();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        thread::spawn(move || {
            for text in texts {
                let Ok((stream, _)) = listener.accept() else { return };
                serve(stream, &text, &seen);
            }
        });
        Self { base: format!("http://127.0.0.1:{port}"), heads }
    }

    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().map(|heads| heads.clone()).unwrap_or_default()
    }
}

fn serve(mut stream: TcpStream, answer: &str, seen: &Mutex<Vec<String>>) {
    let (mut head, mut chunk) = (Vec::new(), [0; 1024]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => head.extend_from_slice(&chunk[..count]),
            _ => return,
        }
    }
    if let Ok(mut seen) = seen.lock() {
        seen.push(String::from_utf8_lossy(&head).into_owned());
    }
    let _ = stream.write_all(answer.as_bytes());
}

/// A whole answer of HTTP.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: &str) -> String {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// A folder for one test, which goes away with it.
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let root = env::temp_dir().join(format!("xtask-source-{name}-{}", process::id()));
        for (file, text) in files {
            let path = root.join(file);
            path.parent().map_or(Ok(()), fs::create_dir_all).unwrap_or_else(|error| panic!("{error}"));
            fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
        }
        Self(root)
    }

    pub fn path(&self, file: &str) -> String {
        self.0.join(file).display().to_string()
    }

    /// The names, sizes and times of all that is in the folder.
    pub fn listing(&self) -> Vec<String> {
        listing(&self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The names, sizes and times of all that is below a folder.
pub(crate) fn listing(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(facts) = entry.metadata() else { continue };
        lines.push(format!("{} {} {:?}", entry.path().display(), facts.len(), facts.modified().ok()));
        if facts.is_dir() {
            lines.extend(listing(&entry.path()));
        }
    }
    lines.sort();
    lines
}

/// The path of a document that the repository does not hold. None, and said, where there is no such file.
pub(crate) fn material(file: &str) -> Option<String> {
    let default = crate::project_root().join("../shared");
    let path = env::var_os("SNYK_SECODA_DOCUMENTS").map_or(default, PathBuf::from).join(file);
    if !path.exists() {
        // Straight to stderr: what a passing test prints is not shown.
        let _ = writeln!(io::stderr(), "1 test skipped: there is no file {}", path.display());
        return None;
    }
    Some(path.display().to_string())
}
