//! Documents as people have them: JSON, YAML, or pages with documents inside.

mod fences;
mod merge;
mod yaml;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::codegen::model::Note;
use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::spec::read as strict;

/// One document, however it was stored.
pub(crate) struct Document {
    /// JSON, for the generator.
    pub text: String,
    pub root: Value,
    /// What it was put together from: the page and the line of each fragment. Empty for a file that is one document.
    pub fragments: Vec<String>,
    /// What putting it together has settled.
    pub remarks: Vec<Note>,
}

/// A part of a document, and where it stands.
struct Fragment {
    source: String,
    root: Value,
}

/// A text that was read from somewhere, and what it is called there.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub name: String,
    pub form: Form,
    pub text: String,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Data,
    Page,
}

/// The document of a file or a folder.
pub(crate) fn read(path: &Path) -> Result<Document, Vec<Problem>> {
    if path.is_dir() {
        return of_texts(&texts_below(path)?);
    }
    let text = text_of(path).map_err(|problem| vec![problem])?;
    of_text(Text { name: path.display().to_string(), form: form_of(path), text })
}

/// The document that a text is or holds.
pub(crate) fn of_text(text: Text) -> Result<Document, Vec<Problem>> {
    match text.form {
        Form::Data => of_data(text.text),
        Form::Page => of_page(&text.name, &text.text),
    }
}

