use std::borrow::Cow;

use serde_json::Value;

use super::{Location, Parameter, Place, Rules, Violation};
use crate::operation::Operation;

/// The values of a request, as the checker asks for them.
pub(crate) trait Sent {
    /// The value sent for a parameter; `None` if it is not sent.
    fn argument(&self, location: Location, name: &str) -> Option<&Value>;

    /// The body, if it is known what is inside: JSON or a form.
    fn body(&self) -> Option<Cow<'_, Value>>;
}

/// What is checked.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Parameter(&'a Parameter),
    Body,
}

/// Checks a request against the rules of its operation.
///
/// Adds every violation to `violations`, rather than stop at the first.
pub(crate) fn check(operation: &Operation, sent: &dyn Sent, violations: &mut Vec<Violation>) {
    for parameter in operation.parameters {
        match sent.argument(parameter.location, parameter.name) {
            Some(value) => {
                check_value(Subject::Parameter(parameter), parameter.rules, value, &mut String::new(), violations);
            }
            None if parameter.required => violations.push(Violation::new(parameter.place(), "is required")),
            None => {}
        }
    }
    // To look inside of a body takes reading it.
    if let Some(rules) = operation.body
        && let Some(body) = sent.body()
    {
        check_value(Subject::Body, rules, &body, &mut String::new(), violations);
    }
}

impl Subject<'_> {
    fn violation(self, pointer: &str, rule: String) -> Violation {
        match self {
            Self::Body => Violation::new(Place::Body(pointer.to_owned()), rule),
            Self::Parameter(parameter) if pointer.is_empty() || parameter.rules.items.is_some() => {
                Violation::new(parameter.place(), rule)
            }
            Self::Parameter(parameter) => Violation::new(parameter.place(), format!("at `{pointer}`: {rule}")),
        }
    }
}

/// Checks a value and what is inside it; a null is as good as an absent member.
fn check_value(
    subject: Subject<'_>,
    rules: &Rules,
    value: &Value,
    pointer: &mut String,
    violations: &mut Vec<Violation>,
) {
    let mut broken = Vec::new();
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => check_text_number(rules, &number.to_string(), &mut broken),
        Value::String(text) => {
            check_length(rules, text, &mut broken);
            // Parameters and the fields of a form are texts, whatever they stand for.
            check_text_number(rules, text, &mut broken);
        }
        Value::Array(items) => check_count(rules, items.len(), &mut broken),
        Value::Object(_) => {}
    }
    violations.extend(broken.into_iter().map(|rule| subject.violation(pointer, rule)));
    check_children(subject, rules, value, pointer, violations);
}

fn check_text_number(rules: &Rules, text: &str, broken: &mut Vec<String>) {
    if let Ok(number) = text.parse() {
        check_number(rules, number, broken);
    }
}

fn check_children(
    subject: Subject<'_>,
    rules: &Rules,
    value: &Value,
    pointer: &mut String,
    violations: &mut Vec<Violation>,
) {
    let length = pointer.len();
    match value {
        Value::Array(items) => {
            let Some(rules) = rules.items else { return };
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                check_value(subject, rules, item, pointer, violations);
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
                check_value(subject, rules, member, pointer, violations);
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
        check_value(Subject::Body, rules, &value, &mut String::new(), &mut found);
        found.iter().map(ToString::to_string).collect()
    }

    /// The rules that a parameter breaks: a text, or a list of texts if the rules are those of a list.
    fn texts(rules: &'static Rules, texts: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let value = match (rules.items, texts) {
            (None, [text]) => Value::from(*text),
            _ => Value::from(texts),
        };
        let parameter = Parameter::query("q", rules);
        check_value(Subject::Parameter(&parameter), rules, &value, &mut String::new(), &mut found);
        found.iter().map(|violation| violation.rule().to_owned()).collect()
    }

    #[test]
    fn numbers() {
        const LIMIT: Rules = Rules::NONE.minimum(10.0).maximum(100.0).multiple_of(10.0);
        const OPEN: Rules = Rules::NONE.minimum(0.0).maximum(1.0).exclusive_minimum().exclusive_maximum();
        const TENTH: Rules = Rules::NONE.multiple_of(0.1);
        let table: &[(&'static Rules, &str, &[&str])] = &[
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
