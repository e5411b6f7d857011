use serde_json::Value;

use super::{Location, Place, Rules, Violation};
use crate::operation::Operation;

/// The values of a request, as the checker asks for them.
pub(crate) trait Arguments {
    /// The texts sent for a parameter, one an array item; `None` if it is not sent.
    fn texts(&self, location: Location, name: &str) -> Option<Vec<&str>>;

    /// The JSON body.
    fn body(&self) -> Option<&[u8]>;
}

/// Checks a request against the rules of its operation.
///
/// Adds every violation to `violations`, rather than stop at the first.
pub(crate) fn check(operation: &Operation, arguments: &dyn Arguments, violations: &mut Vec<Violation>) {
    for parameter in operation.parameters {
        match arguments.texts(parameter.location, parameter.name) {
            Some(texts) => check_texts(parameter.rules, &texts, &parameter.place(), violations),
            None if parameter.required => violations.push(Violation::new(parameter.place(), "is required")),
            None => {}
        }
    }
    let body = arguments.body().and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    if let (Some(rules), Some(body)) = (operation.body, body) {
        check_value(rules, &body, &mut String::new(), violations);
    }
}

fn check_texts(rules: &Rules, texts: &[&str], place: &Place, violations: &mut Vec<Violation>) {
    let mut broken = Vec::new();
    check_count(rules, texts.len(), &mut broken);
    for text in texts {
        let rules = rules.items.unwrap_or(rules);
        check_length(rules, text, &mut broken);
        if let Ok(number) = text.parse() {
            check_number(rules, number, &mut broken);
        }
    }
    violations.extend(broken.into_iter().map(|rule| Violation::new(place.clone(), rule)));
}

/// Checks a value of the body and what is inside it; a null is as good as an absent member.
fn check_value(rules: &Rules, value: &Value, pointer: &mut String, violations: &mut Vec<Violation>) {
    let mut broken = Vec::new();
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => {
            if let Some(number) = number.as_f64() {
                check_number(rules, number, &mut broken);
            }
        }
        Value::String(text) => check_length(rules, text, &mut broken),
        Value::Array(items) => check_count(rules, items.len(), &mut broken),
        Value::Object(_) => {}
    }
    violations.extend(broken.into_iter().map(|rule| Violation::new(Place::Body(pointer.clone()), rule)));
    check_children(rules, value, pointer, violations);
}

