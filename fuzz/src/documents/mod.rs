//! Documents that nobody would write: whatever they say there is code, or there are problems with a text each.

mod bytes;
mod change;
mod check;
mod odd;
mod overlaid;
mod pages;
mod place;

use std::path::Path;
use std::sync::LazyLock;
use std::{fs, io};

pub use overlaid::overlay;
pub use pages::page;

/// More changes leave little of a document.
const MOST_CHANGES: usize = 24;

/// Subtrees can be copied into each other, which doubles a document. More than this tells nothing new.
const MOST_BYTES: usize = 1 << 14;

/// Stands on a line of its own between the parts of an input.
const CUT: &str = "\n%%%\n";

/// The small documents of `tests/golden`, by their names.
static GOLDENS: LazyLock<Vec<String>> =
    LazyLock::new(|| goldens().unwrap_or_else(|error| panic!("no goldens: {error}")));

/// Any text as a document. A digit before it chooses the settings.
pub fn generate(input: &[u8]) {
    let Some((choice, text)) = chosen(input) else { return };
    check::check(text, &check::settings(choice));
}

/// A golden, changed by the input: what reading alone would seldom reach. With `SHOW_DOCUMENT` it is printed.
pub fn mutate(input: &[u8]) {
    if let Some((document, choice)) = changed(input) {
        check::check(&document, &check::settings(choice));
    }
}

/// The digit that an input begins with, and the text after it.
fn chosen(input: &[u8]) -> Option<(u8, &str)> {
    let text = std::str::from_utf8(input).ok()?;
    let digit = text.bytes().next().filter(u8::is_ascii_digit);
    Some((digit.map_or(0, |digit| digit - b'0'), text.get(usize::from(digit.is_some())..)?))
}

/// The document that the input stands for, and the settings for it.
fn changed(input: &[u8]) -> Option<(String, u8)> {
    let mut bytes = bytes::Bytes::new(input);
    let choice = bytes.next();
    let mut document = serde_json::from_str(bytes.pick(&GOLDENS)?).ok()?;
    for _ in 0..MOST_CHANGES {
        if bytes.is_empty() {
            break;
        }
        change::change(&mut document, &mut bytes);
    }
    let text = document.to_string();
    if std::env::var_os("SHOW_DOCUMENT").is_some() {
        println!("{text}");
    }
    (text.len() <= MOST_BYTES).then_some((text, choice))
}

fn goldens() -> io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths.iter().map(fs::read_to_string).collect()
}
