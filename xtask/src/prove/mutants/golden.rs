//! The goldens, without being compiled. A module of the slim crate of `cargo xtask prove mutants`, not of this one.

use std::fs;
use std::path::Path;

use crate::codegen;

#[path = "common/golden.rs"]
mod settings;

#[test]
fn goldens_are_what_the_generator_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
            let document = fs::read_to_string(&path).unwrap();
            let generated = codegen::generate(&document, &settings::settings(name)).unwrap_or_else(|all| panic!("{all}"));
            assert!(generated.code == fs::read_to_string(path.with_extension("rs")).unwrap(), "{name}");
            count += 1;
        }
    }
    assert!(count > 0);
}