fn check_children(rules: &Rules, value: &Value, pointer: &mut String, violations: &mut Vec<Violation>) {
    let length = pointer.len();
    match value {
        Value::Array(items) => {
            let Some(rules) = rules.items else { return };
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                check_value(rules, item, pointer, violations);
                pointer.truncate(length);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let field = rules.fields.iter().find(|(field, _)| field == name);
                let Some(rules) = field.map(|(_, rules)| *rules).or(rules.values) else {
                    continue;
                };
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                check_value(rules, member, pointer, violations);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

fn check_number(rules: &Rules, number: f64, broken: &mut Vec<String>) {
    if let Some(minimum) = rules.minimum {
        if number < minimum {
            broken.push(format!("{number} is less than the minimum {minimum}"));
        } else if rules.exclusive_minimum && number == minimum {
            broken.push(format!("{number} is not more than {minimum}"));
        }
    }
    if let Some(maximum) = rules.maximum {
        if number > maximum {
            broken.push(format!("{number} is more than the maximum {maximum}"));
        } else if rules.exclusive_maximum && number == maximum {
            broken.push(format!("{number} is not less than {maximum}"));
        }
    }
    if let Some(divisor) = rules.multiple_of
        && !is_multiple(number, divisor)
    {
        broken.push(format!("{number} is not a multiple of {divisor}"));
    }
}

/// Whether `number / divisor` is whole, but for what binary fractions such as 0.1 lose.
fn is_multiple(number: f64, divisor: f64) -> bool {
    let quotient = number / divisor;
    let distance = (quotient - quotient.round()).abs();
    distance <= f64::EPSILON * quotient.abs().max(1.0)
}

fn check_length(rules: &Rules, text: &str, broken: &mut Vec<String>) {
    if rules.min_length.is_none() && rules.max_length.is_none() {
        return;
    }
    let length = text.chars().count() as u64;
    check_size(length, rules.min_length, rules.max_length, "characters", broken);
}

fn check_count(rules: &Rules, count: usize, broken: &mut Vec<String>) {
    check_size(count as u64, rules.min_items, rules.max_items, "items", broken);
}

fn check_size(size: u64, least: Option<u64>, most: Option<u64>, unit: &str, broken: &mut Vec<String>) {
    if let Some(least) = least
        && size < least
    {
        broken.push(format!("has {size} {unit}, fewer than the minimum {least}"));
    }
    if let Some(most) = most
        && size > most
    {
        broken.push(format!("has {size} {unit}, more than the maximum {most}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(rules: &Rules, body: &str) -> Vec<String> {
        let mut found = Vec::new();
        let value = serde_json::from_str(body).unwrap();
        check_value(rules, &value, &mut String::new(), &mut found);
        found.iter().map(ToString::to_string).collect()
    }

    fn texts(rules: &Rules, texts: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        check_texts(rules, texts, &Place::Query("q".into()), &mut found);
        found.iter().map(|violation| violation.rule().to_owned()).collect()
    }

    #[test]
    fn numbers() {
        const LIMIT: Rules = Rules::NONE.minimum(10.0).maximum(100.0).multiple_of(10.0);
        const OPEN: Rules = Rules::NONE.minimum(0.0).maximum(1.0).exclusive_minimum().exclusive_maximum();
        const TENTH: Rules = Rules::NONE.multiple_of(0.1);
        let table: &[(&Rules, &str, &[&str])] = &[
            (&LIMIT, "10", &[]),
            (&LIMIT, "100", &[]),
            (&LIMIT, "0", &["0 is less than the minimum 10"]),
            (&LIMIT, "110", &["110 is more than the maximum 100"]),
            (&LIMIT, "15", &["15 is not a multiple of 10"]),
            (&LIMIT, "105", &["105 is more than the maximum 100", "105 is not a multiple of 10"]),
            (&OPEN, "0.5", &[]),
            (&OPEN, "0", &["0 is not more than 0"]),
            (&OPEN, "1", &["1 is not less than 1"]),
            (&TENTH, "0.3", &[]),
            (&TENTH, "0.35", &["0.35 is not a multiple of 0.1"]),
            (&LIMIT, "ten", &[]),
        ];
        for (rules, text, expected) in table {
            assert_eq!(texts(rules, &[text]), *expected, "{text}");
        }
    }

    #[test]
    fn lengths_count_characters() {
        const NAME: Rules = Rules::NONE.min_length(1).max_length(3);
        assert!(texts(&NAME, &["äöü"]).is_empty());
        assert_eq!(texts(&NAME, &["äöüß"]), ["has 4 characters, more than the maximum 3"]);
        assert_eq!(texts(&NAME, &[""]), ["has 0 characters, fewer than the minimum 1"]);
    }

    #[test]
    fn arrays_are_counted_and_their_items_checked() {
        const ITEM: Rules = Rules::NONE.max_length(2);
        const IDS: Rules = Rules::NONE.min_items(1).max_items(2).items(&ITEM);
        assert!(texts(&IDS, &["a", "b"]).is_empty());
        assert_eq!(texts(&IDS, &[]), ["has 0 items, fewer than the minimum 1"]);
        assert_eq!(
            texts(&IDS, &["a", "b", "abc"]),
            ["has 3 items, more than the maximum 2", "has 3 characters, more than the maximum 2"]
        );
    }

    #[test]
    fn bodies_are_walked_and_all_violations_told_with_their_pointer() {
        const NAME: Rules = Rules::NONE.min_length(1).max_length(5);
        const LABEL: Rules = Rules::NONE.max_length(1);
        const BODY: Rules =
            Rules::NONE.fields(&[("na/me", &NAME), ("tags", &Rules::NONE.max_items(1).items(&NAME))]).values(&LABEL);
        assert_eq!(
            violations(&BODY, r#"{"na/me": "", "other": "ab", "tags": ["x", "secret"]}"#),
            [
                "body at `/na~1me`: has 0 characters, fewer than the minimum 1",
                "body at `/other`: has 2 characters, more than the maximum 1",
                "body at `/tags`: has 2 items, more than the maximum 1",
                "body at `/tags/1`: has 6 characters, more than the maximum 5",
            ]
        );
    }

    #[test]
    fn null_and_absent_members_are_no_violation() {
        const NAME: Rules = Rules::NONE.min_length(1);
        const BODY: Rules = Rules::NONE.fields(&[("name", &NAME)]);
        assert!(violations(&BODY, r#"{"name": null}"#).is_empty());
        assert!(violations(&BODY, "{}").is_empty());
        assert!(violations(&BODY, "null").is_empty());
    }
}
