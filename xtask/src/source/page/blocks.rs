//! The tags of GitBook in a page, `{% name key="value" %}`.

/// A block that shows an operation.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// From 1.
    pub line: usize,
    pub tag: String,
    pub target: Option<String>,
    pub spec: Option<String>,
    pub path: Option<String>,
    pub method: Option<String>,
}

/// A tag: its attributes, and all of the page that follows it.
struct Tag<'t> {
    attributes: Vec<(&'t str, String)>,
    rest: &'t str,
}

const KINDS: [&str; 3] = ["openapi", "swagger", "openapi-operation"];
/// What encloses a value, in the spellings of HTML.
const QUOTES: [&str; 6] = ["\"", "'", "&quot;", "&#34;", "&apos;", "&#39;"];

/// The blocks of a page, in its order.
pub(super) fn of(page: &str) -> Vec<Block> {
    let text = without_comments(page);
    let (mut blocks, mut from) = (Vec::new(), 0);
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("{%")) {
        let start = from + found;
        from = start + 2;
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(from..).unwrap_or_default());
        // A tag within a sentence about tags.
        if before.ends_with(['`', '\\']) {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        blocks.extend(block(after).map(|block| Block { line, ..block }));
    }
    blocks
}

fn block(text: &str) -> Option<Block> {
    let text = text.trim_start_matches('-').trim_start();
    let end = text.find(|end: char| end.is_whitespace() || end == '%').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !KINDS.contains(&name) {
        return None;
    }
    let mut tag = tag(rest);
    let link = (name == "openapi-operation").then(|| link(tag.rest)).flatten();
    let mut value = |key: &str| {
        let index = tag.attributes.iter().position(|(name, _)| *name == key)?;
        Some(tag.attributes.remove(index).1).filter(|value| !value.is_empty())
    };
    Some(Block {
        line: 0,
        tag: name.to_owned(),
        target: value("src").or(link),
        spec: value("spec"),
        path: value("path"),
        method: value("method"),
    })
}

/// Reads the attributes. A tag that nobody closes reaches to the next one, or to the end of the page.
fn tag(mut text: &str) -> Tag<'_> {
    let mut attributes = Vec::new();
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix("%}") {
            return Tag { attributes, rest };
        }
        if text.starts_with("{%") {
            return Tag { attributes, rest: text };
        }
        let end = text.find(|end: char| end.is_whitespace() || matches!(end, '=' | '%')).unwrap_or(text.len());
        let (key, rest) = text.split_at(end);
        if let Some(rest) = rest.trim_start().strip_prefix('=') {
            let (value, rest) = value(rest.trim_start());
            attributes.push((key, decoded(value)));
            text = rest;
        } else if key.is_empty() {
            let mut rest = rest.chars();
            if rest.next().is_none() {
                return Tag { attributes, rest: "" };
            }
            text = rest.as_str();
        } else {
            text = rest;
        }
    }
}

/// A value and what follows it.
fn value(text: &str) -> (&str, &str) {
    let quoted = QUOTES.iter().find_map(|quote| text.strip_prefix(quote)?.split_once(quote));
    quoted.unwrap_or_else(|| {
        let space = text.find(char::is_whitespace).unwrap_or(text.len());
        text.split_at(text.find("%}").unwrap_or(text.len()).min(space))
    })
}

/// Where the link between a tag and the next one leads to.
fn link(text: &str) -> Option<String> {
    let inside = text.split("{%").next().unwrap_or_default();
    let target = match inside.split_once("](") {
        Some((_, target)) => target,
        None => Some(inside.trim()).filter(|text| text.starts_with("https://"))?,
    };
    let target = match target.trim_start().strip_prefix('<') {
        Some(target) => target.split('>').next().unwrap_or_default(),
        None => target.split(|end: char| end.is_whitespace()).next().map(up_to_parenthesis).unwrap_or_default(),
    };
    // What GitBook writes where it knows of no address.
    Some(decoded(target)).filter(|target| !target.is_empty() && !target.ends_with("broken-reference"))
}

/// A target may have parentheses of its own.
fn up_to_parenthesis(text: &str) -> &str {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match (character, depth) {
            ('(', _) => depth += 1,
            (')', 0) => return text.get(..index).unwrap_or(text),
            (')', _) => depth -= 1,
            _ => {}
        }
    }
    text
}

/// What a value says, without the escapes of HTML and Markdown and the angle brackets around an address.
fn decoded(value: &str) -> String {
    let text = without_backslashes(&without_entities(value));
    let text = text.trim();
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    inner.unwrap_or(text).trim().to_owned()
}

fn without_entities(text: &str) -> String {
    let (mut decoded, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        match after.split_once(';').and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

/// Markdown escapes any mark of ASCII.
fn without_backslashes(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        decoded.push(if escapes { characters.next().unwrap_or(character) } else { character });
    }
    decoded
}

/// What is commented out is not on the page. The lines keep their places.
fn without_comments(page: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(page.len()), page);
    while let Some((before, after)) = rest.split_once("<!--") {
        let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
        text.push_str(before);
        text.extend(comment.matches('\n'));
        rest = after;
    }
    text + rest
}
