//! Prose of a document, made safe to stand in a Rust doc comment.
//!
//! Documents hold Markdown written for other renderers. In a doc comment an indented line is a test, a
//! bracket is a link to an item, and an angle bracket is HTML.

use super::model::Doc;

/// The text of a description, a line an entry, without empty lines at its ends.
pub fn clean(text: &str) -> Doc {
    let mut writer = Writer::default();
    for line in text.lines() {
        writer.line(line.trim_end());
    }
    writer.finish()
}

/// A summary and a description, without saying the same twice.
pub fn summary_and_description(summary: Option<&str>, description: Option<&str>) -> Doc {
    let summary = summary.map(str::trim).filter(|text| !text.is_empty());
    let description = description.map(str::trim).filter(|text| !text.is_empty());
    match (summary, description) {
        (Some(summary), Some(description)) if !same_start(description, summary) => {
            let mut doc = clean(&ended(summary));
            doc.push(String::new());
            doc.extend(clean(description));
            doc
        }
        (_, Some(description)) => clean(description),
        (Some(summary), None) => clean(&ended(summary)),
        (None, None) => Doc::new(),
    }
}

/// A paragraph more at the end.
pub fn append(doc: &mut Doc, paragraph: String) {
    if !doc.is_empty() {
        doc.push(String::new());
    }
    doc.push(paragraph);
}

/// A text as inline code, whatever it holds.
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn same_start(description: &str, summary: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches('.').to_lowercase();
    plain(description).starts_with(&plain(summary))
}

fn ended(summary: &str) -> String {
    let end = if summary.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{summary}{end}")
}

/// What a piece that is not just prose begins with; the letter, what an address does.
const MARKS: [char; 6] = ['`', '[', ']', '<', '\\', 'h'];

/// What the lines so far have opened.
#[derive(Default, PartialEq, Eq)]
enum Block {
    #[default]
    Text,
    List,
    Fence(&'static str),
    Indented,
}

#[derive(Default)]
struct Writer {
    doc: Doc,
    block: Block,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let text = line.trim_start();
        if let Block::Fence(mark) = self.block {
            return self.fenced(line, text, mark);
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark)) {
            self.close_indented();
            self.block = Block::Fence(mark);
            return self.doc.push(format!("{mark}{}", language(text.trim_start_matches(['`', '~']))));
        }
        if text.is_empty() {
            return self.doc.push(String::new());
        }
        let indent = line.chars().take_while(|letter| letter.is_whitespace()).map(|l| if l == '\t' { 4 } else { 1 });
        self.prose(text, indent.sum());
    }

    fn fenced(&mut self, line: &str, text: &str, mark: &str) {
        if text.starts_with(mark) {
            self.block = Block::Text;
        }
        self.doc.push(without_control(line));
    }

    fn prose(&mut self, text: &str, indent: usize) {
        let item = is_list_item(text);
        let after_gap = self.doc.last().is_none_or(String::is_empty);
        let code = indent >= 4 && !item && (self.block == Block::Indented || (self.block == Block::Text && after_gap));
        if code {
            if self.block != Block::Indented {
                self.doc.push("```text".to_owned());
                self.block = Block::Indented;
            }
            return self.doc.push(without_control(text));
        }
        self.close_indented();
        if item {
            self.block = Block::List;
        } else if indent == 0 && after_gap {
            self.block = Block::Text;
        }
        let margin = if self.block == Block::List { indent.min(6) } else { 0 };
        self.doc.push(" ".repeat(margin) + &inline(text));
    }

    fn close_indented(&mut self) {
        if self.block != Block::Indented {
            return;
        }
        while self.doc.last().is_some_and(String::is_empty) {
            self.doc.pop();
        }
        self.doc.extend(["```".to_owned(), String::new()]);
        self.block = Block::Text;
    }

    fn finish(mut self) -> Doc {
        self.close_indented();
        if let Block::Fence(mark) = self.block {
            self.doc.push(mark.to_owned());
        }
        let start = self.doc.iter().position(|line| !line.is_empty()).unwrap_or(self.doc.len());
        let mut doc = self.doc.split_off(start);
        while doc.last().is_some_and(String::is_empty) {
            doc.pop();
        }
        doc.dedup_by(|later, earlier| later.is_empty() && earlier.is_empty());
        doc
    }
}

/// A fence that rustdoc would compile is said to hold text.
fn language(info: &str) -> String {
    let info = info.trim();
    let plain = !info.is_empty() && info.chars().all(|letter| letter.is_ascii_alphanumeric());
    if plain && !matches!(info, "rust" | "rs" | "ignore") { info.to_owned() } else { "text".to_owned() }
}

fn is_list_item(text: &str) -> bool {
    let number = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "));
    numbered || ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark))
}

fn without_control(text: &str) -> String {
    text.replace(|letter: char| letter.is_control() && letter != '\t', "")
}

