use snyk_secoda::{File, rt};

use super::server::{Reply, Request, Server};
use super::shop::{Client, types};

/// A part as a server reads it.
#[derive(Debug, PartialEq)]
struct Part {
    head: Vec<String>,
    content: Vec<u8>,
}

/// Reads a multipart body back, by the boundary of its header.
fn parts(content_type: &str, body: &[u8]) -> Vec<Part> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let delimiter = format!("--{boundary}");
    let mut rest = body.strip_prefix(delimiter.as_bytes()).unwrap();
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let delimiter = format!("\r\n{delimiter}");
        let end = position(part, delimiter.as_bytes());
        let head = position(&part[..end], b"\r\n\r\n");
        let lines = std::str::from_utf8(&part[..head]).unwrap().split("\r\n").map(str::to_owned);
        parts.push(Part { head: lines.collect(), content: part[head + 4..end].to_vec() });
        rest = &part[end + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    parts
}

fn position(text: &[u8], wanted: &[u8]) -> usize {
    text.windows(wanted.len()).position(|window| window == wanted).unwrap()
}

fn photo(title: &str, content: File) -> types::Photo {
    types::Photo { title: Some(title.to_owned()), content }
}

fn read(request: &Request) -> Vec<Part> {
    parts(request.header("content-type").unwrap(), &request.body)
}

#[tokio::test]
async fn a_form_of_parts_arrives_as_it_was_given() {
    let server = Server::start([Reply::new(204)]).await;
    let content = b"\x89PNG\r\n\r\n--form-\r\n\x00\xff".to_vec();
    let body = photo("Ä \"1\"", File::new("my \"cat\".png", content.clone()));
    let request = Client::at(&server).items().add_photo(7, &body).tags(&["a", "b"]);
    let shown = request.parts().unwrap();
    assert_eq!(shown.path(), "/items/;id=7/photos");
    request.send().await.unwrap();
    let sent = &server.requests()[0];
    assert_eq!((sent.target.as_str(), sent.header("x-tags")), ("/items/;id=7/photos", Some("a,b")));
    assert_eq!(shown.body(), Some(sent.body.as_slice()));
    let expected = [
        Part {
            head: vec!["content-disposition: form-data; name=\"title\"".to_owned()],
            content: "Ä \"1\"".as_bytes().to_vec(),
        },
        Part {
            head: vec![
                "content-disposition: form-data; name=\"content\"; filename=\"my %22cat%22.png\"".to_owned(),
                "content-type: image/png".to_owned(),
            ],
            content,
        },
    ];
    assert_eq!(read(sent), expected);
}

#[tokio::test]
async fn a_form_of_parts_is_sent_again_unless_a_part_is_a_stream() {
    let limited = || Reply::new(429).header("retry-after", "0");
    let server = Server::start([limited(), Reply::new(204), limited(), Reply::new(204)]).await;
    let items = Client::at(&server).items();
    items.add_photo(7, &photo("a", File::new("f", "F"))).send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(read(&requests[0]), read(&requests[1]));

    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>("F1".into()), Ok("F2".into())]);
    let request = items.add_photo(7, &photo("a", File::new("f", rt::Body::stream(stream))));
    assert!(request.parts().unwrap().body().is_none());
    assert!(request.send().await.unwrap_err().is_rate_limited());
    assert_eq!(server.requests().len(), 3);
    let sent = &server.requests()[2];
    assert_eq!(sent.header("transfer-encoding"), Some("chunked"));
    assert_eq!(read(sent)[1].content, b"F1F2");
}

#[tokio::test]
async fn the_texts_of_a_form_of_parts_are_checked() {
    let server = Server::start([]).await;
    let content = File::new("f", "").content_type("image/png\r\n");
    let error = Client::at(&server).items().add_photo(7, &photo("0123456789", File::new("f", ""))).send().await;
    assert_eq!(
        error.unwrap_err().violations()[0].to_string(),
        "body at `/title`: has 10 characters, more than the maximum 9"
    );
    let error = Client::at(&server).items().add_photo(7, &photo("a", content)).send().await.unwrap_err();
    assert!(error.to_string().contains("body at `/content`: has a content type"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_form_is_encoded_and_checked() {
    let server = Server::start([Reply::json(201, serde_json::json!({"id": 1}))]).await;
    let size = rt::Map::from([("h".to_owned(), 1), ("w".to_owned(), 2)]);
    let body = types::NewItem { name: "a&b=c ü".to_owned(), tags: vec!["x".to_owned(), "y".to_owned()], size };
    let items = Client::at(&server).items();
    items.create_item(&body).send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let mut pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.sort();
    assert_eq!(pairs, ["name=a&b=c ü", "size[h]=1", "size[w]=2", "tags=x", "tags=y"]);

    let error = items.create_item(&types::NewItem { name: "0123456789".to_owned(), ..body }).parts().unwrap_err();
    assert_eq!(error.violations()[0].to_string(), "body at `/name`: has 10 characters, more than the maximum 9");
}
