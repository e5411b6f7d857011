//! Where a new document comes from: a file, a folder of pages, an address, or the vendor.
//!
//! A GitBook page either holds documents in fenced blocks or shows operations of a document that is elsewhere; both
//! are read. What comes out is the document as it came, with what the lock file says of it. Nothing here writes a
//! file, and only `transport` talks to the network: https, to the place that was asked, for as long and as much as
//! its limits say.

pub(crate) mod address;
mod page;
mod piece;
pub(crate) mod transport;
mod vendor;

use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use self::address::{Address, is_address};
use self::page::{Operation, Pointed};
use self::piece::{Base, Pieces};
use self::transport::Transport;
use crate::codegen::model::Note;
use crate::codegen::problem::{Pointer, Problem, Problems};
use crate::document::{self, Text};

/// A document as it came, before anything is done to it.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    pub root: Value,
    /// An address, or the name of a local file or folder; never its path on this machine.
    pub source: String,
    /// The address that a local file was given for.
    pub stands_for: Option<String>,
    /// What was asked for, or else what the document states of itself.
    pub version: Option<String>,
    /// In hex: of the bytes as they came; of several pages, of the name and the bytes of each, with a NUL after both.
    pub sha256: String,
    pub remarks: Vec<Note>,
    /// What a GitBook page shows of the document, all of which it has. Empty where the whole is meant.
    pub shown: Vec<Operation>,
}

/// What is asked for.
pub(crate) enum Origin {
    /// A path or an address, and the local file that is read instead of the document that a page points to.
    Given { place: String, stand_in: Option<PathBuf> },
    /// What the vendor has, in its newest version or the one that is named.
    Vendor { vendor: Vendor, version: Option<String> },
}

/// Where a vendor keeps its document. The first of these that works is the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Vendor {
    /// Answers with a list of versions; each has its document below this address.
    pub versions: Option<String>,
    /// Answer with the document, each by itself.
    pub documents: Vec<String>,
    /// Answer with pages that make up the document together.
    pub pages: Vec<String>,
}

/// Why there is no document, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceError {
    pub what: String,
    pub next: String,
}

/// What is accepted of an address that may have a document or a page.
const ANY: &str = "application/json, text/markdown;q=0.9, */*;q=0.1";
const BY_HAND: &str = "download it with a browser and give the file with --from";
const NO_DOCUMENT: &str = "give an OpenAPI 3 document in JSON or YAML, or a page that holds or shows one";

/// The document that is asked for.
pub(crate) fn read(origin: &Origin, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    match origin {
        Origin::Given { place, stand_in } => given(place, stand_in.as_deref(), transport),
        Origin::Vendor { vendor, version } => vendor::read(vendor, version.as_deref(), transport),
    }
}

fn given(place: &str, stand_in: Option<&Path>, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    if is_address(place) {
        let found = Address::parse(place).and_then(|address| Pieces::remote(&address, ANY, transport));
        return assembled(found.map_err(|what| SourceError::new(what, BY_HAND))?, stand_in, transport);
    }
    let found = Pieces::local(Path::new(place)).map_err(|what| SourceError::new(what, NO_DOCUMENT))?;
    assembled(found, stand_in, transport)
}

/// The document that pieces are, hold or point to.
fn assembled(pieces: Pieces, stand_in: Option<&Path>, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    let pointed = page::pointed(&pieces.pages()).map_err(|faults| {
        let what = format!("{} shows operations in a way that cannot be followed:{}", pieces.source, lines(&faults));
        SourceError::new(what, "mend the page, or give the document that it shows with --from")
    })?;
    match (pointed, stand_in) {
        (None, None) => whole(&pieces),
        (None, Some(_)) => {
            let what = format!("{} points to no document, so that none can stand in for it", pieces.source);
            Err(SourceError::new(what, "leave out --spec, or give a page that points to a document"))
        }
        (Some(pointed), stand_in) => elsewhere(&pieces, pointed, stand_in, transport),
    }
}

/// The document that pieces are or hold.
fn whole(pieces: &Pieces) -> Result<Upstream, SourceError> {
    let document = pieces.document().map_err(|problems| {
        let mut all = Problems::of(&pieces.source);
        problems.into_iter().for_each(|problem: Problem| all.push(problem));
        let what = all.or(()).err().map(|all| all.to_string()).unwrap_or_default();
        SourceError::new(format!("{} cannot be read:\n{what}", pieces.source), NO_DOCUMENT)
    })?;
    if let Some((what, next)) = no_openapi(&document.root) {
        return Err(SourceError::new(format!("{} {what}", pieces.source), next));
    }
    Ok(Upstream {
        version: stated_version(&document.root),
        root: document.root,
        source: pieces.source.clone(),
        stands_for: None,
        sha256: pieces.sha256(),
        remarks: document.remarks,
        shown: Vec::new(),
    })
}

