//! Tokens, as they stand in a line: what is joined, and where there is a space.

use std::mem;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

/// What is in no case broken, or a group of such.
pub(super) struct Piece {
    /// Whether a space stands before it, within a line.
    pub spaced: bool,
    pub content: Content,
    /// Columns within a line, without that space; none if it cannot stand in one.
    pub width: Option<usize>,
}

pub(super) enum Content {
    /// A word, a literal or an operator.
    Token(String),
    /// What follows the slashes of a doc comment.
    Doc(String),
    Group(Delimited),
}

pub(super) struct Delimited {
    pub open: &'static str,
    pub close: &'static str,
    /// What stands between the delimiters and the pieces, within a line.
    pub padding: &'static str,
    pub pieces: Vec<Piece>,
    pub packing: Packing,
    /// Whether it is what an item consists of.
    pub is_body: bool,
    /// Whether it is what a macro is called with.
    pub is_of_macro: bool,
}

/// How the elements of a list stand that is longer than a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Each in a line of its own.
    Line,
    /// As many in a line as fit.
    Fill,
}

impl Piece {
    pub(super) fn is(&self, token: &str) -> bool {
        matches!(&self.content, Content::Token(text) if text == token)
    }
}

pub(super) fn read(tokens: TokenStream) -> Vec<Piece> {
    let mut reader = Reader::default();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) => match doc_of_attribute(&mark, tokens.peek()) {
                Some(doc) => {
                    reader.doc(doc);
                    tokens.next();
                }
                None => reader.mark(&mark, tokens.peek()),
            },
            TokenTree::Ident(name) => reader.word(name.to_string()),
            TokenTree::Literal(literal) => reader.word(literal.to_string()),
            TokenTree::Group(group) => reader.group(group),
        }
    }
    reader.pieces
}

/// Columns of pieces in a line; none if they cannot stand in one.
pub(super) fn flat_width(pieces: &[Piece]) -> Option<usize> {
    let mut columns = 0_usize;
    for (index, piece) in pieces.iter().enumerate() {
        columns = columns.saturating_add(piece.width?).saturating_add(usize::from(piece.spaced && index > 0));
    }
    Some(columns)
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// An operator, or the mark of a lifetime, as far as it was read.
    joint: String,
    /// The last token, or how the last group ends. Nothing where a list begins, and after a doc comment.
    last: String,
    /// Whether what was read of the element is the head of an item.
    in_item: bool,
}

impl Reader {
    fn mark(&mut self, mark: &Punct, next: Option<&TokenTree>) {
        self.joint.push(mark.as_char());
        let goes_on = matches!(next, Some(TokenTree::Punct(_) | TokenTree::Ident(_)));
        if mark.spacing() == Spacing::Joint && goes_on {
            return;
        }
        self.in_item &= !matches!(mark.as_char(), ',' | ';');
        let operator = mem::take(&mut self.joint);
        self.token(operator);
    }

    fn word(&mut self, word: String) {
        self.in_item |= matches!(word.as_str(), "enum" | "fn" | "impl" | "mod" | "struct" | "trait");
        let word = mem::take(&mut self.joint) + &word;
        self.token(word);
    }

    fn token(&mut self, text: String) {
        let (spaced, width) = (is_spaced(&self.last, &text), Some(text.chars().count()));
        self.last.clone_from(&text);
        self.pieces.push(Piece { spaced, content: Content::Token(text), width });
    }

    fn doc(&mut self, text: String) {
        self.last.clear();
        self.pieces.push(Piece { spaced: false, content: Content::Doc(text), width: None });
    }

    fn group(&mut self, group: Group) {
        let (delimiter, tokens) = (group.delimiter(), group.stream());
        // Tokens that have one owner are not copied.
        drop(group);
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        let (spaced, pieces) = (is_spaced(&self.last, open), read(tokens));
        let is_block = open == "{" && self.last != "::" && !pieces.is_empty();
        let is_body = open == "{" && self.last != "::" && mem::take(&mut self.in_item);
        let padding = if is_block { " " } else { "" };
        let around = open.len().saturating_add(close.len()).saturating_add(padding.len().saturating_mul(2));
        let width = flat_width(&pieces).filter(|_| !(is_body && is_block)).map(|width| width.saturating_add(around));
        let packing = if is_body || open == "(" { Packing::Line } else { Packing::Fill };
        let is_of_macro = self.last == "!";
        close.clone_into(&mut self.last);
        let group = Delimited { open, close, padding, pieces, packing, is_body, is_of_macro };
        self.pieces.push(Piece { spaced, content: Content::Group(group), width });
    }
}

/// Whether a space stands between two tokens of a line.
fn is_spaced(last: &str, next: &str) -> bool {
    let after_name = is_word(last) && !is_keyword(last);
    let after_value = after_name || matches!(last, ")" | "]" | ">" | ">>");
    match next {
        "," | ";" | "." | "?" | ":" | ">" | ">>" => false,
        "(" | "[" | "::" | "<" if after_value => false,
        "!" if after_name => false,
        "{" => !matches!(last, "" | "::"),
        _ => !matches!(last, "" | "::" | "." | ".." | "<" | "&" | "*" | "!" | "#" | "-"),
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '_' | '"'))
}

/// A word that does not name what stands behind it.
fn is_keyword(word: &str) -> bool {
    matches!(word, "as" | "dyn" | "for" | "if" | "impl" | "in" | "let" | "match" | "mut" | "ref" | "return" | "use")
}

/// The text of a `#[doc = "…"]` that can stand behind slashes.
fn doc_of_attribute(mark: &Punct, next: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Group(attribute)) = next.filter(|_| mark.as_char() == '#') else { return None };
    let mut tokens = attribute.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Literal(literal))) = (tokens.next(), tokens.nth(1)) else {
        return None;
    };
    let literal = literal.to_string();
    let text = match literal.strip_prefix("r\"") {
        Some(raw) => raw.strip_suffix('"')?.to_owned(),
        None => unescaped(literal.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    let is_line = !text.contains(|letter: char| letter.is_control() && letter != '\t');
    // With one slash more it would be a comment like any other.
    (name == "doc" && is_line && !text.starts_with('/')).then_some(text)
}

/// What stands between the quotes of a literal, unless it has an escape that no line of prose needs.
fn unescaped(literal: &str) -> Option<String> {
    let mut text = String::with_capacity(literal.len());
    let mut letters = literal.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                same @ ('"' | '\'' | '\\') => same,
                't' => '\t',
                'u' => {
                    let code: String = letters.by_ref().skip(1).take_while(|&letter| letter != '}').collect();
                    char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
                }
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(text)
}
