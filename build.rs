//! Generates the clients from the documents in `specs/`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?);
    println!("cargo::rerun-if-changed=src/codegen");
    for settings in codegen::Settings::all() {
        let spec = settings.spec_file();
        println!("cargo::rerun-if-changed={spec}");
        if env::var_os(settings.cargo_feature()).is_none() {
            continue;
        }
        let text = fs::read_to_string(&spec).map_err(|error| format!("cannot read {spec}: {error}"))?;
        let generated = codegen::generate(&text, &settings)?;
        write_if_changed(&out.join(settings.rust_file()), &generated.code)?;
    }
    Ok(())
}

/// Leaves the file alone, and its time of modification, if it already holds the text.
fn write_if_changed(path: &Path, text: &str) -> io::Result<()> {
    match fs::read_to_string(path) {
        Ok(old) if old == text => Ok(()),
        _ => fs::write(path, text),
    }
}
