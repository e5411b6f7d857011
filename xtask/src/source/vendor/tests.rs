use super::*;
use crate::source::testing::Shelf;

const LIST: &str = "https://api.example/rest/openapi";
const DOCUMENT_1: &str = "https://s.example/schema/";
const DOCUMENT_2: &str = "https://s.example/schema.json";
const PAGES: [&str; 2] = ["https://d.example/r/ants.md", "https://d.example/r/bees.md"];

fn snyk() -> Vendor {
    Vendor { versions: Some(LIST.to_owned()), ..Vendor::default() }
}

fn secoda() -> Vendor {
    let documents = [DOCUMENT_1, DOCUMENT_2].map(str::to_owned).to_vec();
    Vendor { versions: None, documents, pages: PAGES.map(str::to_owned).to_vec() }
}

fn listing(list: &str) -> Shelf {
    Shelf::default().with(LIST, "application/json", list)
}

fn document(version: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.3", "x-snyk-api-version": "{version}", "info": {{"version": "REST"}}, "paths": {{}}}}"#
    )
}

fn page(path: &str) -> String {
    format!("# Page\n```json\n{{\"openapi\": \"3.0.0\", \"paths\": {{\"/{path}\": {{\"get\": {{}}}}}}}}\n```\n")
}

fn json(shelf: Shelf, address: &str, text: &str) -> Shelf {
    shelf.with(address, "application/json", text)
}

fn remarks(upstream: &Upstream) -> Vec<String> {
    upstream.remarks.iter().map(|note| note.what.clone()).collect()
}

fn error(vendor: &Vendor, version: Option<&str>, shelf: &Shelf) -> SourceError {
    read(vendor, version, shelf).err().unwrap_or_else(|| panic!("it worked"))
}

#[test]
fn the_newest_version_that_is_generally_available_is_fetched() {
    let list = r#"["2024-10-15", "2026-01-01~beta", "2025-11-05", "2025-12-01~experimental", "2021-06-04"]"#;
    let shelf = json(listing(list), &format!("{LIST}/2025-11-05"), &document("2025-11-05"));
    let upstream = read(&snyk(), None, &shelf).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(upstream.version.as_deref(), Some("2025-11-05"));
    assert_eq!(upstream.source, format!("{LIST}/2025-11-05"));
    assert_eq!(remarks(&upstream), Vec::<String>::new());
    // No version in the query of either.
    assert_eq!(shelf.addresses(), [LIST.to_owned(), format!("{LIST}/2025-11-05")]);
}

#[test]
fn another_version_is_fetched_if_it_is_in_the_list() {
    let list = r#"["2024-10-15", "2025-11-05", "2024-10-15~beta"]"#;
    for version in ["2024-10-15", "2024-10-15~beta"] {
        let shelf = json(listing(list), &format!("{LIST}/{version}"), &document(version));
        let found = read(&snyk(), Some(version), &shelf).map(|upstream| upstream.version);
        assert_eq!(found, Ok(Some(version.to_owned())).map_err(|error: SourceError| error), "{version}");
    }
}

