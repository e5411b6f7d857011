//! The tables of OpenAPI 3.0.3, "Style Examples", and what they leave open.

use serde_json::{Value, json};

use super::*;

/// The rows of the table: the style, then what becomes of empty, string, array and object.
type Row = (Style, [Option<&'static str>; 4]);

fn color(column: usize) -> Value {
    [json!(""), json!("blue"), json!(["blue", "black", "brown"]), json!({"R": 100, "G": 200, "B": 150})][column].clone()
}

/// What else can be given: no values, reserved characters, and nested values.
fn odd(column: usize) -> Value {
    [json!([]), json!("a,b;c=d/é%&"), json!(["a,b", "é", ""]), json!({"k=": "v,", "l": [1, null], "n": null})][column]
        .clone()
}

fn check(rows: &[Row], value: fn(usize) -> Value, write: impl Fn(Style, &Value) -> Option<String>) {
    for (style, expected) in rows {
        for (column, expected) in expected.iter().enumerate() {
            let value = value(column);
            assert_eq!(write(*style, &value).as_deref(), *expected, "{style:?} {value}");
            assert_eq!(style.sends(&value), expected.is_some(), "{style:?} {value}");
        }
    }
}

#[test]
fn null_is_never_sent_and_what_is_empty_as_json_alone() {
    for style in [Style::FORM, Style::SIMPLE, Style::DEEP_OBJECT, Style::JSON] {
        let is_json = style == Style::JSON;
        assert!(!style.sends(&json!(null)), "{style:?}");
        for value in [json!([]), json!([null]), json!({}), json!({ "a": null })] {
            assert_eq!(style.sends(&value), is_json, "{style:?} {value}");
        }
        for value in [json!([1, null]), json!({ "a": 1 }), json!(""), json!(false)] {
            assert!(style.sends(&value), "{style:?} {value}");
        }
    }
}

fn written(pairs: Vec<Pair>, encode: fn(&str) -> String, separator: &str) -> Option<String> {
    let texts: Vec<String> = pairs.iter().map(|pair| format!("{}={}", encode(&pair.name), pair.encoded)).collect();
    Some(texts.join(separator)).filter(|_| !texts.is_empty())
}

fn url_name(name: &str) -> String {
    crate::request::encode::Encoding::Url.encode(name)
}

fn query(style: Style, value: &Value) -> Option<String> {
    written(query_pairs("color", style, value), url_name, "&")
}

fn cookie(style: Style, value: &Value) -> Option<String> {
    written(cookie_pairs("color", style, value), str::to_owned, "; ")
}

fn body(style: Option<Style>, value: &Value) -> Option<String> {
    written(body_pairs("color", style, value), str::to_owned, "&")
}

#[test]
fn in_the_path() {
    let rows = [
        (Style::MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"].map(Some)),
        (
            Style::MATRIX_EXPLODED,
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"].map(Some),
        ),
        // OpenAPI 3.0.3 has dots here, against RFC 6570; 3.0.4 has set that right.
        (Style::LABEL, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"].map(Some)),
        (Style::LABEL_EXPLODED, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"].map(Some)),
        (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"].map(Some)),
        (Style::SIMPLE_EXPLODED, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"].map(Some)),
    ];
    check(&rows, color, |style, value| path_text("color", style, value));
}

#[test]
fn odd_values_in_the_path() {
    let scalar = "a%2Cb%3Bc%3Dd%2F%C3%A9%25%26";
    let object = "k%3D,v%2C,l,%5B1%2Cnull%5D";
    let exploded = "k%3D=v%2C,l=%5B1%2Cnull%5D";
    let table = [
        (Style::SIMPLE, scalar.to_owned(), "a%2Cb,%C3%A9,", object.to_owned()),
        (Style::SIMPLE_EXPLODED, scalar.to_owned(), "a%2Cb,%C3%A9,", exploded.to_owned()),
        (Style::LABEL, format!(".{scalar}"), ".a%2Cb,%C3%A9,", format!(".{object}")),
        (Style::LABEL_EXPLODED, format!(".{scalar}"), ".a%2Cb.%C3%A9.", format!(".{}", exploded.replace(",l", ".l"))),
        (Style::MATRIX, format!(";color={scalar}"), ";color=a%2Cb,%C3%A9,", format!(";color={object}")),
        (
            Style::MATRIX_EXPLODED,
            format!(";color={scalar}"),
            ";color=a%2Cb;color=%C3%A9;color",
            format!(";{}", exploded.replace(",l", ";l")),
        ),
    ];
    for (style, scalar, list, object) in &table {
        let rows = [(*style, [None, Some(scalar.as_str()), Some(*list), Some(object.as_str())])];
        for (style, expected) in rows {
            for (column, expected) in expected.into_iter().enumerate() {
                let value = odd(column);
                assert_eq!(path_text("color", style, &value).as_deref(), expected, "{style:?} {value}");
            }
        }
    }
}

#[test]
fn in_headers() {
    let rows = [
        (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"].map(Some)),
        (Style::SIMPLE_EXPLODED, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"].map(Some)),
        (Style::JSON, [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#].map(Some)),
    ];
    check(&rows, color, header_text);
    let rows = [
        (Style::SIMPLE, [None, Some("a,b;c=d/é%&"), Some("a,b,é,"), Some("k=,v,,l,[1,null]")]),
        (Style::SIMPLE_EXPLODED, [None, Some("a,b;c=d/é%&"), Some("a,b,é,"), Some("k==v,,l=[1,null]")]),
        (
            Style::JSON,
            [r"[]", r#""a,b;c=d/\u00e9%&""#, r#"["a,b","\u00e9",""]"#, r#"{"k=":"v,","l":[1,null],"n":null}"#]
                .map(Some),
        ),
    ];
    check(&rows, odd, header_text);
    assert_eq!(header_text(Style::JSON, &json!("😀")).as_deref(), Some(r#""\ud83d\ude00""#));
}

#[test]
fn in_the_query() {
    let rows = [
        (Style::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"].map(Some)),
        (
            Style::FORM_EXPLODED,
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"].map(Some),
        ),
        (
            Style::SPACE,
            ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"].map(Some),
        ),
        (
            Style::PIPE,
            ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"].map(Some),
        ),
        (
            Style::DEEP_OBJECT,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ]
            .map(Some),
        ),
        (
            Style::JSON,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ]
            .map(Some),
        ),
    ];
    check(&rows, color, query);
}

#[test]
fn odd_values_in_the_query() {
    let scalar = Some("color=a%2Cb%3Bc%3Dd%2F%C3%A9%25%26");
    let rows = [
        (Style::FORM, [None, scalar, Some("color=a%2Cb,%C3%A9,"), Some("color=k%3D,v%2C,l,%5B1%2Cnull%5D")]),
        (
            Style::FORM_EXPLODED,
            [None, scalar, Some("color=a%2Cb&color=%C3%A9&color="), Some("k%3D=v%2C&l=%5B1%2Cnull%5D")],
        ),
        (Style::PIPE, [None, scalar, Some("color=a%2Cb%7C%C3%A9%7C"), Some("color=k%3D%7Cv%2C%7Cl%7C%5B1%2Cnull%5D")]),
        (
            Style::DEEP_OBJECT,
            [
                None,
                scalar,
                Some("color%5B0%5D=a%2Cb&color%5B1%5D=%C3%A9&color%5B2%5D="),
                Some("color%5Bk%3D%5D=v%2C&color%5Bl%5D=1"),
            ],
        ),
        (
            Style::FORM.allow_reserved(),
            [None, Some("color=a,b;c=d/%C3%A9%25&"), Some("color=a,b,%C3%A9,"), Some("color=k=,v,,l,[1,null]")],
        ),
    ];
    check(&rows, odd, query);
}

#[test]
fn scalars_of_all_kinds() {
    let table = [(json!(true), "color=true"), (json!(-1), "color=-1"), (json!(0.5), "color=0.5")];
    for (value, expected) in table {
        assert_eq!(query(Style::FORM_EXPLODED, &value).as_deref(), Some(expected));
    }
    for style in [Style::FORM, Style::DEEP_OBJECT, Style::JSON] {
        assert_eq!(query(style, &Value::Null), None);
    }
    assert_eq!(query(Style::FORM, &json!([null, {}])).as_deref(), Some("color=%7B%7D"));
    assert_eq!(query(Style::FORM, &json!([null])), None);
}

#[test]
fn objects_in_objects_by_brackets() {
    let value = json!({"a": {"b": 1, "c": {"d": "x"}}, "l": ["u", null, "v"], "o": [{"k": 1}, {"k": 2}], "e": []});
    let pairs = query_pairs("q", Style::DEEP_OBJECT, &value);
    let told: Vec<String> = pairs.iter().map(|pair| format!("{}={}", pair.name, pair.value)).collect();
    assert_eq!(told, ["q[a][b]=1", "q[a][c][d]=x", "q[l]=u", "q[l]=v", "q[o][0][k]=1", "q[o][1][k]=2"]);
    let pairs = body_pairs("q", Some(Style::DEEP_OBJECT), &value);
    let told: Vec<String> = pairs.iter().map(|pair| format!("{}={}", pair.name, pair.value)).collect();
    assert_eq!(told, ["q[a][b]=1", "q[a][c][d]=x", "q[l][0]=u", "q[l][1]=v", "q[o][0][k]=1", "q[o][1][k]=2"]);
}

#[test]
fn in_cookies() {
    let rows = [
        (Style::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"].map(Some)),
        // Several cookies: `&` means nothing in a `Cookie` header.
        (
            Style::FORM_EXPLODED,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"].map(Some),
        ),
    ];
    check(&rows, color, cookie);
    let scalar = Some("color=a%2Cb%3Bc=d/%C3%A9%25&");
    let rows = [
        (Style::FORM, [None, scalar, Some("color=a%2Cb,%C3%A9,"), Some("color=k=,v%2C,l,[1%2Cnull]")]),
        (
            Style::JSON,
            [
                Some("color=[]"),
                Some("color=%22a%2Cb%3Bc=d/%C3%A9%25&%22"),
                Some("color=[%22a%2Cb%22%2C%22%C3%A9%22%2C%22%22]"),
                Some("color={%22k=%22:%22v%2C%22%2C%22l%22:[1%2Cnull]%2C%22n%22:null}"),
            ],
        ),
    ];
    check(&rows, odd, cookie);
}

#[test]
fn in_forms() {
    let rows = [
        (Style::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"].map(Some)),
        (
            Style::FORM_EXPLODED,
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"].map(Some),
        ),
        (Style::SPACE, ["color=", "color=blue", "color=blue+black+brown", "color=R+100+G+200+B+150"].map(Some)),
    ];
    check(&rows, color, |style, value| body(Some(style), value));
    assert_eq!(body(None, &color(2)).as_deref(), Some("color=blue&color=black&color=brown"));
    assert_eq!(body(None, &color(3)).as_deref(), Some("color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"));
    assert_eq!(body(None, &json!([{"a": 1}])).as_deref(), Some("color=%7B%22a%22%3A1%7D"));
    assert_eq!(body(None, &json!(null)), None);
}
