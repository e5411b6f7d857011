//! What comes of a path or an address, and of the vendors' own pages where they are at hand.

use super::testing::{Folder, Server, Shelf, answer, listing, material};
use super::transport::{Limits, Network};
use super::*;

const ADDRESS: &str = "https://files.example/spec.json";

fn document() -> String {
    let operation = |name: &str| format!("{{\"operationId\": \"{name}\"}}");
    format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"T\", \"version\": \"1.2\"}}, \"paths\": {{\
         \"/ants\": {{\"get\": {}, \"post\": {}}}, \"/ants/{{ant_id}}\": {{\"delete\": {}}}}}}}",
        operation("a"),
        operation("b"),
        operation("c")
    )
}

fn showing(src: &str, operations: &[(&str, &str)]) -> String {
    let blocks = operations.iter().map(|(method, path)| {
        let path = path.replace('_', "\\_");
        format!(
            "{{% openapi src=\"{src}\" path=\"{path}\" method=\"{method}\" %}}\n[spec]({src})\n{{% endopenapi %}}\n"
        )
    });
    format!("# Ants\n\nAsk the page what you like.\n\n{}", blocks.collect::<String>())
}

fn page() -> String {
    showing(ADDRESS, &[("get", "/ants"), ("delete", "/ants/{ant_id}")])
}

fn read_given(place: &str, stand_in: Option<&str>, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    read(&Origin::Given { place: place.to_owned(), stand_in: stand_in.map(PathBuf::from) }, transport)
}

fn error(place: &str, stand_in: Option<&str>, transport: &dyn Transport) -> String {
    read_given(place, stand_in, transport).err().map(|error| error.to_string()).unwrap_or_default()
}

fn operations(upstream: &Upstream) -> Vec<String> {
    let paths = upstream.root["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            item.as_object().into_iter().flat_map(move |item| item.keys().map(move |key| (key, path)))
        })
        .filter(|(key, _)| crate::census::METHODS.contains(&key.as_str()))
        .map(|(method, path)| format!("{method} {path}"))
        .collect()
}