/// Escapes what would be a link or HTML, outside of code spans and real links.
fn inline(text: &str) -> String {
    let text = without_control(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((plain, special)) = rest.find(MARKS).and_then(|index| rest.split_at_checked(index)) {
        out.push_str(plain);
        rest = special.chars().next().map_or("", |first| piece(special, first, &mut out));
    }
    out + rest
}

/// Writes the next piece and gives what follows it.
fn piece<'t>(text: &'t str, first: char, out: &mut String) -> &'t str {
    let following = match first {
        '`' => after_code_span(text),
        '[' => after_link(text),
        '<' => after_automatic_link(text),
        '\\' => after(text, first).and_then(|escaped| after(escaped, escaped.chars().next()?)),
        _ => None,
    };
    if let Some(rest) = following {
        out.push_str(text.strip_suffix(rest).unwrap_or_default());
        return rest;
    }
    if let Some(url) = bare_url(text, out) {
        out.push_str(&format!("<{url}>"));
        return text.strip_prefix(url).unwrap_or_default();
    }
    if matches!(first, '[' | ']' | '<' | '`') {
        out.push('\\');
    }
    out.push(first);
    after(text, first).unwrap_or_default()
}

fn after(text: &str, first: char) -> Option<&str> {
    text.strip_prefix(first)
}

fn after_code_span(text: &str) -> Option<&str> {
    let code = text.trim_start_matches('`');
    let fence = text.strip_suffix(code)?;
    code.split_once(fence).map(|(_, rest)| rest)
}

fn after_link(text: &str) -> Option<&str> {
    let (label, target) = after(text, '[')?.split_once("](")?;
    let (url, rest) = target.split_once(')')?;
    let is_whole = !label.contains(['[', ']', '<', '`']) && is_url(url) && !url.contains([' ', '<', '>']);
    is_whole.then_some(rest)
}

fn after_automatic_link(text: &str) -> Option<&str> {
    let (url, rest) = after(text, '<')?.split_once('>')?;
    (is_url(url) && !url.contains([' ', '<'])).then_some(rest)
}

fn bare_url<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    let follows_word = || before.chars().next_back().is_some_and(char::is_alphanumeric);
    if !(text.starts_with("http://") || text.starts_with("https://")) || follows_word() {
        return None;
    }
    let end = text.find(|letter: char| letter.is_whitespace() || "<>\"'`[]()|{}\\^*".contains(letter));
    let url = text.get(..end.unwrap_or(text.len()))?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    url.split_once("//").filter(|(_, host)| !host.is_empty()).map(|_| url)
}

fn is_url(text: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(text).join("\n")
    }

    #[test]
    fn prose_is_escaped_outside_of_code_and_links() {
        let cases = [
            ("see [RFC6901] now", r"see \[RFC6901\] now"),
            ("a [page](https://a.b/c) here", "a [page](https://a.b/c) here"),
            ("a [page](/c) here", r"a \[page\](/c) here"),
            ("go to https://a.b/c.", "go to <https://a.b/c>."),
            ("go to <https://a.b/c>", "go to <https://a.b/c>"),
            ("Vec<T> and `Vec<T>`", r"Vec\<T> and `Vec<T>`"),
            ("one ` tick", r"one \` tick"),
            (r"an \[escape\]", r"an \[escape\]"),
            ("tab\u{7}bell", "tabbell"),
        ];
        for (text, expected) in cases {
            assert_eq!(cleaned(text), expected);
        }
    }

    #[test]
    fn an_indented_block_is_text_and_not_a_test() {
        assert_eq!(
            cleaned("Such as:\n\n    let x = 1;\n    y\n\nEnd"),
            "Such as:\n\n```text\nlet x = 1;\ny\n```\n\nEnd"
        );
    }

    #[test]
    fn a_fence_without_a_language_is_text() {
        assert_eq!(cleaned("```\nfn main() {}\n```"), "```text\nfn main() {}\n```");
        assert_eq!(cleaned("```json\n[1]"), "```json\n[1]\n```");
        assert_eq!(cleaned("```rust\nx\n```"), "```text\nx\n```");
    }

    #[test]
    fn lists_keep_their_shape() {
        assert_eq!(cleaned("One of:\n- a [b]\n  more\n    - deep"), "One of:\n- a \\[b\\]\n  more\n    - deep");
    }

    #[test]
    fn empty_lines_at_the_ends_go() {
        assert_eq!(cleaned("\n\n a\n\n\nb \n\n"), "a\n\nb");
        assert_eq!(cleaned(""), "");
    }

    #[test]
    fn a_summary_that_the_description_repeats_is_left_out() {
        let doc = summary_and_description(Some("Get a group"), Some("Get a group by its id."));
        assert_eq!(doc, ["Get a group by its id."]);
        let doc = summary_and_description(Some("Get a group"), Some("Needs a token."));
        assert_eq!(doc, ["Get a group.", "", "Needs a token."]);
    }
}
