//! Whole runs, each in a copy of what a run reads.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::source::testing::{Folder, Shelf, listing, material};

/// What a run reads, below the root.
const READ: [&str; 6] = ["specs", "tests/golden", "tests/surface", "tests/common", "Cargo.toml", "CHANGELOG.md"];

/// A copy of the project, as far as a run reads it.
fn project(name: &str) -> Folder {
    let folder = Folder::with(&format!("regen-{name}"), &[("empty", "")]);
    READ.iter().for_each(|part| copy(&crate::project_root().join(part), &folder.0.join(part)));
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        fs::read_dir(from)
            .unwrap()
            .for_each(|entry| copy(&entry.as_ref().unwrap().path(), &to.join(entry.unwrap().file_name())));
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

fn from(api: &str, place: &str) -> Arguments {
    Arguments { api: Some(api.to_owned()), source: Source::Given(place.to_owned()), ..Arguments::default() }
}

fn run_in(folder: &Folder, arguments: &Arguments) -> Result<Done, String> {
    run(arguments, &folder.0, &Shelf::default())
}

fn text(folder: &Folder, file: &str) -> String {
    fs::read_to_string(folder.0.join(file)).unwrap()
}

/// The vendored document with a change, as a file beside it.
fn changed(folder: &Folder, api: &str, change: impl Fn(&str) -> String) -> String {
    let old = text(folder, &format!("specs/{api}.json"));
    let new = change(&old);
    assert_ne!(old, new, "nothing changed");
    let path = folder.0.join("upstream.json");
    fs::write(&path, new).unwrap();
    path.display().to_string()
}

/// The Snyk document as if it came from its source: without what the overlay adds.
fn upstream(folder: &Folder, change: impl Fn(&str) -> String) -> String {
    changed(folder, "snyk", |text| {
        let mut root: serde_json::Value = serde_json::from_str(text).unwrap();
        root["info"].as_object_mut().unwrap().remove("x-snyk-regions");
        change(&serde_json::to_string_pretty(&root).unwrap())
    })
}

#[test]
fn what_is_checked_in_is_up_to_date() {
    let done = run(&Arguments { mode: Mode::Check, ..Arguments::default() }, &crate::project_root(), &Shelf::default());
    let done = done.unwrap();
    assert!(!done.is_stale, "{}", done.text);
}

#[test]
fn a_file_that_is_out_of_date_is_found_with_the_command_that_mends_it() {
    let folder = project("stale");
    fs::write(folder.0.join("tests/surface/snyk.txt"), "old\n").unwrap();
    let before = listing(&folder.0);
    let done = run_in(&folder, &Arguments { mode: Mode::Check, ..Arguments::default() }).unwrap();
    assert!(done.is_stale && done.text.contains("tests/surface/snyk.txt:1 (1 lines go"), "{}", done.text);
    assert!(done.text.ends_with("1 file out of date; run `cargo xtask regen` and commit what it writes\n"));
    assert_eq!(listing(&folder.0), before);
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = project("twice");
    let place = upstream(&folder, |text| text.replace("listOrgs\"", "listAllOrgs\""));
    let done = run_in(&folder, &from("snyk", &place)).unwrap();
    assert!(done.text.contains("specs/snyk.json") && done.text.contains("CHANGELOG.md"), "{}", done.text);
    let before = READ.map(|part| listing(&folder.0.join(part)));
    let again = run_in(&folder, &from("snyk", &place)).unwrap();
    assert_eq!(READ.map(|part| listing(&folder.0.join(part))), before, "{}", again.text);
    assert!(!run_in(&folder, &Arguments { mode: Mode::Check, ..Arguments::default() }).unwrap().is_stale);
}

#[test]
fn the_diff_is_what_changed_and_nothing_else() {
    let folder = project("diff");
    let before = text(&folder, "specs/snyk.json");
    let place = upstream(&folder, |text| text.replace("listOrgs\"", "listAllOrgs\""));
    run_in(&folder, &from("snyk", &place)).unwrap();
    let after = text(&folder, "specs/snyk.json");
    let lines = before.lines().zip(after.lines()).filter(|(old, new)| old != new).count();
    assert_eq!((before.lines().count(), lines), (after.lines().count(), 1));
}

#[test]
fn a_renamed_operation_is_major_and_minor_once_its_alias_is_accepted() {
    let folder = project("renamed");
    let place = upstream(&folder, |text| text.replace("listOrgs\"", "listAllOrgs\""));
    let done = run_in(&folder, &Arguments { format: Format::Json, ..from("snyk", &place) }).unwrap();
    let report: serde_json::Value = serde_json::from_str(&done.text).unwrap();
    let snyk = &report["apis"][0];
    assert_eq!((&report["bump"], &snyk["api"]), (&"major".into(), &"snyk".into()), "{}", done.text);
    let renames = snyk["renames"].as_array().unwrap();
    let entry = r#"Alias { at: "/paths/~1orgs/get", formerly: "list_orgs" },"#;
    assert!(renames.iter().any(|rename| rename["entry"] == entry), "{renames:?}");
    assert!(text(&folder, "CHANGELOG.md").contains("list_all_orgs"), "{}", text(&folder, "CHANGELOG.md"));
    let page = text(&folder, "target/regen/report.html");
    assert!(page.contains("list_all_orgs") && page.contains("Alias {"));
}

#[test]
fn each_change_has_a_section_of_its_own() {
    let folder = project("sections");
    for name in ["listAllOrgs", "listEveryOrg"] {
        let place = upstream(&folder, |text| {
            text.replace("listOrgs\"", &format!("{name}\"")).replace("listAllOrgs\"", &format!("{name}\""))
        });
        run_in(&folder, &from("snyk", &place)).unwrap();
    }
    let changelog = text(&folder, "CHANGELOG.md");
    let headings: Vec<&str> = changelog.lines().filter(|line| line.starts_with("### The snyk document")).collect();
    assert_eq!(headings, ["### The snyk document, 2024-10-15 (2)", "### The snyk document, 2024-10-15"]);
}

#[test]
fn a_dry_run_writes_the_report_alone() {
    let folder = project("dry");
    let place = upstream(&folder, |text| text.replace("listOrgs\"", "listAllOrgs\""));
    let before = READ.map(|part| listing(&folder.0.join(part)));
    let done = run_in(&folder, &Arguments { mode: Mode::DryRun, ..from("snyk", &place) }).unwrap();
    assert_eq!(READ.map(|part| listing(&folder.0.join(part))), before);
    assert!(done.text.contains("would be written; nothing was") && folder.0.join(REPORT).exists(), "{}", done.text);
}

/// Runs that cannot end well, and what they have to say.
fn refused(name: &str, arguments: impl Fn(&Folder) -> Arguments, said: &[&str]) {
    let folder = project(name);
    let arguments = arguments(&folder);
    let before = listing(&folder.0);
    let error = run_in(&folder, &arguments).map(|done| done.text).unwrap_err();
    assert_eq!(listing(&folder.0), before, "{error}");
    for text in said {
        assert!(error.contains(text), "{text:?} is not in {error}");
    }
}

#[test]
fn an_action_that_the_new_document_made_stale_stops_the_run() {
    let gone = |folder: &Folder| {
        let place = changed(folder, "secoda", |text| text.replace("/api/v1/auth/group\"", "/api/v1/auth/groups\""));
        let rules = text(folder, "specs/regen.toml").replace("auth/group/**", "auth/**");
        fs::write(folder.0.join("specs/regen.toml"), rules).unwrap();
        from("secoda", &place)
    };
    refused("stale-action", gone, &["specs/secoda.overlay.yaml", "/api/v1/auth/groups"]);
    // The vendored text has the changes already: from a source, that is news.
    let done = |folder: &Folder| from("secoda", &changed(folder, "secoda", |text| text.replace("8.22.39", "8.22.40")));
    refused("done-action", done, &["specs/secoda.overlay.yaml", "delete the action"]);
}

#[test]
fn what_is_no_document_leaves_the_tree_as_it_was() {
    let cut = |folder: &Folder| from("snyk", &changed(folder, "snyk", |text| text[..text.len() / 2].to_owned()));
    refused("cut", cut, &["specs/ are as they were"]);
    let other = |folder: &Folder| from("snyk", &changed(folder, "snyk", |_| r#"{"a": 1}"#.to_owned()));
    refused("other", other, &["no member `openapi`", "specs/ are as they were"]);
    let absent = |folder: &Folder| from("snyk", &folder.path("nowhere.json"));
    refused("absent", absent, &["nowhere.json"]);
    let offline =
        |_: &Folder| Arguments { api: Some("snyk".to_owned()), source: Source::Vendor, ..Arguments::default() };
    refused("offline", offline, &["https://api.snyk.io/rest/openapi", "--from"]);
}

#[test]
fn a_document_that_does_not_generate_leaves_the_tree_as_it_was() {
    let broken = |folder: &Folder| {
        from("snyk", &upstream(folder, |text| text.replacen("#/components/schemas/", "#/components/schemata/", 1)))
    };
    refused("broken", broken, &["leads nowhere", "specs/snyk.overlay.yaml"]);
}

#[test]
fn a_disk_that_takes_nothing_leaves_the_tree_as_it_was() {
    let folder = project("disk");
    let place = upstream(&folder, |text| text.replace("listOrgs\"", "listAllOrgs\""));
    // A file where the new texts would wait.
    fs::write(folder.0.join("target"), "").unwrap();
    let before = listing(&folder.0);
    let error = run_in(&folder, &from("snyk", &place)).map(|done| done.text).unwrap_err();
    assert!(error.contains("every file is as it was"), "{error}");
    assert_eq!(listing(&folder.0), before);
}

#[test]
fn an_interrupted_run_is_taken_back_and_told() {
    let folder = project("interrupted");
    fs::create_dir_all(folder.0.join("target/regen/staged")).unwrap();
    fs::write(folder.0.join("target/regen/staged/0.old"), text(&folder, "specs/snyk.json")).unwrap();
    fs::write(folder.0.join("specs/snyk.json"), "half").unwrap();
    fs::write(folder.0.join("target/regen/journal"), "specs/snyk.json").unwrap();
    let done = run_in(&folder, &Arguments::default()).unwrap();
    assert!(done.text.starts_with("the run before this one was interrupted"), "{}", done.text);
    assert!(done.text.ends_with("is up to date\n"), "{}", done.text);
}

#[test]
fn what_does_not_go_together_is_said() {
    let given = || Source::Given("x".to_owned());
    let table = [
        (Arguments { source: given(), ..Arguments::default() }, "--from needs"),
        (Arguments { api: Some("aws".to_owned()), ..Arguments::default() }, "no API \"aws\", only snyk and secoda"),
        (Arguments { version: Some("2024-10-15".to_owned()), ..from("snyk", "x") }, "--version goes with --fetch"),
        (Arguments { stand_in: Some(PathBuf::from("x")), ..Arguments::default() }, "--spec goes with --from"),
        (Arguments { narrowing: Narrowing::Whole, ..Arguments::default() }, "--all goes with"),
    ];
    for (arguments, said) in table {
        assert!(arguments.check().is_err_and(|what| what.contains(said)), "{arguments:?}");
    }
}

#[test]
fn the_vendors_page_gives_the_operations_that_are_vendored() {
    let Some(page) = material("seeds/secoda-groups-page.md.txt") else { return };
    let folder = project("page");
    let before = listing(&folder.0.join("tests/surface"));
    let done = run_in(&folder, &Arguments { format: Format::Json, ..from("secoda", &page) }).unwrap();
    let report: serde_json::Value = serde_json::from_str(&done.text).unwrap();
    let bump = report["apis"][1]["bump"].as_str().unwrap_or_default().to_owned();
    // Words differ, and nothing else.
    assert!(["none", "patch"].contains(&bump.as_str()), "{}", done.text);
    assert_eq!(listing(&folder.0.join("tests/surface")), before);
}

#[test]
fn a_page_that_points_elsewhere_is_completed_by_a_file() {
    let (Some(page), Some(spec)) =
        (material("seeds/snyk-groups-page.md.txt"), material("specs/snyk-2024-06-26-experimental.json"))
    else {
        return;
    };
    let folder = project("pointing");
    let arguments = Arguments { stand_in: Some(PathBuf::from(spec)), ..from("snyk", &page) };
    run_in(&folder, &arguments).unwrap();
    let root: serde_json::Value = serde_json::from_str(&text(&folder, "specs/snyk.json")).unwrap();
    let methods = root["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().keys());
    assert_eq!(methods.filter(|key| crate::census::METHODS.contains(&key.as_str())).count(), 9);
}
