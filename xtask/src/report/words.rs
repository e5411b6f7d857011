//! The words of a verdict, the same on the page, in lines and in JSON.

use crate::verdict::{Axis, Bump, Level};

pub(super) const AXES: [Axis; 3] = [Axis::Wire, Axis::Rust, Axis::Behaviour];

/// The heaviest first.
pub(super) const LEVELS: [Level; 3] = [Level::Breaks, Level::Changes, Level::Adds];

/// Whom an axis concerns.
pub(super) fn concern(axis: Axis) -> &'static str {
    match axis {
        Axis::Wire => "programs that are built already",
        Axis::Rust => "source code that uses the crate",
        Axis::Behaviour => "what a call does or is allowed to",
    }
}

/// What a verdict asks of the release.
pub(super) fn advice(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "Nothing changes for callers: no release is needed.",
        Bump::Patch => "The next release may be a patch.",
        Bump::Minor => "The next release has to be a minor one.",
        Bump::Major => "The next release has to be a major one.",
    }
}
