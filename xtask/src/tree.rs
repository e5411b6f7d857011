//! Files that are written together: all of them, or none.
//!
//! New texts are written below `target/regen/` first, where a full disk does no harm, and take their places by rename.
//! What they replace is kept until the last of them is in place, so that a run that was interrupted in between is
//! taken back by the next one.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Texts for files below a root, none of which is written yet.
pub(crate) struct Staged {
    root: PathBuf,
    files: BTreeMap<String, String>,
}

/// A file that is not what it should be.
#[derive(Debug, PartialEq)]
pub(crate) struct Change {
    /// Below the root, with slashes.
    pub file: String,
    /// None if there is no such file yet.
    pub before: Option<String>,
    pub after: String,
}

impl Staged {
    pub(crate) fn below(root: &Path) -> Self {
        Self { root: root.to_owned(), files: BTreeMap::new() }
    }

    pub(crate) fn put(&mut self, file: impl Into<String>, text: String) {
        self.files.insert(file.into(), text);
    }

    /// The text that a file will have: the staged one, or the one that is there.
    pub(crate) fn text(&self, file: &str) -> Result<String, String> {
        match self.files.get(file) {
            Some(text) => Ok(text.clone()),
            None => read(&self.root.join(file)),
        }
    }

    /// The files whose text differs, in the order of their names.
    pub(crate) fn changes(&self) -> Result<Vec<Change>, String> {
        let mut changes = Vec::new();
        for (file, after) in &self.files {
            let path = self.root.join(file);
            let before = if path.exists() { Some(read(&path)?) } else { None };
            if before.as_ref() != Some(after) {
                changes.push(Change { file: file.clone(), before, after: after.clone() });
            }
        }
        Ok(changes)
    }

    /// Writes what differs. After an error every file is as it was.
    pub(crate) fn write(&self) -> Result<Vec<Change>, String> {
        let changes = self.changes()?;
        if !changes.is_empty() {
            let journal = Journal::of(&self.root);
            let done = journal.begin(&changes).and_then(|()| journal.replace(&changes));
            if let Err(error) = done {
                let undone = journal.take_back().map_err(|error| format!("; putting it back failed: {error}"));
                let tree = undone.err().unwrap_or_else(|| "; every file is as it was".to_owned());
                return Err(format!("{error}{tree}"));
            }
            journal.end();
        }
        Ok(changes)
    }
}

/// Takes back what an interrupted run had begun. True if there was one.
pub(crate) fn recover(root: &Path) -> Result<bool, String> {
    let journal = Journal::of(root);
    if !journal.list().exists() {
        return Ok(false);
    }
    journal.take_back().map_err(|error| format!("cannot take back the run that was interrupted: {error}"))?;
    Ok(true)
}

/// The texts of a file with the line ends of this project, whatever the checkout made of them.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
}

/// Where new texts wait, and where old ones are kept until all is done.
struct Journal {
    root: PathBuf,
    folder: PathBuf,
}

impl Journal {
    fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), folder: root.join("target/regen") }
    }

    /// The files that a run replaces, a line each: it is there while a run is at it, and no longer.
    fn list(&self) -> PathBuf {
        self.folder.join("journal")
    }

    fn new_text(&self, index: usize) -> PathBuf {
        self.folder.join(format!("staged/{index}.new"))
    }

    fn old_text(&self, index: usize) -> PathBuf {
        self.folder.join(format!("staged/{index}.old"))
    }

    /// Everything that can run out of space happens here.
    fn begin(&self, changes: &[Change]) -> Result<(), String> {
        let staged = self.folder.join("staged");
        let cannot = |error: io::Error| format!("cannot write below {}: {error}", self.folder.display());
        let _ = fs::remove_dir_all(&staged);
        fs::create_dir_all(&staged).map_err(cannot)?;
        for (index, change) in changes.iter().enumerate() {
            write_through(&self.new_text(index), &change.after).map_err(cannot)?;
            if let Some(before) = &change.before {
                write_through(&self.old_text(index), before).map_err(cannot)?;
            }
        }
        let files: Vec<&str> = changes.iter().map(|change| change.file.as_str()).collect();
        let list = self.folder.join("journal.new");
        write_through(&list, &files.join("\n")).and_then(|()| fs::rename(&list, self.list())).map_err(cannot)
    }

    fn replace(&self, changes: &[Change]) -> Result<(), String> {
        for (index, change) in changes.iter().enumerate() {
            let target = self.root.join(&change.file);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
            }
            rename(&self.new_text(index), &target)
                .map_err(|error| format!("cannot write {}: {error}", target.display()))?;
        }
        Ok(())
    }

    fn end(&self) {
        // What stays behind is below `target/` and means nothing without its list.
        let _ = fs::remove_file(self.list());
        let _ = fs::remove_dir_all(self.folder.join("staged"));
    }

    fn take_back(&self) -> Result<(), String> {
        let Ok(list) = fs::read_to_string(self.list()) else {
            // It had not begun to replace anything.
            self.end();
            return Ok(());
        };
        for (index, file) in list.lines().enumerate() {
            let (target, old) = (self.root.join(file), self.old_text(index));
            let done = match (old.exists(), self.new_text(index).exists()) {
                // Not replaced yet.
                (_, true) => Ok(()),
                (true, false) => rename(&old, &target),
                (false, false) => fs::remove_file(&target),
            };
            match done {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(format!("{}: {error}", target.display()));
                }
                _ => {}
            }
        }
        self.end();
        Ok(())
    }
}

fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A rename, by way of a neighbour of the target where `target/` is another disk.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let mut name = std::ffi::OsString::from(".");
            name.push(to.file_name().unwrap_or_default());
            name.push(".new");
            let neighbour = to.with_file_name(name);
            let done = fs::copy(from, &neighbour).and_then(|_| fs::rename(&neighbour, to));
            if done.is_err() {
                let _ = fs::remove_file(&neighbour);
            }
            done.and_then(|()| fs::remove_file(from))
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::Folder;

    fn folder(name: &str) -> Folder {
        Folder::with(&format!("tree-{name}"), &[("a/one", "1")])
    }

    fn text(folder: &Folder, file: &str) -> Option<String> {
        fs::read_to_string(folder.0.join(file)).ok()
    }

    fn staged(folder: &Folder) -> Staged {
        let mut staged = Staged::below(&folder.0);
        staged.put("a/one", "2".to_owned());
        staged.put("b/two", "new".to_owned());
        staged
    }

    #[test]
    fn what_differs_is_written_and_a_second_time_nothing() {
        let folder = folder("write");
        let files: Vec<String> = staged(&folder).write().unwrap().into_iter().map(|change| change.file).collect();
        assert_eq!(files, ["a/one", "b/two"]);
        assert_eq!((text(&folder, "a/one").as_deref(), text(&folder, "b/two").as_deref()), (Some("2"), Some("new")));
        assert_eq!(staged(&folder).write(), Ok(Vec::new()));
        assert!(!folder.0.join("target/regen/staged").exists());
    }

    #[test]
    fn a_staged_text_is_seen_before_it_is_written() {
        let folder = folder("seen");
        assert_eq!(staged(&folder).text("a/one").as_deref(), Ok("2"));
        assert_eq!(Staged::below(&folder.0).text("a/one").as_deref(), Ok("1"));
        assert_eq!(text(&folder, "a/one").as_deref(), Some("1"));
    }

    #[test]
    fn after_a_failure_every_file_is_as_it_was() {
        let folder = folder("failure");
        // A folder where a file should go.
        fs::create_dir_all(folder.0.join("c")).unwrap();
        let mut staged = staged(&folder);
        staged.files.insert("c/".to_owned(), "x".to_owned());
        assert!(staged.write().is_err_and(|error| error.contains("cannot")));
        assert_eq!((text(&folder, "a/one").as_deref(), text(&folder, "b/two")), (Some("1"), None));
    }

    #[test]
    fn where_nothing_can_be_staged_nothing_is_touched() {
        let folder = folder("unstaged");
        fs::write(folder.0.join("target"), "a file").unwrap();
        assert!(staged(&folder).write().is_err_and(|error| error.ends_with("every file is as it was")));
        assert_eq!((text(&folder, "a/one").as_deref(), text(&folder, "b/two")), (Some("1"), None));
    }

    #[test]
    fn an_interrupted_run_is_taken_back_by_the_next() {
        let folder = folder("interrupted");
        let (journal, changes) = (Journal::of(&folder.0), staged(&folder).changes().unwrap());
        journal.begin(&changes).unwrap();
        // The first of two files is in place when the lights go out.
        rename(&journal.new_text(0), &folder.0.join("a/one")).unwrap();
        assert_eq!(recover(&folder.0), Ok(true));
        assert_eq!((text(&folder, "a/one").as_deref(), text(&folder, "b/two")), (Some("1"), None));
        assert_eq!(recover(&folder.0), Ok(false));
    }

    #[test]
    fn a_file_that_an_interrupted_run_had_made_goes_again() {
        let folder = folder("made");
        let (journal, changes) = (Journal::of(&folder.0), staged(&folder).changes().unwrap());
        journal.begin(&changes).unwrap();
        journal.replace(&changes).unwrap();
        assert_eq!(recover(&folder.0), Ok(true));
        assert_eq!((text(&folder, "a/one").as_deref(), text(&folder, "b/two")), (Some("1"), None));
    }
}