#[test]
fn a_version_that_is_not_in_the_list_is_answered_with_its_neighbours() {
    let list = r#"["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-02-15~beta"]"#;
    let near = |asked: &str| {
        let shelf = listing(list);
        let error = error(&snyk(), Some(asked), &shelf);
        assert_eq!(shelf.addresses(), [LIST], "{asked}");
        error.what.rsplit("the nearest are ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(near("2024-03-15"), "2024-02-01, 2024-03-01, 2024-04-01, 2024-05-01");
    assert_eq!(near("2023-01-01"), "2024-01-01, 2024-02-01");
    assert_eq!(near("2030-01-01"), "2024-04-01, 2024-05-01");
    assert_eq!(near("2024-03-15~beta"), "2024-02-15~beta");
    assert_eq!(near("latest"), "2024-04-01, 2024-05-01");
    assert_eq!(near("2024-03-15~wip"), "2024-02-15~beta, 2024-03-01, 2024-04-01, 2024-05-01");
    assert_eq!(near("../../v1"), "2024-01-01, 2024-02-01");
}

#[test]
fn what_is_no_version_is_not_asked_for() {
    let list = r#"["9999-99-99/../../x", "2024-10-15?a=b", "2024-10-15~", "9024-1-15", 7, null, "2024-10-14"]"#;
    assert_eq!(super::listed(LIST, &listing(list)), Ok(vec!["2024-10-14".to_owned()]));
}

#[test]
fn a_list_without_a_version_that_is_available_says_what_it_has() {
    let what = error(&snyk(), None, &listing(r#"["2024-10-15~beta", "2024-09-15~beta"]"#)).what;
    assert!(what.ends_with("none is generally available, only 2024-09-15~beta, 2024-10-15~beta"), "{what}");
}

#[test]
fn an_answer_that_is_no_list_is_said_to_be_none() {
    for list in [r#"{"errors": []}"#, "<html>", "", "\"2024-10-15\""] {
        let error = error(&snyk(), None, &listing(list));
        assert!(error.what.ends_with("does not answer with a list of versions"), "{error}");
        assert!(error.to_string().contains("the documents in specs/ are as they were; download"), "{error}");
    }
    assert!(error(&snyk(), None, &listing("[]")).what.ends_with("lists no version"));
}

#[test]
fn a_document_that_calls_itself_otherwise_is_remarked_upon() {
    let shelf = json(listing(r#"["2025-11-05"]"#), &format!("{LIST}/2025-11-05"), &document("2024-10-15"));
    let upstream = read(&snyk(), None, &shelf).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(upstream.version.as_deref(), Some("2025-11-05"));
    assert_eq!(remarks(&upstream), ["the document of 2025-11-05 calls itself 2024-10-15"]);
}

#[test]
fn a_vendor_without_versions_has_none_to_choose() {
    let shelf = Shelf::default();
    assert!(error(&secoda(), Some("2024-10-15"), &shelf).next.starts_with("leave out --version"));
    assert_eq!(shelf.addresses(), Vec::<String>::new());
}

#[test]
fn a_version_that_is_asked_for_is_sought_nowhere_else() {
    let vendor = Vendor { versions: Some(LIST.to_owned()), ..secoda() };
    let shelf = json(Shelf::default(), DOCUMENT_1, &document("1"));
    assert!(read(&vendor, Some("2024-10-15"), &shelf).is_err());
    assert_eq!(shelf.addresses(), [LIST]);
}

#[test]
fn the_first_document_that_works_is_taken() {
    let shelf = json(json(Shelf::default(), DOCUMENT_1, &document("1")), DOCUMENT_2, &document("2"));
    let upstream = read(&secoda(), None, &shelf).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((upstream.source.as_str(), upstream.version.as_deref()), (DOCUMENT_1, Some("1")));
    assert_eq!(*shelf.asked.borrow(), [(DOCUMENT_1.to_owned(), DOCUMENT.to_owned())]);
    assert!(DOCUMENT.starts_with("application/json") && !DOCUMENT.contains("yaml"));
}

#[test]
fn a_document_in_yaml_is_read_too() {
    let text = "openapi: 3.0.3\ninfo: {version: 8.22}\npaths: {}\n";
    let shelf = Shelf::default().with(DOCUMENT_1, "application/vnd.oai.openapi", text);
    let version = read(&secoda(), None, &shelf).map(|upstream| upstream.version);
    assert_eq!(version.ok().flatten().as_deref(), Some("8.22"));
}

#[test]
fn what_did_not_work_is_remarked_upon() {
    let shelf = json(Shelf::default(), DOCUMENT_1, "{\"detail\": \"no\"}");
    let shelf = json(shelf, DOCUMENT_2, &document("2"));
    let upstream = read(&secoda(), None, &shelf).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(upstream.source, DOCUMENT_2);
    let expected =
        format!("another source did not work: {DOCUMENT_1} has no member `openapi`, so it is no OpenAPI document");
    assert_eq!(remarks(&upstream), [expected]);
}

#[test]
fn pages_are_put_together_where_no_document_works() {
    let shelf = PAGES
        .iter()
        .zip(["ants", "bees"])
        .fold(Shelf::default(), |shelf, (address, path)| shelf.with(address, "text/markdown", &page(path)));
    let upstream = read(&secoda(), None, &shelf).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(upstream.source, "https://d.example/r/ (2 pages)");
    assert_eq!(upstream.root["paths"], serde_json::json!({ "/ants": { "get": {} }, "/bees": { "get": {} } }));
    assert_eq!(upstream.remarks.len(), 2);
    assert_eq!(upstream.shown, []);
    assert!(shelf.asked.borrow().iter().skip(2).all(|(_, accept)| accept.starts_with("text/markdown")));
}

#[test]
fn a_page_that_is_missing_is_not_passed_over() {
    let shelf = Shelf::default().with(PAGES[0], "text/markdown", &page("ants"));
    let error = error(&secoda(), None, &shelf);
    assert!(error.what.ends_with(&format!("\n  {} answered 404 Not Found", PAGES[1])), "{error}");
}

#[test]
fn one_error_has_all_reasons() {
    let shelf = Shelf::default().with(DOCUMENT_1, "text/html", "<html>").with(PAGES[0], "text/markdown", "# No");
    let shelf = shelf.with(PAGES[1], "text/markdown", "# No");
    let error = error(&secoda(), None, &shelf);
    for part in [
        "no source of this vendor works:\n  the answer of https://s.example/schema/ is a web page",
        "\n  https://s.example/schema.json answered 404 Not Found\n  https://d.example/r/ (2 pages) cannot be read",
        "no fenced block holds an OpenAPI document",
    ] {
        assert!(error.what.contains(part), "{part} in {error}");
    }
    assert_eq!(error.next, BY_HAND);
}

#[test]
fn a_vendor_without_addresses_is_not_known() {
    let error = error(&Vendor::default(), None, &Shelf::default());
    assert_eq!(error.what, "no address of this vendor is known");
}

#[test]
fn an_address_that_is_not_encrypted_is_not_asked() {
    let vendor = Vendor { documents: vec!["http://s.example/schema/".to_owned()], ..Vendor::default() };
    let shelf = Shelf::default();
    assert!(error(&vendor, None, &shelf).what.ends_with("write https://"));
    assert_eq!(shelf.addresses(), Vec::<String>::new());
}
