//! An overlay, and the document that it is for.

use serde_json::Value;

use super::{CUT, GOLDENS, MOST_BYTES, check, chosen};
use crate::codegen::Settings;
use crate::vendor::{self, ApiRules, Faults, Mode, Narrowing, Overlay, Vendored};

/// Any text as an overlay, applied on the way to the vendored form of a document: the one behind the cut, or else a golden.
/// The first digit chooses the settings.
pub fn overlay(input: &[u8]) {
    let Some((choice, text)) = chosen(input) else { return };
    let (overlay, document) = text.split_once(CUT).unwrap_or((text, golden(text)));
    let overlay = match Overlay::read("specs/a.overlay.yaml", overlay) {
        Ok(overlay) => overlay,
        Err(faults) => return of_faults(&faults),
    };
    let Ok(document) = serde_json::from_str::<Value>(document) else { return };
    let settings = check::settings(choice);
    let vendored = |document: &Value, mode: Mode| {
        let rules = ApiRules::default();
        vendor::vendor(document.clone(), &settings, &rules, Narrowing::Whole, &overlay, mode)
    };
    let (one, other) = (vendored(&document, Mode::Fresh), vendored(&document, Mode::Fresh));
    assert!(text_of(&one) == text_of(&other), "the vendored text differs from run to run");
    match one {
        Err(faults) => of_faults(&faults),
        Ok(one) => of_vendored(&one, &settings, || vendored(&one.root, Mode::Vendored)),
    }
}

/// A document of its own for each length, as an overlay alone has no say in it.
fn golden(text: &str) -> &'static str {
    GOLDENS.get(text.len() % GOLDENS.len().max(1)).map_or("", String::as_str)
}

fn text_of(vendored: &Result<Vendored, Faults>) -> Result<&str, &Faults> {
    vendored.as_ref().map(|vendored| vendored.text.as_str())
}

fn of_faults(faults: &Faults) {
    assert!(!faults.0.is_empty(), "neither a document nor a fault");
    for fault in &faults.0 {
        assert!(!fault.at.trim().is_empty() && !fault.what.trim().is_empty(), "half a fault: {fault:?}");
    }
}

/// What is vendored is a fixed point, and generates or not like any other document.
fn of_vendored(vendored: &Vendored, settings: &Settings, again: impl FnOnce() -> Result<Vendored, Faults>) {
    match again() {
        Ok(again) => assert!(vendored.text == again.text, "vendored once more it changes"),
        Err(faults) => panic!("vendored once more it does not fit: {faults}"),
    }
    if vendored.text.len() <= 4 * MOST_BYTES {
        check::check(&vendored.text, settings);
    }
}
