use serde_json::json;

use super::*;
use crate::document::Form;

const ADDRESS: &str = "https://files.example/o/api%2Fspec.json?alt=media";

fn page(name: &str, text: &str) -> Text {
    Text { name: name.to_owned(), form: Form::Page, text: text.to_owned() }
}

fn of(text: &str) -> Option<Pointed> {
    pointed(&[&page("p.md", text)]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn faults(text: &str) -> Vec<String> {
    pointed(&[&page("p.md", text)]).err().unwrap_or_default()
}

fn target(text: &str) -> Option<String> {
    of(text).and_then(|pointed| pointed.target)
}

fn shown(text: &str) -> Vec<String> {
    let shown = of(text).map(|pointed| pointed.shown).unwrap_or_default();
    shown.iter().map(|(method, path)| format!("{method} {path}")).collect()
}

/// A block whose `src` is spelled like that.
fn block(src: &str) -> String {
    format!("{{% openapi src={src} path=\"/a\" method=\"get\" %}}\n[spec](x)\n{{% endopenapi %}}\n")
}

#[test]
fn a_block_names_a_document_a_path_and_a_method() {
    let pointed = of(&format!("# Wombats\n\n{}", block(&format!("\"{ADDRESS}\""))));
    let expected = Pointed {
        target: Some(ADDRESS.to_owned()),
        spec: None,
        page: 0,
        shown: vec![("get".to_owned(), "/a".to_owned())],
        left_out: Vec::new(),
    };
    assert_eq!(pointed, Some(expected));
}

#[test]
fn an_address_has_many_spellings() {
    for (open, close) in [
        ("\"", "\""),
        ("'", "'"),
        ("", ""),
        ("\"<", ">\""),
        ("\"&lt;", "&gt;\""),
        ("&quot;", "&quot;"),
        ("&#34;<", ">&#34;"),
        ("\" ", " \""),
    ] {
        assert_eq!(target(&block(&format!("{open}{ADDRESS}{close}"))).as_deref(), Some(ADDRESS), "{open}");
    }
}

#[test]
fn an_address_is_unescaped() {
    let text = block(r#""<https://x.example/my\_api.json?a=1&amp;b=2&c;&#x26;d>""#);
    assert_eq!(target(&text).as_deref(), Some("https://x.example/my_api.json?a=1&b=2&c;&d"));
}

#[test]
fn a_path_is_unescaped() {
    let text = r#"{% openapi src="s" path="/wombats/{wombat\_id}/a\~b\\c" method="GET" %}{% endopenapi %}"#;
    assert_eq!(shown(text), [r"get /wombats/{wombat_id}/a~b\c"]);
}

#[test]
fn the_old_name_of_a_block_is_read() {
    let text = r#"{% swagger src="../.gitbook/assets/s.yaml" path="/a" method="post" expanded="true" %}"#;
    assert_eq!((target(text), shown(text)), (Some("../.gitbook/assets/s.yaml".to_owned()), vec!["post /a".to_owned()]));
}

#[test]
fn the_new_block_has_its_address_in_the_link() {
    for link in [
        "[OpenAPI zoo](https://x.example/zoo.json?a=(b)&c=d)",
        "[OpenAPI zoo](<https://x.example/zoo.json?a=(b)&c=d>)",
        "[OpenAPI \\[zoo\\]](https://x.example/zoo.json?a=(b)&amp;c=d \"the zoo\")",
        "https://x.example/zoo.json?a=(b)&c=d",
    ] {
        let text = format!(
            "{{% openapi-operation spec=\"zoo\" path=\"/a\" method=\"put\" %}}\n{link}\n{{% endopenapi-operation %}}"
        );
        let pointed = of(&text);
        let found = pointed.as_ref().and_then(|pointed| pointed.target.as_deref());
        assert_eq!(found, Some("https://x.example/zoo.json?a=(b)&c=d"), "{link}");
        assert_eq!(pointed.and_then(|pointed| pointed.spec).as_deref(), Some("zoo"));
    }
}

#[test]
fn a_link_that_is_broken_leaves_the_name() {
    for link in ["[Broken link](broken-reference)", "[Broken link](https://x.example/a/broken-reference)", "", "zoo"] {
        let text =
            format!("{{% openapi-operation spec=\"zoo\" path=\"/a\" method=\"put\" %}}\n{link}\n{{% end %}}\n[a](b)");
        let pointed = of(&text);
        assert_eq!(
            pointed.as_ref().map(|pointed| (pointed.target.clone(), pointed.name())),
            Some((None, "zoo")),
            "{link}"
        );
    }
}

#[test]
fn a_signature_may_differ_from_block_to_block() {
    let operation = |path: &str, link: &str| {
        format!("{{% openapi-operation spec=\"zoo\" path=\"{path}\" method=\"get\" %}}[zoo]({link}){{% end %}}\n")
    };
    let (one, other) = ("https://x.example/zoo?sign=1", "https://x.example/zoo?sign=2");
    let text = operation("/a", one) + &operation("/b", other) + &operation("/c", "broken-reference");
    assert_eq!(target(&text).as_deref(), Some(one));
    assert_eq!(shown(&text), ["get /a", "get /b", "get /c"]);
    let text = operation("/a", one) + &operation("/b", "https://x.example/zoo2");
    assert_eq!(faults(&text).len(), 1);
}

#[test]
fn an_operation_is_shown_once() {
    let text = block("\"s\"") + &block("\"s\"") + &block("\"s\"").replace("get", "put");
    assert_eq!(shown(&text), ["get /a", "put /a"]);
}

#[test]
fn two_documents_are_a_fault_with_its_place() {
    let text = block("\"one.json\"") + &block("\"one.json\"") + &block("\"other.json\"");
    assert_eq!(faults(&text), ["p.md:7 shows \"other.json\", and the first block \"one.json\""]);
}

#[test]
fn pages_show_one_document_together() {
    let (one, other) = (page("a.md", "# A"), page("b.md", &block("\"s\"")));
    let third = page("c.md", &block("\"s\"").replace("/a", "/b"));
    let pointed = pointed(&[&one, &other, &third]).ok().flatten();
    assert_eq!(pointed.as_ref().map(|pointed| (pointed.page, pointed.shown.len())), Some((1, 2)));
}

#[test]
fn all_that_is_wrong_with_blocks_is_said_at_once() {
    let text = "{% openapi path=\"/a\" method=\"get\" %}\n{% openapi src=\"s\" method=\"get\" %}\n\
                {% openapi src=\"s\" path=\"a\" method=\"get\" %}\n{% openapi src=\"s\" path=\"/a\" method=\"grab\" %}\n\
                {% openapi src=\"s\" path=\"/a\" %}";
    let expected = [
        "p.md:1 has a block \"openapi\" that names no document",
        "p.md:2 has a block \"openapi\" without a path that begins with a slash",
        "p.md:3 has a block \"openapi\" without a path that begins with a slash",
        "p.md:4 has a block \"openapi\" with the method \"grab\", which is none of HTTP's",
        "p.md:5 has a block \"openapi\" with the method \"\", which is none of HTTP's",
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn an_operation_that_the_page_describes_by_itself_is_told() {
    let text = "{% swagger method=\"get\" path=\"/x\" baseUrl=\"https://x.example\" %}\n{% endswagger %}\n".to_owned();
    assert_eq!(of(&text), None);
    let pointed = of(&(text + &block("\"s\"")));
    let expected = vec!["p.md:1 describes an operation without a document".to_owned()];
    assert_eq!(pointed.map(|pointed| pointed.left_out), Some(expected));
}

#[test]
fn what_stands_around_blocks_is_left_alone() {
    let other = block("\"other.json\"");
    let texts = [
        format!("```\n{other}```\n"),
        format!("~~~md\n{other}~~~\n"),
        format!("<!--\n{other}-->\n"),
        format!("write `{}`\n", other.replace('\n', " ")),
        format!("write \\{other}\n"),
        "{% hint style=\"info\" src=\"other.json\" %}\nFetch https://x.example/?ask=1\n{% endhint %}\n".to_owned(),
        "{% openapi-schemas spec=\"other\" schemas=\"A\" %}\n[a](https://x.example/b)\n{% endopenapi-schemas %}\n"
            .to_owned(),
        "{{ page.title }} {% include \"a.md\" %} {%\n".to_owned(),
    ];
    for text in texts {
        assert_eq!(of(&text), None, "{text}");
        assert_eq!(shown(&(text.clone() + &block("\"s.json\""))), ["get /a"], "{text}");
    }
}

#[test]
fn lines_are_counted_through_what_is_left_alone() {
    let text = format!("```\na\n```\n<!-- b\nc -->\n{}", block("\"one\"").replace("get", "grab"));
    assert!(faults(&text).concat().starts_with("p.md:6 "), "{:?}", faults(&text));
}

#[test]
fn a_tag_may_have_several_lines() {
    assert_eq!(shown("{%- openapi\n  src = \"s\"\n  path='/a'\n  method=delete\n%}"), ["delete /a"]);
}

#[test]
fn tags_that_never_end_are_read_to_the_end() {
    assert_eq!(shown("{% openapi src=\"s\" path=\"/a\" method=\"get\""), ["get /a"]);
    for text in ["{% openapi src=\"s", "{% openapi src=", "{% openapi \"", "{% openapi %", "{% openapi é=ü=&quot;"] {
        assert!(!faults(text).is_empty(), "{text}");
    }
}

#[test]
fn a_tag_that_never_ends_does_not_take_from_the_next() {
    let text = "{% openapi src=\"s\" path=\"/a\"\n{% openapi src=\"s\" path=\"/b\" method=\"get\" %}";
    assert_eq!(faults(text), ["p.md:1 has a block \"openapi\" with the method \"\", which is none of HTTP's"]);
}

#[test]
fn only_what_is_shown_is_kept() {
    let mut root = json!({ "openapi": "3.0.0", "tags": [1], "paths": {
        "/a": { "parameters": [1], "get": { "x": 1 }, "put": {} }, "/b": { "get": {} }, "/c": { "delete": {} } } });
    let shown: Vec<Operation> = [("get", "/a"), ("delete", "/c")].map(|(m, p)| (m.to_owned(), p.to_owned())).to_vec();
    assert_eq!(keep(&mut root, &shown), Ok(()));
    let expected = json!({ "openapi": "3.0.0", "tags": [1], "paths": {
        "/a": { "parameters": [1], "get": { "x": 1 } }, "/c": { "delete": {} } } });
    assert_eq!(root, expected);
}

#[test]
fn all_that_the_document_lacks_is_found() {
    let mut root = json!({ "paths": { "/a": { "get": {} } } });
    let shown: Vec<Operation> =
        [("put", "/a"), ("get", "/a"), ("get", "/b")].map(|(m, p)| (m.to_owned(), p.to_owned())).to_vec();
    let lacking = [("put", "/a"), ("get", "/b")].map(|(m, p)| (m.to_owned(), p.to_owned())).to_vec();
    assert_eq!(keep(&mut root, &shown), Err(lacking));
    assert_eq!(root, json!({ "paths": { "/a": { "get": {} } } }));
}
