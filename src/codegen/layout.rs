//! Tokens to text, laid out for readers.
//!
//! Only the white space between the tokens is chosen here: they stay what they are, in their order. A formatter of
//! Rust would have to parse them first, and knows nothing of the tables that stand in macros.

mod pieces;

use pieces::{Content, Delimited, Packing, Piece, flat_width};
use proc_macro2::TokenStream;

/// Columns of a line, wherever it can be broken.
const WIDTH: usize = 120;
const INDENT: usize = 4;

/// The text of a file.
pub fn text(tokens: TokenStream) -> String {
    let mut writer = Writer::default();
    writer.list(&pieces::read(tokens), 0, Packing::Line);
    writer.text.push('\n');
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
    column: usize,
}

impl Writer {
    fn list(&mut self, mut pieces: &[Piece], indent: usize, packing: Packing) {
        // Whether another element may stand in the line of the one before.
        let mut joins = None;
        while !pieces.is_empty() {
            let (element, rest) = next_element(pieces);
            let width = flat_width(element);
            match joins {
                None => {}
                Some(true) if width.is_some_and(|width| self.fits(width.saturating_add(1))) => self.push(" "),
                Some(_) => self.start_line(indent),
            }
            let start = self.text.len();
            self.element(element, indent);
            let is_one_line = width.is_some() && self.text.get(start..).is_some_and(|text| !text.contains('\n'));
            (pieces, joins) = (rest, Some(packing == Packing::Fill && is_one_line));
        }
    }

    fn element(&mut self, pieces: &[Piece], indent: usize) {
        let mut rest = pieces;
        while let Some((piece, after)) = rest.split_first() {
            if piece.is(".") && self.links_in_next_line(rest, indent) {
                self.start_line(indent.saturating_add(INDENT));
            } else if piece.spaced && rest.len() < pieces.len() {
                self.push(" ");
            }
            let fits = piece.width.is_some_and(|width| self.fits(width.saturating_add(width_to_group(after))));
            match &piece.content {
                Content::Group(group) if !fits => self.broken(group, indent),
                _ => self.flat(piece),
            }
            rest = after;
        }
    }

    /// Whether the next call of a chain has a place in the next line, and none in this one.
    fn links_in_next_line(&self, chain: &[Piece], indent: usize) -> bool {
        let call = chain.get(..3).and_then(flat_width);
        call.is_some_and(|width| !self.fits(width) && indent.saturating_add(INDENT).saturating_add(width) <= WIDTH)
    }

    fn broken(&mut self, group: &Delimited, indent: usize) {
        self.push(group.open);
        let inner = indent.saturating_add(INDENT);
        let is_one_line = flat_width(&group.pieces).is_some_and(|width| inner.saturating_add(width) <= WIDTH);
        if group.is_of_macro && !is_one_line && next_element(&group.pieces).1.is_empty() {
            // The only element begins and ends with the group.
            self.element(&group.pieces, indent);
        } else {
            self.start_line(inner);
            self.list(&group.pieces, inner, group.packing);
            self.start_line(indent);
        }
        self.push(group.close);
    }

    fn flat(&mut self, piece: &Piece) {
        match &piece.content {
            Content::Token(text) => self.push(text),
            Content::Doc(text) => {
                self.push("///");
                self.push(text);
            }
            Content::Group(group) => {
                self.push(group.open);
                self.push(group.padding);
                for piece in &group.pieces {
                    if piece.spaced {
                        self.push(" ");
                    }
                    self.flat(piece);
                }
                self.push(group.padding);
                self.push(group.close);
            }
        }
    }

    fn fits(&self, width: usize) -> bool {
        self.column.saturating_add(width) <= WIDTH
    }

    fn start_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column = self.column.saturating_add(text.chars().count());
    }
}

/// The first element of a list, with what separates it from the next, and the rest.
fn next_element(pieces: &[Piece]) -> (&[Piece], &[Piece]) {
    let mut angles = 0_usize;
    let is_attribute = pieces.first().is_some_and(|piece| piece.is("#"));
    for (index, piece) in pieces.iter().enumerate() {
        let ends = match &piece.content {
            Content::Doc(_) => true,
            Content::Group(group) => group.is_body || (is_attribute && group.open == "["),
            Content::Token(text) => {
                match text.as_str() {
                    "<" => angles = angles.saturating_add(1),
                    ">" => angles = angles.saturating_sub(1),
                    ">>" => angles = angles.saturating_sub(2),
                    _ => {}
                }
                angles == 0 && matches!(text.as_str(), "," | ";")
            }
        };
        if ends {
            return pieces.split_at_checked(index.saturating_add(1)).unwrap_or((pieces, &[]));
        }
    }
    (pieces, &[])
}

/// Columns of what shares the line with the end of a group: all until the next group is open, or a chain goes on.
fn width_to_group(after: &[Piece]) -> usize {
    let mut columns = 0_usize;
    for piece in after.iter().take_while(|piece| !piece.is(".")) {
        let (width, is_group) = match &piece.content {
            Content::Group(group) => (group.open.len(), true),
            _ => (piece.width.unwrap_or_default(), false),
        };
        columns = columns.saturating_add(width).saturating_add(usize::from(piece.spaced));
        if is_group {
            break;
        }
    }
    columns
}

#[cfg(test)]
mod tests;