/// The document that several texts make together, in their order.
pub(crate) fn of_texts(texts: &[Text]) -> Result<Document, Vec<Problem>> {
    let (mut fragments, mut problems) = (Vec::new(), Vec::new());
    for text in texts {
        match of_part(text) {
            Ok(found) => fragments.extend(found),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { of_fragments(fragments) } else { Err(problems) }
}

/// The text of bytes, without the mark that some editors put before it.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| format!("no text in UTF-8: {}", error.utf8_error()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn of_data(text: String) -> Result<Document, Vec<Problem>> {
    let mut root = value_of(&text)?;
    if is_json(&text) {
        return Ok(Document { text, root, fragments: Vec::new(), remarks: Vec::new() });
    }
    let remarks = mend_version(&mut root).into_iter().collect();
    Ok(Document { text: root.to_string(), root, fragments: Vec::new(), remarks })
}

/// Takes the version of an API in YAML as a text, which it is meant to be: `version: 1.0` is a number there.
fn mend_version(root: &mut Value) -> Option<Note> {
    let version = root.pointer_mut("/info/version").filter(|version| version.is_number())?;
    *version = Value::String(version.to_string());
    let what = format!("the number {} is taken as a text", version.as_str().unwrap_or_default());
    Some(Note { at: Pointer::default().child("info").child("version"), what })
}

/// A page, unless it has no fence and is a document from its first line.
fn of_page(name: &str, text: &str) -> Result<Document, Vec<Problem>> {
    let fragments = fences::fragments(text, name)?;
    match value_of(text) {
        Ok(root) if fragments.is_empty() && is_document(&root) => of_data(text.to_owned()),
        _ => of_fragments(fragments),
    }
}

fn of_fragments(fragments: Vec<Fragment>) -> Result<Document, Vec<Problem>> {
    if fragments.is_empty() {
        return Err(vec![
            at_root("no fenced block holds an OpenAPI document")
                .mend("a block begins with ```json or ```yaml and its document with \"openapi\""),
        ]);
    }
    let sources = fragments.iter().map(|fragment| fragment.source.clone()).collect();
    let (root, remarks) = merge::merge(fragments)?;
    Ok(Document { text: root.to_string(), root, fragments: sources, remarks })
}

/// The fragments of one text of several. Data that is no OpenAPI document has other reasons to be there.
fn of_part(text: &Text) -> Result<Vec<Fragment>, Vec<Problem>> {
    let named = |mut problem: Problem| {
        problem.what = format!("{} cannot be read: {}", text.name, problem.what);
        problem
    };
    match text.form {
        Form::Page => fences::fragments(&text.text, &text.name),
        Form::Data => {
            let root = value_of(&text.text).map_err(|found| found.into_iter().map(named).collect::<Vec<_>>())?;
            let fragment = is_document(&root).then(|| Fragment { source: text.name.clone(), root });
            Ok(fragment.into_iter().collect())
        }
    }
}

/// All pages and documents below a folder, in the order of their paths.
fn texts_below(folder: &Path) -> Result<Vec<Text>, Vec<Problem>> {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    for path in files_below(folder).map_err(|problem| vec![problem])? {
        match text_of(&path) {
            Ok(text) => texts.push(Text { name: name_below(folder, &path), form: form_of(&path), text }),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

/// The files below a folder that may be pages or documents, in the order of their paths.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error| at_root(format!("cannot read {}: {error}", folder.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // The kind of the entry itself, so that a link to a folder above does not lead in circles.
        let kind = entry.file_type().map_err(unreadable)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        match kind.is_dir() {
            _ if hidden => {}
            true => paths.extend(files_below(&entry.path())?),
            false if has_extension(&entry.path(), &PAGES) || has_extension(&entry.path(), &DATA) => {
                paths.push(entry.path());
            }
            false => {}
        }
    }
    paths.sort();
    Ok(paths)
}

/// The path of a file from a folder above it, the same on every platform.
pub(crate) fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Says that a page holds documents, or what is meant as one.
pub(crate) fn holds_documents(page: &Text) -> bool {
    fences::fragments(&page.text, &page.name).map_or(true, |fragments| !fragments.is_empty())
}

/// Text of a page that does not stand in a fenced block. The lines keep their places.
pub(crate) fn outside_of_fences(page: &str) -> String {
    fences::outside(page)
}

const PAGES: [&str; 4] = ["md", "mdx", "markdown", "txt"];
const DATA: [&str; 3] = ["json", "yaml", "yml"];

/// What the name of a file says of its form.
pub(crate) fn form_of(path: &Path) -> Form {
    if has_extension(path, &PAGES) { Form::Page } else { Form::Data }
}

/// Says that a name is that of a page or a document, rather than nothing.
pub(crate) fn tells_form(path: &Path) -> bool {
    has_extension(path, &PAGES) || has_extension(path, &DATA)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extensions.iter().any(|one| extension.eq_ignore_ascii_case(one))
}

fn text_of(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| at_root(format!("cannot read {}: {error}", path.display())))?;
    decoded(bytes).map_err(|what| at_root(format!("{} is {what}", path.display())))
}

/// The value of a text in JSON or YAML, or what is wrong with it.
pub(crate) fn value_of(text: &str) -> Result<Value, Vec<Problem>> {
    if is_json(text) {
        return strict::read(text).map_err(|problems| problems.into_iter().map(cut_off).collect());
    }
    yaml::value(text).map_err(|error| vec![at_root(format!("not YAML: {error}"))])
}

/// Says what the end of a text within a value comes from.
fn cut_off(problem: Problem) -> Problem {
    match problem.what.starts_with("not JSON: EOF") && problem.mend.is_none() {
        true => problem.mend("the text is cut off: get it again"),
        false => problem,
    }
}

/// An object of YAML may begin with a brace as well, but a document never does in practice.
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Says that it is an OpenAPI document, of whatever version.
pub(crate) fn is_document(root: &Value) -> bool {
    root.get("openapi").or_else(|| root.get("swagger")).is_some()
}

fn at_root(what: impl Into<String>) -> Problem {
    Problem::new(&Pointer::default(), what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_told_from_yaml_by_its_content() {
        let json = of_data(" {\"openapi\": \"3.0.0\"}".to_owned()).map(|document| document.root);
        let yaml = of_data("openapi: 3.0.0\n".to_owned()).map(|document| document.root);
        assert_eq!(json, Ok(json!({ "openapi": "3.0.0" })));
        assert_eq!(json, yaml);
    }

    #[test]
    fn the_version_of_an_api_is_a_text_in_yaml_too() {
        let document = of_data("info: {version: 1.0}".to_owned()).ok();
        let version = document.as_ref().map(|document| document.root["info"]["version"].clone());
        assert_eq!(version, Some(Value::from("1.0")));
        assert_eq!(document.map(|document| document.remarks.len()), Some(1));
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said_with_its_place() {
        let what = |text: &str| value_of(text).err().unwrap_or_default().remove(0).what;
        assert!(what("{\n\"a\": }").starts_with("not JSON: expected value at line 2"), "{}", what("{\n\"a\": }"));
        assert!(what("a: 1\n b: [").starts_with("not YAML: "), "{}", what("a: 1\n b: ["));
    }

    #[test]
    fn a_page_without_a_fence_may_be_the_document_itself() {
        let document = of_page("x.txt", "openapi: 3.0.0\npaths: {}\n");
        assert_eq!(document.ok().map(|document| document.root), Some(json!({ "openapi": "3.0.0", "paths": {} })));
    }

    #[test]
    fn a_page_without_a_document_is_a_problem() {
        let problems = of_page("x.md", "# Groups\n```json\n{\"a\": 1}\n```\n").err().unwrap_or_default();
        assert_eq!(problems[0].what, "no fenced block holds an OpenAPI document");
    }

    #[test]
    fn a_folder_is_read_in_the_order_of_its_paths() {
        let folder = std::env::temp_dir().join(format!("xtask-document-{}", std::process::id()));
        fs::create_dir_all(folder.join("b")).unwrap_or_else(|error| panic!("{error}"));
        let page = |path: &str| {
            format!("```json\n{{\"openapi\":\"3.0.0\",\"paths\":{{\"/{path}\":{{\"get\":{{}}}}}}}}\n```\n")
        };
        for (name, text) in
            [("b/one.md", page("one")), ("a.md", page("a")), ("c.json", "[1]".to_owned()), ("d.png", String::new())]
        {
            fs::write(folder.join(name), text).unwrap_or_else(|error| panic!("{error}"));
        }
        let document = read(&folder);
        fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        let fragments = document.ok().map(|document| document.fragments);
        assert_eq!(fragments, Some(vec!["a.md:1".to_owned(), "b/one.md:1".to_owned()]));
    }
}
