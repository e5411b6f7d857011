//! What the fuzz targets check, a function each. It is one library, so that it is compiled once and the targets are but
//! calls of it.
//!
//! `documents` is mounted by the tests of `xtask` as well, and `service` by `tests/regressions.rs`: they feed it what
//! once broke something.

#[path = "../../xtask/src"]
#[expect(dead_code, unused_imports, reason = "the mounts of `xtask` use more")]
mod xtask {
    pub(crate) mod census;
    #[path = "../../src/codegen/mod.rs"]
    pub(crate) mod codegen;
    pub(crate) mod count;
    pub(crate) mod digest;
    pub(crate) mod document;
    pub(crate) mod source;
    pub(crate) mod vendor;
}

mod documents;
mod service;

pub use documents::{generate, mutate, overlay, page};
pub use service::{decode, headers, next_page, retry_after};
// By the names that they have in `xtask`.
use xtask::{census, codegen, count, digest, document, source, vendor};
