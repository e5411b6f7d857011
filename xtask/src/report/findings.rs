//! The findings, grouped by what they touch.

use super::changed::{self, Part};
use super::groups::{Groups, OfOperation, OfShared};
use super::markup::Html;
use super::words::{AXES, LEVELS, concern};
use crate::count::counted;
use crate::verdict::{Finding, Level, OperationName, Verdict};

/// Letters of a text before or after a change that are shown. The rest is in the JSON.
const LETTERS: usize = 2_000;

/// Bytes of a text that fit its box on the narrowest phone.
const LONG: usize = 240;

/// What narrows the list. Hidden until the script wakes it, as it is of no use without.
pub(super) fn controls(page: &mut Html) {
    page.raw("<form class=\"controls\" id=\"controls\" hidden aria-label=\"Filter the findings\">\n");
    page.raw("<fieldset><legend>Axis</legend>");
    for axis in AXES {
        page.raw("<label title=\"").raw(concern(axis)).raw("\"><input type=\"checkbox\" name=\"axis\" value=\"");
        page.raw(axis.word()).raw("\" checked> ").raw(axis.word()).raw("</label> ");
    }
    page.raw("</fieldset>\n<fieldset><legend>Level</legend>");
    for level in LEVELS {
        page.raw("<label><input type=\"checkbox\" name=\"level\" value=\"").raw(level.word()).raw("\" checked> ");
        page.raw(level.word()).raw("</label> ");
    }
    page.raw("</fieldset>\n<label class=\"search\">Search <input type=\"search\" name=\"text\" autocomplete=\"off\" ");
    page.raw("spellcheck=\"false\" placeholder=\"path, type, rule …\"></label>\n");
    page.raw("<button type=\"reset\">Show all</button>\n<output id=\"shown\" role=\"status\"></output>\n</form>\n");
}

/// Every finding of an API, once.
pub(super) fn all(page: &mut Html, api: &str, verdict: &Verdict) {
    if verdict.findings.is_empty() {
        page.raw("<p class=\"quiet\">Nothing has changed that a caller, a program or a service could notice.</p>\n");
        return;
    }
    let list = List { api, groups: Groups::of(&verdict.findings) };
    list.nav(page);
    list.operations(page);
    list.shared(page);
    list.whole(page);
}

/// The findings of one API.
struct List<'a> {
    api: &'a str,
    groups: Groups<'a>,
}

impl List<'_> {
    fn nav(&self, page: &mut Html) {
        let Groups { operations, shared, whole } = &self.groups;
        let parts =
            [("operations", operations.len()), ("shared types", shared.len()), ("the whole document", whole.len())];
        let anchors = ["-operations", "-shared", "-whole"];
        page.raw("<nav class=\"parts\" aria-label=\"Findings\"><ul class=\"plain\">\n");
        for ((name, count), anchor) in parts.into_iter().zip(anchors).filter(|((_, count), _)| *count > 0) {
            page.raw("<li><a href=\"#").text(self.api).raw(anchor).raw("\">").raw(name).raw("</a> ");
            page.number(count).raw("</li>\n");
        }
        page.raw("<li><a href=\"#").text(self.api).raw("-coverage\">coverage</a></li>\n</ul></nav>\n");
    }

    fn operations(&self, page: &mut Html) {
        if self.groups.operations.is_empty() {
            return;
        }
        self.part(page, "-operations", "Operations");
        for group in &self.groups.operations {
            self.operation(page, group);
        }
        page.raw("</section>\n");
    }

    fn operation(&self, page: &mut Html, group: &OfOperation<'_>) {
        page.raw("<section class=\"group\">\n<h4 class=\"name\">");
        name(page, group.operation);
        page.raw("</h4>\n");
        if !group.operation.id.is_empty() {
            page.raw("<p class=\"at\">").code(&group.operation.id).raw("</p>\n");
        }
        self.links(page, &group.shared);
        group.findings.iter().for_each(|one| finding(page, self.api, one));
        page.raw("</section>\n");
    }

    /// The way to the shared types that an operation uses.
    fn links(&self, page: &mut Html, shared: &[usize]) {
        if shared.is_empty() {
            return;
        }
        page.raw("<p class=\"also\">also touched by ");
        let groups = shared.iter().filter_map(|index| Some((*index, self.groups.shared.get(*index)?)));
        for (nth, (index, group)) in groups.enumerate() {
            page.raw(if nth == 0 { "" } else { ", " }).raw("<a href=\"#").text(self.api).raw("-shared-");
            page.number(index).raw("\">").code(&group.place).raw("</a>");
        }
        page.raw("</p>\n");
    }

    fn shared(&self, page: &mut Html) {
        if self.groups.shared.is_empty() {
            return;
        }
        self.part(page, "-shared", "Shared types");
        page.raw(
            "<p class=\"note\">What several operations use is told once, with the operations that it touches.</p>\n",
        );
        for (index, group) in self.groups.shared.iter().enumerate() {
            self.shared_group(page, index, group);
        }
        page.raw("</section>\n");
    }

    fn shared_group(&self, page: &mut Html, index: usize, group: &OfShared<'_>) {
        page.raw("<section class=\"group\" id=\"").text(self.api).raw("-shared-").number(index);
        page.raw("\">\n<h4 class=\"name\">")
            .code(&group.place)
            .raw("</h4>\n<details class=\"touched\"><summary>touches ");
        page.text(&counted(group.operations.len(), "operation")).raw("</summary><ul class=\"plain\">\n");
        for operation in group.operations {
            page.raw("<li>");
            name(page, operation);
            page.raw("</li>\n");
        }
        page.raw("</ul></details>\n");
        group.findings.iter().for_each(|one| finding(page, self.api, one));
        page.raw("</section>\n");
    }

    fn whole(&self, page: &mut Html) {
        if self.groups.whole.is_empty() {
            return;
        }
        self.part(page, "-whole", "The whole document");
        page.raw("<section class=\"group\">\n");
        self.groups.whole.iter().for_each(|one| finding(page, self.api, one));
        page.raw("</section>\n</section>\n");
    }

    fn part(&self, page: &mut Html, anchor: &'static str, title: &'static str) {
        page.raw("<section class=\"part\" id=\"").text(self.api).raw(anchor).raw("\">\n<h3>").raw(title).raw("</h3>\n");
    }
}

