//! What a new document means, for those who decide about it: as a page, as a few lines, and as JSON.

mod changed;
mod coverage;
mod findings;
mod groups;
mod markup;
mod overview;
pub(crate) mod summary;
mod words;

use crate::census::Census;
use crate::verdict::{Bump, Verdict};
use markup::Html;

const PAGE: &str = include_str!("report/page.html");
const STYLE: &str = include_str!("report/style.css");
const SCRIPT: &str = include_str!("report/script.js");

/// Everything that a regeneration has to say.
pub(crate) struct Report<'a> {
    pub apis: Vec<Api<'a>>,
    /// Where the page is written, as the summary shows it.
    pub page: &'a str,
}

/// One API and what has become of it.
pub(crate) struct Api<'a> {
    /// As the settings call it.
    pub name: &'a str,
    pub new: Document,
    /// Of the new document.
    pub census: &'a Census,
    /// None where there was no document before.
    pub compared: Option<Compared<'a>>,
}

/// The document before, and what the way from it means.
pub(crate) struct Compared<'a> {
    pub old: Document,
    pub verdict: &'a Verdict,
}

/// A document, and what it comes to in Rust.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// As its `info` tells.
    pub version: String,
    /// The file, or where it came from.
    pub source: String,
    /// The digest of its text.
    pub sha: String,
    pub counts: Counts,
}

/// What the generator makes of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub operations: usize,
    pub types: usize,
    /// Of generated code.
    pub lines: usize,
}

impl<'a> Report<'a> {
    /// The heaviest verdict. None where nothing was compared.
    fn bump(&self) -> Option<Bump> {
        self.verdicts().map(|verdict| verdict.bump).max()
    }

    fn findings(&self) -> usize {
        self.verdicts().map(|verdict| verdict.findings.len()).sum()
    }

    fn verdicts(&self) -> impl Iterator<Item = &'a Verdict> {
        self.apis.iter().filter_map(|api| api.compared.as_ref()).map(|compared| compared.verdict)
    }
}

/// The page: one file without anything from outside.
pub(crate) fn html(report: &Report<'_>) -> String {
    let body = body(report).finish();
    let title = report.bump().map_or("New documents", |bump| bump.word());
    let nonce = nonce(&body);
    let values =
        [("nonce", nonce.as_str()), ("title", title), ("style", STYLE), ("script", SCRIPT), ("body", body.as_str())];
    filled(PAGE, &values)
}

fn body(report: &Report<'_>) -> Html {
    let mut page = Html::default();
    overview::head(&mut page, report);
    if report.findings() > 0 {
        findings::controls(&mut page);
    }
    for api in &report.apis {
        page.raw("<section class=\"api\" id=\"").text(api.name).raw("\">\n");
        overview::api(&mut page, api);
        if let Some(compared) = &api.compared {
            findings::all(&mut page, api.name, compared.verdict);
        }
        coverage::picture(&mut page, api);
        page.raw("</section>\n");
    }
    page
}

/// A word that the body does not hold. The policy of the page runs only what carries it, so nothing that
/// stands in a document could run, even if it came through as markup.
fn nonce(body: &str) -> String {
    let words = (0_u64..).map(|number| format!("own{number}"));
    words.into_iter().find(|word| !body.contains(word.as_str())).unwrap_or_default()
}

/// The template with its values. What a value holds is not looked at again.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or(("", part));
        let value = values.iter().find(|(one, _)| *one == name).map_or("", |(_, value)| value);
        page.push_str(value);
        page.push_str(rest);
    }
    page
}

#[cfg(test)]
mod browser;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
