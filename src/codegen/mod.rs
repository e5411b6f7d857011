//! The generator: an OpenAPI document in, Rust source out.
//!
//! A pure function of text and settings. It is mounted by `#[path]` in the build script, in `xtask`, in the
//! tests, and under `cfg(test)` in the library, always as `crate::codegen`.

pub mod docs;
pub mod emit;
pub mod graph;
pub mod lower;
pub mod model;
pub mod names;
pub mod problem;
pub mod settings;
pub mod spec;
pub mod surface;

use model::Model;
use problem::{Pointer, Problem, Problems};
pub use settings::Settings;

/// What one document comes to.
pub struct Generated {
    /// A Rust file, formatted.
    pub code: String,
    /// The reviewer's listing.
    pub surface: String,
    pub model: Model,
}

/// The Rust source for an API, from the text of its OpenAPI document.
pub fn generate(text: &str, settings: &Settings) -> Result<Generated, Problems> {
    let spec = spec::parse(text, settings)?;
    let mut model = lower::lower(&spec, settings)?;
    graph::annotate(&mut model, settings);
    let code = print(emit::file(&model, settings.runtime), settings)?;
    let surface = surface::list(&model);
    Ok(Generated { code, surface, model })
}

/// Tokens to formatted text, below a banner.
fn print(tokens: proc_macro2::TokenStream, settings: &Settings) -> Result<String, Problems> {
    match syn::parse2(tokens) {
        Ok(file) => {
            let spec = settings.spec_file();
            let banner = format!("// Generated from {spec}. To change it, change the document or src/codegen.\n\n");
            Ok(banner + &prettyplease::unparse(&file))
        }
        Err(error) => {
            let mut problems = Problems::of(&settings.spec_file());
            problems
                .push(Problem::new(&Pointer::default(), format!("the generator made code that is not Rust: {error}")));
            Err(problems)
        }
    }
}
