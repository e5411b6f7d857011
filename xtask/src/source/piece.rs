//! Files and answers, as they came.

use std::fs;
use std::path::{Path, PathBuf};

use super::Text;
use super::address::Address;
use super::transport::{Download, Transport};
use crate::codegen::problem::Problem;
use crate::digest::sha256;
use crate::document::{self, Document, Form};

/// What was found at one place: a document, a page, or the pages of a folder.
pub(super) struct Pieces {
    /// The place, as it may be told to everybody.
    pub source: String,
    list: Vec<Piece>,
}

/// One file or one answer.
struct Piece {
    text: Text,
    bytes: Vec<u8>,
    base: Base,
}

/// What the links of a page start from.
#[derive(Clone)]
pub(super) enum Base {
    Folder(PathBuf),
    Address(Address),
}

/// Types of content that say how a text is written. All others, such as `text/plain`, do not.
const DATA: [&str; 6] =
    ["application/json", "text/json", "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];
const PAGES: [&str; 2] = ["text/markdown", "text/x-markdown"];
const WEB: [&str; 2] = ["text/html", "application/xhtml+xml"];

impl Pieces {
    /// A file, or the pages and documents below a folder.
    pub fn local(path: &Path) -> Result<Self, String> {
        let source = name_of(path);
        if path.is_dir() {
            let files = document::files_below(path).map_err(|problem| problem.what)?;
            let pieces = files.iter().map(|file| Piece::local(file, document::name_below(path, file)));
            return Ok(Self { source, list: pieces.collect::<Result<_, _>>()? });
        }
        let piece = Piece::local(path, source.clone())?;
        refuse("", &piece.text).map_err(|what| format!("{source} {what}"))?;
        Ok(Self { source, list: vec![piece] })
    }

    /// The file that a page means by a path: from its own folder, with the escapes of an address.
    pub fn beside(folder: &Path, path: &str) -> Result<Self, String> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let spelled = folder.join(path);
        let path = if spelled.exists() { spelled } else { folder.join(path.replace("%20", " ")) };
        Self::local(&path)
    }

    pub fn remote(address: &Address, accept: &str, transport: &dyn Transport) -> Result<Self, String> {
        let piece = Piece::remote(address, accept, transport)?;
        Ok(Self { source: address.to_string(), list: vec![piece] })
    }

    /// The answers of several addresses, all of which have to come.
    pub fn of_pages(addresses: &[Address], accept: &str, transport: &dyn Transport) -> Result<Self, String> {
        let pieces = addresses.iter().map(|address| Piece::remote(address, accept, transport));
        let list: Vec<Piece> = pieces.collect::<Result<_, _>>()?;
        Ok(Self { source: common_name(addresses), list })
    }

    pub fn pages(&self) -> Vec<&Text> {
        self.list.iter().map(|piece| &piece.text).filter(|text| text.form == Form::Page).collect()
    }

    pub fn names_of_data(&self) -> Vec<&str> {
        let data = self.list.iter().filter(|piece| piece.text.form == Form::Data);
        data.map(|piece| piece.text.name.as_str()).collect()
    }

    /// What the links of one of `pages` start from.
    pub fn base_of(&self, page: usize) -> Base {
        let mut pages = self.list.iter().filter(|piece| piece.text.form == Form::Page);
        pages.nth(page).map_or_else(|| Base::Folder(PathBuf::new()), |piece| piece.base.clone())
    }

    pub fn document(&self) -> Result<Document, Vec<Problem>> {
        match self.list.as_slice() {
            [piece] => document::of_text(piece.text.clone()),
            pieces => document::of_texts(&pieces.iter().map(|piece| piece.text.clone()).collect::<Vec<_>>()),
        }
    }

    pub fn sha256(&self) -> String {
        match self.list.as_slice() {
            [piece] => sha256([piece.bytes.as_slice()]),
            pieces => sha256(pieces.iter().flat_map(|piece| [piece.text.name.as_bytes(), b"\0", &piece.bytes, b"\0"])),
        }
    }
}

impl Piece {
    fn local(path: &Path, name: String) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let text = document::decoded(bytes.clone()).map_err(|what| format!("{name} is {what}"))?;
        let base = Base::Folder(path.parent().map(Path::to_owned).unwrap_or_default());
        Ok(Self { text: Text { name, form: document::form_of(path), text }, bytes, base })
    }

    fn remote(address: &Address, accept: &str, transport: &dyn Transport) -> Result<Self, String> {
        let Download { kind, bytes } = transport.get(address, accept)?;
        let text = document::decoded(bytes.clone()).map_err(|what| format!("{address} answers with {what}"))?;
        let form = form(&kind, Path::new(address.path()), &text);
        let text = Text { name: address.to_string(), form, text };
        refuse(&kind, &text).map_err(|what| format!("the answer of {address} {what}"))?;
        Ok(Self { text, bytes, base: Base::Address(address.clone()) })
    }
}

/// How an answer is written, by what its sender says, then by its name, then by how it begins.
fn form(kind: &str, path: &Path, text: &str) -> Form {
    if DATA.contains(&kind) || kind.ends_with("+json") || kind.ends_with("+yaml") || kind.contains("openapi") {
        return Form::Data;
    }
    if PAGES.contains(&kind) {
        return Form::Page;
    }
    if document::tells_form(path) {
        return document::form_of(path);
    }
    let begins_as_document =
        text.lines().take(50).any(|line| line.starts_with("openapi:") || line.starts_with("swagger:"));
    if document::is_json(text) || begins_as_document { Form::Data } else { Form::Page }
}

/// What can be told to be no document, with a better word than a parser has for it.
fn refuse(kind: &str, text: &Text) -> Result<(), String> {
    if text.text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    let start: String = text.text.trim_start().chars().take(20).collect::<String>().to_ascii_lowercase();
    let is_web = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
    if is_web || WEB.contains(&kind) {
        return Err(
            "is a web page, not an OpenAPI document (GitBook gives a page as text at its address with .md)".to_owned()
        );
    }
    match start.starts_with("<?xml") {
        true => Err("is XML, not an OpenAPI document".to_owned()),
        false => Ok(()),
    }
}

/// The name of a file or a folder, also where its path ends in dots.
fn name_of(path: &Path) -> String {
    let full = if path.file_name().is_none() { path.canonicalize().ok() } else { None };
    let name = full.as_deref().unwrap_or(path).file_name();
    name.map_or_else(|| "a folder".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A page by its address, and several by the folder that holds them all, or else by all of theirs.
fn common_name(addresses: &[Address]) -> String {
    let names: Vec<String> = addresses.iter().map(Address::to_string).collect();
    let [first, others @ ..] = names.as_slice() else { return String::new() };
    if others.is_empty() {
        return first.clone();
    }
    let mut folder = first.as_str();
    while !folder.is_empty() && !others.iter().all(|other| other.starts_with(folder)) {
        let parent = folder.trim_end_matches('/').rsplit_once('/');
        folder = parent.and_then(|(parent, _)| folder.get(..=parent.len())).unwrap_or_default();
    }
    let folder = folder.rsplit_once('/').and_then(|(parent, _)| folder.get(..=parent.len())).unwrap_or_default();
    if folder.is_empty() || folder.ends_with("://") {
        return names.join(" ");
    }
    format!("{folder} ({} pages)", names.len())
}

#[cfg(test)]
mod tests;
