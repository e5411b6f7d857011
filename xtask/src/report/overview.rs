//! The verdict in large, and in numbers.

use super::markup::Html;
use super::words::{AXES, LEVELS, advice, concern};
use super::{Api, Compared, Counts, Document, Report};
use crate::count::{counted, grouped};
use crate::verdict::{Bump, Finding, Rename, Verdict};

/// Renames that stand in the open; the others would push the findings away.
const RENAMES: usize = 3;

/// The top of the page: what the whole regeneration comes to.
pub(super) fn head(page: &mut Html, report: &Report<'_>) {
    let Some(bump) = report.bump() else {
        page.raw("<header class=\"verdict none\">\n<p class=\"eyebrow\">Verdict</p>\n<h1>New</h1>\n");
        page.raw(
            "<p class=\"advice\">There is no earlier document to compare with: everything is new.</p>\n</header>\n",
        );
        return;
    };
    page.raw("<header class=\"verdict ").raw(bump.word()).raw("\">\n<p class=\"eyebrow\">Verdict</p>\n<h1>");
    page.raw(bump.word()).raw("</h1>\n<p class=\"advice\">").raw(advice(bump)).raw("</p>\n");
    nav(page, report);
    page.raw("</header>\n");
}

/// A line for each API, with what it comes to.
fn nav(page: &mut Html, report: &Report<'_>) {
    page.raw("<nav aria-label=\"APIs\"><ul class=\"plain\">\n");
    for api in &report.apis {
        page.raw("<li><a href=\"#").text(api.name).raw("\">").text(api.name).raw("</a> ");
        match &api.compared {
            Some(compared) => {
                badge(page, compared.verdict.bump);
                page.raw(" ").text(&counted(compared.verdict.findings.len(), "finding"));
            }
            None => drop(page.raw("<span class=\"badge\">new</span>")),
        }
        page.raw("</li>\n");
    }
    page.raw("</ul></nav>\n");
}

/// One API: from where to where, why, and how much of what.
pub(super) fn api(page: &mut Html, api: &Api<'_>) {
    page.raw("<h2>").text(api.name);
    if let Some(compared) = &api.compared {
        page.raw(" ");
        badge(page, compared.verdict.bump);
    }
    page.raw("</h2>\n");
    documents(page, api);
    let Some(Compared { old, verdict }) = &api.compared else {
        page.raw("<p class=\"quiet\">There was no document before, so there is nothing to compare this one with. ");
        page.raw("The next regeneration will tell what changed since.</p>\n");
        counts(page, None, &api.new.counts);
        return;
    };
    reasons(page, verdict);
    page.raw("<div class=\"tables\">\n");
    axes(page, &verdict.findings);
    counts(page, Some(&old.counts), &api.new.counts);
    page.raw("</div>\n");
    renames(page, &verdict.renames);
}

fn badge(page: &mut Html, bump: Bump) {
    page.raw("<span class=\"badge ").raw(bump.word()).raw("\">").raw(bump.word()).raw("</span>");
}

fn documents(page: &mut Html, api: &Api<'_>) {
    page.raw("<dl class=\"documents\">\n");
    if let Some(compared) = &api.compared {
        document(page, "from", &compared.old);
    }
    document(page, if api.compared.is_some() { "to" } else { "new" }, &api.new);
    page.raw("</dl>\n");
}

fn document(page: &mut Html, name: &'static str, document: &Document) {
    page.raw("<dt>").raw(name).raw("</dt><dd><b>").text(&document.version).raw("</b> ");
    page.code(&document.source).raw(" <span class=\"sha\">").code(&document.sha).raw("</span></dd>\n");
}

fn reasons(page: &mut Html, verdict: &Verdict) {
    if verdict.reasons.is_empty() {
        return;
    }
    page.raw("<h3>Why</h3>\n<ul class=\"reasons\">\n");
    for reason in &verdict.reasons {
        page.raw("<li>").text(reason).raw("</li>\n");
    }
    page.raw("</ul>\n");
}

/// Findings by axis and level.
fn axes(page: &mut Html, findings: &[Finding]) {
    page.raw("<table class=\"numbers\"><caption>Findings</caption>\n<thead><tr><th scope=\"col\">axis</th>");
    for level in LEVELS {
        page.raw("<th scope=\"col\"><span class=\"level ").raw(level.word()).raw("\">").raw(level.word());
        page.raw("</span></th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for axis in AXES {
        page.raw("<tr><th scope=\"row\">").raw(axis.word()).raw("<small>").raw(concern(axis)).raw("</small></th>");
        for level in LEVELS {
            let count = findings.iter().filter(|one| one.axis == axis && one.level == level).count();
            page.raw(if count == 0 { "<td class=\"zero\">" } else { "<td>" }).text(&grouped(count)).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
}

fn counts(page: &mut Html, before: Option<&Counts>, after: &Counts) {
    type Count = fn(&Counts) -> usize;
    let rows: [(&'static str, Count); 3] = [
        ("operations", |counts| counts.operations),
        ("types", |counts| counts.types),
        ("lines of code", |counts| counts.lines),
    ];
    page.raw("<table class=\"numbers\"><caption>Generated</caption>\n<thead><tr><th scope=\"col\">what</th>");
    if before.is_some() {
        page.raw("<th scope=\"col\">before</th><th scope=\"col\">after</th><th scope=\"col\">change</th>");
    } else {
        page.raw("<th scope=\"col\">count</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (name, count) in rows {
        page.raw("<tr><th scope=\"row\">").raw(name).raw("</th>");
        if let Some(before) = before {
            page.raw("<td>").text(&grouped(count(before))).raw("</td>");
        }
        page.raw("<td>").text(&grouped(count(after))).raw("</td>");
        if let Some(before) = before {
            page.raw("<td>").text(&difference(count(before), count(after))).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
}

fn difference(before: usize, after: usize) -> String {
    match after.cmp(&before) {
        std::cmp::Ordering::Less => format!("\u{2212}{}", grouped(before - after)),
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", grouped(after - before)),
    }
}

fn renames(page: &mut Html, renames: &[Rename]) {
    if renames.is_empty() {
        return;
    }
    page.raw("<h3>Old names under new ones?</h3>\n");
    page.raw("<p>These seem to be what they were, called otherwise. An entry in the name table of ");
    page.raw("<code>src/codegen/settings.rs</code> keeps the old name as an alias.</p>\n");
    let (shown, folded) = renames.split_at(renames.len().min(RENAMES));
    list_of_renames(page, shown);
    if !folded.is_empty() {
        page.raw("<details><summary>").text(&counted(folded.len(), "more name")).raw("</summary>\n");
        list_of_renames(page, folded);
        page.raw("</details>\n");
    }
}

fn list_of_renames(page: &mut Html, renames: &[Rename]) {
    page.raw("<ul class=\"renames\">\n");
    for rename in renames {
        page.raw("<li><p>").code(&rename.before).raw(" <span class=\"arrow\">is now</span> ").code(&rename.after);
        page.raw("</p><p class=\"at\">").code(&rename.at.to_string()).raw("</p>");
        page.raw("<div class=\"entry\"><pre tabindex=\"0\"><code>")
            .text(&rename.entry)
            .raw("</code></pre></div></li>\n");
    }
    page.raw("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_sign() {
        assert_eq!([difference(1, 2_001), difference(2, 2), difference(3, 1)], ["+2,000", "0", "\u{2212}2"]);
    }
}
