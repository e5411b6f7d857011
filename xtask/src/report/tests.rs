//! What is on the page, by its text. How it looks is the business of `browser.rs`.

use std::time::Instant;

use super::sample::{HOSTILE, census, compared, document, nothing, report, verdict};
use super::*;
use crate::verdict::Rename;

fn page(verdict: &Verdict) -> String {
    html(&report(vec![compared("snyk", verdict, &census())]))
}

#[test]
fn every_finding_is_there_once() {
    let verdict = verdict(200);
    let page = page(&verdict);
    assert_eq!(page.matches("<article ").count(), 200);
    for finding in verdict.findings.iter().filter(|finding| !finding.id.contains('<')) {
        assert_eq!(page.matches(&format!(" id=\"snyk/{}\"", finding.id)).count(), 1, "{}", finding.id);
    }
}

#[test]
fn many_renames_are_folded_and_none_is_lost() {
    let mut many = verdict(0);
    let first = many.renames[0].clone();
    many.renames = (0..5).map(|nth| Rename { after: format!("Name{nth}"), ..first.clone() }).collect();
    let page = page(&many);
    assert!((0..5).all(|nth| page.matches(&format!("Name{nth}<")).count() == 1));
    assert!(page.contains("<details><summary>2 more names</summary>"));
    assert!(!self::page(&verdict(0)).contains("more name"));
}

#[test]
fn the_page_has_no_markup_of_a_document() {
    let page = page(&verdict(200));
    assert!(!page.contains("<script>") && !page.contains("<img"), "markup came through");
    assert!(page.contains("&lt;script&gt;window.hacked = true&lt;/script&gt;"));
    assert!(page.contains("x-&lt;script&gt;hacked()&lt;/script&gt;"));
    assert_eq!(page.matches("<script").count(), 1);
}

