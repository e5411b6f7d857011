//! The generator: an OpenAPI document in, Rust source out.
//!
//! A pure function of text and settings. It is mounted by `#[path]` in the build script, in `xtask`, in the
//! tests, and under `cfg(test)` in the library, always as `crate::codegen`.

// No document makes this panic. An exception says why it cannot.
#![cfg_attr(
    not(test),
    deny(
        clippy::allow_attributes_without_reason,
        clippy::arithmetic_side_effects,
        clippy::exit,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

pub mod docs;
pub mod emit;
pub mod graph;
pub mod layout;
pub mod lower;
pub mod model;
pub mod names;
pub mod order;
pub mod problem;
pub mod settings;
pub mod spec;
pub mod surface;

use model::Model;
use problem::Problems;
pub use settings::Settings;

/// What one document comes to.
pub struct Generated {
    /// A Rust file.
    pub code: String,
    pub model: Model,
}

impl Generated {
    /// The reviewer's listing.
    pub fn surface(&self) -> String {
        surface::list(&self.model)
    }
}

/// Deep enough for the deepest document that `spec` reads, in an unoptimised build on any platform.
const STACK: usize = 64 << 20;

/// The Rust source for an API, from the text of its OpenAPI document.
pub fn generate(text: &str, settings: &Settings) -> Result<Generated, Problems> {
    with_deep_stack(|| generate_here(text, settings))
}

/// Runs the work in a thread whose stack does not depend on whose thread this is.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Err(error) => std::panic::resume_unwind(Box::new(error)),
    })
}

fn generate_here(text: &str, settings: &Settings) -> Result<Generated, Problems> {
    let spec = spec::parse(text, settings)?;
    let mut model = lower::lower(&spec, settings)?;
    graph::annotate(&mut model, settings);
    if let Some(features) = &settings.features {
        graph::keep_features(&mut model, features);
    }
    let code = print(emit::file(&model, settings.runtime), settings);
    Ok(Generated { code, model })
}

/// Tokens to text, below a banner.
pub fn print(tokens: proc_macro2::TokenStream, settings: &Settings) -> String {
    let banner =
        format!("// Generated from {}. To change it, change the document or src/codegen.", settings.spec_file());
    format!("{banner}\n\n{}", layout::text(tokens))
}
