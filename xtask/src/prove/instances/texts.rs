//! Texts that a schema allows, at the edges of what it allows.

use serde_json::Value;

use super::pattern::Pattern;

/// The longest text that is made.
const LONGEST: u64 = 1 << 16;
/// The length of a text that is long although no bound asks for it.
const LONG: usize = 300;

pub(super) const RESERVED: &str = "/?#[]@!$&'()*+,;= %";

/// Texts, each with what is special about it. Those that a pattern does not allow are among them.
pub(super) fn allowed(schema: &Value) -> Vec<(String, Value)> {
    let pattern = schema["pattern"].as_str().map(Pattern::parse);
    if matches!(pattern, Some(None)) {
        // What is not understood cannot be kept to.
        return Vec::new();
    }
    let special = match schema["format"].as_str().map(of_format) {
        Some(Some(texts)) => texts.iter().map(|text| (format!("= {text:?}"), (*text).to_owned())).collect(),
        Some(None) | None => plain(schema),
    };
    let longer = pattern.flatten().and_then(|pattern| pattern.text(bounds(schema).0.max(8)));
    let longer = longer.map(|text| (format!("= {text:?}"), text));
    special.into_iter().chain(longer).map(|(clause, text)| (clause, text.into())).collect()
}

/// The fewest and the most characters.
pub(super) fn bounds(schema: &Value) -> (usize, Option<u64>) {
    let least = schema["minLength"].as_u64().and_then(|least| usize::try_from(least).ok());
    (least.unwrap_or_default(), schema["maxLength"].as_u64())
}

fn plain(schema: &Value) -> Vec<(String, String)> {
    let (least, most) = bounds(schema);
    let known = most.filter(|most| *most <= LONGEST).and_then(|most| usize::try_from(most).ok());
    let longest = known.unwrap_or(if most.is_some() { 0 } else { LONG });
    let fitted = |text: &str| {
        let cut: String = text.chars().take(known.unwrap_or(usize::MAX)).collect();
        let missing = least.saturating_sub(cut.chars().count());
        cut + &"x".repeat(missing)
    };
    vec![
        ("is empty".to_owned(), String::new()),
        (format!("has {least} characters, the fewest"), "s".repeat(least)),
        (format!("has {longest} characters"), "l".repeat(longest)),
        ("has letters of many scripts".to_owned(), fitted("Zoë Ünï 日本 ﷽ 🦀 e\u{301}")),
        ("has reserved characters".to_owned(), fitted(RESERVED)),
        ("has characters that JSON escapes".to_owned(), fitted("\"\\/\u{8}\n\t\u{0}\u{1f}\u{7f}\u{2028}")),
        ("looks like a number".to_owned(), fitted("0012")),
        ("looks like null".to_owned(), fitted("null")),
    ]
}

fn of_format(format: &str) -> Option<&'static [&'static str]> {
    let texts: &[&str] = match format {
        "uuid" => &["A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "00000000-0000-0000-0000-000000000000"],
        "date-time" => &[
            "2024-02-29T23:59:59.999999999Z",
            "1969-12-31T16:00:00-08:00",
            "2024-01-01T00:00:00+14:00",
            "0001-01-01T00:00:00Z",
            "2024-06-01T12:00:00.5+00:00",
        ],
        "date" => &["2024-02-29", "0001-01-01", "9999-12-31"],
        "uri" | "url" | "iri" => &["https://user@example.com:8080/a%20b?c=d&e=%22#f", "urn:isbn:0451450523"],
        "uri-reference" | "iri-reference" => &["../a?b#c", "//example.com"],
        "email" | "idn-email" => &["a+b.c@sub.example.com"],
        "ipv4" => &["255.255.255.255"],
        "ipv6" => &["::1"],
        "hostname" | "idn-hostname" => &["a-1.example.com"],
        "byte" => &["AA=="],
        "duration" | "time" | "regex" | "json-pointer" => &[],
        _ => return None,
    };
    Some(texts)
}
