//! What has changed since a revision, so that only mutants of it are tested.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Room;

/// Writes how the code of a room differs from a revision, as cargo-mutants reads it. None if it does not.
pub(super) fn since(revision: &str, room: &Room, root: &Path, folder: &Path) -> Result<Option<PathBuf>, String> {
    let files = room.files.map(|files| format!(":(glob){files}"));
    let text = git(
        root,
        &[
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--end-of-options",
            revision,
            "--",
        ],
        &files,
    )?;
    if text.is_empty() {
        return Ok(None);
    }
    let path = folder.join(room.name).with_extension("diff");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &text));
    written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(Some(path))
}

fn git(root: &Path, arguments: &[&str], files: &[String]) -> Result<String, String> {
    let output = Command::new("git").current_dir(root).args(arguments).args(files).output();
    let output = output.map_err(|error| format!("git does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("git cannot tell what has changed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("what git says is not UTF-8: {error}"))
}