#[test]
fn a_file_is_read_without_the_network() {
    let folder = Folder::with("file", &[("ants.json", &document())]);
    let upstream = read_given(&folder.path("ants.json"), None, &Shelf::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((upstream.source.as_str(), upstream.version.as_deref()), ("ants.json", Some("1.2")));
    assert_eq!(operations(&upstream), ["get /ants", "post /ants", "delete /ants/{ant_id}"]);
    assert_eq!((upstream.sha256.len(), upstream.stands_for, upstream.shown), (64, None, Vec::new()));
}

#[test]
fn a_page_that_points_gives_an_address_and_what_it_shows() {
    let folder = Folder::with("points", &[("ants.md", &page())]);
    let shelf = Shelf::default().with(ADDRESS, "application/json", &document());
    let upstream = read_given(&folder.path("ants.md"), None, &shelf).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((upstream.source.as_str(), upstream.stands_for.as_deref()), (ADDRESS, None));
    assert_eq!(operations(&upstream), ["get /ants", "delete /ants/{ant_id}"]);
    assert_eq!(upstream.shown.len(), 2);
    assert_eq!(shelf.addresses(), [ADDRESS]);
}

#[test]
fn a_local_file_stands_in_for_the_address() {
    let folder = Folder::with("stand-in", &[("ants.md", &page()), ("mine.json", &document())]);
    let (shelf, spec) = (Shelf::default(), folder.path("mine.json"));
    let upstream = read_given(&folder.path("ants.md"), Some(&spec), &shelf).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((upstream.source.as_str(), upstream.stands_for.as_deref()), ("mine.json", Some(ADDRESS)));
    assert_eq!(operations(&upstream), ["get /ants", "delete /ants/{ant_id}"]);
    let remark = format!("mine.json was read instead of {ADDRESS}, which ants.md points to");
    assert_eq!(upstream.remarks.iter().map(|note| note.what.clone()).collect::<Vec<_>>(), [remark]);
    assert_eq!(shelf.addresses(), Vec::<String>::new());
    let alone = read_given(&spec, None, &shelf).map(|upstream| upstream.sha256);
    assert_eq!(alone.ok(), Some(upstream.sha256));
}

#[test]
fn nothing_stands_in_for_a_document_that_is_there() {
    let folder = Folder::with("no-stand-in", &[("ants.json", &document())]);
    let path = folder.path("ants.json");
    let error = error(&path, Some(&path), &Shelf::default());
    assert!(error.starts_with("ants.json points to no document") && error.contains("leave out --spec"), "{error}");
}

#[test]
fn all_operations_that_the_document_lacks_are_listed() {
    let shown = [("get", "/ants"), ("put", "/ants"), ("get", "/bees/{bee_id}")];
    let folder = Folder::with("lacks", &[("ants.md", &showing(ADDRESS, &shown)), ("mine.json", &document())]);
    let error = error(&folder.path("ants.md"), Some(&folder.path("mine.json")), &Shelf::default());
    let expected = "mine.json lacks 2 of the 3 operations that ants.md shows:\n  PUT /ants\n  GET /bees/{bee_id}\n\
                    the documents in specs/ are as they were; ";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_path_in_a_page_starts_from_its_folder() {
    let page = showing("../.gitbook/assets/my%20spec.json", &[("post", "/ants")]);
    let files = [("docs/ants.md", page.as_str()), (".gitbook/assets/my spec.json", &document())];
    let folder = Folder::with("relative", &files);
    let upstream = read_given(&folder.path("docs/ants.md"), None, &Shelf::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(operations(&upstream), ["post /ants"]);
    assert_eq!(upstream.source, "my spec.json");
}

#[test]
fn a_path_in_a_page_of_the_network_starts_from_its_address() {
    let page = showing("../assets/spec.json", &[("post", "/ants")]);
    let shelf = Shelf::default().with("https://d.example/docs/r/ants.md", "text/markdown", &page);
    let shelf = shelf.with("https://d.example/docs/assets/spec.json", "text/plain", &document());
    let upstream = read_given("https://d.example/docs/r/ants.md", None, &shelf).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(upstream.source, "https://d.example/docs/assets/spec.json");
    assert_eq!(operations(&upstream), ["post /ants"]);
}

#[test]
fn a_page_of_the_network_cannot_point_to_this_machine() {
    for target in ["http://127.0.0.1:9/a.json", "https://localhost/a.json", "http://[::1]/a.json"] {
        let page = showing(target, &[("get", "/ants")]);
        let shelf = Shelf::default().with("https://d.example/ants.md", "text/markdown", &page);
        let error = error("https://d.example/ants.md", None, &shelf);
        assert!(error.contains("which is on this machine"), "{error}");
        assert_eq!(shelf.addresses(), ["https://d.example/ants.md"]);
    }
}

#[test]
fn a_page_does_not_point_out_of_encryption_or_to_a_file() {
    for target in ["http://x.example/a.json", "file:///etc/passwd"] {
        let folder = Folder::with("scheme", &[("ants.md", &showing(target, &[("get", "/ants")]))]);
        let shelf = Shelf::default();
        let error = error(&folder.path("ants.md"), None, &shelf);
        assert!(error.starts_with("the document that ants.md points to cannot be had: "), "{error}");
        assert_eq!(shelf.addresses(), Vec::<String>::new());
    }
}

#[test]
fn a_page_without_a_link_needs_the_file() {
    let page =
        "{% openapi-operation spec=\"zoo\" path=\"/ants\" method=\"get\" %}\n[Broken](broken-reference)\n{% end %}";
    let folder = Folder::with("no-link", &[("ants.md", page), ("zoo.json", &document())]);
    let error = error(&folder.path("ants.md"), None, &Shelf::default());
    assert!(error.starts_with("ants.md shows the document \"zoo\", but has no link to it"), "{error}");
    assert!(error.ends_with("give the file with --spec"), "{error}");
    let spec = folder.path("zoo.json");
    let upstream = read_given(&folder.path("ants.md"), Some(&spec), &Shelf::default());
    assert_eq!(upstream.ok().map(|upstream| operations(&upstream)), Some(vec!["get /ants".to_owned()]));
}

#[test]
fn a_folder_of_pages_points_to_one_document() {
    let (one, other) = (showing("spec.json", &[("get", "/ants")]), showing("spec.json", &[("post", "/ants")]));
    let files = [("a.md", one.as_str()), ("b.md", &other), ("spec.json", &document()), ("other.json", "{}")];
    let folder = Folder::with("pages", &files);
    let upstream =
        read_given(&folder.0.display().to_string(), None, &Shelf::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(operations(&upstream), ["get /ants", "post /ants"]);
    let remarks: Vec<String> = upstream.remarks.into_iter().map(|note| note.what).collect();
    assert_eq!(remarks, ["other.json is not read, as the pages point to a document"]);
}

#[test]
fn a_page_that_points_and_holds_is_refused() {
    let both = format!("{}\n```json\n{}\n```\n", page(), document());
    let folder = Folder::with("both", &[("ants.md", &both)]);
    let error = error(&folder.path("ants.md"), None, &Shelf::default());
    assert!(error.starts_with("ants.md points to a document, and ants.md holds another"), "{error}");
}

#[test]
fn pages_that_hold_documents_are_merged() {
    let fence = |path: &str| format!("```json\n{}\n```\n", document().replace("/ants", path));
    let folder = Folder::with("held", &[("a.md", &fence("/ants")), ("b/c.md", &fence("/bees"))]);
    let upstream =
        read_given(&folder.0.display().to_string(), None, &Shelf::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((operations(&upstream).len(), upstream.shown.len()), (6, 0));
}

#[test]
fn swagger_is_called_by_its_name() {
    let folder = Folder::with("swagger", &[("a.json", "{\"swagger\": \"2.0\"}"), ("b.yaml", "swagger: 2.0\n")]);
    for file in ["a.json", "b.yaml"] {
        let error = error(&folder.path(file), None, &Shelf::default());
        assert!(error.starts_with(&format!("{file} is a document of Swagger 2.0, not of OpenAPI 3\n")), "{error}");
        assert!(error.ends_with("convert it to OpenAPI 3 and give it with --from"), "{error}");
    }
}

#[test]
fn what_is_no_openapi_is_refused() {
    let folder = Folder::with("other", &[("a.json", "{\"errors\": []}"), ("b.json", "[1]"), ("c.yaml", "just words")]);
    for file in ["a.json", "b.json", "c.yaml"] {
        let error = error(&folder.path(file), None, &Shelf::default());
        assert!(error.starts_with(&format!("{file} has no member `openapi`")), "{error}");
    }
}

#[test]
fn a_document_that_is_cut_off_is_said_to_be() {
    let text = document();
    let folder = Folder::with("cut", &[("a.json", &text[..text.len() / 2])]);
    let error = error(&folder.path("a.json"), None, &Shelf::default());
    assert!(error.starts_with("a.json cannot be read:\na.json#/"), "{error}");
    assert!(error.contains("not JSON: EOF") && error.contains("the text is cut off"), "{error}");
}

#[test]
fn members_that_are_there_twice_are_a_problem() {
    let folder = Folder::with("twice", &[("a.json", "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {}, \"/a\": {}}}")]);
    let error = error(&folder.path("a.json"), None, &Shelf::default());
    assert!(error.contains("#/paths\n  the member \"/a\" is there more than once"), "{error}");
}

#[test]
fn a_web_page_is_no_document() {
    let folder = Folder::with("web", &[("a.json", "<!doctype html><title>Log in</title>")]);
    let local = error(&folder.path("a.json"), None, &Shelf::default());
    assert!(local.starts_with("a.json is a web page, not an OpenAPI document"), "{local}");
    let shelf = Shelf::default().with(ADDRESS, "text/html", "<!doctype html>");
    let remote = error(ADDRESS, None, &shelf);
    assert!(remote.starts_with(&format!("the answer of {ADDRESS} is a web page, not an OpenAPI document")), "{remote}");
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let local = error("no/such/file.json", None, &Shelf::default());
    assert!(local.starts_with("cannot read no/such/file.json: "), "{local}");
    let remote = error(ADDRESS, None, &Shelf::default());
    let expected = format!(
        "{ADDRESS} answered 404 Not Found\nthe documents in specs/ are as they were; \
         download it with a browser and give the file with --from"
    );
    assert_eq!(remote, expected);
}

#[test]
fn what_a_page_points_to_can_be_given_by_hand() {
    let folder = Folder::with("by-hand", &[("ants.md", &page())]);
    let error = error(&folder.path("ants.md"), None, &Shelf::default());
    let expected = format!("the document that ants.md points to cannot be had: {ADDRESS} answered 404 Not Found\n");
    assert!(error.starts_with(&expected), "{error}");
    assert!(error.contains("\nof it, the page shows:\n  GET /ants"), "{error}");
    assert!(error.ends_with("give the file with --spec, beside the page"), "{error}");
}

#[test]
fn everything_works_over_a_socket() {
    let server = Server::answering(vec![
        answer("200 OK", &[("Content-Type", "text/markdown")], &showing("spec", &[("get", "/ants")])),
        answer("302 Found", &[("Location", "/v1/spec")], ""),
        answer("200 OK", &[("Content-Type", "application/json")], &document()),
    ]);
    let network = Network::new(Limits::default());
    let upstream = read_given(&format!("{}/ants.md", server.base), None, &network).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(operations(&upstream), ["get /ants"]);
    assert_eq!(upstream.source, format!("{}/spec", server.base));
}

#[test]
fn a_vendor_is_asked_over_a_socket() {
    let server = Server::answering(vec![
        answer("200 OK", &[("Content-Type", "application/json")], "[\"2024-10-15\", \"2025-01-01~beta\"]"),
        answer("200 OK", &[("Content-Type", "application/json")], &document()),
    ]);
    let vendor = Vendor { versions: Some(format!("{}/rest/openapi", server.base)), ..Vendor::default() };
    let origin = Origin::Vendor { vendor, version: None };
    let upstream = read(&origin, &Network::new(Limits::default())).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(upstream.version.as_deref(), Some("2024-10-15"));
    let lines: Vec<String> = server.heads().iter().filter_map(|head| head.lines().next().map(str::to_owned)).collect();
    assert_eq!(lines, ["GET /rest/openapi HTTP/1.1", "GET /rest/openapi/2024-10-15 HTTP/1.1"]);
}

#[test]
fn nothing_is_written() {
    let files = [("a.json", document()), ("b.md", page()), ("c.json", "{".to_owned())];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = Folder::with("writes", &files);
    let specs = crate::project_root().join("specs");
    let before = (folder.listing(), listing(&specs));
    let shelf = Shelf::default().with(ADDRESS, "", &document());
    for place in
        [folder.path("a.json"), folder.path("b.md"), folder.path("c.json"), folder.path(""), ADDRESS.to_owned()]
    {
        let _ = read_given(&place, None, &shelf);
    }
    let _ = read_given(&folder.path("b.md"), Some(&folder.path("a.json")), &shelf);
    assert_eq!((folder.listing(), listing(&specs)), before);
    let code = include_str!("piece.rs").to_owned() + include_str!("../source.rs") + include_str!("vendor.rs");
    assert!(!["fs::write", "File::create", "OpenOptions"].iter().any(|word| code.contains(word)));
}

#[test]
fn the_page_of_snyk_gives_one_address_and_nine_operations() {
    let Some(page) = material("seeds/snyk-groups-page.md.txt") else { return };
    let shelf = Shelf::default();
    let error = read_given(&page, None, &shelf).err().map(|error| error.to_string()).unwrap_or_default();
    let addresses = shelf.addresses();
    assert_eq!(addresses.len(), 1, "{error}");
    assert!(addresses.iter().all(|one| one.ends_with("rest-spec.json?alt=media") && !one.contains(['<', '\\', '&'])));
    let pieces = Pieces::local(Path::new(&page)).unwrap_or_else(|error| panic!("{error}"));
    let pointed = page::pointed(&pieces.pages()).ok().flatten();
    let shown = pointed.map(|pointed| pointed.shown).unwrap_or_default();
    assert_eq!(shown.len(), 9);
    assert!(shown.contains(&("delete".to_owned(), "/groups/{group_id}/memberships/{membership_id}".to_owned())));
}

#[test]
fn a_document_stands_in_for_that_of_snyk() {
    let page = material("seeds/snyk-groups-page.md.txt");
    let spec = material("specs/snyk-2024-06-26-experimental.json");
    let (Some(page), Some(spec)) = (page, spec) else { return };
    let upstream = read_given(&page, Some(&spec), &Shelf::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((operations(&upstream).len(), upstream.shown.len()), (9, 9));
    assert_eq!(upstream.version.as_deref(), Some("2024-06-26~experimental"));
}

#[test]
fn an_older_document_of_snyk_lacks_what_the_page_shows() {
    let page = material("seeds/snyk-groups-page.md.txt");
    let spec = material("specs/snyk-2024-06-26.json");
    let (Some(page), Some(spec)) = (page, spec) else { return };
    let error = error(&page, Some(&spec), &Shelf::default());
    assert!(error.starts_with("snyk-2024-06-26.json lacks 9 of the 9 operations that snyk-groups-page.md.txt shows:"));
    assert_eq!(error.lines().filter(|line| line.starts_with("  ")).count(), 9);
}

#[test]
fn the_page_of_secoda_holds_five_operations() {
    let Some(page) = material("seeds/secoda-groups-page.md.txt") else { return };
    let upstream = read_given(&page, None, &Shelf::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((operations(&upstream).len(), upstream.shown.len()), (5, 0));
    assert!(upstream.version.is_some());
}
