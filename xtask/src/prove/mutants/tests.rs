use super::*;

const NAMES: &Room = &ROOMS[1];

fn survivor(what: &str) -> Survivor {
    Survivor { file: "src/codegen/names.rs".to_owned(), what: what.to_owned() }
}

fn explained(file: &str, what: &str) -> Explained {
    Explained { survivor: Survivor { file: file.to_owned(), what: what.to_owned() }, why: "equal".to_owned() }
}

fn outcome(survivors: &[&str]) -> Outcome {
    Outcome { caught: 3, survivors: survivors.iter().map(|what| survivor(what)).collect(), ..Outcome::default() }
}

#[test]
fn a_survivor_that_nobody_explained_fails() {
    let (outcome, list) = (outcome(&["a", "a"]), [explained("src/codegen/names.rs", "a")]);
    let verdict = Verdict::of(NAMES, &outcome, &list);
    assert!(!verdict.is_fine());
    assert_eq!(verdict.unexplained, [&survivor("a")], "an explanation is for one of two that read the same");
    assert!(
        verdict.to_string().contains("5 mutants, 3 caught, 0 timed out, 0 do not compile, 1 explained\n  survived")
    );
}

#[test]
fn an_explanation_of_the_room_that_nothing_needs_fails() {
    let (outcome, list) = (outcome(&[]), [explained("src/codegen/names/operations.rs", "a")]);
    let verdict = Verdict::of(NAMES, &outcome, &list);
    assert!(!verdict.is_fine() && verdict.to_string().contains("stale: src/codegen/names/operations.rs: a"));
}

#[test]
fn explanations_of_other_rooms_are_left_alone() {
    let (outcome, list) = (outcome(&["a"]), [explained("src/codegen/names.rs", "a"), explained("src/page.rs", "b")]);
    assert!(Verdict::of(NAMES, &outcome, &list).is_fine());
}

#[test]
fn a_room_without_mutants_proves_nothing() {
    assert!(!Verdict::of(NAMES, &Outcome::default(), &[]).is_fine());
}

#[test]
fn rooms_are_chosen_by_name_and_all_of_them_without_one() {
    assert_eq!(chosen(&[]).unwrap().len(), ROOMS.len());
    assert_eq!(chosen(&["names".to_owned()]).unwrap(), [NAMES]);
    assert!(chosen(&["cellar".to_owned()]).is_err_and(|fault| fault.contains("no room \"cellar\", but retry, names")));
}

#[test]
fn the_files_of_every_room_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for room in &ROOMS {
        for pattern in room.files {
            let path = root.join(pattern.trim_end_matches("/**"));
            assert!(path.exists(), "{}: there is no {}", room.name, path.display());
        }
    }
}

#[test]
fn every_explanation_is_of_a_room_and_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for one in explained::read(&root.join("xtask/mutants.toml")).unwrap() {
        assert!(ROOMS.iter().any(|room| room.has(&one.survivor.file)), "{one:?}");
    }
}

/// What keeps the crates from drifting apart from the code: they are written from it, and it has to be as they expect.
#[test]
fn the_slim_crates_can_be_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for slim in [Slim::Generator, Slim::Runtime] {
        let folder = env::temp_dir().join(format!("mutants-{}-{}", slim.folder(), std::process::id()));
        slim.write(&root, &folder).unwrap();
        assert!(folder.join("Cargo.toml").exists() && folder.join("src/lib.rs").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn an_explanation_that_was_not_tested_is_left_alone() {
    let (outcome, list) = (outcome(&[]), [explained("src/codegen/names.rs", "a")]);
    let mut verdict = Verdict::of(NAMES, &outcome, &list);
    verdict.forgive_untested();
    assert!(verdict.is_fine());
}

#[test]
fn a_revision_that_is_none_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fault = changes::since("no-such-revision", NAMES, root, &root.join("never-written")).unwrap_err();
    assert!(fault.starts_with("git cannot tell what has changed: "), "{fault}");
}
