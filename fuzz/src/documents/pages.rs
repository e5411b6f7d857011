//! Pages of a site, and the document that they hold or point to.

use std::cell::Cell;

use super::{CUT, MOST_BYTES, check, chosen};
use crate::source::address::Address;
use crate::source::transport::{Download, Transport};
use crate::source::{self, Origin, SourceError, Upstream, Vendor};

const PAGE: &str = "https://docs.example.com/api/page.md";
const KINDS: [&str; 5] = ["text/markdown", "text/plain", "application/yaml", "application/json", ""];

/// The parts of an input as what addresses answer: the first as the page, or each as one of several pages.
struct Site<'i> {
    parts: Vec<&'i str>,
    kind: &'static str,
    asked: Cell<usize>,
}

/// Any text as a page, and what follows a cut as what is behind its links. From the fifth digit on all parts are pages of
/// one document.
pub fn page(input: &[u8]) {
    let Some((choice, text)) = chosen(input) else { return };
    let parts: Vec<&str> = text.split(CUT).collect();
    let origin = match choice / 5 {
        0 => Origin::Given { place: PAGE.to_owned(), stand_in: None },
        _ => Origin::Vendor { vendor: of_pages(parts.len()), version: None },
    };
    let kind = KINDS.get(usize::from(choice % 5)).copied().unwrap_or_default();
    let read = || source::read(&origin, &Site { parts: parts.clone(), kind, asked: Cell::default() });
    match (read(), read()) {
        (Ok(one), Ok(other)) => of_upstream(&one, &other, choice),
        (Err(one), Err(other)) => of_error(&one, &other),
        _ => panic!("the same page has a document and has none"),
    }
}

fn of_pages(count: usize) -> Vendor {
    let pages = (0..count).map(|number| format!("https://docs.example.com/api/{number}.md"));
    Vendor { pages: pages.collect(), ..Vendor::default() }
}

fn of_upstream(one: &Upstream, other: &Upstream, choice: u8) {
    let (text, again) = (one.root.to_string(), other.root.to_string());
    assert!(text == again, "the document differs from run to run");
    assert_eq!(one.sha256, other.sha256);
    if text.len() <= 4 * MOST_BYTES {
        check::check(&text, &check::settings(choice));
    }
}

fn of_error(one: &SourceError, other: &SourceError) {
    assert_eq!(one, other, "the error differs from run to run");
    assert!(!one.what.trim().is_empty() && !one.next.trim().is_empty(), "half an error: {one:?}");
}

impl Transport for Site<'_> {
    fn get(&self, address: &Address, _: &str) -> Result<Download, String> {
        let text = address.to_string();
        assert!(text.starts_with("https://"), "a page of the world sends us to {text}");
        let asked = self.asked.replace(self.asked.get() + 1);
        let part = self.parts.get(asked).ok_or_else(|| format!("{text} answered 404 Not Found"))?;
        // The page itself is a page whatever is behind its links.
        let kind = if asked == 0 { "text/markdown" } else { self.kind };
        Ok(Download { kind: kind.to_owned(), bytes: part.as_bytes().to_vec() })
    }
}
