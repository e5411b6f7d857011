//! Lists the small documents of `tests/golden` for the target that mutates them.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = fs::canonicalize("../tests/golden")?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    let mut documents: Vec<PathBuf> =
        paths.into_iter().filter(|path| path.extension() == Some("json".as_ref())).collect();
    documents.sort();
    let items = documents.iter().map(|path| format!("    include_str!({path:?}),\n"));
    let list = format!("&[\n{}]\n", items.collect::<String>());
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("documents.rs"), list)
}