fn name(page: &mut Html, operation: &OperationName) {
    page.raw("<span class=\"method\">").text(&operation.method).raw("</span> ").code(&operation.path);
    if let Some(stability) = &operation.stability {
        let class = if stability == "ga" { " <span class=\"stability ga\">" } else { " <span class=\"stability\">" };
        page.raw(class).text(stability).raw("</span>");
    }
}

fn finding(page: &mut Html, api: &str, finding: &Finding) {
    let (axis, level) = (finding.axis.word(), finding.level.word());
    page.raw("<article class=\"finding ").raw(level).raw("\" id=\"").id(api).raw("/").id(&finding.id);
    page.raw("\" data-axis=\"").raw(axis).raw("\" data-level=\"").raw(level).raw("\">\n<h5><span class=\"level ");
    page.raw(level).raw("\">").raw(level).raw("</span> <span class=\"axis\">").raw(axis).raw("</span> ");
    page.code(&finding.subject);
    if finding.unstable {
        page.raw(" <span class=\"stability\">only operations that are not GA</span>");
    }
    page.raw("</h5>\n<p>").text(&finding.means).raw("</p>\n");
    change(page, finding);
    page.raw("<p class=\"at\">").code(finding.rule).raw(" at ").code(&finding.at.to_string()).raw("</p>\n");
    if let Some(witness) = &finding.witness {
        let title = match finding.level {
            Level::Breaks => "Rust that compiled before and does not now",
            Level::Changes | Level::Adds => "Rust that shows it",
        };
        page.raw("<details><summary>").raw(title).raw("</summary><pre tabindex=\"0\"><code>").text(witness);
        page.raw("</code></pre></details>\n");
    }
    page.raw("</article>\n");
}

/// What was there before and what is there now.
fn change(page: &mut Html, finding: &Finding) {
    let (before, after) = (finding.before.as_deref(), finding.after.as_deref());
    if before.is_none() && after.is_none() {
        return;
    }
    let cut = |text: Option<&str>| text.unwrap_or_default().chars().take(LETTERS).collect::<String>();
    let (old, new) = (cut(before), cut(after));
    let (old_parts, new_parts) = changed::parts(&old, &new);
    page.raw("<dl class=\"change\">");
    if let Some(before) = before {
        page.raw("<dt>before</dt>").raw(box_of(before));
        marked(page, &old_parts, "<del>", "</del>");
        rest(page, before);
    }
    if let Some(after) = after {
        page.raw("<dt>after</dt>").raw(box_of(after));
        marked(page, &new_parts, "<ins>", "</ins>");
        rest(page, after);
    }
    page.raw("</dl>\n");
}

/// A long text scrolls in its box, which a keyboard has to reach.
fn box_of(text: &str) -> &'static str {
    if text.len() > LONG { "<dd tabindex=\"0\"><code>" } else { "<dd><code>" }
}

fn marked(page: &mut Html, parts: &[Part<'_>], open: &'static str, close: &'static str) {
    for part in parts {
        match part.shared {
            true => page.text(part.text),
            false => page.raw(open).text(part.text).raw(close),
        };
    }
}

fn rest(page: &mut Html, text: &str) {
    page.raw("</code>");
    let more = text.chars().count().saturating_sub(LETTERS);
    if more > 0 {
        page.raw(" <em>… and ").number(more).raw(" letters more</em>");
    }
    page.raw("</dd>");
}