/// The tags of the page. What a document says has none, as its brackets are escaped.
fn tags(page: &str) -> Vec<&str> {
    let (body, _) = page.rsplit_once("<script").unwrap_or_default();
    let (_, body) = body.split_once("<body>").unwrap_or_default();
    body.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

#[test]
fn the_page_may_load_nothing() {
    let page = page(&verdict(20));
    assert!(page.contains("content=\"default-src 'none'; "));
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    for tag in tags(&page) {
        let loads =
            [" src=", "link ", "iframe", " style=", " on", "http:", "https:"].iter().find(|one| tag.contains(**one));
        assert_eq!(loads, None, "{tag}");
    }
}

#[test]
fn the_word_that_lets_run_is_not_in_what_a_document_says() {
    let mut verdict = verdict(1);
    verdict.reasons.push("own0 <script nonce=own1>".to_owned());
    let page = page(&verdict);
    assert!(page.contains("script-src 'nonce-own2'") && page.contains("<script nonce=\"own2\">"));
}

#[test]
fn a_value_is_not_taken_for_a_template() {
    assert_eq!(filled("a {{x}} b {{y}} {{z}}", &[("x", "{{y}}"), ("y", "1")]), "a {{y}} b 1 ");
}

#[test]
fn the_verdict_and_its_reasons_are_told() {
    let page = page(&verdict(20));
    assert!(page.contains("<title>major · regeneration report</title>"));
    assert!(page.contains("<h1>major</h1>"));
    assert!(page.contains("<li>12 findings break Rust code that uses operations that are GA.</li>"));
}

#[test]
fn the_heaviest_verdict_of_all_is_that_of_the_page() {
    let (none, major, census) = (nothing(), verdict(1), census());
    let page = html(&report(vec![compared("snyk", &none, &census), compared("secoda", &major, &census)]));
    assert!(page.contains("<h1>major</h1>"));
    assert!(page.contains("<section class=\"api\" id=\"secoda\">"));
}

#[test]
fn no_findings_are_told_nicely() {
    let page = page(&nothing());
    assert!(page.contains("Nothing has changed that a caller, a program or a service could notice."));
    assert!(!page.contains("id=\"controls\""), "there is nothing to filter");
}

#[test]
fn no_earlier_document_is_told_nicely() {
    let census = census();
    let api = Api { name: "snyk", new: document("1", 17), census: &census, compared: None };
    let page = html(&report(vec![api]));
    assert!(page.contains("<h1>New</h1>") && page.contains("There was no document before"));
    assert!(page.contains("snyk-coverage"));
}

#[test]
fn a_change_marks_what_is_gone_and_what_is_new() {
    let mut verdict = verdict(1);
    verdict.findings[0].before = Some("Option<Uuid>".to_owned());
    verdict.findings[0].after = Some("Option<String>".to_owned());
    let page = page(&verdict);
    assert!(page.contains("<code>Option&lt;<del>Uuid</del>&gt;</code>"));
    assert!(page.contains("<code>Option&lt;<ins>String</ins>&gt;</code>"));
}

#[test]
fn a_square_tells_construct_fate_and_count() {
    let page = page(&nothing());
    assert!(page.contains("<title>schema uniqueItems: degraded, 1 place</title><g class=\"degraded\""));
    assert_eq!(page.matches("<a href=\"#snyk-construct-").count(), census().constructs.len());
    assert_eq!(page.matches("<li id=\"snyk-construct-").count(), census().constructs.len());
}

#[test]
fn a_long_change_is_cut_and_says_so() {
    let mut verdict = verdict(1);
    verdict.findings[0].before = Some("a".repeat(2_010));
    assert!(page(&verdict).contains("<em>… and 10 letters more</em>"));
}

#[test]
fn a_page_of_many_findings_stays_small() {
    let verdict = verdict(1_500);
    let begin = Instant::now();
    let page = page(&verdict);
    eprintln!("{} bytes for 1,500 findings in {:?}", page.len(), begin.elapsed());
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
}

#[test]
fn the_same_verdict_gives_the_same_bytes() {
    assert!(page(&verdict(60)) == page(&verdict(60)));
    assert!(HOSTILE.contains("<script>"));
}

/// The colours of one scheme, by name.
fn colours(block: &str) -> Vec<(String, [f64; 3])> {
    let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": #"));
    let channel = |hex: &str, at: usize| {
        let value = u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or_else(|error| panic!("{hex}: {error}"));
        let part = f64::from(value) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    lines.map(|(name, hex)| (name.to_owned(), [channel(hex, 0), channel(hex, 2), channel(hex, 4)])).collect()
}

#[test]
fn colours_differ_enough_to_be_read() {
    // The rules of WCAG 2.2: 4.5 for text, 3 for what is drawn.
    let table = [
        ("text", "page", 4.5),
        ("text", "box", 4.5),
        ("quiet", "page", 4.5),
        ("quiet", "box", 4.5),
        ("link", "page", 4.5),
        ("link", "box", 4.5),
        ("breaks", "breaks-box", 4.5),
        ("breaks", "box", 4.5),
        ("changes", "changes-box", 4.5),
        ("changes", "page", 3.0),
        ("adds", "adds-box", 4.5),
        ("adds", "page", 3.0),
        ("control", "page", 3.0),
    ];
    let (light, dark) = STYLE.split_once("@media (prefers-color-scheme: dark)").unwrap_or_default();
    let (dark, _) = dark.split_once("* {").unwrap_or_default();
    for scheme in [colours(light), colours(dark)] {
        let luminance = |name: &str| {
            let found = scheme.iter().find(|(one, _)| one == name);
            let (_, [red, green, blue]) = found.unwrap_or_else(|| panic!("no colour {name}"));
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        for (one, other, least) in table {
            let (one_light, other_light) = (luminance(one), luminance(other));
            let ratio = (one_light.max(other_light) + 0.05) / (one_light.min(other_light) + 0.05);
            assert!(ratio >= least, "{one} on {other}: {ratio:.2}");
        }
    }
}