/// The document that pages point to, with what they show of it.
fn elsewhere(
    pages: &Pieces,
    pointed: Pointed,
    stand_in: Option<&Path>,
    transport: &dyn Transport,
) -> Result<Upstream, SourceError> {
    if let Some(page) = pages.pages().into_iter().find(|page| document::holds_documents(page)) {
        let what = format!("{} points to a document, and {} holds another", pages.source, page.name);
        return Err(SourceError::new(what, "give the pages that point and those that hold apart from each other"));
    }
    let (found, stands_for) = match stand_in {
        Some(path) => {
            let found = Pieces::local(path).map_err(|what| SourceError::new(what, "check the path after --spec"))?;
            (found, Some(pointed.name().to_owned()))
        }
        None => (target(pages, &pointed, transport)?, None),
    };
    let mut upstream = whole(&found)?;
    page::keep(&mut upstream.root, &pointed.shown).map_err(|lacking| {
        let list: Vec<String> = lacking.iter().map(call).collect();
        let (all, source) = (pointed.shown.len(), &pages.source);
        let what = format!("{} lacks {} of the {all} operations that {source} shows:", found.source, list.len());
        let next = "get the page and the document anew, at the same time, or take what is not there out of the page";
        SourceError::new(what + &lines(&list), next)
    })?;
    let mut remarks: Vec<String> = pointed.left_out.iter().map(|one| format!("{one}, which is left out")).collect();
    let aside =
        pages.names_of_data().into_iter().filter(|name| found.source != name.rsplit('/').next().unwrap_or(name));
    remarks.extend(aside.map(|name| format!("{name} is not read, as the pages point to a document")));
    if let Some(address) = &stands_for {
        remarks.push(format!("{} was read instead of {address}, which {} points to", found.source, pages.source));
    }
    upstream.remarks.extend(remarks.into_iter().map(remark));
    Ok(Upstream { shown: pointed.shown, stands_for, ..upstream })
}

/// What is at the place that a page points to.
fn target(pages: &Pieces, pointed: &Pointed, transport: &dyn Transport) -> Result<Pieces, SourceError> {
    let Some(target) = pointed.target.as_deref() else {
        let what = format!("{} shows the document {:?}, but has no link to it", pages.source, pointed.name());
        return Err(SourceError::new(what, "get the document and give the file with --spec"));
    };
    let found = match pages.base_of(pointed.page) {
        Base::Folder(folder) if !is_address(target) => Pieces::beside(&folder, target),
        Base::Folder(_) => Address::parse(target).and_then(|address| Pieces::remote(&address, ANY, transport)),
        Base::Address(page) => page.join(target).and_then(|address| {
            // A page of the world does not send us to this machine.
            match page.is_loopback() || !address.is_loopback() {
                true => Pieces::remote(&address, ANY, transport),
                false => Err(format!("{page} points to {address}, which is on this machine")),
            }
        }),
    };
    found.map_err(|what| {
        let shown: Vec<String> = pointed.shown.iter().map(call).collect();
        let what = format!(
            "the document that {} points to cannot be had: {what}\nof it, the page shows:{}",
            pages.source,
            lines(&shown)
        );
        SourceError::new(what, "download it with a browser and give the file with --spec, beside the page")
    })
}

/// Why a value is no document that the generator knows, and what to do.
fn no_openapi(root: &Value) -> Option<(String, &'static str)> {
    match (root.get("openapi"), root.get("swagger")) {
        (Some(_), _) => None,
        (None, Some(version)) => {
            let version = version.as_str().map_or_else(|| version.to_string(), str::to_owned);
            let what = format!("is a document of Swagger {version}, not of OpenAPI 3");
            Some((what, "convert it to OpenAPI 3 and give it with --from"))
        }
        (None, None) => Some(("has no member `openapi`, so it is no OpenAPI document".to_owned(), NO_DOCUMENT)),
    }
}

/// Snyk's label is a version; the version in its `info` is a word.
fn stated_version(root: &Value) -> Option<String> {
    let label = root.get("x-snyk-api-version").or_else(|| root.pointer("/info/version"));
    label.and_then(Value::as_str).map(str::to_owned)
}

fn remark(what: String) -> Note {
    Note { at: Pointer::default(), what }
}

/// An operation as people write it.
fn call((method, path): &Operation) -> String {
    format!("{} {path}", method.to_uppercase())
}

fn lines(list: &[String]) -> String {
    list.iter().map(|line| format!("\n  {line}")).collect()
}

impl SourceError {
    fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), next: next.into() }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nthe documents in specs/ are as they were; {}", self.what, self.next)
    }
}

impl std::error::Error for SourceError {}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
