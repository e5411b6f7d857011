//! Any text as a document. A digit before it chooses the settings.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

mod check;

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let digit = text.bytes().next().filter(u8::is_ascii_digit);
    let choice = digit.map_or(0, |digit| digit - b'0');
    check::check(text.get(usize::from(digit.is_some())..).unwrap_or_default(), &check::settings(choice));
});
