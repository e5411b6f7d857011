//! A small document of `tests/golden`, changed by the input: what reading alone would seldom reach.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

mod bytes;
mod change;
mod check;
mod odd;
mod place;

const DOCUMENTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/documents.rs"));

/// More changes leave little of a document.
const MOST_CHANGES: usize = 24;

/// Subtrees can be copied into each other, which doubles a document. More than this tells nothing new.
const MOST_BYTES: usize = 1 << 14;

fuzz_target!(|input: &[u8]| {
    if let Some((document, choice)) = changed(input) {
        check::check(&document, &check::settings(choice));
    }
});

/// The document that the input stands for, and the settings for it.
fn changed(input: &[u8]) -> Option<(String, u8)> {
    let mut bytes = bytes::Bytes::new(input);
    let choice = bytes.next();
    let mut document = serde_json::from_str(bytes.pick(DOCUMENTS)?).ok()?;
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
