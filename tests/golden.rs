//! Small documents, one idea each, and the whole of what they become.
//!
//! Every golden is also compiled here, against the real runtime. After a change of the generator that is
//! meant, `cargo xtask regen` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../src/codegen/mod.rs"]
#[expect(dead_code, reason = "other mounts use more of the generator")]
mod codegen;

#[path = "common/golden.rs"]
mod settings;

macro_rules! goldens {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $(
            #[allow(dead_code, deprecated, missing_docs, unused_imports, clippy::all)]
            mod $name {
                /// A client of the golden's own, so that it can have accessors.
                pub struct Client(snyk_secoda::snyk::Client);

                impl std::ops::Deref for Client {
                    type Target = snyk_secoda::snyk::Client;

                    fn deref(&self) -> &Self::Target {
                        &self.0
                    }
                }

                include!(concat!("golden/", stringify!($name), ".rs"));

                #[test]
                fn is_as_the_golden_says() {
                    super::check(stringify!($name));
                }
            }
        )*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

goldens! {
    aliases,
    all_of,
    bodies,
    contradictions,
    cursor,
    derived,
    directions,
    docs,
    enums,
    enums_of_integers,
    equal_shapes,
    failures,
    formats,
    former_names,
    inheritance,
    limits,
    maps,
    media_types,
    multipart,
    names,
    nested,
    normalized,
    outcomes,
    paging_by_cursor_and_size,
    paging_by_cursor_of_the_body,
    paging_by_number,
    paging_by_offset,
    parameter_styles,
    parameters,
    presence,
    recursion,
    recursion_of_lists,
    references,
    returns,
    servers,
    union_kind,
    union_members,
    union_more,
    union_of_unions,
    union_tag,
    union_told_within,
}

/// Generates the document of a golden and compares.
fn check(name: &str) {
    let document = read(&folder().join(format!("{name}.json")));
    let generated =
        codegen::generate(&document, &settings::settings(name)).unwrap_or_else(|problems| panic!("{problems}"));
    let golden = read(&folder().join(format!("{name}.rs")));
    if let Some(difference) = first_difference(&golden, &generated.code) {
        panic!(
            "tests/golden/{name}.rs is not what the generator makes\n{difference}\nif that is meant: cargo xtask regen"
        );
    }
}

#[test]
fn every_document_is_in_the_list() {
    let entries = fs::read_dir(folder()).unwrap_or_else(|error| panic!("{error}"));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut names: Vec<String> = documents.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    assert_eq!(names, NAMES);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// A text with the line ends of this project, whatever the checkout made of them.
fn read(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// The first lines that differ, with their number.
fn first_difference(golden: &str, made: &str) -> Option<String> {
    let lines = golden.lines().map(Some).chain([None]).zip(made.lines().map(Some).chain([None]));
    let (number, (old, new)) = lines.enumerate().find(|(_, (old, new))| old != new)?;
    let show = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
    Some(format!("line {}\n  golden: {}\n  made:   {}", number + 1, show(old), show(new)))
}
