use super::*;
use crate::source::testing::{Folder, Shelf};

fn remote(kind: &str, text: &str) -> Result<Form, String> {
    let shelf = Shelf::default().with("https://x.example/a", kind, text);
    let pieces = Address::parse("https://x.example/a").and_then(|address| Pieces::remote(&address, "*/*", &shelf))?;
    Ok(if pieces.pages().is_empty() { Form::Data } else { Form::Page })
}

#[test]
fn the_sender_decides_how_an_answer_is_written() {
    for kind in ["application/json", "application/vnd.x+json", "application/yaml", "application/vnd.oai.openapi"] {
        assert_eq!(remote(kind, "# no matter"), Ok(Form::Data), "{kind}");
    }
    assert_eq!(remote("text/markdown", "openapi: 3.0.0"), Ok(Form::Page));
}

#[test]
fn the_name_decides_where_the_sender_does_not() {
    let text = "no matter";
    for (name, expected) in
        [("/a.json", Form::Data), ("/a.YML", Form::Data), ("/a.md", Form::Page), ("/a.txt", Form::Page)]
    {
        assert_eq!(form("text/plain", Path::new(name), text), expected, "{name}");
        assert_eq!(form("", Path::new(name), text), expected, "{name}");
    }
}

#[test]
fn the_beginning_decides_where_nothing_else_does() {
    for (text, expected) in [
        (" {\"openapi\": 1}", Form::Data),
        ("# made by hand\nopenapi: 3.0.0", Form::Data),
        ("swagger: '2.0'", Form::Data),
        ("# Wombats\n```json\n{}\n```", Form::Page),
    ] {
        assert_eq!(remote("application/octet-stream", text), Ok(expected), "{text}");
    }
}

#[test]
fn a_web_page_is_called_one() {
    let texts = ["\n<!DOCTYPE html>\n<html>", "<HTML lang=en>", "<head></head>", "<body>"];
    for (kind, text) in texts.map(|text| ("application/json", text)).into_iter().chain([("text/html", "{}")]) {
        let error = remote(kind, text).err().unwrap_or_default();
        assert!(error.contains("https://x.example/a is a web page, not an OpenAPI document"), "{error}");
    }
}

#[test]
fn what_is_empty_or_no_text_is_said_to_be() {
    assert!(remote("application/json", " \n").is_err_and(|error| error.ends_with("is empty")));
    assert!(remote("", "<?xml version=\"1.0\"?><a/>").is_err_and(|error| error.contains("is XML")));
    let folder = Folder::with("text", &[("a.json", "")]);
    fs::write(folder.0.join("b.json"), b"\x1f\x8b\x08\xff").unwrap_or_else(|error| panic!("{error}"));
    let error = |file: &str| Pieces::local(&folder.0.join(file)).err().unwrap_or_default();
    assert_eq!(error("a.json"), "a.json is empty");
    assert!(error("b.json").starts_with("b.json is no text in UTF-8"), "{}", error("b.json"));
}

#[test]
fn the_sum_is_that_of_the_bytes_as_they_came() {
    // Of the three letters, and of the same after a byte order mark.
    let sum = |text: &str| {
        let shelf = Shelf::default().with("https://x.example/a", "", text);
        let pieces = Address::parse("https://x.example/a").and_then(|address| Pieces::remote(&address, "*/*", &shelf));
        pieces.map(|pieces| pieces.sha256()).unwrap_or_default()
    };
    assert_eq!(sum("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_ne!(sum("\u{feff}abc"), sum("abc"));
}

#[test]
fn the_sum_of_several_depends_on_names_and_borders() {
    let sum = |files: &[(&str, &str)]| {
        let folder = Folder::with("sum", files);
        Pieces::local(&folder.0).map(|pieces| pieces.sha256()).unwrap_or_default()
    };
    let first = sum(&[("a.md", "x"), ("b/c.md", "y")]);
    assert_eq!(first, sum(&[("b/c.md", "y"), ("a.md", "x"), ("d.png", "z")]));
    for other in [sum(&[("a.md", "xy"), ("b/c.md", "")]), sum(&[("a.md", "x"), ("b/d.md", "y")])] {
        assert_ne!(first, other);
    }
}

#[test]
fn a_local_source_is_a_name_without_a_path() {
    let folder = Folder::with("name", &[("b/a.json", "{}")]);
    let source = |path: PathBuf| Pieces::local(&path).map(|pieces| pieces.source);
    assert_eq!(source(folder.0.join("b/a.json")), Ok("a.json".to_owned()));
    assert_eq!(source(folder.0.join("b")), Ok("b".to_owned()));
    assert_eq!(source(folder.0.join("b/")), Ok("b".to_owned()));
    assert_eq!(source(folder.0.join("b/../b/..")), Ok(name_of(&folder.0)));
}

#[test]
fn pages_are_named_by_the_folder_that_holds_them() {
    let name = |addresses: &[&str]| {
        let addresses: Result<Vec<_>, _> = addresses.iter().map(|address| Address::parse(address)).collect();
        addresses.map(|addresses| common_name(&addresses)).unwrap_or_default()
    };
    assert_eq!(name(&["https://x.example/a.md"]), "https://x.example/a.md");
    assert_eq!(name(&["https://x.example/r/a.md", "https://x.example/r/b.md"]), "https://x.example/r/ (2 pages)");
    assert_eq!(name(&["https://x.example/r/a", "https://x.example/r/a/b"]), "https://x.example/r/ (2 pages)");
    assert_eq!(name(&["https://x.example/a", "https://y.example/a"]), "https://x.example/a https://y.example/a");
}
