//! Generates the clients from the documents in `specs/`, or from documents that the environment names.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

use codegen::Settings;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?);
    println!("cargo::rerun-if-changed=src/codegen");
    for settings in Settings::all() {
        println!("cargo::rerun-if-env-changed={}", settings.document_variable());
        if env::var_os(settings.cargo_feature()).is_some() {
            let (settings, spec) = document(settings);
            println!("cargo::rerun-if-changed={}", spec.display());
            let text = fs::read_to_string(&spec).map_err(|error| format!("cannot read {}: {error}", spec.display()))?;
            let generated = codegen::generate(&text, &settings)?;
            write_if_changed(&out.join(settings.rust_file()), &generated.code)?;
            if env::var_os("CARGO_FEATURE_MOCK").is_some() {
                // The mock server answers from it.
                write_if_changed(&out.join(format!("{}.document.json", settings.api)), &text)?;
            }
        }
    }
    Ok(())
}

/// The vendored document with the features that are on, or the whole of a document of the user's own.
fn document(settings: Settings) -> (Settings, PathBuf) {
    match env::var_os(settings.document_variable()).filter(|path| !path.is_empty()) {
        Some(path) => (settings.of_own_document(path.to_string_lossy().into_owned()), PathBuf::from(path)),
        None => {
            let spec = PathBuf::from(settings.spec_file());
            (Settings { features: Some(features()), ..settings }, spec)
        }
    }
}

/// The features of this build, spelled as in `Cargo.toml`.
fn features() -> Vec<String> {
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let features = names.filter_map(|name| Some(name.strip_prefix("CARGO_FEATURE_")?.to_lowercase().replace('_', "-")));
    features.collect()
}

/// Leaves the file alone, and its time of modification, if it already holds the text.
fn write_if_changed(path: &Path, text: &str) -> io::Result<()> {
    match fs::read_to_string(path) {
        Ok(old) if old == text => Ok(()),
        _ => fs::write(path, text),
    }
}
