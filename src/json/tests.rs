//! The reader against serde_json, which has to come to the same.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::reader::Reader;
use super::{decode, encode};
use crate::rt::Map;

/// How many changed texts are read.
const TEXTS: usize = 10_000;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Ours {
    id: i32,
    name: Option<String>,
    #[serde(default)]
    tags: Option<Vec<Option<String>>>,
    ratio: Option<f64>,
    is_on: Option<bool>,
    #[serde(default)]
    more: Option<Map<Ours>>,
    #[serde(default)]
    inner: Option<Box<Ours>>,
}

// Not by `record!`: with `full-serde` that would give it serde's traits a second time.
crate::__decode_record! {
    Ours {
        id = required "id", name = optional "name", tags = optional "tags", ratio = optional "ratio",
        is_on = optional "is_on", more = optional "more", inner = optional "inner",
    }
}
crate::__encode_record! {
    Ours {
        id = required "id", name = optional "name", tags = optional "tags", ratio = optional "ratio",
        is_on = optional "is_on", more = optional "more", inner = optional "inner",
    }
}

const TEXT: &str = r#"{"id": -12, "name": "a \"b\" \u00e9\ud83d\ude00 größe", "tags": ["x", null, ""], "ratio": 1.5e3,
    "is_on": true, "unknown": [{"a": [1, 2.5, false, null, "\\"]}, {}, []], "more": {"k": {"id": 0}, "\n": {"id": 9}},
    "inner": {"is_on": false, "id": 2147483647, "inner": null}}"#;

/// What a text is changed by: what JSON is made of, and what it is not.
const PIECES: [&str; 28] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u12",
    "\\ud800",
    "null",
    "true",
    "fals",
    "0",
    "1",
    "-",
    ".",
    "e",
    "E+",
    "01",
    " ",
    "\n",
    "\t",
    "\u{1}",
    "é",
    "\"id\":",
    "99999999999",
    "1e999",
];

/// A text with a few pieces put in the place of others.
fn changed(random: &mut fastrand::Rng) -> String {
    let mut text = TEXT.to_owned();
    for _ in 0..random.usize(1..=3) {
        let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let begin = random.usize(..bounds.len());
        let end = (begin + random.usize(..4)).min(bounds.len() - 1);
        text.replace_range(bounds[begin]..bounds[end], PIECES[random.usize(..PIECES.len())]);
    }
    text
}

#[test]
fn a_text_is_read_if_and_only_if_serde_json_reads_it_and_to_the_same() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut read = 0;
    for text in (0..TEXTS).map(|_| changed(&mut random)) {
        // serde refuses a member that is there twice; the last of them counts here, as in JavaScript. And `-0` is a
        // fraction there.
        match serde_json::from_str::<Ours>(&text) {
            Err(error) if error.to_string().starts_with("duplicate field") || error.to_string().contains("`-0.0`") => {}
            expected => {
                let ours = decode::<Ours>(&text);
                assert_eq!(ours.as_ref().ok(), expected.as_ref().ok(), "{text}\n{ours:?}\n{expected:?}");
                read += usize::from(ours.is_ok());
            }
        }
    }
    assert!(read > TEXTS / 20, "{read} of {TEXTS} are read");
}

#[test]
fn what_is_skipped_is_json_as_serde_json_has_it() {
    let mut random = fastrand::Rng::with_seed(8);
    for text in (0..TEXTS).map(|_| changed(&mut random)) {
        let mut reader = Reader::new(&text);
        let ours = reader.skip().and_then(|()| reader.end());
        assert_eq!(ours.is_ok(), serde_json::from_str::<IgnoredAny>(&text).is_ok(), "{text}");
    }
}

#[test]
fn any_change_leaves_a_fault_with_a_path() {
    let mut random = fastrand::Rng::with_seed(9);
    let faults = (0..TEXTS).filter_map(|_| decode::<Ours>(&changed(&mut random)).err());
    assert!(faults.map(|fault| assert!(fault.path().starts_with('$'), "{fault}")).count() > 0);
}

#[test]
fn what_was_read_is_written_and_read_again() {
    let ours: Ours = decode(TEXT).unwrap();
    let text = encode(&ours);
    assert_eq!(decode(&text), Ok(ours.clone()));
    assert_eq!(serde_json::from_str::<Ours>(&text).unwrap(), ours);
    assert_eq!(encode(&Ours::default()), r#"{"id":0}"#);
}

#[test]
fn fractions_are_json_and_as_short_as_they_can_be() {
    assert_eq!(
        (encode(&4.2_f32), encode(&1.0), encode(&-0.0), encode(&1e300)),
        ("4.2".into(), "1.0".into(), "-0.0".into(), "1e300".into())
    );
    assert_eq!((encode(&f64::NAN), encode(&f32::INFINITY)), ("null".into(), "null".into()));
    let mut random = fastrand::Rng::with_seed(10);
    for number in (0..TEXTS).map(|_| f64::from_bits(random.u64(..))).filter(|number| number.is_finite()) {
        assert_eq!(serde_json::from_str::<IgnoredAny>(&encode(&number)).ok(), Some(IgnoredAny));
        assert_eq!(decode::<f64>(&encode(&number)), Ok(number));
    }
}

#[test]
fn what_is_nested_too_deeply_is_refused_and_does_no_harm() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for text in [nested(129), nested(1_000_000), "{\"a\":".repeat(1_000_000)] {
        let fault = decode::<serde_json::Value>(&text).unwrap_err().to_string();
        assert!(fault.starts_with("recursion limit exceeded"), "{fault}");
    }
    assert!(decode::<serde_json::Value>(&nested(127)).is_ok());
}

/// RFC 3339, with the liberties that services take.
#[test]
fn times_are_read_in_several_forms_and_written_in_one() {
    let table = [
        ("2025-01-31T10:00:00Z", "2025-01-31T10:00:00Z"),
        ("2025-01-31t10:00:00z", "2025-01-31T10:00:00Z"),
        ("2025-01-31 10:00:00Z", "2025-01-31T10:00:00Z"),
        ("2025-01-31T23:30:00-02:00", "2025-02-01T01:30:00Z"),
        ("2025-01-31T12:00:00+0200", "2025-01-31T10:00:00Z"),
        ("2025-01-31T10:00:00.5Z", "2025-01-31T10:00:00.500Z"),
        ("2025-01-31T10:00:00.123456Z", "2025-01-31T10:00:00.123456Z"),
        ("2025-01-31T10:00:00.000Z", "2025-01-31T10:00:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
    ];
    for (read, written) in table {
        let time: DateTime<Utc> = decode(&format!("{read:?}")).unwrap();
        assert_eq!(encode(&time), format!("{written:?}"), "{read}");
    }
}

#[test]
fn what_is_no_instant_is_refused() {
    for text in ["2025-01-31T10:00:00", "2025-01-31", "2025-02-30T10:00:00Z", "2025-01-31T25:00:00Z", "soon", ""] {
        let fault = decode::<DateTime<Utc>>(&format!("{text:?}")).unwrap_err();
        assert!(fault.to_string().contains("a time with its zone"), "{text}: {fault}");
    }
}

#[test]
fn a_date_is_a_day_of_the_calendar() {
    let date: NaiveDate = decode(r#""2024-02-29""#).unwrap();
    assert_eq!(encode(&date), r#""2024-02-29""#);
    for text in ["2025-02-29", "2024-02-29T10:00:00Z", "29.02.2024", ""] {
        let fault = decode::<NaiveDate>(&format!("{text:?}")).unwrap_err();
        assert!(fault.to_string().contains("a date"), "{text}: {fault}");
    }
}
