//! HTML that foreign text cannot break out of.

use std::fmt::Write as _;

/// A page that grows. Markup has to stand in this source; everything else is escaped.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of our own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Foreign text, for the inside of an element or of an attribute in quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|letter| self.letter(letter));
        self
    }

    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// Foreign text as the value of an `id`, which cannot hold white space.
    pub(super) fn id(&mut self, text: &str) -> &mut Self {
        let letters = text.chars().map(|letter| if letter.is_whitespace() { '_' } else { letter });
        letters.for_each(|letter| self.letter(letter));
        self
    }

    /// Code that may break anywhere, as pointers and paths are long.
    pub(super) fn code(&mut self, text: &str) -> &mut Self {
        self.raw("<code>").text(text).raw("</code>")
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn letter(&mut self, letter: char) {
        match letter {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            '\n' | '\t' => self.0.push(letter),
            _ if letter.is_control() || misleads(letter) => {
                let _ = write!(self.0, "\u{27e8}U+{:04X}\u{27e9}", u32::from(letter));
            }
            _ => self.0.push(letter),
        }
    }
}

/// Letters that are not seen, or that turn the order of what is read.
fn misleads(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut html = Html::default();
        html.text(text);
        html.finish()
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            text(r#"<script>alert("&'")</script>"#),
            "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;"
        );
    }

    #[test]
    fn what_is_not_seen_is_shown() {
        assert_eq!(text("a\u{202e}b\0c\r\nd\te"), "a⟨U+202E⟩b⟨U+0000⟩c⟨U+000D⟩\nd\te");
    }

    #[test]
    fn an_id_has_no_white_space() {
        let mut html = Html::default();
        html.id("a b\n\"c\"");
        assert_eq!(html.finish(), "a_b_&quot;c&quot;");
    }
}
