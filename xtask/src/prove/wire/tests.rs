use std::io::{BufRead, BufReader};
use std::net::TcpListener;

use serde_json::json;

use super::*;

/// The request of a document with one operation, `POST /a/{id}`.
fn request_of(parameters: Value, body: Option<&str>, given: Value) -> Result<Option<Raw>, String> {
    let content = body.map(|media_type| json!({ "content": { media_type: { "schema": {} } } }));
    let root = json!({
        "security": [{ "key": [] }],
        "components": { "securitySchemes": { "key": { "type": "http", "scheme": "bearer" } } },
        "paths": { "/a/{id}": { "post": { "parameters": parameters, "requestBody": content } } },
    });
    let described = Described::of(&root, "POST", "/a/{id}", body).expect("it is there");
    let version = Some(("version", "2024-10-15"));
    request(&described, &Values::from_json(&given), version, &["application/json".to_owned()])
}

fn target_of(parameter: Value, value: Value) -> String {
    let given =
        json!({ parameter["in"].as_str().expect("a place"): { parameter["name"].as_str().expect("a name"): value } });
    let raw = request_of(json!([parameter]), None, given).expect("it is known how").expect("it can be carried");
    raw.target
}

#[test]
fn a_path_is_filled_in_and_what_is_reserved_is_encoded() {
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": {} });
    for (value, expected) in [
        (json!("a/b c"), "/a/a%2Fb%20c"),
        (json!(".."), "/a/.."),
        (json!(""), "/a/"),
        (json!("é%"), "/a/%C3%A9%25"),
        (json!(7), "/a/7"),
        (json!(["x", "y"]), "/a/x,y"),
    ] {
        assert_eq!(target_of(id.clone(), value), expected);
    }
}

#[test]
fn every_style_of_a_query_is_written_as_openapi_says() {
    let style = |style: &str, explode: bool| json!({ "name": "q", "in": "query", "style": style, "explode": explode, "schema": {} });
    let (list, object) = (json!(["a b", "c"]), json!({ "x": 1, "y": "z" }));
    for (parameter, value, expected) in [
        (style("form", true), json!("a&b"), "q=a%26b"),
        (style("form", true), list.clone(), "q=a%20b&q=c"),
        (style("form", false), list.clone(), "q=a%20b,c"),
        (style("spaceDelimited", false), list.clone(), "q=a%20b%20c"),
        (style("pipeDelimited", false), list, "q=a%20b%7Cc"),
        (style("form", true), object.clone(), "x=1&y=z"),
        (style("form", false), object.clone(), "q=x,1,y,z"),
        (style("deepObject", true), object.clone(), "q%5Bx%5D=1&q%5By%5D=z"),
        (
            json!({ "name": "q", "in": "query", "content": { "application/json": {} } }),
            object,
            "q=%7B%22x%22%3A1%2C%22y%22%3A%22z%22%7D",
        ),
    ] {
        assert_eq!(target_of(parameter, value), format!("/a/{{id}}?{expected}"));
    }
}

#[test]
fn a_list_without_items_is_not_written() {
    let list = |explode: bool| json!({ "name": "q", "in": "query", "explode": explode, "schema": {} });
    assert_eq!([list(true), list(false)].map(|list| target_of(list, json!([]))), ["/a/{id}", "/a/{id}"]);
}

#[test]
fn the_version_the_credential_and_what_is_accepted_come_with_it() {
    let version = json!([{ "name": "version", "in": "query", "schema": {} }]);
    let raw = request_of(version, None, json!({})).expect("it is known how").expect("it can be carried");
    assert_eq!(raw.target, "/a/{id}?version=2024-10-15");
    let headers: Vec<(&str, &str)> = raw.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let bearer = format!("Bearer {SECRET}");
    assert_eq!(headers, [("authorization", &*bearer), ("accept", "application/json")]);
}

#[test]
fn a_body_is_written_by_its_media_type_or_not_known_how() {
    let body = |media_type: &str, value: Value| {
        let raw = request_of(json!([]), Some(media_type), json!({ "body": value }));
        raw.map(|raw| raw.and_then(|raw| raw.body).map(|body| String::from_utf8_lossy(&body).into_owned()))
    };
    assert_eq!(body("application/vnd.api+json", json!("x")), Ok(Some("\"x\"".to_owned())));
    assert_eq!(body("application/octet-stream", json!("x")), Ok(Some("x".to_owned())));
    assert_eq!(body("application/x-www-form-urlencoded", json!({ "a b": "&" })), Ok(Some("a%20b=%26".to_owned())));
    assert!(body("multipart/form-data", json!({})).is_err());
}

#[test]
fn a_line_break_is_in_no_header() {
    let header = json!([{ "name": "X-A", "in": "header", "schema": {} }]);
    let carried =
        |text: &str| request_of(header.clone(), None, json!({ "header": { "X-A": text } })).map(|raw| raw.is_some());
    assert_eq!([carried("a"), carried("a\r\nx: y")], [Ok(true), Ok(false)]);
}

#[test]
fn it_is_sent_as_it_is_with_its_mark() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a connection");
        let mut lines = BufReader::new(&stream).lines();
        let head: Vec<String> =
            lines.by_ref().map(|line| line.expect("a line")).take_while(|line| !line.is_empty()).collect();
        drop(lines);
        (&stream).write_all(b"HTTP/1.1 204 No Content\r\n\r\n").expect("it listens");
        head
    });
    let raw = Raw { method: "GET".to_owned(), target: "/a/..?b=%20".to_owned(), headers: Vec::new(), body: None };
    raw.send(port, ("x-mark", "r1")).expect("an answer");
    let head = server.join().expect("a head");
    assert_eq!(head.first().map(String::as_str), Some("GET /a/..?b=%20 HTTP/1.1"));
    assert!(head.iter().any(|line| line == "x-mark: r1"));
}
