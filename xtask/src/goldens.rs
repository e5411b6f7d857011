//! The goldens of the generator: what it makes of the documents in `tests/golden/`.

use std::fs;
use std::path::Path;

use crate::codegen;
use crate::tree::{self, Staged};

#[path = "../../tests/common/golden.rs"]
mod golden;

const FOLDER: &str = "tests/golden";

/// Stages the golden of every document.
pub(crate) fn stage(root: &Path, staged: &mut Staged) -> Result<(), String> {
    for name in names(&root.join(FOLDER))? {
        let text = tree::read(&root.join(FOLDER).join(format!("{name}.json")))?;
        let generated = codegen::generate(&text, &golden::settings(&name))
            .map_err(|problems| format!("{FOLDER}/{name}.json does not generate:\n{problems}"))?;
        staged.put(format!("{FOLDER}/{name}.rs"), generated.code);
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut names: Vec<String> = documents.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}
