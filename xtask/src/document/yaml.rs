//! YAML to the JSON value that the generator reads.

use serde_json::Value;
use serde_saphyr::Options;

/// Documents of an API are large, and repeat an anchor as often as they like.
const NODES: usize = 20_000_000;
const BYTES: usize = 512 * 1024 * 1024;

/// The value of one YAML document, by the rules of YAML 1.2 and with the merge keys of 1.1.
///
/// Keys become texts as they are spelled, such as the status in `200: …`. Words such as `no` and `on` are texts.
pub(super) fn value(text: &str) -> Result<Value, String> {
    serde_saphyr::from_str_with_options(text, options()).map_err(|error| one_line(&error.to_string()))
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: NODES * 2,
            max_nodes: NODES,
            max_aliases: NODES,
            max_anchors: NODES,
            max_merge_keys: NODES,
            max_depth: 128,
            max_total_scalar_bytes: BYTES,
            enforce_alias_anchor_ratio: false,
        },
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
    }
}

/// The sentence of an error, without the excerpt that follows it.
fn one_line(error: &str) -> String {
    let line = error.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_texts_as_they_are_spelled() {
        let read = value("responses: {200: a, 4XX: b, default: c, 0404: d, true: e, 1.0: f}");
        let expected = json!({ "200": "a", "4XX": "b", "default": "c", "0404": "d", "true": "e", "1.0": "f" });
        assert_eq!(read, Ok(json!({ "responses": expected })));
    }

    #[test]
    fn scalars_are_those_of_yaml_1_2() {
        let read = value("[no, on, true, 010, 0x1F, 1.5, ~, 2024-01-01, '200', 18446744073709551615]");
        assert_eq!(read, Ok(json!(["no", "on", true, "010", 31, 1.5, null, "2024-01-01", "200", u64::MAX])));
    }

    #[test]
    fn anchors_and_merge_keys_are_expanded() {
        let read = value("base: &base {a: 1, b: 2}\nmore: {<<: *base, b: 3}\nlist: [*base]\n");
        let base = json!({ "a": 1, "b": 2 });
        assert_eq!(read, Ok(json!({ "base": base, "more": { "a": 1, "b": 3 }, "list": [base] })));
    }

    #[test]
    fn an_anchor_may_be_used_often() {
        let uses: String = (0..2000).map(|index| format!("k{index}: *x\n")).collect();
        assert!(value(&format!("x: &x {{type: string}}\n{uses}")).is_ok());
    }

    #[test]
    fn the_order_of_members_is_kept() {
        let read = value("{z: 1, a: 2, m: 3}").map(|value| value.to_string());
        assert_eq!(read.as_deref(), Ok(r#"{"z":1,"a":2,"m":3}"#));
    }

    #[test]
    fn an_error_is_one_line_with_its_place() {
        assert_eq!(
            value("a: 1\na: 2\n").err().as_deref().and_then(|error| error.split(", ").next()),
            Some("line 2 column 1: duplicate mapping key: a")
        );
        assert!(value("a: *nobody").is_err_and(|error| error.contains("unknown anchor")));
        assert!(value("a: 1\n---\nb: 1").is_err_and(|error| error.contains("multiple YAML documents")));
    }
}
